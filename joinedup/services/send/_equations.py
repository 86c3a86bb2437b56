"""EHC plans from request to the end, the special school places they need, and what they cost."""

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
from joinedup.vocabulary import EHC_PLACEMENTS

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")
_STATE, _INDEPENDENT = "send.special_state", "send.special_independent"


def service() -> Service:
    """Return EHC plans in each patch."""
    equations = Equations("send")
    held = {
        placement: equations.stock(
            f"send.{placement}", _start(placement), f"EHC plans: {placement}.", "plans"
        )
        for placement in EHC_PLACEMENTS
    }
    equations.tally("send.plans", list(equations.stocks), "Children and young people with an EHC plan.")
    equations.at_start(
        "send.at_start", total([_start(one) for one in EHC_PLACEMENTS]), "EHC plans at the start."
    )
    new = _new_plans(equations)
    _ceasing(equations, held)
    _placing(equations, new, held)
    _spending(equations, held)
    return Service(equations, _LEVERS, _MEASURES, _LINKS, ("high_needs",))


def _start(placement: str) -> Expression:
    return figure("ehc_plans_by_placement", placement)


def _fading_years() -> Expression:
    """Return the years so far, each counting less than the one before, so that growth fades."""
    lasts = parameter("joinedup.send.requests_settle_after_years")
    return lasts * (1 - exp(0 - _YEARS / lasts))


def _new_plans(equations: Equations) -> Expression:
    growth = exp(parameter("joinedup.send.request_growth") * _fading_years())
    young = equations.at_start(
        "send.young_at_start",
        total([figure("people", str(age)) for age in range(25)]),
        "Aged 0 to 24 at the start.",
    )
    equations.flow(
        "send.requests",
        figure("ehc_requests")
        / 12
        * change("ehc_requests")
        * growth
        * ratio(last_month("population.aged_0_24"), young),
        "Requests for an EHC needs assessment.",
        is_chance=True,
    )
    issued = equations.at_start(
        "send.issued_share", ratio(figure("ehc_new_plans"), figure("ehc_requests")), "Plans per request."
    )
    ready = equations.delayed(
        "send.decided",
        "send.requests",
        "parameter/joinedup.send.pipeline_months",
        "Requests decided this month.",
    )
    return equations.reckon(
        "send.new_plans",
        ready * issued * change("ehc_new_plans") * lever("send.plans_issued"),
        "New EHC plans.",
    )


def _ceasing(equations: Equations, held: dict[str, Expression]) -> None:
    share = equations.at_start(
        "send.cease_share",
        (ratio(figure("ehc_ceased"), reckoned("send.at_start")) + parameter("dfe.send.cease_hazard")) / 24,
        "Share ceased a month: halfway between the council's own, known for a year or two, and England's.",
    )
    for placement, plans in held.items():
        equations.flow(
            f"send.cease_{placement}",
            plans * share * change("ehc_ceased"),
            f"Plans ceased: {placement}.",
            leaves=f"send.{placement}",
            is_chance=True,
        )
    equations.reckon(
        "send.ceased", total([reckoned(f"send.cease_{one}") for one in EHC_PLACEMENTS]), "Plans ceased."
    )


def _placing(equations: Equations, new: Expression, held: dict[str, Expression]) -> None:
    """Place new plans by today's mix; a state special place is had only while there is room."""
    starting = reckoned("send.at_start")
    special = ratio(_start("special_state") + _start("special_independent"), starting)
    independent = ratio(_start("special_independent"), starting)
    need = equations.reckon(
        "send.need_state", new * (special - independent), "New plans that need a state special place."
    )
    added = equations.stock("send.places_added", 0.0, "State special places added by proposals.", "places")
    equations.flow(
        "send.places_opened",
        lever("send.special_places"),
        "State special places opened.",
        enters="send.places_added",
    )
    growing = exp(parameter("joinedup.send.state_places_growth") * _fading_years())
    places = greatest(figure("special_places"), _start("special_state")) * growing
    room = greatest(places + added - held["special_state"] + reckoned("send.cease_special_state"), 0)
    placed = equations.reckon("send.placed_state", within(need, room), "Placed in a state special school.")
    equations.reckon("send.room_state", room - placed, "State special places still free.")
    spill = parameter("joinedup.send.independent_when_full_share")
    equations.reckon("send.short", need - placed, "New plans for which no state special place is free.")
    short = reckoned("send.short")
    amounts = {
        "special_state": placed,
        "special_independent": new * independent + short * spill,
        "mainstream": new * ratio(_start("mainstream"), starting) + short * (1 - spill),
        "other": new * ratio(_start("other"), starting),
    }
    for placement, amount in amounts.items():
        equations.flow(
            f"send.begin_{placement}", amount, f"Plans begun: {placement}.", enters=f"send.{placement}"
        )
    _coming_back(equations, held)


