"""Testing, answering, consulting and the equality analysis, on pages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from made_decisions import keep_a_test, made_decision, put_forward
from web_client import Browser, person

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.folder import read_council
from joinedup.register._equality import CHARACTERISTICS
from joinedup.register.models import Consultation, Decision, FrozenTest, OptionKind, Stage
from joinedup.web.decisions._waiting import waiting
from joinedup.web.jobs.models import Job
from joinedup.web.shell import council

pytestmark = pytest.mark.unit


def parts(name: str, days: int) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}_{at}": str(part) for at, part in enumerate((day.day, day.month, day.year))}


@pytest.fixture
def owner(served: Path) -> Account:
    return person(Role.HEAD_OF_SERVICE, directorate="children", post="Director of Family Help")


@pytest.fixture
def decision(served: Path, owner: Account) -> Decision:
    here = read_council(served)
    decision = put_forward(here, owner)
    keep_a_test(here, decision)
    return Decision.objects.get(pk=decision.pk)


def page(who: Account, decision: Decision, part: str = "") -> str:
    return str(Browser.of(who).get(f"/decisions/{decision.pk}/{part}").content.decode())


def test_a_test_is_asked_for_once_and_only_of_what_can_be_tested(served: Path, owner: Account) -> None:
    browser, lacking = Browser.of(owner), made_decision(owner)
    assert browser.post(f"/decisions/{lacking.pk}/test/").status_code == 422
    decision = put_forward(read_council(served), owner)
    first = browser.post(f"/decisions/{decision.pk}/test/")
    assert first["Location"] == browser.post(f"/decisions/{decision.pk}/test/")["Location"]
    job = Job.objects.get()
    assert (job.kind, job.asked_for) == ("test_decision", {"decision": decision.pk, "by": owner.pk})
    assert "A test is under way" in page(owner, decision)
    (served / "proposals" / "family-help-trim.yaml").write_text("title: [")
    assert browser.post(f"/decisions/{decision.pk}/test/").status_code == 422


def test_what_was_found_stands_with_its_digest(decision: Decision, owner: Account) -> None:
    said = page(owner, decision)
    for test in FrozenTest.objects.filter(option__decision=decision):
        assert test.digest in said
        whole = page(owner, decision, f"tests/{test.pk}/")
        assert test.digest in whole
    assert "it saves money" in said
    assert "side by side" in page(owner, decision, "compare/")


def test_a_changed_byte_is_refused_on_every_page(decision: Decision, owner: Account) -> None:
    test = FrozenTest.objects.get(option__decision=decision, option__kind=OptionKind.PROPOSED)
    content = bytearray(test.content)
    content[-1] ^= 1
    FrozenTest.objects.filter(pk=test.pk).update(content=bytes(content))
    browser = Browser.of(owner)
    said = page(owner, decision)
    assert "is no longer the one written down then" in said
    assert "All options side by side" not in said
    for part in (f"tests/{test.pk}/", "compare/"):
        answer = browser.get(f"/decisions/{decision.pk}/{part}")
        assert answer.status_code == 422
        assert "SHA-256" in answer.content.decode()


def test_a_test_of_another_decision_is_not_found_here(decision: Decision, owner: Account) -> None:
    test = FrozenTest.objects.first()
    assert test is not None
    other = made_decision(owner)
    assert Browser.of(owner).get(f"/decisions/{other.pk}/tests/{test.pk}/").status_code == 404
    assert Browser.of(owner).get(f"/decisions/{other.pk}/compare/").status_code == 422


def test_four_are_asked_one_objects_and_silence_shows(decision: Decision, owner: Account) -> None:
    browser, address = Browser.of(owner), f"/decisions/{decision.pk}/"
    for who in ("directorate:education", "directorate:housing"):
        browser.post(f"{address}parties/add/", {"who": who, "partner": "", "reason": "They share families."})
    browser.post(f"{address}parties/add/", {"who": "", "partner": "Health board", "reason": "Same teams."})
    browser.post(f"{address}answers/open/", parts("due", 14))
    director = person(Role.DIRECTOR, directorate="education", post="Director of Education")
    party = decision.parties.get(identifier="education")
    tasks = [one.says for one in waiting(director, council())]
    assert tasks == ["Answer for Education and Inclusion: Trim Family Help"]
    answer = f"{address}parties/{party.pk}/answer/"
    assert "it saves money" in str(Browser.of(director).get(answer).content.decode())
    sent = {"position": "object", "reasons": "Later referrals.", "asks_for": "", **parts("on", 0)}
    Browser.of(director).post(answer, sent)
    assert list(waiting(director, council())) == []
    said = page(owner, decision)
    assert "Later referrals." in said
    assert "Object: <strong>1</strong>" in said
    assert "No answer: <strong>3</strong>" in said
    assert "Support: <strong>0</strong>" in said
    listed = browser.get("/decisions/").content.decode()
    assert "3 of 4 silent" in listed
    close = f"{address}answers/close/"
    assert "There is a problem" in browser.post(close, {"words": ""}).content.decode()
    browser.post(close, {"words": "The budget is set in two weeks."})
    assert Decision.objects.get(pk=decision.pk).stage == Stage.READY
    said = page(owner, decision)
    assert "The budget is set in two weeks." in said
    assert "Objections stand from Education and Inclusion." in said


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose your answer"),
        ({"position": "maybe", "reasons": "x"}, "Select a valid choice"),
        ({"position": "support", "reasons": " "}, "Enter the reasons"),
        ({"position": "mitigate", "reasons": "x"}, "Say what would have to change"),
        ({"position": "support", "reasons": "x", **parts("on", 2)}, "must not lie ahead"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(
    decision: Decision, owner: Account, sent: dict[str, Any], says: str
) -> None:
    Browser.of(owner).post(f"/decisions/{decision.pk}/answers/open/", parts("due", 14))
    party = decision.parties.get()
    lead = Browser.of(person(Role.PATCH_LEAD, patch="north"))
    held = {**parts("on", 0), **sent} if sent else {}
    answer = lead.post(f"/decisions/{decision.pk}/parties/{party.pk}/answer/", held)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not party.answers.exists()


def test_nobody_answers_for_somebody_else(decision: Decision, owner: Account) -> None:
    party = decision.parties.get()
    address = f"/decisions/{decision.pk}/parties/{party.pk}/answer/"
    assert Browser.of(person(Role.PATCH_LEAD, patch="south")).get(address).status_code == 403
    assert Browser.of(person(Role.CABINET_MEMBER)).get(address).status_code == 403
    assert Browser.of(owner).get(address).status_code == 403


def test_a_day_to_answer_must_lie_ahead(decision: Decision, owner: Account) -> None:
    said = Browser.of(owner).post(f"/decisions/{decision.pk}/answers/open/", parts("due", 0)).content.decode()
    assert "Last day to answer must lie ahead" in said


def test_somebody_is_named_once_and_not_twice(decision: Decision, owner: Account) -> None:
    browser, address = Browser.of(owner), f"/decisions/{decision.pk}/parties/add/"
    both = {"who": "directorate:housing", "partner": "Police", "reason": "x"}
    assert "and not both" in browser.post(address, both).content.decode()
    assert "and not both" in browser.post(address, {"reason": "x"}).content.decode()
    listed = {"who": "patch:north", "partner": "", "reason": "x"}
    assert "is on the list already" in browser.post(address, listed).content.decode()


def test_asking_again_and_leaving_out(decision: Decision, owner: Account) -> None:
    browser, address = Browser.of(owner), f"/decisions/{decision.pk}/"
    browser.post(f"{address}answers/open/", parts("due", 14))
    party = decision.parties.get()
    browser.post(f"{address}parties/{party.pk}/ask-again/", parts("due", 21))
    assert decision.messages.count() == 2
    browser.post(f"{address}parties/{party.pk}/leave-out/", {"words": "The lead is new."})
    assert "Left out: The lead is new." in page(owner, decision)


def test_consultations_of_the_public_and_the_workforce(decision: Decision, owner: Account) -> None:
    browser, address = Browser.of(owner), f"/decisions/{decision.pk}/consultations/"
    held = {"what": "Fewer teams?", "whom": "All families.", **parts("begins", -60), **parts("ends", -10)}
    wrong = browser.post(f"{address}public/new/", held | parts("ends", -90)).content.decode()
    assert "Last day must be on or after the first day" in wrong
    browser.post(f"{address}public/new/", held)
    said = page(owner, decision)
    assert "write down what was heard" in said
    assert "KE v Bristol City Council [2018] EWHC 2103" in said
    one = Consultation.objects.get()
    more = {
        "responses": "214",
        "heard": "A long wait.",
        "changed": "North stays.",
        "principle_time": "Six weeks.",
    }
    browser.post(f"{address}{one.pk}/", held | more)
    said = page(owner, decision)
    assert "214 people or groups answered." in said
    assert "Six weeks." in said
    assert "write down what was heard" not in said
    assert browser.get(f"{address}everybody/new/").status_code == 404
    assert "There is a problem" in browser.post(f"{address}workforce/new/", {}).content.decode()


def test_the_equality_analysis_is_completed_and_signed(decision: Decision, owner: Account) -> None:
    browser, address = Browser.of(owner), f"/decisions/{decision.pk}/equality/"
    assert "Start the analysis" in page(owner, decision, "equality/")
    browser.post(f"{address}start/")
    assert (
        "not every protected characteristic"
        in browser.post(f"{address}sign/", {"words": "Weighed."}).content.decode()
    )
    assert "There is a problem" in browser.post(f"{address}age/", {"effect": "worse"}).content.decode()
    for key, _ in CHARACTERISTICS:
        browser.post(f"{address}{key}/", {"effect": "not_known", "evidence": "No return holds it."})
    assert "Sign due regard" in page(owner, decision, "equality/")
    browser.post(f"{address}sign/", {"words": "Each was weighed."})
    assert "Complete, and signed" in page(owner, decision)
    assert "Each was weighed." in page(owner, decision, "equality/")
    assert browser.get(f"{address}income/").status_code == 404


def test_owners_are_told_what_their_decisions_lack(served: Path, owner: Account, decision: Decision) -> None:
    lacking = made_decision(owner, title="Other")
    told = [one.says for one in waiting(owner, council())]
    assert "Read the test and ask for answers: Trim Family Help" in told
    assert "Add what is proposed and at least one alternative and doing nothing: Other" in told
    assert "See that another decision touches the same: Other" in told
    browser = Browser.of(owner)
    browser.post(f"/decisions/{lacking.pk}/related/{decision.pk}/seen/")
    assert "See that another decision touches the same: Other" not in [
        one.says for one in waiting(owner, council())
    ]


def test_the_list_knows_who_must_answer_and_what_is_overdue(decision: Decision, owner: Account) -> None:
    browser = Browser.of(owner)
    browser.post(f"/decisions/{decision.pk}/answers/open/", parts("due", 14))
    assert "1 decision found" in browser.get("/decisions/?party=patch:north").content.decode()
    assert "0 decisions found" in browser.get("/decisions/?is_overdue=on").content.decode()
    decision.parties.update(due=timezone.localdate() - timedelta(days=1))
    assert "1 decision found" in browser.get("/decisions/?is_overdue=on").content.decode()
    assert any("overdue" in one.why for one in waiting(owner, council()))
