"""Adults with a learning disability: from school and care at 18 into a family, supported living or a home."""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    change,
    figure,
    greatest,
    last_month,
    least,
    lever,
    parameter,
    ratio,
)

_YOUNG = "adults.ld_young"
_SETTINGS = {
    "home": "with their family or alone",
    "supported": "in supported living",
    "residential": "in a care home",
}
STOCKS = (_YOUNG, *(f"adults.ld_{setting}" for setting in _SETTINGS))


def declare_learning_disability(equations: Equations) -> None:
    """Declare young adults, who come from EHC plans and care, and adults from 26 by where they live."""
    coming = _coming_at_start(equations)
    everybody = equations.at_start(
        "adults.learning_disability_at_start",
        figure("people", "26_64") / 1000 * parameter("joinedup.adults.ld_clients_per_1000_26_64"),
        "Adults with a learning disability who have long-term care, at the start.",
    )
    young = equations.at_start(
        "adults.ld_young_at_start",
        least(
            coming * 12 * parameter("joinedup.adults.ld_young_years"),
            everybody * parameter("joinedup.adults.ld_young_most_share"),
        ),
        "Those aged 18 to 25 at the start: as many as come in the years for which they stay.",
    )
    equations.stock(_YOUNG, young, "Adults aged 18 to 25 with a learning disability in care.", "people")
    shares = _shares()
    for setting, share in shares.items():
        start = equations.at_start(
            f"adults.ld_{setting}_at_start", (everybody - young) * share, f"{setting} at the start."
        )
        says = f"Adults from 26 with a learning disability {_SETTINGS[setting]}."
        equations.stock(f"adults.ld_{setting}", start, says, "people")
    equations.tally("adults.learning_disability", STOCKS, "Adults with a learning disability in care.")
    _coming(equations)
    _ageing(equations, coming, ratio(coming, young), shares)
    _moving(equations)


def _shares() -> dict[str, Expression]:
    residential = parameter("joinedup.adults.ld_residential_share")
    supported = parameter("joinedup.adults.ld_supported_share")
    return {"home": 1 - residential - supported, "supported": supported, "residential": residential}


def _coming_at_start(equations: Equations) -> Expression:
    # Plans cease at the start halfway between the council's own pace and England's, as SEND has it.
    ceased = (figure("ehc_ceased") + figure("ehc_plans") * parameter("dfe.send.cease_hazard")) / 24
    leavers = figure("care_leavers") / (12 * parameter("joinedup.care.care_leaver_stay_years"))
    return equations.at_start(
        "adults.ld_coming_at_start",
        ceased * change("ehc_ceased") * parameter("joinedup.adults.ld_entry_share_of_ehc_leavers")
        + leavers * parameter("joinedup.adults.care_leaver_to_adult_care_share"),
        "Young adults who come from EHC plans and care in a month, at the start.",
    )


def _coming(equations: Equations) -> None:
    equations.flow(
        "adults.from_send",
        last_month("send.ceased") * parameter("joinedup.adults.ld_entry_share_of_ehc_leavers"),
        "Come from EHC plans.",
        enters=_YOUNG,
        is_chance=True,
    )
    equations.flow(
        "adults.from_care",
        last_month("care.leavers_age_out") * parameter("joinedup.adults.care_leaver_to_adult_care_share"),
        "Come from care.",
        enters=_YOUNG,
        is_chance=True,
    )


def _ageing(
    equations: Equations, coming: Expression, moving_on: Expression, shares: dict[str, Expression]
) -> None:
    young, growth = equations.held(_YOUNG), parameter("joinedup.adults.ld_growth") / 12
    for setting, share in shares.items():
        stock = f"adults.ld_{setting}"
        equations.flow(
            f"adults.ld_turn_26_{setting}",
            young * moving_on * share,
            f"Turn 26 and live {_SETTINGS[setting]}.",
            leaves=_YOUNG,
            enters=stock,
        )
        usual = equations.at_start(
            f"adults.ld_leave_share_{setting}",
            greatest(ratio(coming * share, equations.declared(f"{stock}_at_start")) - growth, 0),
            "Share who leave care in a month, mostly by death: as many as come, less growth.",
        )
        equations.flow(
            f"adults.ld_leave_{setting}",
            equations.held(stock) * usual,
            f"Leave, having lived {_SETTINGS[setting]}.",
            leaves=stock,
        )


def _moving(equations: Equations) -> None:
    equations.flow(
        "adults.ld_move_to_supported",
        greatest(lever("adults.supported_living"), 0) / 12,
        "Move from a care home to supported living that was added.",
        leaves="adults.ld_residential",
        enters="adults.ld_supported",
    )
