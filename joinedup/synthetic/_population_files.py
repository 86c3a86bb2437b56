"""Births and population by ward, the postcode directory and the indices of deprivation."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._boundaries import ward_rings
from joinedup.synthetic._calendar import YEAR, Whole, birth_year_of_school, day
from joinedup.synthetic._people import PEOPLE_AT_FULL_SIZE, People, cohort_people
from joinedup.synthetic._places import DISTRICT, PATCHES, Places
from joinedup.synthetic.writers import Output

BIRTH_YEARS = range(2010, 2026)
POPULATION_YEARS = range(2016, 2026)
_LEFT_SINCE_BIRTH = 1.035
# England 2025: mean score of small areas, and the least score of each tenth but the least deprived.
_MEAN_SCORE = 21.67
_LEAST_SCORES = np.array([44.914, 33.514, 26.605, 21.54, 17.451, 14.14, 11.135, 8.379, 5.463])
_SPREAD_WITHIN_WARDS = 0.25
# Postcodes are drawn around the middle of a quarter of the county; a ward is about this much smaller.
_CLOSER = 0.3
_OVER_65_AT_FULL_SIZE, _OVER_65_GROWTH, _ADULT_GROWTH = 178_000, 0.018, 0.004


def write_births(out: Output, people: People, places: Places, rng: Generator) -> None:
    """Write births by ward for years to 31 August: people born here, and a few who have left since."""
    born_here = people.arrived == people.born
    year = birth_year_of_school(people.born) + 1
    rows = []
    for ending in BIRTH_YEARS:
        counts = np.bincount(people.ward[born_here & (year == ending)], minlength=len(places.wards))
        births = counts + rng.poisson(counts * (_LEFT_SINCE_BIRTH - 1))
        rows.append(
            _wards(places).with_columns(pl.lit(ending).alias("Year ending"), pl.Series("Births", births))
        )
    out.csv("data/population/births_by_ward.csv", pl.concat(rows))


def write_population(out: Output, people: People, places: Places, scale: float, rng: Generator) -> None:
    """Write mid-year population by ward: single ages to 25, then two bands."""
    expected = cohort_people(scale)
    weight = places.wards["weight"].to_numpy() / places.wards["weight"].sum()
    young_now = expected[:26].sum()
    rows = []
    for year in POPULATION_YEARS:
        mid = day(year, 6, 30)
        here = people.arrived <= mid
        age = np.floor((mid - people.born) / YEAR).astype(np.int64)
        older = (2026 - year) * _ADULT_GROWTH
        working = (PEOPLE_AT_FULL_SIZE - _OVER_65_AT_FULL_SIZE) * scale - young_now
        over_65 = _OVER_65_AT_FULL_SIZE * scale * (1 - (2026 - year) * _OVER_65_GROWTH)
        for single in range(26):
            rows.append(
                (str(single), year, _counted(people, places, here, age, single, expected, weight, rng))
            )
        rows.append(("26-64", year, rng.poisson(weight * working * (1 - older))))
        rows.append(("65+", year, rng.poisson(weight * over_65)))
    frames = [
        _wards(places).with_columns(
            pl.lit(year).alias("Mid-year"),
            pl.lit(age).alias("Age"),
            pl.Series("Persons", persons.astype(np.int64)),
        )
        for age, year, persons in rows
    ]
    out.csv("data/population/ward_population.csv", pl.concat(frames))


def _counted(
    people: People,
    places: Places,
    here: np.ndarray,
    age: Whole,
    single: int,
    expected: np.ndarray,
    weight: np.ndarray,
    rng: Generator,
) -> Whole:
    """Count the people of an age in each ward; those now too old to be among them are drawn."""
    counts = np.bincount(people.ward[here & (age == single)], minlength=len(places.wards))
    if counts.sum() > 0.6 * expected[single]:
        return counts.astype(np.int64)
    return np.asarray(rng.poisson(weight * expected[min(single, 25)]))


def _wards(places: Places) -> pl.DataFrame:
    return places.wards.select(pl.col("code").alias("Ward code"), pl.col("name").alias("Ward name"))


def write_postcodes(out: Output, places: Places) -> None:
    """Write the extract of the postcode directory."""
    codes = places.wards["code"]
    north, east = _inside_their_wards(places)
    table = places.postcodes.select(
        "pcds",
        pl.lit(DISTRICT).alias("oslaua"),
        codes.gather(places.postcodes["ward"]).alias("osward"),
        "lsoa21",
        pl.Series("lat", north),
        pl.Series("long", east),
    )
    out.csv("data/geography/postcode_directory.csv", table)


def _inside_their_wards(places: Places) -> tuple[np.ndarray, np.ndarray]:
    """Return where each postcode lies: around the middle of its ward, as far apart as its ward is wide."""
    ward = places.postcodes["ward"].to_numpy()
    rings = ward_rings(len(places.wards) // len(PATCHES))
    middles = np.array([np.mean(ring[:-1], axis=0) for ring in rings])
    found = []
    for name, part in (("lat", 1), ("long", 0)):
        drawn = places.postcodes[name].to_numpy()
        usual = np.bincount(ward, drawn) / np.bincount(ward)
        found.append(np.round(middles[ward, part] + _CLOSER * (drawn - usual[ward]), 6))
    return found[0], found[1]


def write_deprivation(out: Output, places: Places, rng: Generator) -> None:
    """Write the indices of deprivation of the county's small areas, in the columns as published."""
    areas = places.postcodes.unique("lsoa21", keep="first", maintain_order=True)
    of_ward = places.wards["deprivation"].to_numpy()[areas["ward"].to_numpy()]
    score = np.round(_MEAN_SCORE * of_ward * rng.lognormal(0.0, _SPREAD_WITHIN_WARDS, len(areas)), 3)
    index = "Index of Multiple Deprivation (IMD)"
    table = areas.select(
        pl.col("lsoa21").alias("LSOA code (2021)"),
        pl.Series(f"{index} Score", score),
        pl.Series(
            f"{index} Decile (where 1 is most deprived 10% of LSOAs)",
            1 + (score[:, None] < _LEAST_SCORES).sum(axis=1),
        ),
    )
    out.csv("data/geography/indices_of_deprivation.csv", table)
