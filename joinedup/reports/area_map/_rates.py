"""How many there are for every thousand people an area has, so that a large area is not dark for its size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.council import AreaCounts
from joinedup.declared import Measure
from joinedup.reports._wording import day
from joinedup.reports.suppression import SMALL

CHILDREN = "population.children"
_PEOPLE = "people"
_A_THOUSAND = 1000
# What children's and education services count of children; posts and places are not counted of them.
_DIRECTORATES = frozenset({"children", "education"})
_OF_CHILDREN = frozenset({"children", "pupils", "plans", "young people", "referrals"})


@dataclass(frozen=True)
class Rates:
    """A measure for every thousand people of an area.

    Args:
        per: of whom, in words: `per 1,000 children aged 0 to 17`.
        values: the rate by area; an area whose count or people are not shown has none.
    """

    per: str
    values: dict[str, float]

    def of(self, area: str) -> str:
        """Return the rate of an area as it is printed, with one place; "" where it has none."""
        return f"{self.values[area]:,.1f}" if area in self.values else ""


def rates_of_patches(
    measure: Measure, means: Mapping[str, float], children: Mapping[str, float]
) -> Rates | None:
    """Return a measure of children for every 1,000 children; None where it is not counted of children.

    Args:
        measure: the measure.
        means: what is expected, by patch.
        children: children aged 0 to 17 who are expected in the same year, by patch.
    """
    is_of_children = measure.directorate in _DIRECTORATES and measure.unit in _OF_CHILDREN
    if not is_of_children or measure.name == CHILDREN:
        return None
    return _rates("per 1,000 children aged 0 to 17", means, children)


def rates_of_wards(counts: AreaCounts, people: AreaCounts | None) -> Rates | None:
    """Return what is counted for every 1,000 people; None where it is people, or they are not counted.

    Small counts have no rate, from which they could be told.
    """
    if people is None or counts.name == people.name:
        return None
    safe = [
        {area: float(number) for area, number in one.values.items() if number == 0 or number > SMALL}
        for one in (counts, people)
    ]
    return _rates(f"per 1,000 people counted on {day(people.as_at)}", safe[0], safe[1])


def people_of(counts: tuple[AreaCounts, ...]) -> AreaCounts | None:
    """Return how many people of all ages live in each ward; None where that was not loaded."""
    return next((one for one in counts if one.name == _PEOPLE), None)


def _rates(per: str, means: Mapping[str, float], people: Mapping[str, float]) -> Rates | None:
    values = {area: mean / people[area] * _A_THOUSAND for area, mean in means.items() if people.get(area)}
    return Rates(per, values) if values else None
