"""The social work workforce census in one pass."""

from __future__ import annotations

from typing import Any

from joinedup.declared import Table
from joinedup.returns.reading import SOURCE_ROW, CannotRead, Gathered, Stream, elements, local, text_of
from joinedup.returns.social_work_workforce import columns as c

_PARTS = {"LALevelVacancies": c.VACANCIES, "CSWWWorker": c.WORKERS}
_NAMES = {
    table.name: {name: x.name for x in table.columns for name in (x.published, *x.aliases) if name}
    for table in c.TABLES
}


def gather(stream: Stream) -> Gathered:
    """Read the message in one pass; rows are numbered by element within each table."""
    gathered = Gathered.of(c.TABLES)
    as_at: str | None = None
    unread: set[str] = set()
    for name, element in elements(stream, ("Header", *_PARTS)):
        if name == "Header":
            as_at = next((text_of(one) for one in element.iter("{*}ReferenceDate")), None)
        else:
            _add(gathered, _PARTS[name], element, as_at, unread)
    if as_at is None:
        raise CannotRead(
            "The message does not say which day it describes (Header, ReferenceDate).",
            "Export it again with its header.",
        )
    gathered.period = as_at
    if unread:
        gathered.notes.append(f"{len(unread)} kinds of element are not read: {', '.join(sorted(unread)[:8])}")
    return gathered


def _add(gathered: Gathered, table: Table, element: Any, as_at: str | None, unread: set[str]) -> None:
    cells = gathered.cells[table.name]
    row: dict[str, str | int | None] = {"as_at": as_at}
    for leaf in element:
        published = local(leaf)
        name = _NAMES[table.name].get(published)
        if name is None:
            unread.add(published[:40])
        else:
            row[name] = text_of(leaf)
    row[SOURCE_ROW] = len(cells[SOURCE_ROW]) + 1
    for name, column in cells.items():
        column.append(row.get(name))
