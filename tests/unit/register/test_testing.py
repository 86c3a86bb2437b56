"""What is frozen of a test, and that nobody can change it unseen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from made_decisions import WHO, keep_a_test, made_account, put_forward

from joinedup.access.models import AuditEntry
from joinedup.access.roles import Role
from joinedup.council import Affected
from joinedup.errors import InputRefused, StoreRefused
from joinedup.folder import Council, read_council
from joinedup.register._proposing import withdraw
from joinedup.register._testing import changes_since, last_test, proposed_test, require_whole, thawed_test
from joinedup.register.models import Decision, FrozenTest, OptionKind, Stage

pytestmark = pytest.mark.unit


@pytest.fixture
def council(served: Path) -> Council:
    return read_council(served)


@pytest.fixture
def decision(council: Council) -> Decision:
    made = put_forward(council)
    keep_a_test(council, made)
    return Decision.objects.get(pk=made.pk)


def proposed(decision: Decision) -> FrozenTest:
    return FrozenTest.objects.filter(option__decision=decision, option__kind=OptionKind.PROPOSED)[0]


def test_every_option_is_frozen_with_the_words_of_its_proposals(council: Council, decision: Decision) -> None:
    assert [last_test(one) is not None for one in decision.options.all()] == [True, True, True]
    held = thawed_test(proposed(decision))
    text = (council.proposals / "family-help-trim.yaml").read_text(encoding="utf-8")
    assert [(one.id, one.text) for one in held.written] == [("family-help-trim", text)]
    assert held.ripple is not None
    assert held.ripple.affected == (WHO,)
    nothing = FrozenTest.objects.get(option__decision=decision, option__kind=OptionKind.NOTHING)
    assert thawed_test(nothing).nothing is not None
    assert decision.options.get(kind=OptionKind.NOTHING).says == "nothing is decided"


def test_the_digest_is_that_of_the_bytes_and_the_audit_holds_it(decision: Decision) -> None:
    test = proposed(decision)
    assert test.digest == hashlib.sha256(bytes(test.content)).hexdigest()
    entry = AuditEntry.objects.get(action="tested a decision")
    assert test.digest in json.loads(entry.detail)["digests"]


def test_one_changed_byte_is_refused(decision: Decision) -> None:
    test = proposed(decision)
    content = bytearray(test.content)
    content[len(content) // 2] ^= 1
    FrozenTest.objects.filter(pk=test.pk).update(content=bytes(content))
    with pytest.raises(StoreRefused, match="SHA-256"):
        thawed_test(proposed(decision))


@pytest.mark.parametrize(
    "change", [{"says": "It saves twice as much."}, {"affected": []}, {"draws": 4096}, {"touches": {}}]
)
def test_words_changed_beside_the_frozen_bytes_are_refused(
    decision: Decision, change: dict[str, object]
) -> None:
    test = proposed(decision)
    type(test.findings).objects.filter(test=test).update(**change)
    with pytest.raises(StoreRefused, match="not what is kept now"):
        require_whole(proposed(decision))


def test_a_test_without_its_words_is_refused(decision: Decision) -> None:
    proposed(decision).findings.delete()
    with pytest.raises(StoreRefused, match="not what is kept now"):
        require_whole(proposed(decision))


def test_a_later_test_leaves_the_earlier_one_as_it_was(council: Council, decision: Decision) -> None:
    before = proposed(decision)
    assert keep_a_test(council, decision, run="run2") is True
    assert FrozenTest.objects.filter(option=before.option).count() == 2
    assert bytes(FrozenTest.objects.get(pk=before.pk).content) == bytes(before.content)
    assert proposed_test(decision) != before


def test_the_same_run_again_is_not_kept_twice(council: Council, decision: Decision) -> None:
    assert keep_a_test(council, decision) is False
    assert FrozenTest.objects.filter(option__decision=decision).count() == 3


def test_a_proposal_that_changes_after_its_test_is_told_with_the_difference(
    council: Council, decision: Decision
) -> None:
    findings = proposed(decision).findings
    assert changes_since(council, findings) == ()
    path = council.proposals / "family-help-trim.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# A comment changes nothing.\n{text}", encoding="utf-8")
    assert changes_since(council, findings) == ()
    path.write_text(text.replace("-8%", "-9%"), encoding="utf-8")
    assert [one.strip() for one in changes_since(council, findings) if one[:2] in ("- ", "+ ")] == [
        "-    by: -8%",
        "+    by: -9%",
    ]
    path.write_text("title: [", encoding="utf-8")
    assert "cannot be read as YAML" in changes_since(council, findings)[0]
    path.unlink()
    assert "There is no proposal" in changes_since(council, findings)[0]


def test_those_whom_an_option_affects_are_listed(council: Council, decision: Decision) -> None:
    party = decision.parties.get()
    assert (party.kind, party.identifier, party.because) == ("patch", "north", "more children in need")
    assert party.probability == 0.97
    assert party.due is None


def test_who_is_no_longer_affected_stays_on_the_list_and_says_so(
    council: Council, decision: Decision
) -> None:
    other = Affected("directorate", "education", "Education", "spends more from the General Fund", 0.6)
    keep_a_test(council, decision, (other,), run="run2")
    north, education = decision.parties.order_by("id")
    assert north.because == ""
    assert "earlier form" in north.reason
    assert education.because == "spends more from the General Fund"


def test_partners_are_listed_one_by_one_where_they_are_known(council: Council, decision: Decision) -> None:

    partners = Affected("directorate", "partners", "Partners", "spend more of their own money", 0.8)
    keep_a_test(council, decision, (partners,), run="run2")
    assert decision.parties.filter(kind="partner").get().identifier == "partners"
    made_account(Role.PARTNER, organisation="nhs")
    keep_a_test(council, decision, (partners,), run="run3")
    assert decision.parties.filter(kind="partner", identifier="nhs").get().name == "NHS"


def test_a_test_brings_the_decision_on_and_back_from_ready(council: Council, decision: Decision) -> None:
    assert decision.stage == Stage.TESTED
    assert decision.measures == ["children_in_need.in_need"]
    Decision.objects.filter(pk=decision.pk).update(stage=Stage.READY)
    keep_a_test(council, decision, run="run2")
    assert Decision.objects.get(pk=decision.pk).stage == Stage.COLLABORATING


def test_a_decision_that_is_over_keeps_its_tests(council: Council, decision: Decision) -> None:
    withdraw(decision, decision.made_by, "Not needed.")
    with pytest.raises(InputRefused, match="withdrawn"):
        keep_a_test(council, decision, run="run2")
    assert FrozenTest.objects.filter(option__decision=decision).count() == 3
