"""The savings tracker: how savings stand, pot by pot, and what the plan takes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from joinedup.council.monitoring import (
    DELIVERED,
    STATUSES,
    UNDELIVERABLE,
    Delivery,
    DeliveryRecord,
    Saving,
    SavingSums,
    Tracker,
    summed,
)
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import day, lower_first, percent, pounds, upper_first
from joinedup.reports.outturn._exact import in_full, whole_pounds
from joinedup.vocabulary import financial_year

_PENCE = 100
_SUMS = ("Savings", "Planned", "Delivered so far", "Expected", "Short of plan", "Expected of planned")


@dataclass(frozen=True)
class SavingsShown:
    """The savings tracker as a page shows it.

    Args:
        says: how savings of the year stand, in words.
        record: what the council has delivered before, in words.
        by_status: how savings stand, a table a pot.
        by_directorate: savings of the year by directorate, a table a pot.
        open: each saving of this year and later.
        earlier: each saving of earlier years; None where there is none.
        unmatched: what is said of references that are the name of no proposal; "" where there are none.
        untracked: what is said of proposals that the tracker does not hold; "" where there are none.
        notes: rows that no sum holds or that later ones replace.
    """

    says: tuple[str, ...]
    record: str
    by_status: tuple[DataTable, ...]
    by_directorate: tuple[DataTable, ...]
    open: DataTable
    earlier: DataTable | None
    unmatched: str
    untracked: str
    notes: tuple[str, ...]


def savings_shown(tracker: Tracker, record: DeliveryRecord, shares: Mapping[str, Delivery]) -> SavingsShown:
    """Return the tracker as a page shows it.

    Args:
        tracker: the savings tracker.
        record: what the council has delivered of savings that came to an end.
        shares: how much of each saving the plan takes, by reference.
    """
    this = open_year(tracker)
    ordered = sorted(tracker.savings, key=lambda one: _nearness(one.ending, this))
    still_open = [one for one in ordered if one.ending >= this]
    before = [one for one in ordered if one.ending < this]
    return SavingsShown(
        says=tuple(_says(tracker, pot, this) for pot in tracker.pots if _of(tracker, pot, this)),
        record=upper_first(record.in_words()) + ".",
        by_status=tuple(status_table(tracker, pot) for pot in tracker.pots),
        by_directorate=tuple(
            _directorates(tracker, pot, this) for pot in tracker.pots if _of(tracker, pot, this)
        ),
        open=_each(still_open, shares, f"Each saving of {_label(this)} and later", with_plan=True),
        earlier=_each(before, shares, "Savings of earlier years", with_plan=False) if before else None,
        unmatched=_unmatched(tracker),
        untracked=_untracked(tracker),
        notes=tuple(_notes(tracker)),
    )


def _nearness(ending: int, this: int) -> tuple[bool, int]:
    """Return the order of years: this one and those to come, then those that are over, the latest first."""
    return ending < this, abs(ending - this)


def open_year(tracker: Tracker) -> int:
    """Return the year in which the financial year of the tracker's last day ends."""
    return int(financial_year(tracker.as_at)[:4]) + 1


def _label(ending: int) -> str:
    return f"{ending - 1}/{ending % 100:02d}"


def _of(tracker: Tracker, pot: str, ending: int) -> list[Saving]:
    return [one for one in tracker.savings if one.pot == pot and one.ending == ending]


def _says(tracker: Tracker, pot: str, ending: int) -> str:
    """Return how savings of one pot and year stand; cashable ones apart from avoided ones."""
    said = []
    kinds = summed(_of(tracker, pot, ending), lambda one: one.kind)
    for kind, sums in kinds.items():
        what = "that can be taken from the budget" if kind == "cashable" else "that keep spending from rising"
        said.append(
            f"of {pounds(sums.planned / _PENCE)} savings {what}, {pounds(sums.delivered / _PENCE)} is "
            "delivered and "
            f"{pounds(sums.forecast / _PENCE)} expected: {_short(sums)}"
        )
    return f"{pot} in {_label(ending)}: {'; '.join(said)}."


def _short(sums: SavingSums) -> str:
    if sums.shortfall == 0:
        return "as planned"
    word = "short" if sums.shortfall > 0 else "more than planned"
    return f"{pounds(abs(sums.shortfall) / _PENCE)} {word}"


def status_table(tracker: Tracker, pot: str) -> DataTable:
    """Return how savings of a pot stand, by year, kind and status; nothing is added across kinds."""
    mine = sorted(
        (one for one in tracker.savings if one.pot == pot),
        key=lambda one: (
            *_nearness(one.ending, open_year(tracker)),
            *(one.kind != "cashable", one.kind, _place(one.status), one.status),
        ),
    )
    rows: list[Row] = []
    for (ending, kind), some in groupby(mine, key=lambda one: (one.ending, one.kind)):
        held = list(some)
        parts = summed(held, lambda one: one.status)
        name = f"{_label(ending)}, {kind}"
        rows += _summed_rows({f"{name}: {status}": sums for status, sums in parts.items()}, f"{name}: all")
    return DataTable(
        f"{pot}: savings to {day(tracker.as_at)}, by year, kind and status",
        "Pounds; cashable savings can be taken from the budget, avoided ones keep it from rising, "
        "and the two "
        "are never added.",
        "Year, kind and status",
        _SUMS,
        tuple(rows),
    )


