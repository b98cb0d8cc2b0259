import type { HostileProgram } from "./program.ts";

export const files: readonly HostileProgram[] = [
  {
    name: "fs-read-etc-passwd",
    code: `print('ESCAPE' if 'root:' in open('/etc/passwd').read() else 'ok')`,
  },
  {
    name: "fs-read-host-secret",
    code: `print('ESCAPE',open('PLANTED/secret.txt').read())`,
  },
  {
    name: "fs-walk-root-find-secret",
    code: `import os
for d,_,fs in os.walk('/',followlinks=False):
    if d.startswith(('/proc','/usr')): continue
    for f in fs:
        try:
            if b'SENTINEL_' in open(os.path.join(d,f),'rb').read(65536): 
                if f!='main.py': print('ESCAPE',d,f)
        except OSError: pass
print('done')`,
  },
  {
    name: "fs-write-usr",
    code: `open('/usr/lib/python3/x.pth','w').write('x'); print('ESCAPE')`,
  },
  {
    name: "fs-write-root",
    code: `open('/pwn','w').write('x'); print('ESCAPE')`,
  },
  {
    name: "fs-remount-rw",
    code: `import ctypes;l=ctypes.CDLL(None);print('ESCAPE' if l.mount(b'none',b'/usr',None,32,None)==0 else 'ok')`,
  },
  {
    name: "fs-chroot-breakout",
    code: `import os;os.mkdir('/tmp/a');os.chroot('/tmp/a');print('ESCAPE')`,
  },
  {
    name: "fs-mknod-disk",
    code: `import os;os.mknod('/tmp/vda',0o660|0o060000,os.makedev(254,0));print('ESCAPE')`,
  },
  {
    name: "fs-symlink-out",
    code: `import os;os.symlink('/proc/1/rootPLANTED/secret.txt','/tmp/l');print('ESCAPE',open('/tmp/l').read())`,
  },
  {
    name: "fs-open-by-handle",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);r=l.syscall(304,3,ctypes.create_string_buffer(64),0);print('ESCAPE' if r>=0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "fs-setuid-binary",
    code: `import subprocess;print('ESCAPE' if b'uid=0(root)' in subprocess.run(['/usr/bin/su','-c','id'],capture_output=True,stdin=subprocess.DEVNULL).stdout else 'ok')`,
  },
  {
    name: "fs-giant-file",
    code: `f=open('/tmp/big','wb',0)
n=0
try:
    while n<(1<<30): n+=f.write(b'x'*(1<<20))
except OSError as e: print('stopped',n>>20,e)
else: print('ESCAPE wrote 1GB')`,
  },
  {
    name: "fs-many-files-fill",
    code: `n=0
try:
    while n<400:
        open('/tmp/f%d'%n,'wb').write(b'x'*(1<<20)); n+=1
    print('ESCAPE 400MB')
except OSError as e: print('stopped',n,e)`,
  },
  {
    name: "fs-inode-flood",
    code: `import os
n=0
try:
    while n<2000000: os.close(os.open('/tmp/i%d'%n,os.O_CREAT|os.O_WRONLY)); n+=1
except BaseException as e: print('stopped',n,e)
print('made',n)`,
  },
  {
    name: "fs-deep-nesting",
    code: `import os
os.chdir('/tmp')
for i in range(20000):
    os.mkdir('d'); os.chdir('d')
print('deep')`,
  },
  {
    name: "fs-sparse-huge",
    code: `import os;f=open('/tmp/s','wb');f.truncate(1<<40);print('ESCAPE 1TB sparse')`,
  },
  {
    name: "fs-dev-fill",
    code: `n=0
try:
    while n<200: open('/dev/f%d'%n,'wb').write(b'x'*(8<<20)); n+=1
    print('ESCAPE dev filled')
except OSError as e: print('stopped',n,e)`,
  },
];
