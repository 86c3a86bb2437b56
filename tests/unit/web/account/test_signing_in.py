"""Signing in and out, being locked out, and when a session ends."""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core import mail
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings
from web_client import Browser, person

from joinedup.access.accounts import make_link, require_codes
from joinedup.access.codes import confirm, device_to_set_up
from joinedup.access.models import Account, AuditEntry, Invitation
from joinedup.access.roles import Role

pytestmark = pytest.mark.unit

PASSWORD = "correct horse battery"
SIGN_IN = "/account/sign-in/"


@pytest.fixture
def somebody(served: Path) -> Account:
    account = person(Role.ANALYST)
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(browser: Browser, account: Account, password: str = PASSWORD, to: str = "") -> int:
    answer = browser.post(SIGN_IN + to, {"email": account.email.upper(), "password": password})
    return answer.status_code


def with_codes(account: Account) -> tuple[TOTPDevice, list[str]]:
    """Turn codes on; the code that proved it was of the step before last."""
    device = device_to_set_up(account)
    recovery = confirm(account, device, code_of(device, -30))
    assert recovery is not None
    device.refresh_from_db()
    return device, recovery


def code_of(device: TOTPDevice, later: int = 0) -> str:
    return f"{totp(device.bin_key, t0=-later):06d}"


