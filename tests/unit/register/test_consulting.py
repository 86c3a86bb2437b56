"""Consultations, and the equality analysis."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from made_decisions import ON, made_decision

from joinedup.council.portfolios import Distribution
from joinedup.errors import InputRefused, StoreRefused
from joinedup.register._consultations import (
    PRINCIPLES,
    begin_consultation,
    consultations,
    tell_consultation,
)
from joinedup.register._equality import (
    CHARACTERISTICS,
    equality,
    find,
    sign,
    spread_behind,
    start_analysis,
)
from joinedup.register._proposing import withdraw
from joinedup.register.models import Decision, EqualityAnalysis

pytestmark = pytest.mark.unit


@pytest.fixture
def decision(served: Path) -> Decision:
    return made_decision()


def held(**more: Any) -> dict[str, Any]:
    days = {"begins": ON, "ends": ON + timedelta(days=42)}
    return {"what": "Fewer teams?", "whom": "All families helped.", **days, "principles": {}} | more


def spread() -> Distribution:
    return Distribution("2030/31", (), "", (), (), (), ())


def complete(decision: Decision) -> None:
    for key, _ in CHARACTERISTICS:
        find(decision, decision.made_by, key, "not_known", "No return holds it.", "")


def test_the_public_and_the_workforce_are_kept_apart(decision: Decision) -> None:
    begin_consultation(decision, decision.made_by, "public", held())
    begin_consultation(decision, decision.made_by, "workforce", held(what="Eleven posts"))
    found = consultations(decision, ON)
    assert [one.consultation.what for one in found["public"]] == ["Fewer teams?"]
    assert [one.consultation.what for one in found["workforce"]] == ["Eleven posts"]


@pytest.mark.parametrize(("days", "state"), [(-1, "ahead"), (0, "open"), (42, "open"), (43, "over")])
def test_a_consultation_runs_from_its_first_to_its_last_day(
    decision: Decision, days: int, state: str
) -> None:
    begin_consultation(decision, decision.made_by, "public", held())
    assert consultations(decision, ON + timedelta(days=days))["public"][0].state == state


def test_what_is_over_lacks_its_outcome_until_both_are_said(decision: Decision) -> None:
    one = begin_consultation(decision, decision.made_by, "public", held())
    after = ON + timedelta(days=60)
    assert consultations(decision, after)["public"][0].lacks_outcome
    tell_consultation(one, decision.made_by, held(heard="Too long a wait."))
    assert consultations(decision, after)["public"][0].lacks_outcome
    tell_consultation(one, decision.made_by, held(heard="Too long a wait.", changed="North keeps its team."))
    assert not consultations(decision, after)["public"][0].lacks_outcome


def test_a_gunning_principle_is_met_by_words_alone(decision: Decision) -> None:
    principles = {"formative": "Before the budget.", "time": "  "}
    begin_consultation(decision, decision.made_by, "public", held(principles=principles))
    assert len(consultations(decision, ON)["public"][0].not_met) == len(PRINCIPLES) - 1


def test_a_consultation_that_ends_before_it_begins_is_refused(decision: Decision) -> None:
    with pytest.raises(InputRefused, match="ends after it begins"):
        begin_consultation(decision, decision.made_by, "public", held(ends=ON - timedelta(days=1)))


def test_an_analysis_is_signed_only_when_every_characteristic_was_looked_at(decision: Decision) -> None:
    assert equality(decision).says == "Not started"
    start_analysis(decision, decision.made_by)
    with pytest.raises(InputRefused, match="not every protected characteristic"):
        sign(decision, decision.made_by, "Director", "Weighed.")
    complete(decision)
    assert equality(decision).says == "Complete, not signed"
    sign(decision, decision.made_by, "Director", "Weighed.")
    assert (equality(decision).says, equality(decision).is_signed) == ("Complete, and signed", True)


def test_a_signature_no_longer_holds_once_a_finding_changes(decision: Decision) -> None:
    start_analysis(decision, decision.made_by)
    complete(decision)
    sign(decision, decision.made_by, "Director", "Weighed.")
    find(decision, decision.made_by, "sex", "worse", "Mothers use it most.", "")
    where = equality(decision)
    assert where.is_signed is False
    assert where.says == "Changed since it was signed"
    assert where.unmitigated == ("Sex",)
    assert next(one.earlier for one in where.characteristics if one.key == "sex") == 1


def test_a_signature_no_longer_holds_once_the_model_says_something_else(decision: Decision) -> None:
    start_analysis(decision, decision.made_by)
    complete(decision)
    sign(decision, decision.made_by, "Director", "Weighed.")
    start_analysis(decision, decision.made_by, spread(), "256 futures tried")
    assert equality(decision).is_signed is False


def test_starting_again_keeps_what_people_found(decision: Decision) -> None:
    start_analysis(decision, decision.made_by)
    complete(decision)
    start_analysis(decision, None, spread(), "256 futures tried")
    assert equality(decision).open == ()
    assert spread_behind(EqualityAnalysis.objects.get(decision=decision)) == spread()


def test_a_distribution_changed_after_it_was_frozen_is_refused(decision: Decision) -> None:
    analysis = start_analysis(decision, decision.made_by, spread(), "256 futures tried")
    EqualityAnalysis.objects.update(spread=b"other")
    with pytest.raises(StoreRefused, match="SHA-256"):
        spread_behind(analysis)


def test_a_finding_needs_an_analysis_a_characteristic_and_evidence(decision: Decision) -> None:
    with pytest.raises(InputRefused, match="Start it first"):
        find(decision, decision.made_by, "age", "worse", "Because.", "")
    start_analysis(decision, decision.made_by)
    with pytest.raises(InputRefused):
        find(decision, decision.made_by, "income", "worse", "Because.", "")
    with pytest.raises(InputRefused, match="needs its evidence"):
        find(decision, decision.made_by, "age", "worse", " ", "")


def test_nothing_more_is_written_of_a_decision_that_was_withdrawn(decision: Decision) -> None:
    start_analysis(decision, decision.made_by)
    withdraw(decision, decision.made_by, "Not needed.")
    with pytest.raises(InputRefused):
        find(decision, decision.made_by, "age", "worse", "Because.", "")
    with pytest.raises(InputRefused):
        begin_consultation(decision, decision.made_by, "public", held())
