"""Where a projection is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from joinedup.council import Backcast, Projection, manifest_as_json
from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports.projection._numbers import as_csv, as_json
from joinedup.reports.projection._page import projection_page
from joinedup.store import put


@dataclass(frozen=True)
class ProjectionFiles:
    """The files of one projection.

    Args:
        page: the page, whole in one file.
        csv: every number, one row for each thing and year.
        json: the same numbers with past values and the backcast.
        manifest: what the run was made from.
    """

    page: Path
    csv: Path
    json: Path
    manifest: Path


def write_projection(
    projection: Projection, backcast: Backcast, council: Council, folder: Path | None = None
) -> ProjectionFiles:
    """Write a projection as a page, CSV and JSON, with the manifest of its run.

    Args:
        projection: the projection.
        backcast: how far off it would have been.
        council: the council.
        folder: where to; `reports/projection` where None.
    """
    where = folder or council.reports / "projection"
    files = ProjectionFiles(
        where / "index.html", where / "projection.csv", where / "projection.json", where / "run.json"
    )
    put(files.page, projection_page(projection, backcast, council).render().encode())
    put(files.csv, as_csv(projection).encode("utf-8-sig"))
    put(files.json, json_text(as_json(projection, backcast)).encode())
    put(files.manifest, manifest_as_json(projection.manifest).encode())
    return files
