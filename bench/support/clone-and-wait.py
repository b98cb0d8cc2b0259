"""The least that a process per block can cost: clone the warm interpreter, let the child end at once, wait for it."""

import json
import os
import sys
import time

from runner.heap import settle_heap
from runner.warm import prepare_libraries

prepare_libraries()
if sys.argv[2] == "settled":
    settle_heap()
durations = []
for _ in range(int(sys.argv[1])):
    started = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    durations.append((time.perf_counter() - started) * 1000)
print(json.dumps(durations))
