"""`joinedup outturn`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import run, run_well

pytestmark = pytest.mark.unit


def test_it_shows_the_year_so_far_and_writes_it(county: Path) -> None:
    said = run_well("outturn", "--council", county)
    assert "The General Fund is heading for" in " ".join(said.out.split())
    assert "savings" in said.out
    for name in ("index.html", "outturn.xlsx", "outturn.json"):
        assert (county / "reports" / "outturn" / name).is_file()
        assert str(county / "reports" / "outturn" / name) in said.err


def test_an_earlier_month_can_be_looked_at(county: Path) -> None:
    said = run_well("outturn", "--council", county, "--month", "3", "--json")
    assert (said.json["month"], said.json["as_at"]) == (3, "2026-06-30")
    assert {len(one["months"]) for one in said.json["lines"]} == {3}
    assert said.json["savings"] is None or said.json["savings"]["as_at"] <= "2026-06-30"


def test_a_month_to_come_is_refused(county: Path) -> None:
    said = run("outturn", "--council", county, "--month", "8")
    assert (said.code, said.out) == (4, "")
    assert "October 2026" in said.err


def test_without_months_or_tracker_the_file_to_add_is_described(empty_council: Path) -> None:
    said = run("outturn", "--council", empty_council)
    assert (said.code, said.out) == (4, "")
    assert "Actual in month" in said.err


def test_without_months_the_tracker_alone_is_shown(own_county: Path) -> None:
    for path in (own_county / "data" / "finance").glob("monthly_outturn_*.csv"):
        path.unlink()
    shutil.rmtree(own_county / "data" / "social_care")
    run_well("load", "--council", own_county)
    said = run_well("outturn", "--council", own_county)
    assert "No monthly outturn has been loaded" in said.err
    assert "Actual in month" in said.err
    assert "in delivery" in " ".join(said.out.replace("│", " ").split())
    assert run_well("outturn", "--council", own_county, "--json").json["lines"] == []
