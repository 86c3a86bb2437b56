"""What the projection starts from, value by value: whose number, of when, and what would replace it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council import StartingValue
from joinedup.declared import Origin
from joinedup.loading import EXPECTED, NotReceived
from joinedup.reports._past import HIDDEN, counts_people, shown_parts
from joinedup.reports._wording import quantity
from joinedup.vocabulary import FIGURES, FUNDING_LINES, SPENDING_LINES

OWN = "own"
# The return whose rows give a figure, by one of the tables it fills; by figure where a domain has several.
_TABLE_BY_DOMAIN = {
    "population": "ward_population",
    "housing": "housing_completions",
    "family_help": "early_help_episodes",
    "children_in_need": "cin_children",
    "care": "ssda903_episodes",
    "workforce": "csww_workers",
    "attendance": "exclusions",
    "send": "ehc_plans",
    "money": "budget",
}
_TABLE_BY_FIGURE = {
    "births": "ward_births",
    "planned_completions": "housing_trajectory",
    "pupils": "school_rolls",
    "places": "school_capacity",
    "persistent_absence_share": "school_absence",
    "special_places": "special_school_places",
    "funding": "grants",
    "reserves": "reserves",
}
# No return of the council's own holds these.
_FROM_NO_RETURN = {
    "deprivation",
    "child_poverty_share",
    "price_residential",
    "price_fostering",
    "council_tax_base",
}
_BANDS = {line.code: line.says for line in SPENDING_LINES} | {
    code: says for code, (says, _) in FUNDING_LINES.items()
}


@dataclass(frozen=True)
class ShownStart:
    """One starting value as a report may show it.

    Args:
        start: the starting value.
        name: what it is, in words.
        held: the value as it was counted, or how it is shown where it is small.
        value: the value on the first day of the plan, hidden with the one it comes from.
    """

    start: StartingValue
    name: str
    held: str
    value: str

    @property
    def is_hidden(self) -> bool:
        """Whether the value is hidden because it counts few people."""
        return self.held in HIDDEN


def shown_starts(starting: Sequence[StartingValue]) -> list[ShownStart]:
    """Return every starting value by domain, with small counts of people hidden."""
    domains = list(dict.fromkeys(figure.domain for figure in FIGURES.values()))
    names = list(FIGURES)
    found: list[ShownStart] = []
    for figure in sorted({one.figure for one in starting}, key=names.index):
        parts = [one for one in starting if one.figure == figure]
        found += [_shown(one, held) for one, held in zip(parts, _held(figure, parts), strict=True)]
    return sorted(found, key=lambda one: domains.index(FIGURES[one.start.figure].domain))


def _held(figure: str, parts: Sequence[StartingValue]) -> Sequence[str]:
    if counts_people(figure):
        return shown_parts([one.held.value for one in parts])
    return [quantity(one.held.value, FIGURES[figure].unit) for one in parts]


def _shown(one: StartingValue, held: str) -> ShownStart:
    unit = FIGURES[one.figure].unit
    says = FIGURES[one.figure].says.rstrip(".")
    band = f": {_BANDS.get(one.band, one.band.replace('_', ' '))}" if one.band else ""
    return ShownStart(one, f"{says}{band}", held, held if held in HIDDEN else quantity(one.value, unit))


def return_for(figure: str) -> NotReceived | None:
    """Return the return of the council's own that would give a figure; None where there is none."""
    table = _TABLE_BY_FIGURE.get(figure) or _TABLE_BY_DOMAIN.get(FIGURES[figure].domain, "")
    if figure in _FROM_NO_RETURN:
        return None
    return next((one for one in EXPECTED if table in one.tables), None)


def to_load_next(starting: Sequence[StartingValue]) -> list[tuple[NotReceived, int, int]]:
    """Return which returns would replace open values, most borrowed first.

    Returns:
        The return, how many values it would replace, and how many of those are estimated or borrowed.
    """
    replaced: dict[str, list[StartingValue]] = {}
    for one in starting:
        by = return_for(one.figure)
        if by and one.held.origin is not Origin.OWN:
            replaced.setdefault(by.title, []).append(one)
    titles = {one.title: one for one in EXPECTED}
    rows = [(titles[title], len(values), sum(map(is_borrowed, values))) for title, values in replaced.items()]
    return sorted(rows, key=lambda row: (-row[2], -row[1], row[0].title))


def is_borrowed(one: StartingValue) -> bool:
    """Whether a value is not the council's own number: estimated, borrowed or assumed."""
    return one.held.origin not in (Origin.OWN, Origin.PUBLISHED)
