"""Proposals as files: their form, their checks and how they are laid over the plan."""

from joinedup.council.proposals._form import proposal_file, proposal_form
from joinedup.council.proposals._overlay import lay_proposals
from joinedup.council.proposals._proposal import (
    Change,
    Fault,
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
    "Fault",
    "Limits",
    "Proposal",
    "ProposalDraft",
    "Saving",
    "later",
    "lay_proposals",
    "limits_for",
    "proposal_file",
    "proposal_form",
    "read_draft",
    "scaled",
]
