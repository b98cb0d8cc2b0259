"""The supervisor of one fork-server: JSON lines in and out, one event loop, wall clock and memory watch."""

import contextlib
import importlib.metadata
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from runner.heap import settle_heap
from runner.isolate import load_filter
from runner.memory import MemoryWatch
from runner.order import Descriptors
from runner.processes import Family
from runner.session import Block, Session
from runner.verify import ANSWER_UNREADABLE, CORRECT, FAILED, GOLD_UNREADABLE, INCORRECT
from runner.warm import prepare_libraries
from runner.zygote import be_zygote

TICK_S = 0.05
VERDICTS = {
    CORRECT: "correct",
    INCORRECT: "incorrect",
    GOLD_UNREADABLE: "gold-unreadable",
    ANSWER_UNREADABLE: "answer-unreadable",
    FAILED: "failed",
}


def serve(*, isolated: bool) -> NoReturn:
    started = time.monotonic()
    seccomp = load_filter() if isolated else None
    prepare_libraries()
    settle_heap()
    mine, zygotes = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid == 0:
        mine.close()
        _leave_standard_streams()
        be_zygote(zygotes, seccomp)
    zygotes.close()
    Supervisor(mine, {os.getpid(), os.getppid(), pid, 1}, isolated=isolated).run(started)


def _leave_standard_streams() -> None:
    nothing = os.open("/dev/null", os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)


class Supervisor:
    def __init__(self, zygote: socket.socket, own: set[int], *, isolated: bool) -> None:
        self._zygote = zygote
        self._own = own
        self._isolated = isolated
        self._sessions: dict[str, Session] = {}
        self._spare: tuple[int, socket.socket] | None = None
        self._selector = selectors.EpollSelector()
        self._input = b""
        self._greedy: list[Family] = []
        self._memory = MemoryWatch(self._running, lambda family: self._greedy.append(family))
        self._verbs: dict[str, Callable[[dict[str, Any]], None]] = {
            "open": self._open,
            "block": self._start,
            "verify": self._start,
            "close": self._close,
        }

    def run(self, started: float) -> NoReturn:
        os.set_blocking(0, False)
        self._selector.register(0, selectors.EVENT_READ, self._read_input)
        self._spare = self._clone()
        failure = self._failure_of(self._spare[1])
        if failure:
            self._say({"is": "broken", "why": failure})
            os._exit(1)
        versions = {name: importlib.metadata.version(name) for name in ("math-verify", "sympy", "numpy")}
        warm_ms = round((time.monotonic() - started) * 1000)
        self._say({"is": "ready", "warmMs": warm_ms, "memoryWatch": "pss", "versions": versions})
        self._memory.start()
        while True:
            for key, _ in self._selector.select(self._wait_s()):
                key.data()
            self._tick()

    def _wait_s(self) -> float | None:
        running = [session.block for session in self._sessions.values() if session.block]
        if not running:
            return None
        return max(0.0, min(TICK_S, min(block.due() for block in running) - time.monotonic()))

    def _running(self) -> list[Family]:
        return [session.family for session in list(self._sessions.values()) if session.block]

    def _tick(self) -> None:
        now, known = time.monotonic(), self._known()
        greedy, self._greedy = self._greedy, []
        for session in list(self._sessions.values()):
            session.tick(now, known, greedy)

    def _known(self) -> set[int]:
        spare = {self._spare[0]} if self._spare else set()
        return self._own.union(spare, *(session.known() for session in self._sessions.values()))

    # -- requests ----------------------------------------------------------------------------------------------------

    def _read_input(self) -> None:
        data = os.read(0, 1 << 20)
        if not data:
            os._exit(0)
        *lines, self._input = (self._input + data).split(b"\n")
        for line in lines:
            request = json.loads(line)
            self._verbs[request["do"]](request)

    def _open(self, request: dict[str, Any]) -> None:
        keeper, control = self._spare or self._clone()
        self._spare = None
        session = Session(request["session"], keeper, control, request["seed"], isolated=self._isolated)
        self._sessions[session.name] = session
        self._selector.register(control, selectors.EVENT_READ, lambda: self._hear(session))

    def _start(self, request: dict[str, Any]) -> None:
        session = self._sessions.get(request["session"])
        if session is None or session.block:
            why = "no such session" if session is None else "the session is running another block"
            self._say(_refused(request["id"], why))
            return
        payload = os.memfd_create("payload")
        os.write(payload, _payload(request))
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        os.set_blocking(out, False)
        os.set_blocking(err, False)
        block = Block(request["id"], request["timeoutMs"] / 1000, out, err)
        fds = Descriptors(payload, out_end, err_end)
        with contextlib.suppress(OSError):
            session.start(request["do"], block, fds)
        fds.close()
        self._memory.wake()
        for fd, kept in ((out, block.out), (err, block.err)):
            self._selector.register(fd, selectors.EVENT_READ, lambda fd=fd, kept=kept: self._read_output(fd, kept, block))

    def _close(self, request: dict[str, Any]) -> None:
        session = self._sessions.pop(request["session"], None)
        if session is None:
            return
        if session.block:
            self._tell_result(session, lost="the session was closed while this ran")
        self._selector.unregister(session.control)
        session.close(self._known())

    # -- what happens ------------------------------------------------------------------------------------------------

    def _read_output(self, fd: int, kept: Any, block: Block) -> None:
        if block.told:
            return
        with contextlib.suppress(BlockingIOError):
            data = os.read(fd, 1 << 16)
            kept.add(data)
            if not data or block.flooded():
                self._selector.unregister(fd)

    def _hear(self, session: Session) -> None:
        heard = session.hear(self._known())
        if heard == "over":
            self._tell_result(session)
            if session.lost:
                self._end(session, "its state was lost")
        elif heard == "gone":
            why = session.failure or "its first process ended"
            if session.block:
                self._tell_result(session, lost=why)
            self._end(session, why)

    def _end(self, session: Session, why: str) -> None:
        if self._sessions.pop(session.name, None):
            self._selector.unregister(session.control)
            session.close(self._known())
            self._say({"is": "closed", "session": session.name, "why": why})

    def _tell_result(self, session: Session, lost: str | None = None) -> None:
        block = session.block
        if block is None:
            return
        session.block = None
        block.told = True
        block.read_all()
        for fd in (block.out_fd, block.err_fd):
            with contextlib.suppress(KeyError):
                self._selector.unregister(fd)
            os.close(fd)
        self._say(_result(block, lost))
        if self._spare is None:
            self._spare = self._clone()

    # -- the outside -------------------------------------------------------------------------------------------------

    def _clone(self) -> tuple[int, socket.socket]:
        """A keeper that has settled in, or is about to: its process id and the line to it."""
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        socket.send_fds(self._zygote, [b"clone"], [theirs.fileno()])
        theirs.close()
        pid = int(self._zygote.recv(16) or b"-1")
        if pid < 0:
            raise OSError(-pid, f"clone into new namespaces: {os.strerror(-pid)}")
        return pid, mine

    @staticmethod
    def _failure_of(control: socket.socket) -> str | None:
        event = control.recv(4096).decode("utf-8", "replace") or "failed a session ended while it was set up"
        return event.removeprefix("failed ") if event.startswith("failed ") else None

    @staticmethod
    def _say(event: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(event) + "\n")
        sys.stdout.flush()


