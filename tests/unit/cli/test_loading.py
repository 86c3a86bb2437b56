"""`joinedup load`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Said, run, run_well

pytestmark = pytest.mark.unit


def test_a_load_accounts_for_every_row_as_json(load_said: Said) -> None:
    totals = load_said.json["totals"]
    assert totals["rows_read"] > 0
    assert totals["rows_read"] == (
        totals["rows_loaded"] + totals["rows_set_aside"] + totals["rows_duplicate"]
    )


def test_the_reports_are_named_on_standard_error(load_said: Said, county: Path) -> None:
    for report in ("load_1.html", "load_1.xlsx"):
        assert str(county / "reports" / report) in load_said.err
        assert (county / "reports" / report).is_file()


def test_progress_names_each_part_once_where_there_is_no_terminal(load_said: Said) -> None:
    assert load_said.err.count("Reading files …") == 1
    assert load_said.err.count("Writing files …") == 1


def test_a_load_can_be_taken_back(own_county: Path) -> None:
    summary = run_well("load", "--council", own_county)
    assert "rows read" in summary.out
    said = run_well("load", "--undo", "--council", own_county, "--json")
    assert said.json == {"taken_back": 1, "back_to": 0}
    again = run("load", "--undo", "--council", own_county)
    assert (again.code, again.out) == (8, "")
    assert "no load to undo" in again.err


def test_undo_takes_no_path(own_county: Path) -> None:
    said = run("load", "--undo", own_county / "data", "--council", own_county)
    assert said.code == 2
    assert "name no PATH" in said.err


def test_a_path_that_does_not_exist_is_refused(own_county: Path) -> None:
    said = run("load", own_county / "data" / "nothing.csv", "--council", own_county)
    assert (said.code, said.out) == (4, "")
    assert "nothing.csv" in said.err


def test_one_file_can_be_loaded(own_county: Path) -> None:
    said = run_well("load", own_county / "data" / "social_care" / "early_help.csv", "--council", own_county)
    assert "Early help" in said.out or "early_help" in said.out
