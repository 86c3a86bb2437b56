"""Where the links are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports.links._files import as_json, links_workbook
from joinedup.reports.links._page import links_page
from joinedup.reports.links._shown import ShownLink
from joinedup.store import put


@dataclass(frozen=True)
class LinksFiles:
    """The files of the links.

    Args:
        page: the page, whole in one file.
        workbook: the same as a workbook.
        json: the same as JSON.
    """

    page: Path
    workbook: Path
    json: Path


def write_links(
    links: Sequence[ShownLink], council: Council, service: str = "", folder: Path | None = None
) -> LinksFiles:
    """Write the links as a page, a workbook and JSON.

    Args:
        links: the links.
        council: the council, whose own values are used.
        service: the one service whose links these are; "" for all.
        folder: where to; `reports/links` where None, with the service's name after it.
    """
    where = folder or council.reports / (f"links-{service}" if service else "links")
    files = LinksFiles(where / "index.html", where / "links.xlsx", where / "links.json")
    page = links_page(links, council, service)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    put(files.page, page.render().encode())
    put(files.workbook, links_workbook(links, f"{council.name}: {page.title}", made_at))
    put(files.json, json_text(as_json(links)).encode())
    return files
