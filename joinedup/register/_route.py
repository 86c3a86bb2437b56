"""The lawful route of a decision and who may take it: the seam to the constitution's delegations.

Everything that is read from `joinedup.leadership` for deciding is read here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from joinedup.access import audit
from joinedup.access.models import Account, Appointment
from joinedup.access.roles import Needs, Role
from joinedup.access.rules import may_on
from joinedup.folder import Council
from joinedup.leadership import (
    Delegations,
    PatchArrangement,
    Route,
    Taker,
    may_decide,
    read_delegations,
    read_leadership,
    route_of,
)
from joinedup.register._refused import refuse
from joinedup.register.models import Decision, LawfulRoute, Stage

# The budget and council tax are set by full council whatever a constitution says.
# Source: Local Government Finance Act 1992, section 67.
FULL_COUNCIL_ONLY = frozenset({"budget_and_council_tax"})
# Setting council tax, and making or changing the council's scheme of help with paying it, are both for full
# council (the same section, as we recall its subsection 2).
_TAX_LEVERS = frozenset({"money.council_tax_rise", "money.council_tax_support"})
_OPEN_STAGES = frozenset({Stage.PROPOSED, Stage.TESTED, Stage.COLLABORATING, Stage.READY})
_OFFICERS = frozenset({Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.CHIEF_EXECUTIVE, Role.PATCH_LEAD})


@dataclass(frozen=True)
class Scheme:
    """What the constitution and the patches' arrangements say on a day.

    Args:
        delegations: the scheme of delegation.
        arrangements: what each patch lead may decide alone.
    """

    delegations: Delegations
    arrangements: tuple[PatchArrangement, ...]


@dataclass(frozen=True)
class Asked:
    """What the route of a decision follows from.

    Args:
        subject: code of the subject in the constitution.
        pounds: most pounds saved or spent in any one year.
        wards: wards or divisions whose communities it affects significantly.
        patch: the one patch it stays within; "" where it does not stay within one.
        post: the post that brings it.
        planned_for: the day on which it is to be decided; None while that is not known.
    """

    subject: str
    pounds: Decimal
    wards: int
    patch: str
    post: str
    planned_for: date | None


def scheme_of(council: Council, on: date) -> Scheme:
    """Read what the constitution and the patches' arrangements say on a day.

    Raises:
        InputRefused: a file of `leadership/` is missing or wrong.
    """
    return Scheme(read_delegations(council), read_leadership(council).on(on).patches)


def worked_out(scheme: Scheme, asked: Asked, directorate: str) -> Route:
    """Return the route that the delegations lead to.

    Raises:
        InputRefused: the constitution knows no such subject, or nobody may decide it.
    """
    return route_of(
        scheme.delegations,
        float(asked.pounds),
        asked.subject,
        asked.wards,
        directorate,
        asked.patch,
        asked.post,
        scheme.arrangements,
    )


def set_route(decision: Decision, person: Account, scheme: Scheme, asked: Asked) -> LawfulRoute:
    """Work out the route of a decision and keep it; a confirmation of an earlier one falls away.

    Raises:
        StepRefused: it has been decided already.
        InputRefused: nobody may take it under the delegations.
    """
    route = worked_out(scheme, asked, decision.directorate)
    with transaction.atomic():
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        refuse("The route cannot be set.", _not_open(held))
        made, _ = LawfulRoute.objects.update_or_create(
            decision=held,
            defaults={
                "subject": asked.subject,
                "pounds": abs(asked.pounds),
                "wards": asked.wards,
                "patch": asked.patch,
                "asked_by_post": asked.post,
                "planned_for": asked.planned_for,
                "taker": route.taker.value,
                "who": route.who,
                "clause": route.clause,
                "why": route.why,
                "is_key": route.is_key,
                "key_because": list(route.key_because),
                "passed_over": list(route.passed_over),
                "set_by": person,
                "worked_out": asdict(route),
                "change_reason": "",
                "confirmed_by": None,
                "confirmed_at": None,
            },
        )
        held.tell(person, f"The route was set: {_the(route.who)} decides", route.why)
        audit.record(person, "set the route", held.reference, taker=route.taker.value, is_key=route.is_key)
    return made


def confirm_route(route: LawfulRoute, person: Account) -> None:
    """Record that the monitoring officer agrees with the route as it was worked out.

    Raises:
        StepRefused: it has been decided already.
    """
    with transaction.atomic():
        held = LawfulRoute.objects.select_for_update().get(pk=route.pk)
        refuse("The route cannot be confirmed.", _not_open(held.decision))
        held.confirmed_by, held.confirmed_at = person, timezone.now()
        held.save()
        held.decision.tell(person, "The monitoring officer confirmed the route", held.clause)
        audit.record(person, "confirmed the route", held.decision.reference)


def change_route(
    route: LawfulRoute, person: Account, taker: Taker, who: str, clause: str, is_key: bool, reason: str
) -> None:
    """Record that the monitoring officer takes another route to be the lawful one, and why.

    Raises:
        StepRefused: it has been decided already, lacks a reason, or takes the budget from full council.
    """
    with transaction.atomic():
        held = LawfulRoute.objects.select_for_update().get(pk=route.pk)
        reasons = _not_open(held.decision)
        if not reason.strip() or not who.strip() or not clause.strip():
            reasons.append("Say who decides, by which paragraph, and why the route is changed.")
        if held.subject in FULL_COUNCIL_ONLY and taker is not Taker.FULL_COUNCIL:
            reasons.append("The budget and council tax are set by full council alone.")
        if is_key and taker is Taker.FULL_COUNCIL:
            reasons.append("A decision of full council is not an executive decision, so it is not key.")
        if is_key and taker is Taker.PATCH_LEAD:
            reasons.append("A key decision cannot be taken by a patch lead.")
        refuse("The route cannot be changed like this.", reasons)
        held.taker, held.who, held.clause, held.is_key = taker.value, who, clause, is_key
        held.change_reason, held.confirmed_by, held.confirmed_at = reason, person, timezone.now()
        held.save()
        held.decision.tell(person, f"The monitoring officer changed the route: {_the(who)} decides", reason)
        audit.record(person, "changed the route", held.decision.reference, taker=taker.value, is_key=is_key)


def needs_confirming(route: LawfulRoute) -> bool:
    """Return whether the monitoring officer still has to agree with a route.

    What officers and patch leads decide within their delegation, and is not key, needs no agreement.
    """
    is_own = route.taker in (Taker.OFFICER, Taker.PATCH_LEAD) and not route.is_key
    return route.confirmed_at is None and not is_own


def why_not_by(
    route: LawfulRoute, person: Account, scheme: Scheme, decision: Decision, is_recording: bool
) -> list[str]:
    """Return why a person may not take a decision, with the paragraph; empty where they may.

    Args:
        route: its route.
        person: who would take it.
        scheme: what the constitution and the patches say.
        decision: the decision.
        is_recording: whether the person records for a body that met what it decided.
    """
    if is_recording:
        if Taker(route.taker).is_collective:
            is_theirs = may_on(person, Needs.PUBLISH, decision)
            return [] if is_theirs else ["Democratic services or the monitoring officer record a meeting."]
        return [f"{_capital(_the(route.who))} takes this decision in person ({route.clause})."]
    covering = [one for one in person.held() if Needs.DECIDE in one.kind.allows and _covers(one, decision)]
    if not covering:
        return ["No role of yours lets you decide where this decision lies."]
    stops = [_stops(one, route, scheme, decision) for one in covering]
    return (
        [] if any(not some for some in stops) else list(dict.fromkeys(why for some in stops for why in some))
    )


def _covers(held: Appointment, decision: Decision) -> bool:
    return held.covers(decision.directorates, decision.patches, decision.organisations)


def _stops(held: Appointment, route: LawfulRoute, scheme: Scheme, decision: Decision) -> list[str]:
    wrong = f"This is for {_the(route.who)} to decide ({route.clause})."
    match Taker(route.taker):
        case Taker.CABINET | Taker.FULL_COUNCIL as body:
            meets = (
                f"{_capital(body.says)} decides together at its meeting: ask democratic services or the "
                "monitoring officer to record what the meeting decided."
            )
            return _beyond(held, route, scheme, decision, f"{wrong} {meets}")
        case Taker.CABINET_MEMBER:
            is_it = held.kind is Role.CABINET_MEMBER and _same_post(held.post, route.who)
            return [] if is_it else _beyond(held, route, scheme, decision, wrong)
        case Taker.OFFICER:
            is_it = held.kind in _OFFICERS and _same_post(held.post, route.who)
            return [] if is_it else _beyond(held, route, scheme, decision, wrong)
        case Taker.PATCH_LEAD:
            return _of_patch_lead(held, route, scheme, decision, wrong)


def _beyond(
    held: Appointment, route: LawfulRoute, scheme: Scheme, decision: Decision, wrong: str
) -> list[str]:
    """Return that somebody else decides; a patch lead is told which paragraph stops them."""
    if held.kind is not Role.PATCH_LEAD:
        return [wrong]
    return [wrong, *_of_patch_lead(held, route, scheme, decision, "")]


def _of_patch_lead(
    held: Appointment, route: LawfulRoute, scheme: Scheme, decision: Decision, wrong: str
) -> list[str]:
    if held.kind is not Role.PATCH_LEAD or not held.patch:
        return [wrong or "You lead no patch."]
    mine = next((one for one in scheme.arrangements if one.patch == held.patch), None)
    if mine is None:
        return ["No arrangement for this patch says what its lead may decide alone."]
    if not _same_post(held.post, mine.lead_post):
        return [f"The patch is led by the {mine.lead_post}."]
    answer = may_decide(
        scheme.delegations,
        mine,
        float(route.pounds),
        route.subject,
        route.wards,
        decision.directorate,
        route.patch,
        mine.lead_post,
    )
    stops = [] if answer.is_within else [f"{_capital(one)}." for one in answer.why]
    # What the monitoring officer took away is not given back by the delegations.
    if not stops and route.taker != Taker.PATCH_LEAD:
        stops.append("The monitoring officer has set another route.")
    return stops


def changes_council_tax(levers: Iterable[str]) -> bool:
    """Return whether proposals move council tax or help with paying it, which only full council may set."""
    return not _TAX_LEVERS.isdisjoint(levers)


def _not_open(decision: Decision) -> list[str]:
    if decision.stage in _OPEN_STAGES:
        return []
    return [f"The decision is {Stage(decision.stage).label.lower()}, so its route stands."]


def _same_post(held: str, asked: str) -> bool:
    return bool(held) and _bare(held) == _bare(asked)


def _bare(post: str) -> str:
    return post.strip().casefold().removeprefix("the ")


def _the(who: str) -> str:
    return who if _bare(who) in ("cabinet", "full council") or who.startswith("the ") else f"the {who}"


def _capital(says: str) -> str:
    return says[:1].upper() + says[1:]
