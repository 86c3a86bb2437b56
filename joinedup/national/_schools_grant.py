"""The Dedicated Schools Grant, by block and year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from joinedup.declared import FigureValue, Origin
from joinedup.errors import OpenDataRefused
from joinedup.national._authorities import Authority, authorities
from joinedup.national._history import Question, Reading, history, worst
from joinedup.national._marks import number
from joinedup.national._open_data import OpenData, Publication
from joinedup.national._panels import Panel, panel_of, year_ending
from joinedup.national._publications import SCHOOLS_GRANT, SCHOOLS_GRANT_DEFICIT
from joinedup.national._values import PER_CENT, joined

_MARCH = (3, 31)
_SHEET = "Allocations_summary"
_YEARS = re.compile(r"(\d{4}) to (\d{4})")
_BEFORE_TOTAL = 6
# Columns after recoupment for academies and direct funding, by block as the figures call it.
_COLUMNS = {"dsg_schools": 7, "dsg_central": 8, "dsg_high_needs": 9, "dsg_early_years": 10}
# The spending line that each block pays for.
BLOCKS = {
    "dsg_schools": "schools_block",
    "dsg_central": "central_block",
    "dsg_high_needs": "high_needs",
    "dsg_early_years": "early_years_block",
}


@dataclass(frozen=True)
class GrantColumn:
    """One column of the allocation summaries, every year."""

    at: int

    def panel(self, data: OpenData) -> Panel:
        """Return the column by authority and the year its financial year ends in."""
        return data.once(self, lambda: self._read(data))

    def _read(self, data: OpenData) -> Panel:
        rows: list[tuple[str, str, str | None]] = []
        for workbook in SCHOOLS_GRANT:
            title, *body = data.sheet(workbook, _SHEET)
            year = _financial_year(workbook, title[0])
            for row in body:
                if row and row[0].strip().isdigit() and len(row) > self.at:
                    rows.append((row[0].strip(), str(year), row[self.at]))
        return panel_of(SCHOOLS_GRANT[-1], rows)


def schools_grant(data: OpenData, authority: Authority, spending_year: int) -> list[FigureValue]:
    """Return the grant by block in every year, carried on to the year of spending, and its balance."""
    values = []
    for block, readings in _after_recoupment(data, authority).items():
        for reading in readings:
            values.append(_funding(authority, block, reading, "after recoupment for academies"))
        last = readings[-1]
        carried = Reading(spending_year, last.value, worst((last.origin, Origin.APPORTIONED)), last.note)
        note = f"after recoupment; the allocation of the year to March {last.year} carried on"
        values.append(_funding(authority, block, carried, note))
    return values + _balances(data, authority)


def spent_by_council(data: OpenData, authority: Authority) -> dict[str, Reading]:
    """Return each block's latest allocation after recoupment, which is what the council itself spends."""
    return {block: readings[-1] for block, readings in _after_recoupment(data, authority).items()}


def _after_recoupment(data: OpenData, authority: Authority) -> dict[str, list[Reading]]:
    return {
        block: history(data, Question(GrantColumn(at), _MARCH), authority) for block, at in _COLUMNS.items()
    }


def _funding(authority: Authority, block: str, reading: Reading, note: str) -> FigureValue:
    return FigureValue(
        "funding",
        authority.ons_code,
        block,
        date(reading.year, *_MARCH),
        reading.value,
        reading.origin,
        SCHOOLS_GRANT[-1].cite(reading.year),
        joined(reading.note, note),
    )


def _balances(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return the grant's reserve in pounds: a published percentage of income, times the grant."""
    income = {
        one.year: one
        for one in history(data, Question(GrantColumn(_BEFORE_TOTAL), _MARCH, fills=False), authority)
    }
    shares = data.once("grant balances", lambda: _read_balances(data))
    return [
        FigureValue(
            "reserves",
            authority.ons_code,
            "dsg",
            date(year, *_MARCH),
            -deficit * PER_CENT * income[year].value,
            worst((income[year].origin, Origin.APPORTIONED)),
            SCHOOLS_GRANT_DEFICIT.cite(year),
            f"deficit of {deficit:.2f} per cent of income, times the grant before recoupment",
        )
        for (code, year), deficit in sorted(shares.items())
        if code == authority.dfe_code and year in income
    ]


def _read_balances(data: OpenData) -> dict[tuple[str, int], float]:
    header, *rows = data.sheet(SCHOOLS_GRANT_DEFICIT, 0)
    period, name, deficit = (header.index(one) for one in ("time_period", "la_name", "deficit"))
    by_name = {called: one.dfe_code for one in authorities() for called in one.names}
    found = {}
    for row in rows:
        value = number(row[deficit])
        if row[name] in by_name and value is not None:
            found[by_name[row[name]], year_ending(row[period])] = value
    return found


def _financial_year(workbook: Publication, title: str) -> int:
    """Return the year the allocations end in, as the sheet's own title says."""
    years = _YEARS.search(title)
    if years is None:
        raise OpenDataRefused(f"{workbook.file} does not say which year it is for.", "Download it again.")
    return int(years.group(2))
