"""Spending of the year so far against the budget, with a forecast of the year, line by line."""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy import special

from joinedup.council._ranges import POINTS, Range
from joinedup.council._session import Ready
from joinedup.council.monitoring._assumptions import Assumptions, assumptions
from joinedup.council.monitoring._breaks import Break, breaks
from joinedup.council.monitoring._ledger import Aside, Entry, Ledger, read_ledger, yearly
from joinedup.council.monitoring._outlook import Outlook, student, weigh
from joinedup.council.monitoring._past import (
    BUDGET,
    STRAIGHT,
    WEIGHED,
    Books,
    Known,
    MethodScores,
    Tested,
    backtest,
    known_before,
    scores_near,
    straight_line,
)
from joinedup.errors import InputRefused
from joinedup.store import Store
from joinedup.vocabulary import APRIL, MONTHS_A_YEAR, Directorate, Pot, financial_year, spending_line

Real = NDArray[np.float64]
_PENCE = 100
# Futures in which lines of a pot are added up; quantiles of their sums are right to about a fiftieth.
_FUTURES = 8192
_COMMON = "every line"
_NO_MONTHS = (
    "No monthly outturn has been loaded, so there is nothing to set against the budget.",
    "Export net spending by service and month from the ledger into a file below data/ with the columns "
    "`Directorate, Service, Pot, Financial year, Month, Actual in month` (or `Actual to date` where sums run "
    "from April), and run `joinedup load`. For example:\n"
    "  Directorate,Service,Pot,Financial year,Month,Actual in month\n"
    "  Children and Families,Youth justice,General Fund,2026/27,April 2026,241300.50\n"
    "  Children and Families,Youth justice,General Fund,2026/27,May 2026,238914.00\n"
    "Earlier years help: with one or more whole years the forecast knows the seasons of each service.",
)


@dataclass(frozen=True)
class Sums:
    """Sums of a line, a directorate or a pot, in whole pence; parts add up to the whole.

    Args:
        budget: net budget of the year.
        profiled: part of it expected to have been spent by now.
        actual: what was spent.
        forecast: what is expected for the year.
        range: that, in pounds, with its ranges.
        p_over: probability of spending more than the budget.
    """

    budget: int
    profiled: int
    actual: int
    forecast: int
    range: Range
    p_over: float

    @property
    def to_date(self) -> int:
        """What was spent beyond what was expected by now; below nothing is less."""
        return self.actual - self.profiled

    @property
    def variance(self) -> int:
        """What is forecast beyond the budget; below nothing is an underspend."""
        return self.forecast - self.budget


@dataclass(frozen=True)
class LineOutturn:
    """One spending line.

    Args:
        line: its code.
        directorate: identifier of its directorate.
        pot: its pot.
        sums: its sums.
        has_budget: whether the council has given a budget for it.
        is_own_profile: whether the council's own profile says what should have been spent by now.
        months: pence spent in each month so far.
        profile: pence of the budget expected in each of the twelve months.
        method: the method used: `weighed`, `straight line` or `budget`.
        said: what each method says, in pence.
        is_left: whether the better naive forecast is left because what was spent speaks against it.
        scores: how each method did on this line about this month; None where no past year could be tested.
        n_years: whole past years whose months are known.
        n_record: past years whose budget and outturn are known.
        lasting: share of its budget by which the line is taken to go over it year after year.
        is_material: whether it is likely to go over by more than the council calls material.
        breaks: months that stray from its pattern by a share of its budget that the council calls material.
        missing: months without any row in the ledger.
    """

    line: str
    directorate: str
    pot: Pot
    sums: Sums
    has_budget: bool
    is_own_profile: bool
    months: tuple[int, ...]
    profile: tuple[int, ...]
    method: str
    said: Mapping[str, int]
    is_left: bool
    scores: MethodScores | None
    n_years: int
    n_record: int
    lasting: float
    is_material: bool
    breaks: tuple[Break, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True)
class PotOutturn:
    """One pot.

    Args:
        pot: the pot.
        sums: sums of the pot.
        directorates: sums of each directorate in it, by identifier.
        lines: its lines, directorate by directorate.
    """

    pot: Pot
    sums: Sums
    directorates: Mapping[str, Sums]
    lines: tuple[LineOutturn, ...]


