import type { HostileProgram } from "./program.ts";

export const network: readonly HostileProgram[] = [
  {
    name: "net-tcp-loopback-canary",
    code: `import socket;socket.create_connection(('127.0.0.1',PORT),2).send(b'x');print('ESCAPE')`,
  },
  {
    name: "net-tcp-internet",
    code: `import socket;socket.create_connection(('192.0.2.1',80),2);print('ESCAPE')`,
  },
  {
    name: "net-metadata-ip",
    code: `import urllib.request;print('ESCAPE',urllib.request.urlopen('http://169.254.169.254/latest/meta-data/',timeout=2).read(10))`,
  },
  {
    name: "net-dns",
    code: `import socket;print('ESCAPE',socket.gethostbyname('example.invalid'))`,
  },
  {
    name: "net-udp",
    code: `import socket;s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);s.sendto(b'x',('127.0.0.1',PORT+1));s.sendto(b'x',('192.0.2.1',53));print('ESCAPE udp sent')`,
  },
  {
    name: "net-unix-pathname",
    code: `import socket
for p in ('/var/run/docker.sock','/run/postgresql/.s.PGSQL.5432','PLANTED/s.sock'):
    try: s=socket.socket(socket.AF_UNIX);s.connect(p);print('ESCAPE',p)
    except OSError as e: print(p,e)`,
  },
  {
    name: "net-unix-abstract",
    code: String.raw`import socket
s=socket.socket(socket.AF_UNIX)
try: s.connect('\0rel_canary');print('ESCAPE')
except OSError as e: print(e)`,
  },
  {
    name: "net-raw-packet",
    code: `import socket;socket.socket(17,3,3);print('ESCAPE')`,
  },
  {
    name: "net-vsock-create",
    code: `import socket;socket.socket(40,1);print('ESCAPE vsock created')`,
  },
  {
    name: "net-netlink",
    code: `import socket;socket.socket(16,3,0);print('ESCAPE netlink')`,
  },
  {
    name: "net-alg",
    code: `import socket;socket.socket(38,5,0);print('ESCAPE af_alg')`,
  },
];
