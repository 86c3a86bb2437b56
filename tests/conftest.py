"""What every test may use, and the rule that each test says which question it asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import audit_lock
import pytest
from pytest_django.fixtures import Settings
from ready_county import ready_county

from joinedup.synthetic import make_county

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = {"unit", "spec", "property", "peers", "journeys", "docs"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stop where a test is unmarked or marked twice."""
    for item in items:
        asked = QUESTIONS & {marker.name for marker in item.iter_markers()}
        if len(asked) != 1:
            raise pytest.UsageError(
                f"{item.nodeid} must carry exactly one of {sorted(QUESTIONS)}, not {sorted(asked)}"
            )


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real open data and fictional samples; the test is skipped where it is absent."""
    folder = Path(os.environ.get("JOINEDUP_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the folder of open data is not here; set JOINEDUP_SHARED_DATA to where it is")
    return folder.resolve()


@pytest.fixture(scope="session")
def _county_and_truth(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("county")
    make_county(folder / "middleshire", scale=0.02, seed=1, truth=folder / "truth")
    return folder / "middleshire", folder / "truth"


@pytest.fixture(scope="session")
def small_county(_county_and_truth: tuple[Path, Path]) -> Path:
    """The folder of the fictional county at its smallest; copy it before writing into it."""
    return _county_and_truth[0]


@pytest.fixture(scope="session")
def small_county_truth(_county_and_truth: tuple[Path, Path]) -> Path:
    """The truth behind `small_county`."""
    return _county_and_truth[1]


@pytest.fixture(scope="session")
def shared_by_workers(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that every process of a test run shares, for what is made once for all of them."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def county(shared_by_workers: Path) -> Path:
    """The small county with everything run on it and people in each role; copy it before writing into it."""
    return ready_county(shared_by_workers)


@pytest.fixture(scope="session", autouse=True)
def _audit_can_be_emptied() -> Iterator[None]:
    """Tests that commit empty every table after them; the audit would refuse."""
    with audit_lock.emptied_by_tests():
        yield


@pytest.fixture
def served(small_county: Path, tmp_path: Path, settings: Settings, db: None) -> Path:
    """A council's folder that the web application serves in this test, with a database of its own."""
    folder = tmp_path / "served"
    shutil.copytree(small_county, folder)
    settings.COUNCIL_FOLDER = str(folder)
    return folder
