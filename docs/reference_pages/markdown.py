"""Pages and tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "Made from the declarations by `make reference`; do not edit by hand."


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with one row for each sequence of cells."""
    return "\n".join([_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)])


def page(parts: Iterable[str]) -> str:
    """Return a page made of headings, paragraphs and tables."""
    return "\n\n".join(parts) + "\n"


def heading(name: str) -> str:
    """Return a name such as `family_help` as a heading says it."""
    return name.replace("_", " ").capitalize()


def code(name: str) -> str:
    """Return a name as code, or nothing where there is none."""
    return f"`{name}`" if name else ""


def _row(cells: Sequence[str]) -> str:
    # A bar, a bracket or a line break would end the cell or be read as markup.
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
