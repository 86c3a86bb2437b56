"""Putting a decision forward: what it needs, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from made_decisions import keep_a_test, made_account, put_forward

from joinedup.access.models import AuditEntry
from joinedup.council.proposals import read_draft
from joinedup.errors import InputRefused, ProposalRefused
from joinedup.folder import Council, read_council
from joinedup.register._proposing import (
    add_alternative,
    describe,
    missing_before_test,
    remove_alternative,
    take_up,
    withdraw,
    write_proposal,
    write_variant,
)
from joinedup.register._testing import require_testable
from joinedup.register.models import Decision, OptionKind, Stage

pytestmark = pytest.mark.unit


@pytest.fixture
def council(served: Path) -> Council:
    return read_council(served)


def content(**more: object) -> dict[str, object]:
    change = {"lever": "youth.provision", "by": "-5%", "where": ["north"], "from": "2027-04-01"}
    held = {"id": "less-youth", "title": "Less youth work", "owner": "Head of Youth Services"}
    return (
        held | {"directorate": "children", "changes": [change], "savings": [], "evidence": ["None."]} | more
    )


def test_a_decision_taken_up_says_what_its_proposals_say(council: Council) -> None:
    decision = take_up(council, made_account(), "Trim it", ["family-help-trim"], "It drifts.")
    assert decision.owner_post == "Director of Family Help"
    assert (decision.directorates, decision.services) == (["children"], ["family_help"])
    assert decision.patches == [patch.id for patch in council.patches]
    assert [(one.kind, one.proposals) for one in decision.options.all()] == [
        (OptionKind.PROPOSED, ["family-help-trim"]),
        (OptionKind.NOTHING, []),
    ]
    assert decision.options.get(kind=OptionKind.NOTHING).says == "It drifts."
    assert AuditEntry.objects.filter(about=decision.reference).count() == 1


def test_without_an_alternative_it_cannot_be_tested(council: Council) -> None:
    who = made_account()
    decision = take_up(council, who, "Trim it", ["family-help-trim"])
    assert missing_before_test(decision) == ("at least one alternative",)
    with pytest.raises(InputRefused, match="at least one alternative"):
        require_testable(decision)
    add_alternative(council, decision, who, ["youth-trim"])
    assert missing_before_test(decision) == ()
    require_testable(decision)


def test_the_same_option_twice_is_refused(council: Council) -> None:
    decision = take_up(council, made_account(), "Trim it", ["family-help-trim"])
    with pytest.raises(InputRefused, match="option of this decision already"):
        add_alternative(council, decision, made_account(), ["family-help-trim"])


def test_what_is_written_is_read_by_the_command_line_as_it_was_meant(council: Council) -> None:
    written = content(title="Cut: 5% of “all” # soon", summary="First.\n\nSecond - line.")
    write_proposal(council, written, is_new=True)
    path = council.proposals / "less-youth.yaml"
    assert read_draft(path).content == written
    assert "from: 2027-04-01\n" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0


def test_a_wrong_proposal_is_refused_and_not_written(council: Council) -> None:
    change = {"lever": "youth.provison", "by": "-5%", "from": "2027-04-01"}
    with pytest.raises(ProposalRefused, match=r"did you mean youth\.provision"):
        write_proposal(council, content(changes=[change]), is_new=True)
    assert not (council.proposals / "less-youth.yaml").exists()


@pytest.mark.parametrize("name", ["../outside", "Two Words", "a/b", ""])
def test_a_name_that_leads_elsewhere_is_refused(council: Council, name: str) -> None:
    with pytest.raises(ProposalRefused):
        write_proposal(council, content(id=name), is_new=True)
    with pytest.raises(ProposalRefused):
        write_proposal(council, content(id=name), is_new=False)


def test_a_file_is_not_written_over_by_a_new_one(council: Council) -> None:
    before = (council.proposals / "youth-trim.yaml").read_bytes()
    with pytest.raises(ProposalRefused, match="exists already"):
        write_proposal(council, content(id="youth-trim"), is_new=True)
    assert (council.proposals / "youth-trim.yaml").read_bytes() == before


def test_a_variant_is_the_same_in_another_size_and_later(council: Council) -> None:
    made = write_variant(council, "family-help-trim", 0.5, 12)
    held = yaml.safe_load((council.proposals / f"{made.id}.yaml").read_text(encoding="utf-8"))
    assert made.id == "family-help-trim-50-per-cent-12-months-later"
    assert held["changes"][0]["by"] == "-4%"
    assert str(held["changes"][0]["from"]) == "2028-04-01"
    whole = yaml.safe_load((council.proposals / "family-help-trim.yaml").read_text(encoding="utf-8"))
    assert held["savings"][0]["pounds_a_year"] == whole["savings"][0]["pounds_a_year"] / 2
    assert made.changes[0].by == pytest.approx(-0.04)


def test_a_variant_that_is_the_same_or_beyond_the_plan_is_refused(council: Council) -> None:
    with pytest.raises(InputRefused, match="the proposal as it is"):
        write_variant(council, "family-help-trim", 1.0, 0)
    with pytest.raises(ProposalRefused, match="outside the plan"):
        write_variant(council, "family-help-trim", 1.0, 12 * 40)


def test_an_alternative_goes_unless_it_was_tested(council: Council) -> None:
    decision = put_forward(council)
    who, option = decision.made_by, decision.options.get(kind=OptionKind.ALTERNATIVE)
    remove_alternative(decision, option, who)
    assert missing_before_test(decision) == ("at least one alternative",)
    other = add_alternative(council, decision, who, ["youth-trim"])
    keep_a_test(council, decision)
    with pytest.raises(InputRefused, match="stays on record"):
        remove_alternative(Decision.objects.get(pk=decision.pk), other, who)
    with pytest.raises(InputRefused):
        remove_alternative(decision, decision.options.get(kind=OptionKind.NOTHING), who)


def test_what_is_withdrawn_stays_on_record_and_cannot_be_changed(council: Council) -> None:
    decision = put_forward(council)
    withdraw(decision, decision.made_by, "The grant covers it.")
    assert decision.stage == Stage.WITHDRAWN
    assert decision.events.last().detail == "The grant covers it."
    for change in (
        lambda: describe(decision, decision.made_by, "Other", "", "Nobody"),
        lambda: add_alternative(council, decision, decision.made_by, ["youth-trim"]),
        lambda: withdraw(decision, decision.made_by, "Again."),
        lambda: require_testable(decision),
    ):
        with pytest.raises(InputRefused, match="withdrawn and can no longer be changed"):
            change()
