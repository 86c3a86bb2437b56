"""Of two who act at once on what each has read, the second is told what the first did."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from web_client import person

from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.council import every_proposal
from joinedup.errors import InputRefused
from joinedup.folder import read_council
from joinedup.register._equality import CHARACTERISTICS, find, sign, start_analysis
from joinedup.register.collaborating import (
    add_alternative,
    close_answers,
    describe,
    give_answer,
    open_answers,
    remove_alternative,
    withdraw_decision,
)
from joinedup.register.deciding import StepRefused, withdraw_notice
from joinedup.register.incidents import add_fact, add_notice, add_step, close, not_needed, set_back
from joinedup.register.models import (
    Decision,
    DueRegard,
    EqualityAnalysis,
    EqualityFinding,
    Incident,
    IncidentNotice,
    Notice,
    OptionKind,
    PartyKind,
    Stage,
)

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


def test_what_was_decided_meanwhile_takes_no_alternative_and_loses_none(
    stale: Decision, who: Account, served: Path
) -> None:
    here = read_council(served)
    kept = stale.options.create(kind=OptionKind.ALTERNATIVE, title="Kept", proposals=[])
    with pytest.raises(InputRefused, match="can no longer be changed"):
        add_alternative(here, stale, who, [every_proposal(here)[0].rpartition("/")[2].rpartition(".")[0]])
    with pytest.raises(InputRefused, match="can no longer be changed"):
        remove_alternative(Decision(pk=stale.pk, stage=Stage.COLLABORATING), kept, who)
    assert [one.pk for one in stale.options.all()] == [kept.pk]


def test_a_notice_is_withdrawn_once_and_not_after_the_decision(who: Account) -> None:
    made = Decision.objects.create(title="One", owner_post="Head", directorate="children", made_by=who)
    today = timezone.localdate()
    notice = made.notices.create(kind="key", published_on=today, planned_for=today, recorded_by=who)
    one, other = Notice.objects.get(), Notice.objects.get()
    withdraw_notice(one, who, today)
    with pytest.raises(StepRefused):
        withdraw_notice(other, who, today + timedelta(days=1))
    assert Notice.objects.get().withdrawn_on == today
    assert made.events.count() == 1
    Notice.objects.update(withdrawn_on=None)
    Decision.objects.update(stage=Stage.DECIDED)
    with pytest.raises(StepRefused):
        withdraw_notice(notice, who, today)
    assert Notice.objects.get().withdrawn_on is None


def test_an_incident_is_closed_once_and_nothing_is_added_afterwards(who: Account) -> None:
    now = timezone.now()
    made = Incident.objects.create(kind="other", aware_at=now, directorate="children", made_by=who)
    stale = Incident.objects.get()
    made.notices.create(who="Somebody", limit="at once", due=now)
    with pytest.raises(InputRefused, match="Still to be told: Somebody"):
        close(stale, who, "Over", now)
    made.notices.update(told_at=now)
    close(made, who, "It is over.", now)
    for late in (
        lambda: close(stale, who, "Another reason", now),
        lambda: add_notice(stale, who, "Somebody else", now),
        lambda: add_step(stale, who, "Look again", "Head", now.date()),
        lambda: add_fact(
            stale, who, directorate="children", says="It was at noon.", known_at=now, source="Police"
        ),
    ):
        with pytest.raises(InputRefused, match="This incident is closed"):
            late()
    assert Incident.objects.get().closed_because == "It is over."
    assert AuditEntry.objects.filter(action="incident closed").count() == 1


def test_nothing_is_set_back_twice_or_in_an_incident_that_was_closed_meanwhile(who: Account) -> None:
    now = timezone.now()
    made = Incident.objects.create(kind="other", aware_at=now, directorate="children", made_by=who)
    notice = made.notices.create(who="Somebody", limit="at once", due=now)
    not_needed(notice, who, "They know.", now)
    stale, other = IncidentNotice.objects.get(), IncidentNotice.objects.get()
    assert stale.incident.closed_at is None
    set_back(other, who, "They do not know.", now)
    with pytest.raises(InputRefused, match="Nothing is on record of telling Somebody"):
        set_back(stale, who, "They do not know.", now)
    not_needed(notice, who, "They know now.", now)
    close(made, who, "It is over.", now)
    with pytest.raises(InputRefused, match="This incident is closed"):
        set_back(stale, who, "They do not know.", now)
    assert Incident.objects.get().set_backs.count() == 1
    assert not IncidentNotice.objects.get().is_open
    assert AuditEntry.objects.filter(action="incident notice set back").count() == 1


def test_no_equality_analysis_is_begun_added_to_or_signed_once_it_was_decided_meanwhile(
    stale: Decision, who: Account
) -> None:
    def as_read() -> Decision:
        return Decision(pk=stale.pk, stage=Stage.COLLABORATING)

    with pytest.raises(InputRefused, match="can no longer be changed"):
        start_analysis(as_read(), who)
    assert not EqualityAnalysis.objects.exists()
    analysis = EqualityAnalysis.objects.create(decision=stale, started_by=who)
    for key, _ in CHARACTERISTICS:
        analysis.findings.create(characteristic=key, effect="not_known", evidence="No return.", by=who)
    with pytest.raises(InputRefused, match="can no longer be changed"):
        find(as_read(), who, "sex", "worse", "Mothers use it most.", "")
    with pytest.raises(InputRefused, match="can no longer be changed"):
        sign(as_read(), who, "Director", "Weighed.")
    assert (EqualityFinding.objects.count(), DueRegard.objects.count()) == (len(CHARACTERISTICS), 0)
    assert not stale.events.exists()


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
