"""Small areas (LSOAs): where each lies, in which ward and district, and how deprived it is."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.national._authorities import Authority
from joinedup.national._open_data import OpenData
from joinedup.national._people import authority_of_district
from joinedup.national._publications import DEPRIVATION, SMALL_AREA_POINTS, SMALL_AREAS


@dataclass(frozen=True)
class SmallArea:
    """A lower super output area of about 1,600 people.

    Args:
        code: its ONS code.
        ward: ONS code of the ward that fits it best.
        district: ONS code of its district.
        latitude: of its centre, in degrees north.
        longitude: of its centre, in degrees east.
        deprivation: score on the Index of Multiple Deprivation 2025.
        low_income: share of its people in income deprivation.
    """

    code: str
    ward: str
    district: str
    latitude: float
    longitude: float
    deprivation: float
    low_income: float


def small_areas(data: OpenData, authority: Authority) -> tuple[SmallArea, ...]:
    """Return an authority's small areas, in order of code."""
    return data.once("small areas", lambda: _read(data))[authority.dfe_code]


def _read(data: OpenData) -> dict[str, tuple[SmallArea, ...]]:
    codes = authority_of_district(data)
    joined = (
        data.table(SMALL_AREAS, ("lsoa21_code", "ward24_code", "ltla24_code"))
        .join(
            data.table(SMALL_AREA_POINTS, ("LSOACD", "latitude", "longitude")).unique("LSOACD"),
            left_on="lsoa21_code",
            right_on="LSOACD",
        )
        .join(data.table(DEPRIVATION, ("lsoa21_code", "IMD_score", "Income_score")), on="lsoa21_code")
        .sort("lsoa21_code")
    )
    found: dict[str, list[SmallArea]] = {}
    for code, ward, district, *numbers in joined.rows():
        latitude, longitude, deprivation, low_income = (float(cell) for cell in numbers)
        area = SmallArea(code, ward, district, latitude, longitude, deprivation, low_income)
        found.setdefault(codes[district], []).append(area)
    return {authority: tuple(areas) for authority, areas in found.items()}
