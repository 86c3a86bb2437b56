"""What a decision can change in planning, what readers see of it and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "growth.planning_posts",
        "Planning posts in the establishment.",
        "of today's posts",
        LeverKind.SHARE,
        "growth",
        line="planning",
    ),
    Lever(
        "growth.contributions",
        "What developers are asked to pay for each home.",
        "of today's contribution for each home",
        LeverKind.SHARE,
        "growth",
    ),
)


def _measure(
    name: str, says: str, unit: str, over: Over, better: Better, *, is_main: bool = False
) -> Measure:
    return Measure(name, says, unit, "growth", over, better, is_main)


MEASURES = (
    _measure(
        "growth.applications",
        "Planning applications waiting",
        "applications",
        Over.YEAR_END,
        Better.LOWER,
        is_main=True,
    ),
    _measure("growth.permitted", "Homes permitted and not started", "homes", Over.YEAR_END, Better.NEITHER),
    _measure("growth.building", "Homes under construction", "homes", Over.YEAR_END, Better.NEITHER),
    _measure("growth.contributions", "Developer contributions held", "pounds", Over.YEAR_END, Better.NEITHER),
    _measure(
        "growth.infrastructure_due",
        "Infrastructure that homes started need and lack",
        "pounds",
        Over.YEAR_END,
        Better.LOWER,
    ),
    _measure(
        "growth.planning.load",
        "Planning work against what is manageable (1 = full)",
        "ratio",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "growth.planning.load",
        "Planners",
        "growth",
        "Applications wait longer, fewer homes are permitted, more homes are completed late and planners "
        "leave faster.",
    ),
)
