"""Buildings the council works from: what is overdue on them, and what they bring when they are sold."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    against,
    exp,
    figure,
    greatest,
    least,
    lever,
    parameter,
    ratio,
)

_PRICE_YEARS = Clock("price_years")
_OWN = "joinedup.corporate."
_BUILDINGS, _BACKLOG = "corporate.buildings", "corporate.backlog"
_PER_1000 = 1000


def buildings(equations: Equations) -> None:
    """Declare buildings in use, overdue maintenance and capital receipts."""
    start = equations.at_start(
        "corporate.buildings_at_start",
        figure("dwellings") / _PER_1000 * parameter(_OWN + "buildings_per_1000_homes"),
        "Buildings at the start.",
    )
    held = equations.stock(_BUILDINGS, start, "Buildings in use.", "buildings")
    wanted = start * lever("corporate.buildings")
    months = parameter(_OWN + "months_to_sell")
    sold = equations.flow(
        "corporate.sold", greatest(held - wanted, 0) / months, "Buildings sold.", leaves=_BUILDINGS
    )
    equations.flow(
        "corporate.opened", greatest(wanted - held, 0) / months, "Buildings opened.", enters=_BUILDINGS
    )
    _maintenance(equations, held, sold)
    price = exp(parameter("joinedup.money.cpi") * _PRICE_YEARS)
    equations.stock("corporate.receipts", 0, "Capital receipts held.", "pounds")
    equations.flow(
        "corporate.receipts_in",
        sold * parameter(_OWN + "receipt_per_building") * price,
        "What buildings sold bring. Pounds a month.",
        enters="corporate.receipts",
    )


def _maintenance(equations: Equations, held: Expression, sold: Expression) -> None:
    """Declare overdue maintenance, at the start's prices: as much falls due on a building as is done."""
    start = equations.declared("corporate.buildings_at_start")
    overdue = equations.at_start(
        "corporate.backlog_at_start",
        start * parameter(_OWN + "backlog_per_building"),
        "Overdue maintenance at the start. Pounds.",
    )
    backlog = equations.stock(_BACKLOG, overdue, "Overdue maintenance, at the start's prices.", "pounds")
    usual = equations.reckon(
        "corporate.falling_due",
        figure("budget", "central_services")
        / 12
        * parameter(_OWN + "maintenance_spending_share")
        * buildings_against(equations),
        "Maintenance that falls due on buildings in use. Pounds a month.",
    )
    equations.flow("corporate.backlog_in", usual, "Maintenance that becomes overdue.", enters=_BACKLOG)
    equations.flow(
        "corporate.maintained", usual * lever("corporate.maintenance"), "Maintenance done.", leaves=_BACKLOG
    )
    equations.flow(
        "corporate.backlog_sold",
        backlog * least(ratio(sold, held), 1),
        "Overdue maintenance that goes with buildings sold.",
        leaves=_BACKLOG,
    )
    equations.flow(
        "corporate.backlog_from_borrowing",
        greatest(lever("corporate.borrowing"), 0)
        / 12
        * parameter(_OWN + "borrowing_for_buildings_share")
        / exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Overdue maintenance done with borrowed money.",
        leaves=_BACKLOG,
    )


def buildings_against(equations: Equations) -> Expression:
    """Return buildings in use against the start."""
    return against(equations.held(_BUILDINGS), equations.declared("corporate.buildings_at_start"))


def backlog_against(equations: Equations) -> Expression:
    """Return overdue maintenance of a building in use against the start."""
    overdue = against(equations.held(_BACKLOG), equations.declared("corporate.backlog_at_start"))
    return ratio(overdue, buildings_against(equations))
