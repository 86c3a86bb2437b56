"""EHC plans by setting and phase, and the shares that begin, end, move up and move between settings.

England's tables give how plans of each setting spread over phases, how many are new and at what age they
end. From them and the council's own plans by setting, new plans and plans ceased follow the shares who move,
as what keeps each setting growing as it grows.
"""

from __future__ import annotations

from joinedup.engine import Equations, Expression, figure, greatest, least, parameter, ratio, reckoned, total
from joinedup.vocabulary import EHC_PLACEMENTS

PHASES = ("under_5", "5_10", "11_15", "16_25")
SCHOOL_PHASES = ("5_10", "11_15")
OLDEST = PHASES[-1]
STATE, INDEPENDENT, MAINSTREAM, OTHER = "special_state", "special_independent", "mainstream", "other"
IN_SCHOOLS = (MAINSTREAM, STATE, INDEPENDENT)
NEW = reckoned("send.new_at_start")
_GROWS = {STATE: "dfe.send.growth_of_state_special", INDEPENDENT: "dfe.send.growth_of_independent"}
_SAYS = {
    MAINSTREAM: "mainstream schools",
    STATE: "state special schools",
    INDEPENDENT: "independent special schools",
    OTHER: "other settings",
}
_AGED = {"under_5": "under 5", "5_10": "5 to 10", "11_15": "11 to 15", "16_25": "16 and over"}


def cell(setting: str, phase: str) -> str:
    """Return the name of the stock of plans of a setting and phase."""
    return f"send.{setting}_{phase}"


def before(phase: str) -> str:
    """Return the phase below; "" below the youngest."""
    place = PHASES.index(phase)
    return PHASES[place - 1] if place else ""


def start_of(setting: str, phase: str) -> Expression:
    """Return a setting's plans of a phase at the start."""
    return reckoned(f"send.start_{setting}_{phase}")


def declare_plans(equations: Equations) -> None:
    """Declare plans by setting and phase, their tallies, and everyone under 25 at the start."""
    for setting in EHC_PLACEMENTS:
        whole = figure("ehc_plans_by_placement", setting)
        younger = {one: parameter(f"dfe.send.{setting}_share_{one}") for one in PHASES[:-1]}
        shares = younger | {OLDEST: 1 - total(list(younger.values()))}
        for phase, share in shares.items():
            starts = equations.at_start(
                f"send.start_{setting}_{phase}",
                whole * share,
                f"EHC plans at the start: {_SAYS[setting]}, aged {_AGED[phase]}.",
            )
            says = f"EHC plans: {_SAYS[setting]}, aged {_AGED[phase]}."
            equations.stock(cell(setting, phase), starts, says, "plans")
    for setting in EHC_PLACEMENTS:
        equations.tally(
            f"send.{setting}", [cell(setting, one) for one in PHASES], f"EHC plans: {_SAYS[setting]}."
        )
    equations.tally("send.plans", list(equations.stocks), "Children and young people with an EHC plan.")
    equations.at_start(
        "send.at_start",
        total([figure("ehc_plans_by_placement", one) for one in EHC_PLACEMENTS]),
        "EHC plans at the start.",
    )
    equations.at_start(
        "send.young_at_start",
        total([figure("people", str(age)) for age in range(25)]),
        "Aged 0 to 24 at the start.",
    )
    equations.at_start(
        "send.new_at_start",
        least(
            figure("ehc_new_plans"),
            figure("ehc_requests") * parameter("joinedup.send.most_plans_per_request"),
        ),
        "New plans in a year at the start: never far more than were asked for.",
    )


def rates_at_start(equations: Equations) -> None:
    """Declare shares of plans that begin, end, move up and move between settings, a month."""
    _ending(equations)
    _growing(equations)
    _beginning(equations)
    for phase in PHASES[:-1]:
        _moving_up(equations, phase)
    for phase in SCHOOL_PHASES:
        _moving_in(equations, phase)
    _leaving_school(equations)


def _in_phase(phase: str) -> Expression:
    return total([start_of(one, phase) for one in EHC_PLACEMENTS])


def _ending(equations: Equations) -> None:
    hazard = equations.at_start(
        "send.cease_hazard",
        (ratio(figure("ehc_ceased"), reckoned("send.at_start")) + parameter("dfe.send.cease_hazard")) / 2,
        "Share ceased a year: halfway between the council's own, known for a year or two, and England's.",
    )
    ended = equations.at_start(
        "send.ended_at_start",
        hazard * (1 - parameter("dfe.send.transfer_share")) * reckoned("send.at_start"),
        "Plans ended in a year at the start, without moves between authorities: as many come as go.",
    )
    younger = {one: parameter(f"dfe.send.cease_share_{one}") for one in PHASES[:-1]}
    shares = younger | {OLDEST: 1 - total(list(younger.values()))}
    for phase, share in shares.items():
        equations.at_start(
            f"send.end_share_{phase}",
            ratio(ended * share, _in_phase(phase)),
            f"Share of plans that end in a year, aged {_AGED[phase]}.",
        )


