"""Monthly outturn, outturn to date and the savings tracker are told apart, read and checked."""

from __future__ import annotations

from datetime import date

import pytest

from joinedup.returns import FileRead, Refused
from joinedup.returns.finance import month_of
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

HEAD = "Directorate,Service,Pot,Financial year,Month"
ROW = "Children,Youth justice,General Fund,2026/27,{month},{actual}"
SAVING = (
    "Reference,Title,Directorate,Service,Pot,Kind,Status,Financial year,Planned,Delivered to date,"
    "Forecast for the year,As at,Note"
)


@pytest.mark.parametrize(
    ("month", "year", "expected"),
    [
        ("1", "2026/27", date(2026, 4, 1)),
        ("12", "2026/27", date(2027, 3, 1)),
        ("13", "2026/27", date(2027, 3, 1)),
        ("P07", "2026-27", date(2026, 10, 1)),
        ("Period 7", "2026/27", date(2026, 10, 1)),
        ("7.0", "2026/27", date(2026, 10, 1)),
        ("Jan", "2026/27", date(2027, 1, 1)),
        ("september", "2026/27", date(2026, 9, 1)),
        ("October 2026", None, date(2026, 10, 1)),
        ("Oct-26", "2026/27", date(2026, 10, 1)),
        ("2026-10", "2026/27", date(2026, 10, 1)),
        ("2026-10-31 00:00:00", None, date(2026, 10, 1)),
        ("31/10/2026", "2026/27", date(2026, 10, 1)),
        ("31.10.26", None, date(2026, 10, 1)),
    ],
)
def test_a_month_is_read_as_ledgers_write_it(month: str, year: str | None, expected: date) -> None:
    assert month_of(month, year) == expected


@pytest.mark.parametrize(
    ("month", "year"),
    [
        ("202607", "2026/27"),
        ("7", None),
        ("0", "2026/27"),
        ("17", "2026/27"),
        ("October 2025", "2026/27"),
        ("31/13/2026", "2026/27"),
        ("Quarter 2", "2026/27"),
        ("7", "2026"),
        ("", "2026/27"),
        (None, None),
    ],
)
def test_a_month_that_cannot_be_told_is_not_guessed(month: str | None, year: str | None) -> None:
    assert month_of(month, year) is None


def test_months_alone_and_sums_to_date_are_told_apart_by_their_column(read: Read) -> None:
    alone = read(f"{HEAD},Actual in month\n" + ROW.format(month=1, actual=100))
    to_date = read(f"{HEAD},Actual YTD\n" + ROW.format(month=1, actual=100))
    assert isinstance(alone, FileRead)
    assert isinstance(to_date, FileRead)
    assert (alone.recognised_as, to_date.recognised_as) == ("monthly_outturn", "outturn_to_date")


def test_a_column_that_does_not_say_which_is_refused(read: Read) -> None:
    assert isinstance(read(f"{HEAD},Actual\n" + ROW.format(month=1, actual=100)), Refused)


def test_months_of_one_service_are_not_repeats_and_refunds_are_read(read: Read) -> None:
    rows = [ROW.format(month=1, actual="(100.25)"), ROW.format(month=2, actual='"1,000.50"')]
    found = read(f"{HEAD},Actual in month\n" + "\n".join([*rows, rows[0]]))
    assert isinstance(found, FileRead)
    [table] = found.tables
    assert table.rows["actual"].to_list() == [-100.25, 1000.5]
    assert table.set_aside["reason"].to_list() == ["an exact repeat of an earlier row"]


def test_cost_centres_of_one_service_all_stay(read: Read) -> None:
    rows = "\n".join(f"Children,Youth justice,General Fund,2026/27,1,{code},10" for code in ("A1", "A2"))
    found = read(f"{HEAD},Cost centre,Actual in month\n{rows}")
    assert isinstance(found, FileRead)
    assert found.tables[0].rows.height == 2


def test_a_month_that_cannot_be_told_is_reported_with_its_row(read: Read) -> None:
    rows = [ROW.format(month=month, actual=1) for month in ("1", "202607", "October 2025")]
    found = read(f"{HEAD},Actual in month\n" + "\n".join(rows))
    assert isinstance(found, FileRead)
    assert [(one.rule, one.row) for one in found.tables[0].faults] == [
        ("month_not_known", 3),
        ("month_not_known", 4),
    ]


def test_cells_that_are_not_sums_are_set_aside_and_counted(read: Read) -> None:
    rows = [ROW.format(month=1, actual="tbc"), ROW.format(month=2, actual=""), ROW.format(month=3, actual=5)]
    found = read(f"{HEAD},Actual in month\n" + "\n".join([*rows, "Total,,,,,5"]))
    assert isinstance(found, FileRead)
    [table] = found.tables
    assert (table.n_read, table.rows.height, table.set_aside.height) == (4, 1, 3)


def saving(**cells: str) -> str:
    usual = {
        "reference": "youth-trim",
        "title": "Youth",
        "directorate": "Children",
        "service": "Services for young people",
        "pot": "General Fund",
        "kind": "Cashable",
        "status": "In Delivery",
        "year": "2026/27",
        "planned": "100",
        "delivered": "20",
        "forecast": "80",
        "as_at": "31/10/2026",
        "note": "",
    }
    return ",".join((usual | cells).values())


def test_the_tracker_is_read_whatever_the_case_of_its_codes(read: Read) -> None:
    found = read(f"{SAVING}\n{saving()}")
    assert isinstance(found, FileRead)
    assert found.recognised_as == "savings_tracker"
    row = found.tables[0].rows.row(0, named=True)
    assert (row["kind"], row["status"], row["as_at"]) == ("cashable", "in delivery", date(2026, 10, 31))


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"status": "amber"}, "unknown_code"),
        ({"planned": "-100"}, "planned_below_nothing"),
        ({"status": "undeliverable"}, "undeliverable_but_forecast"),
        ({"status": "delivered", "delivered": ""}, "delivered_without_sum"),
        ({"forecast": ""}, "in_delivery_without_forecast"),
    ],
)
def test_what_does_not_fit_together_is_reported(read: Read, cells: dict[str, str], rule: str) -> None:
    found = read(f"{SAVING}\n{saving(**cells)}\n{saving(reference='other')}")
    assert isinstance(found, FileRead)
    assert {one.rule for one in found.tables[0].faults} == {rule}


def test_a_saving_in_part_cashable_and_in_part_avoided_is_no_repeat(read: Read) -> None:
    found = read(f"{SAVING}\n{saving()}\n{saving(kind='Avoided')}")
    assert isinstance(found, FileRead)
    assert found.tables[0].rows.height == 2
    assert found.tables[0].faults == []


def test_the_note_may_name_people_and_is_marked_personal(read: Read) -> None:
    found = read(f"{SAVING}\n{saving()}")
    assert isinstance(found, FileRead)
    assert found.tables[0].table.column("note").personal
