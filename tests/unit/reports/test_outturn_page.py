"""The page on this year's spending and savings: it adds up, says what it must, and hides nothing."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lxml import html
from made_ledger import YEARS, made_year, saving_row
from made_results import template_of
from python_calamine import CalamineWorkbook
from rich.console import Console

from joinedup.council import Ready
from joinedup.council.monitoring import Monitored, deliveries_tracked, delivery_record, in_year, read_tracker
from joinedup.reports.outturn import (
    OutturnPage,
    as_json,
    fund_in_short,
    outturn_page,
    outturn_summary,
    write_outturn,
)
from joinedup.reports.outturn._exact import change_in_full, in_full
from joinedup.store import Store

pytestmark = pytest.mark.unit

LINES = ("family_help", "youth_justice", "older_people", "environment", "high_needs")
SAVINGS = [
    saving_row("a", "in delivery", 100.01, delivered=20, forecast=60.5, year="2026/27"),
    saving_row("b", "proposed", 200.01, kind="avoided"),
    saving_row("c", "delivered", 50.01, delivered=50.02, year="2026/27"),
    saving_row("old", "delivered", 10, delivered=9, year="2024/25", as_at="2025-03-31"),
]


def monitored(asked: Ready, missing: str = "", proposals: tuple[str, ...] = ("a", "b")) -> Monitored:
    tracker = read_tracker(Store(asked.council.workings), asked.council, proposals)
    shares = deliveries_tracked(asked, tracker, proposals)
    found = None if missing else in_year(asked)
    return Monitored(found, missing, tracker, delivery_record(asked, tracker), shares)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    rng = np.random.default_rng(7)
    months = {
        line: {
            year: [round(float(one), 2) for one in rng.normal(1e6, 3e4, 7 if year == "2026/27" else 12)]
            for year in YEARS
        }
        for line in LINES
    }
    months["older_people"]["2026/27"] = [1.4e6 + place for place in range(7)]
    budgets = {line: dict.fromkeys(YEARS, 12e6 + 0.37) for line in LINES}
    return made_year(tmp_path_factory.mktemp("year"), months, budgets, savings_tracker=SAVINGS)


@pytest.fixture(scope="module")
def page(asked: Ready) -> OutturnPage:
    return outturn_page(monitored(asked), asked.council)


def whole(text: str) -> int:
    return int(text.replace("£", "").replace(",", "").replace("−", "-").replace("+", ""))


def test_every_row_adds_up_to_its_total_to_the_pound(page: OutturnPage) -> None:
    for pot in page.pots:
        rows = pot.table.rows
        lines, totals = [row for row in rows if not row.is_total], [row for row in rows if row.is_total]
        for place in range(7):
            added = sum(whole(row.cells[place].text) for row in lines)
            assert not totals or whole(totals[-1].cells[place].text) == added
        for row in rows:
            budget, expected, spent, difference, forecast, _, over = (
                whole(row.cells[at].text) for at in range(7)
            )
            assert (difference, over) == (spent - expected, forecast - budget)


def test_savings_add_up_to_their_totals(page: OutturnPage) -> None:
    assert page.savings is not None
    for table in page.savings.by_status:
        part = [0] * 4
        for row in table.rows:
            sums = [whole(cell.text) for cell in row.cells[1:5]]
            assert sums[3] == sums[0] - sums[2]
            if row.is_total:
                assert sums == part
            part = [0] * 4 if row.is_total else [one + other for one, other in zip(part, sums, strict=True)]


def test_cashable_and_avoided_are_never_added(page: OutturnPage) -> None:
    assert page.savings is not None
    names = [row.name for table in page.savings.by_status for row in table.rows]
    assert all(("cashable" in name) != ("avoided" in name) for name in names)


def test_what_goes_over_is_said_first_and_only_that(page: OutturnPage) -> None:
    assert [says.split(":")[0] for says in page.warnings] == ["Older people"]
    older = next(row for row in page.pots[0].table.rows if row.name == "Older people")
    assert older.cells[-1].text == "overspend likely"


def test_each_pot_has_a_sentence_a_table_and_a_chart_of_its_own(page: OutturnPage) -> None:
    assert len(page.pots) == len(page.leads) == 2
    assert page.leads[0].startswith("The General Fund is heading for")
    assert page.leads[1].startswith("High needs block")


def test_the_general_fund_is_said_in_one_sentence(asked: Ready, page: OutturnPage) -> None:
    said = fund_in_short(monitored(asked))
    heading = page.leads[0].split(" Spending ")[0]
    assert said == f"By what was spent to 31 October 2026, t{heading[1:]}"
    assert said.count(". ") == 0


def test_where_no_month_is_loaded_the_sentence_says_what_is_missing(asked: Ready) -> None:
    assert fund_in_short(monitored(asked, "No month is loaded.\nAdd one.")) == "No month is loaded."


def test_the_page_is_whole_html_with_one_heading(page: OutturnPage) -> None:
    text = page.render()
    tree = html.fromstring(text)
    assert len(tree.xpath("//h1")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    for figure in tree.xpath("//figure"):
        assert figure.xpath(".//table")
    for says in (*page.leads, *page.warnings, *page.tested):
        assert says in html.tostring(tree, method="text", encoding="unicode")


def test_every_field_of_the_page_is_shown(page: OutturnPage) -> None:
    text = template_of(OutturnPage)
    assert [name for name in OutturnPage.described() if f"page.{name}" not in text] == []


def test_the_tracker_alone_is_shown_where_no_month_is_held(asked: Ready) -> None:
    alone = outturn_page(monitored(asked, "No month.\nAdd a file:\n  Service,Month"), asked.council)
    text = html.tostring(html.fromstring(alone.render()), method="text", encoding="unicode")
    assert "No month." in text
    assert "Add a file:" in text
    assert "cashable: in delivery" in text
    assert "Spending against budget" not in text.replace("spending against budget", "")


def test_a_year_with_only_months_is_shown(tmp_path: Path) -> None:
    asked = made_year(tmp_path, {"youth_justice": {"2026/27": [10.0]}})
    shown = outturn_page(monitored(asked), asked.council)
    assert shown.savings is None
    assert "no budget" in shown.render()
    assert "No whole past year" in shown.tested[0]


def test_json_holds_every_line_and_adds_up(asked: Ready) -> None:
    document = json.loads(json.dumps(as_json(monitored(asked)), allow_nan=False))
    assert {one["line"] for one in document["lines"]} == set(LINES)
    for pot in document["pots"]:
        mine = [one for one in document["lines"] if one["pot"] == pot["pot"]]
        for name in ("budget", "actual_to_date", "forecast", "forecast_variance"):
            assert sum(round(100 * one[name]) for one in mine) == round(100 * pot[name])
    assert [one["month"] for one in document["backtest"]] == list(range(1, 12))
    assert {one["reference"] for one in document["savings"]["savings"]} == {"a", "b", "c", "old"}
    assert document["savings"]["unmatched"] == ["c", "old"]


def test_the_workbook_can_be_gone_on_with(asked: Ready, tmp_path: Path) -> None:
    files = write_outturn(monitored(asked), asked.council, tmp_path)
    book = CalamineWorkbook.from_path(files.workbook)
    assert book.sheet_names == [
        *("Answer", "Forecast", "Months", "Methods", "Past forecasts", "Ledger rows", "Savings"),
    ]
    rows: list[list[Any]] = book.get_sheet_by_name("Forecast").to_python()
    assert [row[2] for row in rows[1:]].count("All services") == 2
    content = files.workbook.read_bytes()
    assert content == write_outturn(monitored(asked), asked.council, tmp_path / "again").workbook.read_bytes()


def test_formulas_of_the_workbook_give_the_numbers_beside_them(asked: Ready, tmp_path: Path) -> None:
    files = write_outturn(monitored(asked), asked.council, tmp_path)
    with zipfile.ZipFile(files.workbook) as book:
        sheet = html.fromstring(book.read("xl/worksheets/sheet2.xml"))
    cells = {cell.get("r"): cell for cell in sheet.xpath("//c")}

    def value(name: str) -> float:
        return float(cells[name].xpath("./v")[0].text)

    formulas = {name: cell.xpath("./f")[0].text for name, cell in cells.items() if cell.xpath("./f")}
    assert formulas
    for name, text in formulas.items():
        if found := re.fullmatch(r"([A-Z]\d+)-([A-Z]\d+)", text):
            expected = value(found[1]) - value(found[2])
        else:
            column, first, last = re.fullmatch(r"SUM\(([A-Z])(\d+):[A-Z](\d+)\)", text).groups()  # type: ignore[union-attr]
            expected = sum(value(f"{column}{row}") for row in range(int(first), int(last) + 1))
        assert value(name) == pytest.approx(expected, abs=0.005)


def test_the_terminal_says_what_the_page_says(asked: Ready) -> None:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    console.print(outturn_summary(monitored(asked), asked.council))
    said = " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]
    assert "The General Fund is heading for" in said
    assert "Likely to go over" in said
    assert "General Fund: savings to 31 October 2026" in said


def test_what_is_taken_for_want_of_a_sum_is_said_whatever_the_status(tmp_path: Path) -> None:
    savings = [saving_row("a", "amber", 100), saving_row("b", "delivered", 100)]
    asked = made_year(tmp_path, {"youth_justice": {"2026/27": [10.0]}}, savings_tracker=savings)
    shown = outturn_page(monitored(asked), asked.council).savings
    assert shown is not None
    assert "No forecast is given of a; what was planned is taken." in shown.notes
    assert any(says.startswith("Called delivered without a sum: b;") for says in shown.notes)


def test_the_terminal_breaks_no_number_at_eighty_columns(tmp_path: Path) -> None:
    lines = ("looked_after_placements", "homelessness", "older_people", "high_needs")
    months = {line: {"2026/27": [14_567_890.12] * 7} for line in lines}
    savings = [
        saving_row("a", "in delivery", 12_125_000, delivered=1_038_000, forecast=11_498_000, year="2026/27"),
        saving_row("b", "undeliverable", 2_496_667, year="2026/27"),
    ]
    budgets = {line: {"2026/27": 175e6} for line in lines}
    asked = made_year(tmp_path, months, budgets, savings_tracker=savings)
    console = Console(file=io.StringIO(), width=80, color_system=None)
    console.print(outturn_summary(monitored(asked), asked.council))
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, said.splitlines())) <= 80
    rows = [line for line in said.splitlines() if line.startswith("│")]
    assert rows and all(line.endswith("│") for line in rows)
    for sum_ in ("£14,621,667", "£12,125,000", "£1,038,000", "£11,498,000", "£3,123,667", "£175.0m"):
        assert any(sum_ in line for line in rows), sum_
    assert "Delivered" in said


def test_sums_are_written_in_full() -> None:
    assert (in_full(1_234_567), in_full(-5), in_full(0)) == ("£1,234,567", "−£5", "£0")
    assert (change_in_full(5), change_in_full(-5), change_in_full(0)) == ("+£5", "−£5", "£0")
