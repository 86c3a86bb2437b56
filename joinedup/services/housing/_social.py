"""Social homes, who is let one, and households on the register who wait."""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    against,
    figure,
    greatest,
    least,
    lever,
    parameter,
    ratio,
)

_HOMES, _REGISTER = "housing.social_homes", "housing.register"


def declare_social_homes(equations: Equations) -> Expression:
    """Declare social homes; returns lettings to families from temporary accommodation against the start."""
    start = equations.at_start(
        "housing.social_homes_at_start",
        figure("dwellings") * parameter("mhclg.dwellings.social_rent_share"),
        "Social homes at the start.",
    )
    homes = equations.stock(_HOMES, start, "Homes let by the council and housing associations.", "homes")
    lost = parameter("joinedup.housing.social_homes_lost_share") / 12
    equations.flow(
        "housing.social_homes_lost", homes * lost, "Social homes sold or demolished.", leaves=_HOMES
    )
    # At today's pace of building as many are built as are lost; only more or fewer homes change that.
    beyond = equations.declared("housing.completions") - figure("completions") / 12
    equations.flow(
        "housing.social_homes_built",
        greatest(start * lost + beyond * parameter("joinedup.housing.social_share_of_completions"), 0),
        "Social homes built or bought.",
        enters=_HOMES,
    )
    return equations.reckon(
        "housing.lettings_to_families",
        lever("housing.social_lettings") * against(homes, start),
        "Social homes let to families from temporary accommodation, against the start.",
    )


def share_to_families(equations: Equations, leaving: Expression) -> Expression:
    """Declare the share of families leaving temporary accommodation who are let a social home at the start.

    Args:
        equations: the service's equations.
        leaving: families who leave in a month at the start.
    """
    lettings = equations.at_start(
        "housing.lettings_at_start",
        equations.declared("housing.social_homes_at_start")
        * parameter("joinedup.housing.lettings_share")
        / 12,
        "Social homes let in a month at the start.",
    )
    most = lettings * parameter("joinedup.housing.most_lettings_to_homeless_share")
    let = least(leaving * parameter("joinedup.housing.settled_in_social_share"), most)
    return equations.at_start(
        "housing.social_share_at_start", ratio(let, leaving), "Families leaving who are let a social home."
    )


def declare_register(equations: Equations, taken: Expression, taken_at_start: Expression) -> None:
    """Declare the housing register: who joins, is let a home or leaves without one.

    Args:
        equations: the service's equations.
        taken: homes let this month to families from temporary accommodation.
        taken_at_start: the same at the start.
    """
    start = equations.at_start(
        "housing.register_at_start",
        parameter("joinedup.housing.register_rate") / 1000 * figure("dwellings"),
        "Households on the register at the start.",
    )
    lapse = parameter("joinedup.housing.register_lapse_share") / 12
    lettings = equations.declared("housing.lettings_at_start")
    held = equations.stock(_REGISTER, start, "Households on the housing register.", "households")
    equations.flow(
        "housing.join_register",
        start * lapse + greatest(lettings - taken_at_start, 0),
        "Households who join the register.",
        enters=_REGISTER,
    )
    equations.flow(
        "housing.let_from_register",
        greatest(lettings * against(equations.held(_HOMES), _start(equations)) - taken, 0),
        "Households on the register who are let a social home.",
        leaves=_REGISTER,
    )
    equations.flow(
        "housing.leave_register",
        held * lapse,
        "Households who leave the register without a letting.",
        leaves=_REGISTER,
    )


def _start(equations: Equations) -> Expression:
    return equations.declared("housing.social_homes_at_start")
