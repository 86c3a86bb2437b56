"""Each report as people meet it: on a wide screen, on a small one, on paper and by a screen reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from made_explanations import made_explanation
from made_portfolio_answer import made_distribution, small_portfolio
from made_results import (
    FIFTH,
    made_backcast,
    made_council,
    made_held,
    made_projection,
    made_proposal,
    made_range,
    made_ripple,
    made_start,
    made_tipping,
)
from playwright.sync_api import Browser, Page, sync_playwright

from joinedup.council import Affected, DirectorateRisk, PlacesShort
from joinedup.declared import Origin
from joinedup.links import load_links
from joinedup.parameters import load_parameters
from joinedup.reports.compare import Tried, write_comparison
from joinedup.reports.coverage import write_coverage
from joinedup.reports.demo import Linked, write_index
from joinedup.reports.explain import write_explanation
from joinedup.reports.links import shown_links, write_links
from joinedup.reports.load import LoadReportFiles
from joinedup.reports.portfolio import write_portfolio
from joinedup.reports.projection import write_projection
from joinedup.reports.ripple import write_ripple

pytestmark = pytest.mark.journeys

REPORTS = ("ripple", "projection", "coverage", "compare", "demo", "links", "explain", "portfolio")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    installed = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        if installed is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no Chromium is installed; scripts/debian_packages.sh installs one")
        found = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    council = made_council(tmp_path_factory.mktemp("testshire"))
    each = [made_proposal("a", title="Cut a"), made_proposal("b", title="Cut b")]
    ripple = made_ripple(
        {"family_help": -2.0e6, "looked_after_placements": 0.5e6, "high_needs": 1.0e6},
        proposals=each,
        moved={"care.looked_after": 21, "family_help.cases": -79},
        affected=[Affected("patch", "north", "North", "more looked-after children", 0.8)],
        places_short=[PlacesShort("p1", "Oakley primary", FIFTH, made_range(12, 4), made_range(30, 6))],
        risks=[DirectorateRisk("education", "dsg_high_needs", 250_000.0, 0.93)],
        tipping=[made_tipping()],
    )
    alone = [made_ripple({"family_help": -1.0e6}, proposals=[one]) for one in each]
    projection = made_projection(
        gap=4e6,
        reserve=10e6,
        high_needs_gap=3e6,
        short=30,
        held=[made_held("looked_after_children", 900 + year, year) for year in range(2018, 2026)],
        starting=[made_start("ehc_plans", 4000), made_start("early_help_cases", 2000, Origin.ENGLAND)],
    )
    loaded = LoadReportFiles(
        council.reports / "load_1.html", council.reports / "load_1.xlsx", Path("rows.csv")
    )
    tried = [Tried("Both together", ripple), Tried("One alone", alone[0])]
    money = [Linked("Five years of money", "The General Fund is £4.0m short.", "plan/index.html")]
    return {
        "ripple": write_ripple(ripple, council).page,
        "projection": write_projection(projection, made_backcast(2.0, 1.0), council).page,
        "coverage": write_coverage(projection, council).page,
        "compare": write_comparison(council, tried, alone, projection).page,
        "links": write_links(shown_links(load_links(), load_parameters(), date(2027, 4, 1)), council).page,
        "explain": write_explanation(made_explanation(), each, council).page,
        "portfolio": write_portfolio(small_portfolio(is_exact=False), council, made_distribution()).page,
        "demo": write_index(council, loaded, projection, made_backcast(), tried, alone, money),
    }


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest, browser: Browser, written: dict[str, Path]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(written[request.param].as_uri())
    assert asked == [written[request.param].as_uri()], "a report asks for nothing but itself"
    yield page
    page.close()


def test_nothing_stands_in_the_way_of_assistive_technology(report: Page) -> None:
    """Closed or opened, axe finds no fault by WCAG 2.2 AA and its own good practice."""
    report.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(report)
    assert found.violations_count == 0, found.generate_report()


def test_a_page_320_pixels_wide_does_not_scroll_sideways(report: Page) -> None:
    report.set_viewport_size({"width": 320, "height": 640})
    report.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert report.evaluate("document.documentElement.scrollWidth") <= 320


def test_tables_wider_than_a_small_screen_are_reached_by_keyboard(report: Page) -> None:
    report.set_viewport_size({"width": 320, "height": 640})
    loose = (
        "[...document.querySelectorAll('table')].filter(one => !one.closest('.wide[tabindex=\"0\"]')).length"
    )
    assert report.evaluate(loose) == 0


def test_it_prints(report: Page, tmp_path: Path) -> None:
    """On paper, the table under a chart is there without anybody having opened it."""
    report.emulate_media(media="print")
    paper = report.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    tables = "[...document.querySelectorAll('figure table')]"
    assert report.evaluate(f"{tables}.filter(one => one.getBoundingClientRect().height < 20).length") == 0


def test_the_first_screen_of_a_ripple_holds_the_answer(browser: Browser, written: dict[str, Path]) -> None:
    """A councillor with a laptop sees the answer, how sure it is and who must be asked without scrolling."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(written["ripple"].as_uri())
    for words in (
        "would save about £2.0m a year",
        "How sure?",
        "These are separate pots",
        "Who else must be asked",
    ):
        box = page.get_by_text(words).first.bounding_box()
        assert box is not None and box["y"] + box["height"] <= 900, words
    page.close()


def test_the_first_screen_of_a_set_of_proposals_says_what_not_to_take_together_and_who_pays(
    browser: Browser, written: dict[str, Path]
) -> None:
    """A lead member sees which two not to take together and why, and who pays, without scrolling."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(written["portfolio"].as_uri())
    for words in (
        "taken together they save £7.2m",
        "Do not take “Social work trim” and “youth trim” together.",
        "Both take room from social workers",
        "Who pays for what others propose",
        "Every pot, 2026/27 to 2030/31",
    ):
        box = page.get_by_text(words).first.bounding_box()
        assert box is not None and box["y"] + box["height"] <= 900, words
    page.close()


def test_tables_of_a_set_of_proposals_are_not_cut_on_paper(
    browser: Browser, written: dict[str, Path]
) -> None:
    """On A4 with margins of 15 mm there are 680 pixels across."""
    page = browser.new_page(viewport={"width": 680, "height": 1000})
    page.goto(written["portfolio"].as_uri())
    page.emulate_media(media="print")
    rights = "[...document.querySelectorAll('table')].map(one => one.getBoundingClientRect().right)"
    assert max(page.evaluate(rights)) <= 681
    page.close()


def test_a_chart_is_known_by_name_and_its_table_can_be_opened(
    browser: Browser, written: dict[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(written["ripple"].as_uri())
    assert page.get_by_role("img", name="Looked-after children").is_visible()
    page.get_by_text("Table: Looked-after children").click()
    assert page.get_by_role("table", name="Looked-after children: every year").is_visible()
    page.close()


def test_the_map_of_services_scrolls_in_its_own_box_on_a_small_screen(
    browser: Browser, written: dict[str, Path]
) -> None:
    """Its letters stay readable, and the table below says the same."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(written["links"].as_uri())
    box = page.get_by_role("region", name="Map of services")
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    assert page.get_by_role("table", name="Which service moves which").is_visible()
    page.close()
