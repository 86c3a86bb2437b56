"""Workbooks, Parquet and JSON as sheets of text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import fastexcel
import polars as pl

from joinedup.returns.reading._bytes import BROKEN_ZIP, OPENDOCUMENT
from joinedup.returns.reading._geojson import feature_sheets, is_collection
from joinedup.returns.reading._reads import CannotRead
from joinedup.returns.reading._sheets import Sheet, sheet_of

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb"<table:table-row\b[^>]*(?:/>|>.*?</table:table-row>)", re.DOTALL)
_EMPTY_END = re.compile(rb"(?:<table:table-cell\b[^>]*/>)+</table:table-row>$")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
# A sheet is held as a full rectangle while it is read, so one stray cell in the far corner would fill memory.
MOST_CELLS = 50_000_000
_MOST_COLUMNS = 16_384
# A formula that failed holds no value; marked like a formula, it sets its row aside.
_FAILED_FORMULA = "=error"
_SAVE_AS_CSV = "Open it, save the sheet that holds the return as CSV in UTF-8, and load that."


def workbook_sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of an Excel or OpenDocument workbook.

    Raises:
        CannotRead: it is damaged, protected by a password, or spread over too many cells.
    """
    _check_spread(data)
    data = _named_opendocument(data)
    try:
        book = fastexcel.read_excel(data)
        frames = [(name, _sheet_frame(book, name)) for name in book.sheet_names]
    except fastexcel.FastExcelError as error:
        raise CannotRead(
            "The workbook is damaged or protected by a password, so it cannot be opened.", _SAVE_AS_CSV
        ) from error
    return [sheet_of(frame, name, first_row=1) for name, frame in frames if frame.width]


def _sheet_frame(book: Any, name: str) -> pl.DataFrame:
    # `skip_rows=0` keeps empty rows at the top, so that row numbers are those that Excel shows.
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string", schema_sample_rows=1)
    if sheet.width == 0:
        return pl.DataFrame()
    batch, errors = sheet.to_arrow_with_errors()
    frame = pl.DataFrame(pl.from_arrow(batch)).select(pl.all().cast(pl.String))
    for error in errors.errors if errors else ():
        row, column = error.offset_position
        frame[row, column] = _FAILED_FORMULA
    return frame


def _named_opendocument(data: bytes) -> bytes:
    """Return the workbook with the member that names its kind, which some programs leave out."""
    if not data.startswith(b"PK"):
        return data
    content = io.BytesIO(data)
    with zipfile.ZipFile(content, "a") as archive:
        names = archive.namelist()
        if "content.xml" not in names or "mimetype" in names:
            return data
        archive.writestr("mimetype", OPENDOCUMENT)
    return content.getvalue()


def _check_spread(data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                if member.startswith("xl/worksheets/") and member.endswith(".xml"):
                    _check_sheet(archive.read(member))
                elif member == "content.xml":
                    _check_repeats(archive.read(member))
    except BROKEN_ZIP as error:
        raise CannotRead("The workbook is damaged.", _SAVE_AS_CSV) from error


def _check_sheet(xml: bytes) -> None:
    columns: set[bytes] = set()
    last_row = 0
    for found in _CELL.finditer(xml):
        columns.add(found.group(1))
        last_row = max(last_row, int(found.group(2)))
    if columns and last_row * max(_column_number(letters) for letters in columns) > MOST_CELLS:
        raise _spread()


def _check_repeats(xml: bytes) -> None:
    for row in _ROW.finditer(xml):
        text = _EMPTY_END.sub(b"", row.group(0))
        if b"<text:p" not in text and b"office:value" not in text:
            continue
        start, _, cells = text.partition(b">")
        times = [int(found) for found in _REPEATED.findall(start)] or [1]
        across = cells.count(b"<table:table-cell") + sum(int(found) for found in _REPEATED.findall(cells))
        if times[0] * across > MOST_CELLS:
            raise _spread()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return min(number, _MOST_COLUMNS)


def _spread() -> CannotRead:
    return CannotRead(
        "The workbook's cells are spread over more rows and columns than can be read.", _SAVE_AS_CSV
    )


def parquet_sheets(data: bytes) -> list[Sheet]:
    """Return a Parquet file as a sheet; its first data row is row 1.

    Raises:
        CannotRead: it is damaged.
    """
    try:
        frame = pl.read_parquet(io.BytesIO(data))
        flat = frame.select(
            pl.col(name).cast(pl.String, strict=False)
            for name, kind in frame.schema.items()
            if not kind.is_nested() and kind != pl.Binary
        )
    except pl.exceptions.PolarsError as error:
        raise CannotRead("The Parquet file is damaged.", "Write it again and load that.") from error
    return [_with_names_as_header(flat)]


def json_sheets(text: str) -> list[Sheet]:
    """Return a JSON list of flat records, or the areas of GeoJSON, as a sheet; its first record is row 1.

    Raises:
        CannotRead: it is not a list of records.
    """
    try:
        records = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CannotRead("The file begins like JSON but is not.", "Export it again and load that.") from error
    if is_collection(records):
        return feature_sheets(records)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise CannotRead(
            "The JSON file is neither a list of records nor GeoJSON, the forms a return comes in.",
            "Export the records as CSV and load that.",
        )
    names = list(dict.fromkeys(name for record in records for name in record))
    frame = pl.DataFrame(
        {name: [_as_text(record.get(name)) for record in records] for name in names},
        schema=dict.fromkeys(names, pl.String),
    )
    return [_with_names_as_header(frame)]


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, (dict, list)):
        return None
    return str(value)


def _with_names_as_header(frame: pl.DataFrame) -> Sheet:
    names = frame.columns
    renamed = frame.rename({name: str(i) for i, name in enumerate(names)})
    sheet = sheet_of(renamed, "", first_row=1)
    return Sheet("", [(0, names)], sheet.load)
