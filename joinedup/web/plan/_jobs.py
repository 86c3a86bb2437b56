"""The long work of the plan: what is run beside the pages, and what is ready to be read when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from joinedup.access.roles import Needs
from joinedup.council import (
    MOST_DRAWS,
    Ready,
    Settings,
    compile_kernel,
    every_proposal,
    proposals_named,
    ready,
    try_alternatives,
)
from joinedup.council.better_sets import better_sets, known_to, read_targets
from joinedup.council.medium_term import medium_term_plan
from joinedup.council.monitoring import monitored, this_year
from joinedup.council.portfolios import SET_DRAWS, weigh_set
from joinedup.errors import ProposalRefused
from joinedup.folder import Council
from joinedup.reports.medium_term import balance_says
from joinedup.reports.outturn import fund_in_short
from joinedup.store import keep_result, result_name
from joinedup.web.plan._answers import BETTER, JSON, OUTTURN, PLAN, SET, XLSX, AnswerKind, pack_of
from joinedup.web.plan._explanations import explanation_module, explanation_page
from joinedup.web.plan._kept import KeptAnswer, kept_answer, mark_of
from joinedup.web.shell import Done, JobKind, Tell

# How far each kind of work has come when a part of it ends, as a share: measured on a whole county.
_PLAN = {
    "getting the model ready": 0.12,
    "the last years": 0.15,
    "the plan as adopted": 0.18,
    "proposals as they may be delivered": 0.25,
    "what comes back in other services": 0.55,
    "demand and prices": 0.85,
    "what the plan hangs on": 0.95,
    "drawing the pages": 1.0,
}
_SET = {
    "getting the model ready": 0.02,
    "the last years": 0.03,
    "the plan as adopted": 0.03,
    "each proposal alone": 0.05,
    "each two proposals together": 0.3,
    "all but one": 0.33,
    "every set of proposals": 0.95,
    "fair shares": 0.52,
    "directorates' shares": 0.96,
    "whom it falls on": 0.97,
    "drawing the pages": 1.0,
}
_BETTER = {
    "getting the model ready": 0.03,
    "the last years": 0.05,
    "the plan as adopted": 0.06,
    "trying proposals alone and in pairs": 0.6,
    "trying whole sets on every draw": 0.97,
    "drawing the pages": 1.0,
}
_EXPLAIN = {"getting the model ready": 0.05, "what the answer hangs on": 0.97, "drawing the pages": 1.0}
_COMPARE = {"getting the model ready": 0.05, "trying alternatives": 0.97}
_YEAR = {"getting the model ready": 0.3, "forecasting the year": 0.8, "drawing the pages": 1.0}


def along(tell: Tell, parts: dict[str, float]) -> Tell:
    """Return what is told the share of one part done, and tells the share of the whole, which never falls.

    Args:
        tell: told the share of the whole.
        parts: the share of the whole done when each part ends, in order; a part that is not among them moves
            the whole no further.
    """
    starts = dict(zip(parts, (0.0, *parts.values()), strict=False))
    reached = [0.0]

    def told(doing: str, share: float, /) -> None:
        if doing in parts:
            begun = starts[doing]
            reached[0] = max(reached[0], begun + (parts[doing] - begun) * min(max(share, 0.0), 1.0))
        tell(doing, reached[0])

    return told


def run_plan(here: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Make the medium-term plan, with every proposal in proposals/ or without any."""
    told = along(tell, _PLAN)
    asked = _ready(here, told)
    proposals = [] if asked_for.get("is_without") else proposals_named(here, every_proposal(here))
    made = medium_term_plan(asked, proposals, Settings(), told, this_year=this_year(asked))
    answer = _kept(here, made.kept_as, made)
    _prepare(here, PLAN, answer, told)
    pack_of(here, answer)
    return Done(balance_says(made), reverse("medium_term" if made.proposals else "medium_term_without"))


