"""Pupils and places by planning area and year group."""

from joinedup.services.places._measures import (
    CAPITAL,
    MEASURES,
    PUPILS_PRIMARY,
    PUPILS_SECONDARY,
    SHORT_PRIMARY,
    SHORT_SECONDARY,
)
from joinedup.services.places._own import own_figures
from joinedup.services.places._project import (
    GROUPS,
    PRIMARY,
    SECONDARY,
    Area,
    Rolls,
    capital_for_places,
    cohort_of,
    project_rolls,
)

__all__ = [
    "CAPITAL",
    "GROUPS",
    "MEASURES",
    "PRIMARY",
    "PUPILS_PRIMARY",
    "PUPILS_SECONDARY",
    "SECONDARY",
    "SHORT_PRIMARY",
    "SHORT_SECONDARY",
    "Area",
    "Rolls",
    "capital_for_places",
    "cohort_of",
    "own_figures",
    "project_rolls",
]
