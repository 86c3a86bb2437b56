"""A proposal: what its owner wrote, and what the model may run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from joinedup.council._written import faults_of_form, not_finite, read_written, refuse_faults
from joinedup.council.proposals._schema import PROPOSAL_SCHEMA
from joinedup.declared import Lever, LeverKind
from joinedup.errors import ProposalRefused


@dataclass(frozen=True)
class Change:
    """One change to one lever.

    Args:
        lever: name of the lever.
        by: change as a share (-0.1 is ten per cent less) or as an amount.
        where: identifiers of the patches.
        starts: first day.
        over_months: months over which it comes in; 0 is at once.
        ends: first day on which it no longer holds; None if it stays.
    """

    lever: str
    by: float
    where: tuple[str, ...]
    starts: date
    over_months: int
    ends: date | None


@dataclass(frozen=True)
class Saving:
    """What the owner says it will save: pounds a year from one pot, from a day on.

    Args:
        pot: identifier of the pot.
        pounds_a_year: a saving is positive, a cost negative; at the prices of the plan's first year.
        starts: first day.
        kind: `cashable` or `avoided`.
        whole_steps_of: pounds a year of one whole post or contract, where only whole ones save money; None
            where any part of the saving saves money.
    """

    pot: str
    pounds_a_year: float
    starts: date
    kind: str
    whole_steps_of: float | None = None


@dataclass(frozen=True)
class Proposal:
    """A proposal that has been checked; only this reaches the model.

    Args:
        id: short identifier.
        title: what would be decided.
        owner: the post that answers for it.
        directorate: identifier of its directorate.
        summary: what it is, in a few sentences.
        changes: what it changes.
        savings: what its owner says it will save.
        evidence: what stands behind it.
        hash: hash of its content.
    """

    id: str
    title: str
    owner: str
    directorate: str
    summary: str
    changes: tuple[Change, ...]
    savings: tuple[Saving, ...]
    evidence: tuple[str, ...]
    hash: str


@dataclass(frozen=True)
class Limits:
    """What a proposal may name.

    Args:
        levers: levers by name.
        patches: identifiers of the patches.
        starts: first day of the plan.
        ends: first day after the plan.
    """

    levers: dict[str, Lever]
    patches: tuple[str, ...]
    starts: date
    ends: date


def limits_for(levers: dict[str, Lever], patches: Iterable[str], starts: date, years: int) -> Limits:
    """Return what a proposal may name in a plan of so many years.

    Args:
        levers: levers by name.
        patches: identifiers of the patches.
        starts: first day of the plan.
        years: length of the plan.
    """
    return Limits(levers, tuple(patches), starts, date(starts.year + years, starts.month, starts.day))


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a proposal.

    Args:
        where: where it stands in the file: `changes.1`.
        field: name of the field it is about; "" where it is about more than one.
        says: what is wrong.
    """

    where: str
    field: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


@dataclass(frozen=True)
class ProposalDraft:
    """What somebody wrote: perhaps incomplete, perhaps wrong.

    Args:
        content: the file's content.
        file: name of the file, for messages.
    """

    content: Any
    file: str

    def faults(self, limits: Limits) -> tuple[Fault, ...]:
        """Return everything that is wrong with it; first its form, then what it names.

        Args:
            limits: what it may name.
        """
        of_form = tuple(_fault_of_form(line) for line in faults_of_form(self.content, PROPOSAL_SCHEMA))
        return of_form or tuple(_faults_of_content(self.content, limits))

    def checked(self, limits: Limits) -> Proposal:
        """Return the proposal, or say everything that is wrong with it at once.

        Raises:
            ProposalRefused: it is incomplete or names something the model does not know.
        """
        refuse_faults(self.file, [str(fault) for fault in self.faults(limits)], ProposalRefused)
        return _proposal(self.content, limits)


def read_draft(path: Path) -> ProposalDraft:
    """Read a proposal's file.

    Raises:
        ProposalRefused: the file is missing or is not YAML.
    """
    return ProposalDraft(read_written(path, ProposalRefused), path.name)


