"""Which answers about money are kept, when they were made, and whether they still hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from joinedup.council import code_hash, every_proposal, proposals_named
from joinedup.council.proposals import Proposal
from joinedup.errors import ProposalRefused
from joinedup.folder import FILE_NAME, Council
from joinedup.store import Store, result_path
from joinedup.web.shell import council, moment

_ENDING = ".json.gz"
_MARK = 10  # hexadecimal digits: enough for any number of answers a council will keep


@dataclass(frozen=True)
class Held:
    """A proposal of the council's folder as it is now.

    Args:
        name: the name of its file.
        proposal: the proposal; None where the file cannot be used.
        problem: what is wrong with it; "" where nothing is.
    """

    name: str
    proposal: Proposal | None
    problem: str = ""


@dataclass(frozen=True)
class KeptAnswer:
    """An answer that is kept.

    Args:
        name: what it is kept as.
        path: where.
        made_at: when it was kept.
    """

    name: str
    path: Path
    made_at: datetime

    @property
    def mark(self) -> str:
        """A short mark that stands for its name in an address."""
        return mark_of(self.name)


def mark_of(name: str) -> str:
    """Return the short mark that stands for what is kept under a name, in an address."""
    return hashlib.sha256(name.encode()).hexdigest()[:_MARK]


def kept_answer(here: Council, name: str) -> KeptAnswer | None:
    """Return an answer by its name; None where none is kept."""
    path = result_path(here.workings, name)
    try:
        made = path.stat().st_mtime
    except FileNotFoundError:
        return None
    return KeptAnswer(name, path, datetime.fromtimestamp(made, UTC))


def kept_answers(here: Council, kind: str) -> list[KeptAnswer]:
    """Return all answers of a kind, the latest first.

    Args:
        here: the council.
        kind: how their names begin, before the first `-`: `portfolio`.
    """
    folder = result_path(here.workings, kind).parent
    names = (path.name.removesuffix(_ENDING) for path in folder.glob(f"{kind}-*{_ENDING}"))
    found = (kept_answer(here, name) for name in names)
    return sorted((one for one in found if one), key=lambda one: one.made_at, reverse=True)


def answer_marked(here: Council, kind: str, mark: str) -> KeptAnswer | None:
    """Return the answer of a kind that a mark stands for; None where none is kept."""
    return next((one for one in kept_answers(here, kind) if one.mark == mark), None)


def proposals_now(here: Council) -> list[Held]:
    """Return the proposals of the council's folder as they are now, by title; those in use come first.

    A file is read again only when it changes.
    """
    toml = _changed(here.folder / FILE_NAME)
    found = [_held(path, _changed(Path(path)), toml) for path in every_proposal(here)]
    return sorted(found, key=lambda one: (one.proposal is None, one.proposal.title if one.proposal else ""))


@lru_cache(maxsize=512)
def _held(path: str, _file_changed: int, _council_changed: int) -> Held:
    try:
        return Held(Path(path).stem, proposals_named(council(), [path])[0])
    except ProposalRefused as refusal:
        return Held(Path(path).stem, None, refusal.what)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def changes_since(
    here: Council, load: int, proposals: Mapping[str, str], code: str, made_at: datetime, is_of_all: bool
) -> list[str]:
    """Return what has changed since a run, in sentences; none where it still holds.

    Args:
        here: the council.
        load: number of the load that the run used.
        proposals: hash of each proposal in it, by identifier.
        code: hash of the program that made it.
        made_at: when it was made.
        is_of_all: whether it is meant to hold every proposal there is.
    """
    said = []
    last = Store(here.workings).manifest()
    if last.load != load:
        said.append(f"Data were loaded after it was made, {_at(last.made_at)}.")
    now = {one.proposal.id: one.proposal for one in proposals_now(here) if one.proposal}
    gone = [one for one in proposals if one not in now]
    changed = [now[one].title for one in proposals if one in now and now[one].hash != proposals[one]]
    new = [one.title for one in now.values() if is_of_all and one.id not in proposals]
    said += [f"{what}: {'; '.join(sorted(names))}." for what, names in _sorts_of(changed, new, gone) if names]
    if _parameters_changed(here) > made_at.timestamp():
        said.append("The council's own values in parameters/ have changed.")
    if code != code_hash():
        said.append("JoinedUp itself has been brought up to date, so that a new run may differ.")
    return said


def _sorts_of(
    changed: Iterable[str], new: Iterable[str], gone: Iterable[str]
) -> tuple[tuple[str, list[str]], ...]:
    return (
        ("These proposals have changed", list(changed)),
        ("These proposals are new and not in it", list(new)),
        ("These proposals are in it and no longer in the folder, or can no longer be used", list(gone)),
    )


def _parameters_changed(here: Council) -> float:
    below = here.local_parameters.rglob("*.yaml") if here.local_parameters.is_dir() else ()
    return max((path.stat().st_mtime for path in below), default=0.0)


def _at(written: str) -> str:
    return f"on {moment(datetime.fromisoformat(written))}" if written else "or taken back"
