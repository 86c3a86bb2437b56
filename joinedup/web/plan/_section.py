"""The section of the application about money: the plan, sets of proposals, this year and its savings."""

from __future__ import annotations

from joinedup.access.roles import Needs
from joinedup.web.plan._better import better_set, better_set_make, better_sets, targets_limits
from joinedup.web.plan._compare import compare, compare_again, compared
from joinedup.web.plan._jobs import JOBS
from joinedup.web.plan._links import service_links, service_links_file
from joinedup.web.plan._money import medium_term, medium_term_without, plan_file, plan_make, section_25
from joinedup.web.plan._overview import overview, waiting
from joinedup.web.plan._sets import explanation, explanations, portfolio, portfolios
from joinedup.web.plan._year import outturn, outturn_make, savings
from joinedup.web.shell import Route, Section

SECTION = Section(
    "Plan",
    "plan/",
    (
        Route("", overview, "plan", Needs.SEE_PLAN),
        Route("medium-term/", medium_term, "medium_term", Needs.SEE_PLAN),
        Route("medium-term/without-proposals/", medium_term_without, "medium_term_without", Needs.SEE_PLAN),
        Route("medium-term/make/", plan_make, "plan_make", Needs.RUN_PLAN),
        Route("section-25/", section_25, "section_25", Needs.SEE_PLAN),
        Route("files/<slug:kind>/<slug:mark>/<slug:form>/", plan_file, "plan_file", Needs.SEE_PLAN),
        Route("this-year/", outturn, "outturn", Needs.SEE_PLAN),
        Route("this-year/make/", outturn_make, "outturn_make", Needs.RUN_PLAN),
        Route("savings/", savings, "savings", Needs.SEE_PLAN),
        Route("sets/", portfolios, "portfolios", Needs.SEE_PLAN),
        Route("sets/<slug:mark>/", portfolio, "portfolio", Needs.SEE_PLAN),
        Route("better-sets/", better_sets, "better_sets", Needs.SEE_PLAN),
        Route("better-sets/<str:name>/", better_set, "better_set", Needs.SEE_PLAN),
        Route("better-sets/<str:name>/find/", better_set_make, "better_set_make", Needs.RUN_PLAN),
        Route("better-sets/<str:name>/limits/", targets_limits, "targets_limits", Needs.SEE_PLAN),
        Route("side-by-side/", compare, "compare", Needs.SEE_PLAN),
        Route("side-by-side/chosen/", compared, "compared", Needs.SEE_PLAN),
        Route("side-by-side/run/", compare_again, "compare_again", Needs.RUN_MODEL),
        Route("what-it-hangs-on/", explanations, "explanations", Needs.SEE_PLAN),
        Route("what-it-hangs-on/<slug:mark>/", explanation, "explanation", Needs.SEE_PLAN),
        Route("links/", service_links, "service_links", Needs.SEE_PLAN),
        Route("links/<slug:form>/", service_links_file, "service_links_file", Needs.SEE_PLAN),
    ),
    Needs.SEE_PLAN,
    waiting=waiting,
    jobs=tuple(JOBS),
)
