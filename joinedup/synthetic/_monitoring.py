"""What the county's ledger says month by month, and how its savings stand.

Two whole years that agree with the outturn to the penny, and seven months of a third. Each service has its
own season; one month holds an invoice that belonged to another, and one year an accrual made late.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import Real, Whole, academic_label
from joinedup.synthetic._directorates import LOCAL_NAMES
from joinedup.synthetic._savings import planned
from joinedup.synthetic.writers import Output
from joinedup.vocabulary import COUNCIL_LINES, SPENDING_LINES, SpendingLine

Net = Callable[[SpendingLine, int], float]
Row = tuple[object, ...]
_WHOLE_YEARS = (2024, 2025)
_THIS_YEAR, _MONTHS_CLOSED = 2026, 7
_AS_AT = "31/10/2026"
_PENCE = 100
_THOUSAND = 1_000
_MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November", "December",
           "January", "February", "March")  # fmt: skip
_EVEN = np.ones(12)
# Days that schools are open, winter's share of care, invoices of building work, interest twice a year.
_SCHOOL_DAYS = np.array([13, 16, 21, 15, 0, 20, 17, 20, 15, 20, 15, 20], dtype=float)
_WINTER = np.array([0.96, 0.95, 0.94, 0.93, 0.94, 0.97, 1.0, 1.03, 1.07, 1.1, 1.07, 1.04])
_BUILDING = np.array([0.1, 0.2, 0.4, 0.6, 0.9, 0.9, 0.8, 0.9, 0.9, 1.2, 1.6, 3.5])
_INTEREST = np.array([0.4, 0.4, 0.4, 0.4, 0.4, 4.0, 0.4, 0.4, 0.4, 0.4, 0.4, 4.0])
_TERMS = np.array([2.6, 0.5, 0.5, 0.5, 0.4, 2.6, 0.5, 0.5, 0.5, 2.4, 0.5, 0.5])
_QUARTERS = np.array([1.9, 0.5, 0.6, 1.9, 0.5, 0.6, 1.9, 0.5, 0.6, 1.9, 0.5, 0.6])
_SUMMER = np.array([1.05, 1.1, 1.15, 1.15, 1.1, 1.05, 1.0, 0.9, 0.85, 0.85, 0.9, 0.9])
_ROADS = np.array([0.7, 0.8, 0.9, 1.0, 1.0, 1.0, 0.9, 1.1, 1.2, 1.3, 1.2, 0.9])


@dataclass(frozen=True)
class _Season:
    """How a line's year runs: its months, how much more the last costs than the first, and its noise."""

    months: Real
    growth: float = 0.0
    noise: float = 0.01
    is_profiled: bool = False


_SEASONS = {
    "looked_after_placements": _Season(_EVEN, 0.08, 0.02),
    "care_leavers": _Season(_EVEN, 0.05, 0.03),
    "send_transport": _Season(_SCHOOL_DAYS, 0.06, 0.03, is_profiled=True),
    "mainstream_transport": _Season(_SCHOOL_DAYS, 0.02, 0.03, is_profiled=True),
    "high_needs": _Season(_TERMS, 0.06, 0.03),
    "early_years_block": _Season(_TERMS, 0.0, 0.02, is_profiled=True),
    "learning_disability": _Season(_EVEN, 0.05, 0.015),
    "older_people": _Season(_WINTER, 0.03, 0.02),
    "public_health": _Season(_QUARTERS, 0.0, 0.03),
    "homelessness": _Season(_EVEN, 0.12, 0.05),
    "highways_transport": _Season(_ROADS, 0.0, 0.08),
    "environment": _Season(_SUMMER, 0.0, 0.03),
    "planning": _Season(_EVEN, 0.0, 0.12),
    "culture_leisure": _Season(_SUMMER, 0.0, 0.03),
    "capital_financing": _Season(_INTEREST, 0.0, 0.01, is_profiled=True),
    "school_places_capital": _Season(_BUILDING, 0.0, 0.15),
}
_SALARIES = _Season(_EVEN, 0.0, 0.012)
# Posted to one month and put right in another: line, year, month, month put right, thousands of pounds.
_MOVED = (
    ("central_services", 2025, 3, 5, 2_400),
    ("looked_after_placements", 2024, 10, 9, 3_100),
    ("learning_disability", 2026, 6, 5, 1_900),
    ("adults_other", 2026, 2, 4, 1_500),
)
# A large planning fee, and families who came to the council in the summer: line, year, months, pounds.
_THIS_YEARS = (("planning", (5,), -900), ("homelessness", (4, 5, 6), 260))
# How this year runs beside what the council has come to expect.
_SINCE = {
    "send_transport": 1.03,
    "looked_after_placements": 1.015,
    "homelessness": 1.04,
    "high_needs": 1.01,
    "youth_services": 0.9,
    "central_services": 0.985,
}


def write_monitoring(out: Output, scale: float, net: Net, spent: Net, rng: Generator) -> None:
    """Write monthly outturn and the savings tracker.

    Args:
        out: the folder.
        scale: size beside the county's 870,000 people.
        net: net budget of a line in a year.
        spent: what a line spent in a year, before it is rounded as in the outturn.
        rng: the source of chance.
    """
    for year in (*_WHOLE_YEARS, _THIS_YEAR):
        frame = _ledger(year, scale, net, spent, rng)
        out.csv(f"data/finance/monthly_outturn_{year}-{(year + 1) % 100}.csv", frame)
    out.csv("data/finance/savings_tracker.csv", _tracker(scale))


