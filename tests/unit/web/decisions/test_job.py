"""The long work of testing a decision, with a model that answers at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_decisions import WHO, made_account, put_forward
from made_results import made_projection, made_ripple

from joinedup.council import Alternatives
from joinedup.council.portfolios import Distribution
from joinedup.folder import read_council
from joinedup.register import _testing
from joinedup.register._equality import equality
from joinedup.register.models import Decision, FrozenTest, Stage
from joinedup.web.decisions import _test

pytestmark = pytest.mark.unit


def answered_at_once(asked: Any, sets: Any, *_: Any) -> Alternatives:
    """Answer for every set of proposals, as `try_alternatives` does."""
    ripples = [made_ripple({"family_help": -1e6}, proposals=one, affected=(WHO,)) for one in sets]
    return Alternatives(tuple(ripples), made_projection())


@pytest.fixture
def decision(served: Path, monkeypatch: pytest.MonkeyPatch) -> Decision:
    spread = Distribution("2030/31", (), "", (), (), (), ())
    monkeypatch.setattr(_testing, "ready", lambda council: None)
    monkeypatch.setattr(_testing, "try_alternatives", answered_at_once)
    monkeypatch.setattr(_test, "spread_of", lambda *_: (spread, "256 futures tried"))
    return put_forward(read_council(served), made_account(directorate="children"))


def test_the_work_freezes_every_option_lists_who_is_affected_and_starts_the_analysis(
    served: Path, decision: Decision
) -> None:
    asked_for, told = {"decision": decision.pk, "by": decision.made_by_id}, []
    done = _test.TEST.run(read_council(served), asked_for, lambda doing, share: told.append(doing))
    assert done.address == f"/decisions/{decision.pk}/#test"
    assert Decision.objects.get(pk=decision.pk).stage == Stage.TESTED
    assert {one.option.kind for one in FrozenTest.objects.all()} == {"proposed", "alternative", "nothing"}
    assert [one.identifier for one in decision.parties.all()] == ["north"]
    assert equality(decision).analysis is not None
    assert "whom it falls on" in told
    # A first reader finds the pages drawn.
    assert len(list((served / ".joinedup" / "pages").glob("*.json.gz"))) == 3


def test_work_that_begins_again_after_it_was_done_freezes_nothing_twice(
    served: Path, decision: Decision
) -> None:
    asked_for = {"decision": decision.pk, "by": decision.made_by_id}
    for says in ("is frozen", "that one stands"):
        done = _test.TEST.run(read_council(served), asked_for, lambda doing, share: None)
        assert says in done.says
    assert FrozenTest.objects.count() == 3
