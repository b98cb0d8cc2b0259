"""What one session may use. The supervisor adds the wall clock and the memory of the whole family."""

import resource

KIB = 1024
MIB = 1024 * KIB

MEMORY_BYTES = 1024 * MIB
PROCESSES = 32
OUTPUT_BYTES = 64 * KIB
FLOOD_BYTES = 64 * MIB

_RLIMITS = {
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_AS: MEMORY_BYTES,
    resource.RLIMIT_FSIZE: 64 * MIB,
    resource.RLIMIT_NOFILE: 64,
    resource.RLIMIT_NPROC: PROCESSES,
    resource.RLIMIT_MSGQUEUE: 0,
    resource.RLIMIT_MEMLOCK: 0,
}


def apply_rlimits(*, isolated: bool) -> None:
    """For the calling process and all it will fork. Without a user namespace NPROC would count the whole user."""
    for kind, limit in _RLIMITS.items():
        if kind == resource.RLIMIT_NPROC and not isolated:
            continue
        resource.setrlimit(kind, (limit, limit))


def apply_cpu_limit(seconds: int) -> None:
    """Soft limit only: a later block may be given more, and the wall clock is the supervisor's."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
