"""Incidents: opened in minutes, facts added by each department, who was told, and each brief kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.errors import InputRefused, StoreRefused
from joinedup.folder import Council
from joinedup.register._incident_duties import Duty, IncidentKind, incident_kinds, limit_of
from joinedup.register._no_names import identifying
from joinedup.register.models import (
    Incident,
    IncidentBrief,
    IncidentFact,
    IncidentNotice,
    IncidentReader,
    IncidentSetBack,
    IncidentStep,
)


def may_read(person: Account, incident: Incident) -> bool:
    """Return whether a person may read an incident: by a role that covers where it is, or named on it."""
    if may_on(person, Needs.SEE_INCIDENTS, incident) or may_lead(person, incident):
        return True
    return person.is_active and incident.readers.filter(account=person).exists()


def may_lead(person: Account, incident: Incident) -> bool:
    """Return whether a person may brief on an incident: say who was told, name people and close it."""
    return may_on(person, Needs.BRIEF_INCIDENTS, incident)


def open_incident(
    council: Council,
    who: Account,
    *,
    kind: str,
    aware_at: datetime,
    directorate: str,
    patch: str = "",
    place: str = "",
    case_reference: str = "",
    known: str,
    source: str,
) -> Incident:
    """Open an incident with what is known so far; who must be told and by when follows from its kind.

    Args:
        council: the council.
        who: who opens it.
        kind: short name of its kind.
        aware_at: when the council became aware: every clock starts here.
        directorate: identifier of the directorate that leads.
        patch: identifier of the patch; "" for none or all.
        place: where, as far as it names nobody.
        case_reference: where the case system holds who it is about.
        known: what is known.
        source: how it is known.

    Raises:
        InputRefused: the words may identify a person, or there is no such kind.
    """
    refuse_identifying(known, place, source, case_reference)
    chosen = incident_kinds().get(kind)
    if chosen is None:
        raise InputRefused(f"There is no kind of incident called {kind!r}.", "Choose one of the list.")
    with transaction.atomic():
        made = Incident.objects.create(
            kind=kind,
            aware_at=aware_at,
            patch=patch,
            place=place,
            directorate=directorate,
            case_reference=case_reference,
            directorates=[directorate],
            patches=[patch] if patch else [one.id for one in council.patches],
            made_by=who,
        )
        _start_clocks(made, chosen, "", aware_at, council)
        made.facts.create(directorate=directorate, says=known, known_at=aware_at, source=source, by=who)
        # Whoever opens it goes on seeing it, whatever becomes of their role.
        made.readers.create(account=who, by=who)
        record(who, "incident opened", made.reference, kind=kind, notices=made.notices.count())
    return made


def add_fact(
    incident: Incident,
    who: Account,
    *,
    directorate: str,
    says: str,
    known_at: datetime,
    source: str,
    corrects: IncidentFact | None = None,
) -> IncidentFact:
    """Add something a department knows; what was wrong before stays on record, marked as corrected.

    Raises:
        InputRefused: the words may identify a person, or the fact was corrected already.
    """
    refuse_identifying(says, source)
    with transaction.atomic():
        _hold_open(incident)
        if corrects is not None and IncidentFact.objects.filter(corrects=corrects).exists():
            raise InputRefused("This fact was corrected already.", "Correct the later one, or add a new one.")
        made = incident.facts.create(
            directorate=directorate,
            says=says,
            known_at=known_at,
            source=source,
            corrects=corrects,
            by=who,
        )
        action = "incident fact corrected" if corrects else "incident fact added"
        record(who, action, incident.reference, fact=made.pk, digest=_digest(says))
    return made


def tell(
    council: Council,
    notice: IncidentNotice,
    who: Account,
    *,
    told_at: datetime,
    told_by: str,
    told_how: str,
    now: datetime,
) -> None:
    """Record that somebody was told: when, by whom and how; what follows from that starts its clock then.

    Raises:
        InputRefused: it is recorded already, or the words may identify a person.
    """
    refuse_identifying(told_by, told_how)
    with transaction.atomic():
        _settle(notice, who, now, "told", told_at=told_at, told_by=told_by, told_how=told_how)
        kind = incident_kinds().get(notice.incident.kind)
        if kind is not None and notice.key:
            _start_clocks(notice.incident, kind, notice.key, told_at, council)


def not_needed(notice: IncidentNotice, who: Account, because: str, now: datetime) -> None:
    """Record why somebody need not be told here.

    Raises:
        InputRefused: it is recorded already, or the words may identify a person.
    """
    refuse_identifying(because)
    _settle(notice, who, now, "not needed", not_needed_because=because)


def set_back(notice: IncidentNotice, who: Account, because: str, now: datetime) -> IncidentSetBack:
    """Record that what became of telling somebody was recorded by mistake: they have to be told as before.

    Its time is as it was. Clocks that started when it was recorded go with it. What had been said stays on
    record as a mistake, with why it was one; the audit keeps its digest.

    Args:
        notice: whom it is about.
        who: who sets it back.
        because: why.
        now: the moment.

    Raises:
        InputRefused: no reason is given or it may identify a person, the incident is closed, nothing is on
            record, or a clock that started from it has been settled itself.
    """
    refuse_identifying(because)
    if not because.strip():
        raise InputRefused("Say why it is set back.")
    with transaction.atomic():
        incident = notice.incident
        _hold_open(incident)
        held = IncidentNotice.objects.filter(pk=notice.pk).first()
        if held is None or held.is_open:
            raise InputRefused(f"Nothing is on record of telling {notice.who}, so nothing can be set back.")
        gone = _to_go_with(held)
        made = incident.set_backs.create(
            notice=held,
            whom=held.who,
            was="told" if held.told_at else "not needed",
            told_at=held.told_at,
            told_by=held.told_by,
            told_how=held.told_how,
            not_needed_because=held.not_needed_because,
            recorded_at=held.recorded_at,
            because=because,
            with_it=[one.who for one in gone],
            at=now,
            by=who,
        )
        record(
            who,
            "incident notice set back",
            incident.reference,
            notice=held.pk,
            key=held.key,
            was=made.was,
            digest=_digest(_said_of(held)),
            gone=[one.key for one in gone],
        )
        IncidentNotice.objects.filter(pk__in=[one.pk for one in gone]).delete()
        _reopen(held)
    return made


def started_from(notice: IncidentNotice) -> list[IncidentNotice]:
    """Return those whose clock started when it was recorded that this one was told."""
    kind = incident_kinds().get(notice.incident.kind)
    if kind is None or not notice.key or notice.told_at is None:
        return []
    keys = [one.key for one in kind.duties if one.after == notice.key]
    return list(IncidentNotice.objects.filter(incident=notice.incident_id, key__in=keys))


def _to_go_with(notice: IncidentNotice) -> list[IncidentNotice]:
    """Return the clocks that go where a notice is set back.

    Raises:
        InputRefused: one of them has been settled itself.
    """
    found = started_from(notice)
    settled = [one.who for one in found if not one.is_open]
    if settled:
        raise InputRefused(
            f"A clock that started from this one is on record itself: {', '.join(settled)}.",
            "Set that back first.",
        )
    return found


def _said_of(notice: IncidentNotice) -> str:
    """Return all that was recorded of a notice, one thing to a line."""
    told_at = notice.told_at.isoformat() if notice.told_at else ""
    return "\n".join((told_at, notice.told_by, notice.told_how, notice.not_needed_because))


def _reopen(notice: IncidentNotice) -> None:
    IncidentNotice.objects.filter(pk=notice.pk).update(
        told_at=None, told_by="", told_how="", not_needed_because="", recorded_by=None, recorded_at=None
    )


def add_notice(incident: Incident, who: Account, whom: str, due: datetime) -> IncidentNotice:
    """Add somebody who must be told in this case."""
    refuse_identifying(whom)
    with transaction.atomic():
        _hold_open(incident)
        made = incident.notices.create(
            who=whom, law="added by hand", limit="by the time set", due=due, recorded_by=who
        )
        record(who, "incident notice added", incident.reference, notice=made.pk)
    return made


def add_step(incident: Incident, who: Account, what: str, owner_post: str, due: date) -> IncidentStep:
    """Add what is done next, by whom and by when."""
    refuse_identifying(what, owner_post)
    with transaction.atomic():
        _hold_open(incident)
        made = incident.steps.create(what=what, owner_post=owner_post, due=due, by=who)
        record(who, "incident step added", incident.reference, step=made.pk)
    return made


def finish_step(step: IncidentStep, who: Account, now: datetime) -> None:
    """Record that a step is done; a second time changes nothing."""
    with transaction.atomic():
        if IncidentStep.objects.filter(pk=step.pk, done_at=None).update(done_at=now):
            record(who, "incident step done", step.incident.reference, step=step.pk)


def name_reader(incident: Incident, who: Account, account: Account) -> None:
    """Let somebody read an incident and add what their department knows."""
    with transaction.atomic():
        _, is_new = IncidentReader.objects.get_or_create(
            incident=incident, account=account, defaults={"by": who}
        )
        if is_new:
            record(who, "incident reader named", incident.reference, account=account.pk)


def take_off(reader: IncidentReader, who: Account) -> None:
    """Take somebody off an incident who was named on it.

    Raises:
        InputRefused: they opened it.
    """
    incident = reader.incident
    if reader.account_id == incident.made_by_id:
        raise InputRefused("Whoever opened an incident goes on seeing it.")
    with transaction.atomic():
        if IncidentReader.objects.filter(pk=reader.pk).delete()[0]:
            record(who, "incident reader taken off", incident.reference, account=reader.account_id)


def close(incident: Incident, who: Account, because: str, now: datetime) -> None:
    """Close an incident, once everybody is told or need not be.

    Raises:
        InputRefused: somebody has still to be told, or it is closed already.
    """
    refuse_identifying(because)
    with transaction.atomic():
        # Whoever adds somebody to be told at the same moment waits, and then finds it closed; or this does.
        _hold_open(incident)
        still = [one.who for one in IncidentNotice.objects.filter(incident=incident) if one.is_open]
        if still:
            raise InputRefused(
                f"Still to be told: {', '.join(still)}.",
                "Record when they were told, or why they need not be.",
            )
        Incident.objects.filter(pk=incident.pk).update(closed_at=now, closed_because=because)
        record(who, "incident closed", incident.reference)


def keep_brief(incident: Incident, content: bytes, who: Account, form: str) -> IncidentBrief:
    """Keep a brief as it was taken; the same words again are the same brief.

    Args:
        incident: what it is about.
        content: the brief, frozen.
        who: who took it.
        form: as what it was taken: `pdf`, `docx`, `html`.
    """
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        # Of two who take it at once, the second waits for the number of the first.
        Incident.objects.select_for_update().get(pk=incident.pk)
        newest = incident.briefs.first()
        if newest is None or newest.digest != digest:
            number = newest.number + 1 if newest else 1
            newest = incident.briefs.create(number=number, content=content, digest=digest, by=who)
        record(
            who, "incident brief taken", incident.reference, number=newest.number, digest=digest, form=form
        )
    return newest


def content_of_brief(brief: IncidentBrief) -> bytes:
    """Return a brief as it was kept.

    Raises:
        StoreRefused: it is not what was kept.
    """
    content = bytes(brief.content)
    if hashlib.sha256(content).hexdigest() != brief.digest:
        raise StoreRefused("A brief is not what it was when it was kept.", "Look at the audit.")
    return content


def refuse_identifying(*texts: str) -> None:
    """Refuse words that may identify a person.

    Raises:
        InputRefused: they hold initials, a date of birth or a number that leads to somebody.
    """
    found = list(dict.fromkeys(one for text in texts for one in identifying(text)))
    if found:
        raise InputRefused(
            f"This may identify a person: it holds {' and '.join(found)}.",
            "Write the reference of the case system instead.",
        )


def read_by(person: Account, incidents: Iterable[Incident]) -> list[Incident]:
    """Return the incidents that a person may read."""
    return [one for one in incidents if may_read(person, one)]


def _start_clocks(
    incident: Incident, kind: IncidentKind, after: str, starts: datetime, council: Council
) -> None:
    """Begin every clock of a kind that starts when a party is told; after "" those that start at once."""
    for duty in kind.duties:
        if duty.after != after:
            continue
        limit = limit_of(duty, starts, council)
        incident.notices.create(
            key=duty.key,
            who=duty.who,
            law=duty.law,
            when=duty.when,
            is_recalled=limit.is_recalled,
            limit=limit.says,
            due=limit.by,
        )


def clocks_to_come(incident: Incident) -> list[tuple[IncidentNotice, Duty]]:
    """Return each clock that has not started, with whose telling starts it."""
    kind = incident_kinds().get(incident.kind)
    waits = {one.key: one for one in incident.notices.all() if one.is_open}
    return [(waits[one.after], one) for one in (kind.duties if kind else ()) if one.after in waits]


def _settle(notice: IncidentNotice, who: Account, now: datetime, says: str, **what: object) -> None:
    with transaction.atomic():
        Incident.objects.select_for_update().get(pk=notice.incident_id)
        still = IncidentNotice.objects.filter(pk=notice.pk, told_at=None, not_needed_because="")
        if not still.update(recorded_by=who, recorded_at=now, **what):
            raise InputRefused(f"What became of telling {notice.who} is on record already.")
        record(who, f"incident notice {says}", notice.incident.reference, notice=notice.pk, key=notice.key)


def _hold_open(incident: Incident) -> None:
    """Hold an incident for the rest of a transaction, and refuse what comes after it was closed.

    Raises:
        InputRefused: it is closed.
    """
    closed = Incident.objects.select_for_update().values_list("closed_at", flat=True).get(pk=incident.pk)
    if closed is not None:
        raise InputRefused("This incident is closed.", "Open a new one and name this one in it.")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
