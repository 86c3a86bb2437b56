"""The money of a ripple, sorted into what a reader asks for; means add up, ranges are those of the run."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.council import Headline, MoneyEffect, Range, Ripple, levers
from joinedup.reports._wording import SMALL_SUM
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES

FUNDING = "funding:"
_NOTHING = Range(*[0.0] * 8)
_LINES = {line.code: line.says for line in SPENDING_LINES}


@dataclass(frozen=True)
class PotByYear:
    """The change in one pot, year by year.

    Args:
        pot: the pot.
        years: financial years.
        own: mean change on the budget lines that the proposals change.
        elsewhere: mean change on every other budget line.
        income: mean change in what pays for the pot; more income is negative.
        net: the sum.
    """

    pot: str
    years: tuple[str, ...]
    own: tuple[float, ...]
    elsewhere: tuple[float, ...]
    income: tuple[float, ...]
    net: tuple[Range, ...]

    def in_year(self, year: str) -> tuple[float, float, float]:
        """Return the mean change of a year: own lines, elsewhere and income."""
        place = self.years.index(year)
        return self.own[place], self.elsewhere[place], self.income[place]


def line_name(code: str) -> str:
    """Return a budget or funding line as a budget book names it."""
    if code.startswith(FUNDING):
        return f"Income: {FUNDING_LINES[code.removeprefix(FUNDING)][0].lower()}"
    return _LINES[code]


def years_of(ripple: Ripple) -> tuple[str, ...]:
    """Return the financial years of the plan."""
    return tuple(dict.fromkeys(one.year for one in ripple.measures))


def own_lines(ripple: Ripple) -> set[str]:
    """Return the budget lines that the proposals change themselves."""
    return {levers()[one.lever].line for proposal in ripple.proposals for one in proposal.changes} - {""}


def by_year(ripple: Ripple, pot: str) -> PotByYear:
    """Return the change in one pot, year by year."""
    years, own = years_of(ripple), own_lines(ripple)
    sums = {
        "own": dict.fromkeys(years, 0.0),
        "elsewhere": dict.fromkeys(years, 0.0),
        "income": dict.fromkeys(years, 0.0),
    }
    for one in ripple.money:
        if one.pot == pot and one.line:
            kind = "income" if one.line.startswith(FUNDING) else "own" if one.line in own else "elsewhere"
            sums[kind][one.year] += one.change.mean
    whole = {
        one.year: one.change
        for one in ripple.money
        if one.pot == pot and not one.line and not one.directorate
    }
    return PotByYear(
        pot,
        years,
        tuple(sums["own"].values()),
        tuple(sums["elsewhere"].values()),
        tuple(sums["income"].values()),
        tuple(whole.get(year, _NOTHING) for year in years),
    )


def effects_of(ripple: Ripple, pot: str, year: str = "") -> list[MoneyEffect]:
    """Return the changes of a pot, in one year or in all."""
    return [one for one in ripple.money if one.pot == pot and year in ("", one.year)]


def is_felt(headline: Headline) -> bool:
    """Whether a pot is likely to change by a sum worth speaking of, in the year spoken of or in all."""
    return any(
        max(abs(one.low_80), abs(one.high_80)) >= SMALL_SUM
        for one in (headline.net, headline.total, headline.own_lines, headline.elsewhere)
    )
