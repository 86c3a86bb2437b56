"""What a decision can change in early help, what readers see of it, and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "family_help.capacity",
        "Family Help posts, and with them how many children the teams can carry.",
        "of today's posts",
        LeverKind.SHARE,
        "children",
        line="family_help",
    ),
    Lever(
        "family_help.family_group_conferences",
        "Family group conferences a year for families in pre-proceedings beyond today's (below 0 for fewer).",
        "conferences a year",
        LeverKind.AMOUNT,
        "children",
        line="family_help",
    ),
)

MEASURES = (
    Measure(
        "family_help.cases",
        "Children helped early",
        "children",
        "children",
        Over.YEAR_END,
        Better.HIGHER,
        True,
        "early_help_cases",
    ),
    Measure(
        "family_help.give_up",
        "Children whose family gave up waiting for early help",
        "children",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
        True,
    ),
    Measure(
        "family_help.waiting",
        "Children waiting for early help",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "family_help.reappear",
        "Children referred to social care after giving up waiting",
        "children",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "family_help.team.load",
        "Family Help teams",
        "children",
        "Families wait, some give up, and part of those are referred to social care later.",
    ),
)
