"""All services composed into one model of the council."""

from __future__ import annotations

from functools import cache

from joinedup.declared import Lever, Link, Measure, Over
from joinedup.engine import Kernel, Recorded, Service, compile_model
from joinedup.errors import ModelRefused
from joinedup.services import (
    adults,
    attendance,
    care,
    children_in_need,
    family_help,
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
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES

_SERVICES = (
    population,
    housing,
    family_help,
    children_in_need,
    care,
    workforce,
    send,
    transport,
    attendance,
    youth,
    adults,
    public_health,
    partners,
    money,
)
# Spent outside the monthly model: worked out from pupils and places once a year.
_OUTSIDE = {"school_places_capital"}


@cache
def services() -> tuple[Service, ...]:
    """Return every service of the model.

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
    return all_services


@cache
def measures() -> dict[str, Measure]:
    """Return every measure of the model, by name."""
    monthly = {measure.name: measure for service in services() for measure in service.measures}
    return monthly | {measure.name: measure for measure in places.MEASURES}


@cache
def levers() -> dict[str, Lever]:
    """Return everything a decision can change, by name."""
    return {lever.name: lever for service in services() for lever in service.levers}


@cache
def links() -> tuple[Link, ...]:
    """Return every effect of one service on another."""
    return tuple(link for service in services() for link in service.links)


@cache
def kernel() -> Kernel:
    """Return the compiled model, reporting every measure, budget and funding line and school-year cohort."""
    recorded = [Recorded(one.name, one.over) for service in services() for one in service.measures]
    recorded += [
        Recorded(f"spend.{code}", Over.YEAR_SUM) for service in services() for code in service.spending
    ]
    recorded += [Recorded(f"funding.{code}", Over.YEAR_SUM) for code in FUNDING_LINES]
    recorded += [Recorded(population.cohort(number), Over.YEAR_END) for number in range(population.COHORTS)]
    return compile_model([service.equations for service in services()], recorded)
