"""The load report as a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from joinedup.loading import FileReport, LoadReport, Standing
from joinedup.reports._pages import render_page
from joinedup.reports.load._shown import (
    balance,
    duplicates,
    faults,
    findings_by_question,
    first_things,
    set_aside,
    states,
    year_grids,
)

TEMPLATE = "load.html"


@dataclass(frozen=True)
class _NotUsed:
    """A file that gave no row, and why."""

    file: FileReport
    why: str


def render_load_page(report: LoadReport) -> str:
    """Return the load report as one self-contained HTML page.

    It holds row numbers and counts only, and hides counts of children from 1 to 5.
    """
    return render_page(TEMPLATE, **load_page_parts(report))


def load_page_parts(report: LoadReport) -> dict[str, Any]:
    """Return what the template of the load report reads."""
    return {
        "report": report,
        "balance": balance(report),
        "states": states(report),
        "first_things": first_things(report),
        "not_used": [_not_used(file) for file in report.files if file.standing is not Standing.LOADED],
        "changed": [file for file in report.files if file.changes and file.standing is Standing.LOADED],
        "set_aside": set_aside(report),
        "duplicates": duplicates(report),
        "faults": faults(report),
        "not_run": [(file, one) for file in report.files for one in file.not_run],
        "noted": [file for file in report.files if file.notes and file.standing is Standing.LOADED],
        "questions": findings_by_question(report),
        "grids": year_grids(report),
    }


def _not_used(file: FileReport) -> _NotUsed:
    if file.standing is Standing.REFUSED:
        return _NotUsed(file, file.reason)
    if file.standing is Standing.REPLACED:
        return _NotUsed(file, f"{file.other} came later for the same return and period.")
    if file.standing is Standing.DUPLICATE:
        return _NotUsed(file, f"Every row is already in {file.other or 'other files'}.")
    return _NotUsed(file, " ".join(file.notes))
