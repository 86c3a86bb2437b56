"""Spending against budget this year with its forecast, and the savings tracker."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from joinedup.council.monitoring import Tracker
from joinedup.register.models import Option, OptionKind
from joinedup.reports.outturn import DecisionNamed, savings_page
from joinedup.web.components import Form
from joinedup.web.plan._above import TEMPLATE, Again, above_year
from joinedup.web.plan._answers import OUTTURN
from joinedup.web.plan._jobs import YEAR_JOB
from joinedup.web.plan._kept import KeptAnswer, kept_answer
from joinedup.web.plan._money import asked, crumbs, shown_or_missing
from joinedup.web.shell import council, show, show_page

_ALL = ("", "All")


class SavingsForm(Form):
    """Which savings of the tracker to show."""

    directorate = forms.ChoiceField(label="Directorate", required=False)
    status = forms.ChoiceField(label="Status", required=False)

    def __init__(self, asked_for: object, tracker: Tracker) -> None:
        super().__init__(asked_for)  # type: ignore[arg-type]
        held = {name: sorted({getattr(one, name) for one in tracker.savings}) for name in self.fields}
        for name, some in held.items():
            choices = self.fields[name]
            assert isinstance(choices, forms.ChoiceField)
            choices.choices = [_ALL, *((one, one[:1].upper() + one[1:]) for one in some if one)]


def outturn(request: HttpRequest) -> HttpResponse:
    """Show this year's spending against budget, and savings."""
    here = council()

    def shown(answer: KeptAnswer) -> HttpResponse:
        page = OUTTURN.page_of(here, answer)
        links = [("Savings tracker", reverse("savings"))] if page.savings else []
        above = above_year(request, here, answer, YEAR_JOB, _again(), links)
        return show_page(request, page, {"above": TEMPLATE, "state": above, "crumbs": crumbs()})

    return shown_or_missing(
        request, kept_answer(here, OUTTURN.name), shown, "Spending and savings this year", YEAR_JOB, _again()
    )


@require_POST
def outturn_make(request: HttpRequest) -> HttpResponse:
    """Ask for this year's forecast to be made."""
    return asked(request, YEAR_JOB, YEAR_JOB.title)


def savings(request: HttpRequest) -> HttpResponse:
    """Show the savings tracker, all of it or what is chosen, each saving with its decision."""
    here = council()

    def shown(answer: KeptAnswer) -> HttpResponse:
        found = OUTTURN.read(here, answer)
        if found.tracker is None:
            return show(request, "plan/no_tracker.html", {"crumbs": crumbs()})
        form = SavingsForm(request.GET, found.tracker)
        chosen = form.cleaned_data if form.is_valid() else {}
        page = savings_page(
            found,
            found.tracker,
            here,
            chosen.get("directorate", ""),
            chosen.get("status", ""),
            decisions_by_proposal(),
        )
        links = [("Spending against budget", reverse("outturn"))]
        above = above_year(request, here, answer, YEAR_JOB, _again(), links)
        context = {"above": "plan/above_savings.html", "state": above, "form": form, "crumbs": crumbs()}
        return show_page(request, page, context)

    return shown_or_missing(
        request, kept_answer(here, OUTTURN.name), shown, "Savings tracker", YEAR_JOB, _again()
    )


def decisions_by_proposal() -> dict[str, DecisionNamed]:
    """Return the latest decision that proposes each proposal, by identifier of the proposal."""
    proposed = (
        Option.objects.filter(kind=OptionKind.PROPOSED).select_related("decision").order_by("decision_id")
    )
    return {
        proposal: DecisionNamed(
            str(one.decision), one.decision.get_stage_display(), reverse("decision", args=(one.decision_id,))
        )
        for one in proposed
        for proposal in one.proposals
    }


def _again() -> Again:
    return Again("Read the ledger and tracker", reverse("outturn_make"))