def _payload(request: dict[str, Any]) -> bytes:
    if request["do"] == "verify":
        return json.dumps({"gold": request["gold"], "answer": request["answer"]}).encode()
    return str(request["code"]).encode("utf-8", "replace")


def _refused(block_id: str, why: str) -> dict[str, Any]:
    return {
        "is": "ended",
        "id": block_id,
        "status": "killed",
        "exit": None,
        "stdout": "",
        "stderr": "",
        "ms": 0,
        "truncatedBytes": 0,
        "reason": why,
        "verdict": None,
        "lost": True,
    }


def _result(block: Block, lost: str | None) -> dict[str, Any]:
    out, out_left = block.out.finish()
    err, err_left = block.err.finish()
    status, code, reason = _status(block, lost)
    return {
        "is": "ended",
        "id": block.id,
        "status": status,
        "exit": code,
        "stdout": out,
        "stderr": err,
        "ms": round(block.took_s * 1000, 3),
        "truncatedBytes": out_left + err_left,
        "reason": reason,
        "verdict": VERDICTS.get(code) if code is not None else None,
        # The block never ran, because what it would have continued from was gone.
        "lost": block.ended is not None and block.ended[0] == "lost",
    }


def _status(block: Block, lost: str | None) -> tuple[str, int | None, str | None]:
    how, value = block.ended or ("lost", 0)
    if how == "parked":
        return "ok", 0, None
    if how == "stopped":
        return "killed", None, "stopped itself before its end"
    if how == "exit":
        return ("error" if value else "ok"), value, None
    if block.verdict:
        status, reason = block.verdict
        return status, None, reason
    if how == "signal":
        return "killed", 128 + value, f"stopped by signal {value} ({_signal_name(value)})"
    return "killed", None, lost or "the session's state was lost"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"
