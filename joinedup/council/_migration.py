"""Families who come or go: what the council's own counts of people by age say.

The children who were 5 in one count are 8 in a count three years later. Where they have become fewer,
families have left. This is measured here for groups of ages, from the latest count and one two to six years
before it.
"""

from __future__ import annotations

import math
from datetime import date

from joinedup.council._figures import Figures
from joinedup.council._starting import StartingValue
from joinedup.declared import FigureValue
from joinedup.vocabulary import MIGRATION_BANDS

_DAYS_A_YEAR = 365.25
_FEWEST_YEARS, _MOST_YEARS = 2, 6
# More than this share a year, up or down, is a new definition or a mistake and not families moving.
_MOST_A_YEAR = 0.08


def family_migration(figures: Figures, band: str, on: date, no_change: float) -> StartingValue | None:
    """Return the net share of children of some ages who come (or go) in a year.

    Args:
        figures: what is held.
        band: group of ages, as `5_10`.
        on: first day of the plan; later counts are not used.
        no_change: years of no change that what was counted is averaged with.

    Returns:
        The share, negative where more leave; None where two counts are not held.
    """
    counts = [one.as_at for one in figures.history("people", "5") if one.as_at <= on]
    pairs = [
        (then, now)
        for now in counts[-1:]
        for then in counts[:-1]
        if _FEWEST_YEARS <= (now - then).days / _DAYS_A_YEAR <= _MOST_YEARS
    ]
    if not pairs:
        return None
    then, now = pairs[0]
    years = round((now - then).days / _DAYS_A_YEAR)
    before = _people(figures, MIGRATION_BANDS[band], then)
    after = _people(figures, [age + years for age in MIGRATION_BANDS[band]], now)
    if not before or not after:
        return None
    share = max(-_MOST_A_YEAR, min(_MOST_A_YEAR, math.log(after / before) / years))
    source = figures.latest("people", "5", on=now)
    if source is None:
        return None
    # Two counts are little to carry on for fifteen years, so they are drawn towards nobody moving.
    share *= years / (years + no_change)
    note = f"the same children counted {years} years apart, {then.year} and {now.year}, drawn towards none"
    held = FigureValue(
        "family_migration", figures.council, band, now, share, source.origin, source.source, note
    )
    return StartingValue("family_migration", band, share, 0.0, held, 0.0)


def _people(figures: Figures, ages: range | list[int], on: date) -> float:
    held = [figures.values.get(("people", figures.council, str(age)), {}).get(on) for age in ages]
    return sum(value.value for value in held if value) if all(held) else 0.0
