"""Math-Verify as its documentation calls it: parse both texts, verify, with its own time-outs. Pairs come as JSON lines."""

import json
import logging
import sys
import time

from math_verify import parse, verify

logging.disable(logging.CRITICAL)
verify(parse("$1$"), parse("$2$"))
for line in sys.stdin:
    pair = json.loads(line)
    started = time.perf_counter()
    try:
        equal = verify(parse(f"${pair['gold']}$"), parse(f"${pair['answer']}$"))
    except Exception:
        equal = None
    print(json.dumps({"equal": equal, "ms": (time.perf_counter() - started) * 1000}))
