"""Which of the model's placements each published code belongs to: looked-after children and EHC plans."""

from __future__ import annotations

from datetime import date

# Agreed series of short breaks: the national statistics do not count these children as looked after.
SHORT_BREAKS = ("V3", "V4")
# The Children and Families Act 2014 brought in EHC plans on this day; none is older.
EHC_PLANS_BEGAN = date(2014, 9, 1)

_FOSTERED_BY_FAMILY = {"U1", "U2", "U3"}
_FOSTERED = {"U4", "U5", "U6"}
# Children's homes, care homes, health and mother-and-baby units, custody, residential schools.
_RESIDENTIAL = {"K1", "K2", "R1", "R2", "R3", "R5", "S1"}
# Supported accommodation, and semi-independent and independent living as they were coded to 2024.
_SUPPORTED = {"K3", "H5", "P2"}
_COUNCILS_OWN = "PR1"

_EHC_PLACEMENTS = {
    "mainstream school": "mainstream",
    "resourced provision": "mainstream",
    "state-funded special school": "special_state",
    "independent special school": "special_independent",
    "non-maintained special school": "special_independent",
}


def care_placement(placement_type: str | None, provider: str | None) -> str:
    """Return the band of `looked_after_by_placement` for a placement and its provider, as SSDA903 codes them.

    A foster home that is not the council's own counts as an agency's. With parents, placed for adoption,
    temporary and all else is `other`.
    """
    if placement_type in _FOSTERED_BY_FAMILY:
        return "kinship"
    if placement_type in _FOSTERED:
        return "foster_own" if provider == _COUNCILS_OWN else "foster_agency"
    if placement_type in _RESIDENTIAL:
        return "residential"
    return "supported" if placement_type in _SUPPORTED else "other"


def ehc_placement(placement_type: str | None) -> str:
    """Return the band of `ehc_plans_by_placement` for a placement as SEN2 names it."""
    return _EHC_PLACEMENTS.get((placement_type or "").strip().casefold(), "other")
