"""What every answer carries, and what none may: headers, caches, injected words, names in the log."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import access_matrix
import pytest
from django.db import DatabaseError
from django.test import override_settings
from pytest_django.fixtures import Settings
from web_client import Browser, person

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.web.log_lines import WithoutValues

pytestmark = pytest.mark.unit

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
SQL = "'; DROP TABLE access_account; -- ' OR '1'='1"


@pytest.fixture
def administrator(served: Path) -> Browser:
    return Browser.of(person(Role.ADMINISTRATOR))


ADDRESSES = [
    "/",
    "/account/sign-in/",
    "/administration/",
    "/nothing/here/",
    "/health",
    "/account/council.css",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_tells_the_browser_what_it_must_not_do(administrator: Browser, address: str) -> None:
    answer = administrator.get(address)
    policy = dict(one.strip().split(" ", 1) for one in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy) and "*" not in str(policy) and "http" not in str(policy)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one != "/account/council.css"])
def test_no_page_is_kept_where_the_next_person_could_see_it(administrator: Browser, address: str) -> None:
    assert administrator.get(address)["Cache-Control"] == "private, no-store"


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(served: Path) -> None:
    account = person(Role.ANALYST)
    account.set_password("correct horse battery")
    account.save()
    browser = Browser()
    browser.post("/account/sign-in/", {"email": account.email, "password": "correct horse battery"})
    browser.get("/account/password/")
    for cookie in browser.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax"
        assert cookie.key == "csrftoken" or not cookie["max-age"]  # ends with the browser


def test_words_that_people_type_are_shown_and_never_run(administrator: Browser) -> None:
    answer = administrator.post(
        "/administration/accounts/new/",
        {"name": EVIL, "email": "evil@testshire.example", "role": "analyst", "post": EVIL + SQL},
    )
    assert answer.status_code == 200
    made = Account.objects.get(email="evil@testshire.example")
    record(made, EVIL[:60], EVIL, why=EVIL)
    pages = ["accounts/", f"accounts/{made.pk}/", f"accounts/{made.pk}/link/", "audit/", "accounts/new/"]
    for one in pages:
        page = administrator.get(f"/administration/{one}").content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page, one
        assert "49" not in page.split("<main")[1].split("{{ 7*7 }}")[0][-20:]
    assert "&lt;script&gt;alert(1)" in administrator.get("/administration/accounts/").content.decode()
    theirs = Browser.of(made).get("/").content.decode()
    assert "<script>alert" not in theirs and "&lt;script&gt;" in theirs


@pytest.mark.parametrize("words", [SQL, EVIL, "%", "_", "\\", "\x00", "é" * 100, "(((", "100%_'\""])
def test_whatever_is_looked_for_in_the_audit_is_only_looked_for(administrator: Browser, words: str) -> None:
    answer = administrator.post("/administration/audit/search/", {"words": words}, follow=True)
    assert answer.status_code == 200
    assert Account.objects.count() == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999999999999", "1' OR 1=1", ""])
def test_a_page_number_of_any_kind_is_answered(administrator: Browser, page: str) -> None:
    assert administrator.get("/administration/audit/", {"page": page}).status_code == 200


@pytest.mark.parametrize("number", ["99999999999999999999999999", "0", "-1", "1e3"])
def test_a_number_of_any_size_in_an_address_is_not_found(administrator: Browser, number: str) -> None:
    assert administrator.get(f"/administration/accounts/{number}/").status_code == 404


def test_addresses_are_made_of_our_words_and_numbers_alone() -> None:
    for row in access_matrix.declared():
        for part in row["address"].split("<")[1:]:
            kind, _, name = part.partition(">")[0].partition(":")
            assert name not in {"email", "person", "upn", "child", "postcode"}, row["address"]
            assert kind != "path", row["address"]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is written to the log, as the application writes it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(WithoutValues())
    root = logging.getLogger("django")
    root.addHandler(handler)
    yield said
    root.removeHandler(handler)


def test_the_log_of_failing_requests_names_nobody(
    administrator: Browser, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = ("Ada Lovelace", "ada@testshire.example", "A123456789012", "correct horse battery")

    def fails(*_: object, **__: object) -> None:
        raise DatabaseError(f"DETAIL: Key (email)=({secrets[1]}) of {secrets[0]} {secrets[2]} exists") from (
            ValueError(secrets[0])
        )

    administrator.raise_request_exception = False
    monkeypatch.setattr("joinedup.web.administration._accounts.add_account", fails)
    sent = {"name": secrets[0], "email": secrets[1], "role": "analyst", "post": secrets[2]}
    assert administrator.post(f"/administration/accounts/new/?q={secrets[2]}", sent).status_code == 503
    monkeypatch.setattr(
        "joinedup.web.administration._accounts.add_account",
        lambda *_: (_ for _ in ()).throw(ZeroDivisionError(secrets[0])),
    )
    assert administrator.post(f"/administration/accounts/new/?q={secrets[2]}", sent).status_code == 500
    Browser().get("/", headers={"host": secrets[1]})
    Browser().post("/account/sign-in/", {"email": secrets[1], "password": secrets[3]})
    Browser(enforce_csrf_checks=True).post("/account/sign-in/", {"email": secrets[1]})
    written = log.getvalue()
    assert "DatabaseError" in written and "ZeroDivisionError" in written
    assert "_accounts.py" in written  # where it failed can be found
    assert not [one for one in secrets if one in written or one.split("@")[0] in written]


def test_what_failed_is_said_without_what_was_sent(
    administrator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator.raise_request_exception = False

    def fails(*_: object) -> None:
        raise DatabaseError("of Ada Lovelace")

    monkeypatch.setattr("joinedup.web.administration._accounts.add_account", fails)
    sent = {"name": "Ada Lovelace", "email": "ada@testshire.example", "role": "analyst"}
    page = administrator.post("/administration/accounts/new/", sent).content.decode()
    assert "Nothing that was saved is lost" in page
    assert "Ada" not in page and "Traceback" not in page


def test_a_sending_that_is_too_large_is_refused_before_it_is_read(served: Path) -> None:
    nobody = Browser().generic("POST", "/account/sign-in/", b"x" * 100_001)
    assert nobody.status_code == 413
    known = Browser.of(person(Role.ANALYST))
    assert known.generic("POST", "/account/password/", b"x" * 100_001).status_code != 413
    assert known.generic("POST", "/", b"", CONTENT_LENGTH="1000000001").status_code == 413


def test_behind_a_proxy_with_https_cookies_need_it_and_http_leads_there(served: Path) -> None:
    with override_settings(
        SECURE_SSL_REDIRECT=True,
        SECURE_HSTS_SECONDS=31_536_000,
        SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    ):
        plain = Browser().get("/account/sign-in/")
        assert (plain.status_code, plain["Location"][:8]) == (301, "https://")
        secure = Browser().get("/account/sign-in/", headers={"x-forwarded-proto": "https"})
        assert secure.status_code == 200
        assert "max-age=31536000" in secure["Strict-Transport-Security"]
        assert Browser().get("/health").content == b"ok"  # for what watches over it on the same machine


def test_wrong_passwords_are_counted_by_the_address_that_the_proxy_saw(settings: Settings) -> None:
    from django.test import RequestFactory

    from joinedup.web.doors import client_address

    request = RequestFactory().get("/", headers={"x-forwarded-for": "1.1.1.1, 10.0.0.7"})
    settings.IS_HTTPS = False
    assert client_address(request) == "127.0.0.1"  # anybody can write such a header
    settings.IS_HTTPS = True
    assert client_address(request) == "10.0.0.7"
