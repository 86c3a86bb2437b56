"""What lies beside the returns and is none is passed over without a word; everything else is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from joinedup.folder import read_council
from joinedup.loading import load

pytestmark = pytest.mark.unit


def test_the_scheme_of_delegation_and_drafts_are_no_returns_and_every_other_file_is_known(
    small_county: Path, tmp_path: Path
) -> None:
    shutil.copytree(small_county / "leadership", tmp_path / "leadership")
    shutil.copy(small_county / "council.toml", tmp_path / "council.toml")
    report = load(read_council(tmp_path))
    names = {Path(file.path).name for file in report.files}
    assert names == {path.name for path in (small_county / "leadership").glob("*.csv")}
    assert [file.path for file in report.files if file.reason] == []
