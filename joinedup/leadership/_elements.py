"""The elements of the local test of assurance, and what to ask of each."""

from __future__ import annotations

from dataclasses import dataclass

OFFER = "Local Government Association, test of assurance offer"
RECALLED = "recalled from the statutory guidance of April 2013; check the clause before relying on it"


@dataclass(frozen=True)
class Element:
    """One element of the test.

    Args:
        code: short code used in files.
        title: what it is.
        questions: what to ask.
        read_in: where the element was read.
        is_recalled: whether it is from memory and nobody has checked the clause.
    """

    code: str
    title: str
    questions: tuple[str, ...]
    read_in: str
    is_recalled: bool


ELEMENTS: tuple[Element, ...] = (
    Element(
        "statutory_duties",
        "Meeting statutory duties",
        (
            "Which duties does the director answer for, and which post answers for each under them?",
            "Does any duty have no post, or a post that nobody holds?",
        ),
        OFFER,
        False,
    ),
    Element(
        "transparency",
        "Transparency of accountabilities",
        (
            "Can staff, schools and families find out who answers for what?",
            "Where is that written down, and does it agree with how decisions are taken?",
        ),
        OFFER,
        False,
    ),
    Element(
        "partnership",
        "Support for inter-agency and partnership working",
        (
            "Which boards and partners does the director sit with, and who stands in?",
            "What do partners say of how decisions are reached together?",
        ),
        OFFER,
        False,
    ),
    Element(
        "senior_management",
        "Clarity of senior management arrangements",
        (
            "Does the director report to the chief executive, and does each line below reach the director?",
            "Who acts for the director in absence?",
        ),
        RECALLED,
        True,
    ),
    Element(
        "functions",
        "Clarity of how functions will be discharged",
        (
            "For each function: which post, which team, which partner?",
            "What changes for the front line, and when will staff know?",
        ),
        RECALLED,
        True,
    ),
    Element(
        "load",
        "Seniority and breadth of each post-holder's load, and its effect on capacity",
        (
            "How many functions, measures and direct reports does each senior post carry, before and after?",
            "What will the director stop doing, or who takes it over?",
        ),
        RECALLED,
        True,
    ),
    Element(
        "children",
        "Involvement and experience of children",
        (
            "How were children, young people and families asked, and what did they say?",
            "How will the director go on meeting children, families and schools?",
        ),
        RECALLED,
        True,
    ),
    Element(
        "protection",
        "Robust child protection and challenge",
        (
            "Who challenges practice from outside the line, and how often?",
            "What do audits and measures of child protection show now?",
        ),
        RECALLED,
        True,
    ),
    Element(
        "partnership_accountability",
        "Adequacy of partnerships and their accountabilities",
        (
            "Who holds each partnership to account, and for which results?",
            "What happens when partners disagree?",
        ),
        RECALLED,
        True,
    ),
)


def element(code: str) -> Element:
    """Return the element with a code; KeyError where there is none."""
    for one in ELEMENTS:
        if one.code == code:
            return one
    raise KeyError(code)
