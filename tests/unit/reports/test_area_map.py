"""The map of patches and wards: shaded in steps, readable without colour, with no small count in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import html
from made_results import made_council, made_projection, made_range, template_of

from joinedup.council import Area, AreaCounts, Projection
from joinedup.errors import InputRefused
from joinedup.folder import Council, Patch
from joinedup.reports.area_map import MapPage, map_page, steps_of
from joinedup.reports.area_map._rates import CHILDREN
from joinedup.reports.charts import STEPS, ShadedArea, area_map, middle_of

pytestmark = pytest.mark.unit


def square(east: float, north: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    corners = ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0))
    return (tuple((east + x, north + y) for x, y in corners),)


AREAS = tuple(
    Area(f"W{place}", f"Ward {place}", "north" if place < 3 else "south", (square(-2 + place / 10, 52),))
    for place in range(6)
)


def council() -> Council:
    made = made_council()
    north, south = Patch("north", "North", ("W0", "W1", "W2")), Patch("south", "South", ("W3", "W4", "W5"))
    return replace(made, patches=(north, south))


def counts(*values: int) -> AreaCounts:
    held = {f"W{place}": value for place, value in enumerate(values)}
    return AreaCounts("children", "Children", "children", date(2025, 6, 30), "a table", held)


def projection(children: float = 1000) -> Projection:
    """Return a projection with 2,000 of everything in the south and 1,000 in the north, but for children."""
    made = made_projection()
    return replace(
        made,
        measures=tuple(
            replace(one, expected=tuple(made_range(level, 100) for _ in one.expected))
            if one.patch == "south" and (level := children if one.measure.name == CHILDREN else 2000)
            else one
            for one in made.measures
        ),
    )


def wards(*values: int) -> MapPage:
    return map_page(council(), AREAS, [counts(*values)], None, "ward:children")


def test_every_field_of_the_page_says_what_it_shows_and_is_shown() -> None:
    template = template_of(MapPage)
    for name, says in MapPage.described().items():
        assert says.endswith(".")
        # What can be chosen is for a page with a form, which a report has not.
        assert f"page.{name}" in template or name == "choices", name


def test_values_are_put_into_five_steps_of_equal_width() -> None:
    steps = steps_of([0, 10, 100])
    assert [steps.of(one) for one in (0, 19.9, 20, 55, 99, 100)] == [0, 0, 1, 2, 4, 4]
    assert [steps.says(one, "children") for one in (0, 4)] == ["0 to 20", "80 to 100"]


def test_what_is_the_same_everywhere_has_one_step() -> None:
    steps = steps_of([7, 7])
    assert (steps.number, steps.of(7), steps.says(0, "children")) == (1, 0, "7")


def test_each_ward_carries_the_number_of_its_shade() -> None:
    page = wards(100, 200, 300, 400, 500, 600)
    assert page.map is not None
    written = html.fromstring(str(page.map.svg)).xpath("//*[local-name()='text']/text()")
    assert sorted(written) == ["1", "2", "3", "4", "5", "5"]
    assert [one.step for one in page.areas] == [1, 2, 3, 4, 5, 5]
    assert "Highest in Ward 5 (600 children), lowest in Ward 0 (100)" in page.says


def test_a_small_count_is_neither_written_nor_shaded() -> None:
    page = wards(3, 200, 300, 400, 500, 0)
    assert (page.areas[0].value, page.areas[0].step) == ("1 to 5", 0)
    assert page.areas[5].value == "0"
    assert page.map is not None
    assert "not shaded" in [row.cells[2].text for row in page.map.table.rows]
    assert "?" in html.fromstring(str(page.map.svg)).xpath("//*[local-name()='text']/text()")


def test_patches_are_named_with_their_value_and_lead_to_their_numbers() -> None:
    page = map_page(council(), AREAS, [], projection(), "care.looked_after", "/{service}?{patch}")
    assert [(one.name, one.step, one.address) for one in page.areas] == [
        ("North", 1, "/care?north"),
        ("South", 5, "/care?south"),
    ]
    assert page.map is not None
    assert {"North", "South"} <= set(
        html.fromstring(str(page.map.svg)).xpath("//*[local-name()='text']//text()")
    )


def test_what_is_counted_of_children_is_shaded_by_its_rate_and_a_large_patch_is_not_dark_for_its_size() -> (
    None
):
    page = map_page(council(), AREAS, [], projection(4000), "care.looked_after")
    assert page.per == "per 1,000 children aged 0 to 17"
    assert [(one.name, one.value, one.rate, one.step) for one in page.areas] == [
        ("North", "1,000", "1,000.0", 5),
        ("South", "2,000", "500.0", 1),
    ]
    assert "Highest in North (1,000.0 per 1,000 children aged 0 to 17; 1,000 children)" in page.says
    assert page.map is not None
    assert [one.text for one in page.map.table.rows[1].cells] == ["2,000", "500.0", "1"]
    assert page.map.key[0][0] == "1: 500.0 to 600.0"
    shown = html.fromstring(page.render()).text_content()
    assert "What is shaded is the rate per 1,000 children aged 0 to 17" in shown
    assert "500.0" in html.fromstring(str(page.map.svg)).xpath("//*[local-name()='text']//text()")


@pytest.mark.parametrize("name", ["money.gap", "workforce.employed", "adults.unmet_older", CHILDREN])
def test_what_is_not_counted_of_children_stays_a_count_and_says_so(name: str) -> None:
    page = map_page(council(), AREAS, [], projection(4000), name)
    assert (page.per, {one.rate for one in page.areas}) == ("", {""})
    assert [one.step for one in page.areas] == [1, 5]
    assert "What is shaded is the number itself" in html.fromstring(page.render()).text_content()


def test_wards_are_shaded_for_every_thousand_people_and_a_small_count_has_no_rate() -> None:
    people = replace(counts(1000, 2000, 4000, 1000, 3, 0), name="people", says="People", unit="people")
    children = counts(100, 200, 200, 4, 300, 100)
    page = map_page(council(), AREAS, [children, people], None, "ward:children")
    assert page.per == "per 1,000 people counted on 30 June 2025"
    assert [one.rate for one in page.areas] == ["100.0", "100.0", "50.0", "", "", ""]
    assert [one.step for one in page.areas] == [5, 5, 1, 0, 0, 0]
    assert page.areas[3].value == "1 to 5"
    assert map_page(council(), AREAS, [children, people], None, "ward:people").per == ""


@pytest.mark.parametrize("is_turned", [False, True])
def test_the_picture_fills_areas_and_not_what_lies_around_them(is_turned: bool) -> None:
    ring = AREAS[0].shape[0][0]
    polygons = [[ring[::-1] if is_turned else ring]]
    svg = html.fromstring(str(area_map("Map", "Says.", [ShadedArea("A", "a", polygons, 4, "5")])))
    paths = [one for one in svg.xpath("//*[local-name()='path']") if one.get("fill") == STEPS[4]]
    # Drawn the wrong way round, an area would be the frame of the whole picture with itself cut out.
    assert [one.get("d").count("M") for one in paths] == [1]
    assert paths[0].get("d").count("L") == 3
    assert "M0," not in paths[0].get("d")


def test_the_middle_of_an_area_is_that_of_its_largest_part() -> None:
    small = (tuple((east / 10 + 5, north / 10 + 5) for east, north in AREAS[0].shape[0][0]),)
    assert middle_of([small, *AREAS[0].shape]) == pytest.approx((-1.95, 52.05))


def test_without_boundaries_there_is_a_table_and_the_file_that_would_give_the_map() -> None:
    bare = [replace(one, shape=()) for one in AREAS]
    page = map_page(council(), bare, [counts(100, 200, 300, 400, 500, 600)], None)
    assert page.map is None
    assert "WD24CD" in page.without_map
    assert "600" in html.fromstring(page.render()).text_content()


def test_areas_without_a_boundary_are_counted() -> None:
    some = [AREAS[0], *(replace(one, shape=()) for one in AREAS[1:])]
    page = map_page(council(), some, [counts(100, 200, 300, 400, 500, 600)], None)
    assert page.map is not None
    assert page.without_map.startswith("5 areas are not drawn")


@pytest.mark.parametrize("chosen", ["", "ward:dragons", "care.dragons"])
def test_nothing_to_show_or_no_such_measure_is_refused(chosen: str) -> None:
    with pytest.raises(InputRefused):
        map_page(council(), AREAS, [counts(1)] if chosen else [], None, chosen)
