"""People who use a served council without a browser: they sign in, read pages and send forms as one does."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests
from ready_county import address_of

from joinedup.cli._demo_accounts import PASSWORD

TOKEN = "csrfmiddlewaretoken"
WITHIN = 30  # seconds to wait for an answer


class Person:
    """Somebody at a browser, without the browser.

    Args:
        address: where the council is served.
        session: what keeps the cookies; its own where None.
    """

    def __init__(self, address: str, session: Any = None) -> None:
        self.address = address
        self.session = session or requests.Session()

    def sign_in(self, who: str) -> requests.Response:
        """Sign in as one of the people of the county; what follows a sign-in that worked is a redirect."""
        return self.send("/account/sign-in/", email=address_of(who), password=PASSWORD)

    def get(self, path: str) -> requests.Response:
        """Open a page."""
        return self.session.get(urljoin(self.address, path), timeout=WITHIN)  # type: ignore[no-any-return]

    def send(self, path: str, to: str = "", **values: Any) -> requests.Response:
        """Open the page with a form and send it, keeping what the form holds already; follows no redirect.

        Args:
            path: the page.
            to: where its form is sent; the page itself where empty.
            values: what is typed, by the name of the field.
        """
        page = self.get(path)
        page.raise_for_status()
        form = held_by_form(page.text, to)
        return self.session.post(  # type: ignore[no-any-return]
            urljoin(self.address, to or path),
            data=form | values,
            timeout=WITHIN,
            allow_redirects=False,
            headers={"Referer": urljoin(self.address, path)},
        )


def held_by_form(page: str, action: str = "") -> dict[str, Any]:
    """Return what the form of a page would send if nothing were typed.

    Args:
        page: the page.
        action: where the form is sent; the form that is sent to the page itself where empty.
    """
    forms = Offered(page).forms
    return next((form.held for form in forms if form.action == action), forms[0].token if forms else {})


@dataclass
class Form:
    """A form of a page.

    Args:
        action: where it is sent; the page itself where empty.
        posts: whether sending it changes something.
        held: what it sends if nothing is typed, by name, its token included.
        typed: names of what can be typed or chosen.
        files: names of where a file can be given.
    """

    action: str
    posts: bool
    held: dict[str, Any] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def token(self) -> dict[str, Any]:
        """What shows that the form came from us."""
        return {name: value for name, value in self.held.items() if name == TOKEN}


class Offered(HTMLParser):
    """What a page offers: links and forms.

    Args:
        page: the page.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""
        self._text: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, a form or a field."""
        held = {name: value or "" for name, value in attrs}
        if tag == "a" and held.get("href"):
            self.links.append(held["href"])
        if held.get("hx-get"):
            self.links.append(held["hx-get"])
        if tag == "form":
            self._form = Form(held.get("action", ""), held.get("method", "get").lower() == "post")
            self.forms.append(self._form)
        if self._form is None:
            return
        if held.get("formaction"):
            # The same fields, sent elsewhere by a button of its own.
            elsewhere = Form(held["formaction"], self._form.posts, self._form.held, self._form.typed)
            self.forms.append(elsewhere)
        if tag == "option" and self._select:
            self._option(held)
        elif "name" in held:
            self._field(tag, held, self._form)

    def _field(self, tag: str, held: dict[str, str], form: Form) -> None:
        name, kind = held["name"], held.get("type", "text")
        if tag == "input" and kind == "file":
            form.files.append(name)
            return
        if tag == "button" or kind in {"submit", "hidden"}:
            # Of several buttons the first is what the Enter key presses.
            form.held.setdefault(name, held.get("value", ""))
            return
        if name not in form.typed:
            form.typed.append(name)
        if tag == "input" and (kind not in {"checkbox", "radio"} or "checked" in held):
            form.held[name] = held.get("value", "")
        self._select = name if tag == "select" else ""
        self._text = name if tag == "textarea" else None
        if tag == "textarea":
            form.held[name] = ""

    def _option(self, held: dict[str, str]) -> None:
        assert self._form is not None
        # The first of a list is chosen until another one is.
        if "selected" in held or self._select not in self._form.held:
            self._form.held[self._select] = held.get("value", "")

    def handle_data(self, data: str) -> None:
        """Note what stands in a field of several lines."""
        if self._text is not None and self._form is not None:
            self._form.held[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or field."""
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._text = None
