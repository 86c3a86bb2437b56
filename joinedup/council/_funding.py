"""What pays for the budget at the start of the plan, where the council's own figures do not say."""

from __future__ import annotations

from datetime import date

from joinedup.council._figures import Figures
from joinedup.council._starting import RollForward, StartingValue, starting_value
from joinedup.declared import FigureValue, Origin
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES, Pot

_BALANCE = "settlement"


def funding_value(figures: Figures, line: str, on: date, how: RollForward) -> StartingValue | None:
    """Return a funding line at the start: adopted, or such that its pot starts in balance.

    No open table holds general grants, so the settlement stands there as what is left to find. It is struck
    afresh for the start: spending is carried forward line by line from different years, and a balance struck
    for an earlier year would leave a gap that nobody budgeted.

    Args:
        figures: what is held.
        line: code of the funding line.
        on: first day of the plan.
        how: how older figures are carried forward.
    """
    adopted = _adopted(figures, line, on)
    if adopted and (line != _BALANCE or adopted.origin is Origin.OWN or adopted.as_at > on):
        return StartingValue("funding", line, adopted.value, 0.0, adopted, 0.0)
    pot = FUNDING_LINES[line][1]
    if pot is Pot.GENERAL_FUND and line != _BALANCE:
        return None
    spent = sum(_spent(figures, one.code, on, how) for one in SPENDING_LINES if one.pot is pot)
    paid = sum(
        held.value
        for other, (_, where) in FUNDING_LINES.items()
        if where is pot and other != line and (held := _adopted(figures, other, on))
    )
    note = "no figure is held; set so that the pot starts in balance"
    if adopted:
        note = "the balancing figure, struck so that the General Fund is in balance at the start of the plan"
    held_value = FigureValue(
        "funding",
        figures.council,
        line,
        on,
        spent - paid,
        adopted.origin if adopted else Origin.APPORTIONED,
        adopted.source if adopted else "balance",
        note,
    )
    return StartingValue("funding", line, spent - paid, 0.0, held_value, 0.0)


def _adopted(figures: Figures, line: str, on: date) -> FigureValue | None:
    return figures.latest("funding", line, on=date(on.year + 1, 3, 31))


def _spent(figures: Figures, line: str, on: date, how: RollForward) -> float:
    adopted = figures.latest("budget", line, on=date(on.year + 1, 3, 31))
    if adopted and adopted.as_at > on:
        return adopted.value
    value = starting_value(figures, "net_spend", line, on, how)
    return value.value if value else 0.0
