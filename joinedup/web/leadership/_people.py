"""A post and its handover pack; a priority; a patch."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.errors import InputRefused
from joinedup.leadership import (
    Structure,
    handover,
    patch_view,
    priorities_of,
    priority_view,
)
from joinedup.register.models import Decision, Stage
from joinedup.reports.leadership import HandoverRest, OpenDecision, alone, handover_paper
from joinedup.web.leadership._held import (
    delegations_or_none,
    directorate_id,
    held,
    patch_names,
    post_named,
    structure_now,
    today,
    values_now,
)
from joinedup.web.leadership._papers import show_paper
from joinedup.web.leadership._places import InDirectorate
from joinedup.web.shell import council, show

_CLOSED = (Stage.REVIEWED, Stage.REJECTED, Stage.WITHDRAWN)


def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a post: what it answers for and to whom."""
    structure = structure_now()
    pack = handover(structure, post_named(structure, slug).title)
    return show(
        request,
        "leadership/post.html",
        {"pack": pack, "values": values_now(council(), structure), "patches": patch_names(council())},
    )


def handover_pack(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the handover pack of a post, as a page or as a document."""
    structure = structure_now()
    title = post_named(structure, slug).title
    paper = handover_paper(handover(structure, title), _rest(structure, title))
    if request.GET.get("as") and isinstance(request.user, Account):
        record(request.user, "handover pack taken", title)
    return show_paper(request, "leadership/handover.html", paper, {"slug": slug})


def _rest(structure: Structure, title: str) -> HandoverRest:
    here = council()
    open_ones = Decision.objects.filter(owner_post=title).exclude(stage__in=_CLOSED)
    delegations = delegations_or_none(here)
    return HandoverRest(
        council=here.name,
        on=today(),
        values=values_now(here, structure),
        decisions=[OpenDecision(one.title, Stage(one.stage).label) for one in open_ones],
        holders=held().holders(title)[::-1],
        patches=patch_names(here),
        subjects=delegations.subjects if delegations else None,
    )


def priorities(request: HttpRequest) -> HttpResponse:
    """Answer with every priority."""
    structure = structure_now()
    return show(request, "leadership/priorities.html", {"priorities": priorities_of(structure)})


def priority(request: HttpRequest, id: str) -> HttpResponse:
    """Answer with a priority: its measures, and what each service of any directorate contributes."""
    structure = structure_now()
    try:
        view = priority_view(structure, id)
    except InputRefused:
        raise Http404 from None
    here = council()
    person = request.user
    assert isinstance(person, Account)
    mine = {
        one.directorate
        for _, steps in view.services
        for step in steps
        if may_on(
            person,
            Needs.DELIVER,
            InDirectorate.of(directorate_id(here, (one := step.contribution).directorate)),
        )
    }
    return show(
        request,
        "leadership/priority.html",
        {
            "view": view,
            "values": values_now(here, structure),
            "patches": patch_names(here),
            "may_mark": mine,
            "may_edit": person.may(Needs.EDIT_LEADERSHIP),
        },
    )


def patch(request: HttpRequest, id: str) -> HttpResponse:
    """Answer with a patch: its lead, all priorities there, and what the lead may decide alone."""
    structure = structure_now()
    try:
        view = patch_view(structure, id)
    except InputRefused:
        raise Http404 from None
    here = council()
    delegations = delegations_or_none(here)
    subjects = delegations.subjects if delegations else {}
    return show(
        request,
        "leadership/patch.html",
        {
            "view": view,
            "name": patch_names(here).get(id, id),
            "alone": alone(view.arrangement, subjects),
            "clauses": [
                one for one in (delegations.delegations if delegations else ()) if one.taker == "patch_lead"
            ],
            "has_delegations": delegations is not None,
            "lead": structure.posts.get(view.arrangement.lead_post),
        },
    )
