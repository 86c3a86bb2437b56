"""What several files tell together: rules across files, and the year of a set of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.folder import Council
from joinedup.loading import FileReport, LoadReport, load
from joinedup.store import Store

pytestmark = pytest.mark.unit

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "{child},{started},S,C2,N1,U6,PR1,,,,AB1 2CD,AB1 2CD,SC123456"
)


def put(council: Council, path: str, text: str) -> None:
    file = council.data / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


def one(report: LoadReport, path: str) -> FileReport:
    return next(file for file in report.files if file.path == path)


def years(council: Council, table: str) -> list[int]:
    return Store(council.workings).read(table)["year_ending"].to_list()


@pytest.fixture
def care(council: Council) -> Council:
    put(council, "care/header.csv", f"{HEADER}\nA1,F,01/05/2014,WBRI,,,")
    put(council, "care/episodes.csv", EPISODES.format(child="A1", started="10/06/2025"))
    return council


def test_files_without_a_year_take_that_of_the_episodes_beside_them(care: Council) -> None:
    report = load(care)
    assert years(care, "ssda903_header") == years(care, "ssda903_episodes") == [2026]
    assert one(report, "care/header.csv").period == "2026"
    assert any("episodes in the same folder" in note for note in one(report, "care/header.csv").notes)


def test_when_the_episodes_move_to_another_year_the_files_beside_them_follow(care: Council) -> None:
    load(care)
    put(care, "care/episodes.csv", EPISODES.format(child="A1", started="10/06/2024"))
    load(care)
    assert years(care, "ssda903_header") == [2025]


def test_a_year_in_the_folders_name_stands(council: Council) -> None:
    put(council, "2023/header.csv", f"{HEADER}\nA1,1,01/05/2014,WBRI,,,")
    put(council, "2023/episodes.csv", EPISODES.format(child="A1", started="10/06/2021"))
    load(council)
    assert years(council, "ssda903_header") == [2023]


def test_a_rule_across_files_marks_the_file_whose_row_breaks_it(care: Council) -> None:
    put(care, "care/episodes.csv", EPISODES.format(child="A1", started="10/06/2010"))
    put(care, "2026/episodes.csv", EPISODES.format(child="NOBODY", started="10/06/2025"))
    put(care, "2026/header.csv", f"{HEADER}\nB2,F,01/05/2014,WBRI,,,")
    report = load(care)
    before_birth = next(f for f in one(report, "care/episodes.csv").faults if f.rule == "302")
    no_header = next(f for f in one(report, "2026/episodes.csv").faults if f.rule == "no_header")
    assert (before_birth.rows, no_header.rows) == ((2,), (2,))
    assert not [
        rule for rule in one(report, "care/episodes.csv").not_run if rule.rule in {"302", "no_header"}
    ]


def test_a_rule_whose_other_file_did_not_come_is_listed_as_not_run(council: Council) -> None:
    put(council, "care/episodes.csv", EPISODES.format(child="A1", started="10/06/2025"))
    not_run = one(load(council), "care/episodes.csv").not_run
    assert {rule.rule for rule in not_run} >= {"302", "no_header"}


def test_the_report_of_real_readers_names_no_value(care: Council, tmp_path: Path) -> None:
    put(care, "care/header.csv", f"{HEADER}\nA1,F,31/02/2014,WBRI,Z123456789012,,\nA1,F,,,,,\n,F,,,,,")
    text = str(load(care).to_json())
    for secret in ("Z123456789012", "AB1 2CD", "SC123456", "31/02/2014"):
        assert secret not in text
