"""Every service on one page: what it is, where it is heading, and what wants attention."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import Backcast, Projection, RunManifest
from joinedup.folder import Council
from joinedup.reports._parts import Page, shown
from joinedup.reports._past import as_shown
from joinedup.reports._wording import day, listed, lower_first, number_word, quantity, span, upper_first
from joinedup.reports.projection import FIRST_YEARS, backcast_says, general_fund
from joinedup.reports.services._named import NamedService, named_services
from joinedup.reports.services._room import full_from, is_near_full, rooms_of

# Within this much of each other, two forecasts are called about as good.
_ABOUT_AS_GOOD = 0.05


@dataclass(frozen=True)
class ServiceLine:
    """One service among all.

    Args:
        name: its name.
        address: where its page is.
        says: what it is.
        headline: its headline measure with its unit.
        now: that measure as it was last counted, or expected this year.
        now_is: of when that is.
        later: the measure in the fifth year.
        range: the 80 per cent range of that.
        signs: what wants attention.
    """

    name: str
    address: str
    says: str
    headline: str
    now: str
    now_is: str
    later: str
    range: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class DirectorateServices:
    """The services that one directorate answers for.

    Args:
        name: the directorate's local name.
        services: its services.
    """

    name: str
    services: tuple[ServiceLine, ...]


@dataclass(frozen=True)
class ServicesPage(Page):
    """Every service if nothing is decided."""

    template: ClassVar[str] = "services.html"

    council: str = field(metadata=shown("Name of the council."))
    older: str = field(metadata=shown("Data loaded since; filled in when the page is shown."))
    money_says: str = field(metadata=shown("The gap of the General Fund, in words."))
    signs_say: str = field(metadata=shown("How many services are near full or badly forecast, in words."))
    backcast_says: str = field(metadata=shown("How the model did against “nothing changes”, in words."))
    fifth: str = field(metadata=shown("The fifth year of the plan."))
    directorates: tuple[DirectorateServices, ...] = field(
        metadata=shown("Each directorate's services: what they are, where they head, and signs.")
    )
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def services_page(
    projection: Projection, backcast: Backcast, council: Council, *, ending: str = ".html"
) -> ServicesPage:
    """Return the page of all services.

    Args:
        projection: the projection.
        backcast: how far off it would have been.
        council: the council.
        ending: what the address of a service's page has after the service's identifier.
    """
    named = named_services()
    lines = {one.id: _line(one, projection, backcast, ending) for one in named.values()}
    says, balance = general_fund(projection)
    directorates = dict.fromkeys(one.directorate for one in named.values())
    return ServicesPage(
        council=council.name,
        older="",
        money_says=f"{says} {balance}".strip(),
        signs_say=_signs_say(projection, list(named.values())),
        backcast_says=backcast_says(backcast),
        fifth=projection.years[min(FIRST_YEARS, len(projection.years)) - 1],
        directorates=tuple(
            DirectorateServices(
                council.directorate_name(directorate),
                tuple(lines[one.id] for one in named.values() if one.directorate == directorate),
            )
            for directorate in directorates
        ),
        manifest=projection.manifest,
    )


def _line(service: NamedService, projection: Projection, backcast: Backcast, ending: str) -> ServiceLine:
    headline = service.measures[0]
    course = next(o for o in projection.measures if o.measure.name == headline.name and o.patch == "")
    unit, fifth = headline.unit, min(FIRST_YEARS, len(projection.years)) - 1
    later = course.expected[fifth]
    held = course.held[-1] if course.held else None
    return ServiceLine(
        name=service.name,
        address=f"{service.id}{ending}",
        says=service.says,
        headline=f"{headline.says} ({lower_first(unit)})",
        now=as_shown(held) if held else quantity(course.expected[0].mean, unit),
        now_is=f"counted, {day(held.as_at)}" if held else f"expected, {projection.years[0]}",
        later=quantity(later.mean, unit),
        range=span(later, lambda value: quantity(value, unit)),
        signs=(*_full(service, projection), *_naive(service, backcast)),
    )


def _full(service: NamedService, projection: Projection) -> list[str]:
    return [
        f"Near full: {lower_first(one.capacity.says)}, more likely than not full somewhere from "
        f"{full_from(one, projection.years)}."
        for one in rooms_of(projection, service)
        if is_near_full(one)
    ]


def _naive(service: NamedService, backcast: Backcast) -> list[str]:
    worse = [
        lower_first(one.measure.says)
        for one in backcast.summaries()
        if one.measure in service.measures and one.skill < -_ABOUT_AS_GOOD
    ]
    return [f"In the past, “nothing changes” was the better forecast of {listed(worse)}."] if worse else []


def _signs_say(projection: Projection, services: list[NamedService]) -> str:
    full = sum(any(map(is_near_full, rooms_of(projection, one))) for one in services)
    number = upper_first(number_word(full)) if full else "No"
    verb = "service has" if full == 1 else "services have"
    return f"{number} {verb} something that is more likely than not full somewhere in the first five years."
