"""The test of assurance: when it is due, what it covers, and how it was done."""

from __future__ import annotations

from joinedup.leadership._days import in_words
from joinedup.leadership._due import assurance_due, last_agreed
from joinedup.leadership._elements import ELEMENTS, OFFER
from joinedup.leadership._records import Assurance
from joinedup.leadership._structure import Structure
from joinedup.leadership.rules._rule import AccountabilityRule, CannotRun, Force, Found, Verdict
from joinedup.returns.leadership import EVENTS

_TEST = "Test of assurance"


def _last(structure: Structure) -> Assurance:
    last = last_agreed(structure)
    if last is None:
        raise CannotRun("No test of assurance has been agreed, so there is nothing to look at.")
    return last


def _review_due(structure: Structure) -> Verdict:
    due = assurance_due(structure)
    if due.last is None:
        return Verdict("", (Found(_TEST, "No test of assurance has been held and agreed."),))
    agreed = due.last.agreed_on
    says = f"The last test of assurance was agreed on {in_words(agreed)}." if agreed else ""
    kinds = dict.fromkeys(one.event for one in due.events)
    found = [Found(EVENTS[kind], _since(structure, kind)) for kind in kinds]
    return Verdict(says, tuple(found))


def _since(structure: Structure, kind: str) -> str:
    mine = [one for one in assurance_due(structure).events if one.event == kind]
    shown = "; ".join(f"{one.says} ({in_words(one.day)})" for one in mine[:3])
    more = f"; and {len(mine) - 3} more" if len(mine) > 3 else ""
    return f"Since the last test: {EVENTS[kind]}. {shown}{more}. A review is due."


def _covers(structure: Structure) -> Verdict:
    return _elements(structure, is_recalled=False)


def _recalled_elements(structure: Structure) -> Verdict:
    return _elements(structure, is_recalled=True)


def _elements(structure: Structure, *, is_recalled: bool) -> Verdict:
    last = _last(structure)
    lacking = [
        one.title for one in ELEMENTS if one.is_recalled == is_recalled and one.code not in last.elements
    ]
    says = f"The test held on {in_words(last.held_on)} was looked at."
    if not lacking:
        return Verdict(says)
    return Verdict(
        says, tuple(Found(one, f"The last test of assurance did not cover: {one}.") for one in lacking)
    )


def _agreed_and_reviewed(structure: Structure) -> Verdict:
    last = _last(structure)
    found = []
    if not last.agreed_by:
        found.append(Found(_TEST, "Nobody is named as having agreed the last test of assurance."))
    if last.peer_challenge_on is None:
        found.append(Found("Peer challenge", "The last test of assurance had no peer challenge."))
    if last.next_review is None:
        found.append(Found("Next review", "No day is set for the next review."))
    elif last.next_review < structure.on:
        found.append(
            Found("Next review", f"The review due on {in_words(last.next_review)} has not been agreed.")
        )
    return Verdict(
        "The last test was agreed, open to peer challenge, and has a day for review.", tuple(found)
    )


def _practice(structure: Structure) -> Verdict:
    last = _last(structure)
    asked = (
        (last.self_assessment, "begin with a self-assessment"),
        (last.outside_director, "have a director from a good authority test it"),
        (last.interviews, "use documents and interviews"),
        (last.to_scrutiny_on is not None, "take the findings to scrutiny"),
    )
    found = tuple(
        Found(what, f"Others {what}; the last test here did not.") for was, what in asked if not was
    )
    return Verdict("The last test was done as other councils have done theirs.", found)


RULES = (
    AccountabilityRule(
        "review-due",
        "A review of arrangements is due on a change of senior structure, a new chief executive or director, "
        "a split of commissioning from delivery, a new administration or portfolio holder, or concern about "
        "finance or performance.",
        Force.SHOULD,
        OFFER,
        False,
        ("posts",),
        _review_due,
    ),
    AccountabilityRule(
        "assessment-covers",
        "The assessment covers statutory duties, transparency of accountabilities, and partnership working.",
        Force.SHOULD,
        OFFER,
        False,
        ("assurance",),
        _covers,
    ),
    AccountabilityRule(
        "elements-of-test",
        "The test covers senior management, how functions are discharged, load, children's experience, child "
        "protection and challenge, and partnerships.",
        Force.SHOULD,
        "recalled",
        True,
        ("assurance",),
        _recalled_elements,
    ),
    AccountabilityRule(
        "agreed-and-reviewed",
        "Assurance is agreed within the council, open to peer challenge, and reviewed regularly.",
        Force.SHOULD,
        "recalled",
        True,
        ("assurance",),
        _agreed_and_reviewed,
    ),
    AccountabilityRule(
        "as-others-do-it",
        "Self-assessment, an outside director, documents and interviews, findings to scrutiny.",
        Force.PRACTICE,
        "committee minutes (Barnsley; Coventry; Harrow)",
        False,
        ("assurance",),
        _practice,
    ),
)
