"""Population: births and people by ward, boundaries, postcodes and the indices of deprivation."""

from joinedup.returns.population import columns
from joinedup.returns.reading import TabularReturn

BIRTHS = TabularReturn(columns.BIRTHS, "Births by ward", ("ward", "year_ending", "births"))
POPULATION = TabularReturn(
    columns.POPULATION, "Population by ward and age", ("ward", "mid_year", "age", "persons")
)
POSTCODES = TabularReturn(columns.POSTCODES, "Postcode directory", ("postcode", "district", "ward"))
DEPRIVATION = TabularReturn(columns.DEPRIVATION, "Indices of Deprivation by small area", ("lsoa", "decile"))
BOUNDARIES = TabularReturn(columns.BOUNDARIES, "Boundaries of wards or districts", ("area", "shape"))

__all__ = ["BIRTHS", "BOUNDARIES", "DEPRIVATION", "POPULATION", "POSTCODES", "columns"]
