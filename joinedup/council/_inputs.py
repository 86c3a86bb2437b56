"""The arrays that the model runs on: every input, for every draw and patch, with where it came from."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from joinedup.council._figures import Figures
from joinedup.council._funding import funding_value
from joinedup.council._migration import family_migration
from joinedup.council._model import effect_parameters, kernel, levers
from joinedup.council._shares import patch_shares
from joinedup.council._starting import (
    RollForward,
    StartingValue,
    aged_people,
    starting_value,
    yearly_spread,
)
from joinedup.declared import Distribution, FigureValue, LeverKind, Origin, Parameter
from joinedup.engine import (
    CHANGE,
    FIGURE,
    LEVER,
    PARAMETER,
    SCHEDULE,
    Uncertain,
    correlate,
    sobol_points,
    spread,
)
from joinedup.errors import ModelRefused
from joinedup.folder import Council
from joinedup.parameters import find_parameter
from joinedup.vocabulary import FIGURES, MONTHS_A_YEAR

# Councils must show a five-year supply of sites; later years of a trajectory are not a full list.
_YEARS_LISTED = 5
_MEAN_LIKE = {
    "family_migration",
    "re_referral_share",
    "caseload",
    "persistent_absence_share",
    "neet_share",
    "price_residential",
    "price_fostering",
}
_MAY_BE_NONE = {
    "family_migration",
    "completions",
    "foster_places",
    "reserves",
    "social_worker_vacancies",
    "social_workers_agency",
    "special_places",
}


@dataclass(frozen=True)
class Inputs:
    """Everything a run needs besides the proposals.

    Args:
        names: names of the inputs, in the order of the arrays.
        patches: identifiers of the patches, in order.
        values: value of each input. Shape (draw, patch, input).
        planned: homes due to be completed. Shape (patch, month).
        starting: the figures the model starts from.
        uncertain: names of the uncertain inputs, in the order of the Sobol dimensions.
        unverified: of those, the ones whose value nobody has verified.
    """

    names: tuple[str, ...]
    patches: tuple[str, ...]
    values: NDArray[np.float64]
    planned: NDArray[np.float64]
    starting: tuple[StartingValue, ...]
    uncertain: tuple[str, ...]
    unverified: frozenset[str]


def make_inputs(
    council: Council,
    figures: Figures,
    parameters: dict[str, Parameter],
    *,
    draws: int,
    seed: int,
    years: int,
    on: date | None = None,
    redraw: frozenset[str] = frozenset(),
    follows: NDArray[np.int64] | None = None,
    first_draw: int = 0,
    is_central: bool = False,
) -> Inputs:
    """Draw every uncertain input and share every figure between the patches.

    Args:
        council: the council.
        figures: what is held about it.
        parameters: parameters by name.
        draws: a power of two.
        seed: fixes every draw.
        years: length of the plan.
        on: first day of the plan; the council's own where None. Nothing known only later is used.
        redraw: uncertain inputs to draw afresh, leaving all others as they are.
        follows: for each draw, the draw whose parameters it takes; its own where None. Shape (draw,).
        first_draw: number of the first draw, where these are part of a longer run.
        is_central: whether every uncertain input stands at its best estimate in every draw.

    Raises:
        ModelRefused: a figure the model starts from is not held at all.
    """
    starts = on or council.plan_starts
    how = roll_forward(parameters, starts)
    names = kernel().inputs
    starting = _starting_values(figures, names, starts, how)
    uncertain = _uncertain_inputs(names, parameters, starting, starts)
    uncertain |= _uncertain_changes(names, figures, starts, how)
    if is_central:
        uncertain = {name: _without_range(one) for name, one in uncertain.items()}
    order = tuple(sorted({_drawn_with(name) for name in uncertain}))
    points = _Points(names, draws, seed, first_draw, redraw, follows)
    points.tie_together(parameters, starts)
    values = np.zeros((draws, len(council.patches), len(names)))
    shares = patch_shares(council, figures, parameters, starts)
    for place, name in enumerate(names):
        drawn = points.of(name) if name in uncertain else np.full(draws, 0.5)
        values[:, :, place] = _one_input(name, drawn, uncertain, starting, shares)
    _keep_in_range(values, names, parameters, starts)
    _keep_children_together(values, names)
    return Inputs(
        names,
        tuple(patch.id for patch in council.patches),
        values,
        _planned_homes(council, figures, starts, years, shares),
        tuple(starting.values()),
        order,
        frozenset(name for name in order if _is_unverified(name, parameters, starts)),
    )


# Points are the same for the plan, for the years before it and for every proposal, and dear to scramble.
_scrambled = lru_cache(maxsize=8)(sobol_points)
# Set apart from every seed that anybody would choose.
_AFRESH = 1_000_003


class _Points:
    """Points of every input that may be uncertain, the same whatever day the plan starts.

    Each input has a dimension of its own, and one in a second set from which it is drawn afresh.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        draws: int,
        seed: int,
        first_draw: int,
        redraw: frozenset[str],
        follows: NDArray[np.int64] | None,
    ) -> None:
        # What is decided is never drawn, so that a new lever leaves every draw as it was.
        drawn = (name for name in names if not name.startswith((LEVER, SCHEDULE)))
        self._order = sorted({_drawn_with(name) for name in drawn})
        self._redraw, self._follows = redraw, follows
        self._sets = [_scrambled(draws, len(self._order), seed, first_draw).copy()]
        if redraw:
            self._sets.append(_scrambled(draws, len(self._order), seed + _AFRESH, first_draw).copy())

    def tie_together(self, parameters: dict[str, Parameter], on: date) -> None:
        """Make parameters of a group go together; groups stay independent of each other and of the rest."""
        groups: dict[str, list[int]] = {}
        for column, name in enumerate(self._order):
            held = parameters.get(name.removeprefix(PARAMETER)) if name.startswith(PARAMETER) else None
            if held is not None and held.moves_with:
                groups.setdefault(held.moves_with, []).append(column)
        for group, columns in groups.items():
            tied = find_parameter(parameters, f"joinedup.correlation.{group}").at(on).value
            for points in self._sets:
                points[:, columns] = correlate(points[:, columns], tied)

    def of(self, name: str) -> NDArray[np.float64]:
        """Return the points of one input. Shape (draw,)."""
        drawn_with = _drawn_with(name)
        column = bisect_left(self._order, drawn_with)
        if drawn_with in self._redraw:
            return np.asarray(self._sets[1][:, column])
        points = self._sets[0][:, column]
        follows = name.startswith(PARAMETER) and self._follows is not None
        return np.asarray(points[self._follows] if follows else points)


