"""Who must be asked: listed by the model from what the options do, and by people who know better."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account, Appointment
from joinedup.access.roles import Role
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.parameters import find_parameter, load_parameters
from joinedup.register._proposing import require_open
from joinedup.register.models import Collaboration, Decision, Option, OptionKind, Party, PartyKind
from joinedup.vocabulary import Directorate

_DAYS = "joinedup.collaborating.days_to_answer"
# Nearly every name this short is an abbreviation.
_ABBREVIATION = 3
_NOT_WORDS = re.compile("[^a-z0-9]+")


def default_due(council: Council, on: date) -> date:
    """Return the last day to answer for those who are asked on a day, where nobody sets another."""
    days = find_parameter(load_parameters(council.local_parameters), _DAYS).at(on).value
    return on + timedelta(days=int(days))


def list_parties(council: Council, decision: Decision, on: date) -> None:
    """Bring the list of those who must be asked up to what the last tests say.

    Nobody is taken off it: who was asked and is no longer affected stays, and says so. Somebody whom only an
    alternative affects is on the list too, since an alternative may be what is decided.
    """
    found: dict[tuple[str, str], tuple[str, str, float]] = {}
    for option in decision.options.all():
        for kind, identifier, name, because, probability in _affected_by(option):
            told = (
                because
                if option.kind == OptionKind.PROPOSED
                else f"if “{option.title}” is decided: {because}"
            )
            found.setdefault((kind, identifier), (name, told, probability))
    due = _due_of(council, decision, on)
    for (kind, identifier), (name, because, probability) in found.items():
        decision.parties.update_or_create(
            kind=kind,
            identifier=identifier,
            defaults={"because": because, "probability": probability},
            create_defaults={"name": name, "because": because, "probability": probability, "due": due},
        )
    for party in decision.parties.exclude(because=""):
        if (party.kind, party.identifier) not in found:
            party.because, party.probability = "", None
            party.reason = party.reason or "Was affected by an earlier form of the proposal."
            party.save(update_fields=["because", "probability", "reason"])


def _affected_by(option: Option) -> Iterable[tuple[str, str, str, str, float]]:
    test = option.tests.defer("content").select_related("findings").first()
    for one in test.findings.affected if test else ():
        if one["id"] == Directorate.PARTNERS:
            for identifier, name in partners_known().items():
                yield PartyKind.PARTNER, identifier, name, one["because"], one["probability"]
        else:
            yield one["kind"], one["id"], one["name"], one["because"], one["probability"]


def partners_known() -> dict[str, str]:
    """Return the partners that somebody answers for here; the model knows health and police as one."""
    held = Appointment.objects.filter(role=Role.PARTNER).exclude(organisation="")
    named = sorted(set(held.values_list("organisation", flat=True)))
    return {one: organisation_said(one) for one in named} or {
        str(Directorate.PARTNERS): Directorate.PARTNERS.says
    }


def organisation_said(identifier: str) -> str:
    """Return an organisation's identifier as a name: `nhs` as NHS, `north-police` as North police."""
    said = identifier.replace("-", " ").replace("_", " ")
    return said.upper() if len(said) <= _ABBREVIATION else said[0].upper() + said[1:]


def _due_of(council: Council, decision: Decision, on: date) -> date | None:
    """Return the last day for somebody who is listed now: None until answers have been asked for."""
    held = Collaboration.objects.filter(decision=decision).first()
    return max(held.due, default_due(council, on)) if held else None


def add_party(
    decision: Decision, who: Account, kind: str, identifier: str, name: str, reason: str, due: date | None
) -> Party:
    """Add somebody whom the model does not list, or who was left out before.

    Raises:
        InputRefused: they are on the list already, or the decision can no longer be changed.
    """
    require_open(decision)
    key = identifier or _NOT_WORDS.sub("-", name.lower()).strip("-")[:60]
    held = decision.parties.filter(kind=kind, identifier=key).first()
    if held and not held.left_out_because:
        raise InputRefused(f"{held.name} is on the list already.", "Ask them again instead.")
    with transaction.atomic():
        party = held or Party(decision=decision, kind=kind, identifier=key, name=name)
        party.reason, party.added_by, party.left_out_because, party.left_out_by = reason, who, "", None
        party.due = due or party.due
        party.save()
        decision.tell(who, f"{party.name} must be asked too", reason)
        record(who, "added somebody who must be asked", decision.reference, party=party.name)
    return party


def leave_out(party: Party, who: Account, because: str) -> None:
    """Take somebody off the list with a reason, which stays on the page.

    Raises:
        InputRefused: they have answered, or no reason is given, or the decision can no longer be changed.
    """
    require_open(party.decision)
    if party.answers.exists():
        raise InputRefused(
            f"{party.name} has answered and stays on the list.",
            "An answer that was given is part of the record.",
        )
    if not because.strip():
        raise InputRefused("Leaving somebody out needs a reason.", "Say why they need not be asked.")
    with transaction.atomic():
        party.left_out_because, party.left_out_by = because, who
        party.save(update_fields=["left_out_because", "left_out_by"])
        party.decision.tell(who, f"{party.name} is left out", because)
        record(who, "left somebody out who was listed", party.decision.reference, party=party.name)
