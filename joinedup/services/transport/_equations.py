"""Home-to-school transport: who travels and what it costs. It is paid from the General Fund."""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    against,
    exp,
    figure,
    last_month,
    lever,
    parameter,
    ratio,
    total,
)
from joinedup.vocabulary import EHC_PLACEMENTS

_PRICE_YEARS = Clock("price_years")
_SHARES = {one: f"joinedup.send.transport_share_{one}" for one in EHC_PLACEMENTS}


def service() -> Service:
    """Return home-to-school transport in each patch."""
    equations = Equations("transport")
    entitled_start = total(
        [figure("ehc_plans_by_placement", one) * parameter(_SHARES[one]) for one in EHC_PLACEMENTS]
    )
    scale = equations.at_start(
        "transport.scale",
        ratio(figure("send_transport_users"), entitled_start),
        "Riders against the usual shares.",
    )
    entitled = total([last_month(f"send.{one}") * parameter(_SHARES[one]) for one in EHC_PLACEMENTS])
    riders = equations.reckon(
        "transport.send_riders",
        entitled * scale * lever("transport.send_eligibility"),
        "Pupils with SEND transport.",
    )
    _spending(equations, riders)
    return Service(
        equations,
        levers=(
            Lever(
                "transport.send_eligibility",
                "Share of entitled pupils who travel at the council's cost.",
                "of today's share",
                LeverKind.SHARE,
                "education",
                line="send_transport",
            ),
            Lever(
                "transport.send_price",
                "Cost of SEND transport per pupil.",
                "of today's cost",
                LeverKind.SHARE,
                "education",
                line="send_transport",
            ),
        ),
        measures=(
            Measure(
                "transport.send_riders",
                "Pupils with SEND home-to-school transport",
                "pupils",
                "education",
                Over.YEAR_END,
                Better.NEITHER,
                True,
                "send_transport_users",
            ),
        ),
        spending=("send_transport", "mainstream_transport"),
    )


def _spending(equations: Equations, riders: Expression) -> None:
    price = exp(parameter("joinedup.send.transport_price_inflation") * _PRICE_YEARS)
    equations.reckon(
        "spend.send_transport",
        figure("budget", "send_transport")
        / 12
        * against(riders, figure("send_transport_users"))
        * price
        * lever("transport.send_price"),
        "SEND home-to-school transport. Pounds a month.",
    )
    pupils = total([figure("people", str(age)) for age in range(5, 16)])
    equations.reckon(
        "spend.mainstream_transport",
        figure("budget", "mainstream_transport")
        / 12
        * ratio(last_month("population.aged_5_15"), pupils)
        * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Mainstream home-to-school transport. Pounds a month.",
    )
