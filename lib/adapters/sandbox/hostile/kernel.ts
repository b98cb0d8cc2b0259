import type { HostileProgram } from "./program.ts";

export const kernel: readonly HostileProgram[] = [
  {
    name: "ns-new-userns",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);print('ESCAPE' if l.unshare(0x10000000)==0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "ns-clone3",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);b=ctypes.create_string_buffer(88);b[0:8]=(0x10000000).to_bytes(8,'little');r=l.syscall(435,b,88);print('ESCAPE' if r>=0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "ns-setns",
    code: `import ctypes,os;l=ctypes.CDLL(None,use_errno=True);print('ESCAPE' if l.setns(os.open('/proc/1/ns/mnt',0),0)==0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "kern-bpf",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);r=l.syscall(321,0,ctypes.create_string_buffer(64),64);print('ESCAPE' if r>=0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "kern-io-uring",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);r=l.syscall(425,8,ctypes.create_string_buffer(256));print('ESCAPE' if r>=0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "kern-keyctl",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);r=l.syscall(250,0,-3,1);print('ESCAPE' if r>=0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "kern-userfaultfd",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);r=l.syscall(323,0);print('ESCAPE' if r>=0 else 'ok %d'%ctypes.get_errno())`,
  },
  {
    name: "kern-core-pattern",
    code: `v=open('/proc/sys/kernel/core_pattern').read();open('/proc/sys/kernel/core_pattern','w').write(v);print('ESCAPE core_pattern')`,
  },
  {
    name: "kern-sysrq",
    code: `open('/proc/sysrq-trigger','w').write('h');print('ESCAPE')`,
  },
  {
    name: "kern-tiocsti",
    code: `import fcntl,errno
for req in (0x5412,0x5412|(1<<32),0x541C):
    try: fcntl.ioctl(0,req,b'x'); print('ESCAPE')
    except OverflowError as e: print('ovf')
    except OSError as e: print(errno.errorcode[e.errno])`,
  },
  {
    name: "kern-personality-ia32",
    code: `import ctypes;l=ctypes.CDLL(None,use_errno=True);print(l.personality(0x0040000),ctypes.get_errno())`,
  },
];
