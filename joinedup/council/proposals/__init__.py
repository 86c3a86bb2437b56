"""Proposals as files: their form, their checks and how they are laid over the plan."""

from joinedup.council.proposals._overlay import lay_proposals
from joinedup.council.proposals._proposal import (
    Change,
    Limits,
    Proposal,
    ProposalDraft,
    Saving,
    limits_for,
    read_draft,
)
from joinedup.council.proposals._schema import PROPOSAL_SCHEMA
from joinedup.council.proposals._variants import later, scaled

__all__ = [
    "PROPOSAL_SCHEMA",
    "Change",
    "Limits",
    "Proposal",
    "ProposalDraft",
    "Saving",
    "later",
    "lay_proposals",
    "limits_for",
    "read_draft",
    "scaled",
]
