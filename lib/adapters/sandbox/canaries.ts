import { environmentNames } from "./launch.ts";

/** A program that must not reach what it reaches for. `mark` is what it prints when it does. */
export interface Canary {
  readonly name: string;
  /** What a success would mean, for the sentence shown to people. */
  readonly means: string;
  readonly code: string;
}

/** Where the planted things are; all of them can be reached from outside the sandbox. */
export interface Planted {
  readonly secretPath: string;
  readonly secret: string;
  readonly port: number;
}

export const mark = "REACHED";

/** The start-up canaries. Each either prints `mark` or shows the planted secret when the boundary has a hole. */
export function canaries(planted: Planted): Canary[] {
  return [
    {
      name: "secret",
      means: "a program inside can read files of this machine",
      code: `print("${mark}", open(${JSON.stringify(planted.secretPath)}).read())`,
    },
    {
      name: "environment",
      means: "a program inside can read the environment this process was started with",
      code: `import glob, os
ours = ${JSON.stringify([...environmentNames, "PWD", "LC_CTYPE"])}
if set(os.environ) - set(ours): print("${mark}")
for path in ["/proc/self/environ", "/proc/1/environ", *glob.glob("/proc/*/environ")]:
    try:
        if open(path).read(): print("${mark}")
    except OSError: pass`,
    },
    {
      name: "connect",
      means: "a program inside can open network connections",
      code: `import socket
socket.create_connection(("127.0.0.1", ${planted.port}), 1)
print("${mark}")`,
    },
    {
      name: "fork",
      means: "a program inside can start 64 processes",
      code: `import os, time
for _ in range(64):
    if os.fork() == 0:
        time.sleep(2)
        os._exit(0)
print("${mark}")`,
    },
    {
      name: "memory",
      means: "a program inside can take 1 GB of memory",
      code: `block = bytearray(1 << 30)
print("${mark}")`,
    },
    {
      name: "kernel",
      means: "a program inside can change settings of the kernel",
      code: `import os
path = "/proc/sys/kernel/core_pattern"
value = open(path).read()
open(path, "w").write(value)
print("${mark}")`,
    },
  ];
}
