"""Asking, answering, asking again and closing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from made_decisions import ON, keep_a_test, made_account, put_forward

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.errors import InputRefused
from joinedup.folder import Council, read_council
from joinedup.register._collaborating import (
    ask_again,
    close_answers,
    give_answer,
    may_answer,
    open_answers,
    standing,
    why_reason_is_needed,
    withdraw_decision,
)
from joinedup.register._parties import add_party, default_due, leave_out
from joinedup.register.models import Collaboration, Decision, Party, Stage

pytestmark = pytest.mark.unit
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/London"))
DUE = ON + timedelta(days=14)


@pytest.fixture
def council(served: Path) -> Council:
    return read_council(served)


@pytest.fixture
def decision(council: Council) -> Decision:
    made = put_forward(council)
    keep_a_test(council, made)
    decision = Decision.objects.get(pk=made.pk)
    add_party(decision, made.made_by, "directorate", "education", "Education", "Schools refer.", None)
    open_answers(decision, made.made_by, DUE, NOW)
    return decision


def party(decision: Decision, identifier: str) -> Party:
    return decision.parties.get(identifier=identifier)


def answer(decision: Decision, identifier: str, position: str, who: Account | None = None) -> None:
    give_answer(party(decision, identifier), who or made_account(), position, "Because.", "", ON)


def test_the_day_is_two_weeks_ahead_where_nobody_sets_another(council: Council) -> None:
    assert default_due(council, ON) == date(2026, 12, 6)


def test_whoever_is_asked_and_says_nothing_is_silent_and_never_supports(decision: Decision) -> None:
    where = standing(decision, ON)
    assert [one.party.identifier for one in where.silent] == ["north", "education"]
    assert where.counts[-1] == ("No answer", 2)
    assert dict(where.counts)["Support"] == 0
    assert [one.days_left for one in where.asked] == [14, 14]
    late = standing(decision, DUE + timedelta(days=1))
    assert [one.is_overdue for one in late.asked] == [True, True]
    assert dict(late.counts)["Support"] == 0


def test_it_is_not_overdue_on_the_last_day(decision: Decision) -> None:
    assert standing(decision, DUE).overdue == ()


def test_a_changed_answer_leaves_the_earlier_one_on_record(decision: Decision) -> None:
    answer(decision, "north", "object")
    answer(decision, "north", "support")
    held = standing(decision, ON).asked[0]
    assert [one.position for one in held.answers] == ["support", "object"]
    assert standing(decision, ON).objections == ()


def test_an_answer_given_before_the_last_test_says_so(council: Council, decision: Decision) -> None:
    answer(decision, "north", "support")
    assert standing(decision, ON).asked[0].is_before_test is False
    keep_a_test(council, decision, run="run2")
    assert standing(decision, ON).asked[0].is_before_test is True


def test_an_answer_without_reasons_is_refused(decision: Decision) -> None:
    with pytest.raises(InputRefused, match="needs its reasons"):
        give_answer(party(decision, "north"), made_account(), "support", "  ", "", ON)


@pytest.mark.parametrize(
    ("role", "place", "may"),
    [
        (Role.DIRECTOR, {"directorate": "education"}, True),
        (Role.DIRECTOR, {"directorate": "children"}, False),
        (Role.PATCH_LEAD, {"patch": "north"}, False),
        (Role.CHIEF_EXECUTIVE, {}, True),
        (Role.ANALYST, {}, False),
        (Role.CABINET_MEMBER, {"directorate": "education"}, False),
        (Role.PARTNER, {"organisation": "nhs"}, False),
    ],
)
def test_only_who_holds_the_place_answers_for_it(
    decision: Decision, role: Role, place: dict[str, str], may: bool
) -> None:
    assert may_answer(made_account(role, **place), party(decision, "education")) is may


def test_finance_answers_for_resources_and_for_nobody_else(decision: Decision) -> None:
    add_party(decision, decision.made_by, "directorate", "resources", "Resources", "Saves.", DUE)
    finance = made_account(Role.FINANCE)
    assert may_answer(finance, party(decision, "resources"))
    assert not may_answer(finance, party(decision, "education"))


def test_nobody_answers_before_they_are_asked_or_after_it_is_closed(council: Council) -> None:
    decision = put_forward(council)
    keep_a_test(council, decision)
    with pytest.raises(InputRefused, match="takes no answer"):
        answer(decision, "north", "support")
    decision = Decision.objects.get(pk=decision.pk)
    open_answers(decision, decision.made_by, DUE, NOW)
    answer(decision, "north", "support")
    close_answers(decision, decision.made_by, "", NOW)
    with pytest.raises(InputRefused, match="takes no answer"):
        answer(decision, "north", "object")


def test_closing_needs_a_reason_while_somebody_is_silent(decision: Decision) -> None:
    answer(decision, "north", "support")
    with pytest.raises(InputRefused, match="No answer from Education"):
        close_answers(decision, decision.made_by, " ", NOW)
    close_answers(decision, decision.made_by, "They were asked twice.", NOW)
    assert decision.stage == Stage.READY
    held = Collaboration.objects.get(decision=decision)
    assert (held.closed_by, held.closed_because) == (decision.made_by, "They were asked twice.")


def test_closing_needs_a_reason_while_an_objection_stands(decision: Decision) -> None:
    answer(decision, "north", "support")
    answer(decision, "education", "object")
    assert why_reason_is_needed(standing(decision, ON)) == "Objections stand from Education."
    with pytest.raises(InputRefused, match="Objections stand"):
        close_answers(decision, decision.made_by, "", NOW)


def test_closing_needs_none_once_all_have_answered_and_nobody_objects(decision: Decision) -> None:
    answer(decision, "north", "help")
    answer(decision, "education", "mitigate")
    close_answers(decision, decision.made_by, "", NOW)
    assert decision.stage == Stage.READY


def test_asking_again_sets_a_new_day_and_tells_them(decision: Decision) -> None:
    later = DUE + timedelta(days=7)
    ask_again(party(decision, "education"), decision.made_by, later, ON)
    assert party(decision, "education").due == later
    message = decision.messages.last()
    assert (message.directorate, message.due) == ("education", later)
    answer(decision, "education", "support")
    with pytest.raises(InputRefused, match="No answer of Education is awaited"):
        ask_again(party(decision, "education"), decision.made_by, later, ON)
    with pytest.raises(InputRefused, match="must lie ahead"):
        ask_again(party(decision, "north"), decision.made_by, ON, ON)


def test_leaving_out_needs_a_reason_and_is_shown(decision: Decision) -> None:
    with pytest.raises(InputRefused, match="needs a reason"):
        leave_out(party(decision, "education"), decision.made_by, "")
    leave_out(party(decision, "education"), decision.made_by, "The school board answers apart.")
    where = standing(decision, ON)
    assert [one.party.identifier for one in where.asked] == ["north"]
    assert where.parties[1].party.left_out_because == "The school board answers apart."


def test_who_has_answered_is_not_left_out(decision: Decision) -> None:
    answer(decision, "education", "object")
    with pytest.raises(InputRefused, match="stays on the list"):
        leave_out(party(decision, "education"), decision.made_by, "They object.")


def test_nobody_is_listed_twice_but_may_come_back(decision: Decision) -> None:
    again = ("directorate", "education", "Education", "Again.", DUE)
    with pytest.raises(InputRefused, match="on the list already"):
        add_party(decision, decision.made_by, *again)
    leave_out(party(decision, "education"), decision.made_by, "Not now.")
    add_party(decision, decision.made_by, *again)
    assert standing(decision, ON).asked[1].party.reason == "Again."


def test_a_partner_typed_by_name_can_be_asked(decision: Decision) -> None:
    made = add_party(decision, decision.made_by, "partner", "", "Middleshire Police & Crime", "Calls.", DUE)
    assert made.identifier == "middleshire-police-crime"
    assert made.organisations == ["middleshire-police-crime"]


def test_answers_are_asked_for_ahead_and_after_a_test_only(council: Council) -> None:
    decision = put_forward(council)
    with pytest.raises(InputRefused, match="Test it first"):
        open_answers(decision, decision.made_by, DUE, NOW)
    keep_a_test(council, decision)
    decision = Decision.objects.get(pk=decision.pk)
    with pytest.raises(InputRefused, match="must lie ahead"):
        open_answers(decision, decision.made_by, ON, NOW)


def test_those_who_were_asked_are_told_of_a_withdrawal(decision: Decision) -> None:
    withdraw_decision(decision, decision.made_by, "The grant covers it.")
    said = [(one.patch, one.directorate) for one in decision.messages.filter(says__startswith="Withdrawn")]
    assert said == [("north", ""), ("", "education")]


def test_the_owner_is_told_of_an_objection(decision: Decision) -> None:
    answer(decision, "education", "object")
    message = decision.messages.last()
    assert message.says.startswith("Education: object")
    assert (message.directorate, message.patch, message.organisation) == ("", "", "")
