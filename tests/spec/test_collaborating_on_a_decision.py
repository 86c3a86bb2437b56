"""From a proposal to a decision that is ready: what each step promises to those who take it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from made_decisions import ON, keep_a_test, made_account

from joinedup.access.audit import faults
from joinedup.access.roles import Role
from joinedup.errors import InputRefused, StoreRefused
from joinedup.folder import Council, read_council
from joinedup.register._collaborating import (
    close_answers,
    give_answer,
    open_answers,
    standing,
)
from joinedup.register._parties import add_party
from joinedup.register._proposing import add_alternative, take_up, write_variant
from joinedup.register._testing import proposed_test, require_testable, require_whole
from joinedup.register.models import Decision, FrozenTest, Position, Stage

pytestmark = pytest.mark.spec
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def council(served: Path) -> Council:
    return read_council(served)


def test_a_decision_goes_from_proposal_to_ready(council: Council) -> None:
    """A proposal is tested before it is decided, those it affects are asked, and who is silent shows."""
    owner = made_account(directorate="children", post="Director of Family Help")
    decision = take_up(council, owner, "Trim Family Help", ["family-help-trim"])

    # Without an alternative there is nothing to compare it with.
    with pytest.raises(InputRefused, match="at least one alternative"):
        require_testable(decision)
    half = write_variant(council, "family-help-trim", 0.5, 0)
    add_alternative(council, decision, owner, [half.id])

    # The test freezes every option, and says who is materially affected.
    keep_a_test(council, decision)
    decision = Decision.objects.get(pk=decision.pk)
    assert decision.stage == Stage.TESTED
    assert [one.name for one in decision.parties.all()] == ["North Middleshire"]

    # People add those whom no model knows.
    add_party(decision, owner, "directorate", "education", "Education", "Schools refer families.", None)
    open_answers(decision, owner, ON + timedelta(days=14), NOW)
    director = made_account(Role.DIRECTOR, directorate="education")
    education = decision.parties.get(identifier="education")
    give_answer(education, director, Position.OBJECT, "Later referrals.", "", ON)
    assert [one.party.name for one in standing(decision, ON).silent] == ["North Middleshire"]

    # It is not closed over silence and an objection without saying why.
    with pytest.raises(InputRefused, match=r"No answer from North Middleshire\. Objections stand"):
        close_answers(decision, owner, "", NOW)
    close_answers(decision, owner, "The budget is set in two weeks; the objection goes to cabinet.", NOW)
    assert decision.stage == Stage.READY

    # Everything that happened is on one timeline, and in an audit that is whole.
    assert [one.what for one in decision.events.all()] == [
        "Put forward",
        "An alternative was added",
        "Tested",
        "Education must be asked too",
        "Answers asked for",
        "Education answered: Object",
        "Closed for answers; ready to decide",
    ]
    assert faults() == []


def test_a_new_test_reopens_what_was_closed(council: Council) -> None:
    """What people answered was about the test they saw; a newer one is theirs to answer again."""
    owner = made_account(directorate="children")
    decision = take_up(council, owner, "Trim Family Help", ["family-help-trim"])
    add_alternative(council, decision, owner, ["youth-trim"])
    keep_a_test(council, decision)
    decision = Decision.objects.get(pk=decision.pk)
    open_answers(decision, owner, ON + timedelta(days=14), NOW)
    lead = made_account(Role.PATCH_LEAD, patch="north")
    give_answer(decision.parties.get(), lead, Position.SUPPORT, "Agreed.", "", ON)
    close_answers(decision, owner, "", NOW)
    keep_a_test(council, decision, run="run2")
    decision = Decision.objects.get(pk=decision.pk)
    assert decision.stage == Stage.COLLABORATING
    assert standing(decision, ON).asked[0].is_before_test


def test_what_was_frozen_is_refused_once_a_byte_differs(council: Council) -> None:
    """Nobody can be shown a test that is not the one that was made."""
    owner = made_account(directorate="children")
    decision = take_up(council, owner, "Trim Family Help", ["family-help-trim"])
    add_alternative(council, decision, owner, ["youth-trim"])
    keep_a_test(council, decision)
    test = proposed_test(decision)
    assert test is not None
    require_whole(test)
    content = bytearray(test.content)
    content[10] ^= 1
    FrozenTest.objects.filter(pk=test.pk).update(content=bytes(content))
    with pytest.raises(StoreRefused, match="not what is kept now"):
        require_whole(FrozenTest.objects.get(pk=test.pk))
