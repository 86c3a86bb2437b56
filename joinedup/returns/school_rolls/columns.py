"""Headcounts by school and year group at the January census, and absence."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table

SOURCE = Source(
    "School census headcounts by year group", "no national layout; JoinedUp reference, Returns", "2026"
)
YEAR_GROUPS = {"N1": "Nursery 1", "N2": "Nursery 2", "R": "Reception"} | {
    str(year): f"Year {year}" for year in range(1, 15)
}


def academic_year() -> Column:
    """Return the column for the academic year."""
    return Column("Academic year", "academic_year", Kind.TEXT, "Academic year, as 2025/26.", required=True)


def urn() -> Column:
    """Return the column for the school's number."""
    return Column("URN", "urn", Kind.TEXT, "The school's number.", required=True)


def school() -> Column:
    """Return the column for the school's name."""
    return Column("School", "school", Kind.TEXT, "The school's name.", aliases=("School name",))


def planning_area() -> Column:
    """Return the column for the planning area."""
    return Column("Planning area", "planning_area", Kind.TEXT, "Code of the planning area.")


def year_group() -> Column:
    """Return the column for the year group."""
    return Column(
        "Year group", "year_group", Kind.CODE, "Year group: R, 1 to 13.", required=True, codes=YEAR_GROUPS
    )


ROLLS = Table(
    "school_rolls",
    "Pupils in one year group of one school at the January census.",
    (
        academic_year(),
        urn(),
        school(),
        planning_area(),
        year_group(),
        Column("Pupils", "pupils", Kind.WHOLE, "Pupils on roll.", aliases=("Number on roll", "NOR")),
    ),
    key=("academic_year", "urn", "year_group"),
    source=SOURCE,
)

ABSENCE = Table(
    "school_absence",
    "Absence in one year group of one school over the academic year.",
    (
        academic_year(),
        urn(),
        school(),
        year_group(),
        Column("Pupils", "pupils", Kind.WHOLE, "Pupils enrolled."),
        Column("Sessions possible", "sessions_possible", Kind.WHOLE, "Half days that could be attended."),
        Column("Sessions absent", "sessions_absent", Kind.WHOLE, "Half days missed."),
        Column("Persistent absentees", "persistent_absentees", Kind.WHOLE, "Pupils missing a tenth or more."),
        Column("Severe absentees", "severe_absentees", Kind.WHOLE, "Pupils missing half or more."),
    ),
    key=("academic_year", "urn", "year_group"),
    source=SOURCE,
)
