"""Walks through the whole application as people do, by its links and forms, and keeps every page it meets.

It finds its way by what pages offer, so that a part added later is walked through without being named here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.template import engines
from django.urls import Resolver404, resolve
from online import TOKEN, Offered
from web_client import Browser

from joinedup.access.models import Account

HERE = "http://testserver"
_LEFT_ALONE = {"sign_out"}
JUNK = "<b>'\"; DROP TABLE -- £½ \u202e" + "x" * 300


@dataclass(frozen=True)
class Met:
    """A page that somebody met.

    Args:
        who: the person, as the scene calls them.
        route: name of its route; "" where there is none.
        address: where it is.
        how: what was done to meet it: "opened", "sent empty", "sent nonsense", "sent as it is".
        status: of the answer.
        html: the page; "" where the answer is no page.
        headers: of the answer.
    """

    who: str
    route: str
    address: str
    how: str
    status: int
    html: str
    headers: dict[str, str] = field(compare=False, repr=False)

    @property
    def shape(self) -> str:
        """What the page is made of, apart from its words: two pages of one shape are alike to look at."""
        main = self.html[self.html.find("<main") :]
        parts = re.findall(r'<(\w+)(?:[^>]*?class="([^"]*)")?', main)
        # A table of ten rows is the same to look at as one of twenty.
        kept = [one for at, one in enumerate(parts) if one not in parts[max(0, at - 12) : at]]
        return hashlib.sha256(repr((self.status, kept)).encode()).hexdigest()

    def __str__(self) -> str:
        return f"{self.how} {self.address} as {self.who} ({self.route}, {self.status})"


@contextmanager
def templates_used() -> Iterator[set[str]]:
    """Note the name of each template that is rendered, extended or included while this lasts."""
    environment: Any = engines["jinja2"].env  # type: ignore[attr-defined]
    real, used = environment._load_template, set()

    def noting(name: str, *more: Any) -> Any:
        used.add(str(name))
        return real(name, *more)

    environment._load_template = noting
    try:
        yield used
    finally:
        environment._load_template = real


def walk(
    who: str, account: Account | None, starts: Iterable[str] = ("/",), most: int = 2, within: str = "/"
) -> list[Met]:
    """Follow every link that a person is offered, and keep every page.

    Args:
        who: what the person is called in what is returned.
        account: the person; None for somebody who has not signed in.
        starts: where to begin.
        most: addresses of one route that are followed: two decisions show more than one, twenty do not.
        within: how the addresses begin that are followed.
    """
    browser = _browser(account)
    met: list[Met] = []
    waiting, asked, of_route = deque(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if route in _LEFT_ALONE or of_route[route] >= most:
            continue
        of_route[route] += 1
        page = kept(who, address, "opened", browser.get(address))
        met.append(page)
        target = page.headers.get("Location")
        for found in [*([target] if target else []), *Offered(page.html).links]:
            to = _own(address, found)
            if to is not None and to not in asked and to.startswith(within):
                asked.add(to)
                waiting.append(to)
    return met


def send_everything(account: Account | None, opened: Iterable[Met]) -> Iterator[Met]:
    """Send every form of pages that were opened: empty, with nonsense, and as it stands.

    What that changes in the database is taken back; what it changes in files is not, so do it last.
    """
    browser = _browser(account)
    sent: set[tuple[str, str]] = set()
    for page in opened:
        for form in Offered(page.html).forms:
            to = _own(page.address, form.action or page.address)
            if not form.posts or to is None or (to, page.route) in sent or route_of(to) in _LEFT_ALONE:
                continue
            sent.add((to, page.route))
            fixed = {name: value for name, value in form.held.items() if name not in {TOKEN, *form.typed}}
            nonsense = fixed | dict.fromkeys(form.typed, JUNK)
            ways = {"sent empty": fixed, "sent nonsense": nonsense, "sent as it is": form.held}
            for how, values in ways.items():
                yield _taken_back(browser, page.who, to, how, values)


def all_walk(who: Iterable[tuple[str, Account | None, dict[str, Any]]]) -> list[Met]:
    """Let people walk through all they are offered, and only then send every form they met.

    Args:
        who: what each is called, the account, and more for `walk`.
    """
    walks = [(account, walk(name, account, **more)) for name, account, more in who]
    sent = [met for account, opened in walks for met in send_everything(account, opened)]
    return [met for _, opened in walks for met in opened] + sent


def _taken_back(browser: Browser, who: str, to: str, how: str, values: dict[str, Any]) -> Met:
    stays_signed_in = deepcopy(browser.cookies)
    with taken_back():
        met = kept(who, to, how, browser.post(to, values))
    browser.cookies = stays_signed_in
    return met


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what is recorded while this lasts; what must be the outermost transaction may still begin."""
    around = transaction.atomic()
    # As the transaction that a test runs in, this one is not there for whoever asks.
    around._from_testcase = True
    with around:
        yield
        transaction.set_rollback(True)


def _browser(account: Account | None) -> Browser:
    made = Browser.of(account)
    made.raise_request_exception = False
    return made


def route_of(address: str) -> str:
    """Return the name of the route that answers at an address; "" where none does."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def _own(at: str, link: str) -> str | None:
    found = urlsplit(urljoin(HERE + at, link))
    if f"{found.scheme}://{found.netloc}" != HERE or found.path.startswith("/static/"):
        return None
    return found.path + (f"?{found.query}" if found.query else "")


def kept(who: str, address: str, how: str, answer: HttpResponse) -> Met:
    is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
    html = answer.content.decode() if is_page else ""
    return Met(who, route_of(address), address, how, answer.status_code, html, dict(answer.items()))
