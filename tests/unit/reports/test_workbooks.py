"""Workbooks open, hold numbers as numbers and text as text, and add up."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import date

import polars as pl
import pytest
from made_results import FIFTH, made_council, made_proposal, made_ripple, made_tipping

from joinedup.council import Affected, Ripple
from joinedup.links import load_links
from joinedup.parameters import load_parameters
from joinedup.reports._sheets import POUNDS, Column, Sheets
from joinedup.reports.compare import Tried, comparison_workbook
from joinedup.reports.links import links_workbook, shown_links
from joinedup.reports.ripple import ripple_workbook

pytestmark = pytest.mark.unit

COUNCIL = made_council()
MADE_AT = "2026-04-01T09:00:00+00:00"


def a_ripple() -> Ripple:
    return made_ripple(
        {"family_help": -2.0e6, "looked_after_placements": 0.5e6, "high_needs": 1.0e6},
        proposals=[made_proposal(saving=1e6, title="=1+1")],
        moved={"care.looked_after": 21},
        affected=[Affected("patch", "north", "North", "more looked-after children", 0.8)],
        tipping=[made_tipping()],
    )


def sheet(content: bytes, name: str) -> list[dict[str, object]]:
    return pl.read_excel(io.BytesIO(content), sheet_name=name, engine="calamine").to_dicts()


@pytest.fixture(scope="module")
def book() -> bytes:
    return ripple_workbook(a_ripple(), COUNCIL, FIFTH)


def test_the_workbook_of_a_ripple_has_a_sheet_for_each_question(book: bytes) -> None:
    names = pl.read_excel(io.BytesIO(book), sheet_id=0, engine="calamine")
    assert list(names) == [
        *("Answer", "Money by line", "Money by directorate", "Money by pot", "Measures", "Patches"),
        *("How sure", "Who is worse off", "Room left", "Who must be asked", "Proposals", "Run"),
    ]


def test_lines_add_up_to_directorates_and_these_to_pots(book: bytes) -> None:
    sums: dict[str, dict[tuple[str, str], float]] = {}
    for name in ("Money by line", "Money by directorate", "Money by pot"):
        found: dict[tuple[str, str], float] = defaultdict(float)
        for row in sheet(book, name):
            found[str(row["Pot"]), str(row["Year"])] += float(str(row["Change, mean"]))
        sums[name] = dict(found)
    assert sums["Money by line"] == sums["Money by directorate"] == sums["Money by pot"]
    assert sums["Money by pot"]["General Fund", FIFTH] == -1.5e6


def test_how_sure_and_room_left_are_numbers(book: bytes) -> None:
    fund = next(row for row in sheet(book, "How sure") if row["Pot"] == "General Fund")
    assert (fund["Mean of the worst 1 of 20"], fund["Times larger elsewhere to turn it"]) == (300_000, 4.0)
    assert fund["Chance better off by end of 2035/36"] == 0.8
    (room,) = sheet(book, "Room left")
    assert (room["Free without, mean"], room["Chance because of this"]) == (0.03, 0.12)


def test_a_title_that_looks_like_a_formula_is_text(book: bytes) -> None:
    titles = [row["As written"] for row in sheet(book, "Proposals") if row["What"] == "Title"]
    assert titles == ["=1+1"]


def test_what_is_not_a_number_is_left_empty() -> None:
    sheets = Sheets("A book", MADE_AT)
    sheets.add("One", ("What", Column("Pounds", POUNDS)), [("a", 1.5), ("b", float("inf")), ("c", None)])
    assert [row["Pounds"] for row in sheet(sheets.content(), "One")] == [1.5, None, None]


def test_alternatives_stand_beside_doing_nothing_in_the_workbook() -> None:
    other = made_ripple({"family_help": -1e6}, proposals=[made_proposal("other")], tipping=[made_tipping()])
    content = comparison_workbook(COUNCIL, [Tried("First", a_ripple()), Tried("Second", other)])
    money = [row for row in sheet(content, "Money") if row["Pot"] == "General Fund"]
    assert [(row["Alternative"], row["Pot in that year"]) for row in money] == [
        ("Do nothing", 0),
        ("First", -1.5e6),
        ("Second", -1e6),
    ]


def test_every_link_is_in_the_workbook_with_its_range() -> None:
    links = shown_links(load_links(), load_parameters(), date(2027, 4, 1))
    rows = sheet(links_workbook(links, "Links", MADE_AT), "Links")
    assert len(rows) == sum(max(len(one.sizes), 1) for one in links)
    assert all(row["Low"] <= row["Value"] <= row["High"] for row in rows if row["Parameter"])  # type: ignore[operator]
