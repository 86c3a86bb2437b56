"""The pages of papers: what there is, each as it stands, its downloads, and writing in it."""

from __future__ import annotations

import hashlib

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from joinedup.access.audit import record
from joinedup.register.collaborating import may_see
from joinedup.register.models import Decision
from joinedup.reports.papers import (
    OLDEST_FOR_PUBLIC,
    PaperKind,
    paper_context,
    reading_age,
    why_no_pdf,
    without_exempt,
)
from joinedup.web.jobs.asking import ask_for
from joinedup.web.paper_files import paper_in, sent_as
from joinedup.web.papers._kept import (
    StandingPaper,
    may_see_exempt,
    may_write,
    seen_by,
    standing_paper,
)
from joinedup.web.papers._making import MAKE_PAPER
from joinedup.web.shell import person_of, show


@require_safe
def papers(request: HttpRequest, number: int) -> HttpResponse:
    """Show the papers of a decision: which there are, and how each stands."""
    decision = decision_of(request, number)
    person = person_of(request)
    rows = [(kind, standing_paper(decision, kind)) for kind in PaperKind]
    context = {
        "decision": decision,
        "rows": rows,
        "may_write": may_write(person, decision),
        "newest": newest_tests(decision),
    }
    return show(request, "papers/papers.html", context)


@require_POST
def make(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Ask that a paper be made, or made again."""
    decision, chosen = decision_of(request, number), kind_of(kind)
    person = person_of(request)
    if not may_write(person, decision):
        raise PermissionDenied
    title = f"Make: {chosen.says}, {decision.reference}"
    job = ask_for(MAKE_PAPER, person, title, decision=decision.pk, paper=chosen.value, asked_by=person.pk)
    return redirect("job", job.pk)


@require_safe
def paper(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Show a paper as it stands, as far as the person may see it."""
    decision, chosen = decision_of(request, number), kind_of(kind)
    standing = standing_or_404(decision, chosen)
    person = person_of(request)
    seen, sees = seen_by(standing, person), may_see_exempt(person, decision)
    age = reading_age(seen)
    context = {
        **paper_context(seen),
        "decision": decision,
        "standing": standing,
        "check": standing.checked(seen),
        "may_write": may_write(person, decision),
        "sees_exempt": sees,
        "left_over": [one for one in standing.left_over if sees or not one.exempt],
        "has_exempt": bool(standing.paper.marking),
        "is_stale": set(standing.making.tests) != set(newest_tests(decision)),
        "why_no_pdf": why_no_pdf(),
        "age": age,
        "is_hard": chosen is PaperKind.PUBLIC_SUMMARY and (age or 0) > OLDEST_FOR_PUBLIC,
        "oldest": OLDEST_FOR_PUBLIC,
        "edited": {one.key for one in standing.words if one.is_edited},
    }
    if standing.paper.marking and sees:
        record(person, "exempt paper seen", decision.reference, kind=chosen.value)
    return show(request, "papers/paper.html", context)


@require_safe
def download(request: HttpRequest, number: int, kind: str, form: str) -> HttpResponse:
    """Send a paper as Word, PDF or HTML; who took which version is kept in the audit.

    `?public=1` asks for it without exempt matter, for publication.
    """
    decision, chosen = decision_of(request, number), kind_of(kind)
    standing = standing_or_404(decision, chosen)
    person = person_of(request)
    taken = seen_by(standing, person)
    if request.GET.get("public") or chosen is PaperKind.PUBLIC_SUMMARY:
        taken = without_exempt(taken)
    content = paper_in(form, taken)
    record(
        person,
        "paper taken",
        decision.reference,
        kind=chosen.value,
        form=form,
        is_exempt=bool(taken.marking),
        digest=hashlib.sha256(content).hexdigest(),
    )
    part = "-public" if standing.paper.marking and not taken.marking else ""
    return sent_as(form, content, f"{decision.reference}-{chosen.value.replace('_', '-')}{part}")


def decision_of(request: HttpRequest, number: int) -> Decision:
    """Return a decision that the person may see, or answer that there is none.

    Raises:
        PermissionDenied: they may not see it.
    """
    decision = get_object_or_404(Decision, pk=number)
    if not may_see(request.user, decision):
        raise PermissionDenied
    return decision


def kind_of(kind: str) -> PaperKind:
    """Return a kind of paper, or answer that there is none."""
    try:
        return PaperKind(kind)
    except ValueError:
        raise Http404 from None


def standing_or_404(decision: Decision, kind: PaperKind) -> StandingPaper:
    """Return a paper as it stands, or answer that it was never made."""
    found = standing_paper(decision, kind)
    if found is None:
        raise Http404
    return found


def newest_tests(decision: Decision) -> list[str]:
    """Return the digest of the newest test of each option."""
    found = [option.tests.first() for option in decision.options.all()]
    return [one.digest for one in found if one]
