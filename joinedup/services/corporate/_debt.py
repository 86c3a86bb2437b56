"""Debt: borrowed for capital, set aside for each year, and what it costs the General Fund.

The budget for capital financing is interest and the minimum revenue provision; the debt at the start is what
costs that much. Capital receipts may pay only for capital, so they take the place of borrowing.
"""

from __future__ import annotations

from joinedup.engine import Clock, Equations, exp, figure, greatest, least, lever, parameter, ratio

_PRICE_YEARS = Clock("price_years")
_INTEREST, _PROVISION = "joinedup.corporate.interest_rate", "joinedup.corporate.provision_rate"
_DEBT = "corporate.debt"


def debt(equations: Equations) -> None:
    """Declare debt, interest, provision and `spend.capital_financing`, in pounds a month."""
    interest, provision = parameter(_INTEREST), parameter(_PROVISION)
    start = equations.at_start(
        "corporate.debt_at_start",
        ratio(figure("budget", "capital_financing"), interest + provision),
        "Debt at the start: what the budget for capital financing pays for. Pounds.",
    )
    held = equations.stock(_DEBT, start, "Debt.", "pounds")
    usual = start * provision / 12 * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS)
    equations.flow(
        "corporate.borrowed",
        greatest(usual + (lever("corporate.borrowing") + lever("corporate.project_borrowing")) / 12, 0),
        "Borrowed for capital: what is set aside at the start, and what is decided beyond it.",
        enters=_DEBT,
    )
    receipts = equations.held("corporate.receipts") / parameter("joinedup.corporate.months_to_use_receipts")
    used = equations.flow(
        "corporate.receipts_used",
        least(receipts, greatest(held * (1 - provision / 12), 0)),
        "Capital receipts used in place of borrowing.",
        leaves="corporate.receipts",
    )
    set_aside = equations.flow(
        "corporate.set_aside",
        held * provision / 12,
        "Set aside to repay debt (minimum revenue provision).",
        leaves=_DEBT,
    )
    equations.flow("corporate.debt_avoided", used, "Debt that receipts take the place of.", leaves=_DEBT)
    paid = equations.reckon("corporate.interest", held * interest / 12, "Interest on debt. Pounds a month.")
    equations.reckon(
        "spend.capital_financing", paid + set_aside, "Interest and provision for debt. Pounds a month."
    )
