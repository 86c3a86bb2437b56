"""The list of decisions, and the page of one."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from made_decisions import made_decision
from web_client import Browser, person

from joinedup.access.roles import Role

pytestmark = pytest.mark.unit


def test_the_list_is_there_when_nothing_is_on_it(served: Path) -> None:
    page = Browser.of(person(Role.CABINET_MEMBER)).get("/decisions/").content.decode()
    assert "0 decisions." in page


def test_each_decision_leads_to_its_page(served: Path) -> None:
    decision = made_decision()
    browser = Browser.of(person(Role.CABINET_MEMBER))
    assert f'href="/decisions/{decision.pk}/"' in browser.get("/decisions/").content.decode()
    page = browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert f"{decision.reference}" in page
    assert "Leave vacancies unfilled." in page
    assert 'aria-current="step">Propose' in page


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("stage=proposed", True),
        ("stage=decided", False),
        ("directorate=children", True),
        ("directorate=adults", False),
        ("patch=north", True),
        ("patch=west", False),
        ("service=family_help", True),
        ("text=vacancies+help", True),
        ("text=roads", False),
        ("is_overdue=on", False),
        ("stage=nonsense", True),
        ("page=99", True),
        ("page=x", True),
    ],
)
def test_the_list_is_narrowed_to_what_is_looked_for(served: Path, asked: str, is_found: bool) -> None:
    made_decision()
    page = Browser.of(person(Role.CABINET_MEMBER)).get(f"/decisions/?{asked}").content.decode()
    assert ("Trim Family Help</a>" in page) is is_found


def test_a_decision_is_found_by_its_reference(served: Path) -> None:
    one, other = made_decision(title="First"), made_decision(title="Second")
    page = Browser.of(person(Role.CABINET_MEMBER)).get(f"/decisions/?text={other.reference}").content.decode()
    assert "Second" in page
    assert f">{one.title}</a>" not in page


def test_the_list_is_downloaded_as_it_is_narrowed(served: Path) -> None:
    made_decision(title="=1+1 is not a formula")
    made_decision(title="Adults", directorate="adults")
    browser = Browser.of(person(Role.CABINET_MEMBER))
    text = browser.get("/decisions/download/csv/?directorate=children").content.decode("utf-8-sig")
    assert "'=1+1 is not a formula" in text
    assert "Adults" not in text
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/decisions/download/xlsx/").content))
    rows = list(book["Decisions"].values)
    assert len(rows) == 3
    assert rows[2][1] == "=1+1 is not a formula"
    assert book["Decisions"]["B3"].data_type == "s"
    assert browser.get("/decisions/download/pdf/").status_code == 404


def test_a_page_that_no_decision_has_is_not_found(served: Path) -> None:
    assert Browser.of(person(Role.CABINET_MEMBER)).get("/decisions/999/").status_code == 404


def test_who_may_not_see_decisions_does_not(served: Path) -> None:
    decision = made_decision()
    browser = Browser.of(person(Role.ADMINISTRATOR))
    assert browser.get("/decisions/").status_code == 403
    assert browser.get(f"/decisions/{decision.pk}/").status_code == 403
