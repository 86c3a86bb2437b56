"""The parts of a decision's page about deciding, delivering and listening."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from joinedup.access.roles import Needs, Role
from joinedup.access.rules import may_on
from joinedup.leadership import Taker
from joinedup.register.collaborating import OPEN_STAGES
from joinedup.register.deciding import (
    EXEMPT_PARAGRAPHS,
    Term,
    holds_it_up,
    is_for_nobody_else,
    is_inside,
    needs_confirming,
    readiness,
    route_of_decision,
    savings_of,
    spans_of,
    standing_comments,
    state_of,
    terms_of,
    too_much_with,
    why_not_called_in,
)
from joinedup.register.deciding import demanded as demanded_of
from joinedup.register.models import Decision, Record, Stage
from joinedup.vocabulary import spending_line
from joinedup.web.deciding._people import holds, may_see_exempt, person_of
from joinedup.web.deciding._plans import loads
from joinedup.web.deciding._routes import comment_kind_of
from joinedup.web.deciding._words import from_pence, number, range_of
from joinedup.web.figures import figures_now
from joinedup.web.shell import Panel, council

_AGREED = frozenset({Stage.DECIDED, Stage.DELIVERING, Stage.REVIEWED})
_CHANGING = OPEN_STAGES | {Stage.DECIDED, Stage.DELIVERING}


def route_panel(request: HttpRequest, decision: Decision) -> Panel:
    """Return who decides, by which notice, and what is missing."""
    here, person, on = council(), person_of(request), timezone.localdate()
    route, terms = route_of_decision(decision), terms_of(here, on)
    day = route.planned_for if route and route.planned_for and route.planned_for > on else on
    is_open = decision.stage in OPEN_STAGES
    context = {
        "decision": decision,
        "route": route,
        "is_open": is_open,
        "needs_confirming": route is not None and needs_confirming(route),
        "ready": readiness(decision, terms, day) if is_open else None,
        "demanded": demanded_of(decision, route, day) if is_open else (),
        "terms": terms,
        "day": day,
        "on": on,
        "notices": list(decision.notices.all()),
        "comments": standing_comments(decision),
        "comment_kind": comment_kind_of(request, decision),
        "may_set": is_open and any(may_on(person, one, decision) for one in (Needs.PROPOSE, Needs.ADVISE)),
        "may_confirm": is_open and may_on(person, Needs.ADVISE, decision),
        "may_publish": is_open and may_on(person, Needs.PUBLISH, decision),
    }
    return Panel("Who decides, and notice", "deciding/route_panel.html", context, 60, "route")


def record_panel(request: HttpRequest, decision: Decision) -> Panel:
    """Return what was decided, why, and from when it may be carried out."""
    person, on = person_of(request), timezone.localdate()
    records = list(decision.records.prefetch_related("rejected__option", "interests", "call_ins"))
    last = records[-1] if records else None
    is_ready = decision.stage == Stage.READY or is_for_nobody_else(decision)
    route = route_of_decision(decision)
    body = route if route is not None and Taker(route.taker).is_collective else None
    parts = list(decision.exempt_items.all())
    context = {
        "decision": decision,
        "records": [(one, holds_it_up(one, on), _window_of(one)) for one in records],
        "last": last,
        "on": on,
        "is_ready": is_ready,
        "exempt": [one for one in parts if one.withdrawn_at is None],
        "withdrawn": [one for one in parts if one.withdrawn_at is not None],
        "paragraphs": EXEMPT_PARAGRAPHS,
        "may_see_exempt": may_see_exempt(person, decision),
        "may_exempt": decision.stage in OPEN_STAGES and may_on(person, Needs.ADVISE, decision),
        "meets": body.who if body is not None and is_ready else "",
        "may_decide": is_ready and body is None and may_on(person, Needs.DECIDE, decision),
        "may_record": is_ready and body is not None and may_on(person, Needs.PUBLISH, decision),
        "may_publish": last is not None and not last.published_on and may_on(person, Needs.PUBLISH, decision),
        "may_call_in": last is not None
        and may_on(person, Needs.CALL_IN, decision)
        and not why_not_called_in(last, on),
        "may_hear": may_on(person, Needs.PUBLISH, decision),
    }
    return Panel("The decision", "deciding/record_panel.html", context, 70, "record")


def _window_of(record: Record) -> Term | None:
    """Return how long scrutiny had from the day a record was published; None where it may not call it in."""
    if record.published_on is None or record.call_in_ends is None:
        return None
    return terms_of(council(), record.published_on).call_in


def load_panel(request: HttpRequest, decision: Decision) -> Panel | None:
    """Return whether the services carry more changes at once than they can, with this one among them."""
    if decision.stage not in _CHANGING or not decision.services:
        return None
    held = loads(council(), timezone.localdate())
    mine = [one for one in held.rows if any(change.decision == decision.pk for change in one.changes)]
    if not mine:
        return None
    services = list(dict.fromkeys(one.service for one in mine))
    context = {
        "decision": decision,
        "over": spans_of(too_much_with(decision.pk, mine)),
        "named": held.named_to(person_of(request)),
        "limits": [(spending_line(code).says, held.limits[code]) for code in services],
        "name_of": lambda code: spending_line(code).says,
    }
    return Panel("How much change at once", "deciding/load_panel.html", context, 65, "load")


def deliver_panel(request: HttpRequest, decision: Decision) -> Panel | None:
    """Return milestones, pilots and savings of a decision that was agreed."""
    if decision.stage not in _AGREED:
        return None
    person, here, on = person_of(request), council(), timezone.localdate()
    pilots = list(decision.pilots.prefetch_related("readings"))
    figures = figures_now(here) if any(one.figure for one in pilots) else None
    context = {
        "decision": decision,
        "on": on,
        "milestones": list(decision.milestones.all()),
        "pilots": [(one, state_of(one, figures, on)) for one in pilots],
        "savings": savings_of(decision, here),
        "from_pence": from_pence,
        "number": number,
        "may_deliver": may_on(person, Needs.DELIVER, decision),
        "may_track": may_on(person, Needs.DELIVER, decision) and holds(person, Role.FINANCE, decision),
    }
    return Panel("Delivering", "deciding/deliver_panel.html", context, 80, "delivery")


def listen_panel(request: HttpRequest, decision: Decision) -> Panel | None:
    """Return what was predicted, what came and what was learned."""
    reviews = list(decision.reviews.prefetch_related("predictions"))
    if not reviews:
        return None
    person = person_of(request)
    context = {
        "decision": decision,
        "on": timezone.localdate(),
        "reviews": [(one, [(p, is_inside(p)) for p in one.predictions.all()]) for one in reviews],
        "number": number,
        "range_of": range_of,
        "may_review": decision.stage in _AGREED and may_on(person, Needs.REVIEW, decision),
    }
    return Panel("Listening", "deciding/listen_panel.html", context, 90, "listening")


__all__ = ["deliver_panel", "listen_panel", "load_panel", "record_panel", "route_panel"]
