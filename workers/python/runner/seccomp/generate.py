"""Writes one BPF program per architecture. Needs Debian's python3-seccomp; users get the result, not the need.

    /usr/bin/python3 workers/python/runner/seccomp/generate.py
"""

import errno
from pathlib import Path

import seccomp

# Ways to a wider kernel surface, to other processes, or to memory that no limit counts.
DENIED = """
mount umount2 pivot_root chroot unshare setns move_mount fsopen fsconfig fsmount fspick open_tree mount_setattr
ptrace process_vm_readv process_vm_writev kcmp pidfd_open pidfd_getfd pidfd_send_signal process_madvise process_mrelease
bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register io_setup io_submit
keyctl add_key request_key open_by_handle_at name_to_handle_at
init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff
syslog acct quotactl quotactl_fd lookup_dcookie nfsservctl personality vhangup sethostname setdomainname
settimeofday clock_settime clock_settime64 adjtimex clock_adjtime clock_adjtime64 stime
iopl ioperm modify_ldt memfd_create memfd_secret mknod mknodat
shmget shmat shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl
mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
landlock_create_ruleset landlock_add_rule landlock_restrict_self fanotify_init fanotify_mark
set_mempolicy set_mempolicy_home_node mbind move_pages migrate_pages
vmsplice tee splice uselib ustat sysfs _sysctl
connect bind listen accept accept4
""".split()

# No socket at all: sessions of one fork-server share its network namespace, where even a local name would be a channel.
AF_UNIX = 1
# The bits of clone that make a namespace (mount, cgroup, uts, ipc, user, pid, net).
NAMESPACE_BITS = (0x0002_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000)
TIOCSTI, TIOCLINUX = 0x5412, 0x541C
ARCHITECTURES = {"x86_64": seccomp.Arch.X86_64, "aarch64": seccomp.Arch.AARCH64}


def build(architecture: int) -> tuple[seccomp.SyscallFilter, list[str]]:
    """The filter, and the names that the library or the architecture does not know."""
    program = seccomp.SyscallFilter(seccomp.ALLOW)
    if not program.exist_arch(architecture):
        program.add_arch(architecture)
    for other in ARCHITECTURES.values():
        if other != architecture and program.exist_arch(other):
            program.remove_arch(other)
    # Calls made as another architecture (32 bit, x32) end the process.
    program.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)
    refuse = seccomp.ERRNO(errno.EPERM)
    unknown = [name for name in DENIED if not _deny(program, refuse, name)]
    program.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for bit in NAMESPACE_BITS:
        program.add_rule(refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, bit, bit))
    program.add_rule(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket")
    program.add_rule(seccomp.ERRNO(errno.EAFNOSUPPORT), "socketpair", seccomp.Arg(0, seccomp.NE, AF_UNIX))
    for request in (TIOCSTI, TIOCLINUX):
        program.add_rule(refuse, "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFF_FFFF, request))
    return program, unknown


def _deny(program: seccomp.SyscallFilter, action: object, name: str) -> bool:
    try:
        program.add_rule(action, name)
    except (OSError, ValueError):
        return False
    return True


def main() -> None:
    for name, architecture in ARCHITECTURES.items():
        program, unknown = build(architecture)
        path = Path(__file__).parent / f"{name}.bpf"
        with path.open("wb") as file:
            program.export_bpf(file)
        print(f"{path.name}: {path.stat().st_size // 8} instructions; unknown here: {' '.join(unknown) or 'none'}")


if __name__ == "__main__":
    main()
