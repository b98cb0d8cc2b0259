"""Lays out the memory that every session will be cloned from. A clone shares it page by page, and pays for each page
that it writes to; counting a reference is such a write."""

import ctypes
import gc
from collections.abc import Iterator

HUGE_PAGE = 2 << 20
MADV_COLLAPSE = 25

# How Python 3.11 cuts small objects out of pools: sizes in steps of 16 bytes, the first of a pool behind its header.
_POOL, _POOL_HEADER, _STEP, _LARGEST = 16 * 1024, 48, 16, 512
# Many times what a warm heap has free; an allocator of another make ends here instead of running on.
_MOST = 10_000


def settle_heap() -> None:
    """To be called when all is warm, before the first clone."""
    gc.collect()
    # The collector of a clone then has only the clone's own objects to look at, and to write to.
    gc.freeze()
    _fill_pools()
    _use_huge_pages()


def _fill_pools() -> None:
    """Takes for ever what is free in pools that are in use. A clone's first objects then lie together in pools of their
    own; in the gaps between ours each would cost a page."""
    take = ctypes.pythonapi.PyObject_Malloc
    take.restype, take.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
    for size in range(_STEP, _LARGEST + 1, _STEP):
        before = 0
        for _ in range(_MOST):
            now = take(size)
            if _opens_pool(before, now, size):
                break
            before = now


def _opens_pool(before: int, now: int, size: int) -> bool:
    """Whether these are the first two objects of a pool."""
    return before % _POOL == _POOL_HEADER and now == before + size


def _use_huge_pages() -> None:
    """A clone copies one entry for each huge page instead of 512. Where the kernel cannot (before 6.1, or without the
    memory to spare) all stays as it is, only slower."""
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for start, length in _heap_ranges():
        madvise(start, length, MADV_COLLAPSE)


def _heap_ranges() -> Iterator[tuple[int, int]]:
    """Start and length of the whole huge pages in each writable mapping that no file is behind."""
    with open("/proc/self/maps") as file:
        mappings = [line.split() for line in file]
    for addresses, access, _, _, inode, *_ in mappings:
        start, end = (int(part, 16) for part in addresses.split("-"))
        first = -(-start // HUGE_PAGE) * HUGE_PAGE
        length = end // HUGE_PAGE * HUGE_PAGE - first
        if access == "rw-p" and inode == "0" and length > 0:
            yield first, length
