"""Process 1 of a session. It never runs user code: it forks the first state, wakes later ones, and learns how a block
ended from the kernel's wait status alone. No process that runs user code holds a descriptor the keeper reads from."""

import _signal  # what `signal` wraps; the wrappers make an enum of every number, and a clone pays for each step
import contextlib
import os
import select
import signal
import socket
import sys
from typing import NoReturn

from runner.block import become_state
from runner.isolate import adopt_orphans, drop_privileges, settle
from runner.limits import apply_rlimits
from runner.order import Descriptors, Order, receive_order, send_order

CHAIN_FD = 63
FREEZE = b"freeze"


def keep(control: socket.socket, outer_ids: tuple[int, int], seccomp: bytes | None) -> NoReturn:
    """The whole life of a session's first process; without a filter there are no namespaces either."""
    try:
        _keep_only(control.fileno())
        # A signal to "my process group" crosses pid namespaces: nobody outside may be in this one.
        os.setsid()
        if seccomp is None:
            adopt_orphans()
        else:
            settle(*outer_ids)
        apply_rlimits(isolated=seccomp is not None)
        if seccomp is not None:
            drop_privileges(seccomp)
        Keeper(control).run()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the session must end here and say why
        with contextlib.suppress(OSError):
            control.send(f"failed {type(error).__name__}: {error}"[:1000].encode("utf-8", "replace"))
        os._exit(1)


class Keeper:
    """Holds the last good state (stopped) and at most one running block."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._orders, chain = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._chain = _move(chain, CHAIN_FD)
        # One way only: what a state writes there fails, so nothing can flow back.
        self._orders.shutdown(socket.SHUT_RD)
        self._state: int | None = None  # stopped
        self._block: int | None = None
        self._awaiting = False
        self._frozen = False
        self._is_lost = False
        self._pid = os.getpid()

    def run(self) -> NoReturn:
        wake = _wake_on_children()
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(wake, select.POLLIN)
        self._tell("settled")
        while True:
            ready = {fd for fd, _ in poll.poll()}
            if wake in ready:
                os.read(wake, 4096)
                self._reap()
            if self._control.fileno() in ready:
                self._obey()

    def _obey(self) -> None:
        if self._control.recv(len(FREEZE), socket.MSG_PEEK) == FREEZE:
            self._control.recv(len(FREEZE))
            self._freeze()
            return
        received = receive_order(self._control)
        if received is None:
            os._exit(0)
        order, fds = received
        if self._is_lost:
            self._tell("ended lost 0")
        elif self._state is None or order.kind == "verify":
            self._fork_first(order, fds)
        else:
            self._awaiting, self._frozen = True, False
            send_order(self._orders, order, fds)
            os.kill(self._state, signal.SIGCONT)
        fds.close()

    def _fork_first(self, order: Order, fds: Descriptors) -> None:
        self._frozen = False
        pid = os.fork()
        if pid == 0:
            _forget_keeper()
            become_state(order, fds, self._chain)
        self._began(pid)

    def _began(self, pid: int) -> None:
        self._block = pid
        self._tell("began")

    def _freeze(self) -> None:
        """Stops every other process of the namespace at one moment, so that what is to be killed stands still."""
        self._reap()
        self._frozen = True
        if self._pid == 1:
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGSTOP)
        self._tell("frozen")

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG | os.WUNTRACED)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._note(pid, status)

    def _note(self, pid: int, status: int) -> None:
        if pid == self._block:
            self._block_changed(pid, status)
        elif pid == self._state:
            self._state_changed(status)
        elif self._awaiting and os.WIFSTOPPED(status) and not self._frozen:
            self._adopt(pid)

    def _adopt(self, pid: int) -> None:
        """The state's copy stands ready: the state goes back to sleep, the copy runs the block."""
        self._awaiting = False
        if self._state is not None:
            os.kill(self._state, signal.SIGSTOP)
        self._began(pid)
        os.kill(pid, signal.SIGCONT)

    def _block_changed(self, pid: int, status: int) -> None:
        if os.WIFSTOPPED(status):
            if self._frozen:
                return
            self._block = None
            if self._state is not None:
                os.kill(self._state, signal.SIGKILL)
            self._state = pid
            self._tell(f"ended parked {pid}")
            return
        self._block = None
        if os.WIFSIGNALED(status):
            self._tell(f"ended signal {os.WTERMSIG(status)}")
        else:
            self._tell(f"ended exit {os.WEXITSTATUS(status)}")

    def _state_changed(self, status: int) -> None:
        if os.WIFSTOPPED(status):
            # A block that stopped itself midway was taken for finished; let it come to its order.
            if self._awaiting and not self._frozen and self._state is not None:
                os.kill(self._state, signal.SIGCONT)
            return
        self._state = None
        self._is_lost = True
        if self._awaiting:
            self._awaiting = False
            self._tell("ended lost 0")

    def _tell(self, event: str) -> None:
        """One word of what happened and what belongs to it: plain text, because in a clone each module used costs."""
        self._control.send(event.encode())


def _keep_only(fd: int) -> None:
    nothing = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.closerange(3, fd)
    os.closerange(fd + 1, 4096)


def _move(end: socket.socket, fd: int) -> socket.socket:
    os.dup2(end.fileno(), fd, inheritable=False)
    moved = socket.socket(fileno=fd)
    end.close()
    return moved


def _wake_on_children() -> int:
    """The end of a pipe that can be read when a child ended or stopped."""
    reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    # Process 1 ignores every signal that it has no handler for; this must stay its only one.
    _signal.signal(signal.SIGINT, _signal.SIG_DFL)
    _signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    return reader


def _forget_keeper() -> None:
    signal.set_wakeup_fd(-1)
    _signal.signal(signal.SIGCHLD, _signal.SIG_DFL)
    _signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.stdin = sys.stdout = sys.stderr = None  # type: ignore[assignment]
