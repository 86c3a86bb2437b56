"""Fills in what the pages ask for, found by role and label as a screen reader finds it."""

from __future__ import annotations

import time
from datetime import date

from playwright.sync_api import Locator, Page, expect
from ready_county import address_of

from joinedup.cli._demo_accounts import PASSWORD

JOB_WITHIN = 240  # seconds, on a machine with other things to do
_LOOKS_EVERY = 1000  # milliseconds


def sign_in(page: Page, who: str) -> None:
    """Sign one of the people in, as a person does."""
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(address_of(who))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def fill_day(page: Page, label: str, on: date) -> None:
    """Type a day into its three fields."""
    day = page.get_by_role("group", name=label)
    for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        day.get_by_label(part, exact=True).fill(str(value))


def choose(page: Page, label: str) -> None:
    """Choose one of several by its words."""
    page.get_by_role("radio", name=label, exact=True).check()


def press(page: Page, words: str) -> None:
    """Press a button, and wait for the page that answers; a form that is refused fails at once."""
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()
    refused = page.get_by_role("alert")
    assert refused.count() == 0, refused.first.inner_text()


def follow(page: Page, words: str, within: Locator | None = None) -> None:
    """Follow the link that has these words; some look like buttons and are called so."""
    where = within or page
    where.get_by_role("link", name=words).or_(where.get_by_role("button", name=words)).first.click()
    page.wait_for_load_state()


def see(page: Page, words: str) -> None:
    """Expect words on the page."""
    expect(page.get_by_text(words).first).to_be_visible()


def wait_for_work(page: Page) -> None:
    """Wait on the page of a piece of long work until it is done, and go to what came of it."""
    until = time.monotonic() + JOB_WITHIN
    done = page.get_by_role("link", name="See what came of it")
    while done.count() == 0:
        text = page.get_by_role("main").inner_text()
        assert "Failed" not in text and time.monotonic() < until, text
        page.wait_for_timeout(_LOOKS_EVERY)
        page.reload()
    done.click()
    page.wait_for_load_state()