def roll_forward(parameters: dict[str, Parameter], on: date) -> RollForward:
    """Return how figures are carried forward, as the parameters say."""

    def value(name: str) -> float:
        return find_parameter(parameters, f"joinedup.roll_forward.{name}").at(on).value

    return RollForward(
        int(value("years_of_history")),
        value("weight_of_no_change"),
        value("damping"),
        value("usual_spread_people"),
        value("usual_spread_stocks"),
        value("usual_spread_flows"),
        value("recording_error"),
    )


def _starting_values(
    figures: Figures, names: tuple[str, ...], on: date, how: RollForward
) -> dict[str, StartingValue]:
    found: dict[str, StartingValue] = {}
    missing: list[str] = []
    for name in names:
        if not name.startswith(FIGURE):
            continue
        figure, band = name.removeprefix(FIGURE).split("/")
        value = _one_value(figures, figure, band, on, how)
        if value is None and _may_be_nothing(figures, figure):
            value = _nothing(figures, figure, band, on)
        if value is None:
            missing.append(f"{figure} {band}".strip())
        else:
            found[name] = value
    if missing:
        raise ModelRefused(
            f"The model has nothing to start from for: {', '.join(missing)}.",
            "Load the returns that hold them, or start the council from open data first (`joinedup start`).",
        )
    return _older(found)


def _one_value(figures: Figures, figure: str, band: str, on: date, how: RollForward) -> StartingValue | None:
    if figure == "family_migration":
        return family_migration(figures, band, on, how.weight_of_no_change)
    return _money(figures, figure, band, on, how) or starting_value(figures, figure, band, on, how)


def _money(figures: Figures, figure: str, band: str, on: date, how: RollForward) -> StartingValue | None:
    if figure == "budget":
        adopted = figures.latest("budget", band, on=date(on.year + 1, 3, 31))
        if adopted and adopted.as_at > on:
            return StartingValue("budget", band, adopted.value, 0.0, adopted, 0.0)
        return starting_value(figures, "net_spend", band, on, how)
    if figure == "funding":
        return funding_value(figures, band, on, how)
    return None


def _may_be_nothing(figures: Figures, figure: str) -> bool:
    """Whether a missing value means none: a part of a figure whose other parts are held, or a small count."""
    return figure in _MAY_BE_NONE or figure in {"budget", "funding"} or bool(figures.bands(figure))


def _nothing(figures: Figures, figure: str, band: str, on: date) -> StartingValue:
    note = "nothing is held under this heading, so it starts at none"
    none = FigureValue(figure, figures.council, band, on, 0.0, Origin.ASSUMED, "not held", note)
    return StartingValue(figure, band, 0.0, 0.0, none, 0.0)


def _older(found: dict[str, StartingValue]) -> dict[str, StartingValue]:
    """Move people counted years ago up by as many years."""
    ages = {value.band: value for value in found.values() if value.figure == "people"}
    aged = aged_people({band: value.value for band, value in ages.items()}, ages["0"].years_carried)
    moved = dict(found)
    for name, value in found.items():
        if value.figure == "people":
            moved[name] = StartingValue(
                "people", value.band, aged[value.band], value.spread, value.held, value.years_carried
            )
    return moved


