"""Makes once, before the first clone, what Python and its libraries make on first use; every session then shares it."""

import bisect  # noqa: F401 - this and the next are what models like to import
import cmath  # noqa: F401
import contextlib
import ctypes
import datetime  # noqa: F401
import decimal  # noqa: F401
import fractions  # noqa: F401
import heapq  # noqa: F401
import io
import itertools  # noqa: F401
import random
import statistics  # noqa: F401
import string  # noqa: F401
import traceback

from runner import verify

# One line for each part of the library that has tables, caches and imports of its own.
_ALGEBRA = """
from sympy import *
from sympy.parsing.sympy_parser import parse_expr
x, y, z = symbols('x y z')
n = symbols('n', integer=True, positive=True)
print(Rational(3, 4) + Rational(5, 6), Rational(7, 3) ** 2, N(sqrt(2) + pi, 20), latex(Rational(1, 2) * sqrt(3)))
print(solve(x**2 - 5*x + 7, x), solve(x**3 - 2*x**2 - 5*x + 6, x), solve(x**3 + 3*x - 1, x), solve(x**4 - 13*x**2 + 36))
print(solve([x + y - 7, x*y - 10], [x, y]), solve(Eq(2**x, 32), x), solve(sqrt(x + 3) - x + 3, x), nsolve(cos(x) - x, 1))
print(linsolve([x + y + z - 6, x - y - 2, y - z + 1], x, y, z), solveset(sin(x) - 1, x, S.Reals), solve(x**2 < 9, x))
print(factor(x**3*y - x*y**3), expand((x + 2*y)**4), apart(1/(x**2 + 3*x + 2)), cancel((x**2 - 1)/(x - 1)), together(1/x + 1/y))
print(simplify(sin(x)**2 + cos(x)**2 + (x**2 - 4)/(x + 2)), trigsimp(2*sin(x)*cos(x)), radsimp(1/(1 + sqrt(2))))
print(Poly(x**4 + x**2 + 1).factor_list(), gcd(x**2 - 1, x**2 - 3*x + 2), resultant(x**2 + y, x - y, x), roots(x**3 - x))
print(integrate(x*exp(x) + sin(x), x), integrate(1/(1 + x**2), (x, 0, 1)), diff(log(x)*tan(x), x, 2), limit(sin(x)/x, x, 0))
print(summation(n**2, (n, 1, 20)), summation(1/n**2, (n, 1, oo)), product(n, (n, 1, 5)), series(exp(x), x, 0, 4))
print(factorint(5040), divisors(60), isprime(101), totient(36), binomial(10, 3), factorial(7), Mod(17, 5), prime(10))
print(Matrix([[2, 1], [1, 3]]).det(), Matrix([[2, 1], [1, 3]]).inv(), Matrix([[2, 0], [0, 3]]).eigenvals())
print(parse_expr('2*x + 1'), sympify('x**2/3'), (x**2 + y).subs(x, 3), floor(7.5), Abs(-3), re(3 + 4*I), conjugate(2 - I))
"""


def prepare_libraries() -> None:
    """Runs a little of all that blocks and the grader do."""
    ctypes.CDLL(None)
    import numpy as np
    import numpy.random  # imported on first use otherwise, in every child anew

    np.linalg.solve(np.eye(2), np.ones(2))
    numpy.random.seed(0)
    random.seed(0)
    _warm_streams()
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(_ALGEBRA, "<block 0>", "exec"), {"__name__": "__main__"})
    verify.warm()


def _warm_streams() -> None:
    try:
        compile("1 +", "<block 0>", "exec")
    except SyntaxError as error:
        "".join(traceback.format_exception(error))
    exec(compile("print(end='')", "<block 0>", "exec"), {"__name__": "__main__"})
