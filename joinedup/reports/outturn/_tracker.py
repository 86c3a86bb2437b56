"""The page of the savings tracker: each saving with what came of it, and the decision it comes from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from joinedup.council.monitoring import Delivery, Monitored, Saving, Tracker
from joinedup.folder import Council
from joinedup.reports._pages import counted
from joinedup.reports._parts import DataTable, Page, shown
from joinedup.reports._wording import day, listed, percent, pounds, upper_first
from joinedup.reports.outturn._exact import in_full
from joinedup.reports.outturn._savings import open_year, savings_shown

_PENCE = 100


@dataclass(frozen=True)
class DecisionNamed:
    """A decision as a page names it.

    Args:
        says: its reference and title.
        stage: how far it is.
        link: where its page is.
    """

    says: str
    stage: str
    link: str


@dataclass(frozen=True)
class ShownSaving:
    """One saving of one year, as the page shows it.

    Args:
        title: what is saved on.
        reference: identifier of the proposal, or the council's own reference.
        directorate: name of its directorate.
        year: the financial year.
        kind: `cashable` or `avoided`.
        status: how it stands.
        planned: what was planned, in whole pounds.
        delivered: what has been delivered.
        expected: what is expected.
        short: what is short of the plan; "" where nothing is.
        plan_takes: the share that the medium-term plan takes; "" where it is not a proposal.
        decision: the decision it comes from; None where the register knows none.
    """

    title: str
    reference: str
    directorate: str
    year: str
    kind: str
    status: str
    planned: str
    delivered: str
    expected: str
    short: str
    plan_takes: str
    decision: DecisionNamed | None


@dataclass(frozen=True)
class SavingsPage(Page):
    """The savings tracker, all of it or a part."""

    template: ClassVar[str] = "savings.html"

    council: str = field(metadata=shown("Name of the council."))
    when: str = field(metadata=shown("The last day on which a saving was looked at."))
    part: str = field(metadata=shown("Which part of the tracker is shown; empty for all of it."))
    says: tuple[str, ...] = field(metadata=shown("How savings of this year stand, pot by pot."))
    record: str = field(metadata=shown("What the council has delivered of savings before."))
    savings: tuple[ShownSaving, ...] = field(metadata=shown("Each saving of this year and later."))
    earlier: tuple[ShownSaving, ...] = field(metadata=shown("Each saving of earlier years."))
    sums: tuple[DataTable, ...] = field(metadata=shown("Savings by year, kind and status, a table a pot."))
    notes: tuple[str, ...] = field(metadata=shown("What the tracker leaves open or out."))


def savings_page(
    found: Monitored,
    tracker: Tracker,
    council: Council,
    directorate: str = "",
    status: str = "",
    decisions: Mapping[str, DecisionNamed] | None = None,
) -> SavingsPage:
    """Return the page of the savings tracker.

    Args:
        found: what is known of the year.
        tracker: the savings tracker in it.
        council: the council.
        directorate: name of the one directorate to show; "" for all.
        status: the one status to show; "" for all.
        decisions: the decision of each proposal, by identifier, where there is one.
    """
    chosen = tuple(
        one for one in tracker.savings if directorate in ("", one.directorate) and status in ("", one.status)
    )
    whole = not directorate and not status
    part = tracker if whole else replace(tracker, savings=chosen, unmatched=(), untracked=(), aside=())
    told = savings_shown(part, found.record, found.shares)
    this, named = open_year(tracker), decisions or {}
    rows = sorted(chosen, key=lambda one: (-one.shortfall, one.title))
    return SavingsPage(
        council=council.name,
        when=day(tracker.as_at),
        part=_part(directorate, status, len(chosen)),
        says=told.says,
        record=told.record,
        savings=tuple(_shown(one, found.shares, named) for one in rows if one.ending >= this),
        earlier=tuple(_shown(one, found.shares, named) for one in rows if one.ending < this),
        sums=told.by_status,
        notes=tuple(one for one in (told.unmatched, told.untracked, *told.notes) if one) if whole else (),
    )


def savings_short(found: Monitored, directorates: Collection[str]) -> list[tuple[str, str]]:
    """Return what directorates are expected to be short of in this year's savings, in words.

    Args:
        found: what is known of the year.
        directorates: their names.

    Returns:
        Name and words of each that is short in any pot.
    """
    tracker = found.tracker
    if tracker is None:
        return []
    this = open_year(tracker)
    said = []
    for directorate in sorted(directorates):
        mine = [one for one in tracker.savings if one.directorate == directorate and one.ending == this]
        parts = [
            f"{pounds(short / _PENCE)} of the {pot}"
            for pot in tracker.pots
            if (short := sum(one.shortfall for one in mine if one.pot == pot and one.shortfall > 0))
        ]
        if parts:
            said.append((directorate, f"{directorate}: {listed(parts)} short of what was planned this year."))
    return said


def _part(directorate: str, status: str, number: int) -> str:
    if not directorate and not status:
        return ""
    which = f" of {directorate}" if directorate else ""
    how = f" that are {status}" if status else ""
    return f"{counted(number, 'saving')}{which}{how}."


def _shown(
    one: Saving, shares: Mapping[str, Delivery], decisions: Mapping[str, DecisionNamed]
) -> ShownSaving:
    share = shares.get(one.reference)
    return ShownSaving(
        title=one.title,
        reference=one.reference,
        directorate=one.directorate,
        year=one.year,
        kind=one.kind,
        status=upper_first(one.status),
        planned=_pounds(one.planned),
        delivered=_pounds(one.delivered) if one.is_delivered_given else "not said",
        expected=_pounds(one.forecast),
        short=_pounds(one.shortfall) if one.shortfall > 0 else "",
        plan_takes=percent(share.likely) if share else "",
        decision=decisions.get(one.reference),
    )


def _pounds(pence: int) -> str:
    return in_full(round(pence / _PENCE))