def _uncertain_inputs(
    names: tuple[str, ...], parameters: dict[str, Parameter], starting: dict[str, StartingValue], on: date
) -> dict[str, Uncertain]:
    uncertain: dict[str, Uncertain] = {}
    for name in names:
        if name.startswith(PARAMETER):
            parameter = find_parameter(parameters, name.removeprefix(PARAMETER))
            held = parameter.at(on)
            uncertain[name] = Uncertain(held.value, held.low, held.high, parameter.distribution)
        elif name.startswith(FIGURE) and starting[name].spread > 0:
            half = 1.959963984540054 * starting[name].spread
            uncertain[name] = Uncertain(
                1.0, float(np.exp(-half)), float(np.exp(half)), Distribution.LOGNORMAL
            )
    return uncertain


def _uncertain_changes(
    names: tuple[str, ...], figures: Figures, on: date, how: RollForward
) -> dict[str, Uncertain]:
    """Return how far each yearly figure may stand in the coming years from its last, as it moved before."""
    found = {}
    for name in names:
        if name.startswith(CHANGE):
            figure = name.removeprefix(CHANGE)
            held = figures.latest(figure, on=on) or figures.earliest(figure)
            found[name] = _around_one(yearly_spread(figures, held, how) if held else how.usual_spread(figure))
    return found


def _without_range(of: Uncertain) -> Uncertain:
    return Uncertain(of.value, of.value, of.value, Distribution.FIXED)


def _around_one(sd: float) -> Uncertain:
    half = 1.959963984540054 * sd
    return Uncertain(1.0, float(np.exp(-half)), float(np.exp(half)), Distribution.LOGNORMAL)


def _one_input(
    name: str,
    points: NDArray[np.float64],
    uncertain: dict[str, Uncertain],
    starting: dict[str, StartingValue],
    shares: dict[str, NDArray[np.float64]],
) -> NDArray[np.float64]:
    if name.startswith((PARAMETER, CHANGE)):
        return spread(points, uncertain[name])[:, None]
    if name.startswith(LEVER):
        lever = levers()[name.removeprefix(LEVER)]
        return np.array([[1.0 if lever.kind is LeverKind.SHARE else 0.0]])
    if name.startswith(SCHEDULE):
        return np.array([[0.0]])
    held = starting[name]
    drawn = spread(points, uncertain[name]) if name in uncertain else np.ones_like(points)
    if held.figure in _MEAN_LIKE:
        return (held.value * drawn)[:, None]
    share = shares.get(f"{held.figure}/{held.band}", shares[FIGURES[held.figure].domain])
    return held.value * drawn[:, None] * share[None, :]


def _keep_in_range(
    values: NDArray[np.float64], names: tuple[str, ...], parameters: dict[str, Parameter], on: date
) -> None:
    """Hold the size of each link's effect within the range of its evidence: no draw goes beyond it."""
    for name in effect_parameters():
        place = names.index(f"{PARAMETER}{name}")
        held = find_parameter(parameters, name).at(on)
        values[:, :, place] = np.clip(values[:, :, place], held.low, held.high)


def _keep_children_together(values: NDArray[np.float64], names: tuple[str, ...]) -> None:
    """Make parts agree with their whole: children by age, and looked-after children by placement."""
    wholes = {
        "figure/children_0_17/": [f"figure/people/{age}" for age in range(18)],
        "figure/looked_after_children/": [
            one for one in names if one.startswith("figure/looked_after_by_placement/")
        ],
    }
    for whole, parts in wholes.items():
        places = [names.index(part) for part in parts]
        total = values[:, :, places].sum(axis=2)
        factor = np.divide(values[:, :, names.index(whole)], total, out=np.ones_like(total), where=total > 0)
        values[:, :, places] *= factor[:, :, None]


def _planned_homes(
    council: Council, figures: Figures, starts: date, years: int, shares: dict[str, NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return homes a month by patch: the trajectory where there is one, otherwise last year's pace.

    A trajectory lists fewer sites the further it looks. After its first five years, what it lacks of last
    year's pace is made up, shared as homes are today, since sites not yet known are not homes not built.
    """
    planned = np.zeros((len(council.patches), years * MONTHS_A_YEAR))
    usual = figures.latest("completions", on=starts)
    for year in range(years):
        ending = date(starts.year + year + 1, 3, 31)
        held = figures.values.get(("planned_completions", figures.council, ""), {}).get(ending)
        total = held.value if held else (usual.value if usual else 0.0)
        by_patch = [
            figures.values.get(("planned_completions", patch.id, ""), {}).get(ending)
            for patch in council.patches
        ]
        known = np.array([one.value if one else 0.0 for one in by_patch])
        parts = known if known.sum() > 0 else total * shares["housing"]
        if usual and year >= _YEARS_LISTED:
            parts = parts + max(usual.value - parts.sum(), 0.0) * shares["housing"]
        months = slice(year * MONTHS_A_YEAR, (year + 1) * MONTHS_A_YEAR)
        planned[:, months] = (parts / MONTHS_A_YEAR)[:, None]
    return planned


def _drawn_with(name: str) -> str:
    """Return the name an input is drawn under: people of all ages were counted together and err together."""
    return "figure/people" if name.startswith("figure/people/") else name


def _is_unverified(name: str, parameters: dict[str, Parameter], on: date) -> bool:
    if not name.startswith(PARAMETER):
        return False
    return not find_parameter(parameters, name.removeprefix(PARAMETER)).at(on).standing.is_verified
