"""How services move each other: every link is shown with what stands behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jsonschema
import pytest
from lxml import html
from made_results import made_council, template_of

from joinedup.declared import Design, Distribution, Link, LinkKind, Parameter, Source
from joinedup.declared._parameter import ParameterValue, RangeMeaning, Standing
from joinedup.links import load_links
from joinedup.parameters import load_parameters
from joinedup.reports.links import (
    LinksPage,
    ShownLink,
    as_json,
    in_words,
    links_page,
    shown_links,
    write_links,
)

pytestmark = pytest.mark.unit

ON = date(2027, 4, 1)
TRIAL, JUDGED = "research.made.trial", "joinedup.made.judged"


def made_parameter(name: str, design: Design, standing: Standing) -> Parameter:
    source = Source("A study", "doi:1") if standing is Standing.FOUND else None
    held = ParameterValue(-0.5, -0.9, 0.1, RangeMeaning.ESTIMATE, standing, source, "Nobody knows.")
    return Parameter(
        name, "How much.", "children per 100", "England", Distribution.NORMAL, design, {ON: held}, "us"
    )


PARAMETERS = {
    TRIAL: made_parameter(TRIAL, Design.TRIAL, Standing.FOUND),
    JUDGED: made_parameter(JUDGED, Design.ASSOCIATION, Standing.JUDGEMENT),
}
FIRST = Link("family_help.cases", "care.entries", "Less help, more care.", LinkKind.EFFECT, (TRIAL, JUDGED))
JUDGEMENT = Link("housing.new", "care.other", "More homes, more care.", LinkKind.EFFECT, (JUDGED,))
COUNTED = Link("population.people", "care.need", "More people, more need.", LinkKind.COUNT)


def shown(*links: Link, service: str = "") -> list[ShownLink]:
    return shown_links({"care": links}, PARAMETERS, ON, service)


def test_the_best_evidence_behind_a_link_is_its_grade() -> None:
    assert [one.grade for one in shown(FIRST, JUDGEMENT, COUNTED)] == ["trial", "judgement", "arithmetic"]


def test_what_is_judged_is_labelled_so_whatever_it_was_judged_from() -> None:
    (first,) = shown(FIRST)
    assert [size.label for size in first.sizes] == ["trial", "judgement, wide range"]
    assert [size.behind for size in first.sizes] == ["A study, doi:1", "Nobody knows."]


@pytest.mark.parametrize(
    ("links", "says"),
    [
        ((), "No service moves another here."),
        (
            (COUNTED,),
            "1 link between 2 services. All of them are arithmetic: people, homes or money that are "
            "counted or move on.",
        ),
        (
            (FIRST,),
            "1 link between 2 services. One changes a rate and rests on evidence or judgement: 1 on a trial.",
        ),
        (
            (FIRST, JUDGEMENT, COUNTED),
            "3 links between 4 services. 2 change a rate and rest on evidence or judgement: 1 on a trial and "
            "1 on our own judgement, with a wide range. The other 1 is arithmetic: people, homes or "
            "money that are counted or move on.",
        ),
    ],
)
def test_the_links_are_summed_up_in_words(links: tuple[Link, ...], says: str) -> None:
    assert in_words(shown(*links)) == says


def test_links_can_be_narrowed_to_one_service() -> None:
    assert [one.link for one in shown(FIRST, COUNTED, service="population")] == [COUNTED]
    assert len(shown(FIRST, COUNTED, service="care")) == 2
    assert shown(FIRST, service="send") == []


def test_every_field_of_the_page_is_shown() -> None:
    assert [name for name in LinksPage.described() if f"page.{name}" not in template_of(LinksPage)] == []


def test_the_map_is_named_and_its_table_says_the_same() -> None:
    page = html.fromstring(links_page(shown(FIRST, COUNTED), made_council()).render())
    (picture,) = page.xpath("//svg[@role='img']")
    assert "Family Help" in picture.text_content()
    said = " ".join(page.text_content().split())
    assert "Less help, more care." in said
    assert "−0.5 children per 100" in said and "−0.9 to 0.1" in said


def test_every_link_on_file_is_shown_and_written(tmp_path: Path) -> None:
    links = shown_links(load_links(), load_parameters(), ON)
    assert len(links) == sum(len(held) for held in load_links().values())
    files = write_links(links, made_council(tmp_path))
    said = " ".join(html.fromstring(files.page.read_text()).text_content().split())
    assert [one.link.says for one in links if " ".join(one.link.says.split()) not in said] == []
    assert files.workbook.is_file() and files.json.is_file()


def test_the_json_names_what_stands_behind_each_link() -> None:
    (one, other) = as_json(shown(FIRST, COUNTED))["links"]
    jsonschema.validate(one["sizes"][0], {"required": ["value", "low", "high", "unit", "design", "behind"]})
    assert (one["service"], one["moved"], one["grade"], other["sizes"]) == (
        "family_help",
        "care",
        "trial",
        [],
    )
