"""`python3 -P -s -m runner [isolated|none]`: JSON lines in on standard input, out on standard output."""

import sys

from runner.server import serve

serve(isolated=sys.argv[1:2] != ["none"])
