"""The GIAS extract with its full header, and its links file, both in Windows-1252 as DfE publishes them."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import NEVER, as_dates, day
from joinedup.synthetic._places import DISTRICT, Places
from joinedup.synthetic._schools import (
    COLLEGE,
    PRIMARY,
    PRIVATE,
    PRIVATE_SPECIAL,
    PUPIL_REFERRAL,
    SECONDARY,
    SPECIAL_SCHOOL,
    Schools,
)
from joinedup.synthetic.writers._gias_header import HEADER
from joinedup.synthetic.writers._output import Output

_ACADEMY = ("34", "Academy converter", "10", "Academies")
_TYPES = {
    PRIMARY: (("01", "Community school", "4", "Local authority maintained schools"),
              ("02", "Voluntary aided school", "4", "Local authority maintained schools"),
              ("28", "Academy sponsor led", "10", "Academies"),
              _ACADEMY),
    SECONDARY: (_ACADEMY, ("28", "Academy sponsor led", "10", "Academies"),
                ("01", "Community school", "4", "Local authority maintained schools")),
    SPECIAL_SCHOOL: (("07", "Community special school", "5", "Special schools"),
                     ("44", "Academy special converter", "10", "Academies")),
    PUPIL_REFERRAL: (("14", "Pupil referral unit", "4", "Local authority maintained schools"),),
    PRIVATE: (("11", "Other independent school", "3", "Independent schools"),),
    PRIVATE_SPECIAL: (("10", "Other independent special school", "3", "Independent schools"),),
    COLLEGE: (("18", "Further education", "1", "Colleges"),),
}  # fmt: skip
_PHASES = {PRIMARY: ("2", "Primary"), SECONDARY: ("4", "Secondary"), COLLEGE: ("6", "16 plus")}
_AGES = {PRIMARY: ("4", "11"), SECONDARY: ("11", "18"), COLLEGE: ("16", "99"), PRIVATE: ("3", "18")}


def write_gias(
    out: Output, folder: str, schools: Schools, places: Places, on_roll: np.ndarray, rng: Generator
) -> None:
    """Write the extract and the links of 1 April 2026."""
    frame = schools.frame
    rows = [
        _row(school, places, int(on_roll[number]), rng)
        for number, school in enumerate(frame.iter_rows(named=True))
    ]
    converted = frame.filter(pl.col("converted") < NEVER)
    rows += [_closed(school, places, rng) for school in converted.iter_rows(named=True)]
    table = pl.DataFrame({name: [row.get(name, "") for row in rows] for name in HEADER})
    out.csv(f"{folder}/edubasealldata20260401.csv", table, encoding="cp1252")
    out.csv(
        f"{folder}/links_edubasealldata20260401.csv", _links(converted), encoding="cp1252", dates="%d-%m-%Y"
    )


def _links(converted: pl.DataFrame) -> pl.DataFrame:
    now, before = pl.col("urn"), pl.col("was_urn")
    dated = converted.with_columns(as_dates(converted["converted"].to_numpy(), "date"))
    parts = [
        dated.select(
            own.alias("URN"), other.alias("LinkURN"), pl.col("name").alias("LinkName"),
            pl.lit(kind).alias("LinkType"), pl.col("date").alias("LinkEstablishedDate"),
        )
        for own, other, kind in ((now, before, "Predecessor"), (before, now, "Successor"))
    ]  # fmt: skip
    return pl.concat(parts)


def _row(school: dict[str, object], places: Places, on_roll: int, rng: Generator) -> dict[str, str]:
    kind, ward, postcode = int(str(school["kind"])), int(str(school["ward"])), int(str(school["postcode"]))
    types = _TYPES[kind]
    type_code, type_name, group_code, group_name = types[int(rng.integers(0, len(types)))]
    if int(str(school["converted"])) < NEVER:
        type_code, type_name, group_code, group_name = _ACADEMY
    phase_code, phase = _PHASES.get(kind, ("0", "Not applicable"))
    low, high = _AGES.get(kind, ("4", "19"))
    boys = round(on_roll * float(rng.uniform(0.47, 0.53)))
    fsm = round(on_roll * float(rng.beta(4, 12)))
    unit = kind == PRIMARY and rng.random() < 0.06
    ward_row, postcode_row = places.wards.row(ward, named=True), places.postcodes.row(postcode, named=True)
    counted = kind not in (PRIVATE, PRIVATE_SPECIAL, COLLEGE)
    return {
        "URN": str(school["urn"]),
        "LA (code)": "999",
        "LA (name)": "Middleshire",
        "EstablishmentNumber": str(school["number"]),
        "EstablishmentName": str(school["name"]),
        "TypeOfEstablishment (code)": type_code,
        "TypeOfEstablishment (name)": type_name,
        "EstablishmentTypeGroup (code)": group_code,
        "EstablishmentTypeGroup (name)": group_name,
        "EstablishmentStatus (code)": "1",
        "EstablishmentStatus (name)": "Open",
        "OpenDate": _uk(int(str(school["converted"]))),
        "PhaseOfEducation (code)": phase_code,
        "PhaseOfEducation (name)": phase,
        "StatutoryLowAge": low,
        "StatutoryHighAge": high,
        "Boarders (name)": "No boarders",
        "OfficialSixthForm (code)": "1" if kind == SECONDARY else "2",
        "OfficialSixthForm (name)": "Has a sixth form" if kind == SECONDARY else "Does not have a sixth form",
        "Gender (name)": "Mixed",
        "AdmissionsPolicy (name)": "Non-selective" if kind == SECONDARY else "Not applicable",
        "SchoolCapacity": str(school["capacity"]),
        "CensusDate": "15/01/2026" if counted else "",
        "NumberOfPupils": str(on_roll) if counted else "",
        "NumberOfBoys": str(boys) if counted else "",
        "NumberOfGirls": str(on_roll - boys) if counted else "",
        "PercentageFSM": f"{100 * fsm / max(on_roll, 1):.1f}" if counted else "",
        "FSM": str(fsm) if counted else "",
        "LastChangedDate": "02/03/2026",
        "Street": f"{int(rng.integers(1, 200))} {places.wards['name'][ward]} Road",
        "Town": "Middleton Regis",
        "County (name)": "Middleshire",
        "Postcode": str(postcode_row["pcds"]),
        "ResourcedProvisionCapacity": "14" if unit else "",
        "ResourcedProvisionOnRoll": "11" if unit else "",
        "GOR (code)": "F",
        "GOR (name)": "West Midlands",
        "DistrictAdministrative (code)": DISTRICT,
        "DistrictAdministrative (name)": "Middleshire",
        "AdministrativeWard (code)": str(ward_row["code"]),
        "AdministrativeWard (name)": str(ward_row["name"]),
        "LSOA (code)": str(postcode_row["lsoa21"]),
        "Country (name)": "United Kingdom",
    }


def _closed(school: dict[str, object], places: Places, rng: Generator) -> dict[str, str]:
    """Return the maintained school that an academy replaced: closed, under the URN it had."""
    type_code, type_name, group_code, group_name = _TYPES[PRIMARY][0]
    return _row(school, places, 0, rng) | {
        "URN": str(school["was_urn"]),
        "TypeOfEstablishment (code)": type_code,
        "TypeOfEstablishment (name)": type_name,
        "EstablishmentTypeGroup (code)": group_code,
        "EstablishmentTypeGroup (name)": group_name,
        "EstablishmentStatus (code)": "2",
        "EstablishmentStatus (name)": "Closed",
        "OpenDate": _uk(day(1970, 9, 1)),
        "ReasonEstablishmentClosed (name)": "Academy Converter",
        "CloseDate": _uk(int(str(school["converted"])) - 1),
        "NumberOfPupils": "",
        "NumberOfBoys": "",
        "NumberOfGirls": "",
    }


def _uk(days: int) -> str:
    return "" if days >= NEVER else np.datetime64(days, "D").item().strftime("%d/%m/%Y")
