"""Adult social care where children's services lead into it, and older people by their number."""

from __future__ import annotations

from joinedup.declared import Better, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Service,
    against,
    exp,
    figure,
    last_month,
    parameter,
    ratio,
    reckoned,
    share_leaving,
)

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")
_CLIENTS = "adults.learning_disability"


def service() -> Service:
    """Return adults with a learning disability and older people in each patch."""
    equations = Equations("adults")
    price = exp(parameter("joinedup.adults.price_inflation") * _PRICE_YEARS)
    _learning_disability(equations)
    equations.reckon(
        "spend.learning_disability",
        figure("budget", "learning_disability")
        / 12
        * against(equations.held(_CLIENTS), reckoned("adults.learning_disability_at_start"))
        * price,
        "Adults with a learning disability. Pounds a month.",
    )
    need = exp(parameter("joinedup.adults.older_need_growth") * _YEARS)
    clients = equations.reckon(
        "adults.older_clients",
        last_month("population.older")
        / 1000
        * parameter("joinedup.adults.older_clients_per_1000_65_plus")
        * need,
        "Older people with long-term care.",
    )
    start = figure("people", "65_plus") / 1000 * parameter("joinedup.adults.older_clients_per_1000_65_plus")
    equations.reckon(
        "spend.older_people",
        figure("budget", "older_people") / 12 * ratio(clients, start) * price,
        "Older people. Pounds a month.",
    )
    return Service(equations, (), _MEASURES, (), ("learning_disability", "older_people"))


def _learning_disability(equations: Equations) -> None:
    start = equations.at_start(
        "adults.learning_disability_at_start",
        figure("people", "26_64") / 1000 * parameter("joinedup.adults.ld_clients_per_1000_26_64"),
        "Adults with a learning disability who have long-term care, at the start.",
    )
    held = equations.stock(
        _CLIENTS, start, "Adults with a learning disability who have long-term care.", "adults"
    )
    entering = parameter("joinedup.adults.ld_entry_share_of_ehc_leavers")
    equations.flow(
        "adults.from_send", last_month("send.ceased") * entering, "Come from EHC plans.", enters=_CLIENTS
    )
    care = parameter("joinedup.adults.care_leaver_to_adult_care_share")
    equations.flow(
        "adults.from_care", last_month("care.leavers_age_out") * care, "Come from care.", enters=_CLIENTS
    )
    equations.flow(
        "adults.leave",
        held * share_leaving(parameter("joinedup.adults.ld_leave_share")),
        "Leave.",
        leaves=_CLIENTS,
    )


_MEASURES = (
    Measure(
        _CLIENTS,
        "Adults with a learning disability who have long-term care",
        "adults",
        "adults",
        Over.YEAR_END,
        Better.NEITHER,
        True,
    ),
    Measure(
        "adults.older_clients",
        "Older people with long-term care",
        "people",
        "adults",
        Over.YEAR_END,
        Better.NEITHER,
    ),
)
