"""What a decision can change in care, what readers see of it, and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "care.foster_places",
        "Foster places with the council's own carers, beyond today's pace.",
        "places",
        LeverKind.AMOUNT,
        "children",
        is_total=True,
        line="looked_after_placements",
    ),
    Lever(
        "care.residential_price",
        "Weekly price paid for residential care.",
        "of today's price",
        LeverKind.SHARE,
        "children",
        line="looked_after_placements",
    ),
    Lever(
        "care.foster_recruitment",
        "Recruitment of own foster carers.",
        "of today's pace",
        LeverKind.SHARE,
        "children",
        line="looked_after_placements",
    ),
)

MEASURES = (
    Measure(
        "care.looked_after",
        "Looked-after children",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        True,
        "looked_after_children",
    ),
    Measure(
        "care.other_entries",
        "Children coming into care other than from a plan",
        "children",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
    Measure(
        "care.entering",
        "Children coming into care",
        "children",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
        figure="care_starts",
    ),
    Measure(
        "care.leavers",
        "Children leaving care",
        "children",
        "children",
        Over.YEAR_SUM,
        Better.NEITHER,
        figure="care_ends",
    ),
    Measure(
        "care.residential",
        "Children in residential care",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        True,
        figure="looked_after_by_placement",
        band="residential",
    ),
    Measure(
        "care.foster_own",
        "Children with the council's own foster carers",
        "children",
        "children",
        Over.YEAR_END,
        Better.HIGHER,
        figure="looked_after_by_placement",
        band="foster_own",
    ),
    Measure(
        "care.foster_agency",
        "Children with agency foster carers",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
        figure="looked_after_by_placement",
        band="foster_agency",
    ),
    Measure(
        "care.care_leavers",
        "Care leavers aged 17 to 21",
        "young people",
        "children",
        Over.YEAR_END,
        Better.NEITHER,
        figure="care_leavers",
    ),
    Measure(
        "care.unaccompanied",
        "Unaccompanied children looked after",
        "children",
        "children",
        Over.YEAR_END,
        Better.NEITHER,
    ),
    Measure(
        "care.waiting_for_foster",
        "Children in residential care for want of a foster home",
        "children",
        "children",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "care.leavers_need_home",
        "Care leavers who become homeless",
        "young people",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "care.foster_load",
        "Own foster carers",
        "children",
        "Children go to agency carers at a higher price, and some to residential care.",
    ),
)
