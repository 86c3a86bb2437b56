"""The do-nothing projection in words, on its page and in its files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from lxml import html
from made_results import made_backcast, made_council, made_held, made_projection, template_of
from rich.console import Console

from joinedup.council import Backcast, Projection
from joinedup.reports.projection import (
    PROJECTION_SCHEMA,
    ProjectionPage,
    as_csv,
    as_json,
    in_short,
    projection_page,
    projection_summary,
    write_projection,
)

pytestmark = pytest.mark.unit

ADVICE = "Unbalanced: section 151 officer's advice needed."
NONE = Backcast((), ())


def rendered(projection: Projection, backcast: Backcast = NONE) -> str:
    page = html.fromstring(projection_page(projection, backcast, made_council()).render())
    return " ".join(page.text_content().split())


def test_every_field_of_the_page_says_what_it_shows_and_is_shown() -> None:
    described = ProjectionPage.described()
    assert all(says.endswith(".") for says in described.values())
    Path(__import__("joinedup.reports").reports.__path__[0], "templates", "projection.html").read_text()
    assert [name for name in described if f"page.{name}" not in template_of(ProjectionPage)] == []


def test_a_gap_that_no_known_reserve_meets_needs_advice() -> None:
    said, _ = in_short(made_projection(gap=4e6), NONE)
    assert said == (
        "If nothing is decided, the General Fund is £4.0m short (likely between £2.0m and £6.0m) "
        "in 2026/27 and "
        f"£4.0m short (likely between £2.0m and £6.0m) in 2030/31. {ADVICE} More likely than not, a "
        "gap is expected "
        "from 2026/27 on, and no reserve is known that could meet it."
    )


def test_a_gap_that_uses_up_the_reserve_says_when() -> None:
    said, _ = in_short(made_projection(gap=4e6, reserve=10e6), NONE)
    assert said.endswith(f"{ADVICE} More likely than not, the general reserve is used up in 2028/29.")


def test_a_gap_that_the_reserve_meets_is_not_called_unbalanced() -> None:
    said, _ = in_short(made_projection(gap=4e6, reserve=100e6), NONE)
    assert ADVICE not in said
    assert said.endswith("More likely than not, its general reserve meets the gaps over the whole plan.")


def test_money_over_is_no_gap() -> None:
    said, _ = in_short(made_projection(gap=-4e6), NONE)
    assert "£4.0m over" in said
    assert said.endswith("More likely than not, no gap is expected over the whole plan.")


def test_the_high_needs_deficit_is_told_apart_with_the_end_of_its_override() -> None:
    said = rendered(made_projection(high_needs_gap=3e6))
    assert "The high needs block is £3.0m short" in said
    assert "Its deficit would stand at about £15.0m by then" in said
    assert "ends at the end of 2027-28" in said


def test_pots_in_balance_are_named_and_not_drawn() -> None:
    assert "In balance throughout: the General Fund." in rendered(made_projection())


@pytest.mark.parametrize(
    ("score", "naive", "says"),
    [
        (2.0, 1.0, "“nothing changes” would have been the better forecast for one of one measures"),
        (1.0, 2.0, "the model for one; for no they are about as good."),
        (1.0, 1.0, "for one they are about as good."),
    ],
)
def test_the_page_says_which_forecast_would_have_been_better(score: float, naive: float, says: str) -> None:
    _, said = in_short(made_projection(), made_backcast(score, naive))
    assert says in said


def test_ranges_that_were_too_narrow_are_called_so() -> None:
    _, said = in_short(made_projection(), made_backcast(is_inside=False))
    assert "Only 0% of what came lay inside its 80 per cent ranges: they are too narrow" in said
    _, said = in_short(made_projection(), made_backcast(is_inside=True))
    assert "100% of what came lay inside its 80 per cent ranges: they are wider than they need be." in said


def test_where_nothing_could_be_scored_the_page_says_so() -> None:
    _, said = in_short(made_projection(), NONE)
    assert said.startswith("The model could not be run from an earlier year")


def test_the_naive_forecast_is_called_better_beside_its_measure() -> None:
    held = [made_held("looked_after_children", 90, 2025)]
    said = rendered(made_projection(held=held), made_backcast(2.0, 1.0))
    assert (
        "31 March 2025: 90. 2035/36: about 1,000 (likely between 900 and 1,100). In the past, "
        "“nothing changes”" in said
    )


def test_small_past_counts_of_people_are_hidden_everywhere() -> None:
    projection = made_projection(held=[made_held("looked_after_children", 3, 2025)])
    said = rendered(projection)
    assert "31 March 2025 1 to 5" in said
    assert "31 March 2025: 1 to 5." in said
    (past,) = as_json(projection, NONE)["past"]
    assert past["value"] is None


def test_planning_areas_short_of_places_are_named() -> None:
    said = rendered(made_projection(short=30))
    assert "More likely than not, Oakley primary is short of school places in some year of the plan." in said
    assert "no planning area is short of school places" in rendered(made_projection())


def test_the_files_have_the_same_numbers_and_keep_their_promise(tmp_path: Path) -> None:
    projection, backcast = made_projection(gap=4e6, reserve=10e6), made_backcast()
    content = as_json(projection, backcast)
    jsonschema.validate(json.loads(json.dumps(content)), PROJECTION_SCHEMA)
    found = list(csv.DictReader(io.StringIO(as_csv(projection))))
    assert [float(row["high_80"]) for row in found] == [row["expected"]["high_80"] for row in content["rows"]]
    keys = [tuple(row.values())[:9] for row in found]
    assert len(keys) == len(set(keys))
    files = write_projection(projection, backcast, made_council(tmp_path))
    assert files.page == tmp_path / "reports" / "projection" / "index.html"
    assert json.loads(files.json.read_text())["run"] == "abc123"


def test_the_terminal_says_the_same() -> None:
    console = Console(width=140, file=io.StringIO(), record=True)
    console.print(projection_summary(made_projection(gap=4e6), made_backcast()))
    said = " ".join(console.export_text().split())
    assert ADVICE in said
    assert "Gap by pot" in said
    assert "Had the model been run before" in said
