"""Births, people by ward and age, which ward each postcode lies in, and how deprived each small area is."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table

WARDS = Source(
    "Births and population by ward (Office for National Statistics)", "JoinedUp reference, Returns", "2026"
)
DIRECTORY = Source("ONS Postcode Directory", "ONSPD user guide", "2026")
INDICES = Source(
    "English Indices of Deprivation 2025 (Ministry of Housing, Communities and Local Government)",
    "humaniverse/IMD, imd2025_england_lsoa21",
    "2025",
)
OPEN_GEOGRAPHY = Source(
    "Digital boundaries (Office for National Statistics, Open Geography Portal)",
    "geoportal.statistics.gov.uk, boundaries",
    "2024",
)
_INDEX = "Index of Multiple Deprivation (IMD)"


def _ward() -> tuple[Column, ...]:
    return (
        Column("Ward code", "ward", Kind.TEXT, "ONS code of the ward.", required=True),
        Column("Ward name", "ward_name", Kind.TEXT, "Name of the ward."),
    )


BIRTHS = Table(
    "ward_births",
    "Live births to mothers living in a ward over an academic year.",
    (
        *_ward(),
        Column(
            "Year ending",
            "year_ending",
            Kind.TEXT,
            "Last day of the twelve months, 31 August.",
            required=True,
        ),
        Column("Births", "births", Kind.WHOLE, "Live births."),
    ),
    key=("ward", "year_ending"),
    source=WARDS,
)

POPULATION = Table(
    "ward_population",
    "People of one age living in a ward in the middle of a year.",
    (
        *_ward(),
        Column("Mid-year", "mid_year", Kind.WHOLE, "Year, on 30 June.", required=True),
        Column("Age", "age", Kind.TEXT, "Single year of age, or 26-64 or 65+.", required=True),
        Column("Persons", "persons", Kind.WHOLE, "People."),
    ),
    key=("ward", "mid_year", "age"),
    source=WARDS,
)

POSTCODES = Table(
    "postcodes",
    "A postcode and the areas it lies in.",
    (
        Column("pcds", "postcode", Kind.TEXT, "Postcode with a space before the inward part.", required=True),
        Column("oslaua", "district", Kind.TEXT, "ONS code of the district.", aliases=("lad25cd",)),
        Column("osward", "ward", Kind.TEXT, "ONS code of the ward.", aliases=("wd25cd",)),
        Column(
            "lsoa21", "lsoa", Kind.TEXT, "ONS code of the lower super output area.", aliases=("lsoa21cd",)
        ),
        Column("lat", "latitude", Kind.NUMBER, "Latitude."),
        Column("long", "longitude", Kind.NUMBER, "Longitude."),
    ),
    key=("postcode",),
    source=DIRECTORY,
)

DEPRIVATION = Table(
    "small_area_deprivation",
    "How deprived a small area is beside all others in England.",
    (
        Column(
            "LSOA code (2021)",
            "lsoa",
            Kind.TEXT,
            "ONS code of the lower super output area.",
            required=True,
            aliases=("lsoa21_code", "lsoa21cd", "LSOA code"),
        ),
        Column(
            f"{_INDEX} Score",
            "score",
            Kind.NUMBER,
            "Score on the Index of Multiple Deprivation; higher is more deprived.",
            aliases=("IMD_score", "IMD Score"),
        ),
        Column(
            f"{_INDEX} Decile (where 1 is most deprived 10% of LSOAs)",
            "decile",
            Kind.NUMBER,
            "Which tenth of all small areas of England it is in; 1 is the most deprived.",
            required=True,
            aliases=("IMD_decile", "IMD Decile", f"{_INDEX} Decile"),
        ),
    ),
    key=("lsoa",),
    source=INDICES,
)

# Each edition of the boundaries names its columns after its year.
_EDITIONS = range(15, 31)


def _editions(kind: str, column: str) -> tuple[str, ...]:
    return (f"{kind}_{column}", *(f"{kind}{edition}{column}" for edition in _EDITIONS))


BOUNDARIES = Table(
    "boundaries",
    "An area and its boundary.",
    (
        Column(
            "WD24CD",
            "area",
            Kind.TEXT,
            "ONS code of the ward, district or lower super output area.",
            required=True,
            aliases=(*_editions("WD", "CD"), *_editions("LAD", "CD"), *_editions("LSOA", "CD")),
        ),
        Column(
            "WD24NM",
            "area_name",
            Kind.TEXT,
            "Its name.",
            aliases=(*_editions("WD", "NM"), *_editions("LAD", "NM"), *_editions("LSOA", "NM")),
        ),
        Column(
            "geometry",
            "shape",
            Kind.TEXT,
            "Its polygons, each an outer ring and then its holes, in degrees of longitude and latitude.",
            required=True,
        ),
    ),
    key=("area",),
    source=OPEN_GEOGRAPHY,
)