def _coming_back(equations: Equations, held: dict[str, Expression]) -> None:
    """Fill free state places with pupils who were waiting in mainstream or independent schools as well."""
    moving = parameter("joinedup.send.special_place_capital_share_independent")
    extra = equations.reckon(
        "send.fill_from_waiting",
        within(reckoned("send.room_state"), equations.held("send.places_added")) / 12,
        "Added places filled a month by pupils placed elsewhere for want of one.",
    )
    equations.flow(
        "send.move_independent",
        extra * moving,
        "Move from an independent school.",
        leaves=_INDEPENDENT,
        enters=_STATE,
    )
    equations.flow(
        "send.move_mainstream",
        extra * (1 - moving),
        "Move from a mainstream school.",
        leaves="send.mainstream",
        enters=_STATE,
    )


def _spending(equations: Equations, held: dict[str, Expression]) -> None:
    prices = {
        "mainstream": ("dfe.send.cost_mainstream", "joinedup.send.price_inflation_state"),
        "special_state": ("dfe.send.cost_special_state", "joinedup.send.price_inflation_state"),
        "special_independent": (
            "dfe.send.cost_special_independent",
            "joinedup.send.price_inflation_independent",
        ),
        "other": ("joinedup.send.cost_other", "joinedup.send.price_inflation_state"),
    }
    now = [
        held[one] * parameter(cost) * exp(parameter(rise) * _PRICE_YEARS)
        for one, (cost, rise) in prices.items()
    ]
    start = [_start(one) * parameter(cost) for one, (cost, _) in prices.items()]
    equations.reckon(
        "spend.high_needs",
        figure("budget", "high_needs") / 12 * against(total(now), total(start)),
        "High needs placements and top-ups. Pounds a month.",
    )


_LEVERS = (
    Lever(
        "send.special_places",
        "State special school places, beyond those open today.",
        "places",
        LeverKind.AMOUNT,
        "education",
        is_total=True,
        line="high_needs",
    ),
    Lever(
        "send.plans_issued",
        "Share of requests that end in a plan.",
        "of today's share",
        LeverKind.SHARE,
        "education",
        line="high_needs",
    ),
)

_MEASURES = (
    Measure(
        "send.plans", "EHC plans", "plans", "education", Over.YEAR_END, Better.NEITHER, True, "ehc_plans"
    ),
    Measure(
        "send.requests",
        "Requests for an EHC needs assessment",
        "requests",
        "education",
        Over.YEAR_SUM,
        Better.NEITHER,
        figure="ehc_requests",
    ),
    Measure(
        "send.new_plans",
        "New EHC plans",
        "plans",
        "education",
        Over.YEAR_SUM,
        Better.NEITHER,
        figure="ehc_new_plans",
    ),
    Measure(
        _STATE,
        "Pupils in state special schools",
        "plans",
        "education",
        Over.YEAR_END,
        Better.NEITHER,
        figure="ehc_plans_by_placement",
        band="special_state",
    ),
    Measure(
        _INDEPENDENT,
        "Pupils in independent special schools",
        "plans",
        "education",
        Over.YEAR_END,
        Better.LOWER,
        True,
        figure="ehc_plans_by_placement",
        band="special_independent",
    ),
    Measure(
        "send.short",
        "New plans with no state special place free",
        "plans",
        "education",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
)

_LINKS = (
    Link(
        "send.special_state",
        "send.special_independent",
        "When state special schools are full, part of the need goes to independent schools.",
        "joinedup.send.independent_when_full_share",
    ),
)
