"""The process that sessions are cloned from. It has the libraries warm and has never seen a line of anybody's code or
answer, so a session's memory holds nothing of its neighbours."""

import os
import signal
import socket
from typing import NoReturn

from runner.isolate import clone_into_namespaces
from runner.keeper import keep


def be_zygote(channel: socket.socket, seccomp: bytes | None) -> NoReturn:
    """Each message brings the control socket of a session to clone; the answer is the keeper's process id."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    ids = (os.getuid(), os.getgid())
    while True:
        message, fds, _, _ = socket.recv_fds(channel, 16, 1)
        if not message or not fds:
            os._exit(0)
        control = socket.socket(fileno=fds[0])
        try:
            pid = os.fork() if seccomp is None else clone_into_namespaces()
        except OSError as error:
            channel.send(f"-{error.errno}".encode())
        else:
            if pid == 0:
                keep(control, ids, seccomp)
            channel.send(str(pid).encode())
        control.close()
