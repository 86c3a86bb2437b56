"""EHC plans from request to the end, by setting and phase, the special school places they need, and money.

A request is decided, a need assessed and a plan issued by teams that can be full. Children move up a phase
as they grow, and most who come to a special school do so from a mainstream one, some years after their plan
was issued. Shares of those who move are worked out at the start, so that with as many plans begun as ended
nothing changes.
"""

from __future__ import annotations

from joinedup.engine import Equations, Service
from joinedup.services.send._appeals import about_plans, refusals_appealed, refusals_won
from joinedup.services.send._cells import declare_plans, rates_at_start
from joinedup.services.send._declared import CAPACITIES, LEVERS, MEASURES
from joinedup.services.send._money import spending
from joinedup.services.send._moves import ending, growing_up, places_added, placing
from joinedup.services.send._requests import assessing, declare_teams, requests


def service() -> Service:
    """Return EHC plans in each patch."""
    equations = Equations("send")
    declare_plans(equations)
    rates_at_start(equations)
    requests(equations)
    overload = declare_teams(equations)
    refusals_appealed(equations)
    new = assessing(equations, overload)
    refusals_won(equations)
    ending(equations)
    growing_up(equations)
    about_plans(equations)
    placing(equations, new)
    places_added(equations)
    spending(equations)
    return Service(
        equations, LEVERS, MEASURES, spending=("high_needs", "education_other"), capacities=CAPACITIES
    )
