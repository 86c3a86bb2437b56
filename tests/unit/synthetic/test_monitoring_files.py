"""The county's ledger agrees with its outturn, and its tracker with its proposals."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

pytestmark = pytest.mark.unit

KEY = ["Directorate", "Service", "Pot"]


def read(county: Path, name: str) -> pl.DataFrame:
    frame = pl.read_csv(county / "data" / "finance" / name, infer_schema_length=None)
    return frame.filter(pl.col(frame.columns[0]) != "Total")


def months(county: Path, year: str) -> pl.DataFrame:
    return read(county, f"monthly_outturn_{year}.csv")


@pytest.mark.parametrize("year", ["2024-25", "2025-26"])
def test_months_of_a_whole_year_add_up_to_its_outturn(small_county: Path, year: str) -> None:
    label = year.replace("-", "/")
    added = (
        months(small_county, year).group_by(KEY).agg(pl.col("Actual in month").sum().alias("added"), pl.len())
    )
    outturn = read(small_county, "outturn.csv").filter(pl.col("Financial year") == label)
    both = outturn.join(added, on=KEY, how="full", coalesce=True)
    assert both.height == 27
    assert both["len"].to_list() == [12] * 27
    assert (both["added"] - both["Net outturn"]).abs().max() < 0.005  # type: ignore[operator]


def test_this_year_has_seven_months_of_every_service(small_county: Path) -> None:
    frame = months(small_county, "2026-27")
    names = ["April", "May", "June", "July", "August", "September", "October"]
    assert frame["Month"].unique().sort().to_list() == sorted(f"{name} 2026" for name in names)
    assert frame.height == 7 * 27


def test_profiles_of_a_whole_year_add_up_to_its_budget(small_county: Path) -> None:
    profiled = months(small_county, "2025-26").group_by(KEY).agg(pl.col("Profiled budget in month").sum())
    budget = read(small_county, "budget.csv").filter(pl.col("Financial year") == "2025/26")
    both = budget.join(profiled, on=KEY, how="full", coalesce=True)
    assert (both["Net budget"] - both["Profiled budget in month"]).abs().max() < 0.005  # type: ignore[operator]


def test_no_school_transport_is_paid_in_august(small_county: Path) -> None:
    frame = months(small_county, "2025-26").filter(pl.col("Service").str.contains("transport"))
    august = frame.filter(
        (pl.col("Month") == "August 2025") & pl.col("Service").str.contains("home-to-school")
    )
    assert august["Actual in month"].to_list() == [0.0, 0.0]


def test_the_tracker_has_every_status_and_only_references_it_can_name(small_county: Path) -> None:
    tracker = read(small_county, "savings_tracker.csv")
    proposals = {path.stem for path in (small_county / "proposals").glob("*.yaml")}
    ours = tracker.filter(pl.col("Reference").is_in(sorted(proposals)))
    assert set(ours["Status"]) == {"proposed", "in delivery", "delivered", "undeliverable"}
    assert all(one.startswith("S2") for one in tracker["Reference"] if one not in proposals)
    plan = read(small_county, "mtfs_proposals.csv").filter(pl.col("Type") == "Saving")
    assert set(plan["Reference"]) - set(ours["Reference"]) == set()


def test_proposed_savings_start_after_this_year(small_county: Path) -> None:
    proposed = read(small_county, "savings_tracker.csv").filter(pl.col("Status") == "proposed")
    assert proposed["Financial year"].min() == "2027/28"
    assert proposed["Delivered to date"].sum() == 0
