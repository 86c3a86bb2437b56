"""SSDA903: the right table for each column set of 2017 to 2026, its year, its rules, and its XML form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from joinedup.returns import FileRead, TableRead, check_together
from joinedup.returns.ssda903 import columns
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

ReadOne = Callable[..., TableRead]
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"


def episode(child: str, started: str, ended: str = "", *, place: str = "U4", why: str = "") -> str:
    reason = why or ("X1" if ended else "")
    return f"{child},{started},S,C2,N1,{place},PR1,{ended},{reason},,ZZ1 1ZZ,ZZ2 2ZZ,"


def rules(table: TableRead) -> set[tuple[str, int]]:
    return {(fault.rule, fault.row) for fault in table.faults}


@pytest.mark.parametrize("table", columns.TABLES, ids=lambda table: table.name)
def test_each_published_column_set_is_its_own_table(read: Read, table: columns.Table) -> None:
    result = read(",".join(column.published for column in table.columns if column.published))
    assert isinstance(result, FileRead), result
    assert result.recognised_as == table.name


@pytest.mark.parametrize("table", columns.TABLES, ids=lambda table: table.name)
def test_columns_may_come_in_any_order_and_case(read: Read, table: columns.Table) -> None:
    names = [column.published.lower() for column in table.columns if column.published]
    result = read(",".join(reversed(names)))
    assert isinstance(result, FileRead), result
    assert result.recognised_as == table.name


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("episodes_2024.csv", 2024),
        ("2021-episodes.csv", 2021),
        ("2023/episodes.csv", 2023),
        ("2023-24/episodes.csv", 2024),
        ("903 2022_2023 final.csv", 2023),
        ("2019/episodes_2020.csv", 2020),
        ("extract20260401.csv", 2026),
        ("episodes.csv", 2026),
    ],
)
def test_the_year_is_in_the_name_or_the_folder_or_else_the_latest_date(
    read: Read, name: str, year: int
) -> None:
    result = read("\n".join([EPISODES, episode("1", "01/05/2024", "31/03/2026")]), name)
    assert isinstance(result, FileRead)
    assert result.period == str(year)
    assert result.tables[0].rows["year_ending"].to_list() == [year]


def test_the_day_after_31_march_belongs_to_the_next_year(read: Read) -> None:
    result = read("\n".join([EPISODES, episode("1", "01/05/2024", "01/04/2026")]))
    assert isinstance(result, FileRead)
    assert result.period == "2027"


def test_a_table_without_dates_leaves_its_year_open(read: Read) -> None:
    result = read(f"{HEADER}\n1,F,01/02/2012,WBRI,A1,,")
    assert isinstance(result, FileRead)
    assert result.period == ""
    assert result.tables[0].rows["year_ending"].to_list() == [None]
    assert {(one.rule, one.why) for one in result.not_run} == {("101", "year_ending is empty in every row")}


def test_episodes_are_typed_and_named(read_one: ReadOne) -> None:
    table = read_one("\n".join([EPISODES, episode("1", "01/05/2024", "31/03/2026")]))
    (row,) = table.rows.to_dicts()
    assert row["started"] == date(2024, 5, 1)
    assert row["placement_type"] == "U4"
    assert row["source_row"] == 2


def test_what_is_wrong_with_an_episode_is_noted(read_one: ReadOne) -> None:
    table = read_one(
        "\n".join(
            [
                EPISODES,
                episode("1", "01/05/2024", "01/04/2024"),
                episode("2", "01/05/2024", "01/06/2024"),
                episode("2", "15/05/2024"),
                episode("3", "01/05/2024"),
                episode("3", "01/06/2024"),
                episode("4", "01/05/1991"),
                episode("5", "01/05/2024", why="X1"),
            ]
        )
    )
    assert rules(table) == {("356", 2), ("501", 4), ("142", 5), ("353", 7), ("reason_without_end", 8)}


@pytest.mark.parametrize(
    ("place", "year", "is_fault"),
    [("H5", 2024, False), ("H5", 2025, True), ("K3", 2024, True), ("K3", 2025, False), ("Z11", 2025, True)],
)
def test_a_placement_must_have_been_a_code_in_the_year(
    read_one: ReadOne, place: str, year: int, *, is_fault: bool
) -> None:
    table = read_one("\n".join([EPISODES, episode("1", "01/05/2023", place=place)]), f"{year}.csv")
    assert ("placement_not_in_year" in {fault.rule for fault in table.faults}) is is_fault


@pytest.mark.parametrize(
    ("sex", "year", "is_fault"), [("1", 2024, False), ("1", 2025, True), ("F", 2024, True)]
)
def test_sex_became_a_letter_in_2025(read_one: ReadOne, sex: str, year: int, *, is_fault: bool) -> None:
    table = read_one(f"{HEADER}\n1,{sex},01/02/2012,WBRI,A1,,", f"header_{year}.csv")
    assert bool(table.faults) is is_fault


def test_rules_across_files_are_listed_as_not_run_and_run_once_together(read: Read) -> None:
    text = "\n".join([EPISODES, episode("1", "01/05/2010"), episode("2", "01/05/2024")])
    episodes = read(text, "2026/episodes.csv")
    header = read(f"{HEADER}\n1,F,01/02/2012,WBRI,A1,,", "2026/header.csv")
    assert isinstance(episodes, FileRead)
    assert isinstance(header, FileRead)
    assert {one.rule for one in episodes.not_run} == {"no_header", "302"}
    stored = {
        read.tables[0].table.name: read.tables[0].rows.with_columns(
            pl.lit(read.path.name).alias("source_file")
        )
        for read in (episodes, header)
    }
    faults, not_run = check_together(stored)
    assert not_run == []
    assert {(fault.rule, fault.file, fault.row) for fault in faults} == {
        ("302", "episodes.csv", 2),
        ("no_header", "episodes.csv", 3),
    }


XML = """<?xml version="1.0" encoding="utf-8"?>
<EXPSSDA903>
<CHILD><HEADER><CHILDID>1</CHILDID><SEX>F</SEX><DOB>01/02/2012</DOB><ETHNIC>WBRI</ETHNIC><UASC />
<AREVIEW><REVIEW>01/06/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>01/12/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AMISSING><MISSING>M</MISSING><MIS_START>01/07/2025</MIS_START></AMISSING>
<PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE><OC2><SDQ_SCORE>12</SDQ_SCORE></OC2></HEADER>
<EPISODE><DECOM>01/05/2025</DECOM><LS>C2</LS><PL>U4</PL></EPISODE></CHILD>
<CHILD><HEADER><CHILDID>2</CHILDID><SEX>M</SEX><DOB>01/02/2008</DOB><ETHNIC>AIND</ETHNIC><UASC>1</UASC>
<DUC>01/02/2026</DUC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
<DATE_INT>01/05/2025</DATE_INT><NB_ADOPTR>2</NB_ADOPTR>
<AD_PLACED><DATE_PLACED>01/06/2025</DATE_PLACED></AD_PLACED></HEADER></CHILD>
</EXPSSDA903>"""


def test_the_xml_form_gives_the_same_tables(read: Read) -> None:
    result = read(XML, "ssda903_2026.xml")
    assert isinstance(result, FileRead), result
    assert result.recognised_as == "ssda903_xml"
    assert result.period == "2026"
    counts = {table.table.name: table.n_loaded for table in result.tables}
    assert counts == {
        "ssda903_header": 2,
        "ssda903_episodes": 1,
        "ssda903_reviews": 2,
        "ssda903_uasc": 1,
        "ssda903_oc2": 1,
        "ssda903_oc3": 1,
        "ssda903_ad1": 1,
        "ssda903_placed_for_adoption": 1,
        "ssda903_previous_permanence": 1,
        "ssda903_missing": 1,
        "ssda903_sw_episodes": 0,
    }
    by_name = {table.table.name: table.rows for table in result.tables}
    assert by_name["ssda903_episodes"].row(0, named=True)["placement_type"] == "U4"
    assert by_name["ssda903_uasc"].select("child", "born", "sex", "source_row").row(0) == (
        "2",
        date(2008, 2, 1),
        "M",
        2,
    )
