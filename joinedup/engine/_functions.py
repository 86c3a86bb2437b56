"""The few functions that equations may call, compiled once."""

from __future__ import annotations

import math

import numba

# How sharply the bend is: where want equals room, 98 per cent of either is served.
_BEND = 32.0


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def least(first: float, second: float) -> float:
    """Return the smaller."""
    return first if first < second else second


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def greatest(first: float, second: float) -> float:
    """Return the larger."""
    return first if first > second else second


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def ratio(over: float, under: float) -> float:
    """Return over divided by under, or 0 where there is nothing to divide by."""
    return over / under if under != 0.0 else 0.0


@numba.njit(cache=True, inline="never", nogil=True)  # type: ignore[untyped-decorator]
def within(want: float, room: float) -> float:
    """Return what can be served of what is wanted: never more than either, bending where they meet."""
    if want <= 0.0 or room <= 0.0:
        return 0.0
    small, large = (want, room) if want < room else (room, want)
    return small / math.pow(1.0 + math.pow(small / large, _BEND), 1.0 / _BEND)


# A division by nothing is infinite, as in the kernels that call this, and not an error.
@numba.njit(cache=True, inline="never", nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
def above(load: float, sharpness: float) -> float:
    """Return how far a load is above 1, smooth and convex."""
    reach = sharpness * (load - 1.0)
    if reach > 30.0:
        return reach / sharpness
    return math.log1p(math.exp(reach)) / sharpness


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def share_leaving(rate_per_year: float) -> float:
    """Return the share that leaves in a month at a yearly rate; 0 for a rate of 0 or below."""
    return -math.expm1(-rate_per_year / 12.0) if rate_per_year > 0.0 else 0.0
