"""How much of the proposals is delivered in each future, and what they then do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council._paths import Paths
from joinedup.council._plan import Plan
from joinedup.council._session import Progress
from joinedup.council.monitoring import Delivery
from joinedup.council.portfolios import FUNDING, KeptSets, Worth
from joinedup.council.proposals import Proposal, scaled
from joinedup.declared import Lever
from joinedup.engine import sobol_points
from joinedup.vocabulary import COUNCIL_LINES, FUNDING_LINES

RESERVES = ("money.general_reserve", "money.earmarked_reserve", "money.dsg_reserve")
# Levers that move a funding line directly; every other lever names its budget line.
_FUNDED = {
    "money.council_tax_rise": f"{FUNDING}council_tax",
    "money.council_tax_support": f"{FUNDING}council_tax",
}
# Set apart from every seed that anybody would choose.
_SHARE_SEED = 2_000_003
# One in ten lies beyond `low` and one in ten beyond `high`: so far a triangular spread reaches, in units of
# the distance from `likely` to either.
_ONE_IN_TEN = 0.1
_REACH = 1 / (1 - math.sqrt(2 * _ONE_IN_TEN))


@dataclass(frozen=True)
class Positions:
    """Where each future stands between a poor and a good delivery: -1 is low, 0 likely and 1 high.

    Args:
        at: the position in each draw. Shape (draw,).
    """

    at: NDArray[np.float64]

    def between(
        self, low: NDArray[np.float64], likely: NDArray[np.float64], high: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return what stands at each draw's position between three runs. Shapes (draw, ...)."""
        at = self.at.reshape(-1, *[1] * (np.ndim(likely) - 1))
        up, down = np.maximum(at, 0.0), np.maximum(-at, 0.0)
        return np.asarray(likely + up * (high - likely) + down * (low - likely))

    def share(self, one: Delivery) -> float:
        """Return the share of a proposal that is delivered, on average over the futures."""
        parts = (np.full_like(self.at, value) for value in (one.low, one.likely, one.high))
        return float(self.between(*parts).mean())


def positions(plan: Plan, delivered: Iterable[Delivery]) -> Positions:
    """Draw how well the proposals are delivered, one position for all of them in each future.

    Councils that slip tend to slip on many proposals at once, so all move together; that is the more cautious
    assumption. No share goes below none or above the whole.

    Args:
        plan: the adopted plan, whose seed fixes the draw.
        delivered: how much of each proposal is likely to be delivered.
    """
    settings = plan.settings
    points = sobol_points(settings.draws, 1, settings.seed + _SHARE_SEED, settings.first_draw)[:, 0]
    at = np.where(points < 0.5, np.sqrt(2 * points) - 1, 1 - np.sqrt(2 - 2 * points)) * _REACH
    held = list(delivered)
    least = max((-one.likely / (one.likely - one.low) for one in held if one.low < one.likely), default=0.0)
    most = min(
        ((1 - one.likely) / (one.high - one.likely) for one in held if one.high > one.likely), default=0.0
    )
    return Positions(np.clip(at, least, max(most, 0.0)))


@dataclass(frozen=True)
class Effects:
    """What the proposals do together, in each future at its own delivery.

    Args:
        lines: change of each line in pounds, positive costs, by its code or `funding:` and its code. Shapes
            (draw, year).
        low: the same at the low delivery.
        elsewhere: mean of that part which comes from proposals that do not change the line themselves.
            Shapes (year,).
        recorded: reserves in each future. Shapes (draw, year).
        with_: the plan with the proposals at their likely delivery.
    """

    lines: Mapping[str, NDArray[np.float64]]
    low: Mapping[str, NDArray[np.float64]]
    elsewhere: Mapping[str, NDArray[np.float64]]
    recorded: Mapping[str, NDArray[np.float64]]
    with_: Paths


