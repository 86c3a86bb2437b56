"""The files about single pupils: the spring census, suspensions and exclusions, EHC plans."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import CENSUS_YEARS, END, NEVER, Whole, academic_label, as_dates, day
from joinedup.synthetic._people import People
from joinedup.synthetic._records import WITHHELD
from joinedup.synthetic._school_files import GROUPS, is_counted, urn_in
from joinedup.synthetic._schools import COLLEGE, PRIMARY, PRIVATE_SPECIAL, SECONDARY, SPECIAL_SCHOOL, Schools
from joinedup.synthetic._send import (
    ELSEWHERE,
    FURTHER,
    INDEPENDENT,
    NEEDS,
    NEET,
    NON_MAINTAINED,
    PLACEMENTS,
    Plans,
)
from joinedup.synthetic.writers import Output

EXCLUSION_YEARS = range(2020, 2026)
# England 2023/24: 11.3 suspensions per 100 pupils and 13 permanent exclusions per 10,000.
_SUSPENSIONS_A_PUPIL = {2020: 0.043, 2021: 0.069, 2022: 0.0933, 2023: 0.105, 2024: 0.105, 2025: 0.065}
_EXCLUSIONS_A_PUPIL = {2020: 0.0005, 2021: 0.0008, 2022: 0.0010, 2023: 0.0012, 2024: 0.0013, 2025: 0.0006}
_REASONS = ("PP", "PA", "VP", "VA", "OW", "BU", "RA", "LG", "DS", "SM", "DA", "DM", "TH", "DB", "MT", "PH")
_REASON_SHARES = np.array(
    [0.16, 0.04, 0.05, 0.18, 0.01, 0.01, 0.01, 0.01, 0.003, 0.01, 0.05, 0.03, 0.005, 0.43, 0.01, 0.002]
)
_PUPIL_COLUMNS = """
    pupilonrolltableid NativeId dob surname forename middlenames preferredsurname formersurname upn
    formerupn uniquelearnernumber sex entrydate pupilonrollorderseqcolumn sourceid
    schoolcensustableid hoursatsetting schoollunchtaken parttime topupfunding unitcontacttime
    termlysessionspossible senunitindicator resourcedprovisionindicator moveoffrollflag fundedhours
    missingaddress duplicatenotfunded extendedhours eligibilitycode dafindicator ethnicity yssa
    servicechild language classtype enrolstatus boarder plaa senprovision ncyearactual eyppr eyppbf
    youngcarer urn postcode
