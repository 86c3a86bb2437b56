"""A guided test of assurance: what is asked, what is still open, and when it counts as done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from joinedup.leadership._elements import ELEMENTS
from joinedup.leadership._records import Assurance


class Judgement(StrEnum):
    """What an assessment says of one element."""

    ASSURED = "assured"
    WITH_ACTIONS = "assured_with_actions"
    NOT_ASSURED = "not_assured"

    @property
    def says(self) -> str:
        """The judgement in words."""
        return {
            Judgement.ASSURED: "Assured",
            Judgement.WITH_ACTIONS: "Assured, with actions",
            Judgement.NOT_ASSURED: "Not assured",
        }[self]


@dataclass(frozen=True)
class Answer:
    """What is said of one element: the evidence, what was found, the judgement, and what will be done."""

    evidence: str = ""
    finding: str = ""
    judgement: Judgement | None = None
    actions: str = ""


@dataclass(frozen=True)
class Assessment:
    """A test of assurance as far as it has come.

    Args:
        scope: what arrangement is tested.
        structure: identifier of the draft structure tested; "" for today's.
        weighs: added responsibilities weighed, by code.
        answers: what is said of each element, by its code.
        held_on: day of the assessment; None until it was held.
        is_self_assessed: whether it began with a self-assessment.
        has_outside_director: whether a director from another council tested it.
        has_interviews: whether documents and interviews were used.
        peer_challenge: what the peer challenge said.
        peer_challenge_on: its day.
        agreed_by: who agreed it, by post or committee.
        agreed_on: when.
        to_scrutiny_on: day scrutiny received the findings.
        next_review: day the next review is due.
    """

    scope: str
    structure: str = ""
    weighs: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    held_on: date | None = None
    is_self_assessed: bool = False
    has_outside_director: bool = False
    has_interviews: bool = False
    peer_challenge: str = ""
    peer_challenge_on: date | None = None
    agreed_by: str = ""
    agreed_on: date | None = None
    to_scrutiny_on: date | None = None
    next_review: date | None = None

    def answer(self, code: str) -> Answer:
        """Return what is said of an element so far."""
        return self.answers.get(code, Answer())


def still_open(assessment: Assessment) -> tuple[str, ...]:
    """Return what keeps an assessment from being agreed, in words; none where it may be."""
    lacking = [] if assessment.scope.strip() else ["Say what arrangement is tested."]
    if assessment.held_on is None:
        lacking.append("Give the day on which it was held.")
    for one in ELEMENTS:
        lacking += [f"{one.title}: {what}" for what in _open_in(assessment.answer(one.code))]
    if not assessment.peer_challenge.strip() or assessment.peer_challenge_on is None:
        lacking.append("Peer challenge: say what it said and when.")
    if not assessment.agreed_by.strip():
        lacking.append("Say who agrees it.")
    if assessment.next_review is None:
        lacking.append("Give the day of the next review.")
    elif assessment.held_on is not None and assessment.next_review <= assessment.held_on:
        lacking.append("The next review must come after the day it was held.")
    return tuple(lacking)


def _open_in(answer: Answer) -> list[str]:
    lacking = []
    if not answer.evidence.strip():
        lacking.append("give the evidence")
    if not answer.finding.strip():
        lacking.append("say what was found")
    if answer.judgement is None:
        lacking.append("make a judgement")
    elif answer.judgement is not Judgement.ASSURED and not answer.actions.strip():
        lacking.append("say what will be done")
    return lacking


def n_answered(assessment: Assessment) -> int:
    """Return how many elements are answered in full."""
    return sum(not _open_in(assessment.answer(one.code)) for one in ELEMENTS)


def is_assured(assessment: Assessment) -> bool:
    """Whether no element is judged not assured and every one is judged."""
    judged = [assessment.answer(one.code).judgement for one in ELEMENTS]
    return all(one is not None and one is not Judgement.NOT_ASSURED for one in judged)


def as_record(assessment: Assessment) -> Assurance | None:
    """Return an agreed assessment as the rules read it; None until it was held and agreed.

    A test that ends "not assured" was held and is on record, but weighs nothing: what it looked at stays
    unassured.
    """
    if assessment.held_on is None or assessment.agreed_on is None:
        return None
    return Assurance(
        held_on=assessment.held_on,
        scope=assessment.scope,
        weighs=assessment.weighs if is_assured(assessment) else (),
        elements=tuple(one.code for one in ELEMENTS if not _open_in(assessment.answer(one.code))),
        self_assessment=assessment.is_self_assessed,
        outside_director=assessment.has_outside_director,
        interviews=assessment.has_interviews,
        agreed_by=assessment.agreed_by,
        agreed_on=assessment.agreed_on,
        peer_challenge_on=assessment.peer_challenge_on,
        to_scrutiny_on=assessment.to_scrutiny_on,
        next_review=assessment.next_review,
    )
