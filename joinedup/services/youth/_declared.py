"""What a decision can change for young people, what readers see of it and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "youth.provision",
        "Youth clubs and youth work.",
        "of today's provision",
        LeverKind.SHARE,
        "children",
        line="youth_services",
    ),
)


def _measure(name: str, says: str) -> Measure:
    return Measure(f"youth.{name}", says, "young people", "children", Over.YEAR_END, Better.LOWER)


MEASURES = (
    Measure(
        "youth.first_time_entrants",
        "First-time entrants to youth justice",
        "young people",
        "children",
        Over.YEAR_SUM,
        Better.LOWER,
        True,
        "first_time_entrants",
    ),
    _measure("justice", "Young people with youth justice"),
    _measure("custody", "Young people in custody"),
    _measure("neet", "Young people aged 16 and 17 not in education, employment or training"),
    _measure("at_risk", "Young people known to be at risk of exploitation"),
    Measure(
        "youth.workers.load",
        "Youth work against what is manageable (1 = full)",
        "ratio",
        "children",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "youth.workers.load",
        "Youth workers",
        "children",
        "Sessions are cancelled, those at risk wait longer for help and youth workers leave faster.",
    ),
)
