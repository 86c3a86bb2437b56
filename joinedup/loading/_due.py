"""When the next return of each kind is due, and whether it is late."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.declared import Parameter
from joinedup.loading._load_report import Coverage
from joinedup.parameters import find_parameter

_MONTHS = 12
# What a return speaks for ends on this day of its year; the parameter holds how many months later it is due.
_DUE = {
    "ssda903_header": (3, 31, "dfe.returns.ssda903_due"),
    "cin_children": (3, 31, "dfe.returns.children_in_need_due"),
    "csww_workers": (9, 30, "dfe.returns.workforce_due"),
    "pupil_census": (1, 31, "dfe.returns.school_census_due"),
}


@dataclass(frozen=True)
class Due:
    """The next return of a kind.

    Args:
        table: a table that it fills.
        newest: the newest year held, as the return writes it.
        ends: last day of what the next one speaks for.
        by: the day by which it is due.
        is_late: whether that day has passed.
        is_verified: whether somebody has checked that day; if not, it is recalled.
    """

    table: str
    newest: str
    ends: date
    by: date
    is_late: bool
    is_verified: bool


def due_returns(
    coverage: Sequence[Coverage], parameters: Mapping[str, Parameter], on: date
) -> dict[str, Due]:
    """Return when the next return of each kind is due that has a day set for it, by table.

    Args:
        coverage: what is held.
        parameters: parameters by name.
        on: today.
    """
    found = {}
    for table, (month, day, name) in _DUE.items():
        newest = max((one.year for one in coverage if one.table == table and one.year.isdigit()), default="")
        if not newest:
            continue
        ends = date(int(newest) + 1, month, day)
        held = find_parameter(dict(parameters), name).at(on)
        by = _end_of_month(ends, round(held.value))
        found[table] = Due(table, newest, ends, by, on > by, held.standing.is_verified)
    return found


def _end_of_month(ends: date, months: int) -> date:
    years, month = divmod(ends.month - 1 + months, _MONTHS)
    year = ends.year + years
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
