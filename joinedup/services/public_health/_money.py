"""What public health spends, and the healthy years that a cut loses."""

from __future__ import annotations

from joinedup.engine import Clock, Equations, Expression, exp, figure, parameter, ratio, total

_PRICE_YEARS = Clock("price_years")


def _p(name: str) -> Expression:
    return parameter(f"joinedup.public_health.{name}")


def declare_spending(equations: Equations, paid_for: dict[str, Expression]) -> None:
    """Declare spending: each service at its share of the grant, the rest as it is.

    Args:
        equations: the service's equations.
        paid_for: what each service buys against the start, by service.
    """
    nursing, visitors = _p("nursing_share"), _p("health_visitor_share")
    shares = {
        "health_visiting": nursing * visitors,
        "school_nursing": nursing * (1 - visitors),
        "treatment": _p("treatment_share"),
        "smoking": _p("smoking_share"),
        "sexual_health": _p("sexual_health_share"),
    }
    change = total([shares[name] * (bought - 1) for name, bought in paid_for.items()])
    budget = figure("budget", "public_health") / 12
    cut = equations.reckon(
        "public_health.spending_cut",
        -budget * change,
        "Public health spending below the start's, in pounds a month at the prices of the start.",
    )
    equations.reckon(
        "spend.public_health",
        (budget - cut) * exp(parameter("joinedup.money.public_health_growth") * _PRICE_YEARS),
        "Public health. Pounds a month, from the public health grant.",
    )
    per_year = parameter("research.public_health.cost_per_qaly") * _p("prices_since_study")
    equations.reckon(
        "public_health.healthy_years_lost",
        ratio(cut, per_year),
        "Years in good health (QALYs) that people lose through public health spending cut this month.",
    )
