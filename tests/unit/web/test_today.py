"""Today, and the frame of every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_client import Browser, person

from joinedup.access.roles import Role

pytestmark = pytest.mark.unit


def test_today_says_what_waits_and_that_nothing_does(served: Path) -> None:
    page = Browser.of(person(Role.INSPECTOR)).get("/").content.decode()
    assert "Nothing needs you." in page
    assert "Middleshire Council" in page


def test_nobody_who_has_not_signed_in_sees_today(served: Path) -> None:
    answer = Browser.of(None).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/sign-in/?next=/")


@pytest.mark.parametrize("address", ["/nothing/here/", "/under-way/999999/"])
def test_a_page_that_is_not_there_says_so(served: Path, address: str) -> None:
    answer = Browser.of(person(Role.ANALYST)).get(address)
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
