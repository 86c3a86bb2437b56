"""The council's money at a glance, and what of it waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.errors import StoreRefused
from joinedup.folder import Council
from joinedup.reports.medium_term import MediumTermPage
from joinedup.reports.outturn import OutturnPage, savings_short
from joinedup.store import Store
from joinedup.web.plan._above import Above, Again, above_run, above_year
from joinedup.web.plan._answers import OUTTURN, PLAN
from joinedup.web.plan._better import better_sets_kept
from joinedup.web.plan._jobs import PLAN_JOB, YEAR_JOB
from joinedup.web.plan._kept import changes_since, kept_answer
from joinedup.web.plan._sets import Line, sets_kept
from joinedup.web.shell import Task, council, show

_SHOWN = 2


@dataclass(frozen=True)
class Glance:
    """One answer at a glance.

    Args:
        page: its page; None where it has not been made or cannot be read.
        state: when it was made and what has changed since.
    """

    page: MediumTermPage | OutturnPage | None
    state: Above | None


def overview(request: HttpRequest) -> HttpResponse:
    """Show the gap by year, reserves, this year, savings, and the latest answers about sets of proposals."""
    here = council()
    context = {
        "plan": _plan(request, here),
        "year": _year(request, here),
        "sets": sets_kept(here)[:_SHOWN],
        "better": better_sets_kept(here)[:_SHOWN],
    }
    return show(request, "plan/overview.html", context)


def _plan(request: HttpRequest, here: Council) -> Glance:
    answer = kept_answer(here, PLAN.name)
    if answer is None:
        return Glance(None, None)
    try:
        page = PLAN.page_of(here, answer)
    except StoreRefused:
        return Glance(None, None)
    again = Again("Make the plan", reverse("plan_make"))
    return Glance(page, above_run(request, here, answer, page.manifest, PLAN_JOB, again, is_of_all=True))


def _year(request: HttpRequest, here: Council) -> Glance:
    answer = kept_answer(here, OUTTURN.name)
    if answer is None:
        return Glance(None, None)
    try:
        page = OUTTURN.page_of(here, answer)
    except StoreRefused:
        return Glance(None, None)
    again = Again("Read the ledger and tracker", reverse("outturn_make"))
    return Glance(page, above_year(request, here, answer, YEAR_JOB, again))


def waiting(person: Account, here: Council) -> Iterator[Task]:
    """Yield what waits for a person: answers that no longer hold, and savings that fall short."""
    if person.may(Needs.RUN_PLAN):
        yield from _to_make_again(here)
    if person.may(Needs.DELIVER):
        yield from _savings_short(person, here)


def _to_make_again(here: Council) -> Iterator[Task]:
    load = Store(here.workings).manifest()
    if not load.load:
        return
    plan, year = kept_answer(here, PLAN.name), kept_answer(here, OUTTURN.name)
    if plan is None:
        yield Task("Make the medium-term plan", reverse("medium_term"), "It has not been made yet.")
    else:
        try:
            run = PLAN.page_of(here, plan).manifest
        except StoreRefused as refusal:
            yield Task("Make the medium-term plan again", reverse("medium_term"), refusal.what)
        else:
            made_at = datetime.fromisoformat(run.made_at)
            changes = changes_since(here, run.load, run.proposals, run.code, made_at, is_of_all=True)
            if changes:
                yield Task("Make the medium-term plan again", reverse("medium_term"), changes[0])
    if year is not None and datetime.fromisoformat(load.made_at) > year.made_at:
        why = "Data were loaded after it was made."
        yield Task("Forecast this year's spending again", reverse("outturn"), why)


def _savings_short(person: Account, here: Council) -> Iterator[Task]:
    answer = kept_answer(here, OUTTURN.name)
    if answer is None:
        return
    try:
        found = OUTTURN.read(here, answer)
    except StoreRefused:
        return
    mine = {
        here.directorate_name(one.directorate)
        for one in person.held()
        if one.directorate and Needs.DELIVER in one.kind.allows
    }
    for directorate, says in savings_short(found, mine):
        address = f"{reverse('savings')}?{urlencode({'directorate': directorate})}"
        yield Task("Say what becomes of savings that fall short", address, says)


__all__ = ["Line", "overview", "waiting"]
