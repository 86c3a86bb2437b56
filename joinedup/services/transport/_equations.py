"""Home-to-school transport: who travels and how, and what it costs. It is paid from the General Fund."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    against,
    exp,
    expression,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    reckoned,
    total,
)
from joinedup.services.transport._declared import CAPACITIES, LEVERS, MEASURES
from joinedup.vocabulary import EHC_PLACEMENTS

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")
_INDEPENDENT = "special_independent"
_RIDERS = {
    "pre_16_shared": "Pupils under 16 with SEND who travel with others.",
    "pre_16_solo": "Pupils under 16 with SEND who travel alone in a taxi.",
    "post_16": "Young people with SEND aged 16 and over who are taken to school or college.",
}
_TRAINED, _MAINSTREAM = "transport.trained", "transport.mainstream"


def service() -> Service:
    """Return home-to-school transport in each patch."""
    equations = Equations("transport")
    _riders(equations)
    _send_spending(equations)
    _mainstream(equations)
    return Service(
        equations,
        LEVERS,
        MEASURES,
        spending=("send_transport", "mainstream_transport"),
        capacities=CAPACITIES,
    )


def _entitled_at_start(setting: str) -> tuple[Expression, Expression]:
    """Return those entitled at the start, under 16 and older, at the usual shares."""
    younger = total([parameter(f"dfe.send.{setting}_share_{one}") for one in ("under_5", "5_10", "11_15")])
    plans = figure("ehc_plans_by_placement", setting) * _usual(setting)
    return plans * younger, plans * (1 - younger)


def _entitled(setting: str) -> tuple[Expression, Expression]:
    """Return those entitled last month, under 16 and older, at the usual shares."""
    older = last_month(f"send.{setting}_16_25")
    return (last_month(f"send.{setting}") - older) * _usual(setting), older * _usual(setting)


def _usual(setting: str) -> Expression:
    return parameter(f"joinedup.send.transport_share_{setting}")


def _solo(setting: str) -> Expression:
    where = setting if setting == _INDEPENDENT else "elsewhere"
    return parameter(f"joinedup.transport.solo_share_{where}")


def _by_kind(entitled: dict[str, tuple[Expression, Expression]]) -> dict[str, Expression]:
    """Share those entitled by how they travel: the farther the school, the more travel alone."""
    return {
        "pre_16_shared": total([young * (1 - _solo(one)) for one, (young, _) in entitled.items()]),
        "pre_16_solo": total([young * _solo(one) for one, (young, _) in entitled.items()]),
        "post_16": total([older for _, older in entitled.values()]),
    }


def _riders(equations: Equations) -> None:
    starting = _by_kind({one: _entitled_at_start(one) for one in EHC_PLACEMENTS})
    now = _by_kind({one: _entitled(one) for one in EHC_PLACEMENTS})
    scale = equations.at_start(
        "transport.scale",
        ratio(figure("send_transport_users"), total(list(starting.values()))),
        "Riders against the usual shares.",
    )
    follows = parameter("joinedup.transport.rider_months")
    for kind, says in _RIDERS.items():
        start = equations.at_start(
            f"transport.{kind}_at_start", starting[kind] * scale, f"At the start: {says}"
        )
        equations.stock(f"transport.{kind}", start, says, "pupils")
    trained = _training(equations)
    for kind in _RIDERS:
        due = equations.reckon(
            f"transport.entitled_{kind}",
            now[kind] * scale * lever("transport.send_eligibility"),
            f"Entitled to transport: {kind}.",
        )
        due = greatest(due - trained, 0) if kind == "post_16" else due
        held = equations.held(f"transport.{kind}")
        amounts = {"begin": greatest(due - held, 0), "end": greatest(held - due, 0)}
        equations.flow(
            f"transport.begin_{kind}",
            amounts["begin"] / follows,
            f"Begin: {kind}.",
            enters=f"transport.{kind}",
        )
        equations.flow(
            f"transport.end_{kind}", amounts["end"] / follows, f"End: {kind}.", leaves=f"transport.{kind}"
        )
    equations.tally(
        "transport.send_riders", [f"transport.{one}" for one in _RIDERS], "Pupils with SEND transport."
    )


def _training(equations: Equations) -> Expression:
    """Declare young people aged 16 and over who travel on their own because they were trained to."""
    trained = equations.stock(
        _TRAINED, 0.0, "Young people who travel on their own since they were trained.", "young people"
    )
    training = equations.reckon(
        "transport.training",
        greatest(lever("transport.travel_training"), 0) / 12,
        "Young people trained this month beyond today's.",
    )
    equations.flow(
        "transport.training_succeeds",
        training * parameter("joinedup.transport.training_success_share"),
        "Young people trained who travel on their own.",
        enters=_TRAINED,
    )
    equations.flow(
        "transport.training_ends",
        trained / parameter("joinedup.transport.training_lasts_months"),
        "Trained young people who leave school or college.",
        leaves=_TRAINED,
    )
    return trained


def _send_spending(equations: Equations) -> None:
    """Spend as seats cost: one alone in a taxi costs several shared ones, and scarce vehicles cost more."""
    solo = parameter("joinedup.transport.solo_cost_multiple")
    seats = {"pre_16_shared": expression(1), "pre_16_solo": solo, "post_16": expression(1)}
    now = total([equations.held(f"transport.{kind}") * cost for kind, cost in seats.items()])
    start = equations.at_start(
        "transport.seats_at_start",
        total([reckoned(f"transport.{kind}_at_start") * cost for kind, cost in seats.items()]),
        "SEND riders at the start, those alone counted at what they cost.",
    )
    supply = exp(parameter("joinedup.transport.contractor_growth") * _YEARS)
    scarcity = equations.reckon(
        "transport.scarcity",
        against(now, start) / supply,
        "SEND transport needed against what contractors can run: 1 at the start.",
    )
    equations.reckon(
        "transport.contractor_load",
        scarcity * (1 - parameter("joinedup.transport.contractor_slack_share")),
        "SEND transport needed against what contractors could run; 1 is full.",
    )
    dearer = scarcity ** parameter("joinedup.transport.contractor_elasticity")
    price = exp(parameter("joinedup.send.transport_price_inflation") * _PRICE_YEARS)
    training = reckoned("transport.training") * parameter("joinedup.transport.training_cost")
    equations.reckon(
        "spend.send_transport",
        (
            figure("budget", "send_transport")
            / 12
            * against(now, start)
            * dearer
            * lever("transport.send_price")
            + training
        )
        * price,
        "SEND home-to-school transport, with travel training. Pounds a month.",
    )


def _mainstream(equations: Equations) -> None:
    pupils = total([figure("people", str(age)) for age in range(5, 16)])
    start = equations.at_start(
        "transport.mainstream_at_start",
        ratio(figure("budget", "mainstream_transport"), parameter("nao.transport.mainstream_cost_per_pupil")),
        "Other pupils whom today's budget takes to school.",
    )
    held = equations.stock(_MAINSTREAM, start, "Other pupils taken to school.", "pupils")
    due = equations.reckon(
        "transport.entitled_mainstream",
        start * ratio(last_month("population.aged_5_15"), pupils) * lever("transport.mainstream_eligibility"),
        "Other pupils entitled to transport.",
    )
    follows = parameter("joinedup.transport.rider_months")
    equations.flow(
        "transport.begin_mainstream", greatest(due - held, 0) / follows, "Begin: others.", enters=_MAINSTREAM
    )
    equations.flow(
        "transport.end_mainstream", greatest(held - due, 0) / follows, "End: others.", leaves=_MAINSTREAM
    )
    equations.reckon(
        "spend.mainstream_transport",
        figure("budget", "mainstream_transport")
        / 12
        * against(held, start)
        * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Mainstream home-to-school transport. Pounds a month.",
    )
