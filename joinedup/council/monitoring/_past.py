"""What a council's past years say of a line, as it was known before a year began; and how forecasts did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council.monitoring._assumptions import Assumptions
from joinedup.council.monitoring._ledger import Ledger, Pence
from joinedup.council.monitoring._outlook import Profile, Record, learn_profile, learn_record, weigh
from joinedup.evidence import skill
from joinedup.vocabulary import MONTHS_A_YEAR

Real = NDArray[np.float64]
WEIGHED, STRAIGHT, BUDGET = "weighed", "straight line", "budget"
# How many months before and after the one looked at count for how well a method does at it.
_NEAR = 2
# A year in which less than this share of what was posted is left has no shape of its own.
_LEFT = 0.5


@dataclass(frozen=True)
class Books:
    """Everything a forecast is made from.

    Args:
        ledger: months.
        budgets: budget in pence, by line and the year in which the financial year ends.
        outturns: outturn in pence, likewise.
    """

    ledger: Ledger
    budgets: Mapping[tuple[str, int], int]
    outturns: Mapping[tuple[str, int], int]

    def whole_years(self, before: int) -> list[int]:
        """Return the years before a year of which every month has been closed."""
        closed = self.ledger.closed
        return [one for one in self.ledger.years if one < before and closed[one] == MONTHS_A_YEAR]

    def total(self, line: str, ending: int) -> int | None:
        """Return what a line spent in a past year; None where nobody says."""
        if (line, ending) in self.outturns:
            return self.outturns[line, ending]
        months = self.ledger.actual.get((line, ending))
        is_whole = self.ledger.closed.get(ending) == MONTHS_A_YEAR
        return int(months.sum()) if is_whole and months is not None else None


@dataclass(frozen=True)
class Known:
    """What was known of a line before a year began.

    Args:
        shares: share of each past year spent by the end of each month. Shape (year, 12).
        profile: how its year is usually spent.
        record: what its outturn has been beside its budget.
    """

    shares: Real
    profile: Profile
    record: Record


def known_before(books: Books, line: str, ending: int, assumed: Assumptions) -> Known:
    """Return what was known of a line before a year began; nothing of that year or later is looked at.

    Args:
        books: everything.
        line: code of the line.
        ending: the year in which the financial year ends.
        assumed: what is usual.
    """
    shares = np.array(
        [
            np.cumsum(months) / months.sum()
            for year in books.whole_years(ending)
            if (months := books.ledger.actual.get((line, year))) is not None and _has_shape(months)
        ]
    ).reshape(-1, MONTHS_A_YEAR)
    years = sorted({year for held, year in books.budgets if held == line and year < ending})
    ratios = [
        total / budget - 1
        for year in years
        if (budget := books.budgets[line, year]) and (total := books.total(line, year)) is not None
    ]
    return Known(shares, learn_profile(shares, assumed), learn_record(np.array(ratios), assumed))


def _has_shape(months: Pence) -> bool:
    return bool(abs(int(months.sum())) > _LEFT * np.abs(months).sum())


@dataclass(frozen=True)
class Tested:
    """What each method would have said of a past year at one month.

    Args:
        line: code of the line.
        ending: the year in which the financial year ends.
        month: how many months had been closed.
        truth: what was spent in the end, in pence.
        said: what each method said, in pence.
        is_inside_80: whether the truth lay in the 80 per cent range.
        is_inside_95: whether it lay in the 95 per cent range.
        n_years: how many whole years of months were known then.
    """

    line: str
    ending: int
    month: int
    truth: int
    said: Mapping[str, float]
    is_inside_80: bool
    is_inside_95: bool
    n_years: int

    def error(self, method: str) -> float:
        """Return how far off a method was, as a share of the truth; its sign is lost."""
        return abs(self.said[method] / self.truth - 1)


@dataclass(frozen=True)
class MethodScores:
    """How methods did on some past forecasts.

    Args:
        n: number of forecasts.
        errors: mean absolute error of each method, as a share of the outturn.
        skill: how much better the weighed forecast is than the better of the naive ones; below 0 is worse.
        inside_80: share of outturns in the 80 per cent range.
        inside_95: share in the 95 per cent range.
    """

    n: int
    errors: Mapping[str, float]
    skill: float
    inside_80: float
    inside_95: float

    @property
    def best(self) -> str:
        """The method that was least far off; of equals the weighed one."""
        return min(self.errors, key=lambda method: (self.errors[method], method != WEIGHED))


def backtest(books: Books, ending: int, assumed: Assumptions) -> tuple[Tested, ...]:
    """Forecast every line at every month of each past year from what was known then.

    Args:
        books: everything.
        ending: the year before which years are past.
        assumed: what is usual.
    """
    found = []
    for year in books.whole_years(ending):
        for line in books.ledger.lines(year):
            months = books.ledger.actual[line, year]
            budget = books.budgets.get((line, year), 0)
            if _has_shape(months):
                known = known_before(books, line, year, assumed)
                found += [
                    _tested(line, year, months, month, budget, known, assumed)
                    for month in range(1, MONTHS_A_YEAR)
                ]
    return tuple(found)


def _tested(
    line: str, year: int, months: Pence, month: int, budget: int, known: Known, assumed: Assumptions
) -> Tested:
    so_far, truth = months[:month].astype(np.float64), int(months.sum())
    outlook = weigh(float(budget), so_far, known.profile, known.record, assumed)
    held = outlook.range()
    said = {WEIGHED: outlook.mean, STRAIGHT: straight_line(so_far)} | (
        {BUDGET: float(budget)} if budget else {}
    )
    return Tested(
        *(line, year, month, truth, said),
        held.low_80 <= truth <= held.high_80,
        held.low_95 <= truth <= held.high_95,
        known.shares.shape[0],
    )


def straight_line(so_far: Real) -> float:
    """Return the naive forecast that every month is as the months so far have been."""
    return float(so_far.sum()) * MONTHS_A_YEAR / so_far.size if so_far.size else 0.0


def scores(tested: list[Tested]) -> MethodScores | None:
    """Return how methods did; None where nothing was tested.

    A method that could not say anything of some forecast, for want of a budget, is left out.
    """
    if not tested:
        return None
    methods = [name for name in (WEIGHED, STRAIGHT, BUDGET) if all(name in one.said for one in tested)]
    errors = {name: float(np.mean([one.error(name) for one in tested])) for name in methods}
    naive = min(error for name, error in errors.items() if name != WEIGHED)
    return MethodScores(
        len(tested),
        errors,
        skill(errors[WEIGHED], naive),
        float(np.mean([one.is_inside_80 for one in tested])),
        float(np.mean([one.is_inside_95 for one in tested])),
    )


def scores_near(tested: tuple[Tested, ...], line: str, month: int) -> MethodScores | None:
    """Return how methods did on a line about a month, in years that had a whole year before them if any had.

    Args:
        tested: every past forecast.
        line: code of the line.
        month: the month looked at.
    """
    near = [one for one in tested if one.line == line and abs(one.month - month) <= _NEAR]
    with_history = [one for one in near if one.n_years]
    return scores(with_history or near)
