"""A chart as files to take away: the picture, for documents and slides, and its numbers, for spreadsheets."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum

import vl_convert

from joinedup.reports._parts import Chart, DataTable
from joinedup.reports._sheets import Cell as SheetCell
from joinedup.reports._sheets import Sheets
from joinedup.reports._wording import MINUS

_SHARP = 3.0  # pixels of a picture for each of the drawing, so that it stays sharp in print
_NUMBER = re.compile(rf"[-{MINUS}]?\d{{1,3}}(,\d{{3}})*(\.\d+)?|[-{MINUS}]?\d+(\.\d+)?")
# A spreadsheet program runs a cell of a CSV file that begins with one of these.
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


class ChartForm(StrEnum):
    """What a chart can be taken away as."""

    SVG = "svg"
    PNG = "png"
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def says(self) -> str:
        """What people call it."""
        return {"svg": "SVG picture", "png": "PNG picture", "csv": "CSV numbers", "xlsx": "Excel numbers"}[
            self.value
        ]

    @property
    def media_type(self) -> str:
        """Its media type."""
        return {
            "svg": "image/svg+xml",
            "png": "image/png",
            "csv": "text/csv; charset=utf-8",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self.value]


@dataclass(frozen=True)
class ChartFile:
    """A chart as a file.

    Args:
        name: a name to save it under.
        media_type: what it is.
        content: its bytes.
    """

    name: str
    media_type: str
    content: bytes


def chart_key(chart: Chart) -> str:
    """Return what a chart is found by among the charts of its page; the same chart always has the same."""
    said = f"{chart.title}\0{chart.says}\0{chart.table.caption}\0{chart.svg}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def charts_in(held: object) -> Iterator[Chart]:
    """Yield every chart that something holds: a page, a list of pages, what a template reads.

    Args:
        held: looked through as far as dataclasses, lists, tuples and mappings go.
    """
    if isinstance(held, Chart):
        yield held
    elif isinstance(held, Mapping):
        for one in held.values():
            yield from charts_in(one)
    elif isinstance(held, list | tuple):
        for one in held:
            yield from charts_in(one)
    elif is_dataclass(held) and not isinstance(held, type):
        for one in fields(held):
            yield from charts_in(getattr(held, one.name))


def chart_file(chart: Chart, form: ChartForm) -> ChartFile:
    """Return a chart as a file."""
    content = {
        ChartForm.SVG: lambda: _alone(chart).encode(),
        ChartForm.PNG: lambda: _png(chart),
        ChartForm.CSV: lambda: table_csv(chart.table).encode("utf-8-sig"),
        ChartForm.XLSX: lambda: table_workbook(chart.table),
    }[form]()
    return ChartFile(f"{_file_name(chart.title)}.{form.value}", form.media_type, content)


def _alone(chart: Chart) -> str:
    """Return the picture with its size and a white ground, for where no page gives it either.

    On a page its height follows from its width; on a dark slide its black letters would be lost.
    """
    svg = str(chart.svg)
    left, top, width, height = svg.split('viewBox="', 1)[1].split('"', 1)[0].split()
    head, _, rest = svg.partition(">")
    head = re.sub(r'\swidth="[^"]*"', "", head)
    ground = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="white"/>'
    return f'{head} width="{width}" height="{height}">{ground}{rest}'


def _png(chart: Chart) -> bytes:
    return bytes(vl_convert.svg_to_png(_alone(chart), scale=_SHARP))


def _file_name(title: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    return words[:60].rstrip("_") or "chart"


def table_csv(table: DataTable) -> str:
    """Return a table as CSV: each range has a column of its own beside what it belongs to."""
    content = io.StringIO()
    rows = csv.writer(content, lineterminator="\n")
    ranged = _ranged(table)
    rows.writerow(_header(table, ranged))
    for row in _rows(table, ranged):
        rows.writerow([_as_text(cell) if isinstance(cell, str) else cell for cell in row])
    return content.getvalue()


def table_workbook(table: DataTable) -> bytes:
    """Return a table as a workbook, in which what is a plain number is a number."""
    # The same table gives the same bytes, whenever it is asked for.
    sheets = Sheets(table.caption, date(2000, 1, 1).isoformat())
    ranged = _ranged(table)
    sheets.add("Numbers", _header(table, ranged), _rows(table, ranged))
    sheets.add("About", ("What", "Says"), [("Table", table.caption), ("How to read it", table.hint)])
    return sheets.content()


def _ranged(table: DataTable) -> list[bool]:
    """Return for each column whether any of its cells has a range."""
    return [
        any(place < len(row.cells) and row.cells[place].range for row in table.rows)
        for place in range(len(table.columns))
    ]


def _header(table: DataTable, ranged: list[bool]) -> list[str]:
    header = [table.first]
    for name, has_range in zip(table.columns, ranged, strict=True):
        header += [name, f"{name}: range"] if has_range else [name]
    return header


def _rows(table: DataTable, ranged: list[bool]) -> Iterator[list[SheetCell]]:
    for row in table.rows:
        cells: list[SheetCell] = [row.name]
        for cell, has_range in zip(row.cells, ranged, strict=True):
            cells.append(_number_or_text(cell.text))
            if has_range:
                cells.append(cell.range)
        yield cells


def _number_or_text(text: str) -> SheetCell:
    """Return what is written as a plain number as one; what is rounded or counted in words stays as it is."""
    if not _NUMBER.fullmatch(text):
        return text
    plain = text.replace(",", "").replace(MINUS, "-")
    return float(plain) if "." in plain else int(plain)


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUN_BY_SPREADSHEETS) else cell
