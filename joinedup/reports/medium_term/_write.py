"""Where a medium-term plan is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from joinedup.council.medium_term import MediumTermPlan
from joinedup.folder import Council
from joinedup.reports._numbers import json_text
from joinedup.reports.medium_term._numbers import as_json
from joinedup.reports.medium_term._page import medium_term_page
from joinedup.reports.medium_term._section_25 import section_pack
from joinedup.reports.medium_term._workbook import plan_workbook
from joinedup.store import put


@dataclass(frozen=True)
class PlanFiles:
    """The files of one plan.

    Args:
        page: the page, whole in one file.
        pack: evidence for the section 25 report, as a page of its own.
        workbook: every row with its formulas.
        json: the same numbers.
    """

    page: Path
    pack: Path
    workbook: Path
    json: Path


def write_plan(plan: MediumTermPlan, council: Council, folder: Path | None = None) -> PlanFiles:
    """Write a plan as a page, a section 25 pack, a workbook and JSON.

    Args:
        plan: the plan.
        council: the council.
        folder: where to; `reports/plan` where None, or `reports/plan-without` for a plan without proposals.
    """
    where = folder or council.reports / ("plan" if plan.proposals else "plan-without")
    files = PlanFiles(
        where / "index.html", where / "section_25.html", where / "plan.xlsx", where / "plan.json"
    )
    put(files.page, medium_term_page(plan, council).render().encode())
    put(files.pack, section_pack(plan, council).render().encode())
    put(files.workbook, plan_workbook(plan, council))
    put(files.json, json_text(as_json(plan)).encode())
    return files
