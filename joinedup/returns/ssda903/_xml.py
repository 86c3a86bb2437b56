"""The SSDA903 return as XML: `EXPSSDA903`, one `CHILD` each with a header and episodes."""

from __future__ import annotations

from typing import Any

from joinedup.declared import Table
from joinedup.returns.reading import SOURCE_ROW, Gathered, Stream, elements, local, text_of
from joinedup.returns.ssda903 import columns as c

_Row = dict[str, str | None]

# Parts of the header that are tables of their own, by the element that holds them.
_PARTS = {"AREVIEW": c.REVIEWS, "AMISSING": c.MISSING, "AD_PLACED": c.PLACED_FOR_ADOPTION}
# Parts that the message writes for every child, filled or not, or loose in the header.
_ONES = {
    "PERMANENCE": c.PREVIOUS_PERMANENCE,
    "OC2": c.OC2,
}
_LOOSE = {"DUC": c.UASC, "IN_TOUCH": c.OC3, "DATE_INT": c.AD1}
_ROOT_NAMES = {"CHILDID": "CHILD", "PL": "PLACE"}


def gather(stream: Stream) -> Gathered:
    """Read the message in one pass."""
    gathered = Gathered.of(c.TABLES)
    unread: set[str] = set()
    for number, (_, child) in enumerate(elements(stream, ("CHILD",)), start=1):
        _child(child, number, gathered, unread)
    if unread:
        gathered.notes.append(f"{len(unread)} kinds of element are not read: {', '.join(sorted(unread)[:8])}")
    gathered.notes.append("holds no social worker episodes: the XML form of the return has none")
    return gathered


def _child(child: Any, number: int, gathered: Gathered, unread: set[str]) -> None:
    header: _Row = {}
    parts: list[tuple[Table, _Row]] = []
    for element in child:
        name = local(element)
        if name == "HEADER":
            header, in_header = _header(element, unread)
            parts += in_header
        elif name == "EPISODE":
            parts.append((c.EPISODES, _leaves(element)))
        else:
            unread.add(name[:40])
    _add(gathered, c.HEADER, header, header, number)
    for table, row in parts:
        _add(gathered, table, row, header, number)
    for name, table in _LOOSE.items():
        if header.get(name):
            _add(gathered, table, header, header, number)


def _header(element: Any, unread: set[str]) -> tuple[_Row, list[tuple[Table, _Row]]]:
    header: _Row = {}
    parts: list[tuple[Table, _Row]] = []
    for part in element:
        name = local(part)
        table = _PARTS.get(name) or _ONES.get(name)
        if table is not None:
            parts.append((table, _leaves(part)))
        elif len(part):
            unread.add(name[:40])
        else:
            header[_ROOT_NAMES.get(name, name)] = text_of(part)
    return header, parts


def _leaves(element: Any) -> _Row:
    row: _Row = {}
    for leaf in element:
        name = local(leaf)
        row[_ROOT_NAMES.get(name, name)] = text_of(leaf)
    return row


def _add(gathered: Gathered, table: Table, row: _Row, header: _Row, number: int) -> None:
    cells = gathered.cells[table.name]
    for column in table.columns:
        value = row.get(column.published)
        if value is None and column.name in ("child", "born"):
            value = header.get(column.published)
        cells[column.name].append(value)
    cells[SOURCE_ROW].append(number)
