"""Lays out the memory that every session will be cloned from."""

import ctypes
import gc

_LARGE = (65_536, 32_768, 16_384, 8_192, 4_096, 2_048)
_SMALL = range(1_032, 16, -16)
# Far more than a warm heap has; a memory allocator of another make ends here instead of running on.
_MOST_CHUNKS = 200_000


def settle_heap() -> None:
    """To be called when all is warm, before the first clone. A page is copied for every child that writes to it, so
    the collector must leave old objects alone, and new ones must not go into gaps between them."""
    gc.collect()
    gc.freeze()
    _fill_gaps()


def _fill_gaps() -> None:
    """Takes every free chunk below the end of the heap and never gives it back. It holds half a megabyte, and spares
    each child the merging of free chunks and a copy of the page around each that it uses."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
    # Fits into no gap, yet is too small for a mapping of its own: it lies at the heap's end.
    end = libc.malloc(100_000)
    left = _MOST_CHUNKS
    for size in (*_LARGE, *_SMALL):
        while left > 0 and (libc.malloc(size) or end) < end:
            left -= 1
