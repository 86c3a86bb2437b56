"""The ripple as a page, a table in the terminal, CSV and JSON: the same numbers, whole in one file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from lxml import html
from made_results import (
    FIFTH,
    YEARS,
    made_council,
    made_proposal,
    made_range,
    made_ripple,
    made_tipping,
    template_of,
)
from rich.console import Console

from joinedup.council import Affected, DirectorateRisk, PlacesShort, Ripple
from joinedup.council.causes import CausalPath, CausalPaths, CausalStep
from joinedup.reports.ripple import (
    COLUMNS,
    RIPPLE_SCHEMA,
    RipplePage,
    as_csv,
    as_json,
    ripple_page,
    ripple_summary,
    slug,
    ways_summary,
    write_ripple,
)

pytestmark = pytest.mark.unit

COUNCIL = made_council()
ASKED = (
    Affected("directorate", "education", "Education and SEND", "spends more from the General Fund", 0.9),
    Affected("patch", "north", "North", "more looked-after children", 0.8),
    Affected("patch", "south", "South", "more looked-after children", 0.7),
)


def a_ripple() -> Ripple:
    return made_ripple(
        {"family_help": -2.0e6, "looked_after_placements": 0.5e6, "high_needs": 1.0e6},
        proposals=[made_proposal(saving=1e6), made_proposal("other", title="Close <b>clubs</b> & more")],
        moved={"care.looked_after": 21, "family_help.cases": -79},
        affected=ASKED,
        places_short=[PlacesShort("p1", "Oakley primary", FIFTH, made_range(12, 4), made_range(30, 6))],
        risks=[DirectorateRisk("education", "dsg_high_needs", 250_000.0, 0.93)],
        tipping=[made_tipping()],
    )


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.fromstring(ripple_page(a_ripple(), COUNCIL).render())


def text(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def test_every_field_of_the_page_says_what_it_shows_and_is_shown() -> None:
    described = RipplePage.described()
    assert all(says.endswith(".") for says in described.values())
    Path(__import__("joinedup.reports").reports.__path__[0], "templates", "ripple.html").read_text()
    assert [name for name in described if f"page.{name}" not in template_of(RipplePage)] == []


def test_the_first_screen_answers_in_words(page: html.HtmlElement) -> None:
    (summary,) = page.find_class("summary")
    said = " ".join(summary.text_content().split())
    assert "These two proposals together would save about £2.0m a year by 2030/31" in said
    assert "How sure? It is very likely (97 in 100)" in said
    assert "What is claimed? Their owners say that they would save £1.0m a year" in said
    assert "These are separate pots: money saved in one cannot pay for another." in said
    assert "21 more looked-after children on 31 March 2031 (likely between 10 and 32)" in said


def test_patches_affected_alike_are_named_together(page: html.HtmlElement) -> None:
    said = text(page)
    assert "All two patches: more looked-after children." in said
    assert "Education and SEND: spends more from the General Fund. Affected: very likely (90 in 100)." in said


def test_nobody_else_is_said_where_nobody_is_affected() -> None:
    said = text(html.fromstring(ripple_page(made_ripple(), COUNCIL).render()))
    assert "Nobody else is likely to be materially affected." in said
    assert "No main measure moves by an amount that can be told from nothing." in said
    assert "No planning area is expected to be short of places" in said


def test_every_chart_has_a_name_a_description_and_a_table(page: html.HtmlElement) -> None:
    figures = page.findall(".//figure")
    assert len(figures) >= 4
    for figure in figures:
        picture = next(one for one in figure.findall("svg"))
        assert picture.get("role") == "img"
        named = [page.get_element_by_id(key) for key in picture.get("aria-labelledby").split()]
        assert all(one.text_content().strip() for one in named)
        assert figure.findall(".//table//td")


def test_the_page_is_whole_in_one_file_and_runs_nothing(page: html.HtmlElement) -> None:
    assert page.findall(".//script") == []
    links = [one for one in page.iter("a") if not one.get("href").startswith("#")]
    assert links == []
    assert page.xpath("//@src | //link") == []
    assert len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_what_an_owner_writes_is_text_and_never_markup(page: html.HtmlElement) -> None:
    assert "Close <b>clubs</b> & more" in text(page)


def test_places_short_are_shown_by_planning_area(page: html.HtmlElement) -> None:
    (row,) = [one for one in page.iter("tr") if "Oakley primary" in one.text_content()]
    assert " ".join(row.text_content().split()) == "Oakley primary 2030/31 12 8 to 16 30 24 to 36"


def test_the_run_is_named_on_the_page(page: html.HtmlElement) -> None:
    assert "Run abc123" in text(page)


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(a_ripple()))))


def test_the_csv_is_tidy() -> None:
    found = rows()
    assert tuple(found[0]) == COLUMNS
    keys = [tuple(row[name] for name in COLUMNS[:9]) for row in found]
    assert len(keys) == len(set(keys))
    (whole,) = [
        row
        for row in found
        if (row["kind"], row["pot"], row["directorate"], row["line"], row["year"])
        == ("money", "general_fund", "", "", FIFTH)
    ]
    assert float(whole["change_mean"]) == -1.5e6
    assert whole["without_mean"] == ""
    assert float(whole["change_low_80"]) == -1.8e6


def test_the_json_keeps_its_promise_and_has_the_numbers_of_the_csv() -> None:
    content = as_json(a_ripple())
    jsonschema.validate(json.loads(json.dumps(content)), RIPPLE_SCHEMA)
    found = rows()
    assert len(content["money"]) == sum(row["kind"] == "money" for row in found)
    from_csv = [float(row["with_high_95"]) for row in found if row["kind"] == "measure"]
    assert [row["with"]["high_95"] for row in content["measures"]] == from_csv
    assert content["run"] == "abc123"


def test_the_files_stand_together_under_the_proposals_names(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    files = write_ripple(a_ripple(), council)
    assert files.page == tmp_path / "reports" / "trim-and-other" / "index.html"
    assert json.loads(files.manifest.read_text())["run"] == "abc123"
    assert {path.name for path in files.page.parent.iterdir()} == {
        "index.html",
        "ripple.csv",
        "ripple.json",
        "ripple.xlsx",
        "run.json",
    }
    assert write_ripple(a_ripple(), council, tmp_path / "here").csv == tmp_path / "here" / "ripple.csv"


def test_long_lists_of_proposals_keep_apart() -> None:
    many = [made_proposal(f"a-proposal-with-a-long-name-{number}") for number in range(4)]
    first, second = made_ripple(proposals=many), made_ripple(proposals=many[:3])
    assert slug(first).startswith("a-proposal-with-a-long-name-0-and-3-more-")
    assert slug(first) != slug(second)


def test_the_first_page_says_how_sure_it_is_what_it_hangs_on_and_what_room_is_left(
    page: html.HtmlElement,
) -> None:
    said = text(page)
    for words in (
        "In the worst 1 in 20 cases it costs the General Fund £300,000 over the plan, on average.",
        "Over the whole plan, what comes back would have to be 4.0 times as large before it loses money.",
        "Likely to be worse off by more than £250,000 in one of the first five years: Education and SEND",
        "Run again with other chances, the sum over the plan for the General Fund would move by about £30,",
        "Social workers in North: no room left in 2028/29",
        "1 value that nobody has verified",
    ):
        assert words in said


def ways() -> tuple[CausalPaths, ...]:
    steps = (
        CausalStep("lever/family_help.capacity", "8% less: Family Help staff", -0.08, "share", FIFTH),
        CausalStep("family_help.cases", "42 fewer children helped early", -42.0, "children", YEARS[1]),
        CausalStep("spend.looked_after_placements", "£1.1m more on placements", 1.1e6, "pounds", FIFTH),
    )
    return (
        CausalPaths("spend.looked_after_placements", "general_fund", steps[-1], (CausalPath(steps, 0.71),)),
    )


def test_how_it_comes_about_is_told_step_by_step() -> None:
    said = text(html.fromstring(ripple_page(a_ripple(), COUNCIL, ways()).render()))
    assert (
        "8% less: Family Help staff → 42 fewer children helped early (2027/28) → £1.1m more on placements in "
        "2030/31 (71 in 100 of that effect comes this way)."
    ) in said
    content = as_json(a_ripple(), ways())
    assert content["ways"][0]["ways"][0]["steps"][1]["change"] == -42.0
    console = Console(width=140, file=io.StringIO(), record=True)
    console.print(ways_summary(ways()))
    assert "How it comes about" in console.export_text()


def test_the_json_says_how_sure_it_is_and_what_room_is_left() -> None:
    content = as_json(a_ripple())
    fund = next(one for one in content["certainties"] if one["pot"] == "general_fund")
    assert (fund["worst_mean"], fund["switching"], fund["error"], fund["is_exact"]) == (3e5, 4.0, 3e4, True)
    (room,) = content["room"]
    assert (room["without"]["mean"], room["chance_tips"], room["says"]) == (0.03, 0.12, "Social workers")
    short = replace(a_ripple(), certainties=(replace(a_ripple().certainties[0], error=float("inf")),))
    assert as_json(short)["certainties"][0]["error"] is None


def test_single_numbers_stand_under_value_in_the_csv() -> None:
    values = {row["kind"]: row["value"] for row in rows() if row["value"]}
    assert set(values) == {
        *("chance_better_off", "worst_twentieth", "switching", "error", "chance_worse_off"),
        *("chance_full_without", "chance_full_with", "chance_tips"),
    }
    assert values["chance_tips"] == "0.12"


def test_the_terminal_says_the_same() -> None:
    console = Console(width=140, file=io.StringIO(), record=True)
    console.print(ripple_summary(a_ripple(), COUNCIL))
    said = " ".join(console.export_text().split())
    assert "These two proposals together would save about £2.0m a year" in said
    assert "Main measures that move: change" in said
    assert "All two patches: more looked-after children" in said
    assert "About three quarters (76%)" in said


def test_the_terminal_says_that_nothing_changes() -> None:
    console = Console(width=140, file=io.StringIO(), record=True)
    console.print(ripple_summary(made_ripple(), COUNCIL))
    said = console.export_text()
    assert "would change no budget" in said
    assert "Nobody else is likely" in said


def test_a_shorter_plan_speaks_of_its_last_year() -> None:
    whole = made_ripple(moved={"care.looked_after": 21})
    short = replace(whole, measures=tuple(one for one in whole.measures if one.year in YEARS[:2]))
    assert "Every measure, 2027/28" in ripple_page(short, COUNCIL).render()
