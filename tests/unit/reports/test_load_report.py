"""The load report in its three forms: it says what came, shows nobody, and runs nothing."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import fastexcel
import pytest
from fake_returns import fake_file, load_fake
from lxml import html
from rich.console import Console

from joinedup.folder import Council, new_council
from joinedup.loading import Finding, LoadReport, RowsIn
from joinedup.reports.load import (
    load_summary,
    load_workbook,
    render_load_page,
    rows_to_correct,
    write_load_report,
)

pytestmark = pytest.mark.unit

SHEETS = ["Summary", "Files", "Set aside", "Faults", "Coverage", "Reconciliation", "Not received"]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return new_council(tmp_path / "testshire", "Testshire")


@pytest.fixture
def report(council: Council) -> LoadReport:
    files = {
        "=cmd().csv": fake_file("rolls", "2026", "1,R,30", "1,1,0", ",2,9", *["1,R,30"] * 30),
        "rolls.xml": fake_file("rolls", "2026", "1,R,31"),
        "notes <b>.txt": "lunch",
    }
    for name, text in files.items():
        (council.data / name).write_text(text, encoding="utf-8")
    findings = (
        Finding("Who?", "all", "All children.", 103, is_total=True),
        Finding("Who?", "good", "In both.", 90, in_total=True),
        Finding(
            "Who?", "many", "In one.", 10, in_total=True, rows=(RowsIn("a.csv", (4, 5, 6)),), todo="Look."
        ),
        Finding("Who?", "few", "In none.", 3, in_total=True, rows=(RowsIn("b.csv", (77,)),), todo="Ask."),
    )
    return replace(load_fake(council), findings=findings)


def text_of(report: LoadReport) -> str:
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(load_summary(report))
    return console.export_text()


def words_of(page: str) -> str:
    """Return what a reader reads, without the style sheet and with a space between cells."""
    body = html.fromstring(page).find("body")
    return " ".join(" ".join(body.itertext()).split())


def cells(report: LoadReport, sheet: str) -> list[tuple[str, ...]]:
    book = fastexcel.read_excel(load_workbook(report))
    frame = book.load_sheet(sheet, header_row=None, dtypes="string").to_polars()
    return [tuple(cell or "" for cell in row) for row in frame.rows()]


def test_the_page_is_whole_and_accessible(report: LoadReport) -> None:
    page = render_load_page(report)
    tree = html.fromstring(page)
    assert [one.text_content() for one in tree.xpath("//h1")] == ["What came in: Testshire, load 1"]
    assert tree.get("lang") == "en-GB"
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert tree.xpath("//main/@id") == ["main"]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(tree.xpath("//nav//a/@href")) <= {f"#{one}" for one in ids}
    assert all(table.xpath("./caption") for table in tree.xpath("//table"))
    assert not tree.xpath("//th[not(@scope)]")
    assert not tree.xpath("//script | //link | //img | //@src | //@onclick | //iframe")
    assert "http" not in page
    assert "@media print" in page


def test_the_page_lists_files_faults_and_what_to_do(report: LoadReport) -> None:
    text = words_of(render_load_page(report))
    assert "34 rows read = 2 loaded + 31 set aside + 1 already in another file." in text
    assert "Check 1 row loaded from =cmd().csv: A year group has pupils." in text
    assert "This row is there twice. URN 30 4 to 23 and 10 more" in text
    assert "This is not a return that JoinedUp knows." in text
    assert "SSDA903 return (children looked after)" in text


def test_a_file_name_is_never_read_as_markup(report: LoadReport) -> None:
    assert "notes &lt;b&gt;.txt" in render_load_page(report)
    assert "notes <b>.txt" in text_of(report)


def test_small_counts_and_their_rows_are_hidden_in_what_may_leave(report: LoadReport) -> None:
    page = words_of(render_load_page(report))
    assert "In one. suppressed kept in the council's folder Look." in page
    assert "In none. 1 to 5 kept in the council's folder Ask." in page
    assert "All children. 103" in page
    assert "77" not in page
    sheet = cells(report, "Reconciliation")
    assert ("Who?", "In none.", "1 to 5", "", "kept in the council's folder", "Ask.") in sheet
    assert ("Who?", "In both.", "90", "", "", "") in sheet
    assert "1 to 5" in text_of(report)


def test_the_rows_behind_them_stay_in_the_councils_folder(council: Council, report: LoadReport) -> None:
    files = write_load_report(council, report)
    assert files.rows.is_relative_to(council.workings)
    assert "Who?,In none.,Ask.,b.csv,77" in files.rows.read_text(encoding="utf-8-sig")
    assert files.page.is_relative_to(council.reports)
    for file in (files.page, files.workbook, files.rows):
        assert os.name != "posix" or stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_count_above_five_lists_its_rows(report: LoadReport) -> None:
    alone = replace(report, findings=(replace(report.findings[2], in_total=False),))
    assert "a.csv: 4 to 6" in render_load_page(alone)
    assert cells(alone, "Reconciliation")[1] == ("Who?", "In one.", "10", "a.csv", "4 to 6", "Look.")


def test_the_workbook_has_every_row(report: LoadReport) -> None:
    assert fastexcel.read_excel(load_workbook(report)).sheet_names == SHEETS
    aside = cells(report, "Set aside")
    assert len(aside) == 1 + 31 + 1
    assert ("rolls.xml", "rolls", "1", "", "Already in =cmd().csv, where it differs") in aside
    assert cells(report, "Faults")[1][:3] == ("=cmd().csv", "rolls", "F1")
    assert ("=cmd().csv", "rolls", "2026", "new", "rolls", "33", "2", "31", "0", "1", "", "") in cells(
        report, "Files"
    )


def test_the_workbook_holds_no_formula_and_keeps_its_headers_in_view(report: LoadReport) -> None:
    with zipfile.ZipFile(io.BytesIO(load_workbook(report))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == len(SHEETS)
    for sheet in sheets:
        assert "<f>" not in sheet
        assert 'state="frozen"' in sheet
        assert "<autoFilter" in sheet


def test_rows_to_correct_cannot_run_as_a_formula(report: LoadReport) -> None:
    finding = replace(report.findings[3], rows=(RowsIn("=cmd().csv", (1,)),))
    assert "'=cmd().csv" in rows_to_correct(replace(report, findings=(finding,)))


def test_the_terminal_says_what_came_and_what_to_do(report: LoadReport) -> None:
    text = text_of(report)
    assert "34 rows read = 2 loaded + 31 set aside + 1 already in another file." in text
    assert "What to do first" in text
    assert "Did not come:" in text


def test_an_empty_load_still_makes_a_report(council: Council) -> None:
    report = load_fake(council)
    page = html.fromstring(render_load_page(report)).text_content()
    assert "The store is empty." in page
    assert "Every file was used." in page
    assert cells(report, "Files")[0][0] == "File"
    assert "0 rows read" in text_of(report)


def test_the_report_survives_json(report: LoadReport) -> None:
    assert LoadReport.from_json(report.to_json()) == report
    assert report.to_json()["totals"]["rows_read"] == 34
