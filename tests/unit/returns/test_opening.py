"""A file is what its bytes say, and nothing hostile is opened."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from joinedup.returns import FileRead, Refused, read_file
from joinedup.returns.reading import _bytes, _xml
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2012,03/04/2025,PN1\n"
NAMES, ROW = REVIEWS.splitlines()[0].split(","), REVIEWS.splitlines()[1].split(",")


def zipped(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def workbook(rows: list[list[object]], first_row: int = 0) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("Cover").write(0, 0, "Read me")
        sheet = book.add_worksheet("Reviews")
        for at, row in enumerate(rows, start=first_row):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    return content.getvalue()


def parquet() -> bytes:
    content = io.BytesIO()
    pl.DataFrame([ROW], schema=NAMES, orient="row").write_parquet(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(REVIEWS.encode(), id="CSV"),
        pytest.param(gzip.compress(REVIEWS.encode()), id="gzip"),
        pytest.param(zipped(reviews=REVIEWS), id="ZIP of one file"),
        pytest.param(workbook([list(NAMES), list(ROW)]), id="workbook"),
        pytest.param(parquet(), id="Parquet"),
        pytest.param(pl.DataFrame([ROW], schema=NAMES, orient="row").write_json().encode(), id="JSON"),
    ],
)
@pytest.mark.parametrize("name", ["anything.csv", "anything.xml", "no extension"])
def test_the_same_rows_are_read_from_any_container_under_any_name(
    read: Read, content: bytes, name: str
) -> None:
    result = read(content, name)
    assert isinstance(result, FileRead), result
    assert result.recognised_as == "ssda903_reviews"
    assert result.tables[0].rows.select("child", "participation").rows() == [("1", "PN1")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\n \n\t\n", "nothing but blanks"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (bytes(range(256)) * 20, "neither text"),
        (b"PK\x03\x04 and then rubbish", "damaged"),
        (zipped(one="a", two="b"), "ZIP archive"),
        (gzip.compress(REVIEWS.encode() * 50, mtime=0)[:-20], "damaged or ends too early"),
        (gzip.compress(b"", mtime=0), "holds nothing"),
        (b"PAR1 and then rubbish", "damaged"),
        (b'{"type": "FeatureCollection"}', "no list of areas"),
        (b"[" * 100_000, "not"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rubbish", "damaged"),
        (b"a,b\n1,2\n", "no return"),
    ],
)
def test_what_cannot_be_read_is_refused_with_why_and_what_to_do(read: Read, content: bytes, why: str) -> None:
    result = read(content)
    assert isinstance(result, Refused)
    assert why in result.reason
    assert result.todo.endswith(".")


def test_a_folder_or_absent_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.csv"):
        assert isinstance(read_file(path), Refused)


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped(bomb=content.decode())])
def test_a_file_that_unpacks_to_far_more_is_not_opened(
    read: Read, monkeypatch: pytest.MonkeyPatch, pack: object
) -> None:
    monkeypatch.setattr(_bytes, "SMALL_BYTES", 1_000)
    result = read(pack(b"0" * 1_000_000))  # type: ignore[operator]
    assert isinstance(result, Refused)
    assert "unpacks to far more" in result.reason


def test_a_workbook_spread_to_its_last_corner_is_not_opened(read: Read) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "CHILD")
        sheet.write(1_048_575, 16_383, "far away")
    result = read(content.getvalue())
    assert isinstance(result, Refused)
    assert "spread over more rows" in result.reason


def test_two_sheets_of_the_same_return_are_both_read_and_checked(read: Read) -> None:
    header = ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name in ("First half", "Second half"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, ["1", "01/02/2012", "M", "05/04/2025", "01/04/2025"])
    result = read(content.getvalue())
    assert isinstance(result, FileRead), result
    assert [[(fault.rule, fault.column) for fault in table.faults] for table in result.tables] == [
        [("missing_ended_first", "MIS_END")],
        [("missing_ended_first", "MIS_END")],
    ]


KIND = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/></manifest:manifest>'
)


def opendocument(rows: str, *, is_named: bool = True) -> bytes:
    content = io.BytesIO()
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        if is_named:
            archive.writestr("mimetype", KIND, compress_type=zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Reviews">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()


def cells(texts: list[str], attributes: str = "") -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def test_an_opendocument_workbook_is_read_with_empty_rows_repeated_to_its_end(read: Read) -> None:
    empty = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    result = read(opendocument(cells(NAMES) + cells(ROW) + empty))
    assert isinstance(result, FileRead), result
    assert result.n_loaded == 1


def test_an_opendocument_workbook_that_does_not_name_its_kind_is_read(read: Read) -> None:
    assert isinstance(read(opendocument(cells(NAMES) + cells(ROW), is_named=False)), FileRead)


def test_an_opendocument_row_repeated_to_fill_memory_is_not_opened(read: Read) -> None:
    result = read(opendocument(cells(["x"] * 100, 'table:number-rows-repeated="1048576"')))
    assert isinstance(result, Refused)
    assert "spread over more rows" in result.reason


def test_the_row_number_is_the_one_a_workbook_shows(read: Read) -> None:
    result = read(workbook([["Reviews held in 2025"], [], list(NAMES), list(ROW)], first_row=2), "x.csv")
    assert isinstance(result, FileRead)
    assert result.tables[0].rows["source_row"].to_list() == [6]
    assert "is a workbook named .csv" in result.notes
    assert "has its header on row 5" in result.notes
    assert "1 other sheets hold no return" in result.notes


def test_a_formula_that_failed_sets_its_row_aside(read: Read) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        sheet.write_row(1, 0, ROW[:3])
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    result = read(content.getvalue())
    assert isinstance(result, FileRead)
    assert result.tables[0].set_aside["reason"].to_list() == ["a formula where a value was expected"]


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("hostile", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_not_opened(read: Read, hostile: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{hostile}<Message><Header/></Message>'
    result = read(text.encode(encoding))
    assert isinstance(result, Refused)
    assert "document type" in result.reason


def test_a_doctype_hidden_behind_a_long_comment_is_found(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml, "_PROLOGUE", 10)
    result = read(f"<!-- {'x' * 50} -->{LAUGHS}<Message><Header/></Message>")
    assert isinstance(result, Refused)
    assert "document type" in result.reason


@pytest.mark.parametrize("text", ["<Message><Header>", "<Message><Header></Children></Message>", "<Other/>"])
def test_broken_or_foreign_xml_is_refused(read: Read, text: str) -> None:
    assert isinstance(read(text), Refused)


def test_xml_that_ends_in_the_middle_is_refused_with_the_line(read: Read) -> None:
    text = (
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
        "</CollectionDetails></Header>\n<Children>\n<Child>"
    )
    result = read(text)
    assert isinstance(result, Refused)
    assert "line 3" in result.reason
