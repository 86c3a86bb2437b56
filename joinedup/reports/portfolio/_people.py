"""What the set changes for people, and which proposals change it."""

from __future__ import annotations

from joinedup.council.portfolios import MeasureTotal, Portfolio
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
from joinedup.reports._wording import lower_first, quantity, quantity_change
from joinedup.reports.portfolio._answer import titles_of

_LARGEST = 3
_FIRST = 6
_LEAST = 2.0
_MONEY = "pounds"
_PEOPLE = {"adults", "children", "households", "people", "plans", "pupils", "young people"}


def people_moved(portfolio: Portfolio) -> list[MeasureTotal]:
    """Return the main measures that the set moves visibly: people before services, most moved first."""
    held = [one for one in portfolio.measure_totals if one.measure.unit != _MONEY and _shows(one)]
    return sorted(held, key=lambda one: (one.measure.unit not in _PEOPLE, -_moved_share(one)))


def _moved_share(one: MeasureTotal) -> float:
    return abs(one.together) / max(abs(one.without), 1.0)


def _shows(one: MeasureTotal) -> bool:
    is_sure = one.range.low_80 > 0 or one.range.high_80 < 0
    if one.measure.unit in _PEOPLE and abs(one.together) < _LEAST:
        return False
    return is_sure and any(digit in quantity_change(one.together, one.measure.unit) for digit in "123456789")


def people_in_words(portfolio: Portfolio) -> list[str]:
    """Return the measures that move most, each as a sentence."""
    return [_sentence(one) for one in people_moved(portfolio)[:_FIRST]]


def _sentence(one: MeasureTotal) -> str:
    unit, many = one.measure.unit, one.together > 0
    is_counted = unit not in ("ratio", "share")
    how = "more" if many else "fewer" if is_counted else "less"
    size = quantity(abs(one.together), unit)
    near, far = sorted((abs(one.range.low_80), abs(one.range.high_80)))
    low, high = quantity(near, unit), quantity(far, unit)
    likely = low if low == high else f"likely {low} to {high}"
    return f"{size} {how} {lower_first(one.measure.says)} in {one.when} ({likely}) than {_level(one)}."


def _level(one: MeasureTotal) -> str:
    return f"the {quantity(one.without, one.measure.unit)} to be expected without"


def people_table(portfolio: Portfolio) -> DataTable | None:
    """Return the measures that move, with the proposals that move each most; None where none does."""
    moved = people_moved(portfolio)
    if not moved:
        return None
    return DataTable(
        f"People and services in {portfolio.last_year}",
        "In each measure's own unit; 80 of 100 futures tried lie in the range below each change.",
        "Measure",
        ("Without", "One by one", "Together", "Moved most by (fair share)"),
        tuple(_row(one, portfolio) for one in moved),
        is_text=True,
    )


def _row(one: MeasureTotal, portfolio: Portfolio) -> Row:
    unit = one.measure.unit
    return Row(
        f"{one.measure.says} ({unit})",
        (
            Cell(quantity(one.without, unit)),
            Cell(quantity_change(one.alone, unit)),
            range_cell(one.range, lambda value: quantity_change(value, unit)),
            Cell(_moved_by(one, portfolio)),
        ),
    )


def _moved_by(one: MeasureTotal, portfolio: Portfolio) -> str:
    titles, unit = titles_of(portfolio), one.measure.unit
    held = [share for share in portfolio.measure_shares if share.measure.name == one.measure.name]
    held.sort(key=lambda share: -abs(share.fair_share))
    said = [
        f"{titles[share.proposal]} {quantity_change(share.fair_share, unit)}"
        for share in held[:_LARGEST]
        if any(digit in quantity_change(share.fair_share, unit) for digit in "123456789")
    ]
    return "; ".join(said)
