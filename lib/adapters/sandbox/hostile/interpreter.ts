import type { HostileProgram } from "./program.ts";

export const interpreter: readonly HostileProgram[] = [
  {
    name: "py-pickle-rce",
    code: `import pickle,os
class E:
    def __reduce__(self): return (os.system,('id; cat /etc/shadow',))
pickle.loads(pickle.dumps(E()))`,
  },
  {
    name: "py-import-hijack",
    code: `open('/tmp/random.py','w').write('print("hijack")');import sys;sys.path.insert(0,'/tmp');import random,subprocess;print(subprocess.run(['/usr/bin/python3','-c','import random'],capture_output=True).stdout)`,
  },
  {
    name: "py-sitecustomize-persist",
    code: `import os;os.makedirs('/tmp/.local/lib/python3.11/site-packages',exist_ok=True);open('/tmp/.local/lib/python3.11/site-packages/usercustomize.py','w').write('x');print('wrote')`,
  },
  {
    name: "py-exit-codes",
    code: `import os;os._exit(137)`,
  },
  {
    name: "py-fake-timeout",
    code: `import os,signal;os.kill(os.getpid(),signal.SIGKILL)`,
  },
  {
    name: "py-atexit-hang",
    code: `import atexit,time;atexit.register(time.sleep,600);print('x')`,
  },
  {
    name: "py-gc-bomb",
    code: `exec('x='+'('*1000000+')'*1000000)`,
  },
  { name: "py-syntax-null", code: "print(1)\u0000print(2)" },
];
