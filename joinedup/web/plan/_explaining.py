"""What an answer hangs on. Imports SALib, which takes seconds: only what explains waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.council import Ready, Settings
from joinedup.council.explain import Explained, explain_proposals
from joinedup.council.proposals import Proposal
from joinedup.reports.explain import ExplainPage, as_json, explain_page, explanation_workbook
from joinedup.store import keep_result, result_name
from joinedup.web.plan._answers import AnswerKind
from joinedup.web.shell import Tell

EXPLAINED = AnswerKind(
    "explain",
    Explained,
    ExplainPage,
    lambda found, here: explain_page(found.explanation, found.proposals, here),
    lambda found, here: explanation_workbook(found.explanation, found.proposals, here),
    lambda found: as_json(found.explanation),
    "what-the-answer-hangs-on",
)


def explain(asked: Ready, proposals: Sequence[Proposal], settings: Settings, tell: Tell) -> str:
    """Work out what the answer about proposals hangs on, keep it, and return what it is kept as."""
    found = explain_proposals(asked, list(proposals), settings, tell)
    name = result_name("explain", [one.id for one in proposals])
    keep_result(asked.council.workings, name, Explained(found, tuple(proposals)))
    return name
