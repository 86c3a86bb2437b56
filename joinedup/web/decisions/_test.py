"""Testing a decision as long work, and the pages of what was frozen."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import require_on
from joinedup.council import Backcast, Settings, kept_backcast
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.register.collaborating import (
    keep_tests,
    last_test,
    options_in_order,
    proposals_of,
    require_testable,
    require_whole,
    run_test,
    spread_of,
    start_analysis,
    thawed_test,
)
from joinedup.register.models import Decision, FrozenTest, OptionKind
from joinedup.reports.compare import ComparePage, Tried, compare_page, option_in_words
from joinedup.reports.projection import ProjectionPage, projection_page
from joinedup.reports.ripple import RipplePage, ripple_page
from joinedup.web.decisions._page_of import decision_of
from joinedup.web.decisions._people import person_of
from joinedup.web.jobs.asking import ask_for
from joinedup.web.kept_pages import page_of
from joinedup.web.shell import Done, JobKind, Tell, council, show

_MARK = 24


def _run(here: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Test every option of a decision, freeze what was found and start its equality analysis."""
    decision = Decision.objects.get(pk=asked_for["decision"])
    who = Account.objects.filter(pk=asked_for["by"]).first()
    settings = Settings()
    tested = run_test(here, decision, settings, tell)
    is_new = keep_tests(here, decision, who, tested, option_in_words, timezone.localdate())
    proposed = decision.options.get(kind=OptionKind.PROPOSED)
    tell("whom it falls on", 0.0)
    spread, run = spread_of(here, proposals_of(here, proposed), settings, tell)
    start_analysis(decision, who, spread, run)
    tell("drawing the pages", 0.0)
    for option in decision.options.exclude(proposals=[]):
        if test := last_test(option):
            _ripple_page(here, test)
    _compare_page(here, decision)
    says = "Every option was tested on the same futures, and what was found is frozen."
    if not is_new:
        says = "Nothing has changed since the last test, so that one stands."
    return Done(says, reverse("decision", args=[decision.pk]) + "#test")


TEST = JobKind("test_decision", "Test a decision", _run, Needs.RUN_MODEL)


@require_POST
def test_ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a test of every option."""
    person, decision = person_of(request), decision_of(person_of(request), number)
    require_on(person, Needs.RUN_MODEL, decision)
    require_testable(decision)
    # Whatever is wrong with a file is told now, and not when its turn has come.
    for option in decision.options.all():
        proposals_of(council(), option)
    title = f"Test {decision.reference}: {decision.title}"[:200]
    return redirect("job", ask_for(TEST, person, title, decision=number, by=person.pk).pk)


def test_page(request: HttpRequest, number: int, test: int) -> HttpResponse:
    """Show what was frozen of one option: its whole ripple, or the projection of doing nothing."""
    decision = decision_of(person_of(request), number)
    held = get_object_or_404(
        FrozenTest.objects.select_related("option", "findings", "made_by"), pk=test, option__decision=decision
    )
    require_whole(held)
    context = {"decision": decision, "test": held, "page": None}
    if held.option.kind == OptionKind.NOTHING:
        page: RipplePage | ProjectionPage = _nothing_page(council(), held)
        return show(request, "decisions/tested_nothing.html", context | {"page": page})
    return show(request, "decisions/tested.html", context | {"page": _ripple_page(council(), held)})


def compare_options(request: HttpRequest, number: int) -> HttpResponse:
    """Set the options side by side, as they were last tested."""
    decision = decision_of(person_of(request), number)
    return show(
        request,
        "decisions/compared.html",
        {"decision": decision, "page": _compare_page(council(), decision)},
    )


def _ripple_page(here: Council, test: FrozenTest) -> RipplePage:
    def build() -> RipplePage:
        ripple = thawed_test(test).ripple
        if ripple is None:
            raise Http404
        return ripple_page(ripple, here)

    return page_of(here, RipplePage, f"tested-{test.digest[:_MARK]}", build)


def _nothing_page(here: Council, test: FrozenTest) -> ProjectionPage:
    def build() -> ProjectionPage:
        projection = thawed_test(test).nothing
        if projection is None:
            raise Http404
        return projection_page(projection, kept_backcast(here) or Backcast((), ()), here)

    return page_of(here, ProjectionPage, f"tested-{test.digest[:_MARK]}", build)


def _compare_page(here: Council, decision: Decision) -> ComparePage:
    tests = [test for option in options_in_order(decision) if (test := last_test(option))]
    if not any(test.option.kind == OptionKind.PROPOSED for test in tests):
        raise InputRefused(f"{decision.reference} has not been tested yet.", "Ask for its test on its page.")
    for test in tests:
        require_whole(test)

    def build() -> ComparePage:
        held = [(test.option.title, thawed_test(test)) for test in tests]
        tried = [Tried(title, one.ripple) for title, one in held if one.ripple]
        nothing = next((one.nothing for _, one in held if one.nothing), None)
        return compare_page(here, tried, (), nothing)

    marks = "-".join(test.digest[:8] for test in tests)
    return page_of(here, ComparePage, f"compared-{decision.pk}-{marks}"[:120], build)
