"""What an answer hangs on, as a page, a workbook and JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joinedup.council.proposals import Proposal
from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports._sheets import COUNT, SHARE, Cell, Column, Sheets
from joinedup.reports.explain._page import explain_page
from joinedup.reports.explain._words import answer, hangs_on, title_of
from joinedup.reports.ripple import ways_in_words
from joinedup.store import put

if TYPE_CHECKING:
    from joinedup.council.explain import Explanation, GroupIndex

_LONGEST = 60


@dataclass(frozen=True)
class ExplanationFiles:
    """The files of one explanation.

    Args:
        page: the page, whole in one file.
        workbook: the same as a workbook.
        json: the same as JSON.
    """

    page: Path
    workbook: Path
    json: Path


def as_json(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as what JSON can hold, with its run first."""
    content = explanation.as_json()
    return {"run": explanation.manifest.run} | content


def write_explanation(
    explanation: Explanation, proposals: Sequence[Proposal], council: Council, folder: Path | None = None
) -> ExplanationFiles:
    """Write what an answer hangs on as a page, a workbook and JSON.

    Args:
        explanation: what it hangs on.
        proposals: the proposals.
        council: the council.
        folder: where to; `reports/explain-` and the proposals' identifiers where None.
    """
    where = folder or council.reports / _folder(proposals)
    files = ExplanationFiles(where / "index.html", where / "explain.xlsx", where / "explain.json")
    put(files.page, explain_page(explanation, proposals, council).render().encode())
    put(files.workbook, explanation_workbook(explanation, proposals, council))
    put(files.json, json_text(as_json(explanation)).encode())
    return files


def _folder(proposals: Sequence[Proposal]) -> str:
    whole = "-and-".join(sorted(one.id for one in proposals))
    if len(whole) <= _LONGEST:
        return f"explain-{whole}"
    return f"explain-{whole[:_LONGEST]}-{hashlib.sha256(whole.encode()).hexdigest()[:6]}"


def explanation_workbook(explanation: Explanation, proposals: Sequence[Proposal], council: Council) -> bytes:
    """Return what an answer hangs on as an XLSX workbook.

    Args:
        explanation: what it hangs on.
        proposals: the proposals.
        council: the council.
    """
    sheets = Sheets(f"{council.name}: {title_of(proposals)}", explanation.manifest.made_at)
    said = [("Answer", answer(explanation))]
    said += [("What it hangs on", one) for one in hangs_on(explanation)]
    said += [("How it comes about", one) for one in ways_in_words(explanation.paths)]
    sheets.add("Answer", ("What", "In words"), said)
    sheets.add("By source", _HEADER, [_row(one) for one in explanation.by_source])
    sheets.add("By directorate", _HEADER, [_row(one) for one in explanation.by_directorate])
    members = [(one.says, name) for one in explanation.by_source for name in one.members]
    sheets.add("Values", ("Group", "Value"), members)
    steps: list[tuple[Cell, ...]] = [
        (place, path.share, step.says, step.change, step.unit, step.year)
        for place, path in enumerate((path for one in explanation.paths for path in one.paths), start=1)
        for step in path.steps
    ]
    columns = (
        "Way",
        Column("Share of the effect", SHARE),
        "Step",
        Column("Change", "#,##0.##"),
        "Unit",
        "Year",
    )
    sheets.add("Ways", columns, steps)
    run = [(name, str(value)) for name, value in asdict(explanation.manifest).items()]
    sheets.add("Run", ("What", "Value"), run)
    return sheets.content()


_HEADER: tuple[str | Column, ...] = (
    "Group",
    *(Column(title, SHARE) for title in ("Alone", "alone, 95% from", "alone, 95% to")),
    *(Column(title, SHARE) for title in ("In all", "in all, 95% from", "in all, 95% to")),
    Column("Values", COUNT),
)


def _row(one: GroupIndex) -> tuple[Cell, ...]:
    return (
        one.says,
        *(one.first, one.first_low, one.first_high),
        *(one.total, one.total_low, one.total_high),
        len(one.members),
    )
