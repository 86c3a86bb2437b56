"""No reader's mistake reaches the store: rows are typed as declared and the counts must add up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from fake_returns import TABLES, fake_file, read_fake

from joinedup.declared import Column, Kind, Table
from joinedup.loading._reading import key_of, read_safely
from joinedup.returns import FileRead, Refused

pytestmark = pytest.mark.unit


@pytest.fixture
def rolls(tmp_path: Path) -> Path:
    file = tmp_path / "rolls.csv"
    file.write_text(fake_file("rolls", "2026", "1,R,30"), encoding="utf-8")
    return file


def changed(path: Path, **changes: object) -> FileRead:
    read = read_fake(path)
    assert isinstance(read, FileRead)
    return replace(read, tables=[replace(read.tables[0], **changes)])


def test_counts_that_do_not_add_up_are_refused(rolls: Path) -> None:
    result = read_safely(lambda path: changed(path, n_read=5), rolls)
    assert isinstance(result, Refused)
    assert "do not add up" in result.reason


def test_a_column_that_is_missing_becomes_empty_and_keeps_its_type(rolls: Path) -> None:
    rows = pl.DataFrame({"urn": ["1"], "year_group": ["R"], "source_row": [1], "surplus": ["x"]})
    result = read_safely(lambda path: changed(path, rows=rows), rolls)
    assert isinstance(result, FileRead)
    assert result.tables[0].rows.schema == {
        "source_row": pl.Int64,
        "urn": pl.String,
        "year_group": pl.String,
        "pupils": pl.Int64,
    }


def test_a_value_of_the_wrong_kind_is_refused_and_not_told(rolls: Path) -> None:
    rows = pl.DataFrame({"urn": ["1"], "year_group": ["R"], "pupils": ["Ada"], "source_row": [1]})
    result = read_safely(lambda path: changed(path, rows=rows), rolls)
    assert isinstance(result, Refused)
    assert "Ada" not in result.reason + result.todo


def test_sheets_of_the_same_table_are_brought_together(rolls: Path) -> None:
    def twice(path: Path) -> FileRead:
        read = read_fake(path)
        assert isinstance(read, FileRead)
        return replace(read, tables=[read.tables[0], read.tables[0]])

    result = read_safely(twice, rolls)
    assert isinstance(result, FileRead)
    assert [(table.n_read, table.rows.height) for table in result.tables] == [(2, 2)]


def test_the_year_of_a_file_is_part_of_what_makes_a_row_unique() -> None:
    year = Column("", "year_ending", Kind.WHOLE, "The year.")
    plain = TABLES["rolls"]
    yearly = Table("yearly", "A row.", (year, *plain.columns), plain.key, plain.source)
    assert key_of(plain) == ["urn", "year_group"]
    assert key_of(yearly) == ["year_ending", "urn", "year_group"]
    assert key_of(replace(plain, key=())) == ["urn", "year_group", "pupils"]
