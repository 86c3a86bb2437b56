"""Own figures are counted once for each state of the store, and again when anything they rest on changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from joinedup.council import _kept_figures
from joinedup.folder import read_council
from joinedup.loading import load
from joinedup.store import Store

pytestmark = pytest.mark.unit


@pytest.fixture
def county(small_county: Path, tmp_path: Path) -> Path:
    """A copy of the small county that may be written to, loaded."""
    folder = tmp_path / "county"
    shutil.copytree(small_county, folder)
    load(read_council(folder))
    return folder


def _counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list, int]:
    times = 0
    count = _kept_figures.own_figures

    def counting(store, council):
        nonlocal times
        times += 1
        return count(store, council)

    council = read_council(folder)
    with monkeypatch.context() as patched:
        patched.setattr(_kept_figures, "own_figures", counting)
        return _kept_figures.kept_own_figures(Store(council.workings), council), times


def test_a_second_question_does_not_count_again(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, counted = _counted(county, monkeypatch)
    again, counted_again = _counted(county, monkeypatch)
    assert (counted, counted_again) == (1, 0)
    assert again == first
    assert first


def test_a_new_load_counts_again(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _counted(county, monkeypatch)
    (county / "data" / "social_care" / "early_help.csv").unlink(missing_ok=True)
    for file in (county / "data" / "social_care").glob("early_help*"):
        file.unlink()
    load(read_council(county))
    values, counted = _counted(county, monkeypatch)
    assert counted == 1
    assert not any(value.figure == "early_help_cases" for value in values)


def test_other_patches_count_again(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _counted(county, monkeypatch)
    declared = county / "council.toml"
    declared.write_text(declared.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert _counted(county, monkeypatch)[1] == 1


def test_what_is_kept_can_be_deleted(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = _counted(county, monkeypatch)
    shutil.rmtree(county / ".joinedup" / "figures")
    again, counted = _counted(county, monkeypatch)
    assert counted == 1
    assert again == first