def run_outturn(here: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Forecast this year's spending and read the savings tracker."""
    told = along(tell, _YEAR)
    told("getting the model ready", 0.0)
    asked = ready(here)
    told("forecasting the year", 0.0)
    found = monitored(asked)
    told("forecasting the year", 1.0)
    _prepare(here, OUTTURN, _kept(here, OUTTURN.name, found), told)
    return Done(fund_in_short(found), reverse("outturn"))


def run_portfolio(here: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Say what a set of proposals does, each one's part in it, and whom it falls on."""
    told = along(tell, _SET)
    settings = Settings(draws=SET_DRAWS)
    proposals = proposals_named(here, _names(asked_for), settings)
    found = weigh_set(_ready(here, told), proposals, settings, told)
    answer = _kept(here, result_name(SET.name, [one.id for one in proposals]), found)
    _prepare(here, SET, answer, told)
    page = SET.page_of(here, answer)
    says = f"{page.pots[0].answer} {page.pots[0].difference}" if page.pots else page.nothing
    return Done(says, reverse("portfolio", args=(answer.mark,)))


def run_better_sets(here: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Find better sets of proposals within the limits of a targets file."""
    told, settings = along(tell, _BETTER), Settings()
    name = str(asked_for.get("targets", ""))
    held = [Path(one).stem for one in every_proposal(here)]
    checked = read_targets(here.targets / f"{name}.yaml").checked(known_to(here, held, settings.years))
    proposals = proposals_named(here, list(checked.proposals), settings)
    found = better_sets(_ready(here, told), proposals, checked, settings, told)
    answer = _kept(here, f"{BETTER.name}-{name}", found)
    _prepare(here, BETTER, answer, told)
    return Done(BETTER.page_of(here, answer).lead, reverse("better_set", args=(name,)))


def run_explain(here: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Say what the answer about proposals hangs on."""
    told, settings = along(tell, _EXPLAIN), Settings()
    proposals = proposals_named(here, _names(asked_for), settings)
    asked = _ready(here, told)
    name = explanation_module().explain(asked, proposals, settings, told)
    answer = _found(here, name)
    told("drawing the pages", 0.0)
    page = explanation_page(here, answer)
    for form in (XLSX, JSON):
        explanation_module().EXPLAINED.file_of(here, answer, form)
    return Done(page.answer, reverse("explanation", args=(answer.mark,)))


def run_compare(here: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Run alternatives on the same futures, and keep what each does."""
    told, settings = along(tell, _COMPARE), Settings()
    alternatives = [proposals_named(here, list(some), settings) for some in asked_for.get("alternatives", [])]
    found = try_alternatives(_ready(here, told), alternatives, settings, told, MOST_DRAWS)
    names = [result_name("ripple", [one.id for one in ripple.proposals]) for ripple in found.ripples]
    for name, ripple in zip(names, found.ripples, strict=True):
        keep_result(here.workings, name, ripple)
    chosen = urlencode([("set", mark_of(name)) for name in names])
    return Done(f"{len(names)} alternatives were run side by side.", f"{reverse('compared')}?{chosen}")


def _names(asked_for: dict[str, Any]) -> list[str]:
    names = [str(one) for one in asked_for.get("proposals", [])]
    if not names:
        raise ProposalRefused("No proposal was chosen.", "Choose one or more, and ask again.")
    return names


def _ready(here: Council, told: Tell) -> Ready:
    told("getting the model ready", 0.0)
    asked = ready(here)
    compile_kernel()
    told("getting the model ready", 1.0)
    return asked


def _kept(here: Council, name: str, result: object) -> KeptAnswer:
    keep_result(here.workings, name, result)
    return _found(here, name)


def _found(here: Council, name: str) -> KeptAnswer:
    answer = kept_answer(here, name)
    assert answer is not None
    return answer


def _prepare(here: Council, kind: AnswerKind[Any, Any], answer: KeptAnswer, told: Tell) -> None:
    """Build the page and the files now, so that whoever opens them first does not wait."""
    told("drawing the pages", 0.0)
    kind.page_of(here, answer)
    for form in (XLSX, JSON):
        kind.file_of(here, answer, form)
    told("drawing the pages", 1.0)


PLAN_JOB = JobKind("plan", "Make the medium-term plan", run_plan, Needs.RUN_PLAN)
YEAR_JOB = JobKind("outturn", "Forecast this year's spending", run_outturn, Needs.RUN_PLAN)
SET_JOB = JobKind("portfolio", "Weigh a set of proposals", run_portfolio, Needs.RUN_PLAN)
BETTER_JOB = JobKind("better_sets", "Find better sets", run_better_sets, Needs.RUN_PLAN)
EXPLAIN_JOB = JobKind("explain", "Say what an answer hangs on", run_explain, Needs.RUN_MODEL)
COMPARE_JOB = JobKind("compare", "Run alternatives side by side", run_compare, Needs.RUN_MODEL)
JOBS: Sequence[JobKind] = (PLAN_JOB, YEAR_JOB, SET_JOB, BETTER_JOB, EXPLAIN_JOB, COMPARE_JOB)
