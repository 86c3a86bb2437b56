"""Budget, spending, funding, reserves and council tax, from the council's own finance files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.services.money._lines import funding_code, reserve_code, spending_code
from joinedup.store import Count, OwnData, Store, own_data
from joinedup.vocabulary import financial_year_ending

_SPENDING = (("budget", "budget", "net_budget", "Budget"), ("net_spend", "outturn", "net_outturn", "Outturn"))
_LINES = "SELECT financial_year, {column}, service, pot, directorate FROM {table} ORDER BY ALL"
_GRANTS = 'SELECT financial_year, amount, "grant", pot FROM grants ORDER BY ALL'
_RESERVES = "SELECT as_at, balance, kind FROM reserves ORDER BY ALL"
_TAX = "SELECT financial_year, tax_base, band_d, collection_rate FROM council_tax ORDER BY ALL"
_COUNCIL_TAX = "council_tax"
_NOTE_TAX = "tax base times band D times the share collected"
_PER_CENT = 100


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return budget, spending, funding, reserves and council tax as the council's own files have them."""
    values: list[FigureValue] = []
    with own_data(store, council) as own:
        for figure, table, column, source in _SPENDING:
            if own.holds(table):
                rows = own.rows(_LINES.format(table=table, column=column))
                values += own.figures(
                    figure, _counts(rows, lambda *line: spending_code(council, *line)), source
                )
        if own.holds("grants"):
            values += own.figures("funding", _counts(own.rows(_GRANTS), funding_code), "Grants")
        if own.holds("reserves"):
            balances = [
                Count(on, reserve_code(kind), None, n) for on, n, kind in own.rows(_RESERVES) if n is not None
            ]
            values += own.figures("reserves", balances, "Reserves")
        if own.holds("council_tax"):
            values += _council_tax(own, values)
    return values


def _counts(rows: list[tuple[Any, ...]], code_of: Callable[..., str | None]) -> list[Count]:
    """Return what rows of a financial year, an amount and what it is for say, under the code of the last."""
    counts = []
    for label, amount, *line in rows:
        on, code = _ending(label), code_of(*line)
        if on is not None and code is not None and amount is not None:
            counts.append(Count(on, code, None, float(amount)))
    return counts


def _council_tax(own: OwnData, values: list[FigureValue]) -> list[FigureValue]:
    """Return the tax base and band D, and the tax they bring unless the list of funding states it."""
    is_stated = any((value.figure, value.band) == ("funding", _COUNCIL_TAX) for value in values)
    bases, charges, raised = [], [], []
    for label, base, band_d, rate in own.rows(_TAX):
        on = _ending(label)
        if on is None:
            continue
        bases += [Count(on, "", None, base)] if base is not None else []
        charges += [Count(on, "", None, band_d)] if band_d is not None else []
        if None not in (base, band_d) and not is_stated:
            raised.append(Count(on, _COUNCIL_TAX, None, base * band_d * _share_collected(rate)))
    source = "Council tax"
    return [
        *own.figures("council_tax_base", bases, source),
        *own.figures("council_tax_band_d", charges, source),
        *own.figures("funding", raised, source, _NOTE_TAX),
    ]


def _share_collected(rate: float | None) -> float:
    """Return a collection rate as a share: some councils write 97.6, some 0.976, and some leave it out."""
    if rate is None:
        return 1.0
    return rate / _PER_CENT if rate > 1 else rate


def _ending(label: str) -> date | None:
    try:
        return financial_year_ending(label)
    except ValueError:
        return None
