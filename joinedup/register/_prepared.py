"""What a route demands before a decision and what of it is missing: the seam to testing and consulting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from joinedup.leadership import Taker
from joinedup.register._consultations import consultations
from joinedup.register._equality import equality
from joinedup.register._frozen import last_test
from joinedup.register._route import FULL_COUNCIL_ONLY, needs_confirming
from joinedup.register.models import (
    CommentKind,
    ConsultationKind,
    Decision,
    Demand,
    LawfulRoute,
    OptionKind,
    Stage,
)

_MEMBERS = frozenset({Taker.CABINET_MEMBER, Taker.CABINET, Taker.FULL_COUNCIL})
# What people who use a service or live in a place must be asked about, by what the constitution calls it.
_ASK_PUBLIC = frozenset({"service_change", "fees_and_charges", "school_organisation", *FULL_COUNCIL_ONLY})
_ASK_WORKFORCE = frozenset({"staffing"})
_NEEDS_EQUALITY = frozenset({"savings", "staffing", "use_of_premises", "policy_framework", *_ASK_PUBLIC})


@dataclass(frozen=True)
class Missing:
    """Something that must be done before a decision.

    Args:
        says: what is missing, as a sentence.
        who: who must do it, as people say it.
        part: the part of the decision's page where it is done.
    """

    says: str
    who: str
    part: str


@dataclass(frozen=True)
class Demanded:
    """Something that the route demands, and whether it has been done.

    Args:
        says: what it is.
        who: who must do it.
        state: how it stands, in words.
        missing: what is missing of it; None where nothing is.
    """

    says: str
    who: str
    state: str
    missing: Missing | None


def demands(decision: Decision, route: LawfulRoute) -> tuple[str, ...]:
    """Return what a route usually demands, by code: of `CommentKind` and of `Demand`.

    Args:
        decision: the decision.
        route: its route.
    """
    found: list[str] = []
    if route.is_key or route.taker in _MEMBERS:
        found += [CommentKind.SECTION_151, CommentKind.MONITORING_OFFICER]
    if route.is_key or route.subject in _NEEDS_EQUALITY or hasattr(decision, "equality"):
        found.append(Demand.EQUALITY)
    if route.subject in _ASK_PUBLIC or _asks(decision, ConsultationKind.PUBLIC):
        found.append(Demand.PUBLIC)
    if route.subject in _ASK_WORKFORCE or _asks(decision, ConsultationKind.WORKFORCE):
        found.append(Demand.WORKFORCE)
    return tuple(str(one) for one in found)


def demanded(decision: Decision, route: LawfulRoute | None, on: date) -> tuple[Demanded, ...]:
    """Return everything that must be there before a decision, and how each stands on a day.

    The notice of a key decision is looked at apart (see `ways_of`).
    """
    held = [_route_set(route), _answered(decision), *_tests(decision)]
    if route is not None:
        waived = {one.demand: one for one in decision.waivers.filter(withdrawn_at=None)}
        for code in demands(decision, route):
            if code in waived:
                why = f"Not needed here: {waived[code].because}"
                held.append(Demanded(str(Demand(code).label), "", why, None))
            elif code in CommentKind.values:
                held.append(_comment(decision, CommentKind(code)))
            elif code == Demand.EQUALITY:
                held.append(_equality(decision))
            else:
                held.append(_consultation(decision, Demand(code), on))
    return tuple(held)


def missing(decision: Decision, route: LawfulRoute | None, on: date) -> tuple[Missing, ...]:
    """Return what is still missing before a decision on a day, and who must do it; the notice apart."""
    return tuple(one.missing for one in demanded(decision, route, on) if one.missing is not None)


def _route_set(route: LawfulRoute | None) -> Demanded:
    says = "The lawful route"
    if route is None:
        lacks = Missing("Nobody has worked out who may lawfully decide this.", "The owner", "route")
        return Demanded(says, "The owner", "Not set", lacks)
    if needs_confirming(route):
        lacks = Missing("The route has not been confirmed.", "The monitoring officer", "route")
        return Demanded(says, "The monitoring officer", "Not confirmed", lacks)
    return Demanded(says, "", "Set", None)


def _answered(decision: Decision) -> Demanded:
    says, who = "Answers of those affected", "The owner"
    if decision.stage == Stage.READY:
        return Demanded(says, "", "Closed; ready to decide", None)
    if is_for_nobody_else(decision):
        return Demanded(says, "", "Nobody else is materially affected", None)
    state = str(Stage(decision.stage).label)
    lacks = Missing(f"It is not yet ready to decide: it is {state.lower()}.", who, "answers")
    return Demanded(says, who, state, lacks)


def is_for_nobody_else(decision: Decision) -> bool:
    """Return whether a decision was tested and neither the model nor anybody lists somebody to ask."""
    listed = decision.parties.filter(left_out_because="")
    return decision.stage == Stage.TESTED and not listed.exists()


def _tests(decision: Decision) -> list[Demanded]:
    """Return whether each option that changes something has been tested, and that the usual options exist."""
    options = list(decision.options.all())
    found = []
    for kind in (OptionKind.PROPOSED, OptionKind.ALTERNATIVE, OptionKind.NOTHING):
        if not any(one.kind == kind for one in options):
            label = OptionKind(kind).label
            lacks = Missing(f"There is no option “{label}”.", "The owner", "options")
            found.append(Demanded(f"Option: {label}", "The owner", "Missing", lacks))
    for one in options:
        if not one.proposals:
            continue
        test = last_test(one)
        if test is None:
            lacks = Missing(f"“{one.title}” has not been tested.", "The owner", "options")
            found.append(Demanded(f"Test of “{one.title}”", "The owner", "Not tested", lacks))
        else:
            found.append(Demanded(f"Test of “{one.title}”", "", f"Frozen, run {test.run}", None))
    return found


def _comment(decision: Decision, kind: CommentKind) -> Demanded:
    says = f"Comment of the {str(kind.label).lower().replace('section 151', 'section 151')}"
    who = f"The {str(kind.label)[0].lower()}{str(kind.label)[1:]}"
    held = decision.statutory_comments.filter(kind=kind).last()
    if held is None:
        return Demanded(
            says,
            who,
            "Missing",
            Missing(f"There is no comment of {who[0].lower()}{who[1:]}.", who, "comments"),
        )
    return Demanded(says, "", "Given", None)


def _equality(decision: Decision) -> Demanded:
    says, who = "Equality analysis", "The owner"
    where = equality(decision)
    if where.is_signed:
        return Demanded(says, "", where.says, None)
    lacks = Missing(f"Equality analysis: {where.says[:1].lower()}{where.says[1:]}.", who, "equality")
    return Demanded(says, who, where.says, lacks)


def _consultation(decision: Decision, demand: Demand, on: date) -> Demanded:
    kind = ConsultationKind.PUBLIC if demand == Demand.PUBLIC else ConsultationKind.WORKFORCE
    says, who = str(demand.label), "The owner"
    held = consultations(decision, on)[kind.value]
    if not held:
        lacks = Missing(f"No {says.lower()} has been recorded.", who, "consultation")
        return Demanded(says, who, "None", lacks)
    for one in held:
        ends = one.consultation.ends
        if one.state != "over":
            what = f"The {says.lower()} runs until {ends.day} {ends:%B %Y}."
        elif one.lacks_outcome:
            what = f"Say what the {says.lower()} heard, and what changed because of it."
        elif one.not_met:
            first = one.not_met[0]
            what = f"The {says.lower()} does not say yet how it meets: {first[:1].lower()}{first[1:]}."
        else:
            continue
        return Demanded(says, who, "Not finished", Missing(what, who, "consultation"))
    return Demanded(says, "", "Over, and taken into account", None)


def _asks(decision: Decision, kind: ConsultationKind) -> bool:
    return bool(decision.consultations.filter(kind=kind).exists())
