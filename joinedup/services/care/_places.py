"""Homes for looked-after children: own carers' places, who gets one and who waits for one elsewhere."""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    figure,
    greatest,
    lever,
    parameter,
    ratio,
    reckoned,
    within,
)

_PLACES, _APPLYING = "care.foster_places", "care.foster_applying"
_WAITING = "care.waiting_for_foster"


def _start(placement: str) -> Expression:
    return figure("looked_after_by_placement", placement)


def declare_foster_places(equations: Equations, held: dict[str, Expression]) -> None:
    """Declare the places of own carers and those in the making; a few more are lost than gained each year.

    Args:
        equations: those of the service.
        held: looked-after children by placement.
    """
    taken = _start("foster_own") + _start("kinship")
    free = parameter("joinedup.care.foster_slack_share")
    places = equations.stock(_PLACES, taken * (1 + free), "Places that own carers can fill.", "places")
    approved = parameter("ofsted.fostering.approved_in_year_share") / 12
    months = parameter("joinedup.care.foster_approval_months")
    applying = equations.stock(
        _APPLYING, taken * (1 + free) * approved * months, "Places of those who apply to foster.", "places"
    )
    equations.flow(
        "care.foster_applied",
        places * approved * lever("care.foster_recruitment"),
        "Places applied for, as own carers now bring others.",
        enters=_APPLYING,
    )
    equations.flow(
        "care.foster_places_approved", applying / months, "Places approved.", leaves=_APPLYING, enters=_PLACES
    )
    equations.flow(
        "care.foster_places_lost",
        places * greatest(approved - parameter("joinedup.care.foster_household_drift") / 12, 0),
        "Places lost as carers leave.",
        leaves=_PLACES,
    )
    equations.flow(
        "care.foster_places_recruited",
        lever("care.foster_places"),
        "Places gained by recruiting beyond today's pace.",
        enters=_PLACES,
    )
    equations.reckon(
        "care.foster_load",
        ratio(held["foster_own"] + held["kinship"], places),
        "Children with own and kinship carers against the places there are.",
    )


def declare_placing(equations: Equations, from_plans: Expression, held: dict[str, Expression]) -> None:
    """Declare where children who come into care are placed.

    Args:
        equations: those of the service.
        from_plans: children who come in known to social workers.
        held: looked-after children by placement.
    """
    entering = equations.reckon(
        "care.entering", reckoned("care.other_entries") + from_plans, "Children to place this month."
    )
    everyone = reckoned("care.at_start")
    fostered = ratio(_start("foster_own") + _start("foster_agency"), everyone) * entering
    with_own = held["foster_own"] + held["kinship"]
    room = greatest(equations.held("care.foster_places") - with_own * (1 - reckoned("care.leave_share")), 0)
    own = equations.reckon(
        "care.placed_own",
        within(fostered * ratio(_start("foster_own"), _start("foster_own") + _start("foster_agency")), room),
        "Placed with own carers.",
    )
    spill = parameter("joinedup.care.agency_full_share")
    short = equations.reckon(
        "care.own_short",
        fostered * ratio(_start("foster_own"), _start("foster_own") + _start("foster_agency")) - own,
        "Children for whom no own carer could be found.",
    )
    spilled = equations.reckon(
        "care.own_short_residential", short * spill, "Of those, children whom agencies cannot place either."
    )
    placed = {
        "foster_own": own,
        "foster_agency": fostered
        * ratio(_start("foster_agency"), _start("foster_own") + _start("foster_agency"))
        + short
        - spilled,
        "residential": entering * ratio(_start("residential"), everyone) + spilled,
        "kinship": entering * ratio(_start("kinship"), everyone),
        "supported": entering * ratio(_start("supported"), everyone),
        "other": entering * ratio(_start("other"), everyone),
    }
    for placement, amount in placed.items():
        equations.flow(
            f"care.enter_{placement}",
            amount,
            f"Placed: {placement}.",
            enters=f"care.{placement}",
        )


def declare_waiting(equations: Equations, held: dict[str, Expression]) -> None:
    """Declare children placed in residential care for want of a foster home, who move when there is room.

    They are counted in residential care as well; today's are not known, so that only later ones are.

    Args:
        equations: those of the service.
        held: looked-after children by placement.
    """
    waiting = equations.stock(_WAITING, 0.0, "Of those in residential care, for want of a foster home.")
    room = equations.held(_PLACES) - held["foster_own"] - held["kinship"] - reckoned("care.placed_own")
    equations.flow(
        "care.wait_for_foster",
        reckoned("care.own_short_residential"),
        "Placed in residential care for want of a foster home.",
        enters=_WAITING,
    )
    moved = equations.flow(
        "care.foster_home_found",
        within(waiting, greatest(room, 0)),
        "Of those, found a foster home.",
        leaves=_WAITING,
    )
    equations.flow(
        "care.wait_ends",
        waiting * ratio(reckoned("care.leave_residential"), held["residential"]),
        "Of those, leave care.",
        leaves=_WAITING,
    )
    equations.flow(
        "care.return_to_foster",
        moved,
        "Move from residential care to an own carer.",
        leaves="care.residential",
        enters="care.foster_own",
    )
