"""The pages of deciding, delivering and listening, used as people use them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from decided_life import Life, account, freeze
from django.core.management import call_command
from django.utils import timezone
from web_client import Browser, in_parts

from joinedup.access.models import AuditEntry
from joinedup.access.roles import Role
from joinedup.register.deciding import add_exempt, add_milestone, publish_record
from joinedup.register.models import (
    CallIn,
    ChangeLimit,
    CommentKind,
    Decision,
    DigestChoice,
    LawfulRoute,
    Milestone,
    Notice,
    Pilot,
    Record,
    Stage,
    TrackerUpdate,
)

pytestmark = pytest.mark.unit


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def life(served: Path) -> Life:
    return Life(served)


@pytest.fixture
def agreed(life: Life, today: date) -> Life:
    life.prepared(planned=today)
    Notice.objects.update(published_on=today - timedelta(days=60), planned_for=today)
    life.recorded(on=today, decided_on=today, urgent_because="A flood", urgent_agreed_by="Chair")
    return life


def record_form(life: Life, today: date) -> dict[str, Any]:
    return {
        "outcome": "agreed",
        "option": life.proposed.pk,
        "reasons": "It saves money.",
        f"rejected_{life.other.pk}": "Dearer.",
        f"rejected_{life.nothing.pk}": "Saves nothing.",
        "measures": ["youth.first_time_entrants"],
        "who_1": "Councillor A",
        "what_1": "Trustee of the club",
        "left_1": "on",
        **in_parts("decided_on", today),
        **in_parts("review_on", date(2029, 6, 1)),
    }


def page(life: Life, who: Any, part: str = "") -> str:
    answer = Browser.of(who).get(f"/decisions/{life.decision.pk}/{part}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_monitoring_officer_finds_a_missing_notice(life: Life, today: date) -> None:
    life.tested().routed(planned=today + timedelta(days=10))
    browser = Browser.of(life.adviser)
    assert f"Publish a notice of {life.decision.reference}" in browser.get("/").content.decode()
    said = page(life, life.adviser)
    assert "No notice of this key decision has been published." in said
    assert "General exception" in said and "Special urgency" in said
    assert "Missing" in browser.get("/decisions/forward-plan/").content.decode()
    form = {
        "kind": "key",
        "where_published": "https://middleshire.example/plan",
        "decision_maker": "Cabinet",
        "matter": "Fewer evenings",
        **in_parts("published_on", today),
        **in_parts("planned_for", today + timedelta(days=10)),
    }
    answer = browser.post(f"/decisions/{life.decision.pk}/notice/", form)
    assert answer.status_code == 302
    said = page(life, life.adviser)
    assert "leaves 9 clear days" in said
    browser.post(f"/decisions/{life.decision.pk}/notice/{Notice.objects.get().pk}/withdraw/")
    assert Notice.objects.get().withdrawn_on == today


def test_the_route_is_worked_out_and_changed_on_its_pages(life: Life, today: date) -> None:
    form = {
        "subject": "savings",
        "pounds": "630000",
        "wards": "0",
        "patch": "",
        "post": "Head of Youth Services",
    }
    browser = Browser.of(life.owner)
    assert browser.post(f"/decisions/{life.decision.pk}/route/", form).status_code == 302
    assert LawfulRoute.objects.get().taker == "cabinet"
    address = f"/decisions/{life.decision.pk}/route/confirm/"
    assert browser.get(address).status_code == 403
    adviser = Browser.of(life.adviser)
    wrong = adviser.post(address, {"says": "change", "taker": "full_council"}).content.decode()
    assert "Error: " in wrong and "enter this to change the route" in wrong
    change = {
        "says": "change",
        "taker": "full_council",
        "who": "Full Council",
        "clause": "4.2",
        "reason": "Policy",
    }
    assert adviser.post(address, change).status_code == 302
    assert LawfulRoute.objects.get().change_reason == "Policy"


def test_a_statutory_officer_comments_and_nobody_comments_for_them(life: Life, today: date) -> None:
    life.tested().routed(planned=today)
    address, says = f"/decisions/{life.decision.pk}/comment/", {"says": "It can be paid for."}
    accountant = Browser.of(account(Role.FINANCE))
    assert accountant.post(address, says).status_code == 403
    assert "Comment on" not in accountant.get("/").content.decode()
    for who, title in ((life.finance, "section 151 officer"), (life.adviser, "monitoring officer")):
        browser = Browser.of(who)
        assert "Comment on" in browser.get("/").content.decode()
        assert f"Comment as the {title}" in browser.get(address).content.decode()
        assert browser.post(address, says).status_code == 302
    kinds = [one.kind for one in life.decision.statutory_comments.order_by("pk")]
    assert kinds == [CommentKind.SECTION_151, CommentKind.MONITORING_OFFICER]


def test_cabinet_decides_and_what_is_missing_is_said_first(life: Life, today: date) -> None:
    life.tested().routed(planned=today)
    clerk = Browser.of(life.clerk)
    address = f"/decisions/{life.decision.pk}/record/"
    refused = clerk.post(address, record_form(life, today)).content.decode()
    assert "Error: " in refused and "There is no comment of the section 151 officer." in refused
    assert not Record.objects.exists()
    LawfulRoute.objects.all().delete()
    life.decision.stage = Stage.READY
    life.decision.save()
    life.prepared(planned=today)
    Notice.objects.update(published_on=today - timedelta(days=60), planned_for=today)
    alone = Browser.of(life.member).post(f"/decisions/{life.decision.pk}/decide/", record_form(life, today))
    assert "Cabinet decides together at its meeting" in alone.content.decode()
    assert not Record.objects.exists()
    assert clerk.post(address, record_form(life, today)).status_code == 302
    record = Record.objects.get()
    assert [(one.who, one.is_out_of_room) for one in record.interests.all()] == [("Councillor A", True)]
    said = page(life, life.scrutiny)
    assert "It saves money." in said and "left the room" in said
    assert clerk.post(f"/decisions/{life.decision.pk}/publish/", {"record": record.pk}).status_code == 302
    scrutiny = Browser.of(life.scrutiny)
    assert "before it takes effect" in scrutiny.get("/").content.decode()
    calling = f"/decisions/{life.decision.pk}/call-in/"
    assert scrutiny.post(calling, {"supporters": "A, B, C", "reasons": "No evidence"}).status_code == 302
    heard = {"outcome": "takes_effect", "advice": "Go on", **in_parts("heard_on", today)}
    answer = clerk.post(f"/decisions/{life.decision.pk}/call-in/{CallIn.objects.get().pk}/", heard)
    assert answer.status_code == 302
    assert "It may be carried out." in page(life, life.clerk)


def test_a_meeting_waits_for_whoever_records_it_and_its_members_read(life: Life, today: date) -> None:
    life.prepared(planned=today)
    Notice.objects.update(published_on=today - timedelta(days=60), planned_for=today)
    for who in (life.clerk, life.adviser):
        assert "Record what Cabinet decided on" in Browser.of(who).get("/").content.decode()
    LawfulRoute.objects.update(planned_for=today + timedelta(days=1))
    assert "Record what Cabinet decides on" in Browser.of(life.clerk).get("/").content.decode()
    waits = Browser.of(life.member).get("/").content.decode()
    assert "before Cabinet decides it" in waits and "Decide D" not in waits
    panel = page(life, life.member)
    assert "Cabinet decides this together at its meeting." in panel
    assert f"/decisions/{life.decision.pk}/decide/" not in panel
    assert "Day of the meeting" in page(life, life.clerk, "record/")


def test_full_council_is_recorded_by_democratic_services_alone(life: Life, today: date) -> None:
    life.tested().routed(subject="budget_and_council_tax", planned=today)
    assert "takes this decision" not in page(life, life.clerk, "record/")
    assert "for Full Council to decide" in page(life, life.member, "decide/")
    assert Browser.of(life.clerk).get(f"/decisions/{life.decision.pk}/decide/").status_code == 403


def test_what_was_found_not_needed_is_needed_again(life: Life) -> None:
    life.prepared()
    waiver = life.decision.waivers.get()
    where = f"/decisions/{life.decision.pk}/not-needed/"
    browser = Browser.of(life.adviser)
    assert "Nobody is affected." in browser.get(where).content.decode()
    assert Browser.of(life.owner).post(f"{where}{waiver.pk}/withdraw/").status_code == 403
    assert browser.post(f"{where}{waiver.pk}/withdraw/").status_code == 302
    assert "Nobody is affected." not in browser.get(where).content.decode()
    assert "Not needed here" not in page(life, life.adviser)


def test_what_a_body_decided_waits_for_whoever_keeps_its_record_from_the_day_it_meets(
    life: Life, today: date
) -> None:
    life.prepared(planned=today)
    says = f"Record what Cabinet decided on {life.decision.reference}"
    assert says in Browser.of(life.clerk).get("/").content.decode()
    assert says not in Browser.of(life.owner).get("/").content.decode()
    LawfulRoute.objects.update(planned_for=today + timedelta(days=1))
    assert says not in Browser.of(life.clerk).get("/").content.decode()


def test_a_call_in_waits_for_scrutiny_only_while_it_can_be_made(life: Life, today: date) -> None:
    life.prepared(planned=today)
    Notice.objects.update(published_on=today - timedelta(days=60), planned_for=today)
    record = life.recorded(on=today, decided_on=today)
    publish_record(record, life.clerk, today, life.terms)
    says = f"Look at {life.decision.reference}"
    assert says in Browser.of(life.scrutiny).get("/").content.decode()
    Decision.objects.filter(pk=life.decision.pk).update(stage=Stage.DELIVERING)
    assert says not in Browser.of(life.scrutiny).get("/").content.decode()


OWN_CALL_IN = """
geography: Testshire
values:
  2020-01-01:
    value: 3
    low: 3
    high: 3
    range_is: estimate
    standing: found
    source:
      title: Constitution of Testshire
      identifier: Testshire constitution
      published: "2020"
      at: part 4, rule 15
