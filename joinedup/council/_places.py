"""School places: planning areas at the start, and pupils against places in every run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from joinedup.council._figures import Figures
from joinedup.council._inputs import Inputs
from joinedup.council._paths import Paths
from joinedup.declared import Parameter
from joinedup.engine import sobol_points
from joinedup.folder import Council
from joinedup.parameters import find_parameter
from joinedup.services import places, population

_PHASES = {
    places.PRIMARY: (places.SHORT_PRIMARY, places.PUPILS_PRIMARY, "dfe.places.cost_primary_expansion"),
    places.SECONDARY: (
        places.SHORT_SECONDARY,
        places.PUPILS_SECONDARY,
        "dfe.places.cost_secondary_expansion",
    ),
}
_REGION_FACTORS = {
    "East Midlands": "east_midlands",
    "East of England": "east_of_england",
    "Inner London": "inner_london",
    "Outer London": "outer_london",
    "North East": "north_east",
    "North West": "north_west",
    "South East": "south_east",
    "South West": "south_west",
    "West Midlands": "west_midlands",
    "Yorkshire and the Humber": "yorkshire_and_the_humber",
}


def planning_areas(council: Council, figures: Figures) -> list[places.Area]:
    """Return the planning areas that have pupils and places by year group."""
    patches = {patch.id: place for place, patch in enumerate(council.patches)}
    areas = []
    for area in council.planning_areas:
        groups = places.GROUPS[area.phase]
        pupils = _by_group(figures, "pupils", area.code, groups, council)
        held = _by_group(figures, "places", area.code, groups, council)
        if pupils is not None and held is not None:
            areas.append(places.Area(area.code, patches[area.patch], area.phase, pupils, held))
    return areas


def _by_group(
    figures: Figures, figure: str, code: str, groups: tuple[str, ...], council: Council
) -> NDArray[np.float64] | None:
    held = [figures.latest(figure, group, code, council.plan_starts) for group in groups]
    if not any(held):
        return None
    return np.array([value.value if value else 0.0 for value in held])


def with_places(
    paths: Paths,
    inputs: Inputs,
    areas: list[places.Area],
    council: Council,
    parameters: dict[str, Parameter],
    seed: int,
    first_draw: int = 0,
) -> tuple[Paths, list[places.Rolls]]:
    """Return a run's paths with pupils, places short and the capital for new places beside them.

    Args:
        paths: what the model recorded.
        inputs: what it ran on.
        areas: planning areas.
        council: the council.
        parameters: parameters by name.
        seed: fixes the chance in how new classes are shared; the same with and without a proposal.
        first_draw: number of the first draw, where these are part of a longer run.
    """
    draws, patches, _, years = paths.values.shape
    cohorts = np.stack([paths.of(population.cohort(one)) for one in range(population.COHORTS)], axis=2)
    margin = np.full(draws, _value(parameters, "joinedup.places.operating_margin", council))
    chance = _chance(parameters, council, draws, len(areas), seed, first_draw)
    rolls = places.project_rolls(areas, _cohorts_at_start(inputs), cohorts, margin, chance)
    extra = {name: np.zeros((draws, patches, years)) for name in (*_names(), places.CAPITAL)}
    for roll in rolls:
        short, pupils, cost = _PHASES[roll.area.phase]
        extra[short][:, roll.area.patch] += roll.short
        extra[pupils][:, roll.area.patch] += roll.pupils.sum(axis=1)
        price = _price(parameters, council, cost, years)
        extra[places.CAPITAL][:, roll.area.patch] += places.capital_for_places(roll.short, price)
    values = np.concatenate([paths.values, np.stack(list(extra.values()), axis=2)], axis=2)
    return Paths((*paths.names, *extra), paths.patches, paths.starts, values, paths.ratios), rolls


def _names() -> list[str]:
    return [name for short, pupils, _ in _PHASES.values() for name in (short, pupils)]


def _cohorts_at_start(inputs: Inputs) -> NDArray[np.float64]:
    def people(age: int) -> NDArray[np.float64]:
        return inputs.values[:, :, inputs.names.index(f"figure/people/{min(age, 25)}")]

    gone = population.GONE_BY_APRIL
    held = [people(0) * gone]
    held += [people(age) * (1 - gone) + people(age + 1) * gone for age in range(population.COHORTS - 1)]
    return np.stack(held, axis=2)


def _chance(
    parameters: dict[str, Parameter], council: Council, draws: int, areas: int, seed: int, first: int
) -> NDArray[np.float64]:
    """Return how far each planning area's share of new classes turns out from today's. Shape (draw, area)."""
    sd = _value(parameters, "joinedup.places.reception_uptake_sd", council)
    points = sobol_points(draws, max(areas, 1), seed + 1, first)[:, :areas]
    # A triangular chance of the same standard deviation needs no tail to be cut.
    return np.asarray(
        1.0
        + sd * np.sqrt(6.0) * (np.where(points < 0.5, np.sqrt(2 * points) - 1, 1 - np.sqrt(2 - 2 * points)))
    )


def _price(parameters: dict[str, Parameter], council: Council, cost: str, years: int) -> NDArray[np.float64]:
    """Return the cost of a place each year: the national cost, the region's factor, rising with prices."""
    factor = 1.0
    if council.region in _REGION_FACTORS:
        factor = _value(parameters, f"dfe.places.location_factor_{_REGION_FACTORS[council.region]}", council)
    rise = _value(parameters, "joinedup.money.cpi", council)
    price = _value(parameters, cost, council) * factor * np.exp(rise * np.arange(years))
    return np.asarray(price[None, :], dtype=np.float64)


def _value(parameters: dict[str, Parameter], name: str, council: Council) -> float:
    return find_parameter(parameters, name).at(council.plan_starts).value
