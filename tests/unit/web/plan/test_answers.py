"""Answers about money: kept and read back whole, shown as pages, and given as files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from web_client import Browser, person

from joinedup.access.roles import Role
from joinedup.council.better_sets import BetterSets
from joinedup.council.explain import Explained
from joinedup.council.medium_term import MediumTermPlan
from joinedup.council.monitoring import Monitored
from joinedup.council.portfolios import WeighedSet
from joinedup.reports.medium_term import as_json as plan_json
from joinedup.reports.outturn import as_json as outturn_json
from joinedup.store import frozen, thawed
from joinedup.web.plan._kept import mark_of

pytestmark = pytest.mark.unit

KINDS: dict[str, Any] = {
    "plan": MediumTermPlan,
    "outturn": Monitored,
    "portfolio-a+b+c": WeighedSet,
    "better_sets-small": BetterSets,
    "explain-youth-trim": Explained,
}
SET, EXPLANATION = mark_of("portfolio-a+b+c"), mark_of("explain-youth-trim")
PAGES = (
    *("/plan/", "/plan/medium-term/", "/plan/medium-term/without-proposals/", "/plan/section-25/"),
    *("/plan/this-year/", "/plan/savings/", "/plan/sets/", "/plan/better-sets/", "/plan/side-by-side/"),
    *("/plan/what-it-hangs-on/", "/plan/links/", "/plan/links/?service=care"),
    *("/plan/better-sets/budget-2027/", "/plan/better-sets/budget-2027/limits/"),
)


@pytest.mark.parametrize("name", KINDS)
def test_an_answer_is_read_back_exactly_as_it_was_kept(answers: dict[str, object], name: str) -> None:
    again = thawed(frozen(answers[name]), KINDS[name])
    # An undefined number equals none, itself included, and is told by how it is written.
    assert again == answers[name] or repr(again) == repr(answers[name])


def test_what_a_targets_file_said_is_kept_with_its_answer(answers: dict[str, Any]) -> None:
    again = thawed(frozen(answers["better_sets-small"]), BetterSets)
    assert again.targets.content == answers["better_sets-small"].targets.content


@pytest.mark.parametrize("role", [Role.ANALYST, Role.FINANCE, Role.CABINET_MEMBER, Role.DIRECTOR])
def test_every_page_shows_before_anything_was_made(served: Path, role: Role) -> None:
    browser = Browser.of(person(role))
    for address in PAGES:
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("role", [Role.ANALYST, Role.INSPECTOR])
def test_every_page_shows_once_everything_was_made(filled: Path, role: Role) -> None:
    browser = Browser.of(person(role))
    for address in (*PAGES, f"/plan/sets/{SET}/", f"/plan/what-it-hangs-on/{EXPLANATION}/"):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        if not address.startswith("/plan/better-sets/budget"):
            assert "has not been made yet" not in answer.content.decode(), address


def test_a_partner_sees_none_of_it(filled: Path) -> None:
    browser = Browser.of(person(Role.PARTNER))
    for address in (*PAGES, f"/plan/sets/{SET}/", f"/plan/files/plan/{mark_of('plan')}/json/"):
        assert browser.get(address).status_code == 403, address


def test_what_has_not_been_made_says_so_and_offers_to_make_it_to_those_who_may(served: Path) -> None:
    for role, offered in ((Role.FINANCE, True), (Role.CABINET_MEMBER, False)):
        page = Browser.of(person(role)).get("/plan/medium-term/").content.decode()
        assert "This has not been made yet." in page
        assert ("Make the plan" in page) is offered
        assert ("An analyst or somebody in finance can make it." in page) is not offered


def test_an_answer_of_another_version_says_so_and_can_be_made_again(filled: Path) -> None:
    (filled / ".joinedup" / "results" / "plan.json.gz").write_bytes(b"not an answer")
    browser = Browser.of(person(Role.FINANCE))
    page = browser.get("/plan/medium-term/").content.decode()
    assert "cannot be read as a MediumTermPlan" in page
    assert "Make the plan" in page
    assert browser.get("/plan/").status_code == 200


def test_a_page_says_when_it_was_made_and_what_has_changed_since(filled: Path) -> None:
    page = Browser.of(person(Role.FINANCE)).get("/plan/medium-term/").content.decode()
    # The made-up plan comes from another council's load and proposals.
    assert "Made on" in page
    assert "Something has changed since this was made." in page
    assert "no longer in the folder, or can no longer be used: trim." in page
    assert "These proposals are new and not in it: " in page
    assert "Close one youth club evening in seven" in page


@pytest.mark.parametrize(
    ("name", "kind", "as_json"), [("plan", "plan", plan_json), ("outturn", "outturn", outturn_json)]
)
def test_a_file_is_what_the_command_line_writes(
    filled: Path, answers: dict[str, Any], name: str, kind: str, as_json: Any
) -> None:
    browser = Browser.of(person(Role.CABINET_MEMBER))
    answer = browser.get(f"/plan/files/{kind}/{mark_of(name)}/json/")
    assert json.loads(answer.content) == json.loads(json.dumps(as_json(answers[name])))
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    book = browser.get(f"/plan/files/{kind}/{mark_of(name)}/xlsx/")
    assert CalamineWorkbook.from_filelike(io.BytesIO(book.content)).sheet_names


@pytest.mark.parametrize("name", ["portfolio-a+b+c", "better_sets-small", "explain-youth-trim"])
def test_every_answer_can_be_taken_away(filled: Path, name: str) -> None:
    browser, kind = Browser.of(person(Role.ANALYST)), name.partition("-")[0]
    for form in ("xlsx", "json"):
        first = browser.get(f"/plan/files/{kind}/{mark_of(name)}/{form}/")
        again = browser.get(f"/plan/files/{kind}/{mark_of(name)}/{form}/")
        assert first.status_code == 200
        assert first.content == again.content


@pytest.mark.parametrize(
    "address",
    [
        "/plan/sets/0000000000/",
        "/plan/what-it-hangs-on/0000000000/",
        "/plan/files/plan/0000000000/json/",
        f"/plan/files/plan/{mark_of('plan')}/pdf/",
        f"/plan/files/secrets/{mark_of('plan')}/json/",
        "/plan/better-sets/no-such-file/",
        "/plan/better-sets/no-such-file/limits/",
        "/plan/links/pdf/",
        "/plan/links/json/?service=no-such-service",
    ],
)
def test_what_is_not_there_is_not_found(filled: Path, address: str) -> None:
    assert Browser.of(person(Role.ANALYST)).get(address).status_code == 404


def test_the_overview_sums_up_what_each_page_says(filled: Path) -> None:
    page = Browser.of(person(Role.CABINET_MEMBER)).get("/plan/").content.decode()
    assert "The General Fund is heading for" in page
    assert "General Fund in 2026/27: of " in page
    assert "taken as one set" in page


def test_links_can_be_taken_away_as_the_command_line_writes_them(served: Path) -> None:
    browser = Browser.of(person(Role.CABINET_MEMBER))
    every = json.loads(browser.get("/plan/links/json/").content)
    some = json.loads(browser.get("/plan/links/json/?service=care").content)
    assert 0 < len(some["links"]) < len(every["links"])
    assert browser.get("/plan/links/xlsx/").content[:2] == b"PK"