"""


def test_the_call_in_window_is_the_councils_own_where_its_constitution_says_so(
    life: Life, today: date
) -> None:
    life.prepared(planned=today)
    Notice.objects.update(published_on=today - timedelta(days=60), planned_for=today)
    record = life.recorded(on=today, decided_on=today)
    publish_record(record, life.clerk, today, life.terms)
    assert "window is recalled until your council puts its own" in page(life, life.owner)
    own = life.council.local_parameters / "joinedup" / "deciding" / "call_in_working_days.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_CALL_IN, encoding="utf-8")
    said = page(life, life.owner)
    assert "The call-in window has 3 working days (Testshire constitution, part 4, rule 15)." in said
    assert "recalled until your council" not in said


def test_the_call_in_window_of_each_record_is_said_while_a_later_one_is_not_published(
    life: Life, today: date
) -> None:
    life.prepared(planned=today)
    Notice.objects.update(published_on=today - timedelta(days=60), planned_for=today)
    record = life.recorded(on=today, decided_on=today)
    publish_record(record, life.clerk, today, life.terms)
    record.pk, record.published_on, record.call_in_ends = None, None, None
    record.save(force_insert=True)
    assert page(life, life.owner).count("window is recalled until your council puts its own") == 1


def test_an_exempt_part_is_read_by_few(life: Life) -> None:
    add_exempt(life.decision, life.adviser, 3, "Rents", "Prices would rise", "The landlord asks 1.2 million")
    for who in (life.member, life.finance):
        assert "1.2 million" in page(life, who)
    for who in (life.scrutiny, life.owner, account(Role.FINANCE), account(Role.INSPECTOR)):
        said = page(life, who)
        assert "Rents" in said and "1.2 million" not in said
    plan = Browser.of(life.scrutiny).get("/decisions/forward-plan/all.csv").content.decode()
    assert "Rents (paragraph 3)" in plan and "1.2 million" not in plan


def test_a_withdrawn_exempt_part_is_read_by_those_alone_who_may_read_exempt_parts(
    life: Life, served: Path
) -> None:
    add_exempt(life.decision, life.adviser, 3, "Rents", "Prices would rise", "The landlord asks 1.2 million")
    part = life.decision.exempt_items.get()
    where = f"/decisions/{life.decision.pk}/exempt/"
    for who in (life.owner, life.clerk, life.member):
        assert Browser.of(who).post(f"{where}{part.pk}/withdraw/").status_code == 403
    browser = Browser.of(life.adviser)
    assert f"{where}{part.pk}/withdraw/" in browser.get(where).content.decode()
    other = Life(served).decision
    assert browser.post(f"/decisions/{other.pk}/exempt/{part.pk}/withdraw/").status_code == 404
    assert browser.post(f"{where}{part.pk}/withdraw/").status_code == 302
    assert browser.post(f"{where}{part.pk}/withdraw/").status_code == 422
    assert "Rents" not in browser.get(where).content.decode()
    for who in (life.member, life.finance, life.adviser):
        said = page(life, who)
        assert "Withdrawn</strong> on " in said and "1.2 million" in said and "Rents" in said
    for who in (life.scrutiny, life.owner, account(Role.FINANCE), account(Role.INSPECTOR)):
        said = page(life, who)
        assert "An exempt part under paragraph 3 was withdrawn on " in said
        assert not any(one in said for one in ("Rents", "Prices would rise", "1.2 million"))
    plan = Browser.of(life.scrutiny).get("/decisions/forward-plan/all.csv").content.decode()
    assert life.decision.reference in plan and "Rents" not in plan


def test_milestones_pilots_and_the_tracker_are_kept_on_their_pages(agreed: Life, today: date) -> None:
    base = f"/decisions/{agreed.decision.pk}"
    owner = Browser.of(agreed.owner)
    made = {
        "title": "Letters",
        "owner_post": "Head",
        **in_parts("starts", today),
        **in_parts("due", today),
    }
    assert owner.post(f"{base}/milestone/", made).status_code == 302
    one = Milestone.objects.get()
    assert (
        owner.post(f"{base}/milestone/{one.pk}/", {"note": "Sent", **in_parts("done_on", today)}).status_code
        == 302
    )
    pilot = {
        "title": "One town",
        "where": "North",
        "owner_post": "Head",
        "measure": "Who come",
        "unit": "a week",
        "stops": "below",
        "threshold": "30",
        **in_parts("starts", today),
        **in_parts("check_by", today + timedelta(days=30)),
    }
    assert owner.post(f"{base}/pilot/", pilot).status_code == 302
    number = Pilot.objects.get().pk
    read = {"value": "20", "source": "Register", **in_parts("as_at", today)}
    assert owner.post(f"{base}/pilot/{number}/reading/", read).status_code == 302
    assert "Stop the pilot" in owner.get("/").content.decode()
    assert "The stop rule is met" in page(agreed, agreed.owner)
    assert owner.post(f"{base}/pilot/{number}/end/", {"because": "Its rule"}).status_code == 302
    assert owner.get(f"{base}/tracker/").status_code == 403
    position = {
        "reference": "youth-trim",
        "service": "Services for young people",
        "pot": "General Fund",
        "kind": "cashable",
        "status": "in delivery",
        "financial_year": "2027/28",
        "note": "",
        "planned": "472500",
        "delivered": "100000.50",
        "forecast": "400000",
        **in_parts("as_at", today),
    }
    finance = Browser.of(agreed.finance)
    assert "Update the savings tracker" in finance.get("/").content.decode()
    assert finance.post(f"{base}/tracker/", position).status_code == 302
    assert TrackerUpdate.objects.get().delivered == 10_000_050
    assert "£400,000" in page(agreed, agreed.finance)


def test_at_review_the_prediction_is_compared(agreed: Life, today: date) -> None:
    review = agreed.decision.reviews.get()
    review.due = today
    review.save()
    browser = Browser.of(agreed.owner)
    assert f"Review {agreed.decision.reference}" in browser.get("/").content.decode()
    address = f"/decisions/{agreed.decision.pk}/review/{review.pk}/"
    assert "80 of 100 futures" in browser.get(address).content.decode()
    one = review.predictions.get()
    assert "Error: " in browser.post(address, {}).content.decode()
    held = {
        f"value_{one.pk}": "120",
        f"source_{one.pk}": "Our count",
        "learned": "More came.",
        "change_says": "The effect is too small.",
        "must_know": "Cabinet",
        **in_parts(f"as_at_{one.pk}", today),
    }
    assert browser.post(address, held).status_code == 302
    assert "Outside the range" in page(agreed, agreed.owner)
    learned = browser.get("/decisions/what-we-learned/").content.decode()
    assert "0 of 1 prediction came inside" in learned and "The effect is too small." in learned


def test_a_further_review_is_set_from_the_frozen_test(agreed: Life, today: date) -> None:
    freeze(agreed.proposed)
    browser, address = Browser.of(agreed.owner), f"/decisions/{agreed.decision.pk}/review/"
    form = {"measures": ["youth.first_time_entrants"], **in_parts("due", date(2029, 7, 1))}
    assert browser.post(address, form).status_code == 302
    assert agreed.decision.reviews.count() == 2
    assert "must be to come" in browser.post(address, form | in_parts("due", today)).content.decode()
    for stage in (Stage.READY, Stage.REJECTED):
        Decision.objects.filter(pk=agreed.decision.pk).update(stage=stage)
        assert "was not agreed" in browser.post(address, form).content.decode()
    assert agreed.decision.reviews.count() == 2


ADDRESSES = (
    *("route/", "route/confirm/", "not-needed/", "exempt/", "comment/", "notice/", "decide/", "record/"),
    *("call-in/", "milestone/", "pilot/", "tracker/", "review/"),
)
NONSENSE = {
    **dict.fromkeys(("subject", "pounds", "wards", "kind", "outcome", "option"), "\u202e'; DROP TABLE"),
    **dict.fromkeys(("threshold", "value", "planned", "delivered", "forecast", "mean_1", "low_1"), "NaN"),
    **{f"{day}_{at}": "99" for day in ("decided_on", "starts", "due", "as_at") for at in range(3)},
}


@pytest.mark.parametrize("sent", [{}, NONSENSE])
@pytest.mark.parametrize("address", ADDRESSES)
def test_bad_input_is_answered_with_what_is_wrong(agreed: Life, address: str, sent: dict[str, str]) -> None:
    for who in (agreed.owner, agreed.adviser, agreed.clerk, agreed.finance, agreed.member, agreed.scrutiny):
        answer = Browser.of(who).post(f"/decisions/{agreed.decision.pk}/{address}", sent)
        assert answer.status_code in (200, 403), (who, answer.status_code)
        if answer.status_code == 200:
            assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("address", [*ADDRESSES, ""])
def test_nobody_from_another_directorate_acts_on_it(agreed: Life, address: str) -> None:
    for role in (Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.FINANCE, Role.MONITORING_OFFICER):
        other = Browser.of(account(role, directorate="adults"))
        expected = 403 if address else 200
        assert other.get(f"/decisions/{agreed.decision.pk}/{address}").status_code == expected


def test_a_decision_that_is_not_there_says_so(life: Life) -> None:
    for address in ("route/", "milestone/", "tracker/"):
        assert Browser.of(life.owner).get(f"/decisions/9999/{address}").status_code == 404


def test_a_service_says_how_many_changes_it_can_carry(life: Life) -> None:
    browser = Browser.of(life.owner)
    form = {"most": "3", "because": "Two people for change"}
    assert browser.post("/decisions/change-limit/youth_services/", form).status_code == 302
    assert browser.get("/decisions/change-limit/older_people/").status_code == 403
    assert browser.get("/decisions/change-limit/nonsense/").status_code == 404
    plan = browser.get("/decisions/forward-plan/").content.decode()
    assert "1 of 3 it can carry" in plan and "Two people for change" in plan
    without = browser.post("/decisions/change-limit/youth_services/", {"most": "3", "because": ""})
    assert "Say what that rests on" in without.content.decode()
    none = {"most": "", "because": "The people have left"}
    assert browser.post("/decisions/change-limit/youth_services/", none).status_code == 302
    plan = browser.get("/decisions/forward-plan/").content.decode()
    assert "1 of 3 it can carry" not in plan and not ChangeLimit.objects.exists()


def test_a_partner_learns_no_title_of_a_decision_that_does_not_name_it(life: Life, served: Path) -> None:
    limit = {"most": "1", "because": "One person for change"}
    assert Browser.of(life.owner).post("/decisions/change-limit/youth_services/", limit).status_code == 302
    life.decision.title = "Sell the depot"
    life.decision.save()
    own = Life(served)
    own.decision.title, own.decision.organisations = "Shared club", ["health_trust"]
    own.decision.save()
    partner = Browser.of(account(Role.PARTNER, organisation="health_trust"))
    for path in ("forward-plan/", f"{own.decision.pk}/"):
        shown = partner.get(f"/decisions/{path}").content.decode()
        assert "Shared club" in shown and "another decision" in shown, path
        assert "Sell the depot" not in shown and life.decision.reference not in shown, path
    assert "Sell the depot" in Browser.of(life.owner).get("/decisions/forward-plan/").content.decode()


def test_the_digest_is_chosen_shown_and_sent(
    life: Life, mailoutbox: list[Any], capsys: pytest.CaptureFixture[str], today: date
) -> None:
    life.tested().routed(planned=today + timedelta(days=10))
    browser = Browser.of(life.owner)
    assert browser.post("/decisions/digest/", {"often": "none"}).status_code == 302
    assert "There is a problem" in browser.post("/decisions/digest/", {"often": "hourly"}).content.decode()
    call_command("digest", dry_run=True)
    shown = capsys.readouterr().out
    assert f"Publish a notice of {life.decision.reference}" in shown
    assert not mailoutbox and not DigestChoice.objects.exclude(sent_at=None).exists()
    call_command("digest")
    assert life.owner.email not in {one.to[0] for one in mailoutbox}
    assert life.adviser.email in {one.to[0] for one in mailoutbox}
    entries = AuditEntry.objects.filter(action="sent a digest")
    assert {json.loads(one.detail)["account"] for one in entries} >= {life.adviser.pk}
    assert not any("@" in one.about + one.detail for one in entries)
    n_sent = len(mailoutbox)
    call_command("digest")
    assert len(mailoutbox) == n_sent


def test_late_milestones_wait_for_those_who_deliver(agreed: Life, today: date) -> None:
    add_milestone(agreed.decision, agreed.owner, "Letters", "Head", today, today)
    assert "Reach “Letters”" in Browser.of(agreed.owner).get("/").content.decode()
