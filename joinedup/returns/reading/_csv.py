"""Separated text cut into cells, so that every line is accounted for."""

from __future__ import annotations

import csv
import io
from itertools import islice, zip_longest

import polars as pl

from joinedup.returns.reading._reads import SOURCE_ROW
from joinedup.returns.reading._sheets import HEADER_WITHIN, Cells, Sheet, without_empty

_SEPARATORS = (",", "\t", ";", "|")
# A header stands well within this many characters.
_START = 200_000
TOO_MANY = "more values than there are columns"
UNPAIRED = "quotation marks that do not pair"


def text_sheets(text: str) -> list[Sheet]:
    """Return the text as a sheet, once for each separator it may be written with, likeliest first."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    start = text.split("\n", HEADER_WITHIN)[:HEADER_WITHIN]
    counts = {mark: sum(line.count(mark) for line in start) for mark in _SEPARATORS}
    likely = sorted((mark for mark in _SEPARATORS if counts[mark]), key=lambda mark: -counts[mark])
    return [_sheet(text, mark) for mark in likely or [","]]


def _sheet(text: str, separator: str) -> Sheet:
    reader = csv.reader(io.StringIO(text[:_START], newline=""), delimiter=separator)
    try:
        first = list(enumerate(islice(reader, HEADER_WITHIN), start=1))
    except csv.Error:
        lines = text.split("\n", HEADER_WITHIN)[:HEADER_WITHIN]
        first = list(enumerate((line.split(separator) for line in lines), start=1))
    return Sheet("", first, lambda row, width: _cells(text, separator, row, width))


def _cells(text: str, separator: str, header_row: int, width: int) -> Cells:
    if '"' not in text and "\n\n" not in text and separator.isascii():
        plain = _plain(text, separator, header_row, width)
        if plain is not None:
            return plain
    records = _records(text, separator, width)
    if records is None:
        return without_empty(_line_by_line(text, separator, header_row, width))
    return without_empty(_columns(records[header_row:], header_row + 1, width))


def _plain(text: str, separator: str, header_row: int, width: int) -> Cells | None:
    """Cut text without quotation marks or blank lines; None where a row has more cells than the header."""
    lines = text.count("\n") + 1 - header_row
    start = 0
    for _ in range(header_row):
        start = text.find("\n", start) + 1
        if start == 0:
            return Cells(_empty(width))
    try:
        frame = pl.read_csv(
            text[start:].encode(),
            has_header=False,
            schema={str(i): pl.String for i in range(width)},
            infer_schema=False,
            separator=separator,
            quote_char=None,
            extra_columns="raise",
            missing_columns="insert",
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != lines:
        return None
    numbers = pl.int_range(header_row + 1, header_row + 1 + pl.len(), dtype=pl.Int64)
    return without_empty(Cells(frame.with_columns(numbers.alias(SOURCE_ROW))))


def _records(text: str, separator: str, width: int) -> list[list[str]] | None:
    """Cut text with quotation marks; None where they do not pair, or hide whole rows inside one cell."""
    records: list[list[str]] = []
    lines = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for record in reader:
            records.append(record)
            if reader.line_num > lines + 1 and _hides_rows(record, separator, width):
                return None
            lines = reader.line_num
    except csv.Error:
        return None
    return records


def _hides_rows(record: list[str], separator: str, width: int) -> bool:
    return any("\n" in cell and cell.count(separator) >= width - 1 for cell in record)


def _line_by_line(text: str, separator: str, header_row: int, width: int) -> Cells:
    records: list[list[str]] = []
    aside: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n")[header_row:], start=header_row + 1):
        if line.count('"') % 2:
            aside.append((number, UNPAIRED))
            records.append([])
            continue
        records.append(_one_line(line, separator))
    cells = _columns(records, header_row + 1, width)
    unpaired = len(aside)
    return Cells(
        cells.frame,
        aside + cells.set_aside,
        cells.n_empty - unpaired,
        ["was cut line by line because its quotation marks do not pair"],
    )


def _one_line(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)


def _columns(records: list[list[str]], first_row: int, width: int) -> Cells:
    kept: list[list[str]] = []
    numbers: list[int] = []
    aside: list[tuple[int, str]] = []
    n_empty = 0
    for number, record in enumerate(records, start=first_row):
        if not any(record):
            n_empty += 1
        elif any(record[width:]):
            aside.append((number, TOO_MANY))
        else:
            kept.append(record[:width])
            numbers.append(number)
    columns = list(zip_longest(*kept, fillvalue="")) if kept else []
    columns += [("",) * len(kept)] * (width - len(columns))
    frame = pl.DataFrame(
        {SOURCE_ROW: numbers, **{str(i): list(column) for i, column in enumerate(columns)}},
        schema={SOURCE_ROW: pl.Int64, **{str(i): pl.String for i in range(width)}},
    )
    return Cells(frame, aside, n_empty)


def _empty(width: int) -> pl.DataFrame:
    return pl.DataFrame(schema={SOURCE_ROW: pl.Int64, **{str(i): pl.String for i in range(width)}})
