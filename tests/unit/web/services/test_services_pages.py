"""The pages of services: each service, by patch, on the map, and asking for a projection."""

from __future__ import annotations

import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from made_results import made_backcast, made_projection
from web_client import Browser, person

from joinedup.access.roles import Role
from joinedup.council import MeasureCourse, Projection, keep_projection
from joinedup.folder import Council, read_council
from joinedup.loading import load
from joinedup.reports.services import named_services
from joinedup.web.jobs.models import Job

pytestmark = pytest.mark.unit


def projection_of(council: Council, used: int = 0) -> Projection:
    """A projection with a course for each patch of a council."""
    made = made_projection()
    whole = [one for one in made.measures if one.patch == ""]
    courses = [
        course
        for one in whole
        for course in (
            one,
            *(MeasureCourse(one.measure, patch.id, (), one.expected, ()) for patch in council.patches),
        )
    ]
    return replace(made, measures=tuple(courses), manifest=replace(made.manifest, load=used))


@pytest.fixture
def projected(served: Path) -> Path:
    """The council served, projected from nothing loaded."""
    here = read_council(served)
    keep_projection(here, projection_of(here), made_backcast(2.0, 1.0))
    return served


def page(address: str, role: Role = Role.CABINET_MEMBER) -> str:
    answer = Browser.of(person(role)).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/services/", "/services/care/", "/services/projection/", "/services/map/"]
)
def test_before_a_projection_a_page_says_so_and_how_to_get_one(served: Path, address: str) -> None:
    said = page(address, Role.ANALYST)
    assert "has not been projected yet" in said
    assert "No data have been loaded either." in said


def test_who_may_not_project_is_told_whom_to_ask(served: Path) -> None:
    data = served / "data"
    shutil.rmtree(data)
    (data / "population").mkdir(parents=True)
    (data / "births.csv").write_text("Ward code,Ward name,Year ending,Births\nE05999001,A,2025,40\n")
    load(read_council(served))
    assert "Ask an analyst" in page("/services/")
    assert "Project the council" in page("/services/", Role.ANALYST)


def test_a_projection_is_long_work(served: Path) -> None:
    answer = Browser.of(person(Role.ANALYST)).post("/services/project/")
    assert answer["Location"] == f"/under-way/{Job.objects.get().pk}/"
    assert Browser.of(person(Role.CABINET_MEMBER)).post("/services/project/").status_code == 403


def test_every_service_leads_to_its_page(projected: Path) -> None:
    said = unescape(page("/services/"))
    for service, named in named_services().items():
        assert f'href="{service}/"' in said
        assert named.says in said


@pytest.mark.parametrize("service", ["care", "places", "money", "partners", "population"])
def test_each_service_has_a_page_for_the_council_and_each_patch(projected: Path, service: str) -> None:
    whole = page(f"/services/{service}/")
    assert "By patch" in whole
    assert 'aria-current="true">Whole council' in whole
    browser = Browser.of(person(Role.DIRECTOR))
    part = browser.get(f"/services/{service}/?patch=north").content.decode()
    assert 'aria-current="true">North Middleshire' in part


@pytest.mark.parametrize(
    "address", ["/services/none/", "/services/care/?patch=nowhere", "/services/map/?show=x"]
)
def test_what_is_not_there_is_not_found(projected: Path, address: str) -> None:
    assert Browser.of(person(Role.DIRECTOR)).get(address).status_code == 404


def test_a_service_says_where_nothing_changes_was_the_better_forecast(projected: Path) -> None:
    assert "“nothing changes” would have been the better forecast" in page("/services/care/")


def test_numbers_older_than_the_data_say_so(projected: Path) -> None:
    here = read_council(projected)
    assert "Data have been loaded since" not in page("/services/")
    keep_projection(here, projection_of(here, used=9), made_backcast())
    assert "taken back since" in page("/services/", Role.DIRECTOR)
    (projected / "data" / "births.csv").write_text(
        "Ward code,Ward name,Year ending,Births\nE05999001,A,2025,4\n"
    )
    keep_projection(here, projection_of(here), made_backcast())
    load(here, [projected / "data" / "births.csv"])
    assert "Data have been loaded since" in page("/services/care/", Role.ANALYST)


def test_the_links_need_no_projection(served: Path) -> None:
    assert "How services move each other" in page("/services/links/")


def test_the_map_shows_patches_and_wards_once_boundaries_are_loaded(projected: Path) -> None:
    here = read_council(projected)
    said = page("/services/map/")
    assert "their boundaries have not been loaded" in said
    assert "<figure>" not in said
    load(
        here,
        [projected / "data" / "geography" / "ward_boundaries.geojson", projected / "data" / "population"],
    )
    browser = Browser.of(person(Role.DIRECTOR))
    by_patch = browser.get("/services/map/").content.decode()
    assert by_patch.count("<figure>") == 1
    assert 'href="../population/?patch=north"' in by_patch
    by_ward = browser.get("/services/map/?show=ward:children").content.decode()
    assert by_ward.count("<figure>") == 1
    for ward in here.patches[0].wards:
        assert ward not in by_ward, "wards are called by their names"
