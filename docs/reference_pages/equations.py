"""The page of equations: each service's counts, flows and sums, as they are run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference_pages.markdown import MADE, code, heading, page, table
from reference_pages.model import every_service

from joinedup.engine import Delay, Equations, Expression, Flow, Reckoned, Tally, in_words

_OUTSIDE = "outside"


def equations_page() -> str:
    """List what each service holds, what moves it and how much, in the order in which it is worked out."""
    parts = [
        "# Equations",
        MADE,
        "What runs, service by service. A *stock* is a count at a moment; a *flow* is what moves in a"
        " month, never more than the stock it leaves holds; the rest is worked out from these. "
        "`figure/` is where the council starts, `parameter/` a value from "
        "[Parameters](parameters.md), `lever/` what a proposal changes, `change/` how the coming "
        "years differ from the last, `schedule/` what is planned. *Last month's* may be another "
        "service's. A flow marked *chance* counts single people, so that chance moves it.",
        "`within(a, b)` is the smaller of the two, bending where they meet. `above(load, sharpness)` "
        "is how far a load is above 1, rising faster the further it goes. `share_leaving(rate)` is "
        "the share that leaves in a month at a yearly rate. `ratio(a, b)` is a divided by b, and 0 "
        "where b is 0.",
    ]
    for name, service in every_service():
        parts.append(f"## {heading(name)}")
        parts += list(_tables(service.equations))
    return page(parts)


def _tables(equations: Equations) -> Iterator[str]:
    stocks = [(code(one.name), one.says, one.unit, _words(one.starts)) for one in equations.stocks.values()]
    if stocks:
        yield table(("Stock", "Says", "Unit", "Starts at"), stocks)
    fixed = [(code(one.name), one.says, _words(one.value)) for one in equations.fixed.values()]
    if fixed:
        yield table(("Fixed at the start", "Says", "Is"), fixed)
    flows = [_flow(one) for one in equations.steps.values() if isinstance(one, Flow)]
    if flows:
        yield table(("Flow", "Says", "From", "To", "A month"), flows)
    rest = [_sum(one) for one in equations.steps.values() if not isinstance(one, Flow)]
    if rest:
        yield table(("Worked out", "Says", "Is"), rest)


def _words(of: Expression) -> str:
    # Figures and parameters stand as they were at the start, always, which need not be said each time.
    said = in_words(of).replace("start of ", "")
    return code(re.sub(r"(figure/\w+)/(?!\w)", r"\1", said))


def _flow(one: Flow) -> tuple[str, ...]:
    says = one.says + (" *chance*" if one.is_chance else "")
    return (code(one.name), says, _place(one.leaves), _place(one.enters), _words(one.amount))


def _place(stock: str) -> str:
    return code(stock) if stock else _OUTSIDE


def _sum(one: Reckoned | Delay | Tally) -> tuple[str, ...]:
    if isinstance(one, Reckoned):
        return (code(one.name), one.says, _words(one.value))
    if isinstance(one, Delay):
        is_what = f"{code(one.of)}, later by {code(one.mean_months)} months on average, order {one.order}"
        return (code(one.name), one.says, is_what)
    return (code(one.name), one.says, " + ".join(code(stock) for stock in one.of))
