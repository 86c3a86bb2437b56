"""The folder being written: CSV, XLSX and text, with fixed times so that the bytes depend on nothing else."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

_MADE = datetime(2026, 4, 1, tzinfo=UTC).replace(tzinfo=None)
UK_DATE = "%d/%m/%Y"


@dataclass
class Output:
    """Writes below one folder and remembers what it wrote.

    Args:
        folder: where paths begin.
        rows: data rows by path written, in order.
    """

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)

    def csv(self, path: str, frame: pl.DataFrame, *, encoding: str = "utf-8", dates: str = UK_DATE) -> None:
        """Write a table as CSV in an encoding, with dates in one style."""
        buffer = io.BytesIO()
        # An empty text is a blank cell, as systems export it, not a pair of quotation marks.
        blank = frame.with_columns(pl.col(pl.String).replace("", None))
        blank.write_csv(buffer, date_format=dates)
        content = buffer.getvalue()
        if encoding != "utf-8":
            content = content.decode("utf-8").encode(encoding)
        self.bytes(path, content, len(frame))

    def text(self, path: str, content: str, rows: int) -> None:
        """Write text as UTF-8."""
        self.bytes(path, content.encode("utf-8"), rows)

    def bytes(self, path: str, content: bytes, rows: int) -> None:
        """Write bytes as they are."""
        whole = self.folder / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(content)
        self.rows[path] = rows

    def workbook(
        self, path: str, sheets: dict[str, pl.DataFrame], formulas: dict[str, str] | None = None
    ) -> None:
        """Write an XLSX workbook; `formulas` maps a cell of the first sheet to a formula."""
        self.bytes(path, workbook_bytes(sheets, formulas or {}), sum(len(frame) for frame in sheets.values()))


def workbook_bytes(sheets: dict[str, pl.DataFrame], formulas: dict[str, str]) -> bytes:
    """Return an XLSX workbook whose bytes depend only on its content."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"created": _MADE})
    for name, frame in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, frame.columns)
        for number, row in enumerate(frame.iter_rows(), start=1):
            sheet.write_row(number, 0, ["" if value is None else value for value in row])
        for cell, formula in formulas.items():
            sheet.write_formula(cell, formula)
    book.close()
    return buffer.getvalue()