def _place(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _directorates(tracker: Tracker, pot: str, ending: int) -> DataTable:
    mine = sorted(
        _of(tracker, pot, ending), key=lambda one: (one.kind != "cashable", one.kind, one.directorate)
    )
    rows: list[Row] = []
    for kind, some in groupby(mine, key=lambda one: one.kind):
        parts = summed(list(some), lambda one: f"{one.directorate}, {one.kind}")
        rows += _summed_rows(parts, f"All directorates, {kind}")
    return DataTable(
        f"{pot}: savings of {_label(ending)} by directorate",
        "Pounds.",
        "Directorate and kind",
        _SUMS,
        tuple(rows),
    )


def _summed_rows(parts: Mapping[str, SavingSums], whole: str) -> list[Row]:
    """Return rows in whole pounds that add up to their last."""
    columns = [
        whole_pounds([part.planned for part in parts.values()]),
        whole_pounds([part.delivered for part in parts.values()]),
        whole_pounds([part.forecast for part in parts.values()]),
    ]
    sums = list(zip([part.n for part in parts.values()], *columns, strict=True))
    rows = [_sum_row(name, one) for name, one in zip(parts, sums, strict=True)]
    if len(rows) > 1:
        rows.append(_sum_row(whole, tuple(sum(column) for column in zip(*sums, strict=True)), is_total=True))
    return rows


def _sum_row(name: str, one: Sequence[int], is_total: bool = False) -> Row:
    n, planned, delivered, forecast = one
    share = percent(forecast / planned) if planned else "nothing planned"
    sums = (planned, delivered, forecast, planned - forecast)
    return Row(name, (Cell(str(n)), *(Cell(in_full(value)) for value in sums), Cell(share)), is_total)


def _each(
    savings: Sequence[Saving], shares: Mapping[str, Delivery], caption: str, with_plan: bool
) -> DataTable:
    columns = ("Year", "Kind", "Status", "Planned", "Delivered so far", "Expected")
    return DataTable(
        caption,
        "Pounds."
        + (
            " The plan takes the share in the last column of what a proposal sets out to do."
            if with_plan
            else ""
        ),
        "Saving",
        (*columns, "The plan takes") if with_plan else columns,
        tuple(_saving_row(one, shares.get(one.reference), with_plan) for one in savings),
        is_text=True,
    )


def _saving_row(one: Saving, share: Delivery | None, with_plan: bool) -> Row:
    told = (one.year, one.kind, one.status)
    sums = (one.planned, one.delivered, one.forecast)
    cells = [*(Cell(text) for text in told), *(Cell(in_full(round(value / _PENCE))) for value in sums)]
    if with_plan:
        cells.append(_taken(share))
    return Row(f"{one.title} ({one.reference})", tuple(cells))


def _taken(share: Delivery | None) -> Cell:
    if share is None:
        return Cell("not a proposal")
    ends = "" if share.low == share.high else f"{percent(share.low)} to {percent(share.high)}"
    return Cell(percent(share.likely), ends)


def _unmatched(tracker: Tracker) -> str:
    if not tracker.unmatched:
        return ""
    return (
        f"These references of the tracker are the name of no file in proposals/, so the plan does not follow "
        f"them; they are in every sum above: {', '.join(tracker.unmatched)}."
    )


def _untracked(tracker: Tracker) -> str:
    if not tracker.untracked:
        return ""
    return f"The tracker holds nothing of these proposals: {', '.join(tracker.untracked)}."


def _notes(tracker: Tracker) -> list[str]:
    said = []
    if tracker.n_earlier:
        rows = "row is" if tracker.n_earlier == 1 else "rows are"
        said.append(
            f"{tracker.n_earlier:,} earlier {rows} replaced by a later one of the same saving and year."
        )
    said += [
        f"{one.rows:,} row{'' if one.rows == 1 else 's'} left out, {lower_first(one.why)} "
        f"({pounds(one.pence / _PENCE)} planned)."
        for one in tracker.aside
    ]
    assumed = [
        one.reference
        for one in tracker.savings
        if not one.is_forecast_given and one.status not in (DELIVERED, UNDELIVERABLE)
    ]
    if assumed:
        said.append(f"No forecast is given of {', '.join(assumed)}; what was planned is taken.")
    unsaid = [one for one in tracker.savings if one.status == DELIVERED and not one.is_delivered_given]
    if unsaid:
        names = ", ".join(one.reference for one in unsaid)
        said.append(
            f"Called delivered without a sum: {names}; the plan goes by the council's record instead."
        )
    return said
