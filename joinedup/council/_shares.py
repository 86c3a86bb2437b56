"""How a council's figure is shared between its patches: by its own counts there, or by who lives there."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from joinedup.council._figures import Figures
from joinedup.declared import Parameter
from joinedup.folder import Council
from joinedup.parameters import find_parameter
from joinedup.vocabulary import FIGURES

_BY_NEED = ("family_help", "children_in_need", "care", "workforce")
_BY_CHILDREN = ("attendance", "send", "youth", "places")


def patch_shares(
    council: Council, figures: Figures, parameters: dict[str, Parameter], on: date
) -> dict[str, NDArray[np.float64]]:
    """Return the share of each patch, by domain and by figure where patches have counts of their own.

    Args:
        council: the council.
        figures: what is held.
        parameters: parameters by name.
        on: first day of the plan.

    Returns:
        Shares that sum to 1, by domain (`care`) and by figure and band (`people/4`). Shape (patch,).
    """
    children = _counted(council, figures, "children_0_17", "", on)
    if children is None:
        children = _counted(council, figures, "people", "10", on)
    if children is None:
        children = np.full(len(council.patches), 1 / len(council.patches))
    homes = _counted(council, figures, "dwellings", "", on)
    power = find_parameter(parameters, "joinedup.population.need_follows_deprivation").at(on).value
    need = _normal(children * _deprivation(council, figures, on) ** power)
    shares = dict.fromkeys(_BY_NEED, need) | dict.fromkeys(_BY_CHILDREN, children)
    shares |= {"population": children, "housing": homes if homes is not None else children, "money": children}
    for name, figure in FIGURES.items():
        for band in figure.bands or ("",):
            counted = _counted(council, figures, name, band, on)
            if counted is not None:
                shares[f"{name}/{band}"] = counted
    return shares


def _counted(
    council: Council, figures: Figures, figure: str, band: str, on: date
) -> NDArray[np.float64] | None:
    held = [figures.latest(figure, band, patch.id, on) for patch in council.patches]
    if any(value is None for value in held):
        return None
    counts = np.array([value.value for value in held if value is not None])
    return _normal(counts) if counts.sum() > 0 else None


def _deprivation(council: Council, figures: Figures, on: date) -> NDArray[np.float64]:
    """Return each patch's deprivation against the mean; 1 everywhere where it is not known.

    The index describes a place and changes slowly, so an edition published after `on` may be used.
    """
    held = [figures.latest("deprivation", "", patch.id) for patch in council.patches]
    if any(value is None or value.value <= 0 for value in held):
        return np.ones(len(council.patches))
    scores = np.array([value.value for value in held if value is not None])
    return np.asarray(scores / scores.mean(), dtype=np.float64)


def _normal(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(weights / weights.sum(), dtype=np.float64)
