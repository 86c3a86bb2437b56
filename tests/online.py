"""People who use a served council without a browser: they sign in, read pages and send forms as one does."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests
from ready_county import PASSWORD, address_of

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
        form = held_by_form(page.text, to or "")
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
    found = _Forms()
    found.feed(page)
    return next((held for sent_to, held in found.forms if sent_to == action), found.token)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, Any]]] = []
        self.token: dict[str, Any] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((held.get("action", ""), {}))
        if tag != "input" or "name" not in held or not self.forms:
            return
        if held["name"] == "csrfmiddlewaretoken":
            self.token = {held["name"]: held.get("value", "")}
        is_chosen = held.get("type") not in {"checkbox", "radio"} or "checked" in held
        if is_chosen and held.get("type") not in {"submit", "file"}:
            self.forms[-1][1][held["name"]] = held.get("value", "")
