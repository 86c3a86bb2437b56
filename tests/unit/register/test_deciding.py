"""Deciding: every requirement stands in the way until it is met, and says so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from decided_life import DECIDED, EXPECTED, TODAY, Life, account

from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.council import levers
from joinedup.leadership import Taker
from joinedup.register._route import changes_council_tax
from joinedup.register.deciding import (
    Declared,
    StepRefused,
    add_exempt,
    change_route,
    comment,
    confirm_route,
    decide,
    demanded,
    readiness,
    standing_comments,
    waive,
    withdraw_exempt,
    withdraw_notice,
    withdraw_waiver,
)
from joinedup.register.models import (
    CommentKind,
    Demand,
    LawfulRoute,
    NoticeKind,
    Outcome,
    Record,
    Stage,
    StatutoryComment,
)

pytestmark = pytest.mark.unit


@pytest.fixture
def life(served: Path) -> Life:
    return Life(served)


def taken(life: Life, who: Account | None = None, **more: object) -> Record:
    """Decide in person where somebody is named; else democratic services record what the meeting decided."""
    if who is None:
        return life.recorded(**more)
    return decide(life.decision, who, life.draft(**more), life.scheme, life.terms, TODAY)


def refused(life: Life, who: Account | None = None, **more: object) -> str:
    with pytest.raises(StepRefused) as refusal:
        taken(life, who, **more)
    assert life.fresh().stage == Stage.READY
    assert not Record.objects.exists()
    return " ".join(refusal.value.reasons)


def test_a_prepared_decision_is_decided_with_everything_on_record(life: Life) -> None:
    life.prepared()
    interests = (Declared("Councillor A", "Is a trustee of the club", True),)
    made = taken(life, interests=interests, conditions="Review rents.")
    assert life.fresh().stage == Stage.DECIDED
    assert (made.decided_by, made.is_key, made.notice_kind) == ("Cabinet", True, NoticeKind.KEY)
    assert {one.option.title: one.why for one in made.rejected.all()} == {
        "Fewer buildings": "Dearer.",
        "Do nothing": "Saves nothing.",
    }
    assert [(one.who, one.is_out_of_room) for one in made.interests.all()] == [("Councillor A", True)]
    review = life.decision.reviews.get()
    prediction = review.predictions.get()
    assert (review.due, prediction.as_at) == (date(2028, 6, 1), date(2028, 3, 31))
    assert (prediction.mean, prediction.low, prediction.high) == (90, 80, 100)
    assert prediction.test_digest == life.proposed.tests.get().digest
    assert AuditEntry.objects.filter(action="recorded a decision").count() == 1


@pytest.mark.parametrize(
    ("undo", "says"),
    [
        (lambda life: life.proposed.tests.all().delete(), "“Fewer evenings” has not been tested."),
        (lambda life: life.other.delete(), "There is no option “An alternative”."),
        (lambda life: life.nothing.delete(), "There is no option “Do nothing”."),
        (lambda life: life.decision.notices.all().delete(), "No notice of this key decision"),
        (
            lambda life: StatutoryComment.objects.filter(kind="section_151").delete(),
            "no comment of the section 151 officer. (The section 151 officer)",
        ),
        (
            lambda life: StatutoryComment.objects.filter(kind="monitoring_officer").delete(),
            "no comment of the monitoring officer",
        ),
        (lambda life: life.decision.waivers.all().delete(), "Equality analysis: not started."),
        (lambda life: LawfulRoute.objects.all().delete(), "Nobody has worked out who may lawfully decide"),
        (
            lambda life: LawfulRoute.objects.update(confirmed_at=None, confirmed_by=None),
            "The route has not been confirmed.",
        ),
    ],
)
def test_whatever_is_missing_stands_in_the_way(life: Life, undo: object, says: str) -> None:
    life.prepared()
    undo(life)  # type: ignore[operator]
    draft = {"rejected": {one.pk: "No." for one in life.decision.options.all()}}
    assert says in refused(life, **draft)


@pytest.mark.parametrize("stage", [one for one in Stage if one not in (Stage.READY, Stage.TESTED)])
def test_nothing_is_decided_from_any_other_stage(life: Life, stage: Stage) -> None:
    life.prepared()
    life.decision.stage = stage
    life.decision.save()
    with pytest.raises(StepRefused):
        taken(life)
    assert life.fresh().stage == stage


@pytest.mark.parametrize("is_listed", [True, False])
def test_what_touches_nobody_else_is_decided_once_it_is_tested(life: Life, is_listed: bool) -> None:
    life.prepared()
    life.decision.stage = Stage.TESTED
    life.decision.save()
    if is_listed:
        life.decision.parties.create(kind="directorate", identifier="adults", name="Adults")
        with pytest.raises(StepRefused):
            taken(life)
    else:
        assert taken(life).outcome == Outcome.AGREED


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"reasons": " "}, "Give the reasons"),
        ({"rejected": {}}, "Say why “Fewer buildings” was rejected."),
        ({"option": None}, "Say which option was chosen."),
        ({"outcome": Outcome.WITH_CHANGES}, "Say what was changed."),
        ({"review_on": None}, "Set a day after the decision"),
        ({"review_on": DECIDED}, "Set a day after the decision"),
        ({"measures": ()}, "Name at least one measure"),
        ({"decided_on": TODAY + timedelta(days=1)}, "before the day on which it is taken"),
        ({"urgent_because": "A flood"}, "who of scrutiny agreed"),
        ({"interests": (Declared("Somebody", " ", False),)}, "who declared it and what it is"),
    ],
)
def test_a_record_says_everything_it_must(life: Life, more: dict[str, object], says: str) -> None:
    life.prepared()
    assert says in refused(life, **more)


def test_a_review_before_the_model_speaks_is_refused_with_the_first_day(life: Life) -> None:
    life.prepared()
    says = refused(life, review_on=date(2027, 1, 31))
    assert "31 March 2027 is the first day it speaks of" in says


def test_a_measure_nobody_tested_is_expected_in_ones_own_words(life: Life) -> None:
    life.prepared()
    taken(life, measures=(), expected=(EXPECTED,))
    held = life.decision.reviews.get().predictions.get()
    assert (held.says, held.mean, held.low, held.high, held.test_digest) == (EXPECTED.says, 50, 40, 60, "")


@pytest.mark.parametrize(
    ("outcome", "stage"), [(Outcome.REJECTED, Stage.REJECTED), (Outcome.DEFERRED, Stage.READY)]
)
def test_what_is_not_agreed_needs_no_review(life: Life, outcome: Outcome, stage: Stage) -> None:
    life.prepared()
    why = {one.pk: "Not now." for one in life.decision.options.all()}
    taken(life, outcome=outcome, option=None, review_on=None, measures=(), rejected=why)
    assert life.fresh().stage == stage
    assert not life.decision.reviews.exists()


def test_it_is_decided_once_however_often_the_form_is_sent(life: Life) -> None:
    life.prepared()
    taken(life)
    with pytest.raises(StepRefused):
        taken(life)
    assert Record.objects.count() == 1


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.CHIEF_EXECUTIVE])
def test_officers_do_not_take_what_is_for_cabinet(life: Life, role: Role) -> None:
    life.prepared()
    officer = account(role, post="Executive Director of Children and Families")
    assert "This is for Cabinet to decide (Part 3, section 3, paragraph 3.1)." in refused(life, officer)


@pytest.mark.parametrize("post", ["Lead Member for Children's Services", "Leader of the Council", ""])
def test_no_cabinet_member_takes_alone_what_is_for_cabinet(life: Life, post: str) -> None:
    life.prepared()
    says = refused(life, account(Role.CABINET_MEMBER, post=post))
    assert "Cabinet decides together at its meeting: ask democratic services" in says


def test_a_meeting_is_recorded_by_those_who_keep_its_minutes_alone(life: Life) -> None:
    life.prepared()
    for who in (life.member, life.owner, life.finance):
        with pytest.raises(StepRefused) as refusal:
            decide(life.decision, who, life.draft(), life.scheme, life.terms, TODAY, is_recording=True)
        assert "Democratic services or the monitoring officer record a meeting." in refusal.value.reasons
    made = decide(
        life.decision, life.adviser, life.draft(), life.scheme, life.terms, TODAY, is_recording=True
    )
    assert (made.decided_by, made.recorded_by) == ("Cabinet", life.adviser)


def test_what_is_delegated_to_one_member_is_taken_by_that_member(life: Life) -> None:
    life.prepared()
    route = LawfulRoute.objects.get()
    post = "Lead Member for Children's Services"
    change_route(route, life.adviser, Taker.CABINET_MEMBER, post, "3.2", True, "Delegated by the leader")
    assert "takes this decision in person" in refused(life)
    other = account(Role.CABINET_MEMBER, post="Cabinet Member for Housing")
    assert f"This is for the {post} to decide" in refused(life, other)
    assert taken(life, life.member).decided_by == post


def test_a_member_for_another_directorate_does_not_decide(life: Life) -> None:
    life.prepared()
    member = account(Role.CABINET_MEMBER, directorate="adults")
    assert "No role of yours lets you decide where this decision lies." in refused(life, member)


def test_a_notice_withdrawn_stops_it_and_the_exceptions_open_it(life: Life) -> None:
    life.prepared()
    withdraw_notice(life.decision.notices.get(), life.clerk, TODAY)
    assert "No notice of this key decision" in refused(life)
    life.noticed(TODAY, NoticeKind.URGENCY, because="A flood", scrutiny_who="Chair", scrutiny_on=TODAY)
    assert taken(life).notice_kind == NoticeKind.URGENCY


@pytest.mark.parametrize(
    "lacks",
    [{"because": ""}, {"scrutiny_who": ""}, {"scrutiny_on": None}, {"published_on": date(2027, 1, 1)}],
)
def test_an_exception_without_what_the_law_needs_is_not_kept(life: Life, lacks: dict[str, object]) -> None:
    whole = {"because": "A flood", "scrutiny_who": "Chair", "scrutiny_on": TODAY, "published_on": TODAY}
    with pytest.raises(StepRefused):
        life.noticed(kind=NoticeKind.URGENCY, **(whole | lacks))  # type: ignore[arg-type]
    assert not life.decision.notices.exists()


def test_the_budget_is_for_full_council_whatever_the_monitoring_officer_says(life: Life) -> None:
    route = life.tested().routed(subject="budget_and_council_tax")
    assert (route.taker, route.is_key) == (Taker.FULL_COUNCIL, False)
    with pytest.raises(StepRefused) as refusal:
        change_route(route, life.adviser, Taker.CABINET, "Cabinet", "3.1", False, "Quicker")
    assert "full council alone" in refusal.value.reasons[0]


@pytest.mark.parametrize("lever", ["money.council_tax_rise", "money.council_tax_support"])
def test_an_option_that_moves_council_tax_or_help_with_it_is_for_full_council(life: Life, lever: str) -> None:
    life.prepared()
    life.proposed.tests.all().delete()
    life.tested(lever=lever)
    assert "which full council alone sets" in refused(life)


def test_every_lever_that_is_for_full_council_is_one_of_the_model() -> None:
    found = {one for one in levers() if changes_council_tax([one])}
    assert found == {"money.council_tax_rise", "money.council_tax_support"}


def test_full_council_is_recorded_by_those_who_keep_its_minutes(life: Life) -> None:
    life.tested()
    confirm_route(life.routed(subject="budget_and_council_tax"), life.adviser)
    found = " ".join(one.says for one in readiness(life.decision, life.terms, TODAY).missing)
    assert "section 151 officer" in found
    with pytest.raises(StepRefused) as refusal:
        taken(life, life.member)
    assert any("for full council" in why.lower() for why in refusal.value.reasons)


def test_a_changed_route_keeps_what_the_delegations_said_and_needs_a_reason(life: Life) -> None:
    route = life.routed()
    with pytest.raises(StepRefused):
        change_route(route, life.adviser, Taker.FULL_COUNCIL, "Full Council", "4.2", False, " ")
    change_route(route, life.adviser, Taker.FULL_COUNCIL, "Full Council", "4.2", False, "Policy framework")
    held = LawfulRoute.objects.get()
    assert (held.taker, held.worked_out["taker"]) == (Taker.FULL_COUNCIL, Taker.CABINET)
    assert held.confirmed_by == life.adviser


def test_working_a_route_out_again_undoes_its_confirmation(life: Life) -> None:
    confirm_route(life.routed(), life.adviser)
    assert life.routed(pounds="700000").confirmed_at is None


def test_something_is_only_left_out_with_a_reason(life: Life) -> None:
    with pytest.raises(StepRefused):
        waive(life.decision, life.adviser, Demand.EQUALITY, "  ")
    route = life.routed()
    assert any(
        "equality" in one.says.lower() and one.missing for one in demanded(life.decision, route, TODAY)
    )


def test_an_exempt_part_is_on_no_timeline_and_in_no_audit(life: Life) -> None:
    add_exempt(life.decision, life.adviser, 3, "Rents", "Prices would rise", "The landlord asks 1.2 million")
    words = [*life.decision.events.values_list("detail", flat=True)]
    words += AuditEntry.objects.values_list("detail", flat=True)
    assert not any("1.2 million" in one for one in words)
    with pytest.raises(StepRefused):
        add_exempt(life.decision, life.adviser, 9, "Rents", "Prices", "Secret")


def patch_life(served: Path, pounds: str) -> tuple[Life, Account]:
    life = Life(served, "communities", ("north",))
    life.decision.options.update(proposals=[])
    lead = next(one for one in life.scheme.arrangements if one.patch == "north").lead_post
    leads = account(Role.PATCH_LEAD, post=lead, patch="north")
    life.routed(pounds, "grants_to_groups", patch="north", post=lead)
    return life, leads


def test_a_patch_lead_decides_within_delegation_without_anybody_else(served: Path) -> None:
    life, leads = patch_life(served, "9000")
    lead = leads.held()[0].post
    made = taken(life, leads, measures=(), expected=(EXPECTED,))
    assert (made.decided_by, made.taker) == (lead, Taker.PATCH_LEAD)


def test_a_patch_lead_is_stopped_beyond_delegation_with_the_paragraph(served: Path) -> None:
    life, leads = patch_life(served, "60000")
    says = refused(life, leads, measures=(), expected=(EXPECTED,))
    assert "£60,000 is above the limit of £25,000 (Part 3, section 7, paragraph 7.4)" in says


def test_a_patch_lead_does_not_decide_for_another_patch(served: Path) -> None:
    life, _ = patch_life(served, "9000")
    other = next(one for one in life.scheme.arrangements if one.patch == "west")
    leads = account(Role.PATCH_LEAD, post=other.lead_post, patch="west")
    assert "No role of yours lets you decide" in refused(life, leads, measures=(), expected=(EXPECTED,))


def test_what_a_decision_rested_on_is_not_changed_once_it_is_taken(life: Life) -> None:
    life.prepared()
    part = add_exempt(life.decision, life.adviser, 3, "Prices", "Bids would rise", "2 million")
    taken(life)
    notice = life.decision.notices.get()
    for act in (
        lambda: withdraw_notice(notice, life.clerk, TODAY),
        lambda: comment(life.decision, life.finance, CommentKind.SECTION_151, "Not affordable after all."),
        lambda: waive(life.decision, life.adviser, Demand.PUBLIC, "Nobody would answer."),
        lambda: withdraw_waiver(life.decision.waivers.get(), life.adviser),
        lambda: add_exempt(life.decision, life.adviser, 3, "Rents", "Prices would rise", "1.2 million"),
        lambda: withdraw_exempt(part, life.adviser),
    ):
        with pytest.raises(StepRefused) as refusal:
            act()
        assert refusal.value.reasons == ("The decision has been taken or withdrawn.",)
    notice.refresh_from_db()
    assert notice.withdrawn_on is None
    assert [one.says for one in standing_comments(life.decision)] == ["Affordable.", "Lawful."]
    assert (life.decision.waivers.count(), life.decision.exempt_items.count()) == (1, 1)
    assert life.decision.exempt_items.get().withdrawn_at is None


def test_a_notice_is_withdrawn_once(life: Life) -> None:
    notice = life.noticed()
    again = life.decision.notices.get()
    withdraw_notice(notice, life.clerk, TODAY)
    with pytest.raises(StepRefused):
        withdraw_notice(again, life.clerk, TODAY + timedelta(days=1))
    assert life.decision.notices.get().withdrawn_on == TODAY


def test_an_exempt_part_is_withdrawn_once_and_neither_its_words_nor_its_title_are_told(life: Life) -> None:
    part = add_exempt(life.decision, life.adviser, 3, "Rents", "Prices would rise", "1.2 million")
    withdraw_exempt(part, life.adviser)
    with pytest.raises(StepRefused) as refusal:
        withdraw_exempt(part, life.adviser)
    assert refusal.value.reasons == ("It was withdrawn before.",)
    assert (life.decision.exempt_items.get().says, bool(part.withdrawn_at)) == ("1.2 million", False)
    told = " ".join(f"{one.what} {one.detail}" for one in life.decision.events.all())
    told += " ".join(f"{one.action} {one.detail}" for one in AuditEntry.objects.all())
    assert told.count("An exempt part under paragraph 3 was withdrawn") == 1
    assert AuditEntry.objects.filter(action="withdrew an exempt part").count() == 1
    assert not any(says in told for says in ("Rents", "Prices would rise", "1.2 million"))


def test_what_was_found_not_needed_is_needed_again_once_that_is_withdrawn(life: Life) -> None:
    life.prepared()
    withdraw_waiver(life.decision.waivers.get(), life.adviser)
    assert "Equality analysis" in refused(life)
    with pytest.raises(StepRefused):
        withdraw_waiver(life.decision.waivers.get(), life.adviser)
    assert "Equality analysis is needed after all" in [one.what for one in life.decision.events.all()]
