"""A queue: people who wait, those who are served within the room there is, and those who give up.

At the start as many are served and give up as arrive. While there is room the wait stays as it is; where room
is short the queue grows, and those who wait beyond today's wait give up at a rate of their own. A service
declares where those who are served and who give up go, so that nobody is lost from sight.
"""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine._equations import Equations
from joinedup.engine._expression import (
    Expression,
    Number,
    expression,
    greatest,
    ratio,
    share_leaving,
    within,
)


@dataclass(frozen=True)
class QueueStart:
    """A queue as it is at the start; every number a month.

    Args:
        waiting: people who wait.
        served: people served in a month.
        gave_up: people who give up in a month: those for whom there is no room even today.
        ready: share of those waiting whose turn it would be this month.
    """

    waiting: Expression
    served: Expression
    gave_up: Expression
    ready: Expression


@dataclass(frozen=True)
class Queue:
    """What a queue does this month, for the service to send on.

    Args:
        served: people served, never more than there is room for.
        gave_up: people who give up.
    """

    served: Expression
    gave_up: Expression


def start_queue(
    equations: Equations, name: str, who: str, *, arriving: Number, room: Number, wait_months: Number
) -> QueueStart:
    """Declare a stock of people waiting, `name`, and return how its queue stands at the start.

    Args:
        equations: the service's equations.
        name: name of the stock; `<name>_served_at_start` and others are declared beside it.
        who: who waits, as a sentence.
        arriving: people who arrive in a month at the start.
        room: people who could be served in a month at the start.
        wait_months: mean wait while there is room.
    """
    ready = equations.at_start(
        f"{name}_ready", share_leaving(12 / expression(wait_months)), "Share of those waiting ready a month."
    )
    served = equations.at_start(
        f"{name}_served_at_start", within(arriving, room), "Served a month, at start."
    )
    waiting = equations.at_start(f"{name}_at_start", ratio(arriving, ready), "Waiting at the start.")
    equations.stock(name, waiting, who, "people")
    return QueueStart(waiting, served, expression(arriving) - served, ready)


def serve_queue(
    equations: Equations, name: str, start: QueueStart, *, room: Number, patience_months: Number
) -> Queue:
    """Declare `<name>_served` and `<name>_gave_up` for this month; the service declares the flows.

    Args:
        equations: the service's equations.
        name: name of the stock.
        start: how it stands at the start.
        room: people who can be served this month.
        patience_months: how long those who wait beyond today's wait go on waiting.
    """
    waiting = equations.held(name)
    served = equations.reckon(
        f"{name}_served", within(waiting * start.ready, room), "People served this month."
    )
    usual = ratio(start.gave_up, start.waiting)
    # A queue that is longer only because more are served waits no longer, and nobody gives up for that.
    beyond = greatest(waiting - served * ratio(start.waiting, start.served), 0)
    gave_up = equations.reckon(
        f"{name}_gave_up",
        waiting * usual + beyond * share_leaving(12 / expression(patience_months)),
        "People who give up waiting this month.",
    )
    return Queue(served, gave_up)
