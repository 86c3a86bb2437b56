"""School places: capacity, admission numbers and special school places."""

from joinedup.returns.capacity import columns
from joinedup.returns.reading import TabularReturn

CAPACITY = TabularReturn(columns.CAPACITY, "School capacity", ("academic_year", "urn", "capacity"))
ADMISSION_NUMBERS = TabularReturn(
    columns.ADMISSION_NUMBERS, "Admission numbers", ("entry_year", "urn", "year_group", "admission_number")
)
SPECIAL_PLACES = TabularReturn(
    columns.SPECIAL_PLACES, "Special school places", ("academic_year", "urn", "places", "pupils")
)

__all__ = ["ADMISSION_NUMBERS", "CAPACITY", "SPECIAL_PLACES", "columns"]
