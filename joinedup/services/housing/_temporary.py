"""Temporary accommodation: own and leased homes, and rooms paid by the night when those are full."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Team,
    against,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    share_leaving,
    total,
    within,
)
from joinedup.services.housing._duties import Duties, bill
from joinedup.services.housing._social import declare_register, share_to_families

_PRICE_YEARS = Clock("price_years")
NIGHTLY, LEASED, OWNED = "nightly", "leased", "owned"
_SAYS = {
    NIGHTLY: "bed and breakfast or rooms paid by the night",
    LEASED: "homes leased from private owners",
    OWNED: "homes of the council and housing associations",
}
_SINGLE = "housing.single_temporary"


@dataclass(frozen=True)
class Families:
    """Families in temporary accommodation, by where they are.

    Args:
        held: families in each kind now.
        starts: families in each kind at the start.
        single: single people now.
        single_at_start: the same at the start.
    """

    held: dict[str, Expression]
    starts: dict[str, Expression]
    single: Expression
    single_at_start: Expression

    @property
    def everybody(self) -> Expression:
        """Households in temporary accommodation now."""
        return total([*self.held.values(), self.single])

    @property
    def everybody_at_start(self) -> Expression:
        """Households in temporary accommodation at the start."""
        return figure("families_in_temporary_accommodation") + self.single_at_start


def declare_stocks(equations: Equations) -> Families:
    """Declare families in each kind of temporary accommodation, and single people."""
    families = figure("families_in_temporary_accommodation")
    nightly = parameter("joinedup.housing.temporary_nightly_share")
    leased = parameter("joinedup.housing.temporary_leased_share")
    shares = {NIGHTLY: nightly, LEASED: leased, OWNED: greatest(1 - nightly - leased, 0)}
    starts = {
        kind: equations.at_start(
            f"housing.temporary_{kind}_at_start",
            families * ratio(share, total(list(shares.values()))),
            f"Families in {_SAYS[kind]} at the start.",
        )
        for kind, share in shares.items()
    }
    held = {
        kind: equations.stock(_name(kind), start, f"Families in {_SAYS[kind]}.", "households")
        for kind, start in starts.items()
    }
    equations.tally(
        "housing.families_temporary",
        tuple(_name(kind) for kind in starts),
        "Families in temporary accommodation.",
    )
    with_children = ratio(
        parameter("mhclg.homelessness.children_in_temporary_accommodation"),
        parameter("joinedup.housing.children_per_family_in_ta"),
    )
    others = ratio(parameter("mhclg.homelessness.households_in_temporary_accommodation"), with_children)
    single = equations.at_start(
        "housing.single_at_start", families * greatest(others - 1, 0), "Single people at the start."
    )
    alone = equations.stock(_SINGLE, single, "Single people in temporary accommodation.", "people")
    return Families(held, starts, alone, single)


def declare_temporary(
    equations: Equations, families: Families, duties: Duties, lettings: Expression, officers: Team
) -> None:
    """Declare how families and single people come and leave, and what it costs."""
    leaving = equations.at_start(
        "housing.temporary_leave_share",
        share_leaving(12 / parameter("joinedup.housing.temporary_stay_months")),
        "Share leaving a month.",
    )
    usual = figure("families_in_temporary_accommodation") * leaving
    come = equations.flow(
        "housing.become_homeless",
        usual * duties.growth * duties.pressure,
        "Families who come into temporary accommodation.",
        is_chance=True,
    )
    social = share_to_families(equations, usual)
    found = _found_by_officers(duties)
    left = _leave(equations, families, leaving * (social * lettings + (1 - social) * found))
    _place(equations, families, come, left)
    taken = equations.reckon(
        "housing.let_to_families",
        total(list(families.held.values())) * leaving * social * lettings,
        "Social homes let this month to families from temporary accommodation.",
    )
    declare_register(equations, taken, usual * social)
    _single_people(equations, families, duties, found)
    _spending(equations, families, officers)


def _name(kind: str) -> str:
    return f"housing.temporary_{kind}"


def _found_by_officers(duties: Duties) -> Expression:
    """Return homes found against the start; officers find fewer when they have too much work."""
    return 1 - parameter("joinedup.housing.relieved_by_work_share") * (1 - duties.done)


def _leave(equations: Equations, families: Families, share: Expression) -> dict[str, Expression]:
    left = {
        kind: equations.flow(
            f"housing.settled_{kind}",
            families.held[kind] * share,
            f"Families who leave {_SAYS[kind]} for a settled home.",
            leaves=_name(kind),
        )
        for kind in (LEASED, OWNED, NIGHTLY)
    }
    _move_on(equations, families)
    equations.reckon("housing.settled", total(list(left.values())), "Families who leave it.")
    return left


def _move_on(equations: Equations, families: Families) -> None:
    """Declare moves from rooms paid by the night into homes that stand free beyond what is usual."""
    extra = lever("housing.own_temporary_homes")
    beyond = extra - (families.held[OWNED] - families.starts[OWNED])
    equations.flow(
        "housing.moved_from_nightly",
        greatest(beyond, 0) / parameter("joinedup.housing.months_to_move_from_nightly"),
        "Families who move from a room paid by the night to a free home of the council.",
        leaves=_name(NIGHTLY),
        enters=_name(OWNED),
    )


def _place(equations: Equations, families: Families, come: Expression, left: dict[str, Expression]) -> None:
    """Declare where families are placed: own and leased homes as far as there is room, then by the night."""
    slack = parameter("joinedup.housing.temporary_slack_share")
    homes = {
        LEASED: ratio(families.starts[LEASED], 1 - slack),
        OWNED: ratio(families.starts[OWNED], 1 - slack) + lever("housing.own_temporary_homes"),
    }
    placed = []
    for kind, number in homes.items():
        wanted = come * ratio(families.starts[kind], figure("families_in_temporary_accommodation"))
        room = greatest(number - families.held[kind] + left[kind], 0)
        placed.append(
            equations.flow(
                f"housing.placed_{kind}",
                within(wanted, room),
                f"Families placed in {_SAYS[kind]}.",
                enters=_name(kind),
            )
        )
    equations.flow(
        "housing.placed_nightly",
        come - total(placed),
        f"Families placed in {_SAYS[NIGHTLY]}: those usually there, and those for whom there is no room.",
        enters=_name(NIGHTLY),
    )
    equations.reckon(
        "housing.temporary_load",
        ratio(families.held[LEASED] + families.held[OWNED], greatest(total(list(homes.values())), 0)),
        "Own and leased temporary homes in use against all of them; 1 is full.",
    )


def _single_people(equations: Equations, families: Families, duties: Duties, found: Expression) -> None:
    leaving = equations.at_start(
        "housing.single_leave_share",
        share_leaving(12 / parameter("joinedup.housing.single_stay_months")),
        "Single people leaving a month.",
    )
    placed = parameter("joinedup.housing.care_leaver_temporary_share")
    leavers = last_month("care.leavers_need_home_beyond") * placed
    usual = families.single_at_start * leaving * duties.growth * duties.pressure
    equations.flow(
        "housing.single_placed",
        greatest(usual + leavers, 0),
        "Single people who come into temporary accommodation.",
        enters=_SINGLE,
        is_chance=True,
    )
    equations.flow(
        "housing.single_settled",
        families.single * leaving * found,
        "Single people who leave temporary accommodation.",
        leaves=_SINGLE,
    )


def _spending(equations: Equations, families: Families, officers: Team) -> None:
    prices = {kind: parameter(f"joinedup.housing.{kind}_price") for kind in families.held}
    single = parameter("joinedup.housing.single_price")
    scarce = against(families.held[NIGHTLY], families.starts[NIGHTLY])
    dearer = equations.reckon(
        "housing.nightly_scarcity",
        greatest(scarce, 0) ** parameter("joinedup.housing.nightly_price_elasticity"),
        "Price of a room paid by the night against the start, as more or fewer are wanted.",
    )
    at_start = equations.at_start(
        "housing.temporary_bill_at_start",
        total([families.starts[kind] * price for kind, price in prices.items()])
        + families.single_at_start * single,
        "Net cost of temporary accommodation in a year at the start, at usual prices.",
    )
    now = equations.reckon(
        "housing.temporary_bill",
        families.held[NIGHTLY] * prices[NIGHTLY] * dearer
        + families.held[LEASED] * prices[LEASED]
        + families.held[OWNED] * prices[OWNED]
        + families.single * single,
        "Net cost of temporary accommodation in a year, at usual prices.",
    )
    share = parameter("joinedup.housing.team_share_of_budget")
    staff = against(bill(officers), equations.declared("housing.team_bill_at_start"))
    equations.reckon(
        "spend.homelessness",
        figure("budget", "homelessness")
        / 12
        * (share * staff + (1 - share) * against(now, at_start))
        * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Homelessness and temporary accommodation. Pounds a month.",
    )
