"""What a decision can change in communities, what readers see of them and what in them can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over


def _lever(name: str, says: str, unit: str) -> Lever:
    return Lever(name, says, unit, LeverKind.SHARE, "communities", line="culture_leisure")


LEVERS = (
    _lever("communities.leisure", "Leisure centres and sport.", "of today's opening hours and places"),
    _lever("communities.libraries", "Libraries.", "of today's opening hours and branches"),
    _lever("communities.adult_learning", "Adult learning.", "of today's courses"),
    _lever("communities.community_grants", "Support for community groups.", "of today's support"),
)


def _measure(
    name: str,
    says: str,
    unit: str = "people",
    over: Over = Over.YEAR_END,
    better: Better = Better.HIGHER,
    *,
    is_main: bool = False,
) -> Measure:
    return Measure(f"communities.{name}", says, unit, "communities", over, better, is_main)


MEASURES = (
    _measure("leisure_members", "Members of leisure centres", is_main=True),
    _measure("library_users", "People who use a library", is_main=True),
    _measure("learners", "Adults on community learning"),
    _measure("young_active", "Young people in sport or culture"),
    _measure("volunteers", "Volunteers with groups that the council supports"),
    _measure(
        "members_turned_away",
        "People who wanted to join a leisure centre and could not",
        over=Over.YEAR_SUM,
        better=Better.LOWER,
    ),
    _measure(
        "leisure_load",
        "Members against what leisure centres can hold (1 = full)",
        "ratio",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "communities.leisure_load",
        "Leisure centres",
        "communities",
        "People who want to become members are turned away, and income falls.",
    ),
)
