"""The lawful route of a decision: who takes it, whether it is key, and by which paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from joinedup.errors import InputRefused
from joinedup.leadership._delegations import Delegation, Delegations, Taker
from joinedup.leadership._records import PatchArrangement

_ORDER = {taker: place for place, taker in enumerate(Taker)}


@dataclass(frozen=True)
class Route:
    """Who takes a decision, and why.

    Args:
        taker: what kind of decision-maker.
        who: who it is, as the constitution says it, or the post that asked where it may decide itself.
        clause: paragraph of the constitution that gives the power.
        is_key: whether it is a key decision.
        key_because: why it is key, or why it is not, each with its paragraph.
        why: why this decision-maker.
        passed_over: those nearer to the people affected who may not take it, each with the reason.
    """

    taker: Taker
    who: str
    clause: str
    is_key: bool
    key_because: tuple[str, ...]
    why: str
    passed_over: tuple[str, ...]


@dataclass(frozen=True)
class MayDecide:
    """Whether a patch lead may take a decision alone.

    Args:
        is_within: whether it lies within the delegation.
        why: every reason that stops it, or the paragraph that allows it.
        route: the lawful route of the decision.
    """

    is_within: bool
    why: tuple[str, ...]
    route: Route


def route_of(
    delegations: Delegations,
    sum: float,
    subject: str,
    wards: int,
    directorate: str,
    patch: str = "",
    asked_by_post: str = "",
    arrangements: Iterable[PatchArrangement] = (),
) -> Route:
    """Return the lawful route of a decision: the nearest decision-maker whose delegation covers it.

    Args:
        delegations: the constitution's scheme.
        sum: pounds saved or spent in any one year; the sign does not matter.
        subject: code of the subject.
        wards: wards or electoral divisions whose communities it affects significantly.
        directorate: identifier of the directorate it belongs to.
        patch: identifier of the one patch it stays within; "" where it does not stay within one.
        asked_by_post: the post that brings it.
        arrangements: what patch leads may decide alone; a patch lead without one may decide nothing.

    Raises:
        InputRefused: the constitution knows no such subject, or nobody may take the decision.
    """
    if subject not in delegations.subjects:
        raise InputRefused(
            f"The constitution's delegations know no subject {subject!r}.",
            f"Use one of {', '.join(sorted(delegations.subjects))}, or add it to the file of delegations.",
        )
    asked = _Asked(abs(sum), subject, wards, directorate, patch, asked_by_post)
    reserved = next((one for one in delegations.reserved if one.subject == subject), None)
    is_key, because = _key(delegations, asked)
    if reserved is not None and reserved.taker is Taker.FULL_COUNCIL:
        is_key = False
        because = ("A decision of full council is not an executive decision, so it is not a key decision.",)
    passed: list[str] = []
    for one in sorted(delegations.delegations, key=lambda each: _ORDER[each.taker]):
        if reserved is not None and one.taker is not reserved.taker:
            if _ORDER[one.taker] < _ORDER[reserved.taker]:
                passed.append(f"{one.who}: {delegations.subjects[subject]} is reserved ({reserved.clause})")
            continue
        stopped = _stopped(one, asked, is_key, arrangements)
        if stopped:
            passed += [f"{one.who}: {reason} ({one.clause})" for reason in stopped]
            continue
        return Route(one.taker, _who(one, asked), one.clause, is_key, because, _why(one), tuple(passed))
    raise InputRefused(
        "Nobody may take this decision under leadership/delegations.yaml.",
        "Add what the constitution says of cabinet and full council, without a limit.",
    )


def may_decide(
    delegations: Delegations,
    arrangement: PatchArrangement,
    sum: float,
    subject: str,
    wards: int,
    directorate: str,
    patch: str,
    asked_by_post: str = "",
) -> MayDecide:
    """Return whether a patch lead may take a decision alone, with every reason that stops it.

    Both must allow it: the constitution, and what was agreed for the patch.

    Args:
        delegations: the constitution's scheme.
        arrangement: what was agreed for the patch.
        sum: pounds saved or spent in any one year.
        subject: code of the subject.
        wards: wards or electoral divisions whose communities it affects significantly.
        directorate: identifier of the directorate it belongs to.
        patch: identifier of the one patch it stays within; "" where it does not stay within one.
        asked_by_post: the post that asks; the lead of the patch where empty.
    """
    post = asked_by_post or arrangement.lead_post
    route = route_of(delegations, sum, subject, wards, directorate, patch, post, (arrangement,))
    if route.taker is Taker.PATCH_LEAD:
        return MayDecide(True, (f"Within what {route.who} may decide alone ({route.clause}).",), route)
    asked = _Asked(abs(sum), subject, wards, directorate, patch, post)
    leads = [one for one in delegations.delegations if one.taker is Taker.PATCH_LEAD]
    reserved = [one for one in delegations.reserved if one.subject == subject]
    stops = [f"{delegations.subjects[subject]} is reserved ({one.clause})" for one in reserved]
    for one in leads:
        stops += [f"{why} ({one.clause})" for why in _stopped(one, asked, route.is_key, (arrangement,))]
    if not leads:
        stops.append("the constitution delegates nothing to patch leads")
    return MayDecide(False, tuple(dict.fromkeys(stops)), route)


@dataclass(frozen=True)
class _Asked:
    """A decision asked for."""

    sum: float
    subject: str
    wards: int
    directorate: str
    patch: str
    post: str


def _key(delegations: Delegations, asked: _Asked) -> tuple[bool, tuple[str, ...]]:
    key, reasons = delegations.key, []
    if asked.sum >= key.pounds_from:
        reasons.append(
            f"It saves or spends {exact_pounds(asked.sum)} in a year, and {exact_pounds(key.pounds_from)} or "
            f"more is significant ({key.clause}; {key.law})."
        )
    if asked.wards >= key.wards_from:
        reasons.append(
            f"It is significant in its effects on communities in {asked.wards} wards or divisions, and "
            f"{key.wards_from} or more make a decision key ({key.clause}; {key.law})."
        )
    if reasons:
        return True, tuple(reasons)
    return False, (
        f"It saves or spends less than {exact_pounds(key.pounds_from)} in a year and is significant in its "
        f"effects in fewer than {key.wards_from} wards or divisions ({key.clause}; {key.law}).",
    )


def _stopped(
    one: Delegation, asked: _Asked, is_key: bool, arrangements: Iterable[PatchArrangement]
) -> list[str]:
    """Return every reason why a delegation does not cover a decision; none where it does."""
    reasons = []
    if one.up_to is not None and asked.sum > one.up_to:
        reasons.append(f"{exact_pounds(asked.sum)} is above the limit of {exact_pounds(one.up_to)}")
    if one.subjects and asked.subject not in one.subjects:
        reasons.append("the subject is not delegated")
    if one.directorates and asked.directorate not in one.directorates:
        reasons.append("it belongs to another directorate")
    if is_key and not one.may_take_key:
        reasons.append("it is a key decision")
    # One post alone decides for its directorate whoever asks; of several, only the one that asks for itself.
    if len(one.posts) > 1 and asked.post not in one.posts:
        reasons.append("the post that asks holds no such delegation")
    if one.taker is Taker.PATCH_LEAD:
        reasons += _stopped_in_patch(asked, arrangements)
    return reasons


def _stopped_in_patch(asked: _Asked, arrangements: Iterable[PatchArrangement]) -> list[str]:
    if not asked.patch:
        return ["it does not stay within one patch"]
    mine = [one for one in arrangements if one.lead_post == asked.post]
    if not mine:
        return ["the post that asks leads no patch"]
    here = [one for one in mine if one.patch == asked.patch]
    if not here:
        return ["it lies in another patch"]
    arrangement, reasons = here[0], []
    if arrangement.alone_up_to is None:
        reasons.append("nothing may be decided alone in this patch")
    elif asked.sum > arrangement.alone_up_to:
        limit = exact_pounds(arrangement.alone_up_to)
        reasons.append(f"{exact_pounds(asked.sum)} is above what was agreed for the patch, {limit}")
    if asked.subject not in arrangement.subjects:
        reasons.append("the subject was not agreed for the patch")
    return reasons


def _who(one: Delegation, asked: _Asked) -> str:
    if one.taker in (Taker.PATCH_LEAD, Taker.OFFICER) and (asked.post in one.posts or not one.posts):
        return asked.post or one.who
    return one.posts[0] if len(one.posts) == 1 else one.who


def _why(one: Delegation) -> str:
    limit = "without a limit" if one.up_to is None else f"up to {exact_pounds(one.up_to)}"
    return f"The constitution delegates this to {one.who} {limit} ({one.clause})."


def exact_pounds(amount: float) -> str:
    """Return a sum to the pound, or to the penny where it has pence: a limit is not rounded."""
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
