"""Links as JSON and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from joinedup.reports._sheets import COUNT, Cell, Column, Sheets
from joinedup.reports.links._page import in_words
from joinedup.reports.links._shown import ShownLink, Size, directorate_of, pairs, service_name

_ANY = "0.####"


def as_json(links: Sequence[ShownLink]) -> dict[str, Any]:
    """Return links as what JSON can hold: one entry a link, with the values behind it."""
    return {"links": [_link(one) for one in links]}


def _link(one: ShownLink) -> dict[str, Any]:
    return {
        "source": one.link.source,
        "source_says": one.source_says,
        "service": one.service,
        "target": one.link.target,
        "target_says": one.target_says,
        "moved": one.moved,
        "says": one.link.says,
        "kind": str(one.link.kind),
        "grade": one.grade,
        "delay": one.delay,
        "sizes": [_size(size) for size in one.sizes],
    }


def _size(one: Size) -> dict[str, Any]:
    return {
        "parameter": one.parameter,
        "says": one.says,
        "unit": one.unit,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "design": str(one.design),
        "standing": str(one.standing),
        "behind": one.behind,
    }


def links_workbook(links: Sequence[ShownLink], title: str, made_at: str) -> bytes:
    """Return links as an XLSX workbook.

    Args:
        links: the links.
        title: title of the workbook.
        made_at: when it was made.
    """
    sheets = Sheets(title, made_at)
    sheets.add("Answer", ("What", "In words"), [("Links", in_words(links))])
    sheets.add("Links", _HEADER, [row for one in links for row in _rows(one)])
    sheets.add(
        "Who moves whom",
        ("From", "Directorate", "To", "Directorate moved", Column("Links", COUNT), "Best evidence"),
        [
            (
                service_name(one.source),
                directorate_of(one.source),
                service_name(one.target),
                directorate_of(one.target),
                len(one.links),
                one.grade,
            )
            for one in pairs(links)
        ],
    )
    return sheets.content()


_HEADER = (
    *("From", "What acts", "To", "What is moved", "Link", "Kind", "When", "Evidence", "Value is"),
    *(Column("Value", _ANY), Column("Low", _ANY), Column("High", _ANY)),
    *("Unit", "Standing", "Source or reason", "Parameter"),
)


def _rows(one: ShownLink) -> list[tuple[Cell, ...]]:
    head = (
        service_name(one.service),
        one.source_says,
        service_name(one.moved),
        one.target_says,
        one.link.says,
        one.link.kind.says,
        one.delay,
    )
    if not one.sizes:
        return [(*head, "", "", None, None, None, "", "", "", "")]
    return [
        (
            *head,
            *(size.label, size.says, size.value, size.low, size.high),
            *(size.unit, str(size.standing), size.behind, size.parameter),
        )
        for size in one.sizes
    ]
