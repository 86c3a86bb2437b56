"""Rows sent back: how many a later load no longer finds wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from joinedup.loading import (
    Came,
    Corrected,
    Coverage,
    Faults,
    FileReport,
    LoadReport,
    NotRun,
    SetAside,
    Standing,
    TableAccount,
    corrected,
    due_returns,
    to_correct,
)
from joinedup.parameters import load_parameters

pytestmark = pytest.mark.unit


def a_file(path: str, aside: int = 0, faults: int = 0, **other: object) -> FileReport:
    made = FileReport(
        path,
        Came.NEW,
        Standing.LOADED,
        "plans",
        "2026",
        (TableAccount("plans", "A plan.", 100, 100 - aside, aside, 0),),
        (SetAside("plans", "not a possible date", "Started", tuple(range(2, 2 + aside))),) if aside else (),
        faults=(Faults("plans", "early", "It ends after it starts.", "Ended", tuple(range(50, 50 + faults))),)
        if faults
        else (),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def a_load(*files: FileReport, number: int = 2) -> LoadReport:
    return LoadReport("Testshire", number, "2026-05-01T09:00:00+00:00", True, files)


SENT = to_correct(a_load(a_file("plans.csv", 4, 2), number=1))


def test_every_row_to_correct_is_listed_once_with_its_reason() -> None:
    assert [(one.why, one.is_left_out, len(one.rows)) for one in SENT] == [
        ("not a possible date", True, 4),
        ("It ends after it starts.", False, 2),
    ]


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (a_file("plans.csv", 4, 2), 6),
        (a_file("plans.csv", 1, 2), 3),
        (a_file("plans.csv"), 0),
        # New faults are not those that were sent: no more is left than was sent.
        (a_file("plans.csv", 40, 0), 4),
        # Another file of the same return and period gives the rows now.
        (a_file("plans corrected.csv", 1), 1),
    ],
)
def test_what_is_still_wrong_in_the_file_that_is_loaded_now_is_left(now: FileReport, left: int) -> None:
    assert corrected(SENT, a_load(now)) == Corrected(6, left)


def test_a_file_that_another_replaced_is_followed_to_it() -> None:
    old = replace(a_file("plans.csv"), standing=Standing.REPLACED, other="new/plans.csv", tables=())
    now = a_load(old, a_file("new/plans.csv", 2), a_file("elsewhere.csv", 9, 9, period="2025"))
    assert corrected(SENT, now) == Corrected(6, 2)


def test_nothing_is_said_of_rows_whose_file_is_gone() -> None:
    gone = replace(a_file("plans.csv"), standing=Standing.GONE, period="")
    counted = corrected([replace(one, period="") for one in SENT], a_load(gone))
    assert (counted.left, counted.corrected) == (None, 0)


def test_a_rule_that_could_not_be_checked_corrects_nothing() -> None:
    now = a_file("plans.csv", not_run=(NotRun("plans", "early", "a column is missing"),))
    assert corrected(SENT, a_load(now)).left is None


def test_a_rule_in_other_words_is_the_same_rule() -> None:
    now = a_file("plans.csv", 0, 2)
    reworded = replace(now, faults=(replace(now.faults[0], says="It must end after it starts."),))
    assert corrected(SENT, a_load(reworded)) == Corrected(6, 2)


def covered(table: str, year: str) -> Coverage:
    return Coverage(table, "A row.", "year ending", year, 10)


@pytest.mark.parametrize(("on", "is_late"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_a_return_is_late_from_the_day_after_it_was_due(on: date, is_late: bool) -> None:
    held = [covered("ssda903_header", "2024"), covered("ssda903_header", "2025")]
    due = due_returns(held, load_parameters(), on)["ssda903_header"]
    assert (due.ends, due.by, due.is_late) == (date(2026, 3, 31), date(2026, 6, 30), is_late)
    assert not due.is_verified


def test_nothing_is_due_of_a_return_that_never_came() -> None:
    assert due_returns([covered("ehc_plans", "2025")], load_parameters(), date(2030, 1, 1)) == {}