@dataclass(frozen=True)
class Unequal:
    """A past year whose months do not add up to the outturn given for it, in pence."""

    line: str
    year: str
    months: int
    outturn: int


@dataclass(frozen=True)
class Outturn:
    """The year so far.

    Args:
        year: the financial year.
        ending: the year in which it ends.
        month: how many months have been closed.
        as_at: the last day of the last of them.
        pots: each pot alone; nothing is added across pots.
        tested: every past forecast, from what was known then.
        years: financial years whose months are known from first to last.
        unequal: past years whose months do not add up to their outturn.
        no_months: lines with a budget of this year but no month.
        aside: rows that no sum holds.
        entries: the rows of the year looked at, and where they were counted.
        assumed: what was taken to be usual.
    """

    year: str
    ending: int
    month: int
    as_at: date
    pots: tuple[PotOutturn, ...]
    tested: tuple[Tested, ...]
    years: tuple[str, ...]
    unequal: tuple[Unequal, ...]
    no_months: tuple[tuple[str, int], ...]
    aside: tuple[Aside, ...]
    entries: tuple[Entry, ...]
    assumed: Assumptions

    @property
    def lines(self) -> list[LineOutturn]:
        """Every line of every pot."""
        return [line for pot in self.pots for line in pot.lines]

    def month_name(self, month: int) -> str:
        """Return a month of the year as people say it: `October 2026`."""
        return f"{_first_day(self.ending, month):%B %Y}"


def in_year(
    asked: Ready,
    month: int | None = None,
    store: Store | None = None,
    expected: Mapping[str, Range] | None = None,
) -> Outturn:
    """Return spending against budget in the last year of which the ledger holds months, with a forecast.

    Args:
        asked: the council.
        month: how many months to look at, as if it were then; all that have been closed where None.
        store: what the council has loaded; its own store where None.
        expected: what a model expects each line to spend in the year, in pounds, in place of its budget.

    Raises:
        InputRefused: no month has been loaded, or the month asked for has not been closed.
    """
    held = store or Store(asked.council.workings)
    ledger = read_ledger(held, asked.council)
    if ledger is None or not any(ledger.closed.values()):
        raise InputRefused(*_NO_MONTHS)
    ending = max(year for year, closed in ledger.closed.items() if closed)
    books = _books(held, asked, ledger)
    return _Year(asked, books, ending, _month(ledger, ending, month), expected or {}).outturn()


def _books(store: Store, asked: Ready, ledger: Ledger) -> Books:
    return Books(
        ledger,
        yearly(store, asked.council, "budget", "net_budget"),
        yearly(store, asked.council, "outturn", "net_outturn"),
    )


def this_year(asked: Ready, store: Store | None = None) -> dict[str, Range]:
    """Return what each line is expected to spend beyond its budget in the plan's first year, in pounds.

    Empty where the ledger holds no month of that year. A line without a budget is left out.

    Args:
        asked: the council.
        store: what the council has loaded; its own store where None.
    """
    held = store or Store(asked.council.workings)
    ledger, ending = read_ledger(held, asked.council), asked.council.plan_starts.year + 1
    closed = ledger.closed.get(ending, 0) if ledger else 0
    if ledger is None or not closed:
        return {}
    found = _Year(asked, _books(held, asked, ledger), ending, closed, {}).outturn()
    return {
        one.line: moved(one.sums.range, -one.sums.budget / _PENCE) for one in found.lines if one.has_budget
    }


def moved(one: Range, by: float) -> Range:
    """Return a range with a sum added to it."""
    return Range(**{name: value + by for name, value in vars(one).items()})


def _month(ledger: Ledger, ending: int, asked: int | None) -> int:
    closed = ledger.closed[ending]
    if asked is None:
        return closed
    if not 1 <= asked <= closed:
        last = _first_day(ending, closed)
        raise InputRefused(
            f"Month {asked} of {financial_year(last)} has not been closed: the ledger goes to month "
            f"{closed}, {last:%B %Y}.",
            f"Choose a month from 1 (April) to {closed}, or load a later ledger.",
        )
    return asked


def _first_day(ending: int, month: int) -> date:
    calendar = (month + APRIL - 2) % MONTHS_A_YEAR + 1
    return date(ending - 1 if calendar >= APRIL else ending, calendar, 1)


