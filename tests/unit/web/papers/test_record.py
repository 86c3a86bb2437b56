"""What papers are told of a decision: all that is on record, and nothing that stands no longer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_decision import kept_decision
from web_client import person

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.folder import read_council
from joinedup.register.collaborating import CHARACTERISTICS, find, sign, start_analysis
from joinedup.register.models import ConsultationKind, Decision, Demand, Effect, Outcome, PartyKind, Position
from joinedup.reports.papers import DecisionFacts
from joinedup.web.papers._record import facts_of

pytestmark = pytest.mark.unit
ON = date(2026, 10, 1)


@pytest.fixture
def owner(served: Path) -> Account:
    return person(Role.HEAD_OF_SERVICE, directorate="children")


@pytest.fixture
def decision(owner: Account) -> Decision:
    return kept_decision(owner)


def facts(decision: Decision, served: Path) -> DecisionFacts:
    return facts_of(Decision.objects.get(pk=decision.pk), read_council(served))


def test_due_regard_to_an_analysis_that_has_changed_since_is_not_given_out_as_standing(
    decision: Decision, owner: Account, served: Path
) -> None:
    start_analysis(decision, owner)
    for key, _ in CHARACTERISTICS:
        find(decision, owner, key, Effect.NOT_KNOWN, "Nobody comes.", "")
    sign(decision, owner, "Director of Family Help", "Regard was had.")
    said = facts(decision, served).equality
    assert [one.says for one in said if one.who == "Due regard, Director of Family Help"] == [
        "Regard was had."
    ]
    find(decision, owner, CHARACTERISTICS[0][0], Effect.WORSE, "Some come after all.", "A bus.")
    said = facts(decision, served).equality
    assert not [one for one in said if one.who.startswith("Due regard")]
    assert "before the analysis was changed" in " ".join(one.says for one in said)


def test_an_answer_is_told_as_it_stands_with_what_it_asks_for(
    decision: Decision, owner: Account, served: Path
) -> None:
    party = decision.parties.create(
        kind=PartyKind.DIRECTORATE,
        identifier="adults",
        name="Adults",
        because="Carers.",
        reason="They asked.",
    )
    decision.parties.create(
        kind=PartyKind.DIRECTORATE, identifier="place", name="Place", left_out_because="Not touched."
    )
    for position, says, asks in ((Position.OBJECT, "No.", ""), (Position.HELP, "Then.", "Two posts")):
        party.answers.create(position=position, reasons=says, asks_for=asks, on=ON, by=owner)
    [told] = facts(decision, served).parties
    assert (told.name, told.because) == ("Adults", "Carers; They asked")
    assert (told.answer, told.reasons, told.answered_on) == (
        "Ask for help",
        "Then. Asks for: Two posts",
        ON,
    )


def test_what_was_found_not_needed_is_told_under_what_it_is_of(
    decision: Decision, owner: Account, served: Path
) -> None:
    for demand in (Demand.EQUALITY, Demand.PUBLIC, Demand.WORKFORCE):
        decision.waivers.create(demand=demand, because=f"No {demand}.", by=owner)
    decision.consultations.create(
        kind=ConsultationKind.PUBLIC, what="A survey", whom="Families", begins=ON, ends=ON,
        responses=1200, heard="Keep it", changed="Kept", made_by=owner,
    )  # fmt: skip
    told = facts(decision, served)
    assert [one.says for one in told.equality] == [f"No {Demand.EQUALITY}."]
    assert [one.says for one in told.consultations] == [
        "A survey. Asked: Families. 1,200 answered. Heard: Keep it Changed because of it: Kept",
        f"No {Demand.PUBLIC}.",
        f"No {Demand.WORKFORCE}.",
    ]


def test_an_interest_is_told_with_what_was_done_about_it(
    decision: Decision, owner: Account, served: Path
) -> None:
    record = decision.records.create(
        outcome=Outcome.DEFERRED, reasons="More evidence.", decided_on=ON, taker="cabinet",
        decided_by="Cabinet", clause="3.1", is_key=True, recorded_by=owner,
    )  # fmt: skip
    record.interests.create(who="Councillor A", what="Trustee", is_out_of_room=True)
    record.interests.create(who="Councillor B", what="Tenant", is_out_of_room=False, dispensation="Granted")
    told = facts(decision, served).record
    assert told is not None and told.option == ""
    assert [one.says for one in told.interests] == [
        "Trustee. Left the room.",
        "Tenant. Stayed. Dispensation: Granted",
    ]
