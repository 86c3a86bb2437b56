"""A council's folder with nothing in it yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.folder import Council, new_council


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return new_council(tmp_path / "testshire", "Testshire")
