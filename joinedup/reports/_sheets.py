"""Workbooks whose sheets look alike, in which numbers are numbers and every text is text."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

_ROWS_OF_A_SHEET = 1_048_576
_WIDEST = 60
_NARROWEST = 8
_LOOKED_AT = 500

# How numbers of a column are shown; a plus stands before what is a change.
COUNT = "#,##0"
NUMBER = "#,##0.00"
POUNDS = "£#,##0;-£#,##0;£0"
POUNDS_CHANGE = "+£#,##0;-£#,##0;£0"
CHANGE = "+#,##0.0;-#,##0.0;0"
SHARE = "0%"
PENNIES = "£#,##0.00;-£#,##0.00;£0.00"


@dataclass(frozen=True)
class Formula:
    """A cell that is worked out.

    Args:
        text: the formula, with its `=`; only our own programs write one.
        value: what it gives for the sheet's own inputs, shown where nothing works it out.
        form: how it is shown; as its column where "".
        is_total: whether it is a sum of others.
    """

    text: str
    value: float
    form: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Given:
    """A number that a reader may change; formulas follow it.

    Args:
        value: the number.
        form: how it is shown; as its column where "".
        note: where it comes from; "" for none.
        name: what formulas call it; "" for none.
    """

    value: float
    form: str = ""
    note: str = ""
    name: str = ""


Cell = str | int | float | None | Formula | Given


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Args:
        title: its header.
        form: how its numbers are shown.
    """

    title: str
    form: str = COUNT


class Sheets:
    """A workbook being made: each sheet has a bold header that stays in view, a filter and fitting widths.

    Every text is written as text: a name that begins with `=` is never run as a formula.

    Args:
        title: title of the workbook.
        made_at: when it was made, so that the same content gives the same bytes.
    """

    def __init__(self, title: str, made_at: str) -> None:
        self._content = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        created = datetime.fromisoformat(made_at).replace(tzinfo=None)
        self._book.set_properties({"title": title, "author": "JoinedUp", "created": created})
        self._header = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._forms: dict[tuple[str, str], Any] = {}

    def add(self, name: str, header: Sequence[str | Column], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet.

        Args:
            name: its name.
            header: its columns, or only their titles.
            rows: its rows; None and what is not a finite number are left empty.
        """
        columns = [one if isinstance(one, Column) else Column(one) for one in header]
        forms = [self._form(column.form) for column in columns]
        sheet = self._book.add_worksheet(name)
        widths = [len(column.title) for column in columns]
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.title, self._header)
        last = 0
        for last, row in enumerate(_fitting(rows, len(columns)), start=1):
            for place, cell in enumerate(row):
                self._write(sheet, last, place, cell, columns[place].form, forms[place])
                if last <= _LOOKED_AT:
                    widths[place] = max(widths[place], _width(cell))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(max(width, _NARROWEST) + 2, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, place: int, cell: Cell, form: str, usual: Any) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, place, cell, self._text)
        elif isinstance(cell, Formula):
            styled = self._form(cell.form or form, "total" if cell.is_total else "")
            sheet.write_formula(row, place, cell.text, styled, cell.value)
        elif isinstance(cell, Given):
            sheet.write_number(row, place, cell.value, self._form(cell.form or form, "given"))
            if cell.note:
                sheet.write_comment(row, place, cell.note)
            if cell.name:
                where = f"${xl_col_to_name(place)}${row + 1}"
                self._book.define_name(cell.name, f"='{sheet.get_name()}'!{where}")
        elif cell is not None and math.isfinite(cell):
            sheet.write_number(row, place, cell, usual)

    def content(self) -> bytes:
        """Return the finished workbook."""
        self._book.close()
        return self._content.getvalue()

    def _form(self, form: str, style: str = "") -> Any:
        if (form, style) not in self._forms:
            look = {"num_format": form, "valign": "top"} | _STYLES[style]
            self._forms[form, style] = self._book.add_format(look)
        return self._forms[form, style]


# What a reader may change is blue on yellow, as in most councils' models; sums are bold.
_STYLES: dict[str, dict[str, Any]] = {
    "": {},
    "given": {"font_color": "#0000c0", "bg_color": "#fff8d6"},
    "total": {"bold": True, "top": 1},
}


def _width(cell: Cell) -> int:
    if isinstance(cell, str):
        return len(cell)
    if isinstance(cell, Formula | Given):
        cell = cell.value
    return 0 if cell is None or not math.isfinite(cell) else len(f"{cell:,.0f}") + 3


def _fitting(rows: Iterable[Sequence[Cell]], columns: int) -> Iterator[Sequence[Cell]]:
    """Yield as many rows as a sheet holds; a last line says so where there are more."""
    for number, row in enumerate(rows, start=2):
        if number == _ROWS_OF_A_SHEET:
            yield [
                "A sheet holds no more rows; the rest are in the files kept with the council.",
                *[""] * (columns - 1),
            ]
            return
        yield row
