"""What people do beside one decision: correct data, decide in a patch, restructure, brief on an incident."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from in_forms import choose, fill_day, follow, press, see, wait_for_work
from playwright.sync_api import Page, expect
from ready_decisions import ready_decisions
from serving import Server

pytestmark = pytest.mark.journeys

Opens = Callable[[str], Page]
FIVE_MINUTES = 300


def test_an_analyst_loads_and_sends_back_rows_to_correct(open_as: Opens) -> None:
    """The service that owns the rows finds them on its Today page, with a workbook that opens in Excel."""
    page = open_as("analyst")
    follow(page, "Data", page.get_by_role("navigation", name="Sections"))
    press(page, "Load the council's files")
    wait_for_work(page)
    page.goto("/data/")
    follow(page, "Rows to correct")
    follow(page, "Send rows back")
    page.get_by_role("checkbox").first.check()
    chosen = page.get_by_label("Who must have them corrected")
    chosen.select_option(chosen.get_by_role("option").filter(has_text="Head of Fostering").inner_text())
    fill_day(page, "Correct by", date.today() + timedelta(days=14))
    press(page, "Send back")
    owner = open_as("fostering")
    follow(owner, "Correct", owner.get_by_role("main"))
    with owner.expect_download() as downloaded:
        # A link that looks like a button.
        owner.get_by_role("button", name="Download the workbook").click()
    assert downloaded.value.suggested_filename.endswith(".xlsx")
    assert downloaded.value.path().read_bytes().startswith(b"PK")


def test_a_patch_lead_decides_within_their_delegation_and_is_stopped_beyond_it(
    open_as: Opens, server: Server
) -> None:
    post = "Patch Lead, North Middleshire"
    within, beyond = ready_decisions(server.folder, "north", post, "9000", "90000")
    page = open_as("north.lead")
    page.goto(f"/decisions/{within}/")
    page.get_by_role("link", name="Decide", exact=True).click()
    record(page)
    press(page, "Record the decision")
    see(page, "Young people keep a room.")
    page.goto(f"/decisions/{beyond}/")
    page.get_by_role("link", name="Decide", exact=True).click()
    see(page, "This cannot be decided by you as things stand.")
    record(page)
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(f"/decisions/{beyond}/")
    see(page, "It has not been decided.")


def record(page: Page) -> None:
    choose(page, "Agreed")
    choose(page, "Fewer evenings")
    page.get_by_label("Reasons for the decision").fill("Young people keep a room.")
    for other in ("Fewer buildings", "Do nothing"):
        page.get_by_role("textbox", name=f"Why “{other}” was rejected").fill("It saves less.")
    fill_day(page, "Day of the first review", date(2028, 6, 1))
    page.get_by_role("group", name="Measures that the review looks at").get_by_role("checkbox").first.check()


def test_a_chief_executive_tests_the_assurance_of_a_restructure(open_as: Opens) -> None:
    """What the draft breaks stands on its page, and each element of the test can be answered."""
    page = open_as("chief.executive")
    page.goto("/leadership/structures/")
    page.get_by_role("main").get_by_role("list").get_by_role("link").first.click()
    follow(page, "Test its assurance")
    page.get_by_label("What arrangement is tested?").fill("People and place under two directors.")
    press(page, "Begin")
    elements = page.get_by_role("main").get_by_role("listitem").filter(has_text="To do")
    todo = elements.count()
    elements.first.get_by_role("link").click()
    page.get_by_label("Evidence").fill("Structure charts and interviews.")
    page.get_by_label("What was found").fill("The line is clear.")
    page.get_by_role("radio").first.check()
    press(page, "Save and continue")
    follow(page, "All elements")
    expect(elements).to_have_count(todo - 1)
    follow(page, "Document")
    see(page, "The line is clear.")


def test_an_incident_brief_is_made_in_five_minutes(open_as: Opens) -> None:
    """From hearing of it to the page that is taken to the meeting: ten presses, and the clock still runs."""
    page = open_as("director.children")
    began = time.monotonic()
    follow(page, "Incidents", page.get_by_role("navigation", name="Sections"))
    page.get_by_role("button", name="Open an incident").click()
    page.get_by_role("radio").first.check()
    page.get_by_label("What is known").fill("A young person was hurt at a home this morning.")
    press(page, "Open it and start the clocks")
    see(page, "Still to be told")
    follow(page, "Told", page.get_by_role("table", name="Still to be told"))
    page.get_by_role("textbox", name="How").first.fill("By telephone")
    page.get_by_role("main").get_by_role("button").first.click()
    follow(page, "Brief on one page")
    see(page, "A young person was hurt at a home this morning.")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take it as Word").click()
    assert taken.value.path().read_bytes().startswith(b"PK")
    assert time.monotonic() - began < FIVE_MINUTES
