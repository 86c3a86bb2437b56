"""Reviews: what was predicted against what came, and the scores of all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from decided_life import Life

from joinedup.council import collect_figures
from joinedup.declared import FigureValue, Origin
from joinedup.errors import StoreRefused
from joinedup.register import deciding
from joinedup.register.deciding import (
    Came,
    StepRefused,
    counted_for,
    expected_of,
    hold_review,
    is_inside,
    links_worth_a_look,
    scores_of,
)
from joinedup.register.models import Prediction, Review, Stage

pytestmark = pytest.mark.unit
LATER = date(2028, 6, 2)
FIGURES = collect_figures(
    "E1",
    [
        FigureValue("first_time_entrants", "E1", "", on, value, Origin.OWN, "Our return", "")
        for on, value in ((date(2026, 3, 31), 70.0), (date(2028, 3, 31), 95.0))
    ],
)


@pytest.fixture
def life(served: Path) -> Life:
    made = Life(served).prepared()
    made.recorded(urgent_because="A flood", urgent_agreed_by="Chair")
    return made


def held(life: Life, came: float | None, source: str = "Our return", **words: str) -> Review:
    review = life.decision.reviews.get()
    one = review.predictions.get()
    said = {"learned": "It fell less.", "change_says": "Nothing.", "must_know": "Cabinet"} | words
    as_at = None if came is None else date(2028, 3, 31)
    hold_review(review, life.owner, LATER, {one.pk: Came(came, as_at, source)}, should_change=(), **said)
    review.refresh_from_db()
    return review


def prediction(says: str, mean: float, actual: float | None, naive: float | None = None) -> Prediction:
    return Prediction(says=says, mean=mean, low=mean - 10, high=mean + 10, actual=actual, naive=naive)


def test_the_review_that_is_held_closes_the_life_of_the_decision(life: Life) -> None:
    review = held(life, 95.0)
    assert (review.held_on, life.fresh().stage) == (LATER, Stage.REVIEWED)
    assert is_inside(review.predictions.get()) is True
    assert "1 of 1 measures came inside their range" in life.decision.events.last().what  # type: ignore[union-attr]
    with pytest.raises(StepRefused):
        held(life, 95.0)


@pytest.mark.parametrize(
    ("came", "source", "words"),
    [
        (95.0, " ", {}),
        (None, "Nobody counted it", {}),
        (95.0, "Our return", {"learned": " "}),
        (95.0, "Our return", {"change_says": ""}),
        (95.0, "Our return", {"must_know": ""}),
    ],
)
def test_a_review_without_what_came_or_what_it_teaches_stays_open(
    life: Life, came: float | None, source: str, words: dict[str, str]
) -> None:
    with pytest.raises(StepRefused):
        held(life, came, source, **words)
    assert life.fresh().stage == Stage.DECIDED


def test_the_naive_forecast_is_what_was_last_counted(life: Life) -> None:
    known = collect_figures("E1", [FIGURES.series("first_time_entrants")[0]])
    found = expected_of(life.proposed, date(2028, 6, 1), ["youth.first_time_entrants"], (), known)
    assert (found[0].naive, found[0].naive_says) == (70.0, "Nothing changes from 31 March 2026: Our return")


def test_what_the_council_counts_is_found_for_the_year_spoken_of(life: Life) -> None:
    one = life.decision.reviews.get().predictions.get()
    assert counted_for(one, FIGURES) == Came(95.0, date(2028, 3, 31), "Our return")
    one.as_at = date(2030, 3, 31)
    assert counted_for(one, FIGURES) is None


def test_a_measure_of_one_patch_is_predicted_for_that_patch(life: Life) -> None:
    found = expected_of(life.proposed, date(2028, 6, 1), ["youth.first_time_entrants@north"], ())
    assert found[0].patch == "north"
    with pytest.raises(StepRefused):
        expected_of(life.proposed, date(2028, 6, 1), ["youth.first_time_entrants@moon"], ())


def test_a_test_that_was_changed_is_found_out(life: Life) -> None:
    test = life.proposed.tests.get()
    test.content = bytes(test.content) + b" "
    with pytest.raises(StoreRefused):
        deciding.tested(test)


def test_scores_of_known_truths() -> None:
    scores = scores_of(
        [
            prediction("A", 100, 100, 80),
            prediction("A", 100, 125, 120),
            prediction("B", 50, 55),
            prediction("B", 50, None, 50),
        ]
    )
    every, a, b = scores
    assert (every.says, every.n, every.n_inside, every.n_naive) == ("All measures", 3, 2, 2)
    assert every.coverage == pytest.approx(2 / 3)
    assert (a.n, a.n_inside, a.error) == (2, 1, pytest.approx(0.1))
    assert a.naive_error == pytest.approx((0.2 + 0.04) / 2)
    assert (b.error, b.naive_error) == (pytest.approx(1 / 11), None)


def test_scores_do_not_depend_on_the_order_and_nothing_has_none() -> None:
    some = [prediction("A", 100, 90, 80), prediction("B", 10, 30), prediction("A", 10, 0)]
    assert scores_of(some) == scores_of(some[::-1])
    assert scores_of([prediction("A", 1, None)]) == ()


def test_what_may_change_lies_on_links_of_the_decisions_services(life: Life) -> None:
    found = links_worth_a_look(life.decision)
    assert found
    assert all("youth" in (one.source + one.target) for one in found)
