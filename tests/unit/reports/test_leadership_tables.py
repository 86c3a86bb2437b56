"""Measures with their latest value: counted here, small counts hidden, in the unit people use."""

from __future__ import annotations

from datetime import date

import pytest
from made_structure import BEGAN, good

from joinedup.council import collect_figures
from joinedup.declared import FigureValue, Origin
from joinedup.leadership import MeasureOwner
from joinedup.leadership.rules import RULES, Finding
from joinedup.reports.leadership import MeasureNow, measure_values, standing

pytestmark = pytest.mark.unit

END = date(2026, 3, 31)


def now(measure: str, *values: tuple[float, date, Origin, str], part: str = "") -> MeasureNow:
    held = [
        FigureValue(measure, "E1", band, day, value, origin, "A return")
        for value, day, origin, band in values
    ]
    owner = MeasureOwner(BEGAN, None, measure, part, "", "A", "A", "A")
    return measure_values([owner], collect_figures("E1", held))[measure, part]


def test_the_latest_value_is_shown_with_unit_day_and_source() -> None:
    shown = now("referrals", (7_001, END, Origin.OWN, ""), (6_000, date(2025, 3, 31), Origin.OWN, ""))
    assert shown == MeasureNow("7,001 referrals", "31 March 2026", "A return")
    assert now("re_referral_share", (0.231, END, Origin.OWN, "")).value == "23.1%"
    assert now("reserves", (-70_000_000, END, Origin.OWN, "dsg"), part="dsg").value == "−£70.0m"


@pytest.mark.parametrize("count", [1, 5])
def test_a_small_count_of_people_is_hidden(count: float) -> None:
    assert now("child_protection_plans", (count, END, Origin.OWN, "")).value == "1 to 5 children"


def test_a_rate_borrowed_from_elsewhere_is_no_result() -> None:
    borrowed = now("families_in_temporary_accommodation", (1_261, END, Origin.ENGLAND, ""))
    assert not borrowed.is_held
    counted = date(2024, 3, 31)
    both = now(
        "families_in_temporary_accommodation",
        (1_261, END, Origin.ENGLAND, ""),
        (900, counted, Origin.PUBLISHED, ""),
    )
    assert (both.value, both.as_at) == ("900 households", "31 March 2024")


def test_a_measure_counted_in_parts_is_their_sum_on_the_latest_day() -> None:
    earlier = date(2025, 1, 31)
    whole = now(
        "places", (10, END, Origin.OWN, "R"), (20, END, Origin.OWN, "1"), (99, earlier, Origin.OWN, "2")
    )
    assert whole.value == "30 places"


def test_nothing_loaded_is_said_so() -> None:
    owners = good().measures
    assert not measure_values(owners, None)[owners[0].measure, ""].is_held
    assert not now("a_measure_nobody_declared", (5, END, Origin.OWN, "")).is_held


def test_a_recalled_clause_is_labelled_wherever_a_finding_is_tabled() -> None:
    for rule in RULES:
        says = standing(Finding(rule, "x", "y", None))
        assert says.startswith(rule.force.says[:4].capitalize())
        assert ("Recalled" in says) == rule.is_recalled
