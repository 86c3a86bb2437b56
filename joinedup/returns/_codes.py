"""Code sets that several returns share."""

from __future__ import annotations

from joinedup.declared import Column, Kind

ETHNICITIES = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "Refused",
    "NOBT": "Not yet obtained",
}
SEXES_BY_NUMBER = {"1": "Male", "2": "Female"}
SEXES_BY_LETTER = {"M": "Male", "F": "Female", "U": "Unknown"}
# Returns changed from numbers to letters in 2024; files of both kinds are held side by side.
SEXES = {**SEXES_BY_NUMBER, "0": "Not recorded or unborn", "9": "Indeterminate", **SEXES_BY_LETTER}


def year_ending() -> Column:
    """Return the column for the year a file speaks for."""
    return Column(
        "",
        "year_ending",
        Kind.WHOLE,
        "Year ending 31 March that the file speaks for, from its name, its folder's name or its latest date.",
    )


def yes_no(published: str, name: str, says: str) -> Column:
    """Return a column that says yes or no."""
    return Column(published, name, Kind.YES_NO, says)


def date(published: str, name: str, says: str, *, required: bool = False, personal: bool = False) -> Column:
    """Return a column of dates."""
    return Column(published, name, Kind.DATE, says, required=required, personal=personal)
