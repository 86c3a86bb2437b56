"""Long work: load the council's files, as `joinedup load` does."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from joinedup.access.roles import Needs
from joinedup.folder import Council
from joinedup.loading import load
from joinedup.reports.load import balance, write_load_report
from joinedup.web.shell import Done, JobKind, Tell

# Reading files takes most of a load; writing and comparing them takes the rest.
_READING = 0.8


def _load(council: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    def progress(doing: str, done: int, of: int) -> None:
        tell(f"{doing} file {done:,} of {of:,}", _READING * done / max(of, 1))

    tell("finding files", 0.0)
    report = load(council, None, progress)
    tell("writing the report", 0.95)
    write_load_report(council, report)
    says = balance(report) if report.changed else "Nothing had changed since the last load."
    return Done(says, reverse("load_report", args=[report.load]))


LOAD = JobKind("load", "Load the council's files", _load, Needs.LOAD_DATA)
