"""Watches how much memory a session's processes hold together; rlimits bound one process only.

A thread of its own: reading the exact figure waits for a process that is busy forking, and the supervisor must not."""

import os
import threading
import time
from collections.abc import Callable, Sequence

from runner.limits import MEMORY_BYTES
from runner.processes import Family

TICK_S = 0.05
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class MemoryWatch:
    """Calls `exceeded(family)` from its thread for every family above the limit; `running` says whom to look at."""

    def __init__(self, running: Callable[[], Sequence[Family]], exceeded: Callable[[Family], None]) -> None:
        self._running = running
        self._exceeded = exceeded
        self._wanted = threading.Event()
        # What every process shares with the one it was cloned from.
        self._shared = _anonymous_bytes(os.getpid())

    def start(self) -> None:
        threading.Thread(target=self._watch, daemon=True).start()

    def wake(self) -> None:
        """To be called when a block starts; the watch sleeps while nothing runs."""
        self._wanted.set()

    def _watch(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            while self._running():
                # First the pause: most blocks are over before it is.
                time.sleep(TICK_S)
                for family in self._running():
                    if self._exceeds(family.members(frozenset())):
                        self._exceeded(family)

    def _exceeds(self, pids: list[int]) -> bool:
        """The sum that counts a shared page once a process is cheap and never too low; the exact one settles a doubt."""
        if sum(max(0, _anonymous_bytes(pid) - self._shared) for pid in pids) <= MEMORY_BYTES:
            return False
        return sum(_proportional_bytes(pid) for pid in pids) > MEMORY_BYTES


def _anonymous_bytes(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            _, resident, shared, *_ = file.read().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * PAGE_BYTES


def _proportional_bytes(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith(b"Pss:")), 0)
    except OSError:
        return 0
