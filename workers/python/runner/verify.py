"""Math-Verify on one pair of texts. The verdict is the exit code: nothing that a text can print decides."""

import contextlib
import io
import json
import logging
import sys

from math_verify import LatexExtractionConfig, parse, verify
from sympy import I, S, Symbol

CORRECT, INCORRECT, GOLD_UNREADABLE, ANSWER_UNREADABLE, FAILED = 40, 41, 42, 43, 44

# The whole text must read as one expression: the looser extractions would take the last number of a sentence.
_CONFIG = (LatexExtractionConfig(boxed_match_priority=0),)


def decide(payload: bytes) -> int:
    """`payload` is JSON `{gold, answer}`; returns one of the exit codes above, the reason goes to standard error."""
    logging.disable(logging.CRITICAL)
    pair = json.loads(payload)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return _compare(pair["gold"], pair["answer"])
    except Exception as error:  # noqa: BLE001 - whatever the algebra system throws, the pair is undecided
        sys.stderr.write(f"{type(error).__name__}: {error}"[:300])
        return FAILED


def _compare(gold: str, answer: str) -> int:
    left, right = _read(gold), _read(answer)
    if not left:
        return GOLD_UNREADABLE
    if not right:
        return ANSWER_UNREADABLE
    # The clock is the supervisor's: Math-Verify's own would need signals.
    return CORRECT if verify(left, right, timeout_seconds=None, raise_on_error=True) else INCORRECT


def _read(text: str) -> list[object]:
    marked = text if "\\boxed" in text else "\\boxed{" + text.strip().strip("$") + "}"
    found = parse(marked, _CONFIG, parsing_timeout=None, fallback_mode="no_fallback")
    return [_with_settled_letters(each) for each in found]


def _with_settled_letters(value: object) -> object:
    """Math-Verify takes letters for real or not by what else a text holds, and `i` for one of them: `2i` would differ from `2 i`."""
    letters = getattr(value, "free_symbols", ())
    settled = {each: I if each.name == "i" else Symbol(each.name, real=True) for each in letters}
    made = value.xreplace(settled) if settled else value
    return value if made in (S.true, S.false) else made


def warm() -> None:
    """Builds the lazily made tables once, so that every child shares them."""
    decide(json.dumps({"gold": "\\frac{1}{2}", "answer": "\\sqrt{x^2}+0.5"}).encode())
    decide(json.dumps({"gold": "(1, 2)", "answer": "\\{1, 2\\}"}).encode())