def last_day(ending: int, month: int) -> date:
    """Return the last day of a month of a financial year.

    Args:
        ending: the year in which it ends.
        month: the month, from 1 for April.
    """
    is_last = month == MONTHS_A_YEAR
    return _first_day(ending + is_last, month % MONTHS_A_YEAR + 1) - timedelta(days=1)


class _Year:
    """One year of a council at one month."""

    def __init__(
        self, asked: Ready, books: Books, ending: int, month: int, expected: Mapping[str, Range]
    ) -> None:
        self.asked, self.books, self.ending, self.month = asked, books, ending, month
        self.expected = expected
        self.assumed = assumptions(asked.parameters, _first_day(ending, 1))
        self.tested = backtest(books, ending, self.assumed)

    def outturn(self) -> Outturn:
        """Return the year so far."""
        ledger = self.books.ledger
        lines = [self._line(code) for code in ledger.lines(self.ending)]
        whole = self.books.whole_years(self.ending)
        return Outturn(
            year=financial_year(_first_day(self.ending, 1)),
            ending=self.ending,
            month=self.month,
            as_at=last_day(self.ending, self.month),
            pots=tuple(self._pot(pot, lines) for pot in Pot if any(one[0].pot is pot for one in lines)),
            tested=self.tested,
            years=tuple(financial_year(_first_day(year, 1)) for year in whole),
            unequal=tuple(self._unequal(whole)),
            no_months=tuple(
                (line, pence)
                for (line, year), pence in sorted(self.books.budgets.items())
                if year == self.ending and pence and (line, year) not in ledger.actual
            ),
            aside=self._aside(),
            entries=tuple(
                one for one in ledger.entries if one.ending == self.ending and one.month <= self.month
            ),
            assumed=self.assumed,
        )

    def _aside(self) -> tuple[Aside, ...]:
        later = [
            one for one in self.books.ledger.entries if one.ending == self.ending and one.month > self.month
        ]
        held = list(self.books.ledger.aside)
        if later:
            why = "the month is later than the one looked at"
            held.append(Aside(why, len(later), sum(one.pence for one in later)))
        return tuple(held)

    def _unequal(self, whole: list[int]) -> list[Unequal]:
        found = []
        for (line, year), months in sorted(self.books.ledger.actual.items()):
            said = self.books.outturns.get((line, year))
            total = int(months.sum())
            if year in whole and said is not None and abs(said - total) >= _PENCE:
                found.append(Unequal(line, financial_year(_first_day(year, 1)), total, said))
        return found

    def _line(self, code: str) -> tuple[LineOutturn, Outlook]:
        spent = self.books.ledger.actual[code, self.ending][: self.month]
        so_far = spent.astype(np.float64)
        budget = self.books.budgets.get((code, self.ending), 0)
        known = known_before(self.books, code, self.ending, self.assumed)
        weighed = weigh(
            float(budget), so_far, known.profile, known.record, self.assumed, self._expected(code)
        )
        scored = scores_near(self.tested, code, self.month)
        method, is_left, outlook = self._chosen(budget, so_far, weighed, scored)
        said = {WEIGHED: round(weighed.mean), STRAIGHT: round(straight_line(so_far))}
        profile, is_own = self._profile(code, budget, known)
        known_as = spending_line(code)
        posted = self.books.ledger.posted[code, self.ending]
        line = LineOutturn(
            code,
            str(known_as.directorate),
            known_as.pot,
            _sums(budget, sum(profile[: self.month]), int(spent.sum()), outlook),
            (code, self.ending) in self.books.budgets,
            is_own,
            tuple(int(one) for one in spent),
            profile,
            method,
            said | ({BUDGET: budget} if budget else {}),
            is_left,
            scored,
            known.shares.shape[0],
            known.record.years,
            known.record.lasting,
            (code, self.ending) in self.books.budgets and self._is_material(budget, outlook),
            self._breaks(budget, so_far, known),
            tuple(month for month in range(1, self.month + 1) if month not in posted),
        )
        return line, outlook

    def _expected(self, code: str) -> Range | None:
        one = self.expected.get(code)
        return None if one is None else Range(**{name: _PENCE * value for name, value in vars(one).items()})

    def _chosen(
        self, budget: int, so_far: Real, weighed: Outlook, scored: MethodScores | None
    ) -> tuple[str, bool, Outlook]:
        """Return the method that did best on this line, unless what was spent this year speaks against it."""
        if scored is None or scored.best == WEIGHED or self.month == MONTHS_A_YEAR:
            return WEIGHED, False, weighed
        naive = float(budget) if scored.best == BUDGET else straight_line(so_far)
        held = weighed.range()
        if not held.low_80 <= naive <= held.high_80:
            return WEIGHED, True, weighed
        # Its own past errors, drawn towards the spread of the weighed forecast, which was tested alike.
        usual = (held.high_80 - held.low_80) / (2 * float(special.ndtri(POINTS[-2])))
        counts = self.assumed.spread_counts_as
        squares = counts * usual**2 + scored.n * (scored.errors[scored.best] * naive) ** 2
        spread = math.sqrt(squares / (counts + scored.n))
        return scored.best, False, student(naive, spread, counts + scored.n)

    def _profile(self, code: str, budget: int, known: Known) -> tuple[tuple[int, ...], bool]:
        """Return the budget of each month: own profile so far, then as the year usually runs."""
        own = self.books.ledger.profiled.get((code, self.ending))
        given = 0 if own is None else int(own[: self.month].sum())
        first = 0 if own is None else self.month
        shares = known.profile.share
        before = shares[first - 1] if first else 0.0
        rest = [(share - before) / (1.0 - before) for share in shares[first:]] if before < 1 else []
        ends = [round((budget - given) * share) for share in rest]
        months = [int(one) for one in own[:first]] if own is not None else []
        months += [end - start for start, end in zip([0, *ends], ends, strict=False)]
        return tuple(months), own is not None

    def _breaks(self, budget: int, so_far: Real, known: Known) -> tuple[Break, ...]:
        least = self.asked.council.material.share * max(abs(budget), abs(float(so_far.sum())))
        return tuple(one for one in breaks(so_far, known) if abs(one.pence) >= least)

    def _is_material(self, budget: int, outlook: Outlook) -> bool:
        material = self.asked.council.material
        beyond = max(material.gbp_per_year * _PENCE, material.share * abs(budget))
        return outlook.p_above(budget + beyond) >= self.assumed.likely

    def _pot(self, pot: Pot, lines: list[tuple[LineOutturn, Outlook]]) -> PotOutturn:
        order = {name: place for place, name in enumerate(Directorate)}
        mine = sorted(
            (one for one in lines if one[0].pot is pot),
            key=lambda one: (order[Directorate(one[0].directorate)], one[0].line),
        )
        parts = {
            name: self._added(list(some)) for name, some in groupby(mine, key=lambda one: one[0].directorate)
        }
        return PotOutturn(pot, self._added(mine), parts, tuple(line for line, _ in mine))

    def _added(self, lines: list[tuple[LineOutturn, Outlook]]) -> Sums:
        """Return the sum of lines of one pot, which move together to some extent."""
        if len(lines) == 1:
            return lines[0][0].sums
        together = self.assumed.lines_move_together
        common = _normal(_COMMON)
        futures = np.zeros(_FUTURES)
        for line, outlook in lines:
            own = math.sqrt(together) * common + math.sqrt(1 - together) * _normal(line.line)
            futures += np.interp(special.ndtr(own), outlook.below, outlook.values)
        parts = [line.sums for line, _ in lines]
        budget, forecast = sum(one.budget for one in parts), sum(one.forecast for one in parts)
        # Ranges stand around the sum of the lines' own forecasts, which chance must not move.
        futures += forecast - futures.mean()
        quantiles = np.quantile(futures, POINTS) / _PENCE
        return Sums(
            budget,
            sum(one.profiled for one in parts),
            sum(one.actual for one in parts),
            forecast,
            Range.of(forecast / _PENCE, *(float(one) for one in quantiles)),
            float((futures > budget).mean()),
        )


def _normal(name: str) -> Real:
    """Return standard normal numbers that depend on a name alone. Shape (future,)."""
    return np.random.default_rng(zlib.crc32(name.encode())).standard_normal(_FUTURES)


def _sums(budget: int, profiled: int, actual: int, outlook: Outlook) -> Sums:
    held = outlook.range()
    pounds = Range(**{name: value / _PENCE for name, value in vars(held).items()})
    forecast = round(outlook.mean)
    return Sums(
        budget,
        profiled,
        actual,
        forecast,
        replace(pounds, mean=forecast / _PENCE),
        outlook.p_above(float(budget)),
    )
