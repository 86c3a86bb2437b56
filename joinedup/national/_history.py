"""What an authority's own figure was in each year, and what stands in for it where none is published.

In this order: the number published for it; its share of a number that several authorities report together;
its share of what its predecessors had. Only in the latest year, and only where none of these is there: its
own last number, moved as its region moved; its region's rate; England's rate. Rates are over children aged
0 to 17 and over the authorities that have a number, so that rounded or missing totals do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from joinedup.declared import Origin
from joinedup.errors import OpenDataRefused
from joinedup.national._authorities import Authority, Succession, authorities, succession_of
from joinedup.national._open_data import OpenData, Publication
from joinedup.national._panels import Column, Panel, Reader

CHILDREN = Publication(
    "population/ons_mye_0_17_by_la_2012_2024.parquet",
    "Office for National Statistics, mid-year population estimates, children aged 0 to 17",
)
CHILDREN_COLUMN = Column(CHILDREN, "population_estimate", (("age_group", "Children aged 0 to 17 years"),))


@dataclass(frozen=True)
class Reading:
    """A number for one authority and year, with whose number it is.

    Args:
        year: the year its label ends in.
        value: the number, as published.
        origin: whose number it is.
        note: what was done; "" where it is as published.
    """

    year: int
    value: float
    origin: Origin
    note: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked of a panel.

    Args:
        reader: where the numbers are.
        day: month and day on which a year's number stands.
        is_rate: whether the number is a rate, share or price, which is taken over and never split.
        of_same_tier: whether only authorities with as many tiers may lend their rate.
        fills: whether something may stand in for a latest number that is not there.
    """

    reader: Reader
    day: tuple[int, int]
    is_rate: bool = False
    of_same_tier: bool = False
    fills: bool = True

    def as_at(self, year: int) -> date:
        """Return the day on which a year's number stands."""
        return date(year, *self.day)


def history(data: OpenData, question: Question, authority: Authority) -> list[Reading]:
    """Return an authority's number in every year, oldest first."""
    panel = question.reader.panel(data)
    found = [reading for year in panel.years if (reading := _known(data, panel, question, authority, year))]
    latest = panel.years[-1]
    if question.fills and (not found or found[-1].year < latest):
        found.append(_stands_in(data, panel, question, authority, found[-1] if found else None))
    return found


def children(data: OpenData, authority: Authority, year: int) -> float:
    """Return an authority's children aged 0 to 17 in the middle of a year, or of the nearest year held."""
    held = data.once(("children", authority.dfe_code), lambda: _children_by_year(data, authority))
    return held[min(held, key=lambda one: (abs(one - year), one))]


def worst(origins: Iterable[Origin]) -> Origin:
    """Return the weakest of several origins: a sum is no better than its weakest part."""
    order = list(Origin)
    return max(origins, key=order.index)


def _known(
    data: OpenData, panel: Panel, question: Question, authority: Authority, year: int
) -> Reading | None:
    succession = succession_of(authority)
    was_not_yet = succession is not None and question.as_at(year) < succession.changed_on
    own = panel.values.get((authority.dfe_code, year))
    # Some tables hold 0 for an authority in years before it came to be.
    if own is not None and not (was_not_yet and own == 0):
        return Reading(year, own, Origin.PUBLISHED)
    shared = _from_joint_return(data, panel, question, authority, year)
    if shared is not None:
        return shared
    return _from_predecessors(data, panel, question, succession, authority, year) if succession else None


def _from_joint_return(
    data: OpenData, panel: Panel, question: Question, authority: Authority, year: int
) -> Reading | None:
    for (codes, joint_year), value in panel.joint.items():
        if joint_year == year and authority.dfe_code in codes:
            names = " and ".join(one.name for one in authorities() if one.dfe_code in codes)
            if question.is_rate:
                return Reading(year, value, Origin.APPORTIONED, f"{names} report together; their joint rate")
            share = _share_of_children(data, authority, codes, year)
            note = f"{names} report together; split by children aged 0 to 17 (share {share:.4f})"
            return Reading(year, value * share, Origin.APPORTIONED, note)
    return None


