"""Each published national rate beside the same rate counted from the fictional county's files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from lxml import etree

from joinedup.synthetic import make_county

pytestmark = pytest.mark.peers

SCALE = 0.5
PUBLISHED = list(
    csv.DictReader((Path(__file__).parent / "published" / "national_rates.csv").open(encoding="utf-8"))
)
YEARS = (2022, 2023, 2024, 2025, 2026)


class County:
    """The county's files, read just enough to count things; faulty dates are left out."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.cin = pl.concat(self._cin(year) for year in YEARS)
        self.care = pl.concat(self._care(year) for year in YEARS)
        self.plans = self._csv(
            "send/ehc_plans.csv", "Request date", "Plan issued", "Plan ceased", "DOB"
        ).unique("EHC ID")
        population = self._csv("population/ward_population.csv").filter(pl.col("Mid-year") == 2024)
        ages = population.filter(pl.col("Age").is_in([str(age) for age in range(18)]))
        self.children = ages["Persons"].sum()

    def _csv(self, path: str, *dates: str) -> pl.DataFrame:
        text = (self.data / path).read_bytes()
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            text = text.decode("cp1252").encode("utf-8")
        frame = pl.read_csv(text, infer_schema_length=None)
        parsed = [
            pl.coalesce(
                pl.col(name).str.to_date("%d/%m/%Y", strict=False),
                pl.col(name).str.to_date("%Y-%m-%d", strict=False),
            )
            for name in dates
        ]
        return frame.with_columns(parsed)

    def _care(self, year: int) -> pl.DataFrame:
        folder = f"social_care/ssda903/{year}"
        frame = self._csv(f"{folder}/episodes.csv", "DECOM", "DEC").drop_nulls("DECOM")
        header = self._csv(f"{folder}/header.csv", "DOB").select("CHILD", "DOB")
        alone = self._csv(f"{folder}/uasc.csv").select("CHILD", pl.lit(True).alias("alone"))
        frame = frame.join(header, on="CHILD", how="left").join(alone, on="CHILD", how="left")
        columns = ["CHILD", "DECOM", "RNE", "LS", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "DOB", "alone"]
        counted = frame.filter(~pl.col("LS").is_in(["V3", "V4"])).select(columns)
        return counted.with_columns(pl.lit(year).alias("year"), pl.col("alone").fill_null(False))

    def _cin(self, year: int) -> pl.DataFrame:
        rows = []
        for child in etree.parse(self.data / f"social_care/cin/cin_census_{year}.xml").iter("Child"):
            number = child.findtext("ChildIdentifiers/LAchildID")
            for details in child.iter("CINdetails"):
                rows.append((number, year, *(details.findtext(path) for path in CIN_FIELDS.values())))
        frame = pl.DataFrame(
            rows, schema=["child", "year", *CIN_FIELDS], orient="row", infer_schema_length=None
        )
        dates = ["referral", "closure", "enquiry", "plan", "plan_end"]
        return frame.with_columns(pl.col(name).cast(pl.String).str.to_date(strict=False) for name in dates)

    def cin_in(self, year: int, what: str) -> pl.DataFrame:
        first, last = date(year - 1, 4, 1), date(year, 3, 31)
        return self.cin.filter((pl.col("year") == year) & pl.col(what).is_between(first, last))

    def in_care(self, year: int) -> pl.DataFrame:
        return self.care.filter((pl.col("year") == year) & pl.col("DEC").is_null())

    def starts(self) -> pl.DataFrame:
        first = pl.date(pl.col("year") - 1, 4, 1)
        started = self.care.filter(
            (pl.col("RNE") == "S") & (pl.col("DECOM") >= first) & (pl.col("year") != 2025)
        )
        return started.with_columns(((pl.col("DECOM") - pl.col("DOB")).dt.total_days() / 365.25).alias("age"))

    def per_10k(self, count: float) -> float:
        return 10_000 * count / self.children


CIN_FIELDS = {
    "referral": "CINreferralDate",
    "closure": "CINclosureDate",
    "why_closed": "ReasonForClosure",
    "nfa": "ReferralNFA",
    "enquiry": "Section47/S47ActualStartDate",
    "plan": "ChildProtectionPlans/CPPstartDate",
    "plan_end": "ChildProtectionPlans/CPPendDate",
    "previous": "ChildProtectionPlans/NumberOfPreviousCPP",
}


def _again(county: County) -> float:
    every = county.cin.unique(["child", "referral"]).sort("child", "referral")
    gap = (pl.col("referral") - pl.col("referral").shift(1).over("child")).dt.total_days() <= 365
    year = every.with_columns(gap.fill_null(False).alias("again")).filter(
        pl.col("referral").is_between(date(2024, 4, 1), date(2025, 3, 31))
    )
    return year["again"].mean()


