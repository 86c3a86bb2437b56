"""Homes: the stock, what is built each year and what is taken as planned."""

from __future__ import annotations

from datetime import date
from statistics import fmean

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority
from joinedup.national._marks import number
from joinedup.national._open_data import OpenData
from joinedup.national._people import authority_of_district
from joinedup.national._publications import HOMES

# Before the census of 2011 the workbook's stocks are drawn straight between counts.
FIRST_YEAR = 2011
_RECENT_YEARS = 5
_YEARS_AHEAD = 15
_FIRST_PLANNED = 2027
_SHEETS = {"dwellings": "stocks", "completions": "all_new_building"}

ByDistrict = dict[tuple[str, int], float]


def homes(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return the dwelling stock, completions and, in place of a trajectory, their recent mean."""
    values = []
    for figure, sheet in _SHEETS.items():
        for year, value in sorted(_sum(data, sheet, authority).items()):
            values.append(
                FigureValue(
                    figure,
                    authority.ons_code,
                    "",
                    date(year, 3, 31),
                    value,
                    Origin.PUBLISHED,
                    HOMES.cite(year),
                    _NOTES[figure],
                )
            )
    return values + _planned(authority, values)


def homes_of_districts(data: OpenData, figure: str) -> ByDistrict:
    """Return homes, or homes built, by district code and year."""
    sheet = _SHEETS[figure]
    return data.once(("homes", sheet), lambda: _read(data, sheet))


_NOTES = {
    "dwellings": "sum of districts",
    "completions": "sum of districts; gross new building, without conversions",
}


def _planned(authority: Authority, values: list[FigureValue]) -> list[FigureValue]:
    built = [value for value in values if value.figure == "completions"]
    mean = fmean(value.value for value in built[-_RECENT_YEARS:])
    note = (
        f"no trajectory is published; the mean of the {_RECENT_YEARS} years to {built[-1].as_at.year} goes on"
    )
    return [
        FigureValue(
            "planned_completions",
            authority.ons_code,
            "",
            date(year, 3, 31),
            mean,
            Origin.APPORTIONED,
            HOMES.cite(built[-1].as_at.year),
            note,
        )
        for year in range(_FIRST_PLANNED, _FIRST_PLANNED + _YEARS_AHEAD)
    ]


def _sum(data: OpenData, sheet: str, authority: Authority) -> dict[int, float]:
    codes = authority_of_district(data)
    sums: dict[int, float] = {}
    for (district, year), value in data.once(("homes", sheet), lambda: _read(data, sheet)).items():
        if codes[district] == authority.dfe_code:
            sums[year] = sums.get(year, 0.0) + value
    return sums


def _read(data: OpenData, sheet: str) -> ByDistrict:
    header, *rows = data.sheet(HOMES, sheet)
    years = {place: int(name) for place, name in enumerate(header) if name.isdigit()}
    found: ByDistrict = {}
    for row in rows:
        for place, year in years.items():
            value = number(row[place])
            if year >= FIRST_YEAR and value is not None and row[0].startswith("E"):
                found[row[0], year] = value
    return found
