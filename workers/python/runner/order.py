"""What the supervisor asks of a keeper, and a keeper of its state: a small datagram and three descriptors."""

import os
import socket
from dataclasses import dataclass

ORDER_BYTES = 4096


@dataclass(frozen=True)
class Order:
    """`kind` is `block` or `verify`; the descriptors hold the payload and take standard output and error."""

    kind: str
    number: int
    seed: int
    cpu_seconds: int


@dataclass(frozen=True)
class Descriptors:
    payload: int
    out: int
    err: int

    def close(self) -> None:
        for fd in (self.payload, self.out, self.err):
            os.close(fd)


def send_order(channel: socket.socket, order: Order, fds: Descriptors) -> None:
    message = f"{order.kind} {order.number} {order.seed} {order.cpu_seconds}"
    socket.send_fds(channel, [message.encode()], [fds.payload, fds.out, fds.err])


def receive_order(channel: socket.socket) -> tuple[Order, Descriptors] | None:
    """None for a message without descriptors, which is also what the end of the channel looks like."""
    message, fds, _, _ = socket.recv_fds(channel, ORDER_BYTES, 3)
    if len(fds) != 3:
        return None
    kind, *numbers = message.decode().split()
    return Order(kind, *map(int, numbers)), Descriptors(*fds)


def read_payload(fd: int) -> bytes:
    """The whole file, from its start, whatever the descriptor's position."""
    parts, offset = [], 0
    while part := os.pread(fd, 1 << 20, offset):
        parts.append(part)
        offset += len(part)
    return b"".join(parts)
