"""People by age, children, births and children in low-income families."""

from __future__ import annotations

from datetime import date

import polars as pl

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority, authorities
from joinedup.national._history import CHILDREN_COLUMN, Question, children
from joinedup.national._open_data import OpenData, Publication
from joinedup.national._panels import LaitMeasure, dfe_code_by_ons_code
from joinedup.national._publications import (
    BIRTHS,
    BIRTHS_LONDON,
    DISTRICTS,
    LAIT,
    PEOPLE_2020,
    PEOPLE_2023,
)
from joinedup.national._values import PER_CENT, Taken
from joinedup.vocabulary import ADULT_BANDS, AGES

ADULT = 18
OLDEST_SINGLE_AGE = 26
OLDER = 65
_EDITIONS = ((PEOPLE_2020, 2020), (PEOPLE_2023, 2023))
_YEAR_END = (12, 31)

Ages = tuple[float, ...]


def people(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return people by age, children aged 0 to 17, births and the share of children in low income."""
    values = _TAKEN_CHILDREN.values(data, authority) + _TAKEN_LOW_INCOME.values(data, authority)
    for table, year in _EDITIONS:
        values += _by_age(data, authority, table, year)
    return values + _births(data, authority)


def ages_of_districts(data: OpenData, table: Publication) -> dict[str, Ages]:
    """Return people of each single year of age, the last being 90 and over, by district code."""
    return data.once(("ages", table.file), lambda: _read_ages(data, table))


def ages_of(data: OpenData, table: Publication, authority: Authority) -> Ages:
    """Return an authority's people of each single year of age."""
    by_authority = data.once(("ages by authority", table.file), lambda: _sum_to_authorities(data, table))
    return by_authority[authority.dfe_code]


def in_bands(ages: Ages) -> dict[str, float]:
    """Return people in the bands of the figure `people`: single years to 25, then two bands of adults."""
    single = {band: ages[int(band)] for band in AGES}
    older = (sum(ages[OLDEST_SINGLE_AGE:OLDER]), sum(ages[OLDER:]))
    return single | dict(zip(ADULT_BANDS, older, strict=True))


def authority_of_district(data: OpenData) -> dict[str, str]:
    """Return the DfE code of today's authority by the code of any district, past or present."""
    return data.once("authority of district", lambda: _read_districts(data))


_TAKEN_CHILDREN = Taken("children_0_17", Question(CHILDREN_COLUMN, (6, 30)))
_TAKEN_LOW_INCOME = Taken(
    "child_poverty_share",
    Question(LaitMeasure(LAIT, "ChildPov"), (3, 31), is_rate=True),
    PER_CENT,
    "under 16, relative low income before housing costs",
)


def _by_age(data: OpenData, authority: Authority, table: Publication, year: int) -> list[FigureValue]:
    ages = ages_of(data, table, authority)
    revised = year == _EDITIONS[0][1]
    origin, note = Origin.PUBLISHED, "sum of districts"
    if revised:
        # The estimates of 2020 came before the census; the series of children was revised after it.
        factor = children(data, authority, year) / sum(ages[:ADULT])
        ages = tuple(value * factor for value in ages[:ADULT]) + ages[ADULT:]
        origin = Origin.APPORTIONED
        note = f"sum of districts; ages 0 to 17 scaled by {factor:.4f} to the revised number of children"
    return [
        FigureValue(
            "people", authority.ons_code, band, date(year, 6, 30), value, origin, table.cite(year), note
        )
        for band, value in in_bands(ages).items()
    ]


def _births(data: OpenData, authority: Authority) -> list[FigureValue]:
    by_year = data.once("births", lambda: _read_births(data))
    values = [
        FigureValue(
            "births",
            authority.ons_code,
            "",
            date(year, *_YEAR_END),
            count,
            Origin.PUBLISHED,
            table.cite(year),
        )
        for (code, year), (count, table) in sorted(by_year.items(), key=lambda item: item[0])
        if code == authority.dfe_code
    ]
    infants = ages_of(data, PEOPLE_2023, authority)[0]
    note = "children aged 0 in the middle of the year stand in for births, which are not published"
    year = _EDITIONS[-1][1]
    stand_in = FigureValue(
        "births",
        authority.ons_code,
        "",
        date(year, 6, 30),
        infants,
        Origin.APPORTIONED,
        PEOPLE_2023.cite(year),
        note,
    )
    return [*values, stand_in]


def _read_births(data: OpenData) -> dict[tuple[str, int], tuple[float, Publication]]:
    codes = authority_of_district(data)
    births: dict[tuple[str, int], tuple[float, Publication]] = {}
    for ons_code, year, count in data.table(BIRTHS).select("GSS.Code", "Year", "Births").rows():
        key = (codes[ons_code], int(year))
        births[key] = (births.get(key, (0.0, BIRTHS))[0] + float(count), BIRTHS)
    boroughs = data.table(BIRTHS_LONDON).filter(pl.col("type") == "London Borough")
    for ons_code, year, count in boroughs.select("gss_code", "year", "total_births_all").rows():
        births.setdefault((codes[ons_code], int(year)), (float(count), BIRTHS_LONDON))
    return births


def _read_ages(data: OpenData, table: Publication) -> dict[str, Ages]:
    frame = data.table(table)
    code = "code" if "code" in frame.columns else "ltla21_code"
    ages = [str(age) for age in range(90)] + ["90+"]
    rows = frame.filter(pl.col(code).str.starts_with("E")).select(code, *ages).rows()
    return {row[0]: tuple(float(cell) for cell in row[1:]) for row in rows}


def _sum_to_authorities(data: OpenData, table: Publication) -> dict[str, Ages]:
    codes = authority_of_district(data)
    sums: dict[str, Ages] = {}
    for district, ages in ages_of_districts(data, table).items():
        before = sums.get(codes[district], (0.0,) * len(ages))
        sums[codes[district]] = tuple(a + b for a, b in zip(before, ages, strict=True))
    return sums


def _read_districts(data: OpenData) -> dict[str, str]:
    upper = dfe_code_by_ons_code()
    rows = data.table(DISTRICTS, ("LADCD", "UTLACD")).rows()
    found = {district: upper[authority] for district, authority in rows if authority in upper}
    found |= {district: one.dfe_code for one in authorities() for district in one.district_codes}
    return found | upper
