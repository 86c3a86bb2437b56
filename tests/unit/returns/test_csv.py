"""Separated text: every line is loaded, set aside or empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from joinedup.returns import FileRead, TableRead
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

HEADER = "Ward code,Financial year,Net completions,Dwelling stock"
ReadOne = Callable[..., TableRead]


def loaded(table: TableRead) -> list[tuple[object, ...]]:
    return table.rows.select("ward", "net_completions").rows()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_usual_encoding_is_decoded(read: Read, encoding: str) -> None:
    text = "Ward code,Financial year,Net completions,Dwelling stock\nÉ1£,2025/26,5,100\n" * 1
    result = read(text.encode(encoding))
    assert isinstance(result, FileRead), result
    assert loaded(result.tables[0]) == [("É1£", 5.0)]


def test_an_encoding_that_is_none_of_these_is_guessed_and_said(read: Read) -> None:
    # In code page 437 the byte 0x81 is ü; it has no meaning in Windows-1252 and is not UTF-8.
    text = HEADER + "\n" + "Zürich für Bücher und Müller,2025/26,5,100\n" * 20
    result = read(text.encode("cp437"))
    assert isinstance(result, FileRead), result
    assert any(note.endswith("a guess") for note in result.notes)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end(read_one: ReadOne, separator: str, end: str) -> None:
    text = f"{HEADER}\nW1,2025/26,5,100\nW2,2025/26,6,100\n"
    table = read_one(text.replace(",", separator).replace("\n", end))
    assert loaded(table) == [("W1", 5.0), ("W2", 6.0)]


def test_short_rows_are_read_and_long_rows_set_aside(read_one: ReadOne) -> None:
    table = read_one(f"{HEADER}\nW1,2025/26,5\nW2,2025/26,6,100,\nW3,2025/26,7,100,8\n")
    assert loaded(table) == [("W1", 5.0), ("W2", 6.0)]
    assert table.set_aside.rows() == [(4, "more values than there are columns", "")]


def test_empty_lines_are_no_rows_but_keep_the_numbering(read: Read) -> None:
    result = read(f"{HEADER}\n\nW1,2025/26,5,100\n,,,\n\nW2,2025/26,6,100\n\n")
    assert isinstance(result, FileRead)
    assert result.tables[0].rows["source_row"].to_list() == [3, 6]
    assert "3 empty rows were passed over" in result.notes


def test_titles_above_the_header_are_passed_over(read: Read) -> None:
    result = read(f"Middleshire County Council\nCompletions,,,\n\n{HEADER}\nW1,2025/26,5,100\n")
    assert isinstance(result, FileRead)
    assert result.tables[0].rows["source_row"].to_list() == [5]
    assert "has its header on row 4" in result.notes


def test_quotation_marks_hold_separators_and_line_breaks(read_one: ReadOne) -> None:
    table = read_one(f'{HEADER}\n"W1, north\nside",2025/26,"1,234",100\nW2,2025/26,6,100\n')
    assert loaded(table) == [("W1, north\nside", 1234.0), ("W2", 6.0)]


@pytest.mark.parametrize("stray", ['"W2,2025/26,6,100', 'W2,2025/26,6,"100'])
def test_a_quotation_mark_without_a_fellow_costs_only_its_own_row(read_one: ReadOne, stray: str) -> None:
    table = read_one(f"{HEADER}\nW1,2025/26,5,100\n{stray}\nW3,2025/26,7,100\nW4,2025/26,8,100\n")
    assert loaded(table) == [("W1", 5.0), ("W3", 7.0), ("W4", 8.0)]
    assert table.set_aside.rows() == [(3, "quotation marks that do not pair", "")]


def test_rows_swallowed_by_a_pair_of_stray_quotation_marks_are_found(read_one: ReadOne) -> None:
    table = read_one(f'{HEADER}\n"W1,2025/26,5,100\nW2,2025/26,6,100\nW3,2025/26,7,100"\nW4,2025/26,8,100\n')
    assert loaded(table) == [("W2", 6.0), ("W4", 8.0)]
    assert table.n_set_aside == 2


def test_nul_characters_are_left_out(read_one: ReadOne) -> None:
    text = f"{HEADER}\nW1,2025/26,5,100\n" + "W2,2025/26,6,1\x0000\n" + "W3,2025/26,7,100\n" * 1
    assert read_one(text).rows["dwelling_stock"].to_list() == [100.0, 100.0, 100.0]


def test_a_header_without_rows_is_read_and_said(read: Read) -> None:
    result = read(HEADER)
    assert isinstance(result, FileRead)
    assert result.n_read == 0
    assert "has a header and no rows" in result.notes
