"""Every page with every role: what happens is what `access_matrix.csv` says, and what it says is declared."""

from __future__ import annotations

from pathlib import Path

import access_matrix
import pytest
from addresses import address
from django.http import HttpResponse
from django.urls import get_resolver
from web_client import Browser, person

from joinedup.access.models import Account
from joinedup.access.roles import Needs, Role
from joinedup.web.urls import ALL_SECTIONS

pytestmark = pytest.mark.unit

# Pages that refuse even whom the matrix allows: they look at what they are asked for, which is not there.
_LOOKS_FURTHER = {"job", "job_stop"}

# Pages that look at the decision itself and refuse some whom the matrix lets through the door: those of roles
# that would write there, for a decision of this kind and at this stage.
_WRITES = {Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.PATCH_LEAD}
_READS = {
    *(Role.ANALYST, Role.FINANCE, Role.SECTION_151, Role.CABINET_MEMBER, Role.SCRUTINY_MEMBER),
    *(Role.PARTNER, Role.INSPECTOR),
}
_NARROWER: dict[str, set[Role]] = {
    "decision_comment": {*_WRITES, Role.ANALYST, Role.FINANCE, Role.CHIEF_EXECUTIVE, Role.PARTNER},
    "tracker_update": _WRITES,
    "decision_route": {*_READS, Role.DEMOCRATIC_SERVICES},
    "paper_section": _READS,
    "paper_section_history": _READS,
}


def was_let_through(answer: HttpResponse) -> bool:
    """Return whether a page answered, whatever it said, and not the door in front of it."""
    if answer.status_code == 302:
        return not answer["Location"].startswith("/account/sign-in/?next=")
    return answer.status_code != 403


def test_the_matrix_is_what_is_declared() -> None:
    assert access_matrix.written() == access_matrix.declared(), (
        "what a page needs or a role allows has changed; look at the difference after writing it anew with: "
        "PYTHONPATH=.:tests python tests/access_matrix.py"
    )


def test_every_address_is_in_exactly_one_section_and_goes_through_the_door() -> None:
    names = [route.name for section in ALL_SECTIONS for route in section.routes]
    assert len(names) == len(set(names))
    assert sorted(map(str, names)) == sorted(str(one.name) for one in get_resolver().url_patterns)
    assert all(isinstance(route.needs, Needs) for section in ALL_SECTIONS for route in section.routes)


def test_what_is_open_to_all_is_a_short_list() -> None:
    assert {row["route"] for row in access_matrix.written() if row["nobody"] == "yes"} == {
        "sign_in",
        "give_code",
        "forgotten",
        "set_by_link",
        "follow_link",
        "council_colour",
        "health",
    }


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_the_matrix_says_and_nothing_else(role: Role, served: Path) -> None:
    account = person(role)
    wrong = []
    for row in access_matrix.written():
        if row["route"] == "sign_out" or row["route"] in _LOOKS_FURTHER:
            continue
        browser = Browser.of(account)
        browser.raise_request_exception = True
        where = address(row["route"], row["address"], account)
        let_through = was_let_through(browser.get(where))
        expected = row[role.value] == "yes" and role not in _NARROWER.get(row["route"], ())
        if let_through != expected:
            wrong.append(f"GET {where}: {'opened' if let_through else 'refused'}")
        if row[role.value] == "no" and was_let_through(browser.post(where)):
            wrong.append(f"POST {where}: done")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["nobody", "inactive", "whose session ended"])
def test_nobody_opens_what_is_not_open_to_all(who: str, served: Path) -> None:
    account = person(Role.CHIEF_EXECUTIVE)
    account.appointments.create(role=Role.ADMINISTRATOR.value)
    browser = Browser.of(None if who == "nobody" else account)
    if who == "inactive":
        Account.objects.update(is_active=False)
    wrong = []
    for row in access_matrix.written():
        where = address(row["route"], row["address"], account)
        if who == "whose session ended":
            browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
            session = browser.session
            session["began_at"] = 0.0
            session.save()
        for answer in (browser.get(where), browser.post(where)):
            refused = answer.status_code == 302 and answer["Location"].startswith("/account/sign-in/?next=")
            if refused is (row["nobody"] == "yes"):
                wrong.append(f"{where}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_somebody_without_a_role_sees_their_own_account_and_no_more(served: Path) -> None:
    browser = Browser.of(Account.objects.create_user("new@testshire.example", "New"))
    assert browser.get("/").status_code == 200
    page = browser.get("/account/").content.decode()
    assert "None yet" in page
    for row in access_matrix.written():
        if row["needs"] not in {"nothing", "signed in"}:
            where = address(row["route"], row["address"], Account.objects.get())
            assert browser.get(where).status_code == 403, where


def test_every_form_that_posts_is_refused_without_its_token(served: Path) -> None:
    account = person(Role.ADMINISTRATOR)
    for one in Role:
        account.appointments.get_or_create(role=one.value)
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    for row in access_matrix.written():
        answer = browser.post(address(row["route"], row["address"], account))
        assert answer.status_code in {403, 405}, row["route"]
