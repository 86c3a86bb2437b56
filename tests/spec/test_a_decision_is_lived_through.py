"""A decision from its route to its review: what the system promises of each step."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from decided_life import TODAY, Life

from joinedup.access.audit import faults
from joinedup.register.deciding import (
    Came,
    add_milestone,
    finish_milestone,
    hold_review,
    holds_it_up,
    publish_record,
    scores_of,
)
from joinedup.register.models import Prediction, Stage

pytestmark = pytest.mark.spec

title = "The life of a decision, from its route to what it taught"


def test_each_step_follows_the_one_before_and_all_of_it_is_on_record(served: Path) -> None:
    """Decided with lawful notice, published, carried out after call-in, reviewed against the frozen test."""
    life = Life(served).prepared()
    record = life.recorded()
    assert life.fresh().stage == Stage.DECIDED
    publish_record(record, life.clerk, TODAY, life.terms)
    record.refresh_from_db()
    assert record.call_in_ends is not None
    begins = record.call_in_ends + timedelta(days=1)
    assert holds_it_up(record, record.call_in_ends)
    assert not holds_it_up(record, begins)
    step = add_milestone(life.decision, life.owner, "Letters sent", "Head", begins, begins)
    finish_milestone(step, life.owner, begins, begins, "")
    assert life.fresh().stage == Stage.DELIVERING
    review = life.decision.reviews.get()
    one = review.predictions.get()
    came = {one.pk: Came(95.0, date(2028, 3, 31), "Our return")}
    hold_review(review, life.owner, date(2028, 6, 2), came, "It held.", (), "Nothing.", "Cabinet")
    assert life.fresh().stage == Stage.REVIEWED
    every, _ = scores_of(Prediction.objects.all())
    assert (every.n, every.n_inside) == (1, 1)
    said = [event.what for event in life.decision.events.all()]
    for words in ("route was set", "Agreed by Cabinet", "record of the decision was published", "Reviewed"):
        assert any(words in one for one in said), words
    assert faults() == []
