"""Sets of proposals: choosing one, what it does, and what the answer hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from joinedup.access.models import Account
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.web.plan._above import TEMPLATE, Again, above_run
from joinedup.web.plan._answers import SET
from joinedup.web.plan._choosing import ChooseProposals
from joinedup.web.plan._explanations import explanation_page
from joinedup.web.plan._jobs import EXPLAIN_JOB, SET_JOB
from joinedup.web.plan._kept import KeptAnswer, answer_marked, kept_answers, proposals_now
from joinedup.web.plan._money import asked, crumbs, shown_or_missing
from joinedup.web.shell import JobKind, council, moment, show, show_page

_LISTED = 10


@dataclass(frozen=True)
class Line:
    """An answer in a list.

    Args:
        title: what it is about.
        says: the answer in a sentence.
        made: when it was made.
        address: where it is.
    """

    title: str
    says: str
    made: str
    address: str


def portfolios(request: HttpRequest) -> HttpResponse:
    """Choose a set of proposals to weigh, or open one that was weighed."""
    here = council()
    return _choose(request, here, SET_JOB, "plan/sets.html", sets_kept(here))


def portfolio(request: HttpRequest, mark: str) -> HttpResponse:
    """Show what a set of proposals does, each one's part in it, and whom it falls on."""
    here = council()

    def shown(answer: KeptAnswer) -> HttpResponse:
        page = SET.page_of(here, answer)
        names = tuple(("again", one) for one in page.manifest.proposals)
        above = above_run(
            request, here, answer, page.manifest, SET_JOB, Again("Weigh it", reverse("portfolios"), names)
        )
        way = crumbs(("Sets of proposals", reverse("portfolios")))
        return show_page(request, page, {"above": TEMPLATE, "state": above, "crumbs": way})

    again = Again("Choose a set and weigh it", reverse("portfolios"))
    return shown_or_missing(
        request, _or_404(here, SET.name, mark), shown, "A set of proposals", SET_JOB, again
    )


def explanations(request: HttpRequest) -> HttpResponse:
    """Choose proposals and ask what the answer about them hangs on, or open what was explained."""
    here = council()
    return _choose(request, here, EXPLAIN_JOB, "plan/explanations.html", explanations_kept(here))


def explanation(request: HttpRequest, mark: str) -> HttpResponse:
    """Show what the answer about proposals hangs on."""
    here = council()

    def shown(answer: KeptAnswer) -> HttpResponse:
        page = explanation_page(here, answer)
        names = tuple(("again", one) for one in page.manifest.proposals)
        again = Again("Explain it", reverse("explanations"), names)
        above = above_run(request, here, answer, page.manifest, EXPLAIN_JOB, again)
        way = crumbs(("What an answer hangs on", reverse("explanations")))
        return show_page(request, page, {"above": TEMPLATE, "state": above, "crumbs": way})

    again = Again("Choose proposals and explain", reverse("explanations"))
    title = "What an answer hangs on"
    return shown_or_missing(request, _or_404(here, "explain", mark), shown, title, EXPLAIN_JOB, again)


def sets_kept(here: Council) -> list[Line]:
    """Return the sets that were weighed, the latest first."""
    found = []
    for answer in kept_answers(here, SET.name)[:_LISTED]:
        try:
            page = SET.page_of(here, answer)
        except StoreRefused:
            continue
        says = page.pots[0].answer if page.pots else page.nothing
        found.append(
            Line(page.title, says, moment(answer.made_at), reverse("portfolio", args=(answer.mark,)))
        )
    return found


def explanations_kept(here: Council) -> list[Line]:
    """Return what was explained, the latest first."""
    found = []
    for answer in kept_answers(here, "explain")[:_LISTED]:
        try:
            page = explanation_page(here, answer)
        except StoreRefused:
            continue
        address = reverse("explanation", args=(answer.mark,))
        found.append(Line(page.title, page.answer, moment(answer.made_at), address))
    return found


def _choose(
    request: HttpRequest, here: Council, job: JobKind, template: str, kept: list[Line]
) -> HttpResponse:
    held, person = proposals_now(here), request.user
    may_run = isinstance(person, Account) and person.may(job.needs)
    if request.method == "POST" and not may_run:
        raise PermissionDenied(job.needs)
    asked_again = request.POST.getlist("again") if request.method == "POST" else []
    names = [one.name for one in held if one.proposal and one.proposal.id in asked_again]
    if asked_again and len(names) == len(asked_again):
        return asked(request, job, _title(job, names), proposals=sorted(names))
    form = ChooseProposals(request.POST if request.method == "POST" and not asked_again else None, here, held)
    if request.method == "POST" and not asked_again and form.is_valid():
        return asked(request, job, _title(job, form.chosen), proposals=form.chosen)
    context = {
        "form": form,
        "may_run": may_run,
        "kept": kept,
        "problems": [one for one in held if one.proposal is None],
        "gone": bool(asked_again),
        "crumbs": crumbs(),
    }
    return show(request, template, context)


def _title(job: JobKind, names: list[str]) -> str:
    return f"{job.title}: {names[0]}" if len(names) == 1 else f"{job.title}: {len(names)} proposals"


def _or_404(here: Council, kind: str, mark: str) -> KeptAnswer:
    answer = answer_marked(here, kind, mark)
    if answer is None:
        raise Http404
    return answer
