"""Savings of a decision: what was proposed, what finance says was delivered, and what the tracker holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.council.monitoring import STATUSES, Saving, read_tracker
from joinedup.folder import Council
from joinedup.register._days import in_words
from joinedup.register._frozen import Claimed, last_test, tested
from joinedup.register._refused import refuse
from joinedup.register.models import Decision, Stage, TrackerUpdate
from joinedup.returns.finance import columns
from joinedup.store import Store, not_a_formula, put
from joinedup.vocabulary import Pot, financial_year_ending

TRACKER_FILE = "finance/savings_tracker_register.csv"
KINDS = tuple(columns.KINDS)
_PENCE = 100
_AGREED = (Stage.DECIDED, Stage.DELIVERING, Stage.REVIEWED)


@dataclass(frozen=True)
class SavingRow:
    """One saving of a decision: what was proposed, what was delivered, and what the tracker holds.

    Sums in pence; None where nobody has said.

    Args:
        reference: the tracker's reference.
        pot: name of the pot; nothing is added across pots.
        kind: `cashable` or `avoided`.
        year: the financial year; "" for what is proposed in a full year.
        status: how it stands.
        proposed: what its proposal claims in a full year.
        planned, delivered, forecast: what the register says last.
        as_at: the day of that.
        in_tracker: what the loaded tracker expects for the same year.
        tracker_as_at: the day of that.
    """

    reference: str
    pot: str
    kind: str
    year: str
    status: str
    proposed: int | None
    planned: int | None
    delivered: int | None
    forecast: int | None
    as_at: date | None
    in_tracker: int | None
    tracker_as_at: date | None


@dataclass(frozen=True)
class Update:
    """How a saving stands, as finance says it; sums in pence."""

    reference: str
    title: str
    directorate: str
    service: str
    pot: str
    kind: str
    status: str
    financial_year: str
    planned: int
    delivered: int
    forecast: int
    as_at: date
    note: str = ""


def claimed_by(decision: Decision) -> tuple[Claimed, ...]:
    """Return the savings that the option chosen, or else proposed, claims."""
    record = decision.records.last()
    option = record.option if record and record.option else decision.options.first()
    test = last_test(option) if option else None
    return tested(test).claimed if test else ()


def update_tracker(decision: Decision, person: Account, council: Council, update: Update) -> TrackerUpdate:
    """Keep how a saving stands, and write all that the register holds into the council's tracker file.

    A second update of the same saving, year and day takes the place of the first.

    Raises:
        StepRefused: the decision was not agreed, the sums are wrong, or the tracker holds a later position.
    """
    with transaction.atomic():
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        reasons = _faults_of_update(update)
        if held.stage not in _AGREED:
            reasons.append("The tracker follows decisions that were agreed.")
        reasons += _not_newer(council, update)
        refuse("The tracker cannot be updated like this.", reasons)
        made, _ = TrackerUpdate.objects.update_or_create(
            reference=update.reference,
            service=update.service,
            pot=update.pot,
            kind=update.kind,
            financial_year=update.financial_year,
            as_at=update.as_at,
            defaults={
                "decision": held,
                "title": update.title,
                "directorate": update.directorate,
                "status": update.status,
                "planned": update.planned,
                "delivered": update.delivered,
                "forecast": update.forecast,
                "note": update.note,
                "by": person,
            },
        )
        held.tell(
            person, f"Savings tracker: {update.reference} {update.financial_year} {update.status}"[:300]
        )
        audit.record(
            person, "updated the tracker", held.reference, status=update.status, year=update.financial_year
        )
        # Inside the transaction: where the file cannot be written, the update is not kept either.
        write_tracker(council, TrackerUpdate.objects.all())
    return made


def write_tracker(council: Council, updates: Iterable[TrackerUpdate]) -> None:
    """Write what the register holds as a savings tracker, as a person would export it."""
    put(council.data / TRACKER_FILE, tracker_csv(updates).encode())


def tracker_csv(updates: Iterable[TrackerUpdate]) -> str:
    """Return updates as a savings tracker in CSV, in pounds and pence."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.published for column in columns.SAVINGS_TRACKER.columns])
    for one in updates:
        row = {
            **{name: getattr(one, name) for name in ("pot", "kind", "status", "financial_year")},
            **{
                name: not_a_formula(getattr(one, name))
                for name in ("reference", "title", "directorate", "service")
            },
            **{name: _pounds(getattr(one, name)) for name in ("planned", "delivered", "forecast")},
            "as_at": f"{one.as_at:%d/%m/%Y}",
            "note": not_a_formula(one.note),
        }
        writer.writerow([row[column.name] for column in columns.SAVINGS_TRACKER.columns])
    return written.getvalue()


