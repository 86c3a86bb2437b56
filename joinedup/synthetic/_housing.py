"""Housing: what was built, what stands, and the trajectory of sites for fifteen years."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import Whole, academic_label
from joinedup.synthetic._names import STREETS, WARD_NAMES
from joinedup.synthetic._places import Places
from joinedup.synthetic.writers import Output

YEARS = tuple(academic_label(year) for year in range(2026, 2041))
PAST = range(2016, 2026)
_SITES_AT_FULL_SIZE = 68
_DWELLINGS_AT_FULL_SIZE = 371_000
_COMPLETIONS_AT_FULL_SIZE = 2_900
_VILLAGE_HOMES = 2_400
_TENURES = (("Market", 0.66), ("Affordable rent", 0.19), ("Shared ownership", 0.15))
_FULL, _OUTLINE, _BUILDING, _ALLOCATED, _WINDFALL = (
    "Full permission",
    "Outline permission",
    "Under construction",
    "Allocated",
    "Windfall allowance",
)
# Homes a year on sites too small to list, and the most years a site of each status takes.
_WINDFALL_AT_FULL_SIZE = 850
_MOST_YEARS = {_BUILDING: 3, _FULL: 4, _OUTLINE: 7, _ALLOCATED: 8}

# Years from now until a site of each status begins, and how many more each year of slipping adds.
_BEGINS = {_BUILDING: 0, _FULL: 0, _OUTLINE: 2, _ALLOCATED: 3}
_SLIPS = {_BUILDING: 0, _FULL: 1, _OUTLINE: 1, _ALLOCATED: 3}


def make_trajectory(places: Places, scale: float, rng: Generator) -> pl.DataFrame:
    """Make the trajectory: one row a site, tenure, type and number of bedrooms, one column a year."""
    rows: list[tuple[object, ...]] = []
    sites = max(6, round(_SITES_AT_FULL_SIZE * scale))
    for number in range(sites):
        homes = int(np.clip(rng.lognormal(5.05, 0.85), 12, 1_600) * min(1.0, max(scale, 0.05) ** 0.25))
        rows += _site(places, number, homes, rng)
    for ward in range(len(places.wards)):
        rows += _windfall(places, ward, _WINDFALL_AT_FULL_SIZE * scale / len(places.wards), rng)
    rows += _village(places, sites, max(60, round(_VILLAGE_HOMES * min(scale, 1.0))))
    names = [
        "Site reference",
        "Site name",
        "Ward code",
        "Permission reference",
        "Status",
        "Tenure",
        "Dwelling type",
        "Bedrooms",
        "Net capacity",
        "Completed to date",
        *YEARS,
    ]
    return pl.DataFrame(rows, schema=names, orient="row")


def _site(places: Places, number: int, homes: int, rng: Generator) -> list[tuple[object, ...]]:
    status = str(rng.choice([_BUILDING, _FULL, _OUTLINE, _ALLOCATED], p=[0.32, 0.28, 0.16, 0.24]))
    begins = int(rng.integers(0, 3) * _SLIPS[status]) + _BEGINS[status]
    ward = int(rng.integers(0, len(places.wards)))
    permission = (
        ""
        if status == _ALLOCATED
        else f"MX/{int(rng.integers(2019, 2026))}/{int(rng.integers(100, 4999)):04d}"
    )
    head = (
        f"S{number + 1:03d}",
        f"{STREETS[number % 10]} Fields, {WARD_NAMES[ward]}",
        places.wards["code"][ward],
        permission,
        status,
    )
    built = int(homes * rng.uniform(0.1, 0.5)) if status == _BUILDING else 0
    rate = max(8, homes // int(rng.integers(2, _MOST_YEARS[status] + 1)))
    return _split(head, homes, built, begins, rate)


def _windfall(places: Places, ward: int, a_year: float, rng: Generator) -> list[tuple[object, ...]]:
    """Allow for sites of fewer than ten homes, which no trajectory lists one by one."""
    each = [int(count) for count in rng.poisson(a_year, len(YEARS))]
    if not sum(each):
        return []
    head = (f"W{ward + 1:03d}", f"Small sites, {WARD_NAMES[ward]}", places.wards["code"][ward], "", _WINDFALL)
    return [(*head, "Market", "House", 3, sum(each), 0, *each)]


def _village(places: Places, number: int, homes: int) -> list[tuple[object, ...]]:
    """Land with outline permission for one village; not yet phased, so no homes in any year."""
    ward = len(places.wards) // 2 + 1
    head = (
        f"S{number + 1:03d}",
        "Middleton Garden Village",
        places.wards["code"][ward],
        "MX/2025/0077",
        _OUTLINE,
    )
    return _split(head, homes, 0, len(YEARS), homes)


def _split(head: tuple[str, ...], homes: int, built: int, begins: int, rate: int) -> list[tuple[object, ...]]:
    """Split a site by tenure and size, and each part over the years in the same proportion."""
    mix = [("House", 3, 0.44), ("House", 4, 0.22), ("House", 2, 0.2), ("Flat", 1, 0.05), ("Flat", 2, 0.09)]
    phases = _phases(homes - built, begins, rate)
    parts = [(tenure, kind, beds, share * part) for tenure, share in _TENURES for kind, beds, part in mix]
    shares = np.array([share for *_, share in parts])
    net = _whole(homes, shares)
    # Each part is built in step with its site, so that no part is ever built beyond what it holds.
    finished = np.cumsum([built, *phases]) / homes
    standing = np.floor(net[:, None] * finished + 1e-9).astype(np.int64)
    done, by_year = standing[:, 0], np.diff(standing, axis=1)
    return [
        (*head, tenure, kind, beds, int(net[row]), int(done[row]), *(int(count) for count in by_year[row]))
        for row, (tenure, kind, beds, _) in enumerate(parts)
        if net[row] > 0
    ]


def _phases(homes: int, begins: int, rate: int) -> list[int]:
    phases, left = [0] * len(YEARS), homes
    for year in range(begins, len(YEARS)):
        phases[year] = min(rate, left)
        left -= phases[year]
    return phases


def _whole(total: int, shares: np.ndarray) -> Whole:
    """Split a whole number by shares into whole numbers that add up to it."""
    edges = np.round(np.concatenate([[0.0], np.cumsum(shares)]) / shares.sum() * total)
    return np.asarray(np.diff(edges), dtype=np.int64)


def write_completions(out: Output, places: Places, scale: float, rng: Generator) -> None:
    """Write net completions and dwelling stock by ward for ten years."""
    weight = places.wards["weight"].to_numpy() / places.wards["weight"].sum()
    stock = np.round(weight * _DWELLINGS_AT_FULL_SIZE * scale).astype(np.int64)
    built = [rng.poisson(weight * _COMPLETIONS_AT_FULL_SIZE * scale * rng.uniform(0.85, 1.1)) for _ in PAST]
    stock = stock - np.sum(built, axis=0)
    frames = []
    for year, completions in zip(PAST, built, strict=True):
        stock = stock + completions
        frames.append(
            places.wards.select(pl.col("code").alias("Ward code")).with_columns(
                pl.lit(academic_label(year)).alias("Financial year"),
                pl.Series("Net completions", completions),
                pl.Series("Dwelling stock", stock),
            )
        )
    out.csv("data/housing/housing_completions.csv", pl.concat(frames))
