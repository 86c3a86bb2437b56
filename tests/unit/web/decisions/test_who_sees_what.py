"""A partner sees the decisions that name its organisation, and nothing of any other, in page or file."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_client import Browser, person

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.register.collaborating import may_see
from joinedup.register.models import Decision, PartyKind
from joinedup.web.jobs.asking import ask_for
from joinedup.web.papers._making import MAKE_PAPER

pytestmark = pytest.mark.unit

_PAGES = ("", "compare/", "equality/", "papers/", "tests/1/", "papers/cabinet_report/")


@pytest.fixture
def partner(served: Path) -> Account:
    return person(Role.PARTNER, organisation="icb")


def _decision(title: str, *partners: str, at: str = "") -> Decision:
    made = Decision.objects.create(
        title=title,
        owner_post="Head of SEND",
        directorate="children",
        directorates=["children"],
        services=["send"],
        organisations=[at] if at else [],
        made_by=person(Role.HEAD_OF_SERVICE, directorate=f"children{Decision.objects.count()}"),
    )
    for one in partners:
        made.parties.create(kind=PartyKind.PARTNER, identifier=one, name=f"Party {one}")
    return made


def test_a_partner_opens_a_decision_on_which_it_is_asked(partner: Account) -> None:
    asked, placed = _decision("Asked", "icb"), _decision("Placed", at="icb")
    browser = Browser.of(partner)
    for one in (asked, placed):
        assert browser.get(f"/decisions/{one.pk}/").status_code == 200


@pytest.mark.parametrize("page", _PAGES)
def test_a_partner_opens_no_page_of_another_decision(partner: Account, page: str) -> None:
    hidden = _decision("Hidden", "police")
    assert Browser.of(partner).get(f"/decisions/{hidden.pk}/{page}").status_code == 403


def test_a_partner_that_was_left_out_sees_no_more(partner: Account) -> None:
    one = _decision("Was asked", "icb")
    one.parties.update(left_out_because="It changes nothing for them")
    assert not may_see(partner, one)
    assert Browser.of(partner).get(f"/decisions/{one.pk}/").status_code == 403


def test_lists_and_downloads_hold_nothing_of_other_decisions(partner: Account) -> None:
    _decision("Seen by it", "icb")
    _decision("Kept from it", "police")
    browser = Browser.of(partner)
    page = browser.get("/decisions/").content.decode()
    assert "Seen by it" in page
    assert "Kept from it" not in page and "Party police" not in page
    taken = browser.get("/decisions/download/csv/").content.decode()
    assert "Seen by it" in taken and "Kept from it" not in taken
    for where in (
        "/decisions/forward-plan/",
        "/decisions/forward-plan/public/",
        "/decisions/what-we-learned/",
    ):
        assert "Kept from it" not in browser.get(where).content.decode()


def test_a_decision_names_no_related_one_that_a_partner_may_not_see(partner: Account) -> None:
    seen, _ = _decision("Seen by it", "icb"), _decision("Kept from it", "police")
    where = f"/decisions/{seen.pk}/"
    assert "Kept from it" not in Browser.of(partner).get(where).content.decode()
    assert "Kept from it" in Browser.of(person(Role.INSPECTOR)).get(where).content.decode()


def test_nobody_sees_by_an_account_that_is_not_active(partner: Account) -> None:
    one = _decision("Asked", "icb")
    partner.is_active = False
    assert not may_see(partner, one)
    assert not may_see(None, one)


def test_work_that_readers_may_ask_for_is_seen_and_stopped_by_whoever_asked(partner: Account) -> None:
    asker = person(Role.DEMOCRATIC_SERVICES)
    job = ask_for(MAKE_PAPER, asker, "Make: Cabinet report, D0009", decision=9, paper="x", asked_by=asker.pk)
    browser = Browser.of(partner)
    assert browser.get(f"/under-way/{job.pk}/").status_code == 403
    assert browser.post(f"/under-way/{job.pk}/stop/").status_code == 403
    assert "D0009" not in browser.get("/under-way/").content.decode()
    assert Browser.of(asker).get(f"/under-way/{job.pk}/").status_code == 200
