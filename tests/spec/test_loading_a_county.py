"""A whole county's files, and real files of every kind, go in: each row is accounted for, nobody is shown."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from joinedup.folder import Council, new_council, read_council
from joinedup.loading import LoadReport, Standing, load
from joinedup.reports.load import load_workbook, render_load_page
from joinedup.returns import known_returns
from joinedup.store import Store

pytestmark = pytest.mark.spec

title = "Loading a county"

# A value shorter than this is found inside ordinary words and numbers by chance.
LONG_ENOUGH = 6
# The parts of a workbook that hold what somebody reads in it.
CELLS = ("xl/worksheets/", "xl/sharedStrings")


@pytest.fixture(scope="module")
def county(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Council:
    folder = tmp_path_factory.mktemp("loaded") / "county"
    shutil.copytree(small_county, folder, ignore=shutil.ignore_patterns(".joinedup"))
    return read_council(folder)


@pytest.fixture(scope="module")
def report(county: Council) -> LoadReport:
    return load(county)


def test_every_row_of_every_file_is_accounted_for(report: LoadReport, county: Council) -> None:
    """Read is loaded, set aside, or already in another file; and the store holds what the report says."""
    assert report.files
    assert all(file.adds_up for file in report.files)
    assert report.read == report.loaded + report.n_set_aside + report.n_duplicates
    store = Store(county.workings)
    assert report.loaded == sum(store.read(table).height for table in store.tables())
    assert sum(row.rows for row in report.coverage) == report.loaded


def test_every_return_that_is_expected_came(report: LoadReport) -> None:
    """So the list of what did not come is empty."""
    assert report.not_received == ()


def test_the_xml_of_a_year_is_the_same_return_as_its_tables(report: LoadReport) -> None:
    """Its rows are counted once."""
    xml = next(file for file in report.files if file.recognised_as == "ssda903_xml")
    assert xml.standing is Standing.DUPLICATE
    assert xml.read == xml.n_duplicates > 0


def test_a_file_that_cannot_be_used_says_why_and_what_to_do(report: LoadReport) -> None:
    """In words, without quoting the file."""
    for file in report.standing(Standing.REFUSED):
        assert file.reason.endswith(".")
        assert file.todo


def test_rows_say_where_they_came_from(county: Council, report: LoadReport) -> None:
    """File, row and load, for every row of every table."""
    store = Store(county.workings)
    for table in store.tables():
        rows = store.read(table)
        assert rows.select("source_file", "source_row", "load").null_count().row(0) == (0, 0, 0)
        assert set(rows["source_file"]) <= {file.path for file in report.files}


def test_loading_again_changes_nothing(county: Council, report: LoadReport) -> None:
    """And is quick, because no file is read."""
    before = Store(county.workings).manifest()
    again = load(county)
    assert not again.changed
    assert Store(county.workings).manifest() == before
    assert again.findings == report.findings


def test_no_report_shows_anything_from_a_record(county: Council, report: LoadReport) -> None:
    """No name, number or postcode of anybody, in the page, the workbook or the record of the load."""
    with zipfile.ZipFile(io.BytesIO(load_workbook(report))) as book:
        workbook = " ".join(book.read(name).decode() for name in book.namelist() if name.startswith(CELLS))
    shown = render_load_page(report) + workbook + json.dumps(report.to_json())
    secrets = _personal_values(county)
    assert len(secrets) > 1000
    # Whole words only: six figures also stand inside the numbers that lay a sheet out.
    words = set(re.findall(r"[\w.]+", shown))
    assert [secret for secret in secrets if secret in words or (" " in secret and secret in shown)] == []


def _personal_values(county: Council) -> set[str]:
    store = Store(county.workings)
    personal = {
        (t.name, c.name) for one in known_returns() for t in one.tables for c in t.columns if c.personal
    }
    tables = {table: store.read(table) for table in store.tables()}
    # Forenames and surnames are words too (Hope, Page); with a number or a postcode a match is no chance.
    values = {
        value
        for table, column in personal
        if table in tables
        and column not in {"forename", "surname", "person", "member"}
        and str(tables[table].schema[column]) == "String"
        for value in tables[table][column].drop_nulls().unique().to_list()
    }
    return {value for value in values if len(value) >= LONG_ENOUGH and any(c.isdigit() for c in value)}


@pytest.mark.parametrize("folder", ["sample_child_level", "places/s106/raw_council_files"])
def test_any_file_may_be_thrown_at_a_load(shared_data: Path, tmp_path: Path, folder: str) -> None:
    """Recognised or refused with a reason; never a crash, and every row of what was read accounted for."""
    council = new_council(tmp_path / "testshire", "Testshire")
    report = load(council, [shared_data / folder])
    assert len(report.files) == sum(path.is_file() for path in (shared_data / folder).rglob("*"))
    for file in report.files:
        assert file.adds_up
        assert (file.standing is Standing.REFUSED) == bool(file.reason)
        assert "unexpectedly" not in file.reason


def test_fictional_returns_of_other_tools_load(shared_data: Path, tmp_path: Path) -> None:
    """The SSDA903 and children in need samples that other tools are tested with, and extracts of GIAS."""
    council = new_council(tmp_path / "testshire", "Testshire")
    samples = shared_data / "sample_child_level"
    folders = [samples / name for name in ("ssda903_fake", "ssda903_multi_year", "cin_census")]
    report = load(council, folders)
    refused = {Path(file.path).name for file in report.standing(Standing.REFUSED)}
    # Two lists of children's homes lie beside the return and are no part of it.
    assert refused == {"combined_scp_ch_fake.xlsx", "scp_ch_2025_fake.xlsx"}
    assert {"ssda903_episodes", "ssda903_header", "cin_children", "cin_details"} <= set(
        Store(council.workings).tables()
    )
