"""How good such forecasts were, which method each line uses, and what it rests on."""

from __future__ import annotations

from joinedup.council.monitoring import BUDGET, STRAIGHT, WEIGHED, LineOutturn, Outturn, scores
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import listed, lower_first, percent, upper_first
from joinedup.reports.outturn._exact import in_full
from joinedup.reports.outturn._spending import METHODS
from joinedup.vocabulary import MONTHS_A_YEAR, spending_line

_PENCE = 100
_SMALL = 0.1
# Shares of outturns in 80 per cent ranges above and below which they are called too wide and too narrow.
_MANY, _FEW = 0.9, 0.7


def _off(share: float | None) -> str:
    if share is None:
        return "not known"
    return f"{share * 100:.1f}%" if share < _SMALL else percent(share)


def tested_says(outturn: Outturn) -> list[str]:
    """Return how far off forecasts would have been, in words."""
    if not outturn.tested:
        return [
            "No whole past year of months has been loaded, so no forecast could be tested and no "
            "season learnt: "
            "each month is taken to be a twelfth of the year, with a wide range. Load earlier years "
            "to narrow it."
        ]
    if outturn.month == MONTHS_A_YEAR:
        return ["The year is closed: nothing is left to forecast."]
    now = scores([one for one in outturn.tested if one.month == outturn.month])
    if now is None:
        return []
    lines = len({one.line for one in outturn.tested})
    budget = f" and of “{METHODS[BUDGET]}” {_off(now.errors[BUDGET])}" if BUDGET in now.errors else ""
    better = "less far off than either" if now.skill > 0 else "no better than the better of them"
    first = min(one.ending for one in outturn.tested)
    unlearnt = any(one.n_years == 0 for one in outturn.tested)
    said = [
        f"Every month of {listed(outturn.years)} was forecast again from what was known on the day. After "
        f"{outturn.month} months the forecast was off by {_off(now.errors[WEIGHED])} of the year's "
        "outturn on "
        f"average over {lines} lines, each counting once; that of “{METHODS[STRAIGHT]}” by "
        f"{_off(now.errors[STRAIGHT])}{budget}: the forecast was {better}.",
        f"Ranges that should hold 80 of 100 outturns held {round(100 * now.inside_80)}, and those "
        "that should "
        f"hold 95 held {round(100 * now.inside_95)}{_wide(now.inside_80)}.",
    ]
    if unlearnt:
        said.append(
            f"In {first - 1}/{first % 100:02d} there was no whole year before it to learn the seasons from."
        )
    return said


def _wide(inside: float) -> str:
    """Return what a share of outturns inside the 80 per cent range says of its width."""
    if inside > _MANY:
        return ": they were wider than they need have been"
    return ": they were too narrow" if inside < _FEW else ""


def naive_says(outturn: Outturn) -> list[str]:
    """Return for which lines a naive forecast was better and what is done about it."""
    said = []
    for method in (STRAIGHT, BUDGET):
        used = [one for one in outturn.lines if one.method == method]
        if used:
            said.append(
                f"“{upper_first(METHODS[method])}” was less far off in past years for {_names(used)}, so it "
                "is used there."
            )
    left = [one for one in outturn.lines if one.is_left]
    if left:
        said.append(
            f"A naive forecast was less far off in past years for {_names(left)}, but what was spent "
            "this year "
            "speaks against it, so it is not used."
        )
    return said


def _names(lines: list[LineOutturn]) -> str:
    return listed([lower_first(spending_line(one.line).says) for one in lines])


def methods_table(outturn: Outturn) -> DataTable:
    """Return what each method says of each line, and how far off it was."""
    return DataTable(
        "Forecasts side by side, and how far off each was",
        f"Pounds for {outturn.year}; below each, how far off it was about this month in past years, "
        "as a share of "
        "the outturn.",
        "Service",
        (
            "Weighed",
            "Every month alike",
            "The budget is spent",
            "Used",
            "Years of months",
            "Usual over or under",
        ),
        tuple(_method_row(one) for one in outturn.lines),
    )


def _method_row(one: LineOutturn) -> Row:
    errors = one.scores.errors if one.scores else {}
    cells = [
        Cell(
            in_full(round(one.said[method] / _PENCE)) if method in one.said else "no budget",
            f"off by {_off(errors[method])}" if method in errors else "",
        )
        for method in (WEIGHED, STRAIGHT, BUDGET)
    ]
    usual = f"{'+' if one.lasting > 0 else ''}{percent(one.lasting)}" if one.n_record else "not known"
    return Row(
        spending_line(one.line).says,
        (*cells, Cell(METHODS[one.method]), Cell(str(one.n_years)), Cell(usual)),
    )


def months_table(outturn: Outturn) -> DataTable | None:
    """Return how far off each method was at each month of past years; None where none was tested."""
    rows = []
    for month in range(1, MONTHS_A_YEAR):
        held = scores([one for one in outturn.tested if one.month == month])
        if held is not None:
            rows.append(
                Row(
                    f"{month} ({outturn.month_name(month).split()[0]})",
                    (
                        Cell(str(held.n)),
                        *(Cell(_off(held.errors.get(method))) for method in (WEIGHED, STRAIGHT, BUDGET)),
                        Cell(f"{held.skill:+.2f}".replace("-", "−")),
                        Cell(percent(held.inside_80)),
                        Cell(percent(held.inside_95)),
                    ),
                )
            )
    if not rows:
        return None
    return DataTable(
        "How far off forecasts were at each month of past years",
        "Mean over lines and years of how far off, as a share of the outturn; each line counts once, "
        "no money is "
        "added. Skill is 1 for a perfect forecast, 0 for one as good as the better naive one, below "
        "0 for a worse.",
        "Months closed",
        (
            "Forecasts",
            "Weighed",
            "Every month alike",
            "The budget is spent",
            "Skill",
            "In 80% range",
            "In 95% range",
        ),
        tuple(rows),
    )


def rests_on(outturn: Outturn) -> list[str]:
    """Return what the forecast takes for granted."""
    held = outturn.assumed
    return [
        "The share of a year that a line has usually spent by a month comes from its own past years, drawn "
        "towards a twelfth a month the fewer there are.",
        "What a line spends beside its budget year after year comes from its own budgets and outturns, drawn "
        f"towards nothing; before any is seen it is taken to lie within "
        f"{percent(held.lasting_spread)} of it in "
        "two cases of three.",
        "Both are weighed by how sure each is. Where they disagree strongly, what has been spent wins.",
        "Invoices not yet received, and decisions not yet taken, are in no ledger: if months are "
        "closed late, "
        "spending by now is too low and so is the forecast.",
        f"Lines of one pot are taken to be over or under together to some extent (correlation "
        f"{held.lines_move_together:g}), so that the range of a pot is wider than chance alone would "
        "have it.",
        f"“Likely” means {percent(held.likely)} or more.",
        "Ranges and shares that nobody has published are our judgement; `joinedup parameters list` "
        "names them "
        "below joinedup.monitoring, and a council can put its own in their place.",
    ]
