import type { HostileProgram } from "./program.ts";

export const memory: readonly HostileProgram[] = [
  {
    name: "mem-big-alloc",
    code: `x=bytearray(4<<30);print('ESCAPE')`,
  },
  {
    name: "mem-slow-leak",
    code: `l=[]
try:
    while len(l)<64: l.append(bytearray(64<<20))
    print('ESCAPE 4GB')
except MemoryError: print('MemoryError',len(l))`,
  },
  {
    name: "mem-forked-multiply",
    code: `import os
for i in range(12):
    try: p=os.fork()
    except OSError: break
    if p==0:
        try:
            x=bytearray(400<<20)
            import time; time.sleep(2)
        except MemoryError: pass
        os._exit(0)
try:
    while True: os.wait()
except ChildProcessError: print('done')`,
  },
  {
    name: "mem-memfd",
    code: `import os;f=os.memfd_create('x');os.write(f,b'x'*10);print('ESCAPE memfd')`,
  },
  {
    name: "mem-shm",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);r=l.shmget(0,1<<30,0o1600);print('ESCAPE' if r>=0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "mem-dev-shm",
    code: `n=0
try:
    while n<100: open('/dev/shm/f%d'%n,'wb').write(b'x'*(4<<20)); n+=1
    print('ESCAPE 400MB shm')
except OSError as e: print('stopped',n,e)`,
  },
  {
    name: "mem-int-pow",
    code: `x=9**(9**9);print(len(str(x)))`,
  },
  {
    name: "mem-regex-catastrophe",
    code: `import re;re.match(r'(a+)+$','a'*40+'b')`,
  },
  {
    name: "mem-recursion-segv",
    code: `import sys,threading;sys.setrecursionlimit(10**9)
def f(): f()
f()`,
  },
  {
    name: "mem-ctypes-segv",
    code: `import ctypes;ctypes.string_at(0)`,
  },
  {
    name: "mem-json-zipbomb",
    code: `import zlib,bz2;d=b'0'*(1<<24)
b=bz2.compress(d)
for i in range(3): d=bz2.decompress(b)*32
print(len(d))`,
  },
];
