"""From each year's budget to the next: what is new, and what earlier years' decisions still bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council.medium_term._pots import part_of
from joinedup.council.medium_term._rows import PROPOSED, STATED, PotPlan, Section
from joinedup.council.medium_term._stated import Stated, in_pot

CONSEQUENCES = "consequences"
NEW = "new"


@dataclass(frozen=True)
class Step:
    """One cause of change in the gap from each year to the next.

    Args:
        name: the section, with `:new` or `:consequences` behind it for what owners state.
        says: what it is, in words.
        pence: what it adds to the gap of each year beyond the year before; the first year is held against the
            adopted budget. In whole pence.
    """

    name: str
    says: str
    pence: tuple[int, ...]


def bridge(fund: PotPlan, every: Sequence[Stated], years: Sequence[str]) -> tuple[Step, ...]:
    """Return what changes a pot's gap from year to year; the steps of a year add up to its change.

    A saving that begins in September brings part of a year at first and the rest in the year after. That
    rest, and one-off costs that end, are consequences of earlier decisions: nobody need decide them again.

    Args:
        fund: the pot's table.
        every: what owners state, of all pots.
        years: financial years.
    """
    steps = []
    for section in Section:
        if section is Section.OPENING or section in STATED:
            continue
        moved = _differences([section.widens * one for one in fund.total(section)])
        if section is Section.FUNDING:
            # The adopted funding stands against the adopted budget, of which the first year is a change.
            moved[0] += sum(row.pence[0] for row in fund.rows if row.name.endswith(":adopted"))
        if section is Section.PLANNED_RESERVES:
            moved[0] += fund.total(section)[0]
        if any(moved) or section not in PROPOSED:
            steps.append(Step(section.value, section.says, tuple(moved)))
    for section in STATED:
        steps += _stated(section, in_pot(every, fund.pot), len(years))
    return tuple(one for one in steps if any(one.pence))


def _differences(amounts: Sequence[int]) -> list[int]:
    return [now - before for before, now in zip([0, *amounts[:-1]], amounts, strict=True)]


def _stated(section: Section, own: Sequence[Stated], years: int) -> list[Step]:
    new, later = [0] * years, [0] * years
    for one in own:
        for year, moved in enumerate(_differences(part_of(one, section))):
            if year == one.first_year:
                new[year] += moved
            else:
                later[year] += moved
    says = section.says
    return [
        Step(f"{section.value}:{NEW}", f"{says}: begun in the year", tuple(new)),
        Step(f"{section.value}:{CONSEQUENCES}", f"{says}: consequences of earlier years", tuple(later)),
    ]
