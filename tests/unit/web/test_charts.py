"""Charts as files from any page that is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory
from made_results import made_backcast, made_council, made_projection

from joinedup.reports.projection import projection_page
from joinedup.web.shell import show_page

pytestmark = pytest.mark.unit
PAGE = projection_page(made_projection(), made_backcast(), made_council())


def _links(query: str = "") -> list[str]:
    page = show_page(RequestFactory().get(f"/services/{query}"), PAGE).content.decode()
    return re.findall(r'href="(\?[^"]*chart=[^"]*)"', page)


def test_every_chart_of_a_page_can_be_taken_in_four_forms(served: Path) -> None:
    links = _links()
    assert len(links) == 4 * len([*PAGE.pots, *PAGE.measures, *PAGE.areas])
    types = set()
    for link in links[:4]:
        answer = show_page(RequestFactory().get("/services/" + link.replace("&amp;", "&")), PAGE)
        types.add(answer["Content-Type"].split(";")[0])
        assert answer["Content-Disposition"].startswith('attachment; filename="')
        assert answer.content
    assert len(types) == 4


def test_a_chart_is_asked_for_with_what_its_page_was_asked_with(served: Path) -> None:
    assert all("patch=north&amp;chart=" in link for link in _links("?patch=north"))
    # A link to a file, opened as a page of its own, does not carry the file that was asked for before.
    assert all(link.count("chart=") == 1 for link in _links("?patch=north"))


@pytest.mark.parametrize("query", ["?chart=nothing&as=svg", "?chart=&as=svg"])
def test_a_chart_that_the_page_does_not_hold_is_not_found(served: Path, query: str) -> None:
    with pytest.raises(Http404):
        show_page(RequestFactory().get("/" + query), PAGE)


def test_a_form_that_does_not_exist_is_not_found(served: Path) -> None:
    link = _links()[0].replace("&amp;", "&").replace("as=svg", "as=exe")
    with pytest.raises(Http404):
        show_page(RequestFactory().get("/" + link), PAGE)
