"""Where the year so far is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from joinedup.council.monitoring import Monitored
from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports.outturn._numbers import as_json
from joinedup.reports.outturn._page import outturn_page
from joinedup.reports.outturn._workbook import outturn_workbook
from joinedup.store import put


@dataclass(frozen=True)
class OutturnFiles:
    """The files of the year so far.

    Args:
        page: the page, whole in one file.
        workbook: the numbers, with sums and differences as formulas.
        json: every number.
    """

    page: Path
    workbook: Path
    json: Path


def write_outturn(found: Monitored, council: Council, folder: Path | None = None) -> OutturnFiles:
    """Write the year so far as a page, a workbook and JSON.

    Args:
        found: what is known.
        council: the council.
        folder: where to; `reports/outturn` where None.
    """
    where = folder or council.reports / "outturn"
    files = OutturnFiles(where / "index.html", where / "outturn.xlsx", where / "outturn.json")
    put(files.page, outturn_page(found, council).render().encode())
    put(files.workbook, outturn_workbook(found, council))
    put(files.json, json_text(as_json(found)).encode())
    return files