def _ledger(year: int, scale: float, net: Net, spent: Net, rng: Generator) -> pl.DataFrame:
    closed = _MONTHS_CLOSED if year == _THIS_YEAR else len(_MONTHS)
    rows = []
    for line in COUNCIL_LINES:
        total = round(spent(line, year), -2) * (_SINCE.get(line.code, 1.0) if year == _THIS_YEAR else 1.0)
        actual = _months(line, total, year, scale, rng)
        season = _SEASONS.get(line.code, _SALARIES)
        shares = season.months if season.is_profiled else _EVEN
        profiled = _shared_out(round(net(line, year), -2), shares)
        for place in range(closed):
            rows.append(
                (
                    *(LOCAL_NAMES[line.directorate], line.says, line.pot.says, academic_label(year)),
                    f"{_MONTHS[place]} {year if place < len(_MONTHS) - 3 else year + 1}",
                    *(actual[place] / _PENCE, profiled[place] / _PENCE),
                )
            )
    names = ["Directorate", "Service", "Pot", "Financial year", "Month"]
    return pl.DataFrame(rows, schema=[*names, "Actual in month", "Profiled budget in month"], orient="row")


def _months(line: SpendingLine, total: float, year: int, scale: float, rng: Generator) -> Whole:
    """Return a line's months in pence, which add up to its year. Shape (12,)."""
    season = _SEASONS.get(line.code, _SALARIES)
    rising = 1 + season.growth * np.arange(12) / 11
    shares = season.months * rising * np.exp(season.noise * rng.standard_normal(12))
    months = _shared_out(total, shares)
    for code, held, wrong, right, thousands in _MOVED:
        if (code, held) == (line.code, year):
            pence = round(thousands * _THOUSAND * scale) * _PENCE
            months[wrong] += pence
            months[right] -= pence
    for code, places, thousands in _THIS_YEARS:
        if code == line.code and year == _THIS_YEAR:
            months[list(places)] += round(thousands * _THOUSAND * scale) * _PENCE
    return months


def _shared_out(total: float, shares: Real) -> Whole:
    """Return whole pence in proportion to shares, which add up to a sum in pounds. Shape (12,)."""
    pence = round(total * _PENCE)
    ends = np.round(np.cumsum(shares) / shares.sum() * pence).astype(np.int64)
    return np.asarray(np.diff(ends, prepend=0), dtype=np.int64)


# How far proposals that have been begun have come: status, share of their first year delivered and forecast.
_BEGUN = {
    "foster-homes": ("in delivery", 0.0, 0.6, "Nine households approved of twenty planned."),
    "residential-prices": ("in delivery", 0.0, 0.7, "Framework let in September."),
    "supported-living": ("in delivery", 0.1, 0.9, "First scheme has planning permission."),
    "shared-services": ("in delivery", 0.0, 0.75, "One neighbour has withdrawn."),
    "street-lighting": ("delivered", 1.032, 1.032, "All lanterns changed; tariff agreed."),
    "library-hours": ("undeliverable", 0.0, 0.0, "Withdrawn after consultation."),
}
_PROPOSED = ("proposed", 0.0, 1.0, "")


def _tracker(scale: float) -> pl.DataFrame:
    lines = {line.code: line for line in SPENDING_LINES}
    rows = [*_from_proposals(scale, lines), *_from_earlier(scale, lines)]
    names = ["Reference", "Title", "Directorate", "Service", "Pot", "Kind", "Status", "Financial year"]
    held = ["Planned", "Delivered to date", "Forecast for the year", "As at", "Note"]
    return pl.DataFrame(rows, schema=[*names, *held], orient="row")


def _from_proposals(scale: float, lines: Mapping[str, SpendingLine]) -> Iterator[Row]:
    """Yield each saving of the plan in the first year of its claim."""
    for one in planned(scale, range(_THIS_YEAR, _THIS_YEAR + 5)):
        starts = next((place for place, amount in enumerate(one.amounts) if amount), None)
        if one.kind != "Saving" or starts is None:
            continue
        status, delivered, forecast, note = _BEGUN.get(one.reference, _PROPOSED)
        amount = one.amounts[starts]
        sums = (amount, round(amount * delivered, 2), round(amount * forecast, 2))
        kind = "cashable" if one.cashable else "avoided"
        yield _row(one.reference, one.title, lines[one.line], kind, status, _THIS_YEAR + starts, sums, note)


def _from_earlier(scale: float, lines: Mapping[str, SpendingLine]) -> Iterator[Row]:
    """Yield savings in adopted budgets, by the references they had; the file holds thousands of pounds."""
    text = (files("joinedup.synthetic") / "earlier_savings.csv").read_text(encoding="utf-8")
    for one in csv.DictReader(text.splitlines()):
        sums = tuple(
            round(int(one[name]) * _THOUSAND * scale, 2) for name in ("planned", "delivered", "forecast")
        )
        told = (one["kind"], one["status"], int(one["year"]))
        yield _row(one["reference"], one["title"], lines[one["line"]], *told, sums, one["note"])


def _row(
    reference: str,
    title: str,
    line: SpendingLine,
    kind: str,
    status: str,
    year: int,
    sums: tuple[float, ...],
    note: str,
) -> Row:
    local = LOCAL_NAMES[line.directorate]
    as_at = _AS_AT if year >= _THIS_YEAR else f"31/03/{year + 1}"
    told = (kind, status, academic_label(year))
    return (reference, title, local, line.says, line.pot.says, *told, *sums, as_at, note)
