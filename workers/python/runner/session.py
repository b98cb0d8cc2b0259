"""A session as the supervisor sees it: its keeper, at most one running block, and how that block is brought to an end."""

import contextlib
import os
import signal
import socket
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from runner.keeper import FREEZE
from runner.limits import FLOOD_BYTES, MEMORY_BYTES, MIB
from runner.order import Descriptors, Order, send_order
from runner.output import KeptOutput
from runner.processes import Family, inner_pid, is_resting

# A keeper that does not answer within this time is killed with everything in its namespace.
KEEPER_ANSWERS_S = 4.0
BEGINS_WITHIN_S = 20.0


Heard = Literal["nothing", "over", "gone"]


@dataclass
class Block:
    """One run. `verdict` is the supervisor's own (time, memory, flood) and outranks what the kernel reports after."""

    id: str
    timeout_s: float
    out_fd: int
    err_fd: int
    asked: float = field(default_factory=time.monotonic)
    began: float | None = None
    ended: tuple[str, int] | None = None
    took_s: float = 0.0
    told: bool = False
    verdict: tuple[str, str] | None = None
    out: KeptOutput = field(default_factory=KeptOutput)
    err: KeptOutput = field(default_factory=KeptOutput)

    def due(self) -> float:
        return self.asked + BEGINS_WITHIN_S if self.began is None else self.began + self.timeout_s

    def read_all(self) -> None:
        """Takes what the pipes hold now, without waiting."""
        for fd, kept in ((self.out_fd, self.out), (self.err_fd, self.err)):
            with contextlib.suppress(BlockingIOError):
                while data := os.read(fd, 1 << 16):
                    kept.add(data)
                    if self.flooded():
                        return

    def flooded(self) -> bool:
        return self.out.total + self.err.total > FLOOD_BYTES


class Session:
    """`events` from the keeper arrive by `hear`; `tick` looks at clock and memory."""

    def __init__(self, name: str, keeper: int, control: socket.socket, seed: int, *, isolated: bool) -> None:
        self.name = name
        self.seed = seed
        self._isolated = isolated
        self.control = control
        self.pidfd = os.pidfd_open(keeper)
        self.family = Family(keeper, isolated=isolated)
        self.block: Block | None = None
        self.failure: str | None = None
        self.blocks_run = 0
        self._state: int | None = None  # as this process sees it
        self._lost = False
        self._answer_due: float | None = None

    def known(self) -> set[int]:
        """Processes that belong here whatever runs."""
        return {self.family.keeper} | ({self._state} if self._state else set())

    def start(self, kind: str, block: Block, fds: Descriptors) -> None:
        self.block = block
        self.blocks_run += 1
        cpu = 4 * int(block.timeout_s + 1)
        send_order(self.control, Order(kind, self.blocks_run, self.seed, cpu), fds)

    def hear(self, others: set[int]) -> Heard:
        """Takes one message of the keeper; `over` when the block's result may be told."""
        try:
            message = self.control.recv(4096)
        except OSError:
            message = b""
        if not message:
            return "gone"
        event, _, rest = message.decode("utf-8", "replace").partition(" ")
        if event == "failed":
            self.failure = rest
        elif event == "began" and self.block:
            self.block.began = time.monotonic()
        elif event == "ended" and self.block:
            how, value = rest.split()
            return self._note_end(self.block, how, int(value), others)
        elif event == "frozen":
            return self._kill_frozen(others)
        return "nothing"

    def tick(self, now: float, others: set[int], greedy: Collection[Family]) -> None:
        """`greedy` are the families that the memory watch found above the limit."""
        block = self.block
        if self._answer_due is not None:
            if now > self._answer_due:
                self.kill(others)
            return
        if block is None or block.ended or block.verdict:
            return
        if now >= block.due():
            self._overdue(block, others)
        elif block.flooded():
            self.stop_block("killed", f"wrote more than {FLOOD_BYTES // MIB} MiB")
        elif self.family in greedy:
            self.stop_block("killed", f"used more than {MEMORY_BYTES // MIB} MiB of memory")

    def stop_block(self, status: str, reason: str) -> None:
        """Has everything but the last good state frozen; what happens next is up to the keeper's answer."""
        if self.block:
            self.block.verdict = (status, reason)
        self._freeze()

    @property
    def lost(self) -> bool:
        """Whether the state that later blocks would continue from is gone."""
        return self._lost

    def kill(self, others: set[int]) -> None:
        """The keeper and with it, by the kernel, every process of its namespace."""
        if not self._isolated:
            self._state = None
            self._kill_strays(others - self.known())
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def close(self, others: set[int]) -> None:
        self.kill(others)
        self.control.close()
        os.close(self.pidfd)

    def _overdue(self, block: Block, others: set[int]) -> None:
        if block.began is None:
            block.verdict = ("killed", "the session's last good state did not come back")
            self.kill(others)
            return
        self.stop_block("timeout", f"ran longer than {round(block.timeout_s * 1000)} ms")

    def _freeze(self) -> None:
        self._answer_due = time.monotonic() + KEEPER_ANSWERS_S
        with contextlib.suppress(OSError):
            self.control.send(FREEZE)

    def _note_end(self, block: Block, how: str, value: int, others: set[int]) -> Heard:
        """What the block left running is frozen and killed before its result is told."""
        block.ended = (how, value)
        self._lost = how == "lost"
        block.took_s = time.monotonic() - (block.began or block.asked)
        strays = self.family.members(others | self.known())
        if how == "parked":
            parked = next((pid for pid in strays if inner_pid(pid) == value), None)
            strays = [pid for pid in strays if pid != parked]
            self._state = parked
            if parked is None or not is_resting(parked):
                block.ended, self._lost = ("stopped", 0), True
        if self._answer_due is not None:
            return "nothing"
        if strays:
            self._freeze()
            return "nothing"
        return "over"

    def _kill_frozen(self, others: set[int]) -> Heard:
        self._answer_due = None
        self._kill_strays(others)
        return "over" if self.block and self.block.ended else "nothing"

    def _kill_strays(self, others: set[int]) -> None:
        for pid in self.family.members(others | self.known()):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