def _fault_of_form(line: str) -> Fault:
    where, _, says = line.partition(": ")
    return Fault(where, where.rpartition(".")[2], says)


def _faults_of_content(content: dict[str, Any], limits: Limits) -> Iterator[Fault]:
    yield from map(_fault_of_form, not_finite(content))
    for number, change in enumerate(content["changes"], start=1):
        for name, says in _faults_of_change(change, limits):
            yield Fault(f"changes.{number}", name, says)
    for number, saving in enumerate(content["savings"], start=1):
        for says in _faults_of_day(saving["from"], "from", limits):
            yield Fault(f"savings.{number}", "from", says)


def _faults_of_change(change: dict[str, Any], limits: Limits) -> list[tuple[str, str]]:
    faults = [("from", says) for says in _faults_of_day(change["from"], "from", limits)]
    if "until" in change:
        faults += [("until", says) for says in _faults_of_day(change["until"], "until", limits)]
    if not faults and "until" in change and change["until"] <= change["from"]:
        faults.append(("until", "until is not after from"))
    lever = limits.levers.get(change["lever"])
    if lever is None:
        meant = _meant(change["lever"], limits.levers)
        faults.append(("lever", f"the model has no lever {change['lever']!r}{meant}"))
    else:
        faults += [("by", says) for says in _faults_of_amount(change["by"], lever)]
    where = change.get("where", "all")
    unknown = [patch for patch in where if patch not in limits.patches] if where != "all" else []
    faults += [("where", f"there is no patch {patch!r}{_meant(patch, limits.patches)}") for patch in unknown]
    return faults


def _faults_of_amount(by: float | str, lever: Lever) -> list[str]:
    if lever.kind is LeverKind.SHARE:
        if not isinstance(by, str):
            return [
                f"{lever.name} is changed by a share of today's level; write it as '{by:g}%' if that is meant"
            ]
        if _share(by) < -1:
            return [f"{lever.name} cannot fall by more than 100%"]
    elif isinstance(by, str):
        return [f"{lever.name} is changed by a number of {lever.unit}, not by a percentage"]
    return []


def _faults_of_day(written: str, what: str, limits: Limits) -> list[str]:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return [f"{what} {written!r} is not a day in the calendar"]
    if not limits.starts <= day <= limits.ends:
        return [f"{what} {written} lies outside the plan, which runs from {limits.starts} to {limits.ends}"]
    return []


def _meant(written: str, known: Any) -> str:
    close = get_close_matches(written, list(known), n=3, cutoff=0.4)
    return f"; did you mean {' or '.join(close)}?" if close else f"; it knows {', '.join(sorted(known))}"


def _share(by: str) -> float:
    return float(by.strip().rstrip("%").strip()) / 100


def _proposal(content: dict[str, Any], limits: Limits) -> Proposal:
    written = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return Proposal(
        id=content["id"],
        title=content["title"],
        owner=content["owner"],
        directorate=content["directorate"],
        summary=content.get("summary", "").strip(),
        changes=tuple(_change(change, limits) for change in content["changes"]),
        savings=tuple(_saving(saving) for saving in content["savings"]),
        evidence=tuple(content["evidence"]),
        hash=hashlib.sha256(written.encode("utf-8")).hexdigest()[:16],
    )


def _change(change: dict[str, Any], limits: Limits) -> Change:
    by, where = change["by"], change.get("where", "all")
    return Change(
        lever=change["lever"],
        by=_share(by) if isinstance(by, str) else float(by),
        where=limits.patches if where == "all" else tuple(where),
        starts=date.fromisoformat(change["from"]),
        over_months=change.get("over_months", 0),
        ends=date.fromisoformat(change["until"]) if "until" in change else None,
    )


def _saving(saving: dict[str, Any]) -> Saving:
    day: Callable[[str], date] = date.fromisoformat
    step = saving.get("whole_steps_of")
    return Saving(
        saving["pot"],
        float(saving["pounds_a_year"]),
        day(saving["from"]),
        saving["kind"],
        None if step is None else float(step),
    )
