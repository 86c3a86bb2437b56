"""Where plans begin, how children grow up and change settings, and where plans end.

A state special place is had only while there is room. Of those who wanted one and found none, part go to
independent schools and the others stay in mainstream, where they wait.
"""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    change,
    exp,
    figure,
    greatest,
    least,
    lever,
    parameter,
    ratio,
    reckoned,
    total,
    within,
)
from joinedup.services.send._appeals import WAITING
from joinedup.services.send._cells import (
    IN_SCHOOLS,
    INDEPENDENT,
    MAINSTREAM,
    OLDEST,
    OTHER,
    PHASES,
    SCHOOL_PHASES,
    STATE,
    cell,
    new_share,
)
from joinedup.services.send._requests import ASSESSING, fading_years
from joinedup.vocabulary import EHC_PLACEMENTS

ADDED, TAKEN = "send.places_added", "send.added_places_taken"


def ending(equations: Equations) -> None:
    """Declare plans that end: chance moves how many do in all, and each setting and phase has its share."""
    usual = {
        (setting, phase): equations.held(cell(setting, phase)) * reckoned(f"send.end_share_{phase}") / 12
        for setting in EHC_PLACEMENTS
        for phase in PHASES
    }
    expected = equations.reckon("send.ending_usually", total(list(usual.values())), "Plans usually ended.")
    drawn = equations.flow(
        "send.ending", expected * change("ehc_ceased"), "Plans that end this month.", is_chance=True
    )
    faster = equations.reckon(
        "send.ending_against_usual", ratio(drawn, expected), "Plans that end this month against the usual."
    )
    for (setting, phase), amount in usual.items():
        equations.flow(
            f"send.end_{setting}_{phase}",
            amount * faster,
            f"Plans ended: {setting}, {phase}.",
            leaves=cell(setting, phase),
        )
    gone = total([reckoned(f"send.end_{one}_{phase}") for one in EHC_PLACEMENTS for phase in PHASES])
    equations.reckon(
        "send.ceased",
        gone / (1 - parameter("dfe.send.transfer_share")),
        "Plans ceased, those that moved to another authority counted; as many move in.",
    )


def growing_up(equations: Equations) -> None:
    """Declare children who grow into the next phase, and those who leave school for college or elsewhere."""
    for phase in PHASES[:-1]:
        older = PHASES[PHASES.index(phase) + 1]
        for setting in EHC_PLACEMENTS:
            equations.flow(
                f"send.up_{setting}_{phase}",
                equations.held(cell(setting, phase)) * reckoned(f"send.up_share_{phase}") / 12,
                f"Grow up: {setting}, from {phase} to {older}.",
                leaves=cell(setting, phase),
                enters=cell(setting, older),
            )
    for setting in IN_SCHOOLS:
        equations.flow(
            f"send.leave_school_{setting}",
            equations.held(cell(setting, OLDEST)) * reckoned(f"send.leave_{setting}") / 12,
            f"Leave school for college or elsewhere: {setting}.",
            leaves=cell(setting, OLDEST),
            enters=cell(OTHER, OLDEST),
        )


def placing(equations: Equations, new: Expression) -> None:
    """Declare where new plans begin and who moves, with state special places had while there is room."""
    wanted = {
        phase: equations.held(cell(MAINSTREAM, phase)) * reckoned(f"send.into_{STATE}_{phase}") / 12
        for phase in SCHOOL_PHASES
    }
    begun = new * total([new_share(STATE, phase) for phase in PHASES])
    need = equations.reckon(
        "send.need_state", begun + total(list(wanted.values())), "Who need a state special place this month."
    )
    room = _room(equations)
    placed = equations.reckon("send.placed_state", within(need, room), "Placed in a state special school.")
    equations.reckon("send.room_state", room - placed, "State special places still free.")
    short = equations.reckon(
        "send.short", need - placed, "Pupils for whom no state special place was free this month."
    )
    without = equations.reckon("send.without_share", ratio(short, need), "Share of them who found none.")
    spill = parameter("joinedup.send.independent_when_full_share")
    equations.reckon("send.spilled", short * spill, "Who went to an independent school for want of a place.")
    equations.flow("send.begin_waiting", short * (1 - spill), "Begin to wait in mainstream.", enters=WAITING)
    equations.flow(
        "send.give_up_waiting",
        equations.held(WAITING) / parameter("joinedup.send.waiting_months"),
        "Settle in mainstream or leave school.",
        leaves=WAITING,
    )
    _beginning(equations, new, without, spill)
    _changing_school(equations, wanted, without, spill)


