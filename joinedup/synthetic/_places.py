"""Wards, postcodes, patches and planning areas of the county."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import Real, Whole
from joinedup.synthetic._names import WARD_NAMES

DISTRICT = "E06999001"
PATCHES = (
    ("north", "North Middleshire", 1.35),
    ("east", "Eastern Towns", 1.05),
    ("south", "South Vale", 0.7),
    ("west", "Western Valleys", 0.9),
)
PRIMARY_AREAS = 16
_UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_PEOPLE_A_POSTCODE = 45
_PEOPLE_AN_LSOA = 1_650


@dataclass(frozen=True)
class Places:
    """Where people live.

    Args:
        wards: one row a ward: code, name, patch, number of its primary area, weight, deprivation.
        postcodes: one row a postcode: pcds, ward (row of the ward), lsoa21, lat, long.
        areas: one row a planning area: code, name, phase, patch.
        first_postcode: row of the first postcode of each ward, and one past the last.
    """

    wards: pl.DataFrame
    postcodes: pl.DataFrame
    areas: pl.DataFrame
    first_postcode: Whole

    def postcode_in(self, ward: Whole, rng: Generator) -> Whole:
        """Return a postcode (row) drawn at random in each ward."""
        first, past = self.first_postcode[ward], self.first_postcode[ward + 1]
        return (first + rng.random(len(ward)) * (past - first)).astype(np.int64)


def make_places(people: int, scale: float, rng: Generator) -> Places:
    """Make the wards, postcodes and planning areas for so many people."""
    wards = _wards(scale, rng)
    share = wards["weight"].to_numpy() / wards["weight"].sum()
    postcodes, first = _postcodes(wards, share * people, rng)
    return Places(wards, postcodes, _areas(), first)


def _wards(scale: float, rng: Generator) -> pl.DataFrame:
    per_area = int(np.clip(round(4 * scale), 1, 6))
    n = PRIMARY_AREAS * per_area
    area = np.repeat(np.arange(PRIMARY_AREAS), per_area)
    patch = area // (PRIMARY_AREAS // len(PATCHES))
    deprivation = np.array([PATCHES[p][2] for p in patch]) * rng.lognormal(0.0, 0.3, n)
    return pl.DataFrame(
        {
            "code": [f"E05{999001 + row:06d}" for row in range(n)],
            "name": [WARD_NAMES[row] for row in range(n)],
            "patch": [PATCHES[p][0] for p in patch],
            "area": area,
            "weight": rng.uniform(0.7, 1.3, n),
            "deprivation": deprivation / deprivation.mean(),
        }
    )


def _postcodes(wards: pl.DataFrame, people: Real, rng: Generator) -> tuple[pl.DataFrame, Whole]:
    counts = np.maximum(8, people / _PEOPLE_A_POSTCODE).astype(np.int64)
    lsoas = np.maximum(1, people / _PEOPLE_AN_LSOA).astype(np.int64)
    first = np.concatenate([[0], np.cumsum(counts)])
    ward = np.repeat(np.arange(len(wards)), counts)
    within = np.arange(len(ward)) - first[ward]
    lsoa = np.concatenate([[0], np.cumsum(lsoas)])[ward] + within * lsoas[ward] // counts[ward]
    letters = np.array(list(_UNIT_LETTERS))
    unit = within % 400
    centre_north = 52.45 + 0.12 * (ward // (len(wards) // 4) % 2)
    centre_east = -2.3 + 0.2 * (ward // (len(wards) // 2))
    frame = pl.DataFrame(
        {
            "out": ward + 1,
            "sector": within // 400 + 1,
            "a": letters[unit // 20],
            "b": letters[unit % 20],
            "ward": ward,
            "lsoa": lsoa + 990_000,
            "lat": np.round(centre_north + rng.normal(0, 0.04, len(ward)), 6),
            "long": np.round(centre_east + rng.normal(0, 0.06, len(ward)), 6),
        }
    )
    pcds = pl.format("MX{} {}{}{}", "out", "sector", "a", "b").alias("pcds")
    return frame.select(pcds, "ward", pl.format("E01{}", "lsoa").alias("lsoa21"), "lat", "long"), first


def _areas() -> pl.DataFrame:
    rows = []
    for number in range(PRIMARY_AREAS):
        patch, name, _ = PATCHES[number // 4]
        rows.append((f"{9990001 + number}", f"{name} primary {number % 4 + 1}", "primary", patch))
    for number, (patch, name, _) in enumerate(PATCHES):
        rows.append((f"{9990101 + number}", f"{name} secondary", "secondary", patch))
    return pl.DataFrame(rows, schema=["code", "name", "phase", "patch"], orient="row")
