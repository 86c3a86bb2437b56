"""Reserves by kind, moved by what is spent and what comes in, and the brake on recruitment when they run low.

The pots never net: the General Fund moves the general and earmarked reserves, the Dedicated Schools Grant
moves its own. An adopted budget is balanced by law, with planned use of reserves in it; so only what goes
beyond the budget's own balance moves the reserves of the General Fund. The grant has no such rule: all of its
balance moves its reserve, which may be below nothing. Spending and funding of one month reach reserves in the
next. Rules are of the whole council, so they read the sums of all patches.
"""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    LastMonthEverywhere,
    figure,
    greatest,
    last_month,
    least,
    parameter,
    ratio,
    total,
)
from joinedup.vocabulary import FUNDING_LINES, GRANT_BLOCKS, SPENDING_LINES, Pot

# A balance: it may be held or owed, so that it may fall below nothing.
BALANCE = "pounds, held or owed"
_GENERAL, _EARMARKED, _DSG = "money.general_reserve", "money.earmarked_reserve", "money.dsg_reserve"


def reserves(equations: Equations) -> None:
    """Declare the balance of each pot, the reserves, and how far they fall short."""
    _balances(equations)
    for name, kind, says in (
        (_GENERAL, "general", "General reserve."),
        (_EARMARKED, "earmarked", "Earmarked reserves."),
        (_DSG, "dsg", "Reserve of the Dedicated Schools Grant; a deficit is below nothing."),
    ):
        equations.stock(name, figure("reserves", kind), says, BALANCE, may_be_negative=True)
    _move(equations)
    _shortfall(equations)


def _of_month(kind: str, *pots: Pot) -> Expression:
    return total([last_month(f"{kind}.{code}") for code in _codes(kind, pots)])


def _at_start(kind: str, *pots: Pot) -> Expression:
    name = {"spend": "budget", "funding": "funding"}[kind]
    return total([figure(name, code) for code in _codes(kind, pots)])


def _codes(kind: str, pots: tuple[Pot, ...]) -> list[str]:
    if kind == "spend":
        return [line.code for line in SPENDING_LINES if line.pot in pots]
    return [code for code, (_, pot) in FUNDING_LINES.items() if pot in pots]


def _balances(equations: Equations) -> None:
    planned = equations.at_start(
        "money.balance_at_start",
        _at_start("spend", Pot.GENERAL_FUND) - _at_start("funding", Pot.GENERAL_FUND),
        "What the adopted budget of the General Fund spends beyond its funding. Pounds a year.",
    )
    spent = equations.reckon(
        "money.general_fund_spending",
        _of_month("spend", Pot.GENERAL_FUND),
        "Spending of the General Fund last month. Pounds.",
    )
    equations.reckon(
        "money.gap",
        spent - _of_month("funding", Pot.GENERAL_FUND) - planned / 12,
        "What the General Fund spends beyond funding and its adopted budget's balance. Pounds a month.",
    )
    equations.reckon(
        "money.dsg_gap",
        _of_month("spend", *GRANT_BLOCKS) - _of_month("funding", *GRANT_BLOCKS),
        "What is spent of the Dedicated Schools Grant beyond the grant. Pounds a month.",
    )


def _move(equations: Equations) -> None:
    """Declare what each reserve gains or loses; a gap takes from earmarked reserves while they last."""
    gap, everywhere = equations.declared("money.gap"), LastMonthEverywhere("money.gap")
    equations.reckon(
        "money.earmarked_at_start",
        figure("reserves", "earmarked"),
        "Earmarked reserves at the start. Pounds.",
    )
    held = greatest(LastMonthEverywhere(_EARMARKED), 0)
    left = least(ratio(held, LastMonthEverywhere("money.earmarked_at_start")), 1)
    is_short = ratio(greatest(everywhere, 0), everywhere)
    released = equations.reckon(
        "money.released_share",
        parameter("joinedup.money.earmarked_first_share") * left * is_short,
        "Share of a gap that earmarked reserves meet; none of a surplus.",
    )
    equations.flow(_GENERAL + ".follows", -gap * (1 - released), "Into the general reserve.", enters=_GENERAL)
    equations.flow(_EARMARKED + ".follows", -gap * released, "Into earmarked reserves.", enters=_EARMARKED)
    equations.flow(
        _DSG + ".follows",
        -equations.declared("money.dsg_gap"),
        "Into the reserve of the Dedicated Schools Grant.",
        enters=_DSG,
    )


def _shortfall(equations: Equations) -> None:
    """Declare how far the general reserve is below its floor, and the brake that follows its fall."""
    floor = equations.reckon(
        "money.reserve_floor",
        equations.declared("money.general_fund_spending")
        * 12
        * parameter("joinedup.money.reserve_floor_share"),
        "General reserve below which the council is short. Pounds.",
    )
    equations.reckon(
        "money.general_at_start", figure("reserves", "general"), "General reserve at the start. Pounds."
    )
    held, whole = LastMonthEverywhere(_GENERAL), LastMonthEverywhere("money.reserve_floor")
    began = LastMonthEverywhere("money.general_at_start")
    # Where nobody holds the general reserve it cannot be called short.
    equations.reckon(
        "money.reserve_short",
        greatest(whole - held, 0) * ratio(floor, whole) * ratio(began, began),
        "How far the general reserve is below its floor. Pounds.",
    )
    # A council that starts below its floor has budgeted so; only a further fall brings the brake.
    least_held = least(whole, began)
    shortfall = least(ratio(greatest(least_held - held, 0), least_held), 1)
    equations.smoothed(
        "money.recruitment_freeze",
        shortfall * parameter("joinedup.money.most_held_back_share"),
        0,
        parameter("joinedup.money.freeze_months"),
        "Share of job offers held back while the general reserve is short.",
    )
