"""Looking after accounts, and reading and checking the audit."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import audit_lock
import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings
from web_client import Browser, person

from joinedup.access.accounts import give_role, roles_with_codes
from joinedup.access.audit import FIRST, record
from joinedup.access.audit._entries import digest_of
from joinedup.access.codes import confirm, device_to_set_up
from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role

pytestmark = pytest.mark.unit

ACCOUNTS = "/administration/accounts/"


@pytest.fixture
def browser(served: Path, settings: Settings) -> Browser:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    return Browser.of(person(Role.ADMINISTRATOR))


@pytest.fixture
def analyst(browser: Browser) -> Account:
    return person(Role.ANALYST)


def said(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def link_in(page: str) -> str:
    found = re.search(r"http://testserver(/account/link/[\w-]+/)", page)
    assert found
    return found[1]


def test_a_person_is_added_with_a_role_and_a_link_that_is_shown_once(browser: Browser) -> None:
    sent = {"name": " Ada  Smith ", "email": "Ada@testshire.example", "role": "patch_lead", "patch": "north"}
    page = browser.post(f"{ACCOUNTS}new/", sent).content.decode()
    made = Account.objects.get(email="ada@testshire.example")
    assert (made.name, made.has_usable_password()) == ("Ada Smith", False)
    assert [(one.kind, one.patch) for one in made.held()] == [(Role.PATCH_LEAD, "north")]
    theirs = Browser()
    theirs.get(link_in(page))
    new = "a horse of my own"
    assert theirs.post("/account/link/", {"new": new, "again": new}).status_code == 200
    assert theirs.post("/account/sign-in/", {"email": made.email, "password": new}).status_code == 302
    assert "/account/link/" not in browser.get(f"{ACCOUNTS}{made.pk}/").content.decode()
    assert said("added an account") == said("gave a role") == said("made a link to set a password") == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"email": "no address"}, "Enter a valid email address"),
        ({"email": ""}, "Enter the person&#39;s e-mail address"),
        ({"role": ""}, "Choose a role"),
        ({"name": "x" * 201}, "at most 200"),
        ({"role": "emperor"}, "Select a valid choice"),
        ({"directorate": "moon"}, "Select a valid choice"),
        ({"patch": "moon"}, "Select a valid choice"),
        ({"role": "patch_lead"}, "Choose the patch"),
        ({"role": "partner"}, "Enter the organisation"),
        ({"organisation": "Health Board!"}, "small letters"),
        (
            {"email": "administrator@testshire.example"},
            "There is an account with this e-mail address already",
        ),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_at_its_field(
    browser: Browser, wrong: dict[str, str], says: str
) -> None:
    sent = {"name": "Ada", "email": "ada@testshire.example", "role": "analyst"} | wrong
    page = browser.post(f"{ACCOUNTS}new/", sent).content.decode()
    assert says in page and "<title>Error: " in page
    assert Account.objects.count() == 1


def test_a_link_is_sent_where_e_mail_is_set_up_and_then_not_shown(
    browser: Browser, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sent = {"name": "Ada", "email": "ada@testshire.example", "role": "analyst"}
    page = browser.post(f"{ACCOUNTS}new/", sent).content.decode()
    assert "/account/link/" not in page
    [message] = mail.outbox
    assert message.to == ["ada@testshire.example"] and "/account/link/" in message.body


def test_a_link_that_could_not_be_sent_is_shown(
    browser: Browser, analyst: Account, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = browser.post(f"{ACCOUNTS}{analyst.pk}/link/").content.decode()
    assert "could not be sent" in page
    assert link_in(page)


def test_roles_are_given_and_ended(browser: Browser, analyst: Account) -> None:
    browser.post(f"{ACCOUNTS}{analyst.pk}/roles/new/", {"role": "director", "directorate": "children"})
    assert [one.kind for one in analyst.appointments.order_by("pk")] == [Role.ANALYST, Role.DIRECTOR]
    browser.post(f"{ACCOUNTS}{analyst.pk}/roles/new/", {"role": "director", "directorate": "children"})
    assert analyst.appointments.count() == 2
    first = analyst.appointments.order_by("pk")[0]
    page = browser.get(f"{ACCOUNTS}{analyst.pk}/roles/{first.pk}/end/").content.decode()
    assert "will no longer be analyst" in page
    browser.post(f"{ACCOUNTS}{analyst.pk}/roles/{first.pk}/end/")
    assert [one.kind for one in analyst.appointments.all()] == [Role.DIRECTOR]
    assert (said("gave a role"), said("ended a role")) == (1, 1)


def test_a_role_that_the_law_keeps_apart_is_refused_beside_its_field(
    browser: Browser, analyst: Account
) -> None:
    where = f"{ACCOUNTS}{analyst.pk}/roles/new/"
    browser.post(where, {"role": "monitoring_officer"})
    page = browser.post(where, {"role": "section_151_officer"}).content.decode()
    assert "<title>Error: " in page and "may not also be the chief finance officer" in page
    assert [one.kind for one in analyst.appointments.order_by("pk")] == [
        Role.ANALYST,
        Role.MONITORING_OFFICER,
    ]


def test_somebody_is_always_left_who_manages_accounts(browser: Browser, analyst: Account) -> None:
    me = Account.objects.get(email="administrator@testshire.example")
    mine = me.appointments.get()
    for address in (f"{ACCOUNTS}{me.pk}/roles/{mine.pk}/end/", f"{ACCOUNTS}{me.pk}/inactive/"):
        assert browser.post(address).status_code == 422
    other = person(Role.ADMINISTRATOR, organisation="x")
    assert browser.post(f"{ACCOUNTS}{me.pk}/inactive/").status_code == 422  # never one's own
    assert Browser.of(other).post(f"{ACCOUNTS}{me.pk}/inactive/").status_code == 302
    assert (
        Browser.of(other).post(f"{ACCOUNTS}{other.pk}/roles/{other.appointments.get().pk}/end/").status_code
        == 422
    )
    assert browser.get("/").status_code == 302


def test_an_account_is_made_inactive_and_active_again(browser: Browser, analyst: Account) -> None:
    theirs = Browser.of(analyst)
    assert theirs.get("/").status_code == 200
    browser.post(f"{ACCOUNTS}{analyst.pk}/inactive/")
    assert theirs.get("/").status_code == 302
    assert browser.post(f"{ACCOUNTS}{analyst.pk}/link/").status_code == 302
    assert not analyst.invitations.exists()
    page = browser.get(f"{ACCOUNTS}{analyst.pk}/").content.decode()
    assert "No, inactive" in page and "Make active again" in page
    browser.post(f"{ACCOUNTS}{analyst.pk}/active/")
    assert theirs.get("/").status_code == 302  # a session that ended stays so
    assert Browser.of(Account.objects.get(pk=analyst.pk)).get("/").status_code == 200


def test_what_cannot_be_done_to_an_account_as_it_is_is_neither_done_nor_written_down(
    browser: Browser, analyst: Account
) -> None:
    entries = AuditEntry.objects.count()
    for act in ("active", "codes-off"):
        where = f"{ACCOUNTS}{analyst.pk}/{act}/"
        assert browser.get(where)["Location"] == f"{ACCOUNTS}{analyst.pk}/"
        assert browser.post(where)["Location"] == f"{ACCOUNTS}{analyst.pk}/"
    browser.post(f"{ACCOUNTS}{analyst.pk}/inactive/")
    assert AuditEntry.objects.count() == entries + 1
    assert browser.post(f"{ACCOUNTS}{analyst.pk}/inactive/").status_code == 302
    assert AuditEntry.objects.count() == entries + 1


def test_sessions_are_ended_and_sign_in_is_unlocked(browser: Browser, analyst: Account) -> None:
    analyst.set_password("correct horse battery")
    analyst.save()
    theirs = Browser.of(analyst)
    browser.post(f"{ACCOUNTS}{analyst.pk}/sessions/")
    assert theirs.get("/").status_code == 302
    sent = {"email": analyst.email, "password": "wrong"}
    for _ in range(5):
        theirs.post("/account/sign-in/", sent)
    sent["password"] = "correct horse battery"
    assert theirs.post("/account/sign-in/", sent).status_code == 429
    browser.post(f"{ACCOUNTS}{analyst.pk}/unlock/")
    assert theirs.post("/account/sign-in/", sent).status_code == 302


def test_somebodys_codes_are_turned_off_when_they_have_lost_them(browser: Browser, analyst: Account) -> None:
    from django_otp.oath import totp

    device = device_to_set_up(analyst)
    assert confirm(analyst, device, f"{totp(device.bin_key):06d}")
    browser.post(f"{ACCOUNTS}{analyst.pk}/codes-off/")
    analyst.refresh_from_db()
    assert not analyst.has_codes
    assert not analyst.totpdevice_set.exists() and not analyst.staticdevice_set.exists()


def test_which_roles_use_codes_is_chosen(browser: Browser) -> None:
    browser.post("/administration/codes/", {"roles": ["analyst", "finance"]})
    assert roles_with_codes() == {Role.ANALYST, Role.FINANCE}
    page = browser.get("/administration/codes/").content.decode()
    assert page.count("checked") == 2
    assert (
        "Select a valid choice" in browser.post("/administration/codes/", {"roles": ["x"]}).content.decode()
    )
    browser.post("/administration/codes/", {})
    assert roles_with_codes() == set()


def test_how_the_installation_stands_is_shown_with_what_to_do(browser: Browser, served: Path) -> None:
    audit_lock.put_on()
    served.chmod(0o755)
    page = browser.get("/administration/").content.decode()
    for words in ("plain http", "Not sent", "SQLite", "chmod 700", "Asked of nobody", "None was made yet"):
        assert words in page
    record(None, "made a backup")
    served.chmod(0o700)
    browser.post("/administration/codes/", {"roles": ["administrator"]})
    browser = Browser.of(person(Role.MONITORING_OFFICER))
    page = browser.get("/administration/").content.decode()
    for words in ("Open to its owner alone", "Asked of: administrator", "Last made on"):
        assert words in page
    assert "/administration/accounts/" not in page  # not theirs to open


def test_what_is_late_waits_for_the_administrator_alone(browser: Browser, served: Path) -> None:
    assert "Make a backup" in browser.get("/").content.decode()
    assert "Make a backup" not in Browser.of(person(Role.MONITORING_OFFICER)).get("/").content.decode()


@pytest.fixture
def audited(browser: Browser, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Browser:
    audit_lock.put_on()
    with django_capture_on_commit_callbacks(execute=True):
        for at in range(120):
            record(None, "did something", f"thing {at}", how=at, evil="=1+1")
    return browser


def test_a_detail_that_names_no_account_is_shown_as_it_was_written(browser: Browser, served: Path) -> None:
    for account in (4711, [1], {"a": 1}, None, True, "x"):
        record(None, "did something", account=account)
    page = browser.get("/administration/audit/").content.decode()
    assert "account: 4711" in page and "account: x" in page


def test_the_audit_is_read_page_by_page_and_searched(audited: Browser) -> None:
    page = audited.get("/administration/audit/").content.decode()
    assert "120 entries" in page and "thing 119" in page and "thing 69<" not in page
    assert "thing 69<" in audited.get("/administration/audit/?page=2").content.decode()
    found = audited.post("/administration/audit/search/", {"words": "thing 11"}, follow=True)
    assert found.redirect_chain == [("/administration/audit/", 302)]  # type: ignore[attr-defined]
    assert "11 entries found" in found.content.decode()  # 11 and 110 to 119
    nothing = {"words": "", "since_0": "1", "since_1": "1", "since_2": "2020", "until_0": "2", "until_1": "1"}
    page = audited.post("/administration/audit/search/", nothing | {"until_2": "2020"}, follow=True)
    assert "0 entries found" in page.content.decode()
    wrong = audited.post("/administration/audit/search/", nothing | {"until_2": "2019"})
    assert "To must be on or after From" in wrong.content.decode()


def test_a_check_of_the_audit_says_that_it_is_whole_or_what_was_changed(audited: Browser) -> None:
    page = audited.post("/administration/audit/check/", follow=True).content.decode()
    assert "all 120 entries are as they were written" in page
    audit_lock.take_off()
    AuditEntry.objects.filter(number=60).update(about="thing 95")
    audit_lock.put_on()
    page = audited.post("/administration/audit/check/", follow=True).content.decode()
    assert "Entry 60: its words are not those that were written" in page
    assert "faults found" in audited.get("/administration/").content.decode()


def test_the_audit_is_taken_away_as_a_table_or_word_for_word(audited: Browser) -> None:
    answer = audited.post("/administration/audit/export/", {"kind": "exact"})
    before = FIRST
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    for line in lines:
        said = json.loads(line)
        assert said["before"] == before
        before = said.pop("digest")
        assert before == digest_of(*said.values())  # anybody can check it
    taken = AuditEntry.objects.get(action="took the audit away")
    assert len(lines) == json.loads(taken.detail)["entries"] == taken.number - 1
    record(None, "=1+1", "@SUM(A1)")
    answer = audited.post("/administration/audit/export/", {"kind": "table"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert rows[0][:3] == ["Number", "At", "Actor"]
    assert "'=1+1" in [row[3] for row in rows]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]
    assert said_count() == 2


def said_count() -> int:
    return said("took the audit away")


def test_a_role_that_is_given_is_there_on_the_next_page(browser: Browser, analyst: Account) -> None:
    theirs = Browser.of(analyst)
    assert theirs.get("/administration/").status_code == 403
    from joinedup.access.accounts import EVERYWHERE

    give_role(analyst, Role.MONITORING_OFFICER, EVERYWHERE, None)
    assert theirs.get("/administration/").status_code == 200
