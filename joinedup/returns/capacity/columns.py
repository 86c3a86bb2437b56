"""Places in schools: capacity, admission numbers and special school places."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table
from joinedup.returns.school_rolls import columns as rolls

SOURCE = Source(
    "School capacity survey: school level", "no national layout; JoinedUp reference, Returns", "2026"
)

CAPACITY = Table(
    "school_capacity",
    "Places in one school, as in the school capacity survey.",
    (
        rolls.academic_year(),
        rolls.urn(),
        rolls.school(),
        rolls.planning_area(),
        Column("Phase", "phase", Kind.TEXT, "Phase."),
        Column("Capacity", "capacity", Kind.WHOLE, "Places."),
    ),
    # A school on two sites may stand in two planning areas, and an all-through school in two phases.
    key=("academic_year", "urn", "planning_area", "phase"),
    source=SOURCE,
)

ADMISSION_NUMBERS = Table(
    "admission_numbers",
    "The published admission number, or number of places, of one year group of one school.",
    (
        Column("Entry year", "entry_year", Kind.TEXT, "Academic year of entry.", required=True),
        rolls.urn(),
        rolls.school(),
        rolls.planning_area(),
        rolls.year_group(),
        Column(
            "Admission number",
            "admission_number",
            Kind.WHOLE,
            "Places.",
            aliases=("PAN", "Published admission number"),
        ),
    ),
    key=("entry_year", "urn", "year_group"),
    source=SOURCE,
)

SPECIAL_PLACES = Table(
    "special_school_places",
    "Commissioned places and pupils of one special school.",
    (
        rolls.academic_year(),
        rolls.urn(),
        rolls.school(),
        Column("Places", "places", Kind.WHOLE, "Places commissioned."),
        Column("Pupils", "pupils", Kind.WHOLE, "Pupils on roll."),
    ),
    key=("academic_year", "urn"),
    source=SOURCE,
)
