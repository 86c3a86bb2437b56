"""Work out one expression by itself, outside a kernel, from values that are at hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from joinedup.engine import _functions
from joinedup.engine._expression import Call, Constant, Expression, Operation
from joinedup.errors import ModelRefused

Values = NDArray[np.float64]

# The very functions that kernels call, so that there is no second account of what they do.
_CALLED: dict[str, Callable[..., Values]] = {"exp": np.exp} | {
    name: np.vectorize(getattr(_functions, name), otypes=[np.float64])
    for name in ("above", "greatest", "least", "ratio", "share_leaving", "within")
}
_SIGNS: dict[str, Callable[[Values, Values], Values]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
}


def evaluate(of: Expression, value: Callable[[Expression], Values]) -> Values:
    """Return what an expression comes to.

    Args:
        of: the expression.
        value: returns the value of what the expression names: an input, a quantity or the clock. Values of
            any shapes that numpy can broadcast.

    Raises:
        ModelRefused: the expression calls something that kernels cannot call.
    """
    if isinstance(of, Constant):
        return np.asarray(of.value)
    if isinstance(of, Operation):
        left, right = (evaluate(child, value) for child in of.of)
        # As in a kernel, a division by nothing is infinite and not an error.
        with np.errstate(all="ignore"):
            return _SIGNS[of.sign](left, right)
    if isinstance(of, Call):
        if of.function not in _CALLED:
            raise ModelRefused(f"The engine cannot work out {of.function} by itself.")
        return np.asarray(_CALLED[of.function](*(evaluate(child, value) for child in of.of)))
    return value(of)
