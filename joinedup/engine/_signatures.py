"""What the functions of a service's module are called with, by name and by type."""

from __future__ import annotations

from numba import types

_INTEGER, _REAL, _FLAG = types.int64, types.float64, types.boolean


def _array(axes: int, of: types.Type = _REAL) -> types.Array:
    return types.Array(of, axes, "C")


_PLACES: dict[str, types.Type] = {
    "first": _INTEGER,
    "draws": _INTEGER,
    "patches": _INTEGER,
    "base": _INTEGER,
    "fixed_base": _INTEGER,
    "far_base": _INTEGER,
    "given_base": _INTEGER,
    "input_base": _INTEGER,
    "given": _array(2),
    "kept_base": _INTEGER,
    "kept": _array(2),
    "places": _array(1, _INTEGER),
    "inputs": _array(3),
}
_BEGIN: dict[str, types.Type] = _PLACES | {"stocks": _array(2), "fixed": _array(2), "before": _array(2)}
_MONTH: dict[str, types.Type] = _BEGIN | {
    "first_number": _INTEGER,
    "step": _INTEGER,
    "m": _INTEGER,
    "years": _REAL,
    "price_years": _REAL,
    "september": _REAL,
    "since_september": _REAL,
    "seed": _INTEGER,
    "with_chance": _FLAG,
    "delay_base": _INTEGER,
    "luck_base": _INTEGER,
    "times": _array(3),
    "plus": _array(3),
    "earlier": _array(2),
    "weights": _array(3),
    "reach": _array(1, _INTEGER),
    "everywhere": _array(2),
    "now": _array(2),
    "pending": _array(3),
    "luck": _array(3),
}

BEGIN_ARGUMENTS, BEGIN_TYPES = tuple(_BEGIN), tuple(_BEGIN.values())
MONTH_ARGUMENTS, MONTH_TYPES = tuple(_MONTH), tuple(_MONTH.values())
