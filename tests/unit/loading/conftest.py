"""A council's folder with nothing in it yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.folder import Council, read_council

COUNCIL_TOML = """
[council]
name = "Testshire"
ons_code = "E06000999"
dfe_code = 999
tier = "unitary"
region = "Nowhere"

[[patch]]
id = "all"
name = "All of it"
"""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    (tmp_path / "data").mkdir()
    (tmp_path / "council.toml").write_text(COUNCIL_TOML, encoding="utf-8")
    return read_council(tmp_path)
