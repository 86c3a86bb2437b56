"""What a decision can change in attendance, what readers see of it, and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

_EDUCATION = "education"

LEVERS = (
    Lever(
        "attendance.support",
        "Officers who work with pupils who miss school.",
        "of today's officers",
        LeverKind.SHARE,
        _EDUCATION,
        line="attendance",
    ),
    Lever(
        "attendance.ap_places",
        "Places in alternative provision, beyond those open today.",
        "places",
        LeverKind.AMOUNT,
        _EDUCATION,
        is_total=True,
        line="high_needs",
    ),
)

MEASURES = (
    Measure(
        "attendance.absent",
        "Pupils missing a tenth of school or more",
        "pupils",
        _EDUCATION,
        Over.YEAR_MEAN,
        Better.LOWER,
        True,
    ),
    Measure(
        "attendance.severe",
        "Pupils missing half of school or more",
        "pupils",
        _EDUCATION,
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
    Measure(
        "attendance.excluded",
        "Permanent exclusions",
        "pupils",
        _EDUCATION,
        Over.YEAR_SUM,
        Better.LOWER,
        figure="permanent_exclusions",
    ),
    Measure(
        "attendance.in_provision",
        "Pupils in alternative provision",
        "pupils",
        _EDUCATION,
        Over.YEAR_END,
        Better.NEITHER,
    ),
    Measure(
        "attendance.missing",
        "Children missing education",
        "children",
        _EDUCATION,
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "attendance.team.load",
        "Attendance officers",
        _EDUCATION,
        "Officers leave sooner, fewer pupils are supported and agency staff are bought in.",
    ),
    Capacity(
        "attendance.ap_load",
        "Alternative provision",
        _EDUCATION,
        "Excluded pupils wait without education until a place is free.",
    ),
)