def effects(
    plan: Plan,
    proposals: Sequence[Proposal],
    delivered: Mapping[str, Delivery],
    where: Positions,
    levers: Mapping[str, Lever],
    progress: Progress,
) -> Effects:
    """Return what proposals do at the delivery that is to be expected, and around it.

    Args:
        plan: the adopted plan.
        proposals: the proposals; none changes nothing.
        delivered: how much of each is likely to be delivered, by identifier.
        where: where each future stands between poor and good delivery.
        levers: levers by name.
        progress: told what is being done and the share done.
    """
    adopted = plan.adopted[0]
    if not proposals:
        nothing = {name: np.zeros((len(adopted.values), adopted.values.shape[3])) for name in _names()}
        at_start = {name: adopted.whole(name) for name in RESERVES}
        elsewhere = {name: one[0] for name, one in nothing.items()}
        return Effects(nothing, nothing, elsewhere, at_start, adopted)
    runs = []
    for place, kind in enumerate(("low", "likely", "high")):
        progress("proposals as they may be delivered", place / 3)
        runs.append(_worth(plan, proposals, delivered, kind))
    paths = [one.paths(one.everything) for one in runs]
    progress("proposals as they may be delivered", 1.0)
    low, likely, high = ([_change(adopted, one, name) for name in _names()] for one in paths)
    lines = {name: where.between(*three) for name, *three in zip(_names(), low, likely, high, strict=True)}
    elsewhere = _elsewhere(runs[1], dict(zip(_names(), likely, strict=True)), lines, levers, progress)
    recorded = {name: where.between(*(one.whole(name) for one in paths)) for name in RESERVES}
    return Effects(lines, dict(zip(_names(), low, strict=True)), elsewhere, recorded, paths[1])


def _worth(plan: Plan, proposals: Sequence[Proposal], delivered: Mapping[str, Delivery], kind: str) -> Worth:
    shares = {id_: float(getattr(one, kind)) for id_, one in delivered.items()}
    sized = [scaled(one, shares[one.id]) for one in proposals]
    return Worth(plan, sized, kept=KeptSets(plan.asked, plan.settings))


def _names() -> list[str]:
    return [*(line.code for line in COUNCIL_LINES), *(FUNDING + code for code in FUNDING_LINES)]


def _change(without: Paths, with_: Paths, name: str) -> NDArray[np.float64]:
    if name.startswith(FUNDING):
        code = f"funding.{name.removeprefix(FUNDING)}"
        return without.whole(code) - with_.whole(code)
    return with_.whole(f"spend.{name}") - without.whole(f"spend.{name}")


def _elsewhere(
    worth: Worth,
    likely: Mapping[str, NDArray[np.float64]],
    lines: Mapping[str, NDArray[np.float64]],
    levers: Mapping[str, Lever],
    progress: Progress,
) -> dict[str, NDArray[np.float64]]:
    """Return, line by line, what comes from proposals that do not change the line themselves.

    The proposals that do change it are run without the others, at their likely delivery; what all do beyond
    that came from elsewhere. The range of delivery is left with the line's own proposals.
    """
    own = {name: _own_set(worth.proposals, name, levers) for name in lines}
    worth.tell = progress
    worth.run_all({chosen for chosen in own.values() if chosen}, "what comes back in other services")
    held = {(one.name, one.when): place for place, one in enumerate(worth.series.all) if not one.patch}
    found = {}
    for name, change in lines.items():
        chosen = own[name]
        if not chosen:
            found[name] = change.mean(axis=0)
            continue
        alone = worth.mean(chosen)
        places = [held[name, year] for year in worth.series.planned]
        found[name] = likely[name].mean(axis=0) - alone[places]
    return found


def _own_set(proposals: Sequence[Proposal], line: str, levers: Mapping[str, Lever]) -> int:
    """Return the set of proposals that change a line themselves."""
    return sum(
        1 << place
        for place, one in enumerate(proposals)
        if any(_FUNDED.get(change.lever, levers[change.lever].line) == line for change in one.changes)
    )