def _growing(equations: Equations) -> None:
    """Declare how fast each setting's plans grow at the start: none where as many begin as end."""
    more = equations.at_start(
        "send.growing_at_start",
        NEW - reckoned("send.ended_at_start"),
        "Plans begun less plans ended in a year at the start.",
    )
    pace = ratio(more, reckoned("send.at_start"))
    special = {one: pace * parameter(name) for one, name in _GROWS.items()}
    for setting, rate in special.items():
        equations.at_start(f"send.pace_{setting}", rate, f"Growth a year at the start: {_SAYS[setting]}.")
    taken = total([rate * figure("ehc_plans_by_placement", one) for one, rate in special.items()])
    rest = total([figure("ehc_plans_by_placement", one) for one in (MAINSTREAM, OTHER)])
    for setting in (MAINSTREAM, OTHER):
        says = f"Growth a year at the start: {_SAYS[setting]}."
        equations.at_start(f"send.pace_{setting}", ratio(more - taken, rest), says)


def _beginning(equations: Equations) -> None:
    """Declare the share of new plans that begin in each setting and phase, as in England per plan held."""
    weights = {
        (setting, phase): start_of(setting, phase) * parameter(_new_per_plan(setting, phase))
        for phase in PHASES
        for setting in EHC_PLACEMENTS
    }
    everything = equations.at_start(
        "send.new_weight", total(list(weights.values())), "New plans expected at England's rates."
    )
    for (setting, phase), weight in weights.items():
        equations.at_start(
            f"send.new_share_{setting}_{phase}",
            ratio(weight, everything),
            f"Share of new plans: {_SAYS[setting]}, aged {_AGED[phase]}.",
        )


def _new_per_plan(setting: str, phase: str) -> str:
    return f"dfe.send.new_per_plan_{phase if phase == PHASES[0] else f'{setting}_{phase}'}"


def new_share(setting: str, phase: str) -> Expression:
    """Return the share of new plans that begin in a setting and phase, were there places for all."""
    return reckoned(f"send.new_share_{setting}_{phase}")


def _new_at_start(setting: str, phase: str) -> Expression:
    return NEW * new_share(setting, phase)


def _moving_up(equations: Equations, phase: str) -> None:
    """Declare the share of a phase who grow into the next: what keeps the mix of ages as it is."""
    young = before(phase)
    from_below = reckoned(f"send.up_share_{young}") * _in_phase(young) if young else 0
    begun = total([_new_at_start(one, phase) for one in EHC_PLACEMENTS])
    staying = total([reckoned(f"send.pace_{one}") * start_of(one, phase) for one in EHC_PLACEMENTS])
    ended = reckoned(f"send.end_share_{phase}") * _in_phase(phase)
    equations.at_start(
        f"send.up_share_{phase}",
        greatest(ratio(begun + from_below - ended - staying, _in_phase(phase)), 0),
        f"Share of plans of those aged {_AGED[phase]} who grow into the next phase in a year.",
    )


def _wanting(setting: str, phase: str) -> Expression:
    """Return plans a year that must come from other settings for one to grow as it does; below 0 they go."""
    leaves = reckoned(f"send.end_share_{phase}") + reckoned(f"send.pace_{setting}")
    if phase != OLDEST:
        leaves = leaves + reckoned(f"send.up_share_{phase}")
    young = before(phase)
    from_below = reckoned(f"send.up_share_{young}") * start_of(setting, young)
    return leaves * start_of(setting, phase) - _new_at_start(setting, phase) - from_below


def _moving_in(equations: Equations, phase: str) -> None:
    """Declare moves out of mainstream, and between it and other settings, as shares a year."""
    for setting in (STATE, INDEPENDENT, OTHER):
        equations.at_start(
            f"send.into_{setting}_{phase}",
            ratio(greatest(_wanting(setting, phase), 0), start_of(MAINSTREAM, phase)),
            f"Share of those in mainstream who move in a year to {_SAYS[setting]}, aged {_AGED[phase]}.",
        )
    equations.at_start(
        f"send.back_{phase}",
        ratio(greatest(0 - _wanting(OTHER, phase), 0), start_of(OTHER, phase)),
        f"Share of those in other settings who move to mainstream in a year, aged {_AGED[phase]}.",
    )


def _leaving_school(equations: Equations) -> None:
    for setting in IN_SCHOOLS:
        equations.at_start(
            f"send.leave_{setting}",
            ratio(greatest(0 - _wanting(setting, OLDEST), 0), start_of(setting, OLDEST)),
            f"Share of those aged 16 and over who go to college or elsewhere in a year: {_SAYS[setting]}.",
        )