def _room(equations: Equations) -> Expression:
    """Return state special places free this month, with those that leavers make free."""
    pupils = total([equations.held(cell(STATE, phase)) for phase in PHASES])
    added = equations.stock(ADDED, 0.0, "State special places added by proposals.", "places")
    equations.flow(
        "send.places_opened", lever("send.special_places"), "State special places opened.", enters=ADDED
    )
    start = figure("ehc_plans_by_placement", STATE)
    usable = equations.at_start(
        "send.places_at_start",
        greatest(figure("special_places"), start / (1 - parameter("joinedup.send.special_slack_share"))),
        "Places in state special schools at the start: counted, or what today's pupils fill.",
    )
    growing = exp(parameter("joinedup.send.state_places_growth") * fading_years())
    places = equations.reckon("send.state_places", usable * growing + added, "State special places.")
    equations.reckon(
        "send.special_load", ratio(pupils, places), "Pupils in state special schools against their places."
    )
    ended = total([reckoned(f"send.end_{STATE}_{phase}") for phase in PHASES])
    leaving = equations.reckon(
        "send.leaving_state", ended + reckoned(f"send.leave_school_{STATE}"), "Leave state special schools."
    )
    return greatest(places - pupils + leaving, 0)


def _beginning(equations: Equations, new: Expression, without: Expression, spill: Expression) -> None:
    for phase in PHASES:
        shares = {setting: new_share(setting, phase) for setting in EHC_PLACEMENTS}
        turned_away = shares[STATE] * without
        shares[STATE] = shares[STATE] * (1 - without)
        shares[INDEPENDENT] = shares[INDEPENDENT] + turned_away * spill
        shares[MAINSTREAM] = shares[MAINSTREAM] + turned_away * (1 - spill)
        for setting, share in shares.items():
            equations.flow(
                f"send.begin_{setting}_{phase}",
                new * share,
                f"Plans begun: {setting}, {phase}.",
                leaves=ASSESSING,
                enters=cell(setting, phase),
            )


def _changing_school(
    equations: Equations, wanted: dict[str, Expression], without: Expression, spill: Expression
) -> None:
    for phase, want in wanted.items():
        mainstream = equations.held(cell(MAINSTREAM, phase)) / 12
        independent = mainstream * reckoned(f"send.into_{INDEPENDENT}_{phase}")
        amounts = {
            STATE: want * (1 - without),
            INDEPENDENT: independent * reckoned("send.unordered_share")
            + reckoned(f"send.ordered_{phase}")
            + want * without * spill,
            OTHER: mainstream * reckoned(f"send.into_{OTHER}_{phase}"),
        }
        for setting, amount in amounts.items():
            equations.flow(
                f"send.move_{setting}_{phase}",
                amount,
                f"Move from mainstream to {setting}, {phase}.",
                leaves=cell(MAINSTREAM, phase),
                enters=cell(setting, phase),
                is_chance=setting == INDEPENDENT,
            )
        equations.flow(
            f"send.move_back_{phase}",
            equations.held(cell(OTHER, phase)) * reckoned(f"send.back_{phase}") / 12,
            f"Move from other settings to mainstream, {phase}.",
            leaves=cell(OTHER, phase),
            enters=cell(MAINSTREAM, phase),
        )


def places_added(equations: Equations) -> None:
    """Fill added places, and never more than were added, with pupils placed elsewhere for want of one."""
    taken = equations.stock(TAKEN, 0.0, "Added places filled by pupils from other schools.", "places")
    pupils = total([equations.held(cell(STATE, phase)) for phase in PHASES])
    unfilled = greatest(equations.held(ADDED) - taken, 0)
    filled = equations.flow(
        "send.added_places_filled",
        least(reckoned("send.room_state"), unfilled) / parameter("joinedup.send.added_place_fill_months"),
        "Added places filled by pupils placed elsewhere.",
        enters=TAKEN,
    )
    equations.flow(
        "send.added_places_vacated",
        taken * ratio(reckoned("send.leaving_state"), pupils),
        "Added places that pupils leave.",
        leaves=TAKEN,
    )
    of_independent = parameter("joinedup.send.special_place_capital_share_independent")
    for setting, share in ((INDEPENDENT, of_independent), (MAINSTREAM, 1 - of_independent)):
        everyone = total([equations.held(cell(setting, phase)) for phase in SCHOOL_PHASES])
        for phase in SCHOOL_PHASES:
            equations.flow(
                f"send.fill_{setting}_{phase}",
                filled * share * ratio(equations.held(cell(setting, phase)), everyone),
                f"Come to an added state special place from {setting}, {phase}.",
                leaves=cell(setting, phase),
                enters=cell(STATE, phase),
            )
    equations.flow(
        "send.waiting_placed",
        filled * (1 - of_independent),
        "Waited in mainstream and came to an added place.",
        leaves=WAITING,
    )