def _from_predecessors(
    data: OpenData,
    panel: Panel,
    question: Question,
    succession: Succession,
    authority: Authority,
    year: int,
) -> Reading | None:
    before = [panel.values.get((code, year)) for code in succession.predecessors]
    known = [value for value in before if value is not None]
    if len(known) < len(before):
        return None
    if question.is_rate:
        value = sum(known) / len(known)
        return Reading(year, value, Origin.APPORTIONED, "the rate of the authority before reorganisation")
    share, by = _share_after(data, panel, question, succession, authority)
    note = f"share {share:.4f} of the authorities before reorganisation, by {by}"
    return Reading(year, sum(known) * share, Origin.APPORTIONED, note)


def _share_after(
    data: OpenData, panel: Panel, question: Question, succession: Succession, authority: Authority
) -> tuple[float, str]:
    codes = [one.dfe_code for one in succession.successors]
    for year in panel.years:
        after = [panel.values.get((code, year)) for code in codes]
        numbers = [value for value in after if value is not None]
        if question.as_at(year) >= succession.changed_on and len(numbers) == len(codes) and sum(numbers) > 0:
            own = panel.values[authority.dfe_code, year]
            return own / sum(numbers), f"the successors' own numbers of {year}"
    share = _share_of_children(data, authority, tuple(codes), succession.changed_on.year)
    return share, "children aged 0 to 17"


def _share_of_children(data: OpenData, authority: Authority, codes: tuple[str, ...], year: int) -> float:
    by_code = {one.dfe_code: one for one in authorities()}
    return children(data, authority, year) / sum(children(data, by_code[code], year) for code in codes)


def lent(data: OpenData, question: Question, authority: Authority) -> Reading:
    """Return what an authority would have in the latest year at its region's rate, or else at England's."""
    panel = question.reader.panel(data)
    latest = panel.years[-1]
    for origin, group, place in _lenders(authority, question):
        rate = _rate(data, panel, question, group, latest)
        if rate is not None:
            value = rate if question.is_rate else rate * children(data, authority, latest)
            return Reading(latest, value, origin, f"rate of {place}")
    raise OpenDataRefused(
        f"{panel.table.file} has no number for any authority in {latest}.", "Download the table again."
    )


def _stands_in(
    data: OpenData, panel: Panel, question: Question, authority: Authority, last: Reading | None
) -> Reading:
    latest = panel.years[-1]
    mark = panel.marks.get((authority.dfe_code, latest))
    why = mark.value if mark else "no row published"
    moved = _moved(data, panel, question, authority, last) if last else None
    found = moved or lent(data, question, authority)
    return replace(found, note=f"{why}; {found.note}")


def _moved(
    data: OpenData, panel: Panel, question: Question, authority: Authority, last: Reading
) -> Reading | None:
    """Return an authority's last number, moved as its region moved since."""
    latest = panel.years[-1]
    for _, group, place in _lenders(authority, question):
        now, before = (_rate(data, panel, question, group, year) for year in (latest, last.year))
        if now is not None and before:
            note = f"its own number of {last.year}, moved as {place} moved since"
            return Reading(latest, last.value * now / before, Origin.APPORTIONED, note)
    return None


def _lenders(authority: Authority, question: Question) -> list[tuple[Origin, list[Authority], str]]:
    """Return who may lend a rate, nearest first: the region, then England."""
    group = [
        one for one in authorities() if not question.of_same_tier or one.is_two_tier == authority.is_two_tier
    ]
    near = [one for one in group if one.region == authority.region and one != authority]
    return [(Origin.REGION, near, authority.region), (Origin.ENGLAND, group, "England")]


def _rate(
    data: OpenData, panel: Panel, question: Question, group: list[Authority], year: int
) -> float | None:
    """Return numbers per child over a group; for rates, their mean weighted by children."""
    total, weight = 0.0, 0.0
    for one in group:
        value = panel.values.get((one.dfe_code, year))
        if value is not None:
            people = children(data, one, year)
            total += value * people if question.is_rate else value
            weight += people
    return total / weight if weight else None


def _children_by_year(data: OpenData, authority: Authority) -> dict[int, float]:
    panel = CHILDREN_COLUMN.panel(data)
    own = {year: value for (code, year), value in panel.values.items() if code == authority.dfe_code}
    succession = succession_of(authority)
    if succession is None:
        return own
    codes = [one.dfe_code for one in succession.successors]
    first = min(year for code, year in panel.values if code == authority.dfe_code)
    share = own[first] / sum(panel.values[code, first] for code in codes)
    for year in panel.years:
        before = [panel.values.get((code, year)) for code in succession.predecessors]
        known = [value for value in before if value is not None]
        if year not in own and len(known) == len(before):
            own[year] = sum(known) * share
    return own
