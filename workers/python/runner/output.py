"""What is kept of a stream: its first and last bytes, cut between characters; the rest is counted."""

from runner.limits import OUTPUT_BYTES

HALF = OUTPUT_BYTES // 2
# Room for the sentence that stands where bytes were left out.
NOTE_BYTES = 64


class KeptOutput:
    """Feed it bytes; memory stays below four halves whatever comes."""

    def __init__(self) -> None:
        self.total = 0
        self._head = bytearray()
        self._tail = bytearray()

    def add(self, data: bytes) -> None:
        self.total += len(data)
        room = OUTPUT_BYTES - len(self._head)
        self._head += data[:room]
        self._tail += data[room:]
        if len(self._tail) > 4 * HALF:
            del self._tail[:-HALF]

    def finish(self) -> tuple[str, int]:
        """The text, and how many bytes of the stream it lacks."""
        if self.total <= OUTPUT_BYTES:
            return self._head.decode("utf-8", "replace"), 0
        head = _whole_end(bytes(self._head[: HALF - NOTE_BYTES]))
        tail = _whole_start(bytes((self._head + self._tail)[-HALF:]))
        left_out = self.total - len(head) - len(tail)
        note = f"\n[{left_out} bytes left out]\n"
        return head.decode("utf-8", "replace") + note + tail.decode("utf-8", "replace"), left_out


def _whole_end(data: bytes) -> bytes:
    """Without a last character of which only the beginning is there."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte & 0xC0 == 0x80:
            continue
        length = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
        return data[:-back] if length > back else data
    return data


def _whole_start(data: bytes) -> bytes:
    """Without a first character of which only the end is there."""
    start = 0
    while start < min(3, len(data)) and data[start] & 0xC0 == 0x80:
        start += 1
    return data[start:]
