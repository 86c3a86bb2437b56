"""Whatever is sent to whatever page, the answer says what is wrong and is never a failure of ours."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import access_matrix
import pytest
from addresses import address, patterns
from django.http import HttpResponse
from django.urls import reverse
from django.urls.converters import IntConverter
from web_client import Browser, person

from joinedup.access.models import Account
from joinedup.access.roles import Role

pytestmark = pytest.mark.unit

# Of the addresses that the matrix names: what ends a session, or somebody's account, would end the test.
_ENDS = {"sign_out", "account_end_sessions", "account_deactivate"}
_ASKED = (
    *("actor", "action", "after", "all", "and", "area", "as", "chart", "compare", "day", "directorate"),
    *("end", "form", "from", "history", "kind", "measure", "merge", "month", "next", "of", "page", "part"),
    *("patch", "patches", "period", "post", "proposal", "public", "q", "search", "service", "services"),
    *(
        "text",
        "party",
        "is_overdue",
        "grade",
        "set",
        "show",
        "since",
        "stage",
        "start",
        "state",
        "structure",
        "to",
        "until",
        "with",
        "words",
        "year",
    ),
)
_HOSTILE = (
    "x",
    "-1",
    "9" * 40,
    "D²",
    "a\x00b",
    "../../../../etc/passwd",
    "nan",
    "<script>alert(1)</script>\r\nX: y",
    "\ud7ff\uffff\u202e",
)
# What forms that stand on other pages send.
_SENT = ("again", "do", "load", "name", "record", "state", "version", "what", "words")
_LONG = "é" * 200_000


class _Names(HTMLParser):
    """The fields of every form on a page, with what each would send."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag in {"input", "select", "textarea", "button"} and held.get("name"):
            self.fields.setdefault(str(held["name"]), str(held.get("value") or ""))


def _everybody() -> Account:
    """Return somebody who holds every role for the whole council, so that no door hides a fault."""
    account = person(Role.CHIEF_EXECUTIVE)
    for one in Role:
        account.appointments.get_or_create(role=one.value)
    return account


def _fields(answer: HttpResponse) -> dict[str, str]:
    names = _Names()
    if answer.get("Content-Type", "").startswith("text/html"):
        names.feed(answer.content.decode())
    return names.fields


def _fault(method: str, where: str, sent: str, ask: Any) -> list[str]:
    """Return what failed; a page that says it is not available for now is a failure too."""
    try:
        answer = ask()
    except Exception as failure:
        return [f"{method} {where} {sent[:30]!r}: {type(failure).__name__}: {str(failure)[:200]}"]
    is_fault = answer.status_code >= 500
    return [f"{method} {where} {sent[:30]!r}: {answer.status_code}"] if is_fault else []


def _routes() -> list[dict[str, str]]:
    return [row for row in access_matrix.written() if row["route"] not in _ENDS]


@pytest.mark.parametrize("part", range(4))
def test_no_page_fails_whatever_is_asked_or_sent(part: int, served: Path) -> None:
    account, other = _everybody(), person(Role.ANALYST)
    wrong: list[str] = []
    for row in _routes()[part::4]:
        browser = Browser.of(account)
        where = address(row["route"], row["address"], other)
        for value in _HOSTILE:
            asked = f"{where}?{urlencode(dict.fromkeys(_ASKED, value))}"
            wrong += _fault("GET", where, value, lambda: browser.get(asked))  # noqa: B023 -- called at once
        wrong += _fault("GET", where, "not UTF-8", lambda: browser.get(f"{where}?page=%ff&patch=%fe&q=%c3"))  # noqa: B023
        fields = dict.fromkeys(_SENT, "") | _fields(browser.get(where))
        for value in (*_HOSTILE, _LONG):
            sent = dict.fromkeys(fields, value)
            wrong += _fault("POST", where, value, lambda: browser.post(where, sent))  # noqa: B023
            # One field at a time would miss nothing that all at once finds, save what another's fault hides.
        for name in list(fields)[-3:]:
            sent = fields | {name: "9" * 40}
            wrong += _fault("POST", where, name, lambda: browser.post(where, sent))  # noqa: B023
    assert not wrong, "\n".join(wrong)


def test_no_page_fails_for_a_number_larger_than_the_database_holds(served: Path) -> None:
    account = _everybody()
    browser, wrong = Browser.of(account), []
    for row in _routes():
        given = {
            name: int("9" * 30) if isinstance(one, IntConverter) else "no-such-name"
            for name, one in patterns()[row["route"]].converters.items()
        }
        if given:
            where = reverse(row["route"], kwargs=given)
            wrong += _fault("GET", where, "", lambda: browser.get(where))  # noqa: B023
            wrong += _fault("POST", where, "", lambda: browser.post(where))  # noqa: B023
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("number", ["x", "²", "-1", "9" * 40, "a\x00b", ""])
def test_a_record_is_published_by_a_number_that_is_one(number: str, served: Path) -> None:
    account = person(Role.MONITORING_OFFICER)
    where = address("decision_publish", "/decisions/<int:number>/publish/", account)
    assert Browser.of(account).post(where, {"record": number}).status_code == 404


def test_words_that_look_like_a_reference_are_only_words(served: Path) -> None:
    found = Browser.of(person(Role.ANALYST)).get("/decisions/", {"text": "D² D٣ D99999999999"})
    assert found.status_code == 200


@pytest.mark.parametrize("which", ["²", "9" * 5_000, "x", ""])
def test_a_line_to_be_taken_away_that_is_none_changes_nothing(which: str, served: Path) -> None:
    browser = Browser.of(person(Role.HEAD_OF_SERVICE, directorate="children"))
    assert browser.post("/decisions/new/write/", {"do": f"remove-changes-{which}"}).status_code == 200
