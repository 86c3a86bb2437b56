"""Where a ripple is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from joinedup.council import Ripple, manifest_as_json
from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports.ripple._numbers import as_csv, as_json
from joinedup.reports.ripple._page import ripple_page
from joinedup.store import put

_LONGEST = 60


@dataclass(frozen=True)
class RippleFiles:
    """The files of one ripple.

    Args:
        page: the page, whole in one file.
        csv: every number, one row for each thing and year.
        json: the same numbers with the proposals and who must be asked.
        manifest: what the run was made from.
    """

    page: Path
    csv: Path
    json: Path
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


def write_ripple(ripple: Ripple, council: Council, folder: Path | None = None) -> RippleFiles:
    """Write a ripple as a page, CSV and JSON, with the manifest of its run.

    Args:
        ripple: the ripple.
        council: the council.
        folder: where to; `reports/` and the proposals' identifiers where None.
    """
    where = folder or council.reports / slug(ripple)
    files = RippleFiles(where / "index.html", where / "ripple.csv", where / "ripple.json", where / "run.json")
    put(files.page, ripple_page(ripple, council).render().encode())
    put(files.csv, as_csv(ripple).encode("utf-8-sig"))
    put(files.json, json_text(as_json(ripple)).encode())
    put(files.manifest, manifest_as_json(ripple.manifest).encode())
    return files