def said(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def test_somebody_signs_in_and_out(somebody: Account) -> None:
    browser = Browser()
    assert browser.get("/").status_code == 302
    assert sign_in(browser, somebody) == 302
    assert browser.get("/").status_code == 200
    assert browser.post("/account/sign-out/").status_code == 302
    assert browser.get("/").status_code == 302
    assert (said("signed in"), said("signed out")) == (1, 1)


def test_what_is_wrong_is_not_told_apart(somebody: Account) -> None:
    pages = []
    for email in (somebody.email, "nobody@testshire.example"):
        answer = Browser().post(SIGN_IN, {"email": email, "password": "wrong"})
        assert answer.status_code == 200
        pages.append(answer.content.decode().replace(email, "").split("<main")[1].split('name="csrf')[0])
    assert pages[0] == pages[1]
    assert "The e-mail address or the password is wrong" in pages[0]
    # What was typed may be a password in the wrong field.
    assert not AuditEntry.objects.filter(about="nobody@testshire.example").exists()


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_led_elsewhere_after_signing_in(somebody: Account, to: str) -> None:
    answer = Browser().post(f"{SIGN_IN}?next={to}", {"email": somebody.email, "password": PASSWORD})
    assert answer["Location"] == "/"


def test_five_wrong_passwords_lock_sign_in_even_for_the_right_one(somebody: Account) -> None:
    browser = Browser()
    assert [sign_in(browser, somebody, "wrong") for _ in range(5)] == [200, 200, 200, 200, 429]
    assert sign_in(browser, somebody) == 429
    assert said("locked out") >= 1
    other = person(Role.FINANCE)
    other.set_password(PASSWORD)
    other.save()
    assert sign_in(browser, other) == 302


def test_an_inactive_account_cannot_sign_in_and_its_session_ends(somebody: Account) -> None:
    browser = Browser()
    sign_in(browser, somebody)
    Account.objects.filter(pk=somebody.pk).update(is_active=False)
    assert browser.get("/").status_code == 302
    assert sign_in(Browser(), somebody) == 200


def test_a_session_ends_eight_hours_after_signing_in_however_much_it_is_used(somebody: Account) -> None:
    browser = Browser()
    sign_in(browser, somebody)
    now = time.time()
    with patch("joinedup.access.sessions.time.time") as clock:
        clock.return_value = now + 8 * 3600 - 60
        assert browser.get("/").status_code == 200
        clock.return_value = now + 8 * 3600 + 60
        assert browser.get("/").status_code == 302
    assert browser.get("/").status_code == 302


def test_changing_the_password_ends_other_sessions_and_not_ones_own(somebody: Account) -> None:
    here, elsewhere = Browser(), Browser()
    sign_in(here, somebody)
    sign_in(elsewhere, somebody)
    new = "another horse battery"
    answer = here.post("/account/password/", {"now": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)
    assert sign_in(Browser(), somebody) == 200
    assert sign_in(Browser(), somebody, new) == 302


@pytest.mark.parametrize(
    ("now", "new", "again", "says"),
    [
        ("wrong", "another horse battery", "another horse battery", "This is not your password"),
        (PASSWORD, "short", "short", "too short"),
        (PASSWORD, "another horse battery", "something else", "not the same"),
        (PASSWORD, "analyst@testshire.example", "analyst@testshire.example", "too similar"),
        (PASSWORD, "password1234", "password1234", "too common"),
        (PASSWORD, "x" * 201, "x" * 201, "at most 200"),
        ("", "", "", "Enter the new password"),
    ],
)
def test_a_weak_or_wrong_password_is_refused_at_its_field(
    somebody: Account, now: str, new: str, again: str, says: str
) -> None:
    page = Browser.of(somebody).post("/account/password/", {"now": now, "new": new, "again": again})
    assert page.status_code == 200
    assert says in page.content.decode()
    assert "<title>Error: " in page.content.decode()
    assert Account.objects.get().check_password(PASSWORD)


def test_guessing_ones_password_while_signed_in_is_locked_too(somebody: Account) -> None:
    browser = Browser.of(somebody)
    sent = {"now": "wrong", "new": "another horse battery", "again": "another horse battery"}
    assert [browser.post("/account/password/", sent).status_code for _ in range(5)][-1] == 429


def test_signing_out_everywhere_ends_other_sessions(somebody: Account) -> None:
    here, elsewhere = Browser(), Browser()
    sign_in(here, somebody)
    sign_in(elsewhere, somebody)
    assert here.post("/account/sign-out-everywhere/").status_code == 302
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


def test_a_password_is_kept_as_argon2(somebody: Account) -> None:
    assert somebody.password.startswith("argon2$argon2id$")


def test_a_code_is_asked_for_after_the_password_and_counts_once(somebody: Account) -> None:
    device, _ = with_codes(somebody)
    browser = Browser()
    answer = browser.post(f"{SIGN_IN}?next=/account/", {"email": somebody.email, "password": PASSWORD})
    assert answer["Location"] == "/account/code/"
    assert browser.get("/").status_code == 302  # not signed in yet
    code = code_of(device)
    done = browser.post("/account/code/", {"code": f" {code[:3]} {code[3:]} "})
    assert done["Location"] == "/account/"
    assert browser.get("/").status_code == 200
    again = Browser()
    sign_in(again, somebody)
    assert "wrong or was used already" in again.post("/account/code/", {"code": code}).content.decode()
    assert again.get("/").status_code == 302


def test_a_recovery_code_counts_once_and_is_not_kept_in_the_clear(somebody: Account) -> None:
    _, recovery = with_codes(somebody)
    kept = set(somebody.staticdevice_set.get().token_set.values_list("token", flat=True))
    assert len(recovery) == len(kept) == 10
    assert not kept & {*recovery, *(one.replace("-", "") for one in recovery)}
    browser = Browser()
    sign_in(browser, somebody)
    assert browser.post("/account/code/", {"code": recovery[0].upper().replace("-", " ")}).status_code == 302
    assert browser.get("/").status_code == 200
    again = Browser()
    sign_in(again, somebody)
    assert again.post("/account/code/", {"code": recovery[0]}).status_code == 200
    assert said("used a recovery code") == 1


def test_five_wrong_codes_lock_sign_in(somebody: Account) -> None:
    device, recovery = with_codes(somebody)
    browser = Browser()
    sign_in(browser, somebody)
    assert [browser.post("/account/code/", {"code": "abcd-0000"}).status_code for _ in range(5)][-1] == 429
    assert browser.post("/account/code/", {"code": recovery[0]}).status_code == 429
    assert browser.post("/account/code/", {"code": code_of(device)}).status_code == 429
    assert browser.get("/").status_code == 302


def test_the_code_step_cannot_be_reached_or_kept_open_without_the_password(somebody: Account) -> None:
    device, _ = with_codes(somebody)
    assert Browser().post("/account/code/", {"code": code_of(device)})["Location"] == SIGN_IN
    late = Browser()
    sign_in(late, somebody)
    now = time.time()
    with patch("joinedup.web.account._sign_in.time.time", return_value=now + 601):
        assert late.post("/account/code/", {"code": code_of(device)})["Location"] == SIGN_IN
    changed = Browser()
    sign_in(changed, somebody)
    Account.objects.update(session_round=99)
    assert changed.post("/account/code/", {"code": code_of(device)})["Location"] == SIGN_IN


def test_a_session_without_a_code_is_none_once_codes_are_on(somebody: Account) -> None:
    before = Browser()
    sign_in(before, somebody)
    with_codes(somebody)
    assert before.get("/").status_code == 302
    assert Browser.of(Account.objects.get()).get("/").status_code == 302  # a session that skipped the step


def test_whose_role_asks_for_codes_reaches_only_the_page_that_sets_them_up(somebody: Account) -> None:
    require_codes({Role.ANALYST}, None)
    browser = Browser()
    sign_in(browser, somebody)
    for address in ("/", "/under-way/", "/account/password/"):
        assert browser.get(address)["Location"] == "/account/codes/"
    page = browser.get("/account/codes/").content.decode()
    assert "data:image/svg+xml" in page
    device = TOTPDevice.objects.get()
    assert "wrong" in browser.post("/account/codes/", {"code": "000000x"}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0)
    done = browser.post("/account/codes/", {"code": code_of(device)}).content.decode()
    assert done.count("<li><code>") == 10
    assert browser.get("/").status_code == 200
    assert "data:image/svg+xml" not in browser.get("/account/codes/").content.decode()
    refused = browser.post("/account/codes/off/", {"password": PASSWORD})
    assert "cannot be turned off" in refused.content.decode()


def test_codes_are_turned_off_with_the_password_where_no_role_asks_for_them(somebody: Account) -> None:
    device, before = with_codes(somebody)
    browser = Browser()
    sign_in(browser, somebody)
    browser.post("/account/code/", {"code": code_of(device)})
    assert "not your password" in browser.post("/account/codes/off/", {"password": "x"}).content.decode()
    fresh = browser.post("/account/codes/recovery/", {"password": PASSWORD}).content.decode()
    assert fresh.count("<li><code>") == 10 and before[0] not in fresh
    assert browser.post("/account/codes/off/", {"password": PASSWORD}).status_code == 302
    assert not Account.objects.get().has_codes
    assert browser.get("/").status_code == 200
    assert sign_in(Browser(), somebody) == 302


def test_a_link_sets_a_password_once_and_is_out_of_the_address_at_once(somebody: Account) -> None:
    secret = make_link(somebody, None)
    assert secret not in str(list(Invitation.objects.values()))
    signed_in = Browser()
    sign_in(signed_in, somebody)
    browser = Browser()
    answer = browser.get(f"/account/link/{secret}/")
    assert answer["Location"] == "/account/link/"
    new = "a new horse battery"
    weak = browser.post("/account/link/", {"new": "short", "again": "short"})
    assert "too short" in weak.content.decode()
    assert browser.post("/account/link/", {"new": new, "again": new}).status_code == 200
    assert signed_in.get("/").status_code == 302
    assert sign_in(Browser(), somebody, new) == 302
    again = Browser()
    again.get(f"/account/link/{secret}/")
    assert again.get("/account/link/").status_code == 410
    assert again.post("/account/link/", {"new": PASSWORD, "again": PASSWORD}).status_code == 410


def test_a_link_ends_in_time_with_a_newer_one_and_with_its_account(somebody: Account) -> None:
    first = make_link(somebody, None)
    second = make_link(somebody, None)

    def works(secret: str) -> bool:
        browser = Browser()
        browser.get(f"/account/link/{secret}/")
        return browser.get("/account/link/").status_code == 200

    assert (works(first), works(second)) == (False, True)
    Account.objects.update(is_active=False)
    assert not works(second)
    Account.objects.update(is_active=True)
    Invitation.objects.update(ends_at="2020-01-01T00:00Z")
    assert not works(second)
    assert not works("nonsense")


def test_a_forgotten_password_sends_a_link_to_those_who_have_an_account_alone(
    somebody: Account, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    pages = set()
    with patch("joinedup.web.account._passwords.Thread", _AtOnce):
        for email in (somebody.email, "nobody@testshire.example"):
            page = Browser().post("/account/forgotten/", {"email": email})
            pages.add(page.content.decode())
        assert len(pages) == 1
        assert [message.to for message in mail.outbox] == [[somebody.email]]
        for _ in range(5):
            Browser().post("/account/forgotten/", {"email": somebody.email})
    assert len(mail.outbox) == 3  # no more in an hour
    address = next(line for line in mail.outbox[-1].body.splitlines() if "/account/link/" in line)
    browser = Browser()
    browser.get(address.partition("8000")[2])
    assert browser.get("/account/link/").status_code == 200


def test_a_forgotten_password_without_e_mail_leads_to_whoever_manages_accounts(
    somebody: Account, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    page = Browser().post("/account/forgotten/", {"email": somebody.email}).content.decode()
    assert "Ask whoever manages accounts" in page
    assert not Invitation.objects.exists()


def test_before_there_is_an_account_the_page_says_how_to_make_one(served: Path) -> None:
    page = Browser().get(SIGN_IN).content.decode()
    assert "joinedup account add" in page


def test_health_says_ok_to_anybody_and_nothing_more(served: Path) -> None:
    answer = Browser().get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok")


class _AtOnce:
    """A thread that does its work before it says it has begun."""

    def __init__(self, target: object, args: tuple[object, ...], daemon: bool) -> None:
        self._do = lambda: target(*args)  # type: ignore[operator]

    def start(self) -> None:
        self._do()
