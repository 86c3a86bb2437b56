"""Chance that can be found again: each number is a function of seed, draw, flow, month and patch alone.

A proposal therefore changes only what it touches: every other flow meets the same chance with it as without
it. The generator is Philox 4x32 with ten rounds (Salmon and others, "Parallel random
numbers: as easy as 1, 2, 3", SC11, doi:10.1145/2063384.2063405).
"""

from __future__ import annotations

import math
import zlib

import numba
import numpy as np

_MASK = np.uint64(0xFFFFFFFF)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_SHIFT = np.uint64(32)
_TO_UNIT = 2.0**-32
# One turn of the generator gives four words, and two words two normal numbers: one for each of four months.
MONTHS_A_TURN = 4
# Fewer than this are not left to chance: the spread of so small a count cannot be written in a float.
_HARDLY_ANY = 1e-9


@numba.njit(cache=True, inline="never", nogil=True)  # type: ignore[untyped-decorator]
def philox(
    c0: int, c1: int, c2: int, c3: int, k0: int, k1: int
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return four 32-bit words for a counter of four words and a key of two; higher bits are left out."""
    a, b, c, d = np.uint64(c0) & _MASK, np.uint64(c1) & _MASK, np.uint64(c2) & _MASK, np.uint64(c3) & _MASK
    key0, key1 = np.uint64(k0) & _MASK, np.uint64(k1) & _MASK
    for _ in range(10):
        first, second = _M0 * a, _M1 * c
        a, b, c, d = (
            (second >> _SHIFT) ^ b ^ key0,
            second & _MASK,
            (first >> _SHIFT) ^ d ^ key1,
            first & _MASK,
        )
        key0, key1 = (key0 + _W0) & _MASK, (key1 + _W1) & _MASK
    return a, b, c, d


@numba.njit(cache=True, inline="never", nogil=True)  # type: ignore[untyped-decorator]
def fill_normals(seed: int, draw: int, flow: int, season: int, patch: int, into: np.ndarray) -> None:
    """Write the standard normal numbers of one flow for four months, which one turn of the generator gives.

    Args:
        seed: seed of the run.
        draw: number of the draw.
        flow: stream of the flow.
        season: number of the four months, from 0.
        patch: number of the patch.
        into: where to write. Shape (4,).
    """
    words = philox(draw, flow, season, patch, seed, 0)
    for pair in range(2):
        radius = math.sqrt(-2.0 * math.log((np.float64(words[2 * pair]) + 0.5) * _TO_UNIT))
        angle = 2.0 * math.pi * (np.float64(words[2 * pair + 1]) + 0.5) * _TO_UNIT
        into[2 * pair] = radius * math.cos(angle)
        into[2 * pair + 1] = radius * math.sin(angle)


@numba.njit(cache=True, inline="never", nogil=True)  # type: ignore[untyped-decorator]
def counted(expected: float, standard: float) -> float:
    """Return a count around what is expected: log-normal, with the mean and variance of a Poisson count.

    A continuous stand-in for a whole number, so that a small change in what is expected makes a small change
    in what happens. Never negative; nothing expected gives nothing.
    """
    if expected <= _HARDLY_ANY:
        return max(expected, 0.0)
    variance = math.log1p(1.0 / expected)
    return expected * math.exp(math.sqrt(variance) * standard - 0.5 * variance)


def stream(name: str) -> int:
    """Return the stream of a flow, fixed by its name so that new flows leave old streams as they were."""
    return zlib.crc32(name.encode("utf-8"))
