"""What becomes of files that are put into `data`, replaced, moved, taken away and put back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_returns import fake_file, load_fake

from joinedup.folder import Council, new_council
from joinedup.loading import undo
from joinedup.store import Store

pytestmark = pytest.mark.spec

title = "Loading files"

ROLLS = fake_file("rolls", "2026", "100001,R,30", "100001,1,29")
CORRECTED = fake_file("rolls", "2026", "100001,R,31", "100001,2,28")

Spec = Callable[[list[dict[str, str | None]], dict[str, str], list[int]], None]


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    """Make each load's files, load, and say what became of each file and which pupil numbers are stored."""
    council = new_council(tmp_path / "testshire", "Testshire")

    def check(loads: list[dict[str, str | None]], states: dict[str, str], stored: list[int]) -> None:
        for files in loads:
            for name, text in files.items():
                _put(council, name, text)
            report = load_fake(council)
            assert all(file.adds_up for file in report.files)
        assert {file.path: file.state for file in report.files} == states
        assert pupils(council) == stored

    return check


def _put(council: Council, name: str, text: str | None) -> None:
    if text is None:
        (council.data / name).unlink()
    else:
        (council.data / name).write_text(text, encoding="utf-8")


def pupils(council: Council) -> list[int]:
    rows = Store(council.workings).read("rolls")
    return sorted(rows["pupils"].to_list()) if rows.width else []


def test_a_file_in_the_folder_is_loaded(spec: Spec) -> None:
    """Whatever its name; rows that cannot be used are set aside and counted."""
    spec([{"any name.csv": ROLLS}], {"any name.csv": "new"}, [29, 30])


def test_loading_the_same_files_again_changes_nothing(spec: Spec) -> None:
    """Not a byte of the store, nor the number of the load."""
    spec([{"rolls.csv": ROLLS}, {}], {"rolls.csv": "unchanged"}, [29, 30])


def test_a_corrected_file_takes_the_place_of_the_old(spec: Spec) -> None:
    """The report says how many rows were added, removed and changed."""
    spec([{"rolls.csv": ROLLS}, {"rolls.csv": CORRECTED}], {"rolls.csv": "corrected"}, [28, 31])


def test_a_correction_may_have_another_name(spec: Spec) -> None:
    """A later file that covers the same rows of the same return and period replaces the earlier whole."""
    spec(
        [{"rolls.csv": ROLLS}, {"rolls corrected.csv": CORRECTED}],
        {"rolls.csv": "replaced", "rolls corrected.csv": "new"},
        [28, 31],
    )


def test_the_same_rows_twice_are_stored_once(spec: Spec) -> None:
    """The rows of the second file are counted as already in the first."""
    spec([{"a.csv": ROLLS, "b.csv": ROLLS}], {"a.csv": "duplicate", "b.csv": "new"}, [29, 30])


def test_a_table_wins_over_an_xml_message_of_the_same_return(spec: Spec) -> None:
    """Rows that only the message holds are loaded as well."""
    message = fake_file("rolls", "2026", "100001,R,99", "100001,3,27")
    spec([{"z.xml": message, "rolls.csv": ROLLS}], {"z.xml": "new", "rolls.csv": "new"}, [27, 29, 30])


def test_a_file_taken_away_takes_its_rows_along(spec: Spec) -> None:
    """And is reported once as gone."""
    spec([{"rolls.csv": ROLLS}, {"rolls.csv": None}], {"rolls.csv": "gone"}, [])


def test_a_file_put_back_is_new(spec: Spec) -> None:
    """Nothing of its first time lingers."""
    spec([{"rolls.csv": ROLLS}, {"rolls.csv": None}, {"rolls.csv": ROLLS}], {"rolls.csv": "new"}, [29, 30])


def test_a_file_that_is_no_return_stops_nothing(spec: Spec) -> None:
    """It is listed with why, and what to do."""
    spec(
        [{"rolls.csv": ROLLS, "minutes.txt": "Present: the committee."}],
        {"rolls.csv": "new", "minutes.txt": "refused"},
        [29, 30],
    )


def test_a_load_can_be_undone(tmp_path: Path) -> None:
    """The store is as before that load; the files in the folder stay as they are."""
    council = new_council(tmp_path / "testshire", "Testshire")
    for text in (ROLLS, CORRECTED):
        _put(council, "rolls.csv", text)
        load_fake(council)
    undo(council)
    assert pupils(council) == [29, 30]
    assert (council.data / "rolls.csv").read_text(encoding="utf-8") == CORRECTED
