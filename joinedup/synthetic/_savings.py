"""What the county's medium-term plan proposes: fifteen savings and five investments."""

from __future__ import annotations

from dataclasses import dataclass

_AT_ONCE = (1.0, 1.0, 1.0, 1.0, 1.0)
_TWO_YEARS = (0.5, 1.0, 1.0, 1.0, 1.0)
_SLOWLY = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Planned:
    """One saving or investment.

    Args:
        title: its title in the plan.
        line: the spending line it falls on.
        thousands: pounds a year, in thousands, once complete, at the county's full size.
        build_up: share of it in each of the five years.
        cashable: whether it reduces what is paid, rather than avoiding a rise.
    """

    title: str
    line: str
    thousands: int
    build_up: tuple[float, ...]
    cashable: bool = True


SAVINGS = (
    Planned("Fewer family hub sessions", "family_help", 1_200, _TWO_YEARS),
    Planned("Hold open youth centre vacancies", "youth_services", 650, _AT_ONCE),
    Planned("Reduce the attendance team", "attendance", 500, _TWO_YEARS),
    Planned("Fewer social work support assistants", "social_work", 900, _TWO_YEARS),
    Planned("More in-house foster homes", "looked_after_placements", 3_500, _SLOWLY),
    Planned("Framework prices for residential care", "looked_after_placements", 1_800, _SLOWLY, False),
    Planned("Independent travel training", "send_transport", 1_100, _SLOWLY),
    Planned("Review of bus passes", "mainstream_transport", 400, _TWO_YEARS),
    Planned("Supported living in place of residential care", "learning_disability", 4_200, _SLOWLY),
    Planned("Reablement before long-term care", "older_people", 3_800, _SLOWLY, False),
    Planned("Shared services with neighbours", "central_services", 2_500, _SLOWLY),
    Planned("Library opening hours", "culture_leisure", 700, _TWO_YEARS),
    Planned("Waste collection every three weeks", "environment", 2_100, _TWO_YEARS),
    Planned("Buying homes for temporary accommodation", "homelessness", 900, _SLOWLY, False),
    Planned("Street lighting at low power", "highways_transport", 1_000, _TWO_YEARS),
)
INVESTMENTS = (
    Planned("Family group decision making", "family_help", 800, _AT_ONCE),
    Planned("Two council-run children's homes", "looked_after_placements", 2_400, _TWO_YEARS),
    Planned("Specialist places in mainstream schools", "high_needs", 3_000, _SLOWLY),
    Planned("Social worker academy", "social_work", 1_100, _AT_ONCE),
    Planned("Places for new homes", "school_places_capital", 6_000, _TWO_YEARS),
)
