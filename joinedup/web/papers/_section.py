"""The section of papers: it lies below a decision and has no place of its own in the navigation."""

from __future__ import annotations

from collections.abc import Iterator

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.folder import Council
from joinedup.register.models import DecisionPaper
from joinedup.reports.papers import PaperKind
from joinedup.web.papers._kept import may_write, standing_paper
from joinedup.web.papers._making import MAKE_PAPER
from joinedup.web.papers._views import download, make, paper, papers
from joinedup.web.papers._writing import history, section, settle
from joinedup.web.shell import Route, Section, Task

_ONE = "<int:number>/papers/<slug:kind>/"
_ROUTES = (
    Route("<int:number>/papers/", papers, "papers", Needs.SEE_DECISIONS),
    Route(_ONE, paper, "paper", Needs.SEE_DECISIONS),
    Route(f"{_ONE}make/", make, "make_paper", Needs.SEE_DECISIONS),
    Route(f"{_ONE}download/<slug:form>/", download, "download_paper", Needs.SEE_DECISIONS),
    Route(f"{_ONE}sections/<slug:key>/", section, "paper_section", Needs.SEE_DECISIONS),
    Route(f"{_ONE}sections/<slug:key>/settle/", settle, "settle_paper_section", Needs.SEE_DECISIONS),
    Route(f"{_ONE}sections/<slug:key>/history/", history, "paper_section_history", Needs.SEE_DECISIONS),
)


def waiting(person: Account, council: Council) -> Iterator[Task]:
    """Yield the papers in which the model's words changed below words that this person wrote."""
    own = DecisionPaper.objects.filter(edits__by=person).select_related("decision").distinct()
    for one in own:
        standing = standing_paper(one.decision, PaperKind(one.kind))
        if standing and standing.moved and may_write(person, one.decision):
            yield Task(
                f"Say what becomes of your words in the {PaperKind(one.kind).says.lower()} of "
                f"{one.decision.reference}",
                f"/decisions/{one.decision_id}/papers/{one.kind}/",
                "The model’s words changed after a new test.",
            )


SECTION = Section(
    "Papers",
    "decisions/",
    _ROUTES,
    Needs.SEE_DECISIONS,
    waiting=waiting,
    is_in_navigation=False,
    jobs=(MAKE_PAPER,),
)
