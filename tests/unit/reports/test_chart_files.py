"""Charts as files: the same numbers as the page's table, and a picture that stands alone."""

from __future__ import annotations

import csv
import io

import fastexcel
import pytest
from lxml import etree
from made_results import made_backcast, made_council, made_projection

from joinedup.reports import (
    Cell,
    Chart,
    ChartForm,
    DataTable,
    Row,
    chart_file,
    chart_key,
    charts_in,
    table_csv,
    table_workbook,
)
from joinedup.reports.projection import projection_page

pytestmark = pytest.mark.unit

TABLE = DataTable(
    "Children",
    "On 31 March.",
    "Year",
    ("Expected", "Naive"),
    (
        Row("2026/27", (Cell("1,250", "1,100 to 1,400"), Cell("none held"))),
        Row("2027/28", (Cell("−3.5", "−4.0 to 1.0"), Cell("£1.2m"))),
        Row("=2+2", (Cell("1 to 5"), Cell("-2+3"))),
    ),
)


def _charts() -> list[Chart]:
    page = projection_page(made_projection(), made_backcast(), made_council())
    return list(charts_in({"page": page}))


def test_every_chart_of_a_page_is_found_and_told_apart() -> None:
    page = projection_page(made_projection(), made_backcast(), made_council())
    found = list(charts_in({"page": [page]}))
    assert found == [*page.pots, *page.measures, *page.areas]
    assert len({chart_key(one) for one in found}) == len(found) > 3


def test_a_chart_that_is_made_again_has_the_same_key() -> None:
    assert [chart_key(one) for one in _charts()] == [chart_key(one) for one in _charts()]


def test_numbers_are_numbers_and_ranges_have_a_column_of_their_own() -> None:
    rows = list(csv.reader(io.StringIO(table_csv(TABLE))))
    assert rows[0] == ["Year", "Expected", "Expected: range", "Naive"]
    assert rows[1] == ["2026/27", "1250", "1,100 to 1,400", "none held"]
    assert rows[2] == ["2027/28", "-3.5", "−4.0 to 1.0", "£1.2m"]


def test_no_cell_of_a_csv_file_is_run_by_a_spreadsheet() -> None:
    assert list(csv.reader(io.StringIO(table_csv(TABLE))))[3] == ["'=2+2", "1 to 5", "", "'-2+3"]


def test_the_workbook_holds_what_the_csv_holds_and_says_how_to_read_it() -> None:
    book = fastexcel.read_excel(table_workbook(TABLE))
    numbers = book.load_sheet("Numbers", header_row=None).to_polars().rows()
    assert numbers[0] == ("Year", "Expected", "Expected: range", "Naive")
    assert [float(row[1]) for row in numbers[1:3]] == [1250.0, -3.5]
    assert numbers[3][0] == "=2+2"
    assert "On 31 March." in str(book.load_sheet("About").to_polars().rows())


def test_a_picture_stands_alone() -> None:
    chart = _charts()[0]
    svg = chart_file(chart, ChartForm.SVG)
    root = etree.fromstring(svg.content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert svg.name.endswith(".svg")
    png = chart_file(chart, ChartForm.PNG)
    assert png.content.startswith(b"\x89PNG")
    across, up = (int.from_bytes(png.content[place : place + 4], "big") for place in (16, 20))
    assert across > 1_000, "sharp enough for print"
    _, _, width, height = (float(one) for one in root.get("viewBox").split())
    assert across / up == pytest.approx(width / height, rel=0.01), "nothing but the picture"
    assert (root.get("width"), root.get("height")) == (f"{width:g}", f"{height:g}")


def test_the_same_chart_gives_the_same_bytes() -> None:
    chart = _charts()[0]
    for form in ChartForm:
        assert chart_file(chart, form) == chart_file(chart, form)
