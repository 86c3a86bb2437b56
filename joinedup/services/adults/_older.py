"""Older people: reablement, home care, care homes, direct payments, and those who go without."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine import (
    Equations,
    Expression,
    QueueStart,
    against,
    greatest,
    least,
    lever,
    parameter,
    ratio,
    reckoned,
    serve_queue,
    share_leaving,
    start_queue,
)
from joinedup.services.adults._front_door import FrontDoor, older_at_start

HOME, RESIDENTIAL, DIRECT = "adults.home_care", "adults.residential", "adults.direct_payments"
_WAITING, _REABLED = "adults.waiting_home_care", "adults.reablement"
_UNMET, _FORGONE = "adults.unmet_older", "adults.care_forgone"


@dataclass(frozen=True)
class Older:
    """Older people's care as declared; numbers are of a month at the start.

    Args:
        queue: those who wait for home care.
        asked: those who wait for an assessment.
        provided: need that providers have caught up with, this month; 1 at the start.
        begin_residential: people who begin in a care home.
        reabled: people who begin reablement.
        from_assessment: people sent on from assessment, by what to, with reablement as it is offered now.
        care_share: of people assessed, the share who are older and need long-term care.
    """

    queue: QueueStart
    asked: QueueStart
    provided: Expression
    begin_residential: Expression
    reabled: Expression
    from_assessment: dict[str, Expression]
    care_share: Expression


def _p(name: str) -> Expression:
    return parameter(f"joinedup.adults.{name}")


def _leave(name: str) -> Expression:
    return share_leaving(12 / _p(name))


def declare_older(equations: Equations, door: FrontDoor) -> Older:
    """Declare every stock of older people, each as long-lived as it is at the start."""
    home, residential, direct = _clients(equations)
    turnover = equations.at_start(
        "adults.home_care_turnover",
        _leave("home_care_stay_months") + share_leaving(_p("home_to_residential_rate")),
        "Share of people with home care who leave it in a month.",
    )
    queue = start_queue(
        equations,
        _WAITING,
        "Older people waiting for home care to begin.",
        arriving=home * turnover,
        room=home * (_p("home_care_slack_share") + turnover),
        wait_months=_p("home_care_wait_months"),
    )
    works = _p("reablement_works_share")
    offered = _p("reablement_offer_share")
    need = equations.at_start(
        "adults.need_home_care_at_start",
        ratio(home * turnover, 1 - offered * works),
        "Older people a month who would need home care without reablement, at the start.",
    )
    ends = _leave("reablement_months")
    equations.stock(_REABLED, ratio(need * offered, ends), "Older people in reablement.", "people")
    offer = least(offered * lever("adults.prevention"), 1)
    begin_direct = direct * _leave("direct_payment_stay_months")
    begin_home = residential * _leave("residential_stay_months")
    care = equations.at_start(
        "adults.care_share",
        least(ratio(need + begin_direct + begin_home, door.queue.served), 1),
        "Of people assessed, the share who are older and need long-term care.",
    )
    lost = _unmet(equations, door.queue.gave_up * care + queue.gave_up)
    back = lost * _p("unmet_to_residential_share")
    declined = home * share_leaving(_p("home_to_residential_rate"))
    admitted = equations.at_start(
        "adults.admitted_at_start",
        greatest(begin_home - declined - back, 0),
        "Older people a month who go to a care home straight from assessment, at the start.",
    )
    sent = {
        "reablement": need * offer,
        "home_care": need * (1 - offer),
        "residential": admitted,
        "direct_payment": begin_direct,
    }
    return Older(queue, door.queue, door.provided, admitted + declined + back, need * offered, sent, care)


def _clients(equations: Equations) -> tuple[Expression, Expression, Expression]:
    clients = older_at_start()
    shares = {RESIDENTIAL: _p("older_residential_share"), DIRECT: _p("older_direct_payment_share")}
    shares = {HOME: greatest(1 - shares[RESIDENTIAL] - shares[DIRECT], 0)} | shares
    says = {
        HOME: "Older people with home care.",
        RESIDENTIAL: "Older people in residential and nursing homes.",
        DIRECT: "Older people with a direct payment.",
    }
    start = {}
    for stock, share in shares.items():
        start[stock] = equations.at_start(
            f"{stock}_at_start", clients * share, f"At the start: {says[stock]}"
        )
        equations.stock(stock, start[stock], says[stock], "people")
    equations.tally("adults.older_clients", tuple(shares), "Older people with long-term care.")
    return start[HOME], start[RESIDENTIAL], start[DIRECT]


def _unmet(equations: Equations, lost: Expression) -> Expression:
    a_month = equations.at_start(
        "adults.unmet_a_month_at_start", lost, "Older people a month who begin to go without, at the start."
    )
    start = equations.at_start(
        "adults.unmet_at_start", a_month * _p("unmet_months"), "Older people who go without, at the start."
    )
    equations.stock(_UNMET, start, "Older people who gave up waiting and go without care.", "people")
    equations.reckon(
        "adults.unmet_more",
        equations.held(_UNMET) - start,
        "Older people who go without care, beyond those at the start.",
    )
    forgone = equations.at_start(
        "adults.care_forgone_at_start",
        ratio(
            a_month * (1 - _p("unmet_to_residential_share")), equations.declared("adults.home_care_turnover")
        ),
        "Older people who would have care had they not given up waiting, at the start.",
    )
    says = "Older people who would have care had they not given up waiting."
    equations.stock(_FORGONE, forgone, says, "people")
    return a_month


def move_older(equations: Equations, older: Older) -> None:
    """Declare how older people move between kinds of care, and leave."""
    _reablement(equations)
    _home_care(equations, older)
    _going_without(equations)
    _waits(equations, older)
    residential = equations.held(RESIDENTIAL)
    start = equations.declared(f"{RESIDENTIAL}_at_start")
    leave = equations.at_start(
        "adults.residential_leave_share",
        ratio(older.begin_residential, start),
        "Share of people in care homes who leave in a month, mostly by death: as many as come.",
    )
    equations.flow("adults.residential_ends", residential * leave, "Leave care homes.", leaves=RESIDENTIAL)
    equations.reckon(
        "adults.residential_load",
        against(residential, start) / (1 + _p("residential_slack_share")),
        "People in care homes against places at the council's price; 1 is full.",
    )
    ends = equations.held(DIRECT) * _leave("direct_payment_stay_months")
    equations.flow("adults.direct_payment_ends", ends, "Direct payments that end.", leaves=DIRECT)


def _reablement(equations: Equations) -> None:
    done = equations.held(_REABLED) * _leave("reablement_months")
    works = _p("reablement_works_share")
    equations.flow(
        "adults.reabled", done * works, "Need no long-term care after reablement.", leaves=_REABLED
    )
    equations.flow(
        "adults.reabled_to_home_care",
        done * (1 - works),
        "Need home care after reablement.",
        leaves=_REABLED,
        enters=_WAITING,
    )


def _home_care(equations: Equations, older: Older) -> None:
    home, start = equations.held(HOME), equations.declared(f"{HOME}_at_start")
    turnover = equations.declared("adults.home_care_turnover")
    carried = equations.reckon(
        "adults.home_care_can_carry",
        start * (1 + _p("home_care_slack_share")) * older.provided * lever("adults.home_care"),
        "Older people whom the home care commissioned can carry.",
    )
    least_held = start * parameter("joinedup.workforce.least_staff_share")
    equations.reckon(
        "adults.home_care_load",
        ratio(home, greatest(carried, least_held)),
        "People with home care against what is commissioned; 1 is full.",
    )
    room = greatest(carried - home + home * turnover, 0)
    patience = _p("home_care_patience_months")
    queue = serve_queue(equations, _WAITING, older.queue, room=room, patience_months=patience)
    equations.flow(
        "adults.home_care_begins", queue.served, "Home care that begins.", leaves=_WAITING, enters=HOME
    )
    equations.flow(
        "adults.gave_up_home_care",
        queue.gave_up,
        "Older people who give up waiting for home care.",
        leaves=_WAITING,
        enters=_UNMET,
    )
    declines = share_leaving(_p("home_to_residential_rate"))
    usual = ratio(older.queue.served, start)
    equations.flow(
        "adults.home_to_residential",
        home * least(declines, usual),
        "Move from home care to a care home.",
        leaves=HOME,
        enters=RESIDENTIAL,
    )
    equations.flow(
        "adults.home_care_ends",
        home * greatest(usual - declines, 0),
        "Home care that ends: as much as begins at the start.",
        leaves=HOME,
    )


def _waits(equations: Equations, older: Older) -> None:
    """Declare how long people wait from asking to home care, which hospitals feel, against the start."""
    assessment, home_care = _p("assessment_months"), _p("home_care_wait_months")
    asked = against(equations.held("adults.waiting_assessment"), older.asked.waiting)
    begun = against(equations.held(_WAITING), older.queue.waiting)
    equations.reckon(
        "adults.care_wait",
        ratio(assessment * asked + home_care * begun, assessment + home_care),
        "Wait from asking to home care against the start, as the queues stand; 1 is as at the start.",
    )


def _going_without(equations: Equations) -> None:
    ends, back = equations.held(_UNMET) / _p("unmet_months"), _p("unmet_to_residential_share")
    returning = equations.flow(
        "adults.unmet_to_residential",
        ends * back,
        "Older people without care who come back needing a care home.",
        leaves=_UNMET,
        enters=RESIDENTIAL,
    )
    equations.flow(
        "adults.unmet_ends",
        ends * (1 - back),
        "Older people without care who recover, are cared for by others, or die.",
        leaves=_UNMET,
    )
    equations.flow(
        "adults.care_forgone_begins",
        reckoned("adults.gave_up_in_need") + reckoned("adults.gave_up_home_care"),
        "Care that begins to be forgone by those who give up waiting.",
        enters=_FORGONE,
    )
    equations.flow(
        "adults.care_forgone_ends",
        equations.held(_FORGONE) * equations.declared("adults.home_care_turnover") + returning,
        "Care forgone that ends, as the care would have, or because the person comes back.",
        leaves=_FORGONE,
    )
