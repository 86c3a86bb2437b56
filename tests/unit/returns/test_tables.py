"""Each row is loaded or set aside, for the first reason found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from joinedup.returns import FileRead, Refused, TableRead
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

ReadOne = Callable[..., TableRead]
EARLY_HELP = (
    "Early Help ID,Child ID,Family ID,UPN,Forename,Surname,DOB,Sex,Postcode,Referral date,Start date,"
    "Closure date,Closure reason,Team"
)


def early_help(*rows: str) -> str:
    return "\n".join([EARLY_HELP, *rows])


def row(number: int, *, born: str = "01/02/2015", started: str = "01/04/2025", **other: str) -> str:
    cells = {"surname": "Smith", "sex": "F", "closed": "", "reason": "", "team": "North", **other}
    return (
        f"EH{number},C{number},F1,,Ada,{cells['surname']},{born},{cells['sex']},ZZ1 1ZZ,01/03/2025,{started},"
        f"{cells['closed']},{cells['reason']},{cells['team']}"
    )


@pytest.mark.parametrize(
    ("spoiled", "reason", "column"),
    [
        (row(2, born="31/02/2015"), "not a possible date", "DOB"),
        (row(2).replace("C2", ""), "a value that must be there is missing", "Child ID"),
        (row(2, team="=SUM(A1:A9)"), "a formula where a value was expected", "Team"),
        (row(1), "an exact repeat of an earlier row", ""),
        (
            row(1, team="South"),
            "another row for the same key as an earlier one",
            "Early Help ID and Child ID",
        ),
        (EARLY_HELP, "the header repeated", ""),
        (EARLY_HELP.upper(), "the header repeated", ""),
    ],
)
def test_a_row_is_set_aside_with_its_reason(
    read_one: ReadOne, spoiled: str, reason: str, column: str
) -> None:
    table = read_one(early_help(row(1), spoiled, row(3)))
    assert table.n_loaded == 2
    assert table.set_aside.rows() == [(3, reason, column)]


def test_totals_are_set_aside(read_one: ReadOne) -> None:
    rows = "Pupil premium,DSG,2025/26,10\nTotal,,,10\nTotally other,DSG,2025/26,1"
    text = f"Grant,Pot,Financial year,Amount\n{rows}"
    table = read_one(text)
    assert table.rows["grant"].to_list() == ["Pupil premium", "Totally other"]
    assert table.set_aside.rows() == [(3, "a row of totals", "Grant")]


def test_a_child_called_null_keeps_the_name_and_a_database_null_is_nothing(read_one: ReadOne) -> None:
    table = read_one(early_help(row(1, surname="NULL", team="NULL")))
    assert table.rows.select("surname", "team").rows() == [("NULL", None)]


def test_an_unknown_code_is_loaded_and_noted(read_one: ReadOne) -> None:
    table = read_one(early_help(row(1, sex="X")))
    assert table.rows["sex"].to_list() == ["X"]
    assert [(fault.rule, fault.column, fault.row) for fault in table.faults] == [("unknown_code", "Sex", 2)]


def test_an_unlikely_date_is_loaded_and_noted(read_one: ReadOne) -> None:
    table = read_one(early_help(row(1, born="01/01/1066")))
    assert [fault.rule for fault in table.faults] == ["unlikely_date"]


def test_a_rule_broken_is_noted_and_the_row_loaded(read_one: ReadOne) -> None:
    table = read_one(early_help(row(1, closed="01/01/2025", reason="Done"), row(2, closed="01/05/2025")))
    assert table.n_loaded == 2
    assert {(fault.rule, fault.row) for fault in table.faults} == {
        ("closed_before_start", 2),
        ("closed_without_reason", 3),
    }


def test_no_fault_or_reason_repeats_a_value_from_a_row(read: Read) -> None:
    result = read(early_help(row(1, born="31/02/2015", sex="secret"), row(2, sex="secret")))
    assert isinstance(result, FileRead)
    said = f"{result.notes} {result.not_run} {result.tables[0].faults} {result.tables[0].set_aside.rows()}"
    assert "secret" not in said
    assert "Smith" not in said
    assert "31/02/2015" not in said


def test_a_missing_required_column_refuses_the_file_and_names_it(read: Read) -> None:
    result = read("Grant,Financial year,Amount\nPupil premium,2025/26,10")
    assert isinstance(result, Refused)
    assert "lacks the required column Pot" in result.reason


def test_a_missing_telling_column_refuses_the_file_with_the_nearest_return(read: Read) -> None:
    result = read(early_help(row(1)).replace("Start date", "Something else"))
    assert isinstance(result, Refused)
    assert (
        result.reason
        == "It comes closest to Early help list (early_help_episodes) but lacks the column Start date."
    )


def test_missing_optional_and_surplus_columns_are_noted(read: Read) -> None:
    result = read("URN,Academic year,Places,Pupils,Comment\n1,2025/26,5,6,x")
    assert isinstance(result, FileRead)
    assert result.notes == ["lacks the optional columns School", "1 columns are not read: Comment"]


def test_years_across_become_rows(read_one: ReadOne) -> None:
    text = (
        "Site reference,Site name,Ward code,Permission reference,Status,Tenure,Dwelling type,Bedrooms,"
        "Net capacity,Completed to date,2026/27,2027/28\n"
        "S1,Fields,W1,P1,Full,Market,House,3,30,0,10,\n"
        "S2,Mill,W1,P2,Full,Market,Flat,1,20,0,tbc,5\n"
        "Total,,,,,,,,50,0,10,5\n"
    )
    table = read_one(text)
    assert table.n_read == 6
    assert table.rows.select("site", "year", "homes", "source_row").rows() == [
        ("S1", "2026/27", 10.0, 2),
        ("S1", "2027/28", None, 2),
        ("S2", "2027/28", 5.0, 3),
    ]
    assert table.set_aside.rows() == [
        (3, "not a number", "homes"),
        (4, "a row of totals", "Site reference"),
        (4, "a row of totals", "Site reference"),
    ]
