import type { HostileProgram } from "./program.ts";

export const secrets: readonly HostileProgram[] = [
  {
    name: "env-dump-environ",
    code: `import os;print(dict(os.environ))`,
  },
  {
    name: "env-proc1-environ",
    code: `print(open('/proc/1/environ','rb').read())`,
  },
  {
    name: "env-all-proc-environ",
    code: `import glob
for p in glob.glob('/proc/*/environ'):
    try: print(p,open(p,'rb').read())
    except OSError as e: print(p,e)`,
  },
  {
    name: "env-proc1-mem-scan",
    code: `import re
out=b''
for pid in ('1','self'):
    try:
        m=open('/proc/%s/mem'%pid,'rb',0)
        for l in open('/proc/%s/maps'%pid):
            a=re.match(r'([0-9a-f]+)-([0-9a-f]+) r',l)
            if not a or 'vsyscall' in l or 'vvar' in l: continue
            s,e=(int(x,16) for x in a.groups())
            try: m.seek(s); b=m.read(min(e-s,1<<24))
            except OSError: continue
            k='SENTI'.encode()+b'NEL_'
            i=b.find(k+b'ENV')
            if i>=0 and pid=='1': print('ESCAPE',b[i:i+30])
    except OSError as e: print(pid,e)
print('scanned')`,
  },
  {
    name: "env-proc-cmdline",
    code: `print(open('/proc/1/cmdline','rb').read())`,
  },
  {
    name: "env-inherited-fds",
    code: `import os
for f in os.listdir('/proc/self/fd'):
    try: t=os.readlink('/proc/self/fd/'+f)
    except OSError: continue
    print(f,t)
    if int(f)>2 and not t.startswith('/proc'): print('ESCAPE fd',f,t)`,
  },
  {
    name: "env-pid1-fds",
    code: `import os
for f in os.listdir('/proc/1/fd'):
    t=os.readlink('/proc/1/fd/'+f); print(f,t)
    if t.startswith('/') and t!='/dev/null': print('ESCAPE host file fd',t)`,
  },
];
