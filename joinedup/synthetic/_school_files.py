"""The files about schools and pupils: rolls, census, capacity, absence, suspensions, EHC plans."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import CENSUS_YEARS, END, NEVER, Whole, academic_label, as_dates, day
from joinedup.synthetic._people import People
from joinedup.synthetic._records import WITHHELD
from joinedup.synthetic._schools import NOWHERE, PRIMARY, PRIVATE_SPECIAL, SECONDARY, SPECIAL_SCHOOL, Schools
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

GROUPS = ("R", *(str(number) for number in range(1, 14)))
ABSENCE_YEARS = range(2020, 2025)
EXCLUSION_YEARS = range(2020, 2026)
# England 2024/25: a little under a fifth of pupils miss a tenth of sessions or more.
_PERSISTENT = {2020: 0.121, 2021: 0.225, 2022: 0.212, 2023: 0.200, 2024: 0.187}
_SEVERE_SHARE = 0.12
_SESSIONS_A_PUPIL = 372
# England 2023/24: 11.3 suspensions per 100 pupils and 13 permanent exclusions per 10,000.
_SUSPENSIONS_A_PUPIL = {2020: 0.043, 2021: 0.069, 2022: 0.083, 2023: 0.092, 2024: 0.093, 2025: 0.047}
_EXCLUSIONS_A_PUPIL = {2020: 0.0005, 2021: 0.0008, 2022: 0.0010, 2023: 0.0012, 2024: 0.0013, 2025: 0.0006}
_REASONS = ("PP", "PA", "VP", "VA", "OW", "BU", "RA", "LG", "DS", "SM", "DA", "DM", "TH", "DB", "MT", "PH")
_REASON_SHARES = np.array([0.16, 0.04, 0.05, 0.18, 0.01, 0.01, 0.01, 0.01, 0.003, 0.01, 0.05, 0.03, 0.005, 0.43,
                           0.01, 0.002])  # fmt: skip
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


def urn_in(schools: Schools, academic_year: int) -> Whole:
    """Return the URN each school had in January of an academic year: academies had another before."""
    census = day(academic_year + 1, 1, 15)
    frame = schools.frame
    return np.where(frame["converted"].to_numpy() <= census, frame["urn"].to_numpy(),
                    np.where(frame["converted"].to_numpy() < NEVER, frame["was_urn"].to_numpy(), frame["urn"].to_numpy()))  # fmt: skip


def is_counted(schools: Schools, kinds: tuple[int, ...]) -> np.ndarray:
    """Return which schools are of some kinds."""
    return np.isin(schools.frame["kind"].to_numpy(), kinds)


def make_rolls(people: People, schools: Schools) -> pl.DataFrame:
    """Count pupils by academic year, school and year group; mainstream and state special schools."""
    parts = []
    keep = is_counted(schools, (PRIMARY, SECONDARY, SPECIAL_SCHOOL))
    for year in CENSUS_YEARS:
        school, group = schools.attended(people, year)
        rows = school != NOWHERE
        counts = np.bincount(school[rows] * 14 + group[rows], minlength=len(keep) * 14).reshape(-1, 14)
        counts[~keep] = 0
        at, groups = np.nonzero(counts)
        parts.append(
            pl.DataFrame(
                {"year": np.full(len(at), year), "school": at, "group": groups, "pupils": counts[at, groups],
                 "urn": urn_in(schools, year)[at]}
            )
        )  # fmt: skip
    return pl.concat(parts)


def write_rolls(out: Output, rolls: pl.DataFrame, schools: Schools) -> None:
    """Write headcounts of mainstream schools, and places and pupils of special schools."""
    named = rolls.join(_names(schools), on="school", how="left", maintain_order="left")
    mainstream = named.filter(pl.col("kind") != SPECIAL_SCHOOL)
    table = mainstream.select(
        _label(), pl.col("urn").alias("URN"), pl.col("name").alias("School"), pl.col("area").alias("Planning area"),
        pl.col("group").replace_strict(np.arange(14), list(GROUPS)).alias("Year group"), pl.col("pupils").alias("Pupils"),
    )  # fmt: skip
    out.csv("data/schools/school_rolls.csv", table)
    special = named.filter(pl.col("kind") == SPECIAL_SCHOOL).group_by(
        "year", "school", "urn", "name", maintain_order=True
    )
    totals = special.agg(pl.col("pupils").sum()).join(
        schools.frame.select(pl.col("capacity")).with_row_index("school").cast(pl.Int64), on="school", how="left",
        maintain_order="left",
    )  # fmt: skip
    grown = (pl.col("capacity") * (1 - 0.05 * (CENSUS_YEARS[-1] - pl.col("year")))).round().cast(pl.Int64)
    out.csv(
        "data/schools/special_school_places.csv",
        totals.select(
            _label(), pl.col("urn").alias("URN"), pl.col("name").alias("School"), grown.alias("Places"),
            pl.col("pupils").alias("Pupils"),
        ),
    )  # fmt: skip


def _label(column: str = "year", name: str = "Academic year") -> pl.Expr:
    years = list(range(2010, 2045))
    return pl.col(column).replace_strict(years, [academic_label(year) for year in years]).alias(name)


def _names(schools: Schools) -> pl.DataFrame:
    return schools.frame.select("name", "area", "kind").with_row_index("school").cast({"school": pl.Int64})


def write_capacity(out: Output, schools: Schools) -> None:
    """Write capacity and admission numbers of mainstream schools; secondary schools have been growing."""
    frame = schools.frame.filter(pl.col("kind").is_in([PRIMARY, SECONDARY]))
    capacity, admission = [], []
    rows = np.flatnonzero(is_counted(schools, (PRIMARY, SECONDARY)))
    for year in CENSUS_YEARS:
        growth = 1 - 0.012 * max(0, 2024 - year)
        places = (
            pl.when(pl.col("kind") == SECONDARY)
            .then(pl.col("capacity") * growth)
            .otherwise(pl.col("capacity"))
        )
        phase = pl.when(pl.col("kind") == PRIMARY).then(pl.lit("primary")).otherwise(pl.lit("secondary"))
        capacity.append(
            frame.with_columns(pl.Series("then", urn_in(schools, year)[rows]), pl.lit(year).alias("year")).select(
                _label(), pl.col("then").alias("URN"), pl.col("name").alias("School"),
                pl.col("area").alias("Planning area"), phase.alias("Phase"),
                places.round().cast(pl.Int64).alias("Capacity"),
            )
        )  # fmt: skip
    for year in range(CENSUS_YEARS[-1] - 3, CENSUS_YEARS[-1] + 2):
        numbers = pl.DataFrame({"group": np.arange(14)})
        crossed = frame.with_columns(
            pl.Series("then", urn_in(schools, year)[rows]), pl.lit(year).alias("year")
        ).join(numbers, how="cross", maintain_order="left_right")
        first = pl.when(pl.col("kind") == PRIMARY).then(0).otherwise(7)
        last = pl.when(pl.col("kind") == PRIMARY).then(6).otherwise(13)
        sixth = (pl.col("sixth_places") / 2).round().cast(pl.Int64)
        admission.append(
            crossed.filter((pl.col("group") >= first) & (pl.col("group") <= last)).select(
                _label(name="Entry year"), pl.col("then").alias("URN"), pl.col("name").alias("School"),
                pl.col("area").alias("Planning area"),
                pl.col("group").replace_strict(np.arange(14), list(GROUPS)).alias("Year group"),
                pl.when(pl.col("group") >= 12).then(sixth).otherwise(pl.col("pan")).alias("Admission number"),
            )
        )  # fmt: skip
    out.csv("data/schools/school_capacity.csv", pl.concat(capacity))
    out.csv("data/schools/admission_numbers.csv", pl.concat(admission))


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
        "dob": born, "surname": pl.col("surname"), "forename": pl.col("forename"), "upn": pl.col("upn"),
        "sex": pl.col("sex"), "pupilonrollorderseqcolumn": pl.lit("1"), "schoollunchtaken": pl.col("lunch"),
        "parttime": pl.lit("False"), "topupfunding": (pl.when(pl.col("provision") == "E").then(pl.lit("True")).otherwise(pl.lit("False"))),
        "missingaddress": pl.when(withheld).then(pl.lit("True")).otherwise(pl.lit("")),
        "ethnicity": pl.col("ethnicity"), "language": pl.lit("ENG"), "enrolstatus": pl.lit("C"),
        "boarder": pl.lit("N"), "senprovision": pl.col("provision"), "ncyearactual": pl.col("group"),
        "urn": pl.col("school").cast(pl.String),
        "postcode": pl.when(withheld).then(pl.lit("")).otherwise(pl.col("postcode")),
    }  # fmt: skip
    out.csv(
        "data/schools/pupil_census_2026_spring.csv",
        frame.select(*(known.get(name, pl.lit("")).alias(name) for name in PUPIL_COLUMNS)),
    )


def write_absence(out: Output, rolls: pl.DataFrame, schools: Schools, rng: Generator) -> None:
    """Write absence by school and year group for five full years."""
    rows = rolls.filter(
        pl.col("year").is_in(list(ABSENCE_YEARS)) & (pl.col("group") >= 1) & (pl.col("group") <= 11)
    )
    rows = rows.join(_names(schools), on="school", how="left", maintain_order="left")
    national = rows["year"].replace_strict(list(_PERSISTENT), list(_PERSISTENT.values())).to_numpy()
    older = rows["group"].to_numpy() >= 7
    by_school = rng.lognormal(0.0, 0.2, len(schools.frame))[rows["school"].to_numpy()]
    chance = np.clip(national * np.where(older, 1.29, 0.79) * by_school / np.exp(0.02), 0.01, 0.8)
    pupils = rows["pupils"].to_numpy()
    persistent = rng.binomial(pupils, chance)
    severe = rng.binomial(persistent, _SEVERE_SHARE)
    possible = pupils * _SESSIONS_A_PUPIL
    absent = (possible * (0.035 + 0.18 * persistent / np.maximum(pupils, 1))).astype(np.int64)
    table = rows.select(
        _label(), pl.col("urn").alias("URN"), pl.col("name").alias("School"),
        pl.col("group").replace_strict(np.arange(14), list(GROUPS)).alias("Year group"), pl.col("pupils").alias("Pupils"),
    ).with_columns(
        pl.Series("Sessions possible", possible), pl.Series("Sessions absent", absent),
        pl.Series("Persistent absentees", persistent), pl.Series("Severe absentees", severe),
    )  # fmt: skip
    out.csv("data/schools/school_absence.csv", table)


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
                    "person": person, "URN": urn_in(schools, year)[school[person]],
                    "Academic year": np.full(len(person), academic_label(year)),
                    "Category": np.where(is_permanent, "PERM", "SUSP"), "start": _weekday(start),
                    "Sessions": np.where(is_permanent, 0, 2 * rng.integers(1, 6, len(person))),
                    "Reason": np.array(_REASONS)[rng.choice(len(_REASONS), len(person), p=_REASON_SHARES / _REASON_SHARES.sum())],
                }
            ).sort("start", "person")
        )  # fmt: skip
    rows = pl.concat(parts).join(
        recorded.select("person", "upn"), on="person", how="left", maintain_order="left"
    )
    table = rows.select(
        pl.col("upn").alias("UPN"), "URN", "Academic year", "Category",
        pl.col("start").cast(pl.Int32).cast(pl.Date).alias("Start date"), "Sessions", "Reason",
    )  # fmt: skip
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
    colleges = schools.frame.filter(pl.col("kind") == 6)["urn"].to_numpy()
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
        "EHC ID", pl.col("upn").alias("UPN"), pl.col("forename").alias("Forename"), pl.col("surname").alias("Surname"),
        pl.col("born").alias("DOB"), pl.col("sex").alias("Sex"), pl.col("postcode").alias("Postcode"), "Request date",
        "Decision to assess", "Plan issued", "Plan ceased", pl.col("reason").alias("Ceased reason"),
        pl.col("need").alias("Primary need"), pl.col("placement").alias("Placement type"), pl.col("urn").alias("URN"),
        pl.col("transport").alias("Home to school transport"), pl.col("cost").alias("Annual cost"),
    )  # fmt: skip
    out.csv("data/send/ehc_plans.csv", table)
