"""One decision from proposal to review, by everybody who has a part in it, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from in_forms import choose, fill_day, follow, press, see, wait_for_work
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journeys

Opens = Callable[[str], Page]
PROPOSAL = "Close one youth club evening in seven"
OWN_MEASURE = "Young people at clubs on a weekday"
# Who answers, for which directorate, and what.
ANSWERS = (
    ("director.education", "Education and Inclusion", "Support"),
    ("housing", "Housing", "Object"),
    ("director.adults", "Adults and Communities", "Go ahead only with changes"),
    ("director.public.health", "Public Health", "Ask for help"),
)


def test_a_decision_from_proposal_to_review(open_as: Opens) -> None:
    address = head_of_service_proposes_and_tests(open_as("fostering"))
    head_of_service_asks_four_directorates(open_as("fostering"), address)
    for who, directorate, answer in ANSWERS:
        a_directorate_answers(open_as(who), address, directorate, answer)
    head_of_service_closes_and_sets_the_route(open_as("fostering"), address)
    monitoring_officer_finds_the_notice_missing(open_as("monitoring.officer"), address)
    cabinet_cannot_decide_yet(open_as("democratic.services"), address)
    notice_is_published_and_officers_comment(open_as, address)
    cabinet_decides(open_as("democratic.services"), address)
    finance_sees_the_tracker_move(open_as("finance"), address)
    at_review_the_prediction_is_compared(open_as("fostering"), address)


def head_of_service_proposes_and_tests(page: Page) -> str:
    follow(page, "Decisions", page.get_by_role("navigation", name="Sections"))
    follow(page, "Put a decision forward")
    page.get_by_role("checkbox", name=PROPOSAL).check()
    press(page, "Put forward")
    address = page.url
    follow(page, "Add an alternative")
    page.get_by_label("Size, as a percentage of what is proposed").fill("50")
    press(page, "Add it as an alternative")
    press(page, "Test it")
    wait_for_work(page)
    see(page, "Frozen on")
    see(page, "All options side by side")
    return address


def head_of_service_asks_four_directorates(page: Page, address: str) -> None:
    for _, directorate, _ in ANSWERS:
        page.goto(address)
        listed = page.get_by_role("table", name="Who must be asked, and their answers")
        if listed.get_by_role("rowheader", name=directorate).count():
            continue  # the model has listed them already
        follow(page, "Add somebody")
        page.get_by_label("Who", exact=True).select_option(label=directorate)
        page.get_by_label("Why they must be asked").fill("Their services meet the same young people.")
        press(page, "Add")
    page.goto(address)
    follow(page, "Ask for answers")
    press(page, "Ask for answers")
    see(page, "Silence is shown, and never counted as support")


def a_directorate_answers(page: Page, address: str, directorate: str, answer: str) -> None:
    page.goto("/")
    expect(page.get_by_role("main").get_by_role("link", name=PROPOSAL).first).to_be_visible()
    page.goto(address)
    follow(page, f"Answer for {directorate}")
    choose(page, answer)
    page.get_by_label("Reasons").fill(f"What {directorate} sees of it.")
    if answer not in {"Support", "Object"}:
        page.get_by_label("What would have to change, or what you would need").fill("One youth worker.")
    press(page, "Save the answer")
    row = page.get_by_role("row", name=directorate)
    expect(row.first).to_contain_text(answer)


def head_of_service_closes_and_sets_the_route(page: Page, address: str) -> None:
    page.goto(address)
    follow(page, "Close for answers")
    page.get_by_role("textbox").first.fill("Housing's objection is put to cabinet.")
    press(page, "Close")
    follow(page, "Work out who decides")
    choose(page, "A saving")
    fill_day(page, "Day on which it is to be decided", date.today())
    press(page, "Work out the route")
    expect(page.get_by_role("region", name="Who decides, and notice")).to_contain_text("Cabinet")


def monitoring_officer_finds_the_notice_missing(page: Page, address: str) -> None:
    page.goto("/")
    expect(page.get_by_role("main").get_by_role("link", name=PROPOSAL).first).to_be_visible()
    page.goto("/decisions/forward-plan/")
    row = page.get_by_role("row", name=PROPOSAL)
    expect(row.first).to_contain_text("No notice of this key decision has been published.")
    page.goto(address)
    see(page, "It cannot lawfully be decided")
    follow(page, "Confirm or change the route")
    choose(page, "Yes, confirm it")
    press(page, "Save")
    follow(page, "Record that something is not needed here")
    choose(page, "Equality analysis")
    page.get_by_label("Why it is not needed here").fill("Signed off with the budget.")
    press(page, "Save")
    comment(page, "Comment as the monitoring officer", "Lawful, once notice has been given.")


def comment(page: Page, link: str, says: str) -> None:
    follow(page, link)
    page.get_by_label("Your comment").fill(says)
    press(page, "Save the comment")


def cabinet_cannot_decide_yet(page: Page, address: str) -> None:
    page.goto(address)
    record_cabinets_decision(page)
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("alert")).to_contain_text("No notice of this key decision has been published.")


def notice_is_published_and_officers_comment(open_as: Opens, address: str) -> None:
    page = open_as("democratic.services")
    page.goto(address)
    follow(page, "Publish a notice")
    fill_day(page, "Day on which it was published", date.today() - timedelta(days=40))
    page.get_by_label("Where it was published").fill("https://middleshire.example/forward-plan")
    press(page, "Save the notice")
    see(page, "Lawful notice stands")
    finance = open_as("finance")
    finance.goto(address)
    comment(finance, "Comment as the section 151 officer", "Affordable.")


def record_cabinets_decision(page: Page) -> None:
    follow(page, "Record what cabinet or full council decided")
    choose(page, "Agreed")
    choose(page, PROPOSAL)
    page.get_by_label("Reasons for the decision").fill("It saves what the plan needs.")
    rejected = page.get_by_role("textbox", name="was rejected")
    for at in range(rejected.count()):
        label = rejected.nth(at).evaluate("one => one.labels[0].innerText")
        if PROPOSAL not in label or "per cent" in label or "%" in label:
            rejected.nth(at).fill("It saves less.")
    fill_day(page, "Day of the first review", date.today() + timedelta(days=1))
    folded = page.get_by_text("Measures that no test speaks of")
    folded.click()
    for label, value in {
        "Own measure": OWN_MEASURE,
        "Its unit": "young people",
        "What you expect": "50",
        "Lowest of the range you are 80% sure of": "40",
        "Highest of that range": "60",
        "What that rests on": "last year's count",
    }.items():
        page.get_by_label(f"{label} (1)").fill(value)


def cabinet_decides(page: Page, address: str) -> None:
    page.goto(address)
    record_cabinets_decision(page)
    press(page, "Record the decision")
    expect(page.get_by_role("heading", level=1)).to_contain_text(PROPOSAL)
    see(page, "It saves what the plan needs.")
    press(page, "The record was published today")


def finance_sees_the_tracker_move(page: Page, address: str) -> None:
    page.goto(address)
    follow(page, "Update the savings tracker")
    for radio in ("Cashable", "In delivery"):
        choose(page, radio)
    for label, pounds in (("Planned", "472500"), ("Delivered", "120000"), ("Forecast", "400000")):
        page.get_by_role("textbox", name=label).fill(pounds)
    press(page, "Save the position")
    tracked = page.get_by_role("table", name="Savings: proposed, delivered and tracked")
    expect(tracked).to_contain_text("120,000")


def at_review_the_prediction_is_compared(page: Page, address: str) -> None:
    page.goto(address)
    follow(page, "Hold the review")
    see(page, "40 to 60")
    page.get_by_label("What came, in young people").fill("38")
    fill_day(page, "Day of that value", date.today())
    page.get_by_label("Where it was read").fill("Count at the clubs")
    page.get_by_label("What was learned").fill("More young people stayed away than we thought.")
    page.get_by_label("How they should change, or why nothing should").fill("Nothing: it was our own guess.")
    page.get_by_label("Who must know").fill("Public Health")
    press(page, "Close the review")
    compared = page.get_by_role("table", name="Predicted against what came")
    expect(compared).to_contain_text("Outside the range")
    page.goto("/decisions/what-we-learned/")
    see(page, OWN_MEASURE)
