"""The folder of national tables."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from joinedup.errors import OpenDataRefused
from joinedup.national import OpenData, Publication, find_authority, start_council

pytestmark = pytest.mark.unit

TABLE = Publication("finance/table.csv", "A table")
BOOK = Publication("book.ods", "A workbook")
_SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Summary">
<table:table-row><table:table-cell><text:p>2023 to 2024</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="2"/>
<table:table-cell office:value="147617356"><text:p>147,617,356</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>
"""


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OpenDataRefused, match="no folder"):
        OpenData(tmp_path / "nowhere")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(OpenDataRefused, match=r"finance/table\.csv \(A table\)"):
        OpenData(tmp_path).table(TABLE)


def test_every_column_is_text_so_that_marks_survive(tmp_path: Path) -> None:
    (tmp_path / "finance").mkdir()
    (tmp_path / TABLE.file).write_text("code,count\n860,12\n208,NA\n", encoding="utf-8")
    assert OpenData(tmp_path).table(TABLE).rows() == [("860", "12"), ("208", "NA")]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "finance").mkdir()
    (tmp_path / TABLE.file).write_text("code\n860\n", encoding="utf-8")
    with pytest.raises(OpenDataRefused, match="count"):
        OpenData(tmp_path).table(TABLE, ("code", "count"))


def test_a_table_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "finance").mkdir()
    path = tmp_path / TABLE.file
    path.write_text("code\n860\n", encoding="utf-8")
    data = OpenData(tmp_path)
    data.table(TABLE)
    path.unlink()
    assert data.table(TABLE).rows() == [("860",)]


def test_a_workbook_that_does_not_name_its_type_is_read(tmp_path: Path) -> None:
    """The department's allocations are such workbooks; other readers refuse them."""
    with zipfile.ZipFile(tmp_path / BOOK.file, "w") as archive:
        archive.writestr("content.xml", _SHEET)
    assert OpenData(tmp_path).sheet(BOOK, "Summary") == [("2023 to 2024",), ("", "", "147617356")]


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / BOOK.file, "w") as archive:
        archive.writestr("content.xml", _SHEET)
    with pytest.raises(OpenDataRefused, match="Detail"):
        OpenData(tmp_path).sheet(BOOK, "Detail")


def test_a_source_names_file_title_and_year() -> None:
    assert TABLE.cite(2023) == "table.csv: A table, 2023"


def test_a_missing_table_leaves_no_half_made_council(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    with pytest.raises(OpenDataRefused):
        start_council(tmp_path / "council", find_authority("Lambeth"), OpenData(tmp_path / "tables"))
    assert not (tmp_path / "council").exists()
