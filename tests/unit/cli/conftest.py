"""A county that was loaded through the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import Said, run_well


@pytest.fixture(scope="session")
def _loaded(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    folder = tmp_path_factory.mktemp("asked") / "middleshire"
    shutil.copytree(small_county, folder)
    return folder, run_well("load", "--council", folder, "--json")


@pytest.fixture(scope="session")
def county(_loaded: tuple[Path, Said]) -> Path:
    """A loaded county that tests ask but do not change."""
    return _loaded[0]


@pytest.fixture(scope="session")
def load_said(_loaded: tuple[Path, Said]) -> Said:
    """What the load of `county` said, as JSON."""
    return _loaded[1]


@pytest.fixture
def own_county(small_county: Path, tmp_path: Path) -> Path:
    """A county of one's own, not loaded."""
    folder = tmp_path / "middleshire"
    shutil.copytree(small_county, folder)
    return folder


@pytest.fixture
def empty_council(tmp_path: Path) -> Path:
    """A council's folder with nothing in it."""
    folder = tmp_path / "a-shire"
    run_well("new", folder)
    return folder
