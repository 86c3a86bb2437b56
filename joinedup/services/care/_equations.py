"""Looked-after children by placement, the places to put them in, and care leavers.

Children come in from child protection plans and by other ways. Those who need a foster home go to the
council's own carers while there is room, then to agencies, and, where agencies have no home either, to
residential care. The price of residential care answers to demand.
"""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Link, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    against,
    change,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    reckoned,
    total,
    within,
)
from joinedup.vocabulary import CARE_PLACEMENTS

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")
_FOSTER_OWN, _FOSTER_AGENCY, _RESIDENTIAL = "care.foster_own", "care.foster_agency", "care.residential"


def service() -> Service:
    """Return looked-after children and care leavers in each patch."""
    equations = Equations("care")
    held = _placements(equations)
    entering = _entries(equations)
    _foster_places(equations)
    _placing(equations, entering, held)
    _leaving(equations, held)
    _moves(equations, held)
    _care_leavers(equations)
    _spending(equations, held)
    return Service(equations, _LEVERS, _MEASURES, _LINKS, ("looked_after_placements", "care_leavers"))


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
        other_start * growth * children * (1 + crisis)
        + _prevention_link(equations)
        + _exclusion_link(equations)
    )
    entered = equations.reckon(
        "care.other_entries_expected", other, "Entries expected other than from plans."
    )
    equations.flow("care.other_entries", entered, "Come into care other than from a plan.", is_chance=True)
    return last_month("children_in_need.plan_to_care")


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


def _foster_places(equations: Equations) -> None:
    """Declare the places of own carers: the children they have and a few more, fewer each year."""
    taken = _start("foster_own") + _start("kinship")
    places = equations.stock(
        "care.foster_places",
        taken * (1 + parameter("joinedup.care.foster_slack_share")),
        "Places that own carers can fill.",
        "places",
    )
    drift = parameter("joinedup.care.foster_household_drift")
    equations.flow(
        "care.foster_places_lost",
        places * -drift / 12,
        "Places lost as carers leave.",
        leaves="care.foster_places",
    )
    equations.flow(
        "care.foster_places_recruited",
        lever("care.foster_places"),
        "Places gained by recruiting beyond today's pace.",
        enters="care.foster_places",
    )


def _placing(equations: Equations, from_plans: Expression, held: dict[str, Expression]) -> None:
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
    placed = {
        "foster_own": own,
        "foster_agency": fostered
        * ratio(_start("foster_agency"), _start("foster_own") + _start("foster_agency"))
        + short * (1 - spill),
        "residential": entering * ratio(_start("residential"), everyone) + short * spill,
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


def _leaving(equations: Equations, held: dict[str, Expression]) -> None:
    share = reckoned("care.leave_share")
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


def _care_leavers(equations: Equations) -> None:
    start = figure("care_leavers")
    leavers = equations.stock("care.care_leavers", start, "Care leavers aged 17 to 21.", "young people")
    leave = equations.at_start(
        "care.leaver_share",
        1 / (12 * parameter("joinedup.care.care_leaver_stay_years")),
        "Share ageing out a month.",
    )
    grown = equations.at_start(
        "care.leave_as_adults_share",
        ratio(start * leave, figure("care_ends") / 12),
        "Share who leave care as adults.",
    )
    equations.flow(
        "care.become_leavers",
        reckoned("care.leavers") * grown,
        "Leave care at 16 or over.",
        enters="care.care_leavers",
    )
    equations.flow("care.leavers_age_out", leavers * leave, "Turn 22.", leaves="care.care_leavers")


def _spending(equations: Equations, held: dict[str, Expression]) -> None:
    scarce = equations.reckon(
        "care.residential_scarcity",
        against(held["residential"], _start("residential")) - 1,
        "How far demand for residential care has grown since the start.",
    )
    elasticity = parameter("joinedup.care.residential_price_elasticity")
    weekly, at_start = [], []
    for placement in CARE_PLACEMENTS:
        price = _price(placement)
        now = price * exp(parameter(f"joinedup.care.price_inflation_{placement}") * _PRICE_YEARS)
        if placement == "residential":
            now = now * greatest(1 + elasticity * scarce, 0) * lever("care.residential_price")
        weekly.append(held[placement] * now)
        at_start.append(_start(placement) * price)
    equations.at_start("care.bill_at_start", total(at_start), "Weekly bill at the start, at listed prices.")
    equations.reckon(
        "spend.looked_after_placements",
        figure("budget", "looked_after_placements")
        / 12
        * against(total(weekly), reckoned("care.bill_at_start")),
        "Placements for looked-after children. Pounds a month.",
    )
    pay = exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS)
    equations.reckon(
        "spend.care_leavers",
        figure("budget", "care_leavers")
        / 12
        * against(equations.held("care.care_leavers"), figure("care_leavers"))
        * pay,
        "Leaving care. Pounds a month.",
    )


def _price(placement: str) -> Expression:
    if placement == "residential":
        return figure("price_residential")
    names = {
        "kinship": "dfe.looked_after.price_kinship",
        "foster_own": "dfe.looked_after.price_foster_own",
        "foster_agency": "dfe.looked_after.price_foster_agency",
        "supported": "dfe.looked_after.price_supported",
        "other": "joinedup.care.price_other",
    }
    return parameter(names[placement])


_LEVERS = (
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
)

_MEASURES = (
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
)

_LINKS = (
    Link(
        "family_help.spend_per_child",
        "care.entries_from_prevention",
        "Less prevention spending is followed by more 16 and 17 year olds coming into care.",
        "research.bennett.care_entry_16_17",
    ),
    Link(
        "attendance.excluded",
        "care.entries_from_exclusion",
        "Children excluded from school come into care more often.",
        "joinedup.attendance.exclusion_to_care_ratio",
    ),
    Link(
        "workforce.load",
        "care.other_entries",
        "With too many cases to a social worker, more families reach crisis.",
        "joinedup.care.avoidable_entry_per_overload",
    ),
    Link(
        "care.residential",
        "spend.looked_after_placements",
        "More demand for residential care raises its price.",
        "joinedup.care.residential_price_elasticity",
    ),
)
