"""A council of two patches to count in."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_store import made_council

from joinedup.folder import Council


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """A council without a store yet."""
    return made_council(tmp_path)