def _plans_ended(county: County, least: int, most: int) -> float:
    ended = pl.concat(county.cin_in(year, "plan_end") for year in YEARS)
    days = (ended["plan_end"] - ended["plan"]).dt.total_days()
    return days.is_between(least, most - 1).mean()


def _short(county: County) -> float:
    ended = county.cin_in(2024, "closure")
    return ((ended["closure"] - ended["referral"]).dt.total_days() <= 91).mean()


def _placed(county: County, *places: str) -> float:
    return county.in_care(2026)["PLACE"].is_in(places).mean()


def _agency(county: County) -> float:
    foster = county.in_care(2026).filter(pl.col("PLACE").str.starts_with("U"))
    return foster["PLACE_PROVIDER"].is_in(["PR3", "PR4", "PR5"]).mean()


def _ends_at_18(county: County) -> float:
    ended = county.care.filter((pl.col("REC") != "X1") & pl.col("REC").is_not_null())
    return ((ended["DEC"] - ended["DOB"]).dt.total_days() / 365.25 >= 17.95).mean()


def _plans_on(county: County, day: date) -> pl.DataFrame:
    return county.plans.filter(
        (pl.col("Plan issued") <= day) & (pl.col("Plan ceased").is_null() | (pl.col("Plan ceased") > day))
    )


def _in_2024(county: County, what: str) -> pl.DataFrame:
    return county.plans.filter(pl.col(what).dt.year() == 2024)


def _in_20_weeks(county: County) -> float:
    new = _in_2024(county, "Plan issued")
    return ((new["Plan issued"] - new["Request date"]).dt.total_days() <= 140).mean()


def _mainstream(county: County) -> float:
    held = _plans_on(county, date(2026, 1, 15))
    return held["Placement type"].is_in(["Mainstream school", "Resourced provision"]).mean()


def _pupils_with_plans(county: County) -> float:
    census = county._csv("schools/pupil_census_2026_spring.csv")
    return (census["senprovision"] == "E").mean()


def _workers(county: County, year: int) -> dict[str, float]:
    root = etree.parse(county.data / f"workforce/csww_{year}.xml").getroot()
    own = [one for one in root.iter("CSWWWorker") if one.findtext("AgencyWorker") == "0"]
    here = [one for one in own if one.find("RoleEndDate") is None]
    held = [one for one in root.iter("CSWWWorker") if one.find("Cases30") is not None]
    fte = sum(float(one.findtext("FTE")) for one in here)
    agency, vacant = float(root.findtext(".//NoAgencyFTE")), float(root.findtext(".//NumberOfVacancies"))
    return {
        "fte": fte,
        "turnover": (len(own) - len(here)) / len(here),
        "vacancy": vacant / (vacant + fte),
        "agency": agency / (agency + fte),
        "caseload": sum(int(one.findtext("Cases30")) for one in held)
        / sum(float(one.findtext("FTE30")) for one in held),
    }


def _unfilled(county: County, phase: str) -> float:
    capacity = county._csv("schools/school_capacity.csv").filter(pl.col("Academic year") == "2024/25")
    rolls = county._csv("schools/school_rolls.csv").filter(pl.col("Academic year") == "2024/25")
    both = capacity.filter(pl.col("Phase") == phase).join(
        rolls.group_by("URN").agg(pl.col("Pupils").sum()), on="URN"
    )
    return (both["Capacity"] - both["Pupils"]).clip(0).sum() / both["Capacity"].sum()


def _persistent(county: County) -> float:
    absence = county._csv("schools/school_absence.csv").filter(pl.col("Academic year") == "2024/25")
    return absence["Persistent absentees"].sum() / absence["Pupils"].sum()


def _excluded(county: County, category: str) -> float:
    rows = county._csv("schools/exclusions.csv").filter(pl.col("Academic year") == "2022/23")
    rolls = county._csv("schools/school_rolls.csv").filter(pl.col("Academic year") == "2022/23")
    return 100 * (rows["Category"] == category).sum() / rolls["Pupils"].sum()


def _births(county: County) -> float:
    by_year = (
        county._csv("population/births_by_ward.csv")
        .group_by("Year ending")
        .agg(pl.col("Births").sum())
        .sort("Year ending")
    )
    births = by_year["Births"]
    return (births[-1] / births[-11]) ** 0.1 - 1


def _placement_spend(county: County) -> float:
    rows = county._csv("finance/outturn.csv").filter(
        (pl.col("Service") == "Placements for looked-after children")
        & (pl.col("Financial year") == "2024/25")
    )
    return rows["Gross expenditure"][0] / county.in_care(2026)["CHILD"].n_unique()


