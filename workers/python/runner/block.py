"""Runs one block in the process that was forked for it, and lets that process become the next state."""

import _signal  # what `signal` wraps; the wrappers make an enum of every number, and a clone pays for each step
import io
import os
import random
import signal
import socket
import sys
import traceback
from types import ModuleType
from typing import Any, NoReturn

from runner import verify
from runner.isolate import fork_for_parent
from runner.limits import apply_cpu_limit
from runner.order import Descriptors, Order, read_payload, receive_order

# User code may replace what is in `os` and `signal`; what brings it to a halt and on again must not depend on that.
_close, _close_range, _dup2, _exit = os.close, os.closerange, os.dup2, os._exit
_fstat, _open = os.fstat, os.open
_getpid, _kill = os.getpid, os.kill
_mask, _timer = _signal.pthread_sigmask, _signal.setitimer
_ALL_SIGNALS = tuple(map(int, signal.valid_signals()))
_TIMERS = (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF)
_HIGHEST_FD = 256


def become_state(order: Order, fds: Descriptors, chain: socket.socket) -> NoReturn:
    """Runs this block and, in copies of itself, every later one. A process that ran a block well stops itself: the
    keeper takes the stop as success and wakes it for the next order."""
    module = _fresh_main(order.seed)
    while True:
        _take_over(fds, chain.fileno(), order)
        payload = read_payload(_PAYLOAD)
        _close(_PAYLOAD)
        _execute(order, payload, module)
        _require_open(chain.fileno())
        _rest()
        order, fds = _next_in_sibling(chain)


_PAYLOAD = 3


def _fresh_main(seed: int) -> ModuleType:
    module = ModuleType("__main__")
    module.__builtins__ = __builtins__  # type: ignore[attr-defined]
    sys.modules["__main__"] = module
    sys.path[:] = ["/work", *(place for place in sys.path if "site-packages" in place or "/lib/" in place)]
    sys.argv[:] = [""]
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed % 2**32)
    return module


def _take_over(fds: Descriptors, chain: int, order: Order) -> None:
    """Standard streams onto this block's pipes; every descriptor closed but those and the chain's."""
    _dup2(fds.out, 1)
    _dup2(fds.err, 2)
    _dup2(fds.payload, _PAYLOAD)
    _close_range(4, chain)
    _close_range(chain + 1, _HIGHEST_FD)
    sys.stdin = open(0, closefd=False)
    sys.stdout = _writer(1)
    sys.stderr = _writer(2)
    apply_cpu_limit(order.cpu_seconds)
    os.setpgid(0, 0)
    _mask(signal.SIG_SETMASK, ())


def _writer(fd: int) -> io.TextIOWrapper:
    raw = open(fd, "wb", closefd=False)
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", line_buffering=True)


def _execute(order: Order, payload: bytes, module: ModuleType) -> None:
    """Returns only when the block ended well."""
    if order.kind == "verify":
        code = verify.decide(payload)
        _flush()
        _exit(code)
    status = _run(payload.decode("utf-8", "replace"), f"<block {order.number}>", module.__dict__)
    _flush()
    if status != 0:
        _exit(status)


def _run(source: str, name: str, names: dict[str, Any]) -> int:
    try:
        exec(compile(source, name, "exec", dont_inherit=True), names)
    except SystemExit as end:
        return _exit_status(end.code)
    except BaseException as error:
        # Our own frame is the first of the traceback; the author of the block never wrote it.
        below = error.__traceback__.tb_next if error.__traceback__ else None
        traceback.print_exception(type(error), error, below)
        return 1
    return 0


def _exit_status(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # noqa: BLE001, S110 - a closed or replaced stream is the block's own affair
            pass


def _require_open(chain: int) -> None:
    """A block that closed the way to its successors cannot become a state; the one before it stays."""
    try:
        _fstat(chain)
    except OSError:
        sys.stderr.write("This block closed a descriptor that the sandbox needs, so its variables are lost.\n")
        _exit(1)


def _rest() -> None:
    """Lets go of the block's pipes, silences timers, and stops until the next order."""
    for timer in _TIMERS:
        _timer(timer, 0)
    _mask(signal.SIG_BLOCK, _ALL_SIGNALS)
    nothing = _open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        _dup2(nothing, fd)
    _close(nothing)
    _kill(_getpid(), signal.SIGSTOP)


def _next_in_sibling(chain: socket.socket) -> tuple[Order, Descriptors]:
    """Returns in a child of the keeper that continues from here; this process stays as the state to go back to.
    The child waits, stopped, until the keeper has seen it."""
    while True:
        received = receive_order(chain)
        if received is None:
            _exit(0)
        dice = random.getstate()
        if fork_for_parent() == 0:
            # `random` reseeds itself in every fork; a state's dice are part of the state.
            random.setstate(dice)
            _kill(_getpid(), signal.SIGSTOP)
            return received
        received[1].close()
