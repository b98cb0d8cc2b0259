import type { HostileProgram } from "./program.ts";

export const processes: readonly HostileProgram[] = [
  {
    name: "proc-fork-bomb",
    code: `import os
while True:
    try: os.fork()
    except OSError: pass`,
  },
  {
    name: "proc-thread-bomb",
    code: `import threading,time
n=0
try:
    while n<5000: threading.Thread(target=time.sleep,args=(60,),daemon=True).start(); n+=1
    print('ESCAPE 5000 threads')
except RuntimeError as e: print('stopped',n,e)
import os; os._exit(0)`,
  },
  {
    name: "proc-daemonize",
    code: `import os,time
if os.fork()==0:
    os.setsid()
    if os.fork()==0:
        time.sleep(600)
    os._exit(0)
print('parent exits')`,
  },
  {
    name: "proc-ignore-sigterm",
    code: `import signal,time
for s in range(1,32):
    try: signal.signal(s,signal.SIG_IGN)
    except Exception: pass
while True: time.sleep(1)`,
  },
  {
    name: "proc-busy-loop",
    code: `while True: pass`,
  },
  {
    name: "proc-sleep-forever",
    code: `import time;time.sleep(10**6)`,
  },
  {
    name: "proc-kill-parent",
    code: `import os,signal
for p in (os.getppid(),1,-1):
    try: os.kill(p,signal.SIGKILL)
    except OSError as e: print(p,e)
print('alive')`,
  },
  {
    name: "proc-stop-self",
    code: `import os,signal;os.kill(os.getpid(),signal.SIGSTOP);print('resumed')`,
  },
  {
    name: "proc-stop-pid1",
    code: `import os,signal,time;os.kill(1,signal.SIGSTOP);time.sleep(100)`,
  },
  {
    name: "proc-ptrace-pid1",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);print('ESCAPE' if l.ptrace(16,1,0,0)==0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "proc-write-pid1-mem",
    code: `import re
try:
    l=[x for x in open('/proc/1/maps') if ' rw' in x][0]; a=int(l.split('-')[0],16)
    f=open('/proc/1/mem','r+b',0); f.seek(a); b=f.read(8); f.seek(a); f.write(b); print('wrote pid1 mem (same bytes)')
except OSError as e: print(e)`,
  },
  {
    name: "proc-nice-rt",
    code: `import os
try: os.sched_setscheduler(0,os.SCHED_FIFO,os.sched_param(99));print('ESCAPE rt')
except OSError as e: print(e)
try: os.nice(-20);print('ESCAPE nice')
except OSError as e: print(e)`,
  },
];
