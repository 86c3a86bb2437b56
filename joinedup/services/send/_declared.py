"""What a decision can change in SEND, what readers see of it, and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

_EDUCATION = "education"

LEVERS = (
    Lever(
        "send.special_places",
        "State special school places, beyond those open today.",
        "places",
        LeverKind.AMOUNT,
        _EDUCATION,
        is_total=True,
        line="high_needs",
    ),
    Lever(
        "send.plans_issued",
        "Share of requests that end in a plan.",
        "of today's share",
        LeverKind.SHARE,
        _EDUCATION,
        line="high_needs",
    ),
    Lever(
        "send.inclusion_support",
        "Specialist support teams for pupils with SEND in mainstream schools.",
        "of today's support",
        LeverKind.SHARE,
        _EDUCATION,
        line="high_needs",
    ),
    Lever(
        "send.caseworker_posts",
        "Posts of SEND case workers.",
        "of today's posts",
        LeverKind.SHARE,
        _EDUCATION,
        line="education_other",
    ),
    Lever(
        "send.psychologist_posts",
        "Posts of educational psychologists.",
        "of today's posts",
        LeverKind.SHARE,
        _EDUCATION,
        line="education_other",
    ),
)


def _measure(
    name: str,
    says: str,
    unit: str,
    over: Over,
    better: Better,
    *,
    is_main: bool = False,
    figure: str = "",
    band: str = "",
) -> Measure:
    return Measure(name, says, unit, _EDUCATION, over, better, is_main, figure, band)


_PLACED = "ehc_plans_by_placement"

MEASURES = (
    _measure(
        "send.plans",
        "EHC plans",
        "plans",
        Over.YEAR_END,
        Better.NEITHER,
        is_main=True,
        figure="ehc_plans",
    ),
    _measure(
        "send.requests",
        "Requests for an EHC needs assessment",
        "requests",
        Over.YEAR_SUM,
        Better.NEITHER,
        figure="ehc_requests",
    ),
    _measure(
        "send.new_plans",
        "New EHC plans",
        "plans",
        Over.YEAR_SUM,
        Better.NEITHER,
        figure="ehc_new_plans",
    ),
    _measure(
        "send.special_state",
        "Pupils in state special schools",
        "plans",
        Over.YEAR_END,
        Better.NEITHER,
        figure=_PLACED,
        band="special_state",
    ),
    _measure(
        "send.special_independent",
        "Pupils in independent special schools",
        "plans",
        Over.YEAR_END,
        Better.LOWER,
        is_main=True,
        figure=_PLACED,
        band="special_independent",
    ),
    _measure(
        "send.short",
        "Pupils for whom no state special place was free",
        "pupils",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
    _measure(
        "send.waiting_time",
        "Time from request to plan against the 20 weeks allowed (above 1 is late)",
        "ratio",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
    _measure(
        "send.appeals", "Appeals registered with the SEND tribunal", "appeals", Over.YEAR_SUM, Better.LOWER
    ),
)

CAPACITIES = (
    Capacity(
        "send.caseworkers.load",
        "SEND case workers",
        _EDUCATION,
        "Assessments take longer, case workers leave sooner and agency staff are bought in.",
    ),
    Capacity(
        "send.psychologists.load",
        "Educational psychologists",
        _EDUCATION,
        "Assessments take longer, psychologists leave sooner and locums are bought in.",
    ),
    Capacity(
        "send.special_load",
        "State special schools",
        _EDUCATION,
        "Part of the need goes to independent schools; others wait in mainstream, and more families appeal.",
    ),
)
