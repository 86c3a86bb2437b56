"""Milestones, pilots with their stop rule, and savings held against the tracker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from decided_life import TODAY, Life

from joinedup.council import collect_figures
from joinedup.council.monitoring import read_tracker
from joinedup.declared import FigureValue, Origin
from joinedup.loading import load
from joinedup.register.deciding import (
    TRACKER_FILE,
    StepRefused,
    Update,
    add_milestone,
    begin_pilot,
    end_pilot,
    read_pilot,
    savings_of,
    state_of,
    tracker_csv,
    update_tracker,
)
from joinedup.register.models import Pilot, Stage, TrackerUpdate
from joinedup.store import Store

pytestmark = pytest.mark.unit
SAVING = Update(
    "youth-trim",
    "Close one evening in seven",
    "Children and Families",
    "Services for young people",
    "General Fund",
    "cashable",
    "in delivery",
    "2027/28",
    47_250_000,
    10_000_050,
    40_000_000,
    TODAY,
)


@pytest.fixture
def life(served: Path) -> Life:
    made = Life(served).prepared()
    made.recorded(urgent_because="A flood", urgent_agreed_by="Chair")
    return made


def pilot(**more: object) -> Pilot:
    given = {
        "title": "Six evenings in one town",
        "where": "North",
        "measure": "Young people who come",
        "unit": "a week",
        "stops": Pilot.Stops.BELOW,
        "threshold": 30.0,
        "starts": TODAY,
        "check_by": date(2027, 3, 31),
        "owner_post": "Head of Youth Services",
    }
    return Pilot(**(given | more))


def test_a_milestone_follows_a_decision_and_is_due_after_it_begins(life: Life) -> None:
    with pytest.raises(StepRefused):
        add_milestone(life.decision, life.owner, "Letters", "Head", TODAY, date(2026, 11, 1))
    with pytest.raises(StepRefused):
        add_milestone(life.decision, life.owner, "Letters", "Head", date(2026, 1, 1), TODAY)
    life.decision.stage = Stage.REJECTED
    life.decision.save()
    with pytest.raises(StepRefused):
        add_milestone(life.decision, life.owner, "Letters", "Head", TODAY, TODAY)


@pytest.mark.parametrize(
    ("stops", "value", "is_met"),
    [
        ("below", 29, True),
        ("below", 30, True),
        ("below", 31, False),
        ("above", 31, True),
        ("above", 29, False),
    ],
)
def test_the_stop_rule_is_met_at_and_beyond_its_threshold(
    life: Life, stops: str, value: float, is_met: bool
) -> None:
    held = begin_pilot(life.decision, life.owner, pilot(stops=stops))
    read_pilot(held, life.owner, TODAY, TODAY, value, "Register of the club")
    assert state_of(held, None, TODAY).is_stop_met is is_met
    assert life.fresh().stage == Stage.DELIVERING


def test_a_pilot_is_read_from_what_the_council_counts_since_it_began(life: Life) -> None:
    held = begin_pilot(life.decision, life.owner, pilot(figure="first_time_entrants", stops="above"))
    values = [
        FigureValue("first_time_entrants", "E1", "", on, value, Origin.OWN, "Our return", "")
        for on, value in ((date(2026, 3, 31), 99.0), (date(2027, 3, 31), 31.0))
    ]
    figures = collect_figures("E1", values)
    early, late = state_of(held, figures, date(2027, 1, 1)), state_of(held, figures, date(2027, 4, 1))
    assert (early.value, early.is_stop_met) == (None, False)
    assert (late.value, late.source, late.is_stop_met) == (31.0, "Our return", True)


def test_a_pilot_nobody_read_is_due_on_its_day_and_an_ended_one_is_not(life: Life) -> None:
    held = begin_pilot(life.decision, life.owner, pilot())
    assert not state_of(held, None, date(2027, 3, 30)).is_check_due
    assert state_of(held, None, date(2027, 3, 31)).is_check_due
    end_pilot(held, life.owner, TODAY, "The club closed")
    held.refresh_from_db()
    assert not state_of(held, None, date(2027, 3, 31)).is_check_due
    with pytest.raises(StepRefused):
        read_pilot(held, life.owner, TODAY, TODAY, 1.0, "Register")


def test_a_pilot_that_was_ended_meanwhile_is_read_no_more(life: Life) -> None:
    stale = begin_pilot(life.decision, life.owner, pilot())
    end_pilot(life.decision.pilots.get(), life.owner, TODAY, "The club closed")
    with pytest.raises(StepRefused):
        read_pilot(stale, life.owner, TODAY, TODAY, 1.0, "Register")
    assert not stale.readings.exists()


def test_readings_lie_between_the_start_and_today_and_name_their_source(life: Life) -> None:
    held = begin_pilot(life.decision, life.owner, pilot())
    for day, source in ((date(2026, 1, 1), "Register"), (date(2027, 1, 1), "Register"), (TODAY, " ")):
        with pytest.raises(StepRefused):
            read_pilot(held, life.owner, TODAY, day, 1.0, source)


def test_finance_moves_the_tracker_by_a_file_that_the_next_load_reads(life: Life) -> None:
    load(life.council, [life.council.data / "finance"])
    before = read_tracker(Store(life.council.workings), life.council, ["youth-trim"])
    later = max(one.as_at for one in before.of("youth-trim")) if before else TODAY
    given = replace(SAVING, as_at=max(later, TODAY).replace(year=later.year + 1))
    update_tracker(life.decision, life.finance, life.council, given)
    assert (life.council.data / TRACKER_FILE).is_file()
    load(life.council, [life.council.data / "finance"])
    after = read_tracker(Store(life.council.workings), life.council, ["youth-trim"])
    assert after is not None
    held = [one for one in after.of("youth-trim") if one.year == "2027/28"]
    assert [(one.status, one.planned, one.delivered, one.forecast) for one in held] == [
        ("in delivery", 47_250_000, 10_000_050, 40_000_000)
    ]
    row = next(one for one in savings_of(life.decision, life.council) if one.year == "2027/28")
    assert (row.proposed, row.delivered, row.forecast) == (63_000_000, 10_000_050, 40_000_000)
    assert (row.in_tracker, row.tracker_as_at) == (40_000_000, given.as_at)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"status": "maybe"}, "status is one of"),
        ({"kind": "hoped"}, "kind is one of"),
        ({"pot": "Petty cash"}, "Choose the pot"),
        ({"financial_year": "next year"}, "2027/28"),
        ({"planned": -1}, "positive"),
        ({"delivered": 50_000_000}, "More has been delivered"),
    ],
)
def test_a_position_that_is_wrong_is_refused_and_nothing_is_written(
    life: Life, wrong: dict[str, object], says: str
) -> None:
    with pytest.raises(StepRefused) as refusal:
        update_tracker(life.decision, life.finance, life.council, replace(SAVING, **wrong))  # type: ignore[arg-type]
    assert says in " ".join(refusal.value.reasons)
    assert not TrackerUpdate.objects.exists()
    assert not (life.council.data / TRACKER_FILE).exists()


def test_the_same_day_again_takes_the_place_of_the_first(life: Life) -> None:
    life.council.data.joinpath("finance").mkdir(exist_ok=True)
    for sum_ in (30_000_000, 20_000_000):
        update_tracker(life.decision, life.finance, life.council, replace(SAVING, forecast=sum_))
    assert TrackerUpdate.objects.get().forecast == 20_000_000


def test_where_the_file_cannot_be_written_the_position_is_not_kept(life: Life) -> None:
    target = life.council.data / TRACKER_FILE
    target.mkdir(parents=True)
    with pytest.raises(OSError, match="savings_tracker_register"):
        update_tracker(life.decision, life.finance, life.council, SAVING)
    assert not TrackerUpdate.objects.exists()


def test_words_that_a_spreadsheet_would_run_are_made_harmless(life: Life) -> None:
    held = TrackerUpdate(**{name: getattr(SAVING, name) for name in SAVING.__dataclass_fields__})
    held.title = "=HYPERLINK(1)"
    assert "'=HYPERLINK(1)" in tracker_csv([held])
