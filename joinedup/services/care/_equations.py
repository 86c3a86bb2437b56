"""Looked-after children by placement: who comes into care, where they go and who leaves.

Children come in from child protection plans and by other ways. Those who need a foster home go to the
council's own carers while there is room, then to agencies, and, where agencies have no home either, to
residential care. With more work than social workers can carry, children go home later. The price of
residential care answers to demand.
"""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    change,
    exp,
    figure,
    greatest,
    last_month,
    parameter,
    ratio,
    reckoned,
    total,
)
from joinedup.services.care._declared import CAPACITIES, LEVERS, MEASURES
from joinedup.services.care._leavers import declare_leavers
from joinedup.services.care._money import declare_spending
from joinedup.services.care._places import declare_foster_places, declare_placing, declare_waiting
from joinedup.vocabulary import CARE_PLACEMENTS

_YEARS = Clock("years")
_FOSTER_AGENCY, _RESIDENTIAL = "care.foster_agency", "care.residential"


def service() -> Service:
    """Return looked-after children and care leavers in each patch."""
    equations = Equations("care")
    held = _placements(equations)
    entering = _entries(equations)
    declare_foster_places(equations, held)
    declare_placing(equations, entering, held)
    _leaving(equations, held)
    declare_waiting(equations, held)
    _moves(equations, held)
    declare_leavers(equations)
    declare_spending(equations, held)
    return Service(
        equations,
        LEVERS,
        MEASURES,
        spending=("looked_after_placements", "care_leavers"),
        capacities=CAPACITIES,
    )


def _start(placement: str) -> Expression:
    return figure("looked_after_by_placement", placement)


def _placements(equations: Equations) -> dict[str, Expression]:
    held = {
        placement: equations.stock(
            f"care.{placement}", _start(placement), f"Looked-after children: {placement}."
        )
        for placement in CARE_PLACEMENTS
    }
    equations.tally("care.looked_after", list(equations.stocks), "Looked-after children.")
    equations.at_start(
        "care.at_start", total([_start(one) for one in CARE_PLACEMENTS]), "Looked after at the start."
    )
    growing = parameter("joinedup.roll_forward.weight_of_own_balance")
    balance = (figure("care_starts") - figure("care_ends")) * growing
    equations.at_start(
        "care.leave_share",
        ratio((figure("care_starts") - balance) / 12, total([_start(one) for one in CARE_PLACEMENTS])),
        "Share who leave care in a month: as many as start, less part of last year's growth.",
    )
    return held


def _entries(equations: Equations) -> Expression:
    from_plans = figure("child_protection_ends") / 12 * parameter("joinedup.care.plan_to_care_share")
    other_start = equations.at_start(
        "care.other_entries_at_start",
        greatest(figure("care_starts") / 12 - from_plans, 0),
        "Children a month who come into care other than from a plan.",
    )
    growth = exp(parameter("joinedup.care.entry_growth") * _YEARS)
    children = ratio(last_month("population.children"), figure("children_0_17"))
    crisis = parameter("joinedup.care.avoidable_entry_per_overload") * last_month("workforce.overload")
    other = (
        other_start * growth * children * change("care_starts") * (1 + crisis) * (1 + _safeguarding())
        + _prevention_link(equations)
        + _exclusion_link(equations)
        - last_month("children_in_need.kept_from_care")
    )
    entered = equations.reckon(
        "care.other_entries_expected", greatest(other, 0), "Entries expected other than from plans."
    )
    equations.flow("care.other_entries", entered, "Come into care other than from a plan.", is_chance=True)
    return last_month("children_in_need.plan_to_care") + last_month("children_in_need.unmet_to_care")


def _safeguarding() -> Expression:
    """Return the change in entries from teams that work as Family Safeguarding."""
    effect = parameter("research.family_safeguarding.care_entry_elsewhere")
    return effect * last_month("workforce.family_safeguarding")


def _prevention_link(equations: Equations) -> Expression:
    """Bennett and others: entries of 16 and 17 year olds, per ten pounds a child of prevention cut."""
    spend = last_month("family_help.spend_per_child") + last_month("youth.spend_per_child")
    # The effect was measured per child aged 12 and over. Family Help is for children of all ages, so that its
    # spending per child stands for theirs; services for young people are for them alone.
    aged_12_17 = total([figure("people", str(age)) for age in range(12, 18)])
    start = ratio(figure("budget", "family_help"), figure("children_0_17")) + ratio(
        figure("budget", "youth_services"), aged_12_17
    )
    cut = equations.smoothed(
        "care.prevention_cut",
        start - spend,
        0.0,
        12,
        "Fall in prevention spending per child aged 12 to 17 since the start, in pounds, a year behind.",
    )
    per_100k = parameter("research.bennett.care_entry_16_17") / 100_000
    return equations.reckon(
        "care.entries_from_prevention",
        cut / 10 * per_100k * last_month("population.aged_16_17") / 12,
        "Extra entries a month of 16 and 17 year olds.",
    )


def _exclusion_link(equations: Equations) -> Expression:
    extra = last_month("attendance.excluded") - last_month("attendance.excluded_as_usual")
    usual = ratio(figure("care_starts"), figure("children_0_17"))
    more = parameter("joinedup.attendance.exclusion_to_care_ratio") - 1
    return equations.reckon(
        "care.entries_from_exclusion",
        extra * usual * more,
        "Extra entries a month after permanent exclusion.",
    )


def _leaving(equations: Equations, held: dict[str, Expression]) -> None:
    """Declare who leaves; going home, guardianship and adoption wait when social workers are full."""
    longer = equations.reckon(
        "care.longer_stay",
        exp(parameter("joinedup.care.stay_elasticity") * last_month("workforce.extra_overload")),
        "Time that children stay in care, against the start.",
    )
    share = reckoned("care.leave_share") / longer
    for placement, children in held.items():
        equations.flow(
            f"care.leave_{placement}",
            children * share * change("care_ends"),
            f"Leave care from {placement}.",
            leaves=f"care.{placement}",
            is_chance=True,
        )
    gone = total([reckoned(f"care.leave_{placement}") for placement in CARE_PLACEMENTS])
    equations.reckon("care.leavers", gone, "Children who leave care.")


def _moves(equations: Equations, held: dict[str, Expression]) -> None:
    out = parameter("joinedup.care.moves_foster_to_residential") / 12
    back = equations.at_start(
        "care.back_to_foster_share",
        ratio(_start("foster_agency") * out, _start("residential")),
        "Share of children in residential care who move to a foster home in a month, as many as move in.",
    )
    equations.flow(
        "care.move_to_residential",
        held["foster_agency"] * out,
        "Move to residential care.",
        leaves=_FOSTER_AGENCY,
        enters=_RESIDENTIAL,
    )
    equations.flow(
        "care.move_to_foster",
        held["residential"] * back,
        "Move to a foster home.",
        leaves=_RESIDENTIAL,
        enters=_FOSTER_AGENCY,
    )
