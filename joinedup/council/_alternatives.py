"""Alternatives beside doing nothing: all on the same draws, with the adopted plan run once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from joinedup.council._plan import Plan
from joinedup.council._projection import Projection, project
from joinedup.council._ripple import MOST_DRAWS, Ripple, exact_draws, try_proposals
from joinedup.council._session import Progress, Ready, Settings
from joinedup.council.proposals import Proposal


@dataclass(frozen=True)
class Alternatives:
    """What each alternative does, beside doing nothing.

    Args:
        ripples: one for each alternative, in the order given.
        nothing: the plan as adopted, on the same draws.
    """

    ripples: tuple[Ripple, ...]
    nothing: Projection


def try_alternatives(
    asked: Ready,
    alternatives: Sequence[Sequence[Proposal]],
    settings: Settings,
    progress: Progress | None = None,
    most_draws: int = MOST_DRAWS,
) -> Alternatives:
    """Try alternatives on the same draws, with more draws if the first are too few for any of them.

    Args:
        asked: the council.
        alternatives: for each, the proposals that are taken together.
        settings: how runs are made; its draws are the fewest.
        progress: told what is being done and the share done.
        most_draws: the most draws to take, a power of two.
    """
    found = _tried(asked, alternatives, settings, progress)
    draws = min(max((exact_draws(one, settings) for one in found.ripples), default=0), most_draws)
    if draws <= settings.draws:
        return found
    return _tried(asked, alternatives, replace(settings, draws=draws), progress)


def _tried(
    asked: Ready, alternatives: Sequence[Sequence[Proposal]], settings: Settings, progress: Progress | None
) -> Alternatives:
    tell = progress or (lambda what, share: None)
    plan = Plan(asked, settings, progress)
    nothing = project(asked, settings, plan=plan)
    ripples = []
    for done, proposals in enumerate(alternatives):
        tell("trying alternatives", done / len(alternatives))
        ripples.append(try_proposals(asked, list(proposals), settings, plan=plan))
    tell("trying alternatives", 1.0)
    return Alternatives(tuple(ripples), nothing)
