"""The papers a decision needs: officer report, cabinet paper, delegated record and public summary."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from joinedup.folder import Council
from joinedup.reports.papers import _sections as parts
from joinedup.reports.papers._facts import DecisionFacts
from joinedup.reports.papers._parts import Paper, Section
from joinedup.reports.papers._public import public_sections
from joinedup.reports.papers._run_blocks import made_from

_CHARTS, _CHARTS_SHORT = 2, 1


class PaperKind(StrEnum):
    """A kind of paper."""

    OFFICER_REPORT = "officer_report"
    CABINET_PAPER = "cabinet_paper"
    DELEGATED_RECORD = "delegated_record"
    PUBLIC_SUMMARY = "public_summary"

    @property
    def says(self) -> str:
        """The kind as people call it."""
        return _CALLED[self]

    @property
    def purpose(self) -> str:
        """What it is for, in one line."""
        return _PURPOSES[self]


_CALLED = {
    PaperKind.OFFICER_REPORT: "Officer report",
    PaperKind.CABINET_PAPER: "Cabinet paper",
    PaperKind.DELEGATED_RECORD: "Record of a delegated decision",
    PaperKind.PUBLIC_SUMMARY: "Summary for the public",
}
_PURPOSES = {
    PaperKind.OFFICER_REPORT: "Everything those who advise and decide need, with every range and risk.",
    PaperKind.CABINET_PAPER: "The decision sought, reasons, alternatives and what follows, shorter.",
    PaperKind.DELEGATED_RECORD: "What an officer or one member decided, under which delegation, and why.",
    PaperKind.PUBLIC_SUMMARY: "Plain English, nothing exempt, small numbers of people hidden.",
}


def paper_of(kind: PaperKind, facts: DecisionFacts, council: Council, on: date) -> Paper:
    """Return a paper about a decision, made from what is on record and from its frozen tests.

    Args:
        kind: which.
        facts: what is on record.
        council: the council.
        on: the day it is made.
    """
    sections = _SECTIONS[kind](facts, council)
    return Paper(
        title=facts.title,
        kind=kind.says,
        council=council.name,
        reference=facts.reference,
        day=on,
        sections=tuple(sections),
        rests_on=made_from(facts),
    )


def _officer_report(facts: DecisionFacts, council: Council) -> list[Section]:
    return [
        parts.purpose(facts),
        parts.recommendation(facts),
        parts.background(facts, council),
        parts.options(facts),
        parts.what_the_model_says(facts, council, _CHARTS),
        parts.finance(facts, council, with_charts=True),
        parts.legal(facts),
        parts.equality(facts),
        parts.consultation(facts),
        parts.those_affected(facts),
        parts.silence(facts),
        parts.risks(facts, council),
        parts.certainty(facts),
        parts.implementation(facts),
        parts.review(facts),
        *parts.exempt_items(facts),
    ]


def _cabinet_paper(facts: DecisionFacts, council: Council) -> list[Section]:
    return [
        parts.decision_sought(facts),
        parts.reasons_proposed(facts),
        parts.options(facts),
        parts.what_the_model_says(facts, council, _CHARTS_SHORT),
        parts.finance(facts, council, with_charts=False),
        parts.legal(facts),
        parts.equality(facts),
        parts.consultation(facts),
        parts.those_affected(facts),
        parts.silence(facts),
        parts.risks(facts, council),
        parts.interests(facts),
        parts.review(facts),
        *parts.exempt_items(facts),
    ]


def _delegated_record(facts: DecisionFacts, council: Council) -> list[Section]:
    return [
        Section("decision", "Decision", tuple(parts.decided(facts))),
        parts.reasons(facts),
        parts.rejected(facts),
        parts.finance(facts, council, with_charts=False),
        parts.legal(facts),
        parts.equality(facts),
        parts.consultation(facts),
        parts.those_affected(facts),
        parts.silence(facts),
        parts.interests(facts),
        parts.call_in(facts),
        parts.review(facts),
        *parts.exempt_items(facts),
    ]


_SECTIONS = {
    PaperKind.OFFICER_REPORT: _officer_report,
    PaperKind.CABINET_PAPER: _cabinet_paper,
    PaperKind.DELEGATED_RECORD: _delegated_record,
    PaperKind.PUBLIC_SUMMARY: public_sections,
}
