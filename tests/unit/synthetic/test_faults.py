"""Each fault written down in the truth is really in the file and the rows it names."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

pytestmark = pytest.mark.unit


def _lines(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))[1:]


def _some_cell(path: Path, rows: list[int], pattern: str) -> bool:
    lines = _lines(path)
    return all(any(re.fullmatch(pattern, cell) for cell in lines[row - 1]) for row in rows)


def _not_utf8(path: Path, rows: list[int]) -> bool:
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return bool(content.decode("cp1252"))
    return False


def _impossible(path: Path, rows: list[int]) -> bool:
    if path.suffix == ".xml":
        children = re.findall(r"<Child>.*", path.read_text(encoding="utf-8"))
        return all("-02-30<" in children[row - 1] for row in rows)
    return _some_cell(path, rows, r"31/02/\d{4}")


def _repeated(path: Path, rows: list[int]) -> bool:
    lines = _lines(path)
    return all(lines[row - 1] in lines[: rows[0] - 1] for row in rows)


def _totals(path: Path, rows: list[int]) -> bool:
    if path.suffix == ".xlsx":
        return pl.read_excel(path)["Site reference"][rows[0] - 1] == "Total"
    return _lines(path)[rows[0] - 1][0] == "Total"


def _formula(path: Path, rows: list[int]) -> bool:
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    return f'<row r="{rows[0] + 1}"' in sheet and "<f>SUM(" in sheet.split(f'<row r="{rows[0] + 1}"')[1]


CHECKS: dict[str, Callable[[Path, list[int]], bool]] = {
    "written in Windows-1252": _not_utf8,
    "begins with a UTF-8 byte order mark": lambda path, rows: path.read_bytes().startswith(b"\xef\xbb\xbf"),
    "an XLSX workbook named .csv": lambda path, rows: zipfile.is_zipfile(path) and path.suffix == ".csv",
    "dates as 2024-03-31, not": lambda path, rows: b"/" not in path.read_bytes() and bool(_lines(path)),
    "the column ACCOM is missing": lambda path, rows: b"ACCOM" not in path.read_bytes(),
    "ends with a totals row": _totals,
    "a formula in a cell": _formula,
    "Request date as": lambda path, rows: _some_cell(path, rows, r"\d{4}-\d\d-\d\d"),
    "Plan issued is a date that does not exist": _impossible,
    "DECOM is a date that does not exist": _impossible,
    "AssessmentAuthorisationDate is a date that does not exist": _impossible,
    "rows given twice": _repeated,
    "an empty file": lambda path, rows: path.stat().st_size == 0,
}


def _faults(truth: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((truth / "faults.csv").open(encoding="utf-8")))


def test_each_fault_is_where_the_truth_says(small_county: Path, small_county_truth: Path) -> None:
    for fault in _faults(small_county_truth):
        check = next(check for says, check in CHECKS.items() if fault["fault"].startswith(says))
        rows = [int(row) for row in fault["rows"].split()]
        assert check(small_county / fault["file"], rows), fault["fault"]


def test_every_kind_of_fault_is_planted(small_county_truth: Path) -> None:
    planted = [fault["fault"] for fault in _faults(small_county_truth)]
    assert all(any(one.startswith(says) for one in planted) for says in CHECKS)


def test_about_a_tenth_of_the_files_have_a_fault(small_county: Path, small_county_truth: Path) -> None:
    spoilt = {fault["file"] for fault in _faults(small_county_truth)}
    files = [path for path in small_county.rglob("*") if path.is_file()]
    assert 0.07 <= len(spoilt) / len(files) <= 0.16


def test_a_workbook_carries_a_fixed_time(small_county: Path) -> None:
    with zipfile.ZipFile(small_county / "data/housing/housing_trajectory.xlsx") as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-04-01T00:00:00Z" in book.read("docProps/core.xml")
