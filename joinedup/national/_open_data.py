"""The folder of national tables: each read once, as text, when it is first needed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import fastexcel
import polars as pl
from lxml import etree

from joinedup.errors import OpenDataRefused

T = TypeVar("T")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_WIDEST = 600
ANOTHER_EDITION = "Take the edition named in the manual, `National tables`."


@dataclass(frozen=True)
class Publication:
    """A national table as its publisher calls it.

    Args:
        file: its path in the folder of national tables.
        title: title of the publication.
    """

    file: str
    title: str

    def cite(self, year: str | int = "") -> str:
        """Return the source line of a figure: file, title and year."""
        return f"{Path(self.file).name}: {self.title}{f', {year}' if year else ''}"


class OpenData:
    """A folder of national tables, each read when first needed and then kept.

    Args:
        folder: the folder; its tables are found by their path in it.

    Raises:
        OpenDataRefused: there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise OpenDataRefused(f"There is no folder {folder}.", "Name the folder that holds the tables.")
        self.folder = folder
        self._kept: dict[Hashable, object] = {}

    def path(self, table: Publication) -> Path:
        """Return where a table is.

        Raises:
            OpenDataRefused: it is not in the folder.
        """
        path = self.folder / table.file
        if not path.is_file():
            raise OpenDataRefused(
                f"The folder of open data lacks {table.file} ({table.title}).",
                "Download it to that place in the folder and try again.",
            )
        return path

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returns, made at the first call with this key and kept for the next."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    def table(self, table: Publication, columns: tuple[str, ...] | None = None) -> pl.DataFrame:
        """Return a CSV or Parquet table with every column as text, so that marks survive.

        Raises:
            OpenDataRefused: the table or one of the columns named is missing.
        """
        return self.once(("table", table.file, columns), lambda: self._read(table, columns))

    def sheet(self, table: Publication, name: str | int) -> list[tuple[str, ...]]:
        """Return the rows of one sheet of a workbook, every cell as text and "" where it is empty.

        Raises:
            OpenDataRefused: the workbook or the sheet is missing.
        """
        return self.once(("sheet", table.file, name), lambda: _sheet(self.path(table), name))

    def _read(self, table: Publication, columns: tuple[str, ...] | None) -> pl.DataFrame:
        path = self.path(table)
        scan = (
            pl.scan_parquet(path)
            if path.suffix == ".parquet"
            else pl.scan_csv(path, infer_schema=False, encoding="utf8")
        )
        present = scan.collect_schema().names()
        lacking = [column for column in columns or () if column not in present]
        if lacking:
            raise OpenDataRefused(
                f"{table.file} lacks the column{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}.",
                ANOTHER_EDITION,
            )
        return scan.select(pl.col(list(columns or present)).cast(pl.String)).collect()


def _sheet(path: Path, name: str | int) -> list[tuple[str, ...]]:
    try:
        rows = _sheet_by_calamine(path, name) if _has_type(path) else _sheet_by_element(path, str(name))
    except (fastexcel.FastExcelError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise OpenDataRefused(
            f"{path.name} has no sheet {name!r} that can be read: {error}.", "Download the workbook again."
        ) from error
    return rows


def _has_type(path: Path) -> bool:
    """Tell whether a workbook names its type; some of the department's OpenDocument workbooks do not."""
    if path.suffix != ".ods":
        return True
    with zipfile.ZipFile(path) as archive:
        return "mimetype" in archive.namelist()


def _sheet_by_calamine(path: Path, name: str | int) -> list[tuple[str, ...]]:
    sheet = fastexcel.read_excel(path).load_sheet(name, header_row=None, dtypes="string")
    return [tuple(cell or "" for cell in row) for row in sheet.to_polars().rows()]


def _sheet_by_element(path: Path, name: str) -> list[tuple[str, ...]]:
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        root = etree.parse(content).getroot()
    for table in root.iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") == name:
            return [_cells(row) for row in table.iter(f"{_TABLE}table-row")]
    raise KeyError(name)


def _cells(row: etree._Element) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        text = "".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))
        cells += [cell.get(f"{_OFFICE}value") or text] * min(times, _WIDEST - len(cells))
    return tuple(cells)
