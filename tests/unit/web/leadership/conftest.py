"""The chief executive, whose pages of leadership these tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_client import Browser, person

from joinedup.access.models import Account
from joinedup.access.roles import Role


@pytest.fixture
def chief(served: Path) -> Account:
    return person(Role.CHIEF_EXECUTIVE)


@pytest.fixture
def browser(chief: Account) -> Browser:
    return Browser.of(chief)
