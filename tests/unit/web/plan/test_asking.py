"""Asking for work about money: who may, what is asked for, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_results import FUND, made_proposal, made_ripple
from web_client import Browser, person

from joinedup.access.models import AuditEntry
from joinedup.access.roles import Role
from joinedup.store import keep_result
from joinedup.web.jobs.models import Job
from joinedup.web.plan._jobs import along
from joinedup.web.plan._kept import mark_of

pytestmark = pytest.mark.unit

LINES = {"looked_after_placements": -4e5}


@pytest.mark.parametrize(
    ("address", "kind", "asked_for"),
    [
        ("/plan/medium-term/make/", "plan", {"is_without": False}),
        ("/plan/this-year/make/", "outturn", {}),
        ("/plan/better-sets/budget-2027/find/", "better_sets", {"targets": "budget-2027"}),
    ],
)
def test_work_is_put_in_the_queue_once_and_in_the_audit(
    served: Path, address: str, kind: str, asked_for: dict[str, object]
) -> None:
    browser = Browser.of(person(Role.FINANCE))
    first, second = browser.post(address), browser.post(address)
    job = Job.objects.get()
    assert (job.kind, job.asked_for) == (kind, asked_for)
    assert first["Location"] == second["Location"] == f"/under-way/{job.pk}/"
    assert AuditEntry.objects.filter(action="asked for long work").count() == 1
    assert browser.get(first["Location"]).status_code == 200


def test_the_plan_without_proposals_can_be_asked_for(served: Path) -> None:
    Browser.of(person(Role.FINANCE)).post("/plan/medium-term/make/", {"without": "yes"})
    assert Job.objects.get().asked_for == {"is_without": True}


@pytest.mark.parametrize("role", [Role.CABINET_MEMBER, Role.DIRECTOR, Role.INSPECTOR])
def test_those_who_may_only_read_cannot_ask(served: Path, role: Role) -> None:
    browser = Browser.of(person(role))
    addresses = ("medium-term/make", "this-year/make", "better-sets/budget-2027/find")
    for address in addresses:
        assert browser.post(f"/plan/{address}/").status_code == 403, address
    assert browser.post("/plan/sets/", {"from_children": "youth-trim"}).status_code == 403
    assert not Job.objects.exists()


def test_work_is_not_asked_for_by_a_link(served: Path) -> None:
    browser = Browser.of(person(Role.FINANCE))
    for address in ("medium-term/make", "this-year/make", "better-sets/budget-2027/find"):
        assert browser.get(f"/plan/{address}/").status_code == 405, address


def test_a_set_is_chosen_by_directorate(served: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    page = browser.get("/plan/sets/").content.decode()
    assert "Children and Families" in page
    assert "Saves the General Fund" in page
    chosen = {"from_children": ["youth-trim", "social-work-trim"], "from_education": ["transport-redesign"]}
    browser.post("/plan/sets/", chosen)
    asked = Job.objects.get()
    assert asked.kind == "portfolio"
    assert asked.asked_for == {"proposals": ["social-work-trim", "transport-redesign", "youth-trim"]}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose at least one proposal"),
        ({"from_children": "no-such-proposal"}, "not one of the available choices"),
        ({"from_children": "../../etc/passwd.yaml"}, "not one of the available choices"),
    ],
)
def test_a_set_that_cannot_be_is_refused_on_the_form(served: Path, sent: dict[str, str], says: str) -> None:
    browser = Browser.of(person(Role.ANALYST))
    for address in ("/plan/sets/", "/plan/what-it-hangs-on/"):
        answer = browser.post(address, sent)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert says in page
        assert "<title>Error: " in page
    assert not Job.objects.exists()


def test_a_proposal_that_cannot_be_used_is_named_and_not_offered(served: Path) -> None:
    (served / "proposals" / "youth-trim.yaml").write_text("id: youth-trim\ntitle: [not a title]\n")
    page = Browser.of(person(Role.ANALYST)).get("/plan/sets/").content.decode()
    assert "These files in proposals/ cannot be used as they are" in page
    assert "youth-trim.yaml" in page
    assert 'value="youth-trim"' not in page


def test_a_set_is_weighed_again_as_it_was(filled: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    browser.post("/plan/sets/", {"again": ["youth-trim", "bus-passes"]})
    assert Job.objects.get().asked_for == {"proposals": ["bus-passes", "youth-trim"]}
    page = browser.post("/plan/sets/", {"again": ["youth-trim", "gone"]}).content.decode()
    assert "no longer in the folder" in page
    assert Job.objects.count() == 1


def test_alternatives_are_set_side_by_side(served: Path) -> None:
    for id in ("youth-trim", "bus-passes"):
        keep_result(
            served / ".joinedup", f"ripple-{id}", made_ripple(LINES, proposals=[made_proposal(id, title=id)])
        )
    browser = Browser.of(person(Role.CABINET_MEMBER))
    assert "Review bus passes" in browser.get("/plan/side-by-side/").content.decode()
    marks = [mark_of(f"ripple-{id}") for id in ("youth-trim", "bus-passes")]
    page = browser.get("/plan/side-by-side/chosen/", {"set": marks}).content.decode()
    assert "side by side" in page
    assert "Do nothing" in page
    assert "All alternatives were run on the same futures" in page


def test_alternatives_of_different_futures_are_not_set_side_by_side(served: Path) -> None:
    first = made_ripple(LINES, proposals=[made_proposal("youth-trim", pot=FUND)])
    second = made_ripple(LINES, proposals=[made_proposal("bus-passes", pot=FUND)])
    second = replace(second, manifest=replace(second.manifest, draws=512))
    for one in (first, second):
        keep_result(served / ".joinedup", f"ripple-{one.proposals[0].id}", one)
    browser = Browser.of(person(Role.ANALYST))
    marks = [mark_of(f"ripple-{id}") for id in ("youth-trim", "bus-passes")]
    page = browser.get("/plan/side-by-side/chosen/", {"set": marks}).content.decode()
    assert "These were not run on the same futures" in page
    browser.post("/plan/side-by-side/run/", {"alternative": ["youth-trim", "bus-passes"]})
    assert Job.objects.get().asked_for == {"alternatives": [["youth-trim"], ["bus-passes"]]}


@pytest.mark.parametrize("sent", [{}, {"set": ["nothing"]}, {"set": [mark_of("ripple-youth-trim")]}])
def test_too_few_alternatives_are_refused_on_the_form(served: Path, sent: dict[str, list[str]]) -> None:
    keep_result(served / ".joinedup", "ripple-youth-trim", made_ripple(LINES))
    answer = Browser.of(person(Role.ANALYST)).get("/plan/side-by-side/chosen/", sent)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("sent", [[], ["gone", "youth-trim"], ["youth-trim"], ["youth-trim"] * 9])
def test_running_together_what_cannot_be_says_so(served: Path, sent: list[str]) -> None:
    answer = Browser.of(person(Role.ANALYST)).post("/plan/side-by-side/run/", {"alternative": sent})
    assert answer.status_code == 200
    assert not Job.objects.exists()


def test_the_share_told_never_falls_and_ends_whole() -> None:
    told: list[float] = []
    tell = along(lambda _, share: told.append(share), {"first": 0.3, "second": 0.9, "last": 1.0})
    for what, share in (
        ("first", 0.0),
        ("first", 1.0),
        ("other", 0.9),
        ("second", 0.5),
        ("first", 0.1),
        ("last", 7.0),
    ):
        tell(what, share)
    assert told == pytest.approx([0.0, 0.3, 0.3, 0.6, 0.6, 1.0])
