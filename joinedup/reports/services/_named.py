"""The services of the model as a reader knows them: what each is, and what it shows, spends and can fill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from joinedup.council import measures, services
from joinedup.declared import Capacity, Measure
from joinedup.reports.links import directorate_of, service_name
from joinedup.vocabulary import Directorate

PLACES = "places"
_PLACES_SPENDING = ("school_places_capital",)

_SAYS = {
    "population": "How many people live here, by age: what every other service is measured against.",
    "housing": "New homes, homelessness, temporary homes and the housing register.",
    "growth": "Planning applications, homes permitted and being built, and what developers pay.",
    "family_help": "Family Help and early help: families helped before a social worker is needed.",
    "children_in_need": "Referrals, assessments, children in need and child protection plans.",
    "care": "Looked-after children, where they live, and care leavers.",
    "workforce": "Children's social workers: posts filled and vacant, agency workers and caseloads.",
    "send": "Education, health and care plans, special school places and the high needs block.",
    "transport": "Travel to school: pupils with special educational needs, and all others.",
    "attendance": "Pupils who miss school, suspensions, exclusions and alternative provision.",
    "youth": "Work with young people, and youth justice.",
    "communities": "Culture, leisure, libraries, adult learning and community groups.",
    "adults": "Adult social care: who asks, who waits, who has care, and where.",
    "corporate": "Central staff, buildings, debt, and how much change the council can carry at once.",
    "public_health": "What the public health grant pays for, and who goes without.",
    "partners": "What the council's decisions cost health services, police and courts.",
    "money": "What pays for everything: council tax, grants, reserves, and the gap.",
    PLACES: "Pupils and places in each planning area and year group.",
}


@dataclass(frozen=True)
class NamedService:
    """A service of the model.

    Args:
        id: its identifier, `care`.
        name: its name.
        says: what it is, in a sentence.
        directorate: identifier of the directorate that answers for it.
        measures: what readers see of it; the first is its headline.
        spending: codes of the budget lines it spends.
        capacities: what in it can be full.
    """

    id: str
    name: str
    says: str
    directorate: str
    measures: tuple[Measure, ...]
    spending: tuple[str, ...]
    capacities: tuple[Capacity, ...]


@cache
def named_services() -> dict[str, NamedService]:
    """Return every service by its identifier, school places among them."""
    found = {
        one.equations.service: NamedService(
            one.equations.service,
            service_name(one.equations.service),
            _SAYS[one.equations.service],
            directorate_of(one.equations.service),
            _main_first(one.measures),
            one.spending,
            one.capacities,
        )
        for one in services()
    }
    own = tuple(one for one in measures().values() if one.name.startswith(f"{PLACES}."))
    found[PLACES] = NamedService(
        *(PLACES, "School places", _SAYS[PLACES], str(Directorate.EDUCATION)),
        *(_main_first(own), _PLACES_SPENDING, ()),
    )
    return found


def _main_first(shown: tuple[Measure, ...]) -> tuple[Measure, ...]:
    return tuple(sorted(shown, key=lambda one: not one.is_main))
