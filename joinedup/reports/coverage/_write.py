"""Where the coverage page is written."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from joinedup.council import Projection, manifest_as_json
from joinedup.folder import Council
from joinedup.reports._numbers import json_text, rounded
from joinedup.reports.coverage._page import coverage_page
from joinedup.reports.coverage._rows import return_for, shown_starts
from joinedup.store import put
from joinedup.vocabulary import FIGURES


@dataclass(frozen=True)
class CoverageFiles:
    """The files of one coverage page.

    Args:
        page: the page, whole in one file.
        csv: every starting value.
        json: the same.
        manifest: what the run that starts from them was made from.
    """

    page: Path
    csv: Path
    json: Path
    manifest: Path


def write_coverage(projection: Projection, council: Council, folder: Path | None = None) -> CoverageFiles:
    """Write what a projection starts from as a page, CSV and JSON.

    Args:
        projection: the projection.
        council: the council.
        folder: where to; `reports/coverage` where None.
    """
    where = folder or council.reports / "coverage"
    files = CoverageFiles(
        where / "index.html", where / "coverage.csv", where / "coverage.json", where / "run.json"
    )
    put(files.page, coverage_page(projection, council).render().encode())
    put(files.csv, as_csv(projection).encode("utf-8-sig"))
    put(files.json, json_text(as_json(projection)).encode())
    put(files.manifest, manifest_as_json(projection.manifest).encode())
    return files


def as_json(projection: Projection) -> dict[str, Any]:
    """Return every starting value with its origin; null where a count of people from 1 to 5 is hidden."""
    return {
        "run": projection.manifest.run,
        "manifest": asdict(projection.manifest),
        "starting": _rows(projection),
    }


def as_csv(projection: Projection) -> str:
    """Return every starting value with its origin; empty where a count of people from 1 to 5 is hidden."""
    rows = _rows(projection)
    content = io.StringIO()
    table = csv.DictWriter(content, list(rows[0]) if rows else [], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return content.getvalue()


def _rows(projection: Projection) -> list[dict[str, Any]]:
    rows = []
    for one in shown_starts(projection.starting):
        start, held = one.start, one.start.held
        by = return_for(start.figure)
        rows.append(
            {
                "domain": FIGURES[start.figure].domain,
                "figure": start.figure,
                "band": start.band,
                "unit": FIGURES[start.figure].unit,
                "counted": None if one.is_hidden else rounded(held.value),
                "as_at": held.as_at.isoformat(),
                "origin": held.origin.value,
                "years_carried": rounded(start.years_carried),
                "at_start": None if one.is_hidden else rounded(start.value),
                "source": held.source,
                "note": held.note,
                "replaced_by": by.title if by else "",
            }
        )
    return rows
