"""Where a ripple is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup.council import Ripple, manifest_as_json
from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports.ripple._numbers import as_csv, as_json
from joinedup.reports.ripple._page import ripple_page, year_spoken_of
from joinedup.reports.ripple._workbook import ripple_workbook
from joinedup.store import put

if TYPE_CHECKING:
    from joinedup.council.causes import CausalPaths

_LONGEST = 60

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class RippleFiles:
    """The files of one ripple.

    Args:
        page: the page, whole in one file.
        csv: every number, one row for each thing and year.
        json: the same numbers with the proposals and who must be asked.
        workbook: the numbers and the answer in words, as a workbook.
        manifest: what the run was made from.
    """

    page: Path
    csv: Path
    json: Path
    workbook: Path
    manifest: Path


def slug(ripple: Ripple) -> str:
    """Return the name of the folder that a ripple is written to: the proposals' identifiers."""
    ids = [one.id for one in ripple.proposals]
    whole = "-and-".join(ids)
    if len(whole) <= _LONGEST:
        return whole
    # With names left out, two lists of proposals could share one.
    rest = f"-and-{len(ids) - 1}-more" if len(ids) > 1 else ""
    return f"{ids[0][:_LONGEST]}{rest}-{hashlib.sha256(whole.encode()).hexdigest()[:6]}"


def write_ripple(
    ripple: Ripple,
    council: Council,
    folder: Path | None = None,
    ways: Sequence[CausalPaths] = (),
    progress: Progress | None = None,
) -> RippleFiles:
    """Write a ripple as a page, a workbook, CSV and JSON, with the manifest of its run.

    Args:
        ripple: the ripple.
        council: the council.
        folder: where to; `reports/` and the proposals' identifiers where None.
        ways: how its largest effects come about, where that was worked out.
        progress: told what is being done and the share done.
    """
    where = folder or council.reports / slug(ripple)
    files = RippleFiles(
        where / "index.html",
        where / "ripple.csv",
        where / "ripple.json",
        where / "ripple.xlsx",
        where / "run.json",
    )
    parts: list[tuple[Path, Callable[[], bytes]]] = [
        (files.page, lambda: ripple_page(ripple, council, ways).render().encode()),
        (files.csv, lambda: as_csv(ripple).encode("utf-8-sig")),
        (files.json, lambda: json_text(as_json(ripple, ways)).encode()),
        (files.workbook, lambda: ripple_workbook(ripple, council, year_spoken_of(ripple), ways)),
        (files.manifest, lambda: manifest_as_json(ripple.manifest).encode()),
    ]
    for done, (path, content) in enumerate(parts, start=1):
        put(path, content())
        if progress:
            progress("writing the report", done / len(parts))
    return files
