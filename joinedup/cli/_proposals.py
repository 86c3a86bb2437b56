"""Find the proposals that were named."""

from __future__ import annotations

from pathlib import Path

from joinedup.council import Settings, levers
from joinedup.council.proposals import Limits, Proposal, limits_for, read_draft
from joinedup.errors import ProposalRefused
from joinedup.folder import Council


def proposals_named(council: Council, names: list[str], settings: Settings | None = None) -> list[Proposal]:
    """Return checked proposals by identifier or file.

    Args:
        council: the council; identifiers are looked for in its `proposals/`.
        names: identifiers or paths.
        settings: how long the plan is.

    Raises:
        ProposalRefused: one is missing, wrong or named twice; every fault is given at once.
    """
    limits: Limits = limits_for(
        levers(), [patch.id for patch in council.patches], council.plan_starts, (settings or Settings()).years
    )
    found: list[Proposal] = []
    refused: list[str] = []
    for name in names:
        path = Path(name) if Path(name).suffix in (".yaml", ".yml") else council.proposals / f"{name}.yaml"
        try:
            found.append(read_draft(path).checked(limits))
        except ProposalRefused as error:
            refused.append(error.what + error.todo)
    twice = sorted({one.id for one in found if [other.id for other in found].count(one.id) > 1})
    refused += [f"{identifier} is named twice." for identifier in twice]
    if refused:
        raise ProposalRefused("\n".join(refused))
    return found