MEASURES: dict[str, Callable[[County], float]] = {
    "referrals_per_10k": lambda county: county.per_10k(len(county.cin_in(2025, "referral"))),
    "re_referral_share": _again,
    "referral_no_further_action_share": lambda county: (
        county.cin_in(2025, "referral")["nfa"] == "true"
    ).mean(),
    "referral_not_in_need_share": lambda county: (
        county.cin_in(2023, "referral")["why_closed"].is_in(["RC8", "RC9"]).sum()
        / len(county.cin_in(2023, "referral"))
    ),
    "section_47_per_10k": lambda county: county.per_10k(len(county.cin_in(2024, "enquiry"))),
    "children_in_need_per_10k": lambda county: county.per_10k(
        county.cin.filter((pl.col("year") == 2024) & pl.col("closure").is_null()).height
    ),
    "short_episode_share": _short,
    "protection_plans_per_10k": lambda county: county.per_10k(
        county.cin.filter(
            (pl.col("year") == 2025) & pl.col("plan").is_not_null() & pl.col("plan_end").is_null()
        ).height
    ),
    "protection_plan_starts_per_10k": lambda county: county.per_10k(len(county.cin_in(2025, "plan"))),
    "protection_plan_ended_within_3_months": lambda county: _plans_ended(county, 0, 91),
    "protection_plan_ended_6_to_12_months": lambda county: _plans_ended(county, 182, 365),
    "protection_plan_ended_after_2_years": lambda county: _plans_ended(county, 730, 9_999),
    "protection_plan_again_share": lambda county: (
        county.cin_in(2025, "plan")["previous"].cast(pl.Int64) > 0
    ).mean(),
    "looked_after_per_10k": lambda county: county.per_10k(county.in_care(2026)["CHILD"].n_unique()),
    "care_starts_per_10k": lambda county: county.per_10k(len(county.starts()) / 4),
    "care_starts_under_1_share": lambda county: (county.starts()["age"] < 1).mean(),
    "care_starts_16_plus_share": lambda county: (county.starts()["age"] >= 16).mean(),
    "care_starts_unaccompanied_share": lambda county: county.starts()["alone"].mean(),
    "care_ends_at_18_share": _ends_at_18,
    "foster_share": lambda county: _placed(county, "U1", "U2", "U3", "U4", "U5", "U6"),
    "kinship_share": lambda county: _placed(county, "U1", "U2", "U3"),
    "agency_share_of_foster": _agency,
    "residential_and_supported_share": lambda county: _placed(county, "K1", "K2", "K3"),
    "ehc_plans_per_10k": lambda county: county.per_10k(len(_plans_on(county, date(2025, 1, 15)))),
    "ehc_plan_growth": lambda county: (
        len(_plans_on(county, date(2025, 1, 15))) / len(_plans_on(county, date(2024, 1, 15))) - 1
    ),
    "ehc_requests_per_10k": lambda county: county.per_10k(len(_in_2024(county, "Request date"))),
    "ehc_new_plans_per_10k": lambda county: county.per_10k(len(_in_2024(county, "Plan issued"))),
    "ehc_ceased_per_10k": lambda county: county.per_10k(len(_in_2024(county, "Plan ceased"))),
    "ehc_in_20_weeks_share": _in_20_weeks,
    "ehc_mainstream_share": _mainstream,
    "ehc_share_of_pupils": _pupils_with_plans,
    "social_worker_turnover": lambda county: (
        sum(_workers(county, year)["turnover"] for year in range(2021, 2026)) / 5
    ),
    "social_worker_vacancy_share": lambda county: _workers(county, 2023)["vacancy"],
    "social_worker_agency_share": lambda county: _workers(county, 2023)["agency"],
    "social_workers_per_10k": lambda county: county.per_10k(_workers(county, 2023)["fte"]),
    "caseload": lambda county: _workers(county, 2023)["caseload"],
    "unfilled_primary_share": lambda county: _unfilled(county, "primary"),
    "unfilled_secondary_share": lambda county: _unfilled(county, "secondary"),
    "persistent_absence_share": _persistent,
    "suspensions_per_100": lambda county: _excluded(county, "SUSP"),
    "permanent_exclusions_per_100": lambda county: _excluded(county, "PERM"),
    "births_change": _births,
    "placement_spend_per_child": _placement_spend,
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    folder = tmp_path_factory.mktemp("half_county")
    make_county(folder, scale=SCALE, seed=1)
    return County(folder)


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda row: row["measure"])
def test_the_county_is_near_the_published_rate(county: County, published: dict[str, str]) -> None:
    counted = MEASURES[published["measure"]](county)
    assert float(published["low"]) <= counted <= float(published["high"]), published["source"]


def test_every_published_rate_is_counted_and_lies_in_its_own_range() -> None:
    assert {row["measure"] for row in PUBLISHED} == set(MEASURES)
    assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in PUBLISHED)
