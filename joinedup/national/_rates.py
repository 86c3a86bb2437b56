"""National rates that no table in the folder holds, taken from the package's parameters."""

from __future__ import annotations

from datetime import date

from joinedup.parameters import find_parameter, load_parameters


def national_rate(name: str, year: int) -> float:
    """Return the value of a parameter in force at the end of a year's March."""
    return find_parameter(load_parameters(), name).at(date(year, 3, 31)).value


def cite_parameters(*names: str) -> str:
    """Return the source line of a figure that rests on parameters."""
    return f"parameters {', '.join(names)}"
