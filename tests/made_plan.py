"""Medium-term plans of the made-up council, small enough to be made many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from made_figures import STARTS, MadeCouncil

from joinedup.council import Range, Settings
from joinedup.council.medium_term import MediumTermPlan, medium_term_plan
from joinedup.council.monitoring import Delivery
from joinedup.council.proposals import Change, Proposal, Saving
from joinedup.declared import FigureValue
from joinedup.vocabulary import Pot

FEW = Settings(draws=8, years=5, threads=1)
ALL = {"low": 1.0, "likely": 1.0, "high": 1.0}


def trimmed(
    id: str = "trim",
    lever: str = "family_help.capacity",
    by: float = -0.1,
    pounds: float = 400_000.0,
    *,
    pot: Pot = Pot.GENERAL_FUND,
    starts: date = date(2027, 10, 1),
    step: float | None = None,
    kind: str = "cashable",
) -> Proposal:
    """Return a proposal with one change and one saving."""
    change = Change(lever, by, ("north", "south"), STARTS, 0, None)
    saving = Saving(pot.value, pounds, starts, kind, step)
    return Proposal(
        id, f"Proposal {id}", "Head", "children", "", (change,), (saving,), ("made up",), f"{id}{by}{pounds}"
    )


def made_plan(
    made: MadeCouncil,
    proposals: Sequence[Proposal] = (),
    *others: FigureValue,
    this_year: Mapping[str, Range] | None = None,
    shares: Mapping[str, float] | None = None,
    settings: Settings = FEW,
    **counts: float,
) -> MediumTermPlan:
    """Return a plan of the made-up council, whose proposals are delivered at known shares where given."""
    asked = made.ready(made.figures(*others, **counts))
    delivered = None
    if shares is not None:
        held = {"low": shares["low"], "likely": shares["likely"], "high": shares["high"]}
        delivered = {one.id: Delivery(one.id, because="known", **held) for one in proposals}
    patches = tuple(patch.id for patch in made.council.patches)
    here = [
        replace(one, changes=tuple(replace(change, where=patches) for change in one.changes))
        for one in proposals
    ]
    return medium_term_plan(asked, here, settings, delivered=delivered, this_year=this_year)
