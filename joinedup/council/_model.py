"""All services composed into one model of the council."""

from __future__ import annotations

from functools import cache

from joinedup.council._decided import add_decided, budget_lever
from joinedup.council._links import check_links
from joinedup.declared import Capacity, Lever, Link, Measure, Over
from joinedup.engine import Kernel, Recorded, Service, compile_model
from joinedup.errors import ModelRefused
from joinedup.links import load_links
from joinedup.services import (
    adults,
    attendance,
    care,
    children_in_need,
    communities,
    corporate,
    family_help,
    growth,
    housing,
    money,
    partners,
    places,
    population,
    public_health,
    send,
    transport,
    workforce,
    youth,
)
from joinedup.vocabulary import COUNCIL_LINES, FUNDING_LINES, SPENDING_LINES

_SERVICES = (
    population,
    housing,
    growth,
    family_help,
    children_in_need,
    care,
    workforce,
    send,
    transport,
    attendance,
    youth,
    communities,
    adults,
    corporate,
    public_health,
    partners,
    money,
)
# Spent outside the monthly model: worked out from pupils and places once a year.
_OUTSIDE = {"school_places_capital"}
# A council decides on its own lines alone; what partners spend is theirs.
_DECIDED = tuple(line for line in COUNCIL_LINES if line.code not in _OUTSIDE)


@cache
def services() -> tuple[Service, ...]:
    """Return every service of the model, with what is decided for its budget lines.

    Raises:
        ModelRefused: a budget line is spent by no service or by two.
    """
    all_services = tuple(module.service() for module in _SERVICES)
    spent = [code for service in all_services for code in service.spending]
    wrong = {line.code for line in SPENDING_LINES if spent.count(line.code) != 1} - _OUTSIDE
    if wrong:
        raise ModelRefused(
            f"These budget lines are not spent by exactly one service: {', '.join(sorted(wrong))}."
        )
    for service in all_services:
        for line in _DECIDED:
            if line.code in service.spending:
                add_decided(service.equations, line.code)
    return all_services


@cache
def measures() -> dict[str, Measure]:
    """Return every measure of the model, by name."""
    monthly = {measure.name: measure for service in services() for measure in service.measures}
    return monthly | {measure.name: measure for measure in places.MEASURES}


@cache
def ratios() -> frozenset[str]:
    """Return the names of recorded quantities that are ratios, so that patches are averaged and not added."""
    loads = {capacity.load for capacity in capacities()}
    return frozenset(loads | {name for name, measure in measures().items() if measure.unit == "ratio"})


@cache
def levers() -> dict[str, Lever]:
    """Return everything a decision can change, by name."""
    held = {lever.name: lever for service in services() for lever in service.levers}
    return held | {lever.name: lever for lever in map(budget_lever, _DECIDED)}


@cache
def capacities() -> tuple[Capacity, ...]:
    """Return everything in the model that can be full."""
    return tuple(capacity for service in services() for capacity in service.capacities)


@cache
def links() -> tuple[Link, ...]:
    """Return every link between services.

    Raises:
        ModelRefused: a service reads another without a link that says so, or a link is not in the equations.
    """
    by_service = load_links()
    check_links([service.equations for service in services()], by_service)
    return tuple(link for held in by_service.values() for link in held)


@cache
def effect_parameters() -> frozenset[str]:
    """Return the names of the parameters that hold the size of an effect of one service on another."""
    return frozenset(name for held in load_links().values() for link in held for name in link.parameters)


@cache
def kernel() -> Kernel:
    """Return the compiled model, reporting measures, loads, budget and funding lines and school years."""
    recorded = [Recorded(one.name, one.over) for service in services() for one in service.measures]
    shown = {one.name for one in recorded}
    recorded += [Recorded(one.load, Over.YEAR_MEAN) for one in capacities() if one.load not in shown]
    recorded += [
        Recorded(f"spend.{code}", Over.YEAR_SUM) for service in services() for code in service.spending
    ]
    recorded += [Recorded(f"funding.{code}", Over.YEAR_SUM) for code in FUNDING_LINES]
    recorded += [Recorded(population.cohort(number), Over.YEAR_END) for number in range(population.COHORTS)]
    return compile_model([service.equations for service in services()], recorded)
