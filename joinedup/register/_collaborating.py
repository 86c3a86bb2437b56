"""Answers: asked for, given, asked for again, and closed with a reason where some are silent or object."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account, Appointment
from joinedup.access.roles import Needs, Role
from joinedup.access.rules import may_on
from joinedup.errors import InputRefused
from joinedup.register._proposing import hold, withdraw
from joinedup.register._standing import Standing, standing_of
from joinedup.register._testing import proposed_test
from joinedup.register.models import (
    Answer,
    Collaboration,
    Decision,
    Message,
    Party,
    Position,
    Stage,
)
from joinedup.vocabulary import Directorate


def standing(decision: Decision, on: date) -> Standing:
    """Return where the answers to a decision stand on a day."""
    test = proposed_test(decision)
    answers = Answer.objects.filter(party__decision=decision).select_related("by")
    parties = decision.parties.select_related("added_by", "left_out_by")
    return standing_of(parties, answers, on, test.pk if test else None)


def may_answer(person: Account, party: Party) -> bool:
    """Return whether a person may answer for a party.

    A role that holds everywhere is not enough: somebody answers for a directorate, a patch or an organisation
    whose role names it. The chief executive may answer for any, and finance for the resources directorate.
    """
    if not may_on(person, Needs.ANSWER, party):
        return False
    return any(
        Needs.ANSWER in one.kind.allows
        and (_holds_without_place(one, party) or one.directorate or one.patch or one.organisation)
        and one.covers(party.directorates, party.patches, party.organisations)
        for one in person.held()
    )


def _holds_without_place(one: Appointment, party: Party) -> bool:
    is_finance = one.kind.acts_as(Role.FINANCE) and Directorate.RESOURCES in party.directorates
    return one.kind is Role.CHIEF_EXECUTIVE or is_finance


def open_answers(decision: Decision, who: Account, due: date, now: datetime) -> None:
    """Ask everybody on the list for an answer by a day.

    Raises:
        InputRefused: the decision was not tested, or is past being answered, or the day is not ahead.
    """
    if due <= now.date():
        raise InputRefused("The last day to answer must lie ahead.", "Choose a later day.")
    with transaction.atomic():
        hold(decision)
        if decision.stage not in {Stage.TESTED, Stage.READY}:
            raise InputRefused(
                f"{decision.reference} is {decision.get_stage_display().lower()}: nobody can be asked now.",
                "Test it first; those who are affected are listed by the test.",
            )
        Collaboration.objects.update_or_create(
            decision=decision,
            defaults={
                "opened_at": now,
                "opened_by": who,
                "due": due,
                "closed_at": None,
                "closed_by": None,
                "closed_because": "",
            },
        )
        for party in decision.parties.filter(left_out_because=""):
            party.due = due
            party.save(update_fields=["due"])
            _message(party, who, f"Answer for {party.name}: {decision.title}", due)
        decision.stage = Stage.COLLABORATING
        decision.save(update_fields=["stage", "changed_at"])
        decision.tell(who, "Answers asked for", f"By {due.day} {due:%B %Y}.")
        record(who, "asked for answers", decision.reference, due=due)


def give_answer(party: Party, who: Account, position: str, reasons: str, asks_for: str, on: date) -> Answer:
    """Record an answer, with who gave it; an earlier one stays on record.

    Raises:
        InputRefused: answers are not asked for now, or the party was left out, or no reason is given.
    """
    decision = party.decision
    if not reasons.strip():
        raise InputRefused("An answer needs its reasons.", "Say why.")
    with transaction.atomic():
        # It may be closed, or the party left out, while somebody writes.
        hold(decision)
        party.refresh_from_db(fields=["left_out_because"])
        if decision.stage != Stage.COLLABORATING or party.left_out_because:
            raise InputRefused(
                f"{decision.reference} takes no answer for {party.name} now.",
                "Ask its owner to open it for answers.",
            )
        test = proposed_test(decision)
        was = party.answers.first()
        answer: Answer = party.answers.create(
            position=Position(position),
            reasons=reasons,
            asks_for=asks_for,
            on=on,
            by=who,
            post=_post(who, party),
            test=test,
        )
        verb = "changed their answer" if was else "answered"
        decision.tell(who, f"{party.name} {verb}: {answer.get_position_display()}", reasons)
        record(who, "answered a decision", decision.reference, party=party.name, position=position)
        if position in {Position.OBJECT, Position.HELP, Position.MITIGATE}:
            said = answer.get_position_display().lower()
            decision.messages.create(says=f"{party.name}: {said}. {decision.title}"[:300], made_by=who)
    return answer


def _post(who: Account, party: Party) -> str:
    """Return the post in which a person answers for a party."""
    held = [
        one
        for one in who.held()
        if Needs.ANSWER in one.kind.allows
        and one.covers(party.directorates, party.patches, party.organisations)
    ]
    return (held[0].post or held[0].kind.says) if held else ""


def ask_again(party: Party, who: Account, due: date | None, on: date) -> None:
    """Tell a party that its answer is still awaited, with a new last day where one is given.

    Raises:
        InputRefused: it has answered, was left out, or is not asked; or the new day is not ahead.
    """
    if party.decision.stage != Stage.COLLABORATING or party.left_out_because or party.answers.exists():
        raise InputRefused(f"No answer of {party.name} is awaited.", "Look at what they answered.")
    if due is not None and due <= on:
        raise InputRefused("The last day to answer must lie ahead.", "Choose a later day.")
    with transaction.atomic():
        if due is not None:
            party.due = due
            party.save(update_fields=["due"])
        _message(party, who, f"Your answer is still awaited: {party.decision.title}", party.due)
        party.decision.tell(who, f"{party.name} was asked again")
        record(who, "asked again for an answer", party.decision.reference, party=party.name)


def close_answers(decision: Decision, who: Account, because: str, now: datetime) -> None:
    """Close a decision for answers, so that it is ready to be decided.

    Args:
        decision: the decision.
        who: who closes it.
        because: why, where somebody is silent or an objection stands; both are shown to whoever decides.
        now: the moment.

    Raises:
        InputRefused: answers are not asked for now; nobody was asked; or it needs a reason and has none.
    """
    with transaction.atomic():
        # An objection that came while somebody wrote the reason counts.
        hold(decision)
        if decision.stage != Stage.COLLABORATING:
            raise InputRefused(f"{decision.reference} is not being answered.", "Ask for answers first.")
        where = standing(decision, now.date())
        if where.needs_reason and not because.strip():
            raise InputRefused(
                f"{why_reason_is_needed(where)} Closing needs a reason.", "Say why it is right."
            )
        Collaboration.objects.filter(decision=decision).update(
            closed_at=now, closed_by=who, closed_because=because
        )
        decision.stage = Stage.READY
        decision.save(update_fields=["stage", "changed_at"])
        decision.tell(who, "Closed for answers; ready to decide", because)
        record(
            who,
            "closed a decision for answers",
            decision.reference,
            silent=len(where.silent),
            objections=len(where.objections),
        )


def why_reason_is_needed(where: Standing) -> str:
    """Return who is silent and who objects, as sentences; "" where nobody is or does."""
    said = []
    if where.silent:
        said.append(f"No answer from {_listed([one.party.name for one in where.silent])}.")
    if where.objections:
        said.append(f"Objections stand from {_listed([one.party.name for one in where.objections])}.")
    return " ".join(said)


def withdraw_decision(decision: Decision, who: Account, because: str) -> None:
    """Withdraw a decision, and tell those who were asked that no answer is awaited any longer."""
    with transaction.atomic():
        asked = list(decision.parties.filter(left_out_because="", due__isnull=False))
        withdraw(decision, who, because)
        for party in asked:
            _message(party, who, f"Withdrawn, no answer is awaited: {decision.title}", None)


def _message(party: Party, who: Account, says: str, due: date | None) -> Message:
    message: Message = party.decision.messages.create(
        directorate="".join(party.directorates),
        patch="".join(party.patches),
        organisation="".join(party.organisations),
        says=says[:300],
        due=due,
        made_by=who,
    )
    return message


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
