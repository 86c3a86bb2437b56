"""The parts a page is made of: tables, charts and the page itself, whose fields say what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import ClassVar

from markupsafe import Markup

from joinedup.council import Range
from joinedup.reports._pages import render_page
from joinedup.reports._wording import span


def shown(says: str) -> dict[str, str]:
    """Return what a field of a page holds about itself: what the reader sees there.

    Args:
        says: one sentence.
    """
    return {"says": says}


@dataclass(frozen=True)
class Page:
    """A page: what it shows is in its fields, how it looks is in its template."""

    template: ClassVar[str]

    def render(self) -> str:
        """Return the page as HTML."""
        return render_page(self.template, page=self)

    @classmethod
    def described(cls) -> dict[str, str]:
        """Return what each field of the page shows."""
        return {one.name: str(one.metadata["says"]) for one in fields(cls)}


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Args:
        text: what it says.
        range: the 80 per cent range, or "".
    """

    text: str
    range: str = ""


def range_cell(one: Range, shown: Callable[[float], str]) -> Cell:
    """Return a range as a cell: its mean with the 80 per cent range, or its mean alone where that is all.

    Args:
        one: the range.
        shown: how a number is shown.
    """
    middle, ends = shown(one.mean), span(one, shown)
    return Cell(middle, "" if ends == middle else ends)


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Args:
        name: its header.
        cells: its cells.
        is_total: whether it is the sum of rows above it.
    """

    name: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class DataTable:
    """A table.

    Args:
        caption: its title.
        hint: unit, date and how to read it.
        first: header of the first column.
        columns: headers of the other columns.
        rows: its rows.
        is_text: whether its cells are words and not numbers.
    """

    caption: str
    hint: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_text: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart with its table.

    Args:
        title: its title.
        says: what it shows, in one or two sentences.
        svg: the picture, with a title and a description for those who do not see it.
        table: the same numbers.
        key: names of its lines and bands with the class of their swatches.
    """

    title: str
    says: str
    svg: Markup
    table: DataTable
    key: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class KeyFigure:
    """One large number with its name.

    Args:
        name: what it is.
        value: the number.
        range: its likely range, or "".
    """

    name: str
    value: str
    range: str = ""
