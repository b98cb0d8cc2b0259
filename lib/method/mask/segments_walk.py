"""A second, separate opinion on the loss mask, for tests: one walk over rows of the `segments` format.

Reads JSON Lines from standard input: {"case", "segments": [{"kind", "role", "text", ...}]}. Writes one line of 0 and 1
for each row, one digit a code point. Uses kind, role and text only: how code ran is read from the output behind it.
"""

import json
import re
import sys

EXCEPTION = re.compile(r"([A-Za-z_]\w*\.)*[A-Z]\w*(Error|Exception)(:.*)?")
STOPPED = {
    "TimeoutError: the code took too long and was stopped.",
    "Killed: the code went over a limit and was stopped.",
}
NO_CALLS_LEFT = "No tool calls are left. Give the final answer now."


def has_failed(output):
    body = output.strip().removeprefix("<executor>").removesuffix("</executor>")
    lines = [line.strip() for line in body.strip().split("\n")]
    if lines[-1] == NO_CALLS_LEFT:
        lines.pop()
    last = lines[-1] if lines else ""
    return last in STOPPED or EXCEPTION.fullmatch(last) is not None


def has_result(following):
    """Whether the code before `following` ran well: its output comes next, with white space at most between them."""
    for segment in following:
        if segment["kind"] == "executor":
            return not has_failed(segment["text"])
        if segment["kind"] != "text" or segment["text"].strip():
            return False
    return False


def mask_of(row):
    digits = []
    segments = row["segments"]
    for index, segment in enumerate(segments):
        trained = segment["role"] in ("first", "transition", "second", "end")
        if segment["role"] == "first" and row["case"] == "0,1":
            trained = False
        if segment["kind"] == "executor":
            trained = False
        if segment["kind"] == "code" and not has_result(segments[index + 1 :]):
            trained = False
        digits.append(("1" if trained else "0") * len(segment["text"]))
    return "".join(digits)


for line in sys.stdin:
    print(mask_of(json.loads(line)))
