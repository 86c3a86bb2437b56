"""What tests of the web application share: people of each role, and a look at every page that is fetched."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from joinedup.access.models import Account
from joinedup.access.roles import Role

PASSWORD = "long enough for a test"


def person(role: Role, **place: str) -> Account:
    """Return somebody who holds a role, for a directorate, patch or organisation where one is named."""
    where = "-".join(place.values()).replace(" ", "-").lower()
    account = Account.objects.create_user(f"{role.value}{where}@testshire.example", f"A {role.says.lower()}")
    account.appointments.create(role=role, **place)
    return account


def in_parts(name: str, day: date) -> dict[str, str]:
    """Return a day as its three fields are sent."""
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


class Browser(Client):
    """A client that reads each page it gets as a person or a screen reader would, or fails."""

    @classmethod
    def of(cls, account: Account | None) -> Browser:
        """Return a browser in which somebody is signed in; None for nobody."""
        made = cls()
        if account is not None:
            made.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return made

    def request(self, **request: Any) -> HttpResponse:
        response: HttpResponse = super().request(**request)
        # A page that is taken as a file is whole in itself and brings its style along.
        is_page = not response.has_header("Location") and not response.has_header("Content-Disposition")
        if response.get("Content-Type", "").startswith("text/html") and is_page:
            content = response.content.decode()
            if "<html" in content:
                assert_well_formed(content)
        return response


def assert_well_formed(page: str) -> None:
    """Fail where a page lacks a title or one heading, repeats an id, or has a control without a label."""
    seen = _Seen()
    seen.feed(page)
    assert seen.titles == 1, f"{seen.titles} titles"
    assert seen.headings == 1, f"{seen.headings} h1 headings"
    twice = sorted({one for one in seen.ids if seen.ids.count(one) > 1})
    assert twice == [], f"ids used twice: {twice}"
    unlabelled = sorted(seen.controls - seen.labelled)
    assert unlabelled == [], f"controls without a label: {unlabelled}"
    assert seen.forms_without_token == 0, "a form that posts has no token"
    assert seen.inline == [], f"styles or scripts that the content security policy refuses: {seen.inline}"


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.titles = self.headings = self.forms_without_token = 0
        self.ids: list[str] = []
        self.controls: set[str] = set()
        self.labelled: set[str] = set()
        self.inline: list[str] = []
        self._form_posts = self._in_svg = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self._in_svg = self._in_svg or tag == "svg"
        self.titles += tag == "title" and not self._in_svg
        self.headings += tag == "h1"
        if held.get("id"):
            self.ids.append(str(held["id"]))
        if "style" in held or any(name.startswith("on") for name in held):
            self.inline.append(f"{tag} {held}")
        if tag == "style" or (tag == "script" and "src" not in held and "nonce" not in held):
            self.inline.append(tag)
        if tag == "label" and held.get("for"):
            self.labelled.add(str(held["for"]))
        if tag in {"input", "select", "textarea"} and held.get("type") not in {"hidden", "submit"}:
            name = str(held.get("id") or held.get("name"))
            self.controls.add(name)
            if held.get("aria-label") or held.get("aria-labelledby"):
                self.labelled.add(name)
        if tag == "form" and str(held.get("method", "")).lower() == "post":
            self._form_posts = True
            self.forms_without_token += 1
        if tag == "input" and held.get("name") == "csrfmiddlewaretoken" and self._form_posts:
            self._form_posts = False
            self.forms_without_token -= 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._in_svg = False
