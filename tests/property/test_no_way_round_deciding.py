"""Whatever people do in whatever order, nothing is decided without what it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from decided_life import DECIDED, TODAY, Life
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.leadership import Taker
from joinedup.register.deciding import (
    StepRefused,
    call_in,
    change_route,
    clear_days,
    close_call_in,
    comment,
    confirm_route,
    decide,
    first_after_clear_days,
    holds_it_up,
    lawful_way,
    publish_record,
    readiness,
    route_of_decision,
    waive,
    ways_of,
    withdraw_notice,
)
from joinedup.register.models import (
    CallInOutcome,
    CommentKind,
    Demand,
    NoticeKind,
    Outcome,
    Record,
    Stage,
    StatutoryComment,
)

pytestmark = pytest.mark.property
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
Act = Callable[[Life], object]


@given(DAYS, st.integers(0, 400))
def test_the_first_day_is_the_first_with_enough_clear_days(given_on: date, days: int) -> None:
    first = first_after_clear_days(given_on, days)
    assert clear_days(given_on, first) == days
    assert clear_days(given_on, first - timedelta(days=1)) < max(days, 1)


@given(DAYS, st.integers(1, 400))
def test_one_day_later_has_one_clear_day_more(given_on: date, ahead: int) -> None:
    then = given_on + timedelta(days=ahead)
    assert clear_days(given_on, then + timedelta(days=1)) == clear_days(given_on, then) + 1


def _decide(life: Life) -> object:
    return decide(life.fresh(), life.clerk, life.draft(), life.scheme, life.terms, TODAY, is_recording=True)


def _alone(life: Life) -> object:
    return decide(life.fresh(), life.member, life.draft(), life.scheme, life.terms, TODAY)


def _route(act: Callable[[object], object]) -> Act:
    def done(life: Life) -> object:
        route = route_of_decision(life.decision)
        return act(route) if route is not None else None

    return done


def _last(life: Life) -> Record | None:
    return life.decision.records.last()


def _stage(stage: Stage) -> Act:
    def done(life: Life) -> object:
        held = life.fresh()
        if held.stage in (Stage.PROPOSED, Stage.TESTED, Stage.COLLABORATING, Stage.READY):
            held.stage = stage
            held.save()
        return held

    return done


ACTS: dict[str, Act] = {
    "decide": _decide,
    "one member alone": _alone,
    "test": lambda life: life.tested(),
    "forget the tests": lambda life: life.proposed.tests.all().delete(),
    "route": lambda life: life.routed(),
    "route to officer": lambda life: life.routed("90000"),
    "confirm": lambda life: _route(lambda route: confirm_route(route, life.adviser))(life),
    "change to council": lambda life: _route(
        lambda route: change_route(route, life.adviser, Taker.FULL_COUNCIL, "Full Council", "4", False, "Law")
    )(life),
    "change to cabinet": lambda life: _route(
        lambda route: change_route(route, life.adviser, Taker.CABINET, "Cabinet", "3", True, "Key after all")
    )(life),
    "notice in time": lambda life: life.noticed(),
    "notice too late": lambda life: life.noticed(TODAY - timedelta(days=3)),
    "urgency": lambda life: life.noticed(
        TODAY, NoticeKind.URGENCY, because="A flood", scrutiny_who="Chair", scrutiny_on=TODAY
    ),
    "withdraw": lambda life: [withdraw_notice(one, life.clerk, TODAY) for one in life.decision.notices.all()],
    "section 151": lambda life: comment(life.decision, life.finance, CommentKind.SECTION_151, "Yes"),
    "monitoring": lambda life: comment(life.decision, life.adviser, CommentKind.MONITORING_OFFICER, "Yes"),
    "no comments": lambda life: StatutoryComment.objects.all().delete(),
    "waive": lambda life: waive(life.decision, life.adviser, Demand.EQUALITY, "Nobody"),
    "ready": _stage(Stage.READY),
    "back": _stage(Stage.COLLABORATING),
    "publish": lambda life: (one := _last(life)) and publish_record(one, life.clerk, TODAY, life.terms),
    "call in": lambda life: (one := _last(life)) and call_in(one, life.scrutiny, TODAY, "Three", "No"),
    "refer back": lambda life: [
        close_call_in(call, life.clerk, TODAY, CallInOutcome.REFERRED_BACK, "Look again")
        for one in life.decision.records.all()
        for call in one.call_ins.all()
    ],
}
# The way through, so that a walk often comes near the end of it.
THROUGH = (
    "test",
    "route",
    "confirm",
    "notice in time",
    "section 151",
    "monitoring",
    "waive",
    "ready",
    "decide",
)
WALKS = st.one_of(
    st.lists(st.sampled_from(sorted(ACTS)), max_size=25),
    st.tuples(st.permutations(THROUGH), st.lists(st.sampled_from(sorted(ACTS)), max_size=8)).map(
        lambda both: [*both[0], *both[1], "decide"]
    ),
)


def test_the_way_through_leads_to_a_decision(served: Path) -> None:
    life = Life(served)
    for name in THROUGH:
        _step(life, name)
    assert life.fresh().stage == Stage.DECIDED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=WALKS)
def test_no_walk_reaches_decided_without_its_requirements(served: Path, walk: list[str]) -> None:
    with transaction.atomic():
        life = Life(served)
        for name in walk:
            _step(life, name)
        transaction.set_rollback(True)


def _step(life: Life, name: str) -> None:
    before, n_records = life.fresh(), life.decision.records.count()
    ready = readiness(before, life.terms, DECIDED)
    route = route_of_decision(before)
    try:
        ACTS[name](life)
    except StepRefused:
        assert (life.fresh().stage, life.decision.records.count()) == (before.stage, n_records)
        return
    after, made = life.fresh(), life.decision.records.count() - n_records
    if after.stage == Stage.DECIDED and before.stage != Stage.DECIDED:
        assert (name, made) == ("decide", 1)
    if made:
        _assert_lawful(life, before, ready, route)


def _assert_lawful(life: Life, before: object, ready: object, route: object) -> None:
    assert before.stage in (Stage.READY, Stage.TESTED)  # type: ignore[attr-defined]
    assert ready.reasons == ()  # type: ignore[attr-defined]
    assert Taker(route.taker).is_collective and route.confirmed_at is not None  # type: ignore[attr-defined]
    is_cabinets = route.taker == Taker.CABINET  # type: ignore[attr-defined]
    # What full council decides is not executive: neither key nor open to call-in.
    if is_cabinets:
        assert lawful_way(ways_of(life.decision.notices.all(), life.terms, DECIDED), DECIDED) is not None
    assert {one.kind for one in StatutoryComment.objects.filter(decision=life.decision)} == set(
        CommentKind.values
    )
    assert life.proposed.tests.exists()
    record = life.decision.records.last()
    assert record is not None and record.outcome == Outcome.AGREED
    if record.reconsiders_id is None and is_cabinets:
        assert holds_it_up(record, DECIDED)
    assert life.decision.reviews.last().predictions.exists()
