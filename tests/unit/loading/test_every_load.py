"""Every load that was made, and the files that wait for the next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fake_returns import fake_file, load_fake

from joinedup.folder import Council
from joinedup.loading import NotLoaded, load_report, loads_made, not_loaded, undo
from joinedup.store import Store

pytestmark = pytest.mark.unit


def put(council: Council, path: str, *rows: str) -> Path:
    file = council.data / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(fake_file("rolls", "2026", *rows), encoding="utf-8")
    return file


def states(council: Council) -> list[tuple[int, bool, bool]]:
    return [(one.report.load, one.is_current, one.is_taken_back) for one in loads_made(council)]


def test_a_load_that_was_taken_back_stays_on_the_list(council: Council) -> None:
    assert loads_made(council) == []
    put(council, "rolls.csv", "1,R,30")
    load_fake(council)
    put(council, "rolls.csv", "1,R,31")
    load_fake(council)
    assert states(council) == [(2, True, False), (1, False, False)]
    undo(council)
    assert states(council) == [(2, False, True), (1, True, False)]
    put(council, "more.csv", "2,R,31")
    load_fake(council)
    assert states(council) == [(3, True, False), (2, False, True), (1, False, False)]
    assert [one.n_new for one in loads_made(council)][::2] == [1, 1]


def test_a_load_of_which_no_report_is_kept_is_none(council: Council) -> None:
    assert load_report(council, 9) is None


def waiting(council: Council) -> list[NotLoaded]:
    return not_loaded(council, Store(council.workings).manifest())


def test_files_wait_until_they_are_loaded_as_they_are(council: Council) -> None:
    file = put(council, "rolls.csv", "1,R,30")
    assert waiting(council) == [NotLoaded("rolls.csv", False, True)]
    load_fake(council)
    assert waiting(council) == []
    put(council, "rolls.csv", "1,R,31")
    later = file.stat().st_mtime + 5
    os.utime(file, (later, later))
    assert waiting(council) == [NotLoaded("rolls.csv", True, True)]
    file.unlink()
    assert waiting(council) == [NotLoaded("rolls.csv", True, False)]


def test_a_file_that_was_only_touched_does_not_wait(council: Council) -> None:
    file = put(council, "rolls.csv", "1,R,30")
    load_fake(council)
    later = file.stat().st_mtime + 5
    os.utime(file, (later, later))
    assert waiting(council) == []
