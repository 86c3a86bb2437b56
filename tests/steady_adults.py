"""A made-up council whose adults are as many every year, to see what else moves in services for them."""

from __future__ import annotations

import numpy as np
from made_figures import MadeCouncil, Whole
from numpy.typing import NDArray

from joinedup.council._inputs import Inputs
from joinedup.engine import FIGURE, Flow, Service

# Each year as many turn 26 as turn 65 and as die: a year group of 2,400 among 100,000 and 38,000.
_NOBODY_MORE = {
    "joinedup__population__ageing_26_64_to_65": 0.0243,
    "joinedup__population__mortality_26_64": 0.0,
    "joinedup__population__mortality_65_plus": 0.0653,
}
SLACK = (
    "joinedup__adults__team_slack_share",
    "joinedup__adults__home_care_slack_share",
    "joinedup__adults__residential_slack_share",
    "joinedup__public_health__health_visitor_slack_share",
    "joinedup__public_health__treatment_slack_share",
)


def steady(made: MadeCouncil, *, years: int = 6, slack: float = 0.05, **values: float) -> Inputs:
    """Return inputs that let nothing grow, with so much of every capacity free."""
    return made.known(years=years, **(_NOBODY_MORE | dict.fromkeys(SLACK, slack) | values))


def without_figures(inputs: Inputs) -> Inputs:
    """Return the same inputs of a place where nobody lives and nothing is spent."""
    values = inputs.values.copy()
    values[:, :, [place for place, name in enumerate(inputs.names) if name.startswith(FIGURE)]] = 0.0
    return Inputs(**(vars(inputs) | {"values": values}))


def moved(before: Whole, after: Whole, name: str) -> NDArray[np.float64]:
    """Return how far proposals moved a quantity, by year."""
    return np.asarray(after.of(name) - before.of(name))


def unaccounted(service: Service, whole: Whole, stock: str) -> NDArray[np.float64]:
    """Return the change of a stock in each year after the first that its flows do not explain."""
    flows = [step for step in service.equations.steps.values() if isinstance(step, Flow)]
    come = sum(whole.of(flow.name) for flow in flows if flow.enters == stock)
    go = sum(whole.of(flow.name) for flow in flows if flow.leaves == stock)
    return np.asarray(np.diff(whole.of(stock)) - (come - go)[1:])
