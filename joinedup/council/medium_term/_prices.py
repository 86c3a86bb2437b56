"""Demand apart from prices: the adopted plan with every price held still, and then let go one by one.

Prices that go together in a market are one index. With all of them held still, what moves is demand. They are
then let go in the order declared here, and in the opposite order as well; what an index adds is the mean of
the two, so that all indices add up exactly to what prices do, and none gains by its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from joinedup.council._inputs import Inputs
from joinedup.council._paths import Paths
from joinedup.council._plan import Plan
from joinedup.council._runs import run_paths
from joinedup.council._session import Progress
from joinedup.engine import PARAMETER, Overlay
from joinedup.vocabulary import COUNCIL_LINES

# Spending on school places is worked out outside the monthly model, at prices of its own.
OUTSIDE = "school_places_capital"
LINES = tuple(line.code for line in COUNCIL_LINES)
_MONTHLY = tuple(code for code in LINES if code != OUTSIDE)


@dataclass(frozen=True)
class Index:
    """Prices that rise together.

    Args:
        name: short name.
        says: what it is, as in a budget book.
        parameters: names of the parameters that say how fast it rises.
    """

    name: str
    says: str
    parameters: tuple[str, ...]


_PLACEMENTS = ("foster_agency", "foster_own", "kinship", "other", "residential", "supported")
INDICES = (
    Index("pay", "Pay", ("joinedup.money.pay_inflation",)),
    Index("general", "General prices (CPI)", ("joinedup.money.cpi",)),
    Index("care_fees", "Care fees for adults", ("joinedup.adults.price_inflation",)),
    Index(
        "placements",
        "Placements for looked-after children",
        tuple(f"joinedup.care.price_inflation_{one}" for one in _PLACEMENTS),
    ),
    Index(
        "special_education",
        "Special school places and top-ups",
        ("joinedup.send.price_inflation_independent", "joinedup.send.price_inflation_state"),
    ),
    Index("transport", "School transport contracts", ("joinedup.send.transport_price_inflation",)),
    Index(
        "passed_on",
        "Grant rates passed on to schools, early years and public health",
        (
            "joinedup.money.schools_block_rate_growth",
            "joinedup.money.early_years_rate_growth",
            "joinedup.money.public_health_growth",
        ),
    ),
)
RISE = "joinedup.money.council_tax_rise"
SETTLEMENT = "joinedup.money.settlement_growth"


@dataclass(frozen=True)
class Split:
    """Spending of the adopted plan as demand and what each index adds.

    Args:
        still: spending of each line with every price held still. Shapes (draw, year).
        added: mean of what each index adds to each line, by index and line. Shapes (year,).
        base_tax: council tax without any rise of the rate. Shape (draw, year).
    """

    still: Mapping[str, NDArray[np.float64]]
    added: Mapping[tuple[str, str], NDArray[np.float64]]
    base_tax: NDArray[np.float64]


def split(plan: Plan, progress: Progress) -> Split:
    """Split the adopted plan's spending into demand and prices, and its council tax into base and rate.

    Args:
        plan: the adopted plan.
        progress: told what is being done and the share done.
    """
    adopted = plan.adopted[0]
    runs = _Runs(plan, adopted, progress)
    names = [one.name for one in INDICES]
    still = runs.of(())
    added = {(name, line): np.zeros(adopted.values.shape[3]) for name in names for line in _MONTHLY}
    for order in (names, names[::-1]):
        before = still
        for place, name in enumerate(order):
            after = runs.of(order[: place + 1])
            for line in _MONTHLY:
                added[name, line] += (after[line] - before[line]).mean(axis=0) / 2
            before = after
    spending = still | {OUTSIDE: adopted.whole(f"spend.{OUTSIDE}")}
    return Split(spending, added, runs.base_tax())


class _Runs:
    """The adopted plan with some indices let go, each run once."""

    def __init__(self, plan: Plan, adopted: Paths, progress: Progress) -> None:
        self._plan, self._tell = plan, progress
        everything = frozenset(one.name for one in INDICES)
        self._held = {everything: _spending(adopted)}
        # Every set of the two orders but the full one, and one run without a rise in council tax.
        self._wanted, self._done = 2 * len(INDICES), 0

    def of(self, free: Iterable[str]) -> dict[str, NDArray[np.float64]]:
        """Return spending by line with these indices let go and all others held still."""
        chosen = frozenset(free)
        if chosen not in self._held:
            held = [name for one in INDICES if one.name not in chosen for name in one.parameters]
            self._held[chosen] = _spending(self._run(held))
        return self._held[chosen]

    def base_tax(self) -> NDArray[np.float64]:
        """Return council tax without any rise of the rate."""
        found = self._run([RISE]).whole("funding.council_tax")
        self._tell("demand and prices", 1.0)
        return found

    def _run(self, held: list[str]) -> Paths:
        self._tell("demand and prices", min(self._done / self._wanted, 1.0))
        self._done += 1
        inputs = changed(self._plan.inputs, dict.fromkeys(held, 0.0), is_added=False)
        return rerun(self._plan, inputs)


def _spending(paths: Paths) -> dict[str, NDArray[np.float64]]:
    return {line: paths.whole(f"spend.{line}") for line in _MONTHLY}


def changed(
    inputs: Inputs, values: Mapping[str, float], *, is_added: bool, draws: int | None = None
) -> Inputs:
    """Return inputs in which some parameters take another value, or one so much higher, in every draw.

    Args:
        inputs: the inputs.
        values: value of each parameter, by name.
        is_added: whether the value is added to what was drawn and does not take its place.
        draws: only the first so many draws; all where None.
    """
    found = inputs.values[:draws].copy()
    for name, value in values.items():
        place = inputs.names.index(f"{PARAMETER}{name}")
        found[:, :, place] = found[:, :, place] + value if is_added else value
    return replace(inputs, values=found)


def rerun(plan: Plan, inputs: Inputs, overlay: Overlay | None = None) -> Paths:
    """Run the monthly model of a plan on other inputs, with the chance of the plan's own draws."""
    settings = plan.settings
    return run_paths(
        inputs,
        plan.asked.council.plan_starts,
        seed=settings.seed,
        overlay=overlay,
        threads=settings.threads,
        first_draw=settings.first_draw,
    )
