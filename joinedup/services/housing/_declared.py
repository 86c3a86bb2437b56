"""What a decision can change in housing, what readers see of it and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "housing.planned_homes",
        "Homes planned on a site beyond those in the housing trajectory.",
        "homes",
        LeverKind.AMOUNT,
        "growth",
        is_total=True,
    ),
    Lever(
        "housing.prevention",
        "Work to keep households in their home or find them another before they lose it.",
        "of today's prevention work",
        LeverKind.SHARE,
        "housing",
        line="homelessness",
    ),
    Lever(
        "housing.own_temporary_homes",
        "Homes bought or leased for temporary accommodation.",
        "homes",
        LeverKind.AMOUNT,
        "housing",
        line="homelessness",
    ),
    Lever(
        "housing.social_lettings",
        "Social homes let to families from temporary accommodation.",
        "of today's lettings to them",
        LeverKind.SHARE,
        "housing",
    ),
)

MEASURES = (
    Measure(
        "housing.completions",
        "Homes completed",
        "homes",
        "growth",
        Over.YEAR_SUM,
        Better.NEITHER,
        True,
        "completions",
    ),
    Measure(
        "housing.dwellings", "Homes", "homes", "growth", Over.YEAR_END, Better.NEITHER, figure="dwellings"
    ),
    Measure(
        "housing.families_temporary",
        "Families in temporary accommodation",
        "households",
        "housing",
        Over.YEAR_END,
        Better.LOWER,
        True,
        "families_in_temporary_accommodation",
    ),
    Measure(
        "housing.temporary_nightly",
        "Families in bed and breakfast or rooms paid by the night",
        "households",
        "housing",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "housing.single_temporary",
        "Single people in temporary accommodation",
        "people",
        "housing",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "housing.prevented",
        "Households whose homelessness was prevented",
        "households",
        "housing",
        Over.YEAR_SUM,
        Better.HIGHER,
    ),
    Measure(
        "housing.relief",
        "Homeless households owed a relief duty",
        "households",
        "housing",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "housing.register",
        "Households on the housing register",
        "households",
        "housing",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "housing.team.load",
        "Homelessness work against what is manageable (1 = full)",
        "ratio",
        "housing",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
    Measure(
        "housing.temporary_load",
        "Own and leased temporary homes in use (1 = full)",
        "ratio",
        "housing",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "housing.team.load",
        "Housing options officers",
        "housing",
        "Less is done for each household: fewer keep their home, fewer leave temporary accommodation, and "
        "officers leave faster.",
    ),
    Capacity(
        "housing.temporary_load",
        "Own and leased temporary homes",
        "housing",
        "Families go to bed and breakfast or rooms paid by the night, whose price rises as more are wanted.",
    ),
)
