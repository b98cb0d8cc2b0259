"""Gives a session its own user, pid, mount and ipc namespaces, then takes every privilege away."""

import ctypes
import os
import platform
import signal
from pathlib import Path

CLONE_PARENT = 0x0000_8000
CLONE_NEWNS = 0x0002_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
NAMESPACES = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC

MS_NOSUID_NODEV_NOEXEC = 2 | 4 | 8
PR_CAPBSET_DROP, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 24, 47, 4
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
CAPABILITY_VERSION_3 = 0x2008_0522
CLONE_SYSCALL = {"x86_64": 56, "aarch64": 220}

INNER_ID = 1000
MOUNTS = {
    "/work": "size=64m,nr_inodes=4096,mode=0777",
    "/tmp": "size=16m,nr_inodes=1024,mode=0777",
    "/dev/shm": "size=16m,nr_inodes=256,mode=0777",
    "/proc": "size=4k,nr_inodes=2,mode=0555",
}

# PyDLL keeps the interpreter lock over the call: nothing else may run between clone and the child's first line.
_libc = ctypes.PyDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
_python = ctypes.pythonapi


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapData(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


class _FilterProgram(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def load_filter() -> bytes:
    """The seccomp program of this machine's architecture; fails where none is shipped."""
    path = Path(__file__).parent / "seccomp" / f"{platform.machine()}.bpf"
    return path.read_bytes()


def clone_into_namespaces() -> int:
    """Like `os.fork`, with the child as pid 1 of new namespaces."""
    return _clone(NAMESPACES)


def fork_for_parent() -> int:
    """Like `os.fork`, but the child is a child of the caller's parent, who alone is told how it ends."""
    return _clone(CLONE_PARENT)


def _clone(flags: int) -> int:
    _python.PyOS_BeforeFork()
    pid = _libc.syscall(CLONE_SYSCALL[platform.machine()], flags | signal.SIGCHLD, 0, 0, 0, 0)
    error = ctypes.get_errno()
    if pid == 0:
        _python.PyOS_AfterFork_Child()
    else:
        _python.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(error, "clone: " + os.strerror(error))
    return int(pid)


def settle(outer_uid: int, outer_gid: int) -> None:
    """In the new child: map the ids and cover every writable or telling place with an empty one."""
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{INNER_ID} {outer_uid} 1")
    _write("/proc/self/gid_map", f"{INNER_ID} {outer_gid} 1")
    for target, options in MOUNTS.items():
        _check(_libc.mount(b"tmpfs", target.encode(), b"tmpfs", MS_NOSUID_NODEV_NOEXEC, options.encode()), target)
    os.chdir("/work")


def drop_privileges(seccomp: bytes) -> None:
    """No capability, no way to gain one, and the filter: last, because it forbids what `settle` needs."""
    _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    capability = 0
    while _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    header, nothing = _CapHeader(CAPABILITY_VERSION_3, 0), (_CapData * 2)()
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(nothing)), "capset")
    _check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    program = _FilterProgram(len(seccomp) // 8, seccomp)
    _check(_libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0), "seccomp")


def adopt_orphans() -> None:
    """Without a pid namespace: children of dead children become ours instead of init's."""
    _check(_libc.prctl(36, 1, 0, 0, 0), "child subreaper")


def _write(path: str, text: str) -> None:
    fd = os.open(path, os.O_WRONLY)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)


def _check(result: int, what: str) -> None:
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