"""
PUPIL_COLUMNS = tuple(_PUPIL_COLUMNS.split())


def write_pupil_census(
    out: Output, people: People, schools: Schools, plans: Plans, recorded: pl.DataFrame, rng: Generator
) -> None:
    """Write the pupil-level census of spring 2026, in the columns of the collection tool."""
    school, group = schools.attended(people, CENSUS_YEARS[-1])
    keep = np.append(is_counted(schools, (PRIMARY, SECONDARY, SPECIAL_SCHOOL)), False)
    rows = np.flatnonzero(keep[school])
    has_plan = np.zeros(len(people), dtype=np.bool_)
    has_plan[plans.person[plans.open_on(day(2026, 1, 15))]] = True
    n = len(rows)
    provision = np.where(has_plan[rows], "E", np.where(rng.random(n) < 0.142, "K", "N"))
    lunch = rng.random(n) < np.clip(0.16 * (0.4 + people.need[rows]), 0, 0.9)
    frame = recorded[rows].with_columns(
        pl.Series("school", schools.frame["urn"].to_numpy()[school[rows]]),
        pl.Series("group", np.array(GROUPS)[group[rows]]),
        pl.Series("provision", provision),
        pl.Series("lunch", np.where(lunch, "True", "False")),
    )
    withheld = pl.col("postcode") == WITHHELD
    born = pl.format("{} 00:00:00", pl.col("born").dt.strftime("%Y-%b-%d"))
    known: dict[str, pl.Expr] = {
        "pupilonrolltableid": pl.format("p{}", 1_000_000 + pl.col("person")),
        "NativeId": pl.format("P{}", 200_000 + pl.col("person")),
        "dob": born,
        "surname": pl.col("surname"),
        "forename": pl.col("forename"),
        "upn": pl.col("upn"),
        "sex": pl.col("sex"),
        "pupilonrollorderseqcolumn": pl.lit("1"),
        "schoollunchtaken": pl.col("lunch"),
        "parttime": pl.lit("False"),
        "topupfunding": (pl.when(pl.col("provision") == "E").then(pl.lit("True")).otherwise(pl.lit("False"))),
        "missingaddress": pl.when(withheld).then(pl.lit("True")).otherwise(pl.lit("")),
        "ethnicity": pl.col("ethnicity"),
        "language": pl.lit("ENG"),
        "enrolstatus": pl.lit("C"),
        "boarder": pl.lit("N"),
        "senprovision": pl.col("provision"),
        "ncyearactual": pl.col("group"),
        "urn": pl.col("school").cast(pl.String),
        "postcode": pl.when(withheld).then(pl.lit("")).otherwise(pl.col("postcode")),
    }
    out.csv(
        "data/schools/pupil_census_2026_spring.csv",
        frame.select(*(known.get(name, pl.lit("")).alias(name) for name in PUPIL_COLUMNS)),
    )


def write_exclusions(
    out: Output, people: People, schools: Schools, recorded: pl.DataFrame, rng: Generator
) -> None:
    """Write suspensions and permanent exclusions of each pupil; most are in years 8 to 11."""
    parts = []
    for year in EXCLUSION_YEARS:
        school, group = schools.attended(people, year)
        counted = np.append(is_counted(schools, (PRIMARY, SECONDARY, SPECIAL_SCHOOL)), False)[school]
        weight = np.where(group >= 7, np.where(group <= 11, 2.1, 0.15), 0.16) * (0.25 + people.need * 0.75)
        weight *= np.where(people.girl, 0.65, 1.33) * counted
        weight *= counted.sum() / weight.sum()
        times = rng.poisson(np.minimum(weight * _SUSPENSIONS_A_PUPIL[year], 12.0))
        permanent = rng.random(len(people)) < weight * _EXCLUSIONS_A_PUPIL[year]
        person = np.concatenate([np.repeat(np.arange(len(people)), times), np.flatnonzero(permanent)])
        is_permanent = np.arange(len(person)) >= times.sum()
        last = min(day(year + 1, 7, 18), END)
        start = day(year, 9, 4) + (rng.random(len(person)) * (last - day(year, 9, 4))).astype(np.int64)
        parts.append(
            pl.DataFrame(
                {
                    "person": person,
                    "URN": urn_in(schools, year)[school[person]],
                    "Academic year": np.full(len(person), academic_label(year)),
                    "Category": np.where(is_permanent, "PERM", "SUSP"),
                    "start": _weekday(start),
                    "Sessions": np.where(is_permanent, 0, 2 * rng.integers(1, 6, len(person))),
                    "Reason": np.array(_REASONS)[
                        rng.choice(len(_REASONS), len(person), p=_REASON_SHARES / _REASON_SHARES.sum())
                    ],
                }
            )
            .sort("start", "person", "Category")
            .unique(["start", "person"], keep="first", maintain_order=True)
        )
    rows = pl.concat(parts).join(
        recorded.select("person", "upn"), on="person", how="left", maintain_order="left"
    )
    table = rows.select(
        pl.col("upn").alias("UPN"),
        "URN",
        "Academic year",
        "Category",
        pl.col("start").cast(pl.Int32).cast(pl.Date).alias("Start date"),
        "Sessions",
        "Reason",
    )
    out.csv("data/schools/exclusions.csv", table, dates="%Y-%m-%d")


def _weekday(days: Whole) -> Whole:
    """Move Saturdays and Sundays to the Friday before; day 0 was a Thursday."""
    weekday = (days + 3) % 7
    return days - np.maximum(weekday - 4, 0)


def write_plans(
    out: Output, people: People, schools: Schools, plans: Plans, recorded: pl.DataFrame, rng: Generator
) -> None:
    """Write every request for an assessment in ten years and the plan that followed, if any."""
    school, _ = schools.attended(people, CENSUS_YEARS[-1])
    urns = np.append(schools.frame["urn"].to_numpy(), 0)
    colleges = schools.frame.filter(pl.col("kind") == COLLEGE)["urn"].to_numpy()
    private = schools.frame["urn"].to_numpy()[schools.rows(PRIVATE_SPECIAL)]
    n = len(plans.person)
    urn = urns[school[plans.person]]
    urn = np.where(plans.placement == FURTHER, rng.choice(colleges, n), urn)
    urn = np.where(np.isin(plans.placement, (INDEPENDENT, NON_MAINTAINED)), rng.choice(private, n), urn)
    urn = np.where(np.isin(plans.placement, (ELSEWHERE, NEET)), 0, urn)
    issued, open_now = plans.issued < NEVER, plans.open_on(END)
    reasons = np.array(
        ["Reached end of course", "Outcomes met", "Moved away", "Aged 25", "Entered employment"]
    )
    frame = recorded[plans.person].with_columns(
        pl.Series("EHC ID", 300_000 + np.arange(n)),
        as_dates(plans.requested, "Request date"),
        as_dates(plans.decided, "Decision to assess"),
        as_dates(plans.issued, "Plan issued"),
        as_dates(plans.ceased, "Plan ceased"),
        pl.Series(
            "reason",
            np.where(plans.ceased < NEVER, reasons[rng.choice(5, n, p=[0.45, 0.25, 0.15, 0.05, 0.1])], ""),
        ),
        pl.Series("need", np.where(issued, np.array(NEEDS)[plans.need], "")),
        pl.Series("placement", np.where(issued, np.array(PLACEMENTS)[plans.placement], "")),
        pl.Series("urn", np.where(issued & (urn > 0), urn.astype(str), "")),
        pl.Series("transport", np.where(issued, np.where(plans.transport & open_now, "Yes", "No"), "")),
        pl.Series("cost", np.where(issued, plans.cost, np.nan)).fill_nan(None),
    )
    table = frame.select(
        "EHC ID",
        pl.col("upn").alias("UPN"),
        pl.col("forename").alias("Forename"),
        pl.col("surname").alias("Surname"),
        pl.col("born").alias("DOB"),
        pl.col("sex").alias("Sex"),
        pl.col("postcode").alias("Postcode"),
        "Request date",
        "Decision to assess",
        "Plan issued",
        "Plan ceased",
        pl.col("reason").alias("Ceased reason"),
        pl.col("need").alias("Primary need"),
        pl.col("placement").alias("Placement type"),
        pl.col("urn").alias("URN"),
        pl.col("transport").alias("Home to school transport"),
        pl.col("cost").alias("Annual cost"),
    )
    out.csv("data/send/ehc_plans.csv", table)
