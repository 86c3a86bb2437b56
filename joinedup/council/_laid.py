"""Proposals laid on the plan of a council, and the budget lines that are their own."""

from __future__ import annotations

from joinedup.council._inputs import Inputs
from joinedup.council._model import levers
from joinedup.council._runs import base_overlay
from joinedup.council._session import Ready
from joinedup.council.proposals import Proposal, lay_proposals
from joinedup.engine import Overlay


def laid_on(asked: Ready, inputs: Inputs, proposals: list[Proposal]) -> Overlay:
    """Return the adopted plan of a council with proposals laid on it."""
    sizes = inputs.values[:, :, inputs.names.index("figure/children_0_17/")].mean(axis=0)
    return lay_proposals(
        base_overlay(inputs),
        proposals,
        levers=levers(),
        inputs=inputs.names,
        patches=inputs.patches,
        sizes=sizes,
        starts=asked.council.plan_starts,
    )


def own_lines(proposals: list[Proposal]) -> set[str]:
    """Return the budget lines that the proposals change themselves."""
    return {levers()[change.lever].line for proposal in proposals for change in proposal.changes} - {""}
