"""The savings tracker: how each saving stands, pot by pot, cashable apart from avoided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.council.monitoring._ledger import Aside, pence_of
from joinedup.council.proposals import read_draft
from joinedup.errors import ProposalRefused
from joinedup.folder import Council
from joinedup.services.money import pot_of, spending_code
from joinedup.store import Store
from joinedup.vocabulary import financial_year, financial_year_ending, spending_line

TRACKER = "savings_tracker"
PROPOSED, IN_DELIVERY, DELIVERED, UNDELIVERABLE = "proposed", "in delivery", "delivered", "undeliverable"
STATUSES = (PROPOSED, IN_DELIVERY, DELIVERED, UNDELIVERABLE)


@dataclass(frozen=True)
class Saving:
    """How one saving stood for one financial year; a saving is positive.

    Args:
        reference: identifier of the proposal, or the council's own reference.
        title: its title.
        directorate: name of its directorate.
        line: code of its spending line; "" where the plan holds none.
        service: the service as the tracker names it.
        pot: name of its pot.
        kind: `cashable` or `avoided`.
        status: how it stands.
        ending: the year in which its financial year ends.
        planned: what was planned for the year, in pence.
        delivered: what has been delivered, in pence; 0 where the tracker does not say.
        is_delivered_given: whether the tracker says so.
        forecast: what is expected for the year, in pence.
        is_forecast_given: whether the tracker says so, rather than what its status implies.
        as_at: the day.
    """

    reference: str
    title: str
    directorate: str
    line: str
    service: str
    pot: str
    kind: str
    status: str
    ending: int
    planned: int
    delivered: int
    is_delivered_given: bool
    forecast: int
    is_forecast_given: bool
    as_at: date

    @property
    def year(self) -> str:
        """Its financial year."""
        return financial_year(date(self.ending, 3, 31))

    @property
    def shortfall(self) -> int:
        """What is planned beyond what is expected."""
        return self.planned - self.forecast

    @property
    def is_final(self) -> bool:
        """Whether it is known what came of it in its year, and nothing more will."""
        if self.status == UNDELIVERABLE:
            return True
        is_over = self.status == DELIVERED or self.as_at >= date(self.ending, 3, 31)
        return is_over and self.is_delivered_given


@dataclass(frozen=True)
class SavingSums:
    """Savings added up, in pence; parts add up to the whole.

    Args:
        n: how many.
        planned: what was planned.
        delivered: what has been delivered.
        forecast: what is expected.
    """

    n: int
    planned: int
    delivered: int
    forecast: int

    @property
    def shortfall(self) -> int:
        """What is planned beyond what is expected."""
        return self.planned - self.forecast


@dataclass(frozen=True)
class Tracker:
    """The savings tracker as it stood on a day.

    Args:
        as_at: the last day on which any saving of it was looked at.
        savings: each saving and year as it last stood.
        unmatched: references that are the name of no proposal.
        untracked: identifiers of proposals of which the tracker holds nothing.
        n_earlier: rows that a later one of the same saving replaces.
        aside: rows that no sum holds.
    """

    as_at: date
    savings: tuple[Saving, ...]
    unmatched: tuple[str, ...]
    untracked: tuple[str, ...]
    n_earlier: int
    aside: tuple[Aside, ...]

    @property
    def pots(self) -> list[str]:
        """Names of the pots in which there are savings; nothing is added across them."""
        return list(dict.fromkeys(one.pot for one in self.savings))

    def of(self, reference: str) -> list[Saving]:
        """Return what is held of one reference as it last stood."""
        mine = [one for one in self.savings if one.reference == reference]
        last = max((one.as_at for one in mine), default=None)
        return [one for one in mine if one.as_at == last]


def read_tracker(
    store: Store, council: Council, proposals: Collection[str], until: date | None = None
) -> Tracker | None:
    """Return the savings tracker, or None where none has been loaded or none is as old as asked for.

    Args:
        store: what the council has loaded.
        council: the council.
        proposals: identifiers of the council's proposals.
        until: the day after which rows are left out; none where None.
    """
    if TRACKER not in store.tables():
        return None
    frame = store.read(TRACKER)
    rows = frame.sort([name for name in frame.columns if name != "load"], nulls_last=False)
    aside: dict[str, list[int]] = {}
    last: dict[Hashable, dict[str, Saving]] = {}
    n_read = n_kept = 0
    for row in rows.sort("as_at", maintain_order=True).iter_rows(named=True):
        why = _why_not(row, until)
        n_read += 1
        if why:
            aside.setdefault(why, []).append(pence_of(row["planned"]))
            continue
        one = _saving(council, row)
        n_kept += 1
        # A saving may be cashable in part and avoided in part, and be called the other later on.
        parts = last.setdefault((one.reference, one.service, one.pot, one.ending), {})
        if any(other.as_at < one.as_at for other in parts.values()):
            parts.clear()
        parts[one.kind] = one
    savings = tuple(sorted((one for parts in last.values() for one in parts.values()), key=_order))
    if not savings:
        return None
    held = {one.reference for one in savings}
    return Tracker(
        as_at=max(one.as_at for one in savings),
        savings=savings,
        unmatched=tuple(sorted(held - set(proposals))),
        untracked=tuple(sorted(set(proposals) - held)),
        n_earlier=n_kept - len(savings),
        aside=tuple(Aside(why, len(some), sum(some)) for why, some in sorted(aside.items())),
    )


def _why_not(row: dict[str, Any], until: date | None) -> str:
    try:
        financial_year_ending(row["financial_year"])
    except ValueError:
        return "the financial year cannot be told"
    return "the position is later than the month looked at" if until and row["as_at"] > until else ""


def _saving(council: Council, row: dict[str, Any]) -> Saving:
    line = spending_code(council, row["service"] or "", row["pot"], row["directorate"])
    planned, delivered = pence_of(row["planned"]), pence_of(row["delivered"])
    given = None if row["forecast"] is None else pence_of(row["forecast"])
    pot = pot_of(row["pot"])
    known = spending_line(line) if line and row["service"] else None
    return Saving(
        reference=row["reference"],
        title=row["title"] or row["reference"],
        directorate=council.directorate_name(known.directorate)
        if known
        else row["directorate"] or "not given",
        line=line if known and line else "",
        service=row["service"] or "",
        pot=pot.says if pot else row["pot"],
        kind=row["kind"],
        status=row["status"],
        ending=financial_year_ending(row["financial_year"]).year,
        planned=planned,
        delivered=delivered,
        is_delivered_given=row["delivered"] is not None,
        forecast=_expected(row["status"], planned, None if row["delivered"] is None else delivered, given),
        is_forecast_given=given is not None,
        as_at=row["as_at"],
    )


def _expected(status: str, planned: int, delivered: int | None, given: int | None) -> int:
    """Return what is expected of a saving: what its status says, else its forecast, else what is planned."""
    if status == UNDELIVERABLE:
        return delivered or 0
    if status == DELIVERED and delivered is not None:
        return delivered
    return planned if given is None else given


def _order(one: Saving) -> tuple[int, str, str, str, str]:
    return -one.ending, one.reference, one.pot, one.service, one.kind


def summed(savings: Iterable[Saving], key: Callable[[Saving], str]) -> dict[str, SavingSums]:
    """Return savings of one pot added up by what a function says of each.

    Args:
        savings: savings of one pot and kind; money of several pots is never added.
        key: what to add up by.
    """
    parts: dict[str, list[Saving]] = {}
    for one in savings:
        parts.setdefault(key(one), []).append(one)
    return {name: added(some) for name, some in parts.items()}


def added(savings: Collection[Saving]) -> SavingSums:
    """Return savings of one pot added up."""
    return SavingSums(
        len(savings),
        sum(one.planned for one in savings),
        sum(one.delivered for one in savings),
        sum(one.forecast for one in savings),
    )


def proposal_ids(council: Council) -> list[str]:
    """Return identifiers of the council's proposals; a file that cannot be read goes by its name."""
    return sorted({_id(path) for path in sorted(council.proposals.glob("*.y*ml"))})


def _id(path: Path) -> str:
    try:
        content = read_draft(path).content
    except ProposalRefused:
        content = None
    named = content.get("id") if isinstance(content, dict) else None
    return named if isinstance(named, str) else str(path.stem)
