"""What the journeys share: the browser, and a council that is served."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from in_forms import sign_in
from looking import WIDE, chromium
from playwright.sync_api import Browser, BrowserContext, Page
from serving import Server, serving

Opens = Callable[[str], Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def server(browser: Browser, county: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A copy of the county, served for the tests of one file. Needs the browser, or is skipped with it."""
    folder = tmp_path_factory.mktemp("served") / "middleshire"
    shutil.copytree(county, folder)
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def open_as(server: Server, browser: Browser) -> Iterator[Opens]:
    """Opens a page as one of the people, who signs in once and stays signed in."""
    contexts: dict[str, BrowserContext] = {}

    def opened(who: str) -> Page:
        if who not in contexts:
            contexts[who] = browser.new_context(base_url=server.address, viewport=WIDE)  # type: ignore[arg-type]
            page = contexts[who].new_page()
            sign_in(page, who)
            return page
        page = contexts[who].new_page()
        page.goto("/")
        return page

    yield opened
    for one in contexts.values():
        one.close()
