"""Links in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._terminal import table
from joinedup.reports.links._page import in_words
from joinedup.reports.links._shown import ShownLink, effects, figure, range_in_words, service_name


def links_summary(links: Sequence[ShownLink]) -> Group:
    """Return what to print: how many links there are, and every effect with its size and evidence."""
    parts: list[RenderableType] = [Text(in_words(links))]
    if effects(links):
        parts.append(table(_effects(links)))
    return Group(*parts)


def _effects(links: Sequence[ShownLink]) -> DataTable:
    return DataTable(
        "Effects of one service on another",
        "Size in the unit of each; its range below. The page and the workbook give units and sources.",
        "From and to",
        ("Effect", "Size", "Evidence"),
        tuple(
            Row(
                f"{service_name(one.service)} → {service_name(one.moved)}",
                (
                    Cell(one.link.says),
                    Cell(figure(size.value), range_in_words(size)),
                    Cell(size.label),
                ),
            )
            for one in effects(links)
            for size in one.sizes
        ),
        is_text=True,
    )
