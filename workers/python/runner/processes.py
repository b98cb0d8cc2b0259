"""Looks at processes through /proc: who belongs to a session, and where it stands."""

import os
from collections.abc import Collection
from pathlib import Path

# HUP, INT, QUIT: nobody blocks these three by accident.
RESTING_MASK = 0b111


class Family:
    """All processes of one session: those of its pid namespace, or of its POSIX session where there is none."""

    def __init__(self, keeper: int, *, isolated: bool) -> None:
        self.keeper = keeper
        self._isolated = isolated
        # Without namespaces a keeper leads a POSIX session of its own id.
        self._mark = self._mark_of(keeper) if isolated else keeper

    def members(self, known: Collection[int]) -> list[int]:
        """Process ids as the server sees them; `known` are ids that need no look."""
        found = (int(name) for name in os.listdir("/proc") if name.isdigit())
        return [pid for pid in found if pid not in known and self._mark_of(pid) == self._mark]

    def _mark_of(self, pid: int) -> int:
        try:
            return os.stat(f"/proc/{pid}/ns/pid").st_ino if self._isolated else os.getsid(pid)
        except OSError:
            return -1


def inner_pid(pid: int) -> int:
    """The id that a process has inside its own pid namespace; -1 when it is gone."""
    ids = _status_line(pid, "NSpid:")
    return int(ids.split()[-1]) if ids else -1


def is_resting(pid: int) -> bool:
    """Whether it came to the end of its block: only there are the signals blocked. A block that stops itself midway is not."""
    blocked = _status_line(pid, "SigBlk:")
    return bool(blocked) and int(blocked, 16) & RESTING_MASK == RESTING_MASK


def _status_line(pid: int, key: str) -> str:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return ""
    return next((line[len(key) :] for line in lines if line.startswith(key)), "")
