"""Find the proposals of a council that were named."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from joinedup.council._model import levers
from joinedup.council._session import Settings
from joinedup.council.proposals import Limits, Proposal, limits_for, read_draft
from joinedup.errors import ProposalRefused
from joinedup.folder import Council

_ENDINGS = (".yaml", ".yml")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]*")


def limits_of(council: Council, settings: Settings | None = None) -> Limits:
    """Return what a proposal of a council may name.

    Args:
        council: the council.
        settings: how long the plan is.
    """
    patches = [patch.id for patch in council.patches]
    return limits_for(levers(), patches, council.plan_starts, (settings or Settings()).years)


def every_proposal(council: Council) -> list[str]:
    """Return the files of all of a council's proposals, in order, as names of proposals may be given."""
    return sorted(str(path) for path in council.proposals.glob("*") if path.suffix in _ENDINGS)


def new_proposal_path(council: Council, identifier: str) -> Path:
    """Return the file that a new proposal is to be written to; the folder is made where it is missing.

    Args:
        council: the council.
        identifier: short name of the proposal.

    Raises:
        ProposalRefused: it cannot be a name, or there is such a proposal.
    """
    if not _IDENTIFIER.fullmatch(identifier):
        raise ProposalRefused(
            f"{identifier!r} cannot name a proposal.",
            "Use lower-case letters, digits and hyphens, such as family-help-trim.",
        )
    path = council.proposals / f"{identifier}.yaml"
    if path.exists() or path.with_suffix(".yml").exists():
        raise ProposalRefused(f"{path} exists already.", "Edit it, or choose another ID.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def proposal_path(council: Council, identifier: str) -> Path:
    """Return the file of one of a council's proposals.

    Args:
        council: the council.
        identifier: its short name, never a path.

    Raises:
        ProposalRefused: there is none of that name.
    """
    if not _IDENTIFIER.fullmatch(identifier):
        raise ProposalRefused(f"{identifier!r} cannot name a proposal.")
    return _path(council, identifier)


def proposals_named(council: Council, names: list[str], settings: Settings | None = None) -> list[Proposal]:
    """Return checked proposals by identifier or file.

    Args:
        council: the council; identifiers are looked for in its `proposals/`.
        names: identifiers or paths.
        settings: how long the plan is.

    Raises:
        ProposalRefused: one is missing, wrong or named twice; every fault is given at once.
    """
    limits = limits_of(council, settings)
    found: list[Proposal] = []
    refused: list[ProposalRefused] = []
    for name in names:
        try:
            found.append(read_draft(_path(council, name)).checked(limits))
        except ProposalRefused as error:
            refused.append(error)
    ids = [one.id for one in found]
    refused += [ProposalRefused(f"{one} is named twice.") for one in sorted({*ids}) if ids.count(one) > 1]
    if refused:
        todo = dict.fromkeys(error.todo.strip() for error in refused if error.todo)
        raise ProposalRefused("\n".join(error.what for error in refused), "\n".join(todo))
    return found


def _path(council: Council, name: str) -> Path:
    if Path(name).suffix in _ENDINGS:
        return Path(name)
    held = [Path(one) for one in every_proposal(council) if Path(one).stem == name]
    if not held:
        raise ProposalRefused(f"There is no proposal {name!r}{_meant(council, name)}")
    return held[0]


def _meant(council: Council, name: str) -> str:
    held = [Path(one).stem for one in every_proposal(council)]
    close = get_close_matches(name, held, n=3, cutoff=0.5)
    if close:
        return f"; did you mean {' or '.join(close)}?"
    if held:
        return f" in {council.proposals}, which holds {', '.join(held)}."
    return f": {council.proposals} holds none yet. Start one with `joinedup proposal new`."
