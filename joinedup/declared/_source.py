"""Where a fact was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a fact was read, precisely enough for somebody else to find it.

    Args:
        title: title of the publication or table.
        identifier: address, document number, dataset identifier or file name.
        published: when it was published, as printed (a year is enough).
        at: page, table, field or paragraph.
    """

    title: str
    identifier: str
    published: str = ""
    at: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, self.at, self.published, self.identifier) if part)
