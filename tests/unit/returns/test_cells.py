"""Text to dates, numbers, yes and no, and codes."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from joinedup.declared import Column, Kind
from joinedup.returns.reading._cells import MARKERS, Typed, typed

pytestmark = pytest.mark.unit


def read(kind: Kind, *cells: str | None, codes: dict[str, str] | None = None) -> Typed:
    column = Column("Published", "name", kind, "A column.", codes=codes or {})
    return typed(column, pl.Series("name", cells, dtype=pl.String))


@pytest.mark.parametrize(
    "written",
    [
        "31/03/2026",
        "2026-03-31",
        "2026-03-31T00:00:00",
        "2026-03-31 00:00:00",
        "31/03/26",
        "31/03/2026 09:30",
        "31-03-2026",
        "31.03.2026",
        "2026/03/31",
        "20260331",
        "2026-Mar-31 00:00:00",
        "31-Mar-2026",
        "31-Mar-26",
        "31 Mar 2026",
        "31 March 2026",
        "46112",
        "46112.0",
    ],
)
def test_dates_are_read_however_written(written: str) -> None:
    assert read(Kind.DATE, written).values.to_list() == [date(2026, 3, 31)]


def test_dates_written_in_several_ways_stand_in_one_column() -> None:
    mixed = read(Kind.DATE, "31/03/2026", None, "2026-04-01", "46114", "3/4/2026")
    assert mixed.values.to_list() == [
        date(2026, 3, 31),
        None,
        date(2026, 4, 1),
        date(2026, 4, 2),
        date(2026, 4, 3),
    ]
    assert mixed.notes == ("Published: 1 dates written as Excel serial numbers",)


@pytest.mark.parametrize(
    "written",
    ["31/02/2026", "2026-02-30", "12/31/2026", "0206-01-01", "soon", "1/2", "99999999", "00/00/0000"],
)
def test_dates_that_cannot_be_are_never_guessed(written: str) -> None:
    result = read(Kind.DATE, written)
    assert result.values.to_list() == [None]
    assert result.bad is not None
    assert result.bad.to_list() == [True]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,234.5", 1234.5),
        ("£1,000", 1000.0),
        ("(250)", -250.0),
        ("-3", -3.0),
        ("12%", 12.0),
        ("1e3", 1000.0),
    ],
)
def test_numbers_are_read_as_accountants_write_them(written: str, number: float) -> None:
    assert read(Kind.MONEY, written).values.to_list() == [number]


@pytest.mark.parametrize("marker", MARKERS)
def test_suppression_marks_are_missing_values_and_not_faults(marker: str) -> None:
    result = read(Kind.NUMBER, marker, "5")
    assert result.values.to_list() == [None, 5.0]
    assert result.bad is not None
    assert not result.bad.any()


@pytest.mark.parametrize("written", ["five", "inf", "1.2.3", "--1"])
def test_what_is_no_number_is_marked(written: str) -> None:
    result = read(Kind.NUMBER, written)
    assert result.bad is not None
    assert result.bad.to_list() == [True]


def test_whole_numbers_may_end_in_nought_but_not_in_a_fraction() -> None:
    result = read(Kind.WHOLE, "459.0", "12.5", "7", "1e300")
    assert result.values.to_list()[0::2] == [459, 7]
    assert result.bad is not None
    assert result.bad.to_list() == [False, True, False, True]


def test_yes_and_no_in_every_usual_spelling() -> None:
    said = read(Kind.YES_NO, "Yes", "N", "1.0", "0", "TRUE", "false", None, "perhaps")
    assert said.values.to_list()[:7] == [True, False, True, False, True, False, None]
    assert said.bad is not None
    assert said.bad.to_list() == [False] * 7 + [True]


def test_codes_take_their_published_spelling_and_unknown_ones_stay_as_they_are() -> None:
    codes = read(Kind.CODE, "k3", "1.0", "1", "E4b", "??", codes={"K3": "", "1": "", "E4B": ""})
    assert codes.values.to_list() == ["K3", "1", "1", "E4B", "??"]
