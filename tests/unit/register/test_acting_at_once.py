"""Of two who act at once on what each has read, the second is told what the first did."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from web_client import person

from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.errors import InputRefused
from joinedup.register.collaborating import (
    close_answers,
    describe,
    give_answer,
    open_answers,
    withdraw_decision,
)
from joinedup.register.models import Decision, PartyKind, Stage

pytestmark = [pytest.mark.unit, pytest.mark.django_db]


@pytest.fixture
def who() -> Account:
    return person(Role.CHIEF_EXECUTIVE)


@pytest.fixture
def stale(who: Account) -> Decision:
    """Return a decision as somebody read it while it was answered; it has been decided since."""
    made = Decision.objects.create(
        title="Stale", owner_post="Head", directorate="children", stage=Stage.COLLABORATING, made_by=who
    )
    made.parties.create(kind=PartyKind.DIRECTORATE, identifier="children", name="Children")
    Decision.objects.filter(pk=made.pk).update(stage=Stage.DECIDED)
    return made


def test_what_was_decided_meanwhile_is_not_withdrawn(stale: Decision, who: Account) -> None:
    with pytest.raises(InputRefused):
        withdraw_decision(stale, who, "No longer needed")
    assert Decision.objects.get().stage == Stage.DECIDED


def test_what_was_decided_meanwhile_is_not_described_anew(stale: Decision, who: Account) -> None:
    with pytest.raises(InputRefused):
        describe(stale, who, "Another", "", "Head")
    assert Decision.objects.get().title == "Stale"


def test_nobody_answers_or_closes_what_was_decided_meanwhile(stale: Decision, who: Account) -> None:
    now: datetime = timezone.localtime()
    party = stale.parties.get()
    party.decision = stale
    with pytest.raises(InputRefused):
        give_answer(party, who, "support", "Fine", "", now.date())
    with pytest.raises(InputRefused):
        close_answers(Decision(pk=stale.pk, stage=Stage.COLLABORATING), who, "All said", now)
    with pytest.raises(InputRefused):
        open_answers(Decision(pk=stale.pk, stage=Stage.READY), who, now.date() + timedelta(days=9), now)
    assert not party.answers.exists()
    assert Decision.objects.get().stage == Stage.DECIDED
    assert not AuditEntry.objects.exists()
