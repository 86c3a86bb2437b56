"""What placements, guardians, carers and leaving care cost."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    against,
    exp,
    figure,
    greatest,
    lever,
    parameter,
    reckoned,
    total,
)
from joinedup.vocabulary import CARE_PLACEMENTS

_PRICE_YEARS = Clock("price_years")
_WEEKS = 365.25 / 7


def _start(placement: str) -> Expression:
    return figure("looked_after_by_placement", placement)


def declare_spending(equations: Equations, held: dict[str, Expression]) -> None:
    """Declare what placements and leaving care cost.

    Args:
        equations: those of the service.
        held: looked-after children by placement.
    """
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
        greatest(
            figure("budget", "looked_after_placements")
            / 12
            * against(total(weekly), reckoned("care.bill_at_start"))
            + _beyond_today(equations),
            0,
        ),
        "Placements, special guardianship and finding carers. Pounds a month.",
    )
    pay = exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS)
    older = parameter("joinedup.care.older_leaver_share") * parameter("joinedup.care.older_leaver_years") * 12
    equations.at_start(
        "care.older_at_start",
        reckoned("care.leaver_share") * older,
        "Care leavers past 21 for each one up to 21, at the start.",
    )
    equations.reckon(
        "spend.care_leavers",
        figure("budget", "care_leavers")
        / 12
        * against(
            equations.held("care.care_leavers") + equations.held("care.older_leavers"),
            figure("care_leavers") * (1 + reckoned("care.older_at_start")),
        )
        * pay,
        "Leaving care. Pounds a month.",
    )


def _beyond_today(equations: Equations) -> Expression:
    """Return pounds a month for guardians and for finding carers, beyond those in today's budget."""
    pay = exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS)
    guardians = equations.held("care.special_guardianship") - reckoned("care.guardianship_at_start")
    weekly = parameter("joinedup.care.special_guardianship_week") * _WEEKS / 12
    usual = equations.held("care.foster_places") * parameter("ofsted.fostering.approved_in_year_share") / 12
    finding = (reckoned("care.foster_applied") - usual) * parameter(
        "joinedup.care.cost_per_foster_place_recruited"
    )
    return (guardians * weekly + finding) * pay


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
