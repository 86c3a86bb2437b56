"""Population: births and people by ward, and the postcode directory."""

from joinedup.returns.population import columns
from joinedup.returns.reading import TabularReturn

BIRTHS = TabularReturn(columns.BIRTHS, "Births by ward", ("ward", "year_ending", "births"))
POPULATION = TabularReturn(
    columns.POPULATION, "Population by ward and age", ("ward", "mid_year", "age", "persons")
)
POSTCODES = TabularReturn(columns.POSTCODES, "Postcode directory", ("postcode", "district", "ward"))

__all__ = ["BIRTHS", "POPULATION", "POSTCODES", "columns"]
