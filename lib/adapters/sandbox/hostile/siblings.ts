import type { HostileProgram } from "./program.ts";

/** Against the fork-server, the keeper, and other people's sessions; found while building this sandbox. */
export const siblings: readonly HostileProgram[] = [
  {
    name: "sib-kill-process-group",
    code: `
import os
for target in (lambda: os.kill(0, 9), lambda: os.killpg(0, 9)):
    if os.fork() == 0:
        target()
        os._exit(0)
os.kill(0, 9)`,
  },
  {
    name: "sib-kill-everybody",
    code: "import os\nos.kill(-1, 9)\nos.kill(-1, 19)\nprint('alive')",
  },
  {
    name: "sib-signal-keeper",
    code: `
import os, signal
for number in range(1, 65):
    try: os.kill(1, number)
    except OSError: pass
print('sent')`,
  },
  {
    name: "sib-write-every-descriptor",
    code: `
import os
for fd in range(3, 1024):
    for text in (b'freeze', b'{"is":"ended","how":"parked","value":1}', b'x' * 5000):
        try:
            os.write(fd, text)
            print('ESCAPE wrote to', fd)
        except OSError: pass`,
  },
  {
    name: "sib-read-every-descriptor",
    code: `
import os
for fd in range(3, 1024):
    try: os.set_blocking(fd, False)
    except OSError: continue
    try: print('ESCAPE read', fd, os.read(fd, 4096))
    except OSError as e: print(fd, e)`,
  },
  {
    name: "sib-send-descriptors",
    code: `
import os, socket
for fd in range(3, 128):
    try:
        s = socket.socket(fileno=os.dup(fd))
        socket.send_fds(s, [b'freeze'], [1, 1, 1])
        print('ESCAPE sent to', fd)
    except OSError: pass`,
  },
  {
    name: "sib-flood-keeper-with-children",
    code: `
import os, time
end = time.time() + 2
while time.time() < end:
    try:
        if os.fork() == 0:
            if os.fork() == 0:
                os.kill(os.getpid(), 19)
            os._exit(0)
    except OSError: pass
print('done')`,
  },
  {
    name: "sib-heap-scan",
    code: `
import gc
mark = 'SENTI' + 'NEL_'
for thing in gc.get_objects():
    for part in (thing.values() if isinstance(thing, dict) else thing if isinstance(thing, (list, tuple)) else ()):
        if isinstance(part, (str, bytes)) and (mark in part if isinstance(part, str) else mark.encode() in part):
            if part != mark and len(part) < 200: print('ESCAPE', part)
print('scanned')`,
  },
  {
    name: "sib-memory-scan",
    code: `
import ctypes
mark = b'SENTI' + b'NEL_NEIGH'
base = id(object()) & ~0xffffff
try:
    for offset in range(0, 1 << 24, 4096):
        page = ctypes.string_at(base + offset, 4096)
        at = page.find(mark) + len(mark)
        if mark in page and page[at:at + 5] == b'BOUR_': print('ESCAPE', page[at:][:40])
finally:
    print('scanned')`,
  },
  {
    name: "sib-abstract-socket-meeting",
    code: String.raw`
import socket
s = socket.socket(socket.AF_UNIX)
s.bind('\0meeting')
s.listen()
print('ESCAPE')`,
  },
  {
    name: "sib-loopback-meeting",
    code: "import socket\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()\nprint('ESCAPE')",
  },
  {
    name: "sib-shared-memory-meeting",
    code: `
import os
found = os.listdir('/dev/shm') + os.listdir('/tmp') + os.listdir('/work')
print('ESCAPE' if found else 'alone', found)
for folder in ('/dev/shm', '/tmp', '/work'): open(folder + '/left-behind', 'w').write('x')`,
  },
  {
    name: "sib-terminal",
    code: `
import os
for path in ('/dev/tty', '/dev/ptmx', '/dev/console', '/dev/pts/0', '/dev/mem', '/dev/kmsg', '/dev/kvm', '/dev/fuse'):
    try:
        os.open(path, os.O_RDWR)
        print('ESCAPE', path)
    except OSError as e: print(path, e)`,
  },
  {
    name: "sib-write-runner",
    code: `
import os, runner, numpy
for module in (runner, numpy):
    place = os.path.dirname(module.__file__)
    for name in ('__init__.py', 'new.py'):
        try:
            open(os.path.join(place, name), 'a').write('#')
            print('ESCAPE wrote', place, name)
        except OSError as e: print(e)`,
  },
  {
    name: "sib-mount-proc-again",
    code: `
import ctypes
l = ctypes.CDLL(None, use_errno=True)
print('ESCAPE' if l.umount2(b'/proc', 2) == 0 else 'ok')
print('ESCAPE' if l.mount(b'proc', b'/proc', b'proc', 0, None) == 0 else 'ok')
fd = l.syscall(430, b'proc', 0)
print('ESCAPE' if fd >= 0 else 'ok')`,
  },
  {
    name: "sib-raise-limits",
    code: `
import resource
for kind in (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):
    try:
        resource.setrlimit(kind, (1 << 40, 1 << 40))
        print('ESCAPE', kind)
    except (ValueError, OSError) as e: print(e)`,
  },
  {
    name: "sib-become-root",
    code: `
import os
for become in (os.setuid, os.setgid, lambda n: os.setgroups([n]), lambda n: os.setresuid(n, n, n)):
    try:
        become(0)
        print('ESCAPE')
    except OSError as e: print(e)`,
  },
  {
    name: "sib-compat-syscall",
    code: `
import ctypes, mmap
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3]))
call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
print('ESCAPE', call())`,
  },
  {
    name: "sib-pipe-hoard",
    code: `
import fcntl, os
kept = []
try:
    while True:
        r, w = os.pipe()
        kept.append((r, w))
        try: fcntl.fcntl(w, 1031, 1 << 20)
        except OSError: pass
        os.set_blocking(w, False)
        try:
            while True: os.write(w, b'x' * 65536)
        except OSError: pass
except OSError as e: print('stopped', len(kept), e)`,
  },
  {
    name: "sib-stop-then-linger",
    code: `
import os, signal, time
if os.fork() == 0:
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)
os.kill(os.getpid(), signal.SIGSTOP)
print('woken')`,
  },
  {
    name: "sib-alarm-after-end",
    code: "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.2, 0.01)\nprint('set')",
  },
  {
    name: "sib-fake-planted-exit",
    code: "import os\nos._exit(40)",
  },
  {
    name: "sib-replace-the-way-back",
    code: `
import json, os, signal, socket
for module in (json, os, signal, socket):
    for name in list(vars(module)):
        if callable(getattr(module, name)):
            setattr(module, name, lambda *a, **k: 0)
print('replaced')`,
  },
];
