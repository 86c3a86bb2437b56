"""Money in thousands of pounds, rounded so that what is shown still adds up to the total that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from joinedup.reports._wording import MINUS

UNIT = 1_000
HINT = "£ thousand; a minus is saved, a plus is spent"

Whole = NDArray[np.int64]


def in_thousands(pounds: Sequence[int]) -> list[int]:
    """Return whole pounds in thousands that add up to their rounded sum, by largest remainder.

    Args:
        pounds: the parts.
    """
    sizes = np.asarray(pounds, dtype=np.int64)
    floors, rest = np.divmod(sizes, UNIT)
    up = round(int(sizes.sum()) / UNIT) - int(floors.sum())
    floors[np.argsort(-rest, kind="stable")[:up]] += 1
    return [int(one) for one in floors]


def table_in_thousands(pounds: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return a table of whole pounds in thousands whose rows and columns add up to totals rounded alike.

    Every cell and every total is its own pounds rounded up or down, and as near to them as the sums allow
    (controlled rounding; Cox 1987, doi:10.1080/01621459.1987.10478456).

    Args:
        pounds: rows of cells, without totals.

    Returns:
        The same rows, each with its total last, and a row of totals below.
    """
    with_totals = _with_totals(np.asarray(pounds, dtype=np.int64))
    floors, rest = np.divmod(with_totals, UNIT)
    found = milp(
        # Rounding up what has more than half left over is nearer, and the other way round.
        (UNIT - 2 * rest).ravel(),
        constraints=_sums(floors),
        bounds=Bounds(0, np.minimum(rest, 1).ravel()),
        integrality=np.ones(floors.size),
    )
    assert found.success, "a table with totals can always be rounded so that it adds up"
    up = np.round(found.x).astype(np.int64).reshape(floors.shape)
    return [[int(cell) for cell in row] for row in floors + up]


def signed(thousands: int) -> str:
    """Return a change in thousands with its sign: `+1,234`, `−56`, `0`."""
    return f"{thousands:+,}".replace("-", MINUS) if thousands else "0"


def signed_pounds(pounds: int) -> str:
    """Return a change in whole pounds with its sign: `−£1,234,567`."""
    return f"{MINUS if pounds < 0 else '+' if pounds else ''}£{abs(pounds):,}"


def _with_totals(cells: Whole) -> Whole:
    rows = np.hstack([cells, cells.sum(axis=1, keepdims=True)])
    return np.vstack([rows, rows.sum(axis=0, keepdims=True)])


def _sums(floors: Whole) -> LinearConstraint:
    """Return that each row and column adds up to its total, once each cell is rounded up or not."""
    n_rows, n_columns = floors.shape
    number = np.arange(floors.size).reshape(floors.shape)
    lines = [number[row] for row in range(n_rows)] + [number[:, column] for column in range(n_columns)]
    signs = [np.append(np.ones(len(line) - 1), -1.0) for line in lines]
    rows = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    matrix = coo_array(
        (np.concatenate(signs), (rows, np.concatenate(lines))), shape=(len(lines), floors.size)
    )
    aim = -np.array(
        [float((floors.ravel()[line] * sign).sum()) for line, sign in zip(lines, signs, strict=True)]
    )
    return LinearConstraint(matrix.tocsr(), aim, aim)