def savings_of(decision: Decision, council: Council) -> tuple[SavingRow, ...]:
    """Return proposed, delivered and tracked savings of a decision beside each other, pot by pot."""
    claimed = claimed_by(decision)
    updates = latest_updates(decision.tracker_updates.all())
    references = list(
        dict.fromkeys([*(one.proposal for one in claimed), *(one.reference for one in updates)])
    )
    tracker = read_tracker(Store(council.workings), council, references)
    tracked = [one for ref in references for one in (tracker.of(ref) if tracker else [])]
    return _rows(claimed, updates, tracked)


def latest_updates(updates: Iterable[TrackerUpdate]) -> list[TrackerUpdate]:
    """Return how each saving and year stood last."""
    last: dict[tuple[str, str, str, str], TrackerUpdate] = {}
    for one in sorted(updates, key=lambda each: (each.as_at, each.pk)):
        last[(one.reference, one.pot, one.kind, one.financial_year)] = one
    return list(last.values())


def _rows(
    claimed: Sequence[Claimed], updates: Sequence[TrackerUpdate], tracked: Sequence[Saving]
) -> tuple[SavingRow, ...]:
    proposed: dict[tuple[str, str, str], int] = {}
    for claim in claimed:
        key = (claim.proposal, Pot(claim.pot).says, claim.kind)
        proposed[key] = proposed.get(key, 0) + round(claim.pounds_a_year * _PENCE)
    said = {(one.reference, one.pot, one.kind, one.financial_year): one for one in updates}
    held = {(one.reference, one.pot, one.kind, one.year): one for one in tracked}
    keys = list(dict.fromkeys([*said, *held]))
    keys += [(*key, "") for key in proposed if not any(one[:3] == key for one in keys)]
    return tuple(_row(key, proposed.get(key[:3]), said.get(key), held.get(key)) for key in keys)


def _row(
    key: tuple[str, str, str, str], proposed: int | None, said: TrackerUpdate | None, held: Saving | None
) -> SavingRow:
    reference, pot, kind, year = key
    return SavingRow(
        reference,
        pot,
        kind,
        year,
        said.status if said else held.status if held else "not tracked",
        proposed,
        said.planned if said else held.planned if held else None,
        said.delivered if said else held.delivered if held else None,
        said.forecast if said else None,
        said.as_at if said else None,
        held.forecast if held else None,
        held.as_at if held else None,
    )


def _faults_of_update(update: Update) -> list[str]:
    faults = []
    if update.status not in STATUSES:
        faults.append(f"The status is one of {', '.join(STATUSES)}.")
    if update.kind not in KINDS:
        faults.append(f"The kind is one of {', '.join(KINDS)}.")
    if update.pot not in {one.says for one in Pot}:
        faults.append("Choose the pot the saving is made in.")
    if min(update.planned, update.delivered, update.forecast) < 0:
        faults.append("A saving is positive, here as in the tracker.")
    if update.delivered > update.forecast and update.status != "undeliverable":
        faults.append("More has been delivered than is expected for the year.")
    try:
        financial_year_ending(update.financial_year)
    except ValueError:
        faults.append("Give the financial year as 2027/28.")
    return faults


def _not_newer(council: Council, update: Update) -> list[str]:
    """Return that a position taken elsewhere is as late, so that the tracker would not move."""
    tracker = read_tracker(Store(council.workings), council, [update.reference])
    ours = {one.as_at for one in TrackerUpdate.objects.filter(reference=update.reference)}
    theirs = [one.as_at for one in (tracker.of(update.reference) if tracker else []) if one.as_at not in ours]
    if theirs and update.as_at <= max(theirs):
        return [f"The tracker holds a position of {in_words(max(theirs))}: give a later day."]
    return []


def _pounds(pence: int) -> str:
    return f"{pence // _PENCE}.{pence % _PENCE:02d}"
