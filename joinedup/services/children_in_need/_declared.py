"""What a decision can change for children in need, and what readers see of it."""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "children_in_need.threshold",
        "Share of assessed children taken on as children in need.",
        "of today's share",
        LeverKind.SHARE,
        "children",
        line="social_work",
    ),
)

MEASURES = (
    Measure(
        "children_in_need.referrals",
        "Referrals to social care",
        "referrals",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
        True,
        "referrals",
    ),
    Measure(
        "children_in_need.re_referrals",
        "Referrals of children who came back within a year or so",
        "referrals",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
    Measure(
        "children_in_need.assessed",
        "Assessments completed",
        "assessments",
        "children",
        Over.YEAR_SUM,
        Better.NEITHER,
        figure="assessments",
    ),
    Measure(
        "children_in_need.in_need",
        "Children in need",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        True,
        "children_in_need",
    ),
    Measure(
        "children_in_need.plans",
        "Children with a child protection plan",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        True,
        "child_protection_plans",
    ),
    Measure(
        "children_in_need.turned_away",
        "Children turned away at the door for want of social workers",
        "children",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
    Measure(
        "children_in_need.unmet",
        "Children turned away whose need is still there",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "children_in_need.proceedings",
        "Children in care proceedings",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
    ),
)
