"""Warm fork-server for hostile Python: one namespaced child a session, one fork a block."""
