"""The children in need census in one pass: each `Child` is taken apart and forgotten."""

from __future__ import annotations

from collections import Counter
from typing import Any

from joinedup.declared import Table
from joinedup.returns.cin_census import columns as c
from joinedup.returns.reading import SOURCE_ROW, CannotRead, Gathered, Stream, elements, local, text_of

# Elements under CINdetails that are tables of their own; the second part names elements that repeat inside.
_PARTS: dict[str, tuple[Table, str, Table | None]] = {
    "Assessments": (c.ASSESSMENTS, "FactorsIdentifiedAtAssessment", c.FACTORS),
    "CINPlanDates": (c.PLANS, "", None),
    "Section47": (c.SECTION_47, "", None),
    "ChildProtectionPlans": (c.PROTECTION_PLANS, "Reviews", c.PROTECTION_REVIEWS),
    "PreProceedingsandFGDM": (c.PRE_PROCEEDINGS, "", None),
}
_OLDER = {"GenderCurrent": "Sex"}
_NAMES = {table.name: {x.published: x.name for x in table.columns if x.published} for table in c.TABLES}
_MOST_NAMES = 8


class _Message:
    """What is kept while a message is read."""

    def __init__(self) -> None:
        self.gathered = Gathered.of(c.TABLES)
        self.year: str | None = None
        self.referrals: Counter[str] = Counter()
        self.unread: set[str] = set()

    def add(self, table: Table, row: dict[str, str | int | None], number: int) -> None:
        cells = self.gathered.cells[table.name]
        for name, column in cells.items():
            column.append(row.get(name))
        cells["year_ending"][-1] = self.year
        cells[SOURCE_ROW][-1] = number

    def leaf(self, table: Table, element: Any, row: dict[str, str | int | None]) -> None:
        published = local(element)
        name = _NAMES[table.name].get(_OLDER.get(published, published))
        if name is None:
            self.unread.add(published[:40])
        else:
            row[name] = text_of(element)


def gather(stream: Stream) -> Gathered:
    """Read the message in one pass."""
    message = _Message()
    number = 0
    for name, element in elements(stream, ("Header", "Child")):
        if name == "Header":
            _header(element, message)
        else:
            number += 1
            _child(element, message, number)
    if message.year is None:
        raise CannotRead(
            "The message does not say which year it is for (Header, Year or ReferenceDate).",
            "Export it again with its header.",
        )
    gathered = message.gathered
    gathered.period = message.year
    if message.unread:
        names = ", ".join(sorted(message.unread)[:_MOST_NAMES])
        gathered.notes.append(f"{len(message.unread)} kinds of element are not read: {names}")
    return gathered


def _header(element: Any, message: _Message) -> None:
    found = {local(leaf): text_of(leaf) or "" for leaf in element.iter("{*}Year", "{*}ReferenceDate")}
    year, reference = found.get("Year", ""), found.get("ReferenceDate", "")[:4]
    # The reference date is the day the return describes; systems often leave last year's `Year` in place.
    chosen = reference if reference.isdigit() else year
    message.year = chosen if chosen.isdigit() else None
    if year.isdigit() and reference.isdigit() and year != reference:
        message.gathered.notes.append(
            f"says Year {year} but ReferenceDate in {reference}: taken as the year ending {reference}"
        )


def _child(child: Any, message: _Message, number: int) -> None:
    row: dict[str, str | int | None] = {}
    disabilities: list[str | None] = []
    details: list[Any] = []
    for part in child:
        name = local(part)
        if name == "CINdetails":
            details.append(part)
            continue
        for leaf in part:
            if local(leaf) == "Disabilities":
                disabilities += [text_of(one) for one in leaf]
            else:
                message.leaf(c.CHILDREN, leaf, row)
    identifier = row.get("child")
    message.add(c.CHILDREN, row, number)
    for disability in disabilities:
        message.add(c.DISABILITIES, {"child": identifier, "disability": disability}, number)
    for one in details:
        key = str(identifier or "")
        message.referrals[key] += 1
        _details(one, {"child": identifier, "episode": str(message.referrals[key])}, message, number)


def _details(details: Any, key: dict[str, str | int | None], message: _Message, number: int) -> None:
    row = dict(key)
    counted: Counter[str] = Counter()
    for element in details:
        part = _PARTS.get(local(element))
        if part is None:
            message.leaf(c.DETAILS, element, row)
            continue
        table, inner, inner_table = part
        counted[table.name] += 1
        own = {**key, "number": str(counted[table.name])}
        cells = dict(own)
        for leaf in element:
            if inner_table is not None and local(leaf) == inner:
                for repeated in leaf:
                    within = dict(own)
                    message.leaf(inner_table, repeated, within)
                    message.add(inner_table, within, number)
            else:
                message.leaf(table, leaf, cells)
        message.add(table, cells, number)
    message.add(c.DETAILS, row, number)
