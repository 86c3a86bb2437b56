"""Each service on its page: where it heads, room left, how good such forecasts were, and what moves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from made_results import PATCHES, YEARS, made_backcast, made_council, made_projection, made_range, template_of

from joinedup.council import Projection, RoomCourse, capacities, services
from joinedup.errors import InputRefused
from joinedup.links import load_links
from joinedup.parameters import load_parameters
from joinedup.reports.links import ShownLink, shown_links
from joinedup.reports.services import (
    ServicePage,
    ServicesPage,
    named_services,
    service_page,
    services_page,
    write_services,
)

pytestmark = pytest.mark.unit
LINKS: list[ShownLink] = shown_links(load_links(), load_parameters(), date(2026, 4, 1))


def with_room(p_full: tuple[float, ...], room: float = 0.1) -> Projection:
    """A projection in which every capacity has the same room and chances."""
    rooms = tuple(
        RoomCourse(one, patch, tuple(made_range(room, 0.05) for _ in YEARS), p_full)
        for one in capacities()
        for patch in ("", *PATCHES)
    )
    return replace(made_projection(), rooms=rooms)


def words(page: ServicePage | ServicesPage) -> str:
    return " ".join(html.fromstring(page.render()).text_content().split())


def care(projection: Projection, patch: str = "", score: float = 1.0) -> ServicePage:
    return service_page(projection, made_backcast(score, 1.0), made_council(), LINKS, "care", patch=patch)


@pytest.mark.parametrize("page", [ServicePage, ServicesPage])
def test_every_field_of_a_page_says_what_it_shows_and_is_shown(page: type[ServicePage]) -> None:
    template = template_of(page)
    for name, says in page.described().items():
        assert says.endswith(".")
        assert f"page.{name}" in template, name


def test_every_service_of_the_model_is_named_and_says_what_it_is() -> None:
    named = named_services()
    assert set(named) == {one.equations.service for one in services()} | {"places"}
    for one in named.values():
        assert one.says.endswith("."), one.id
        assert one.measures, one.id


def test_every_budget_line_and_capacity_belongs_to_one_service() -> None:
    lines = [line for one in named_services().values() for line in one.spending]
    loads = [full.load for one in named_services().values() for full in one.capacities]
    assert len(lines) == len(set(lines))
    assert sorted(loads) == sorted(one.load for one in capacities())


@pytest.mark.parametrize("service", named_services())
def test_each_service_has_a_page(service: str) -> None:
    page = service_page(made_projection(), made_backcast(), made_council(), LINKS, service)
    assert len(page.measures) == len(named_services()[service].measures)
    assert page.answer in words(page)


def test_a_patch_has_its_own_numbers_and_no_other_patch() -> None:
    page = care(with_room((0.0,) * len(YEARS)), "south")
    said = words(page)
    assert page.patch == "South"
    assert page.by_patch is None
    assert "Own foster carers: South" in said
    assert "Own foster carers: North" not in said


@pytest.mark.parametrize(
    ("score", "says"),
    [
        (2.0, "“nothing changes” would have been the better forecast for one of one measures"),
        (0.5, "the model for one"),
    ],
)
def test_it_says_which_forecast_was_the_better_one(score: float, says: str) -> None:
    assert says in care(made_projection(), score=score).skill_says


def test_it_says_that_nobody_counted_where_nothing_was_scored() -> None:
    page = service_page(made_projection(), made_backcast(), made_council(), LINKS, "partners")
    assert "Nobody counts these measures" in page.skill_says
    assert page.skill is None


def test_what_is_more_likely_than_not_full_is_said_with_what_happens_then() -> None:
    later = (0.1, 0.2, 0.6, *(0.9,) * (len(YEARS) - 3))
    said = care(with_room(later)).room_says
    assert len(said) == 1
    assert "More likely than not full somewhere in the council from 2028/29." in said[0]
    assert "When full: children go to agency carers" in said[0]
    assert (
        care(with_room((0.4,) * len(YEARS)))
        .room_says[0]
        .endswith("In no year is it more likely than not full somewhere in the council.")
    )


def test_a_sign_stands_by_services_near_full_or_badly_forecast_and_by_no_other() -> None:
    full = with_room((0.6,) * len(YEARS))
    page = services_page(full, made_backcast(2.0, 1.0), made_council())
    lines = {line.address: line for group in page.directorates for line in group.services}
    assert any("Near full: own foster carers" in sign for sign in lines["care.html"].signs)
    assert any("“nothing changes” was the better" in sign for sign in lines["care.html"].signs)
    assert lines["population.html"].signs == ()
    calm = services_page(with_room((0.0,) * len(YEARS)), made_backcast(), made_council())
    assert all(line.signs == () for group in calm.directorates for line in group.services)
    assert calm.signs_say.startswith("No services have")


def test_links_go_in_and_out_with_their_evidence() -> None:
    page = care(made_projection())
    assert page.links_in is not None
    assert page.links_out is not None
    assert page.links_in.caption == "What moves Care"
    moved = {one.link.says for one in LINKS if one.moved == "care" and one.sizes}
    assert {row.name for row in page.links_in.rows} == moved


def test_only_the_service_s_own_budget_lines_are_shown() -> None:
    page = care(made_projection())
    assert page.money is not None
    assert len(page.money.rows) == 2
    assert service_page(made_projection(), made_backcast(), made_council(), LINKS, "population").money is None


def test_school_places_show_their_planning_areas() -> None:
    page = service_page(made_projection(short=12), made_backcast(), made_council(), LINKS, "places")
    assert [one.title for one in page.area_charts] == ["Oakley primary"]
    assert (
        service_page(
            made_projection(), made_backcast(), made_council(), LINKS, "places", patch="south"
        ).area_charts
        == ()
    )


def test_what_is_older_than_the_data_says_so() -> None:
    page = service_page(made_projection(), made_backcast(), made_council(), LINKS, "care")
    assert "Data came since." in words(replace(page, older="Data came since."))


@pytest.mark.parametrize(("service", "patch"), [("dragons", ""), ("care", "atlantis")])
def test_an_unknown_service_or_patch_is_refused(service: str, patch: str) -> None:
    with pytest.raises(InputRefused):
        service_page(made_projection(), made_backcast(), made_council(), LINKS, service, patch=patch)


def test_the_pages_written_lead_to_each_other(tmp_path: Path) -> None:
    index = write_services(made_projection(), made_backcast(), made_council(tmp_path), LINKS)
    links = list(html.parse(str(index)).xpath("//td/../th/a/@href"))
    assert len(links) == len(named_services())
    assert all((index.parent / one).is_file() for one in links)
