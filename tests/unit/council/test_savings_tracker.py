"""The savings tracker: how savings stand, and how much of each the plan takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_figures import STARTS, MadeCouncil
from made_ledger import asked_of, saving_row
from made_store import Rows, made_council, made_store

from joinedup.council import Ready
from joinedup.council.monitoring import (
    Delivery,
    Tracker,
    added,
    deliveries,
    deliveries_tracked,
    delivery_record,
    proposal_ids,
    read_tracker,
    summed,
)
from joinedup.council.proposals import Saving
from joinedup.store import Store

pytestmark = pytest.mark.unit


def tracked(folder: Path, rows: Rows, proposals: tuple[str, ...] = ("a",)) -> tuple[Ready, Tracker]:
    council = made_council(folder)
    made_store(council, savings_tracker=rows)
    found = read_tracker(Store(council.workings), council, proposals)
    assert found is not None
    return asked_of(council), found


def taken(folder: Path, rows: Rows, reference: str = "a") -> Delivery:
    asked, tracker = tracked(folder, rows)
    return deliveries_tracked(asked, tracker, [reference])[reference]


def ended(number: int, share: float) -> Rows:
    """Savings of an earlier year of which so much was delivered."""
    return [
        saving_row(
            f"old-{place}", "delivered", 100, year="2024/25", delivered=100 * share, as_at="2025-03-31"
        )
        for place in range(number)
    ]


def test_what_was_delivered_is_known(tmp_path: Path) -> None:
    one = taken(tmp_path, [saving_row("a", "delivered", 200, delivered=150)])
    assert (one.low, one.likely, one.high) == (0.75, 0.75, 0.75)


def test_what_is_undeliverable_is_nothing(tmp_path: Path) -> None:
    one = taken(tmp_path, [saving_row("a", "undeliverable", 200, forecast=150)])
    assert (one.low, one.likely, one.high) == (0, 0, 0)
    assert one.because == "the savings tracker calls it undeliverable"


def test_what_was_banked_before_it_was_given_up_stays(tmp_path: Path) -> None:
    one = taken(tmp_path, [saving_row("a", "undeliverable", 200, delivered=50)])
    assert one.likely == 0.25


def test_without_a_record_a_proposed_saving_is_what_councils_usually_deliver(tmp_path: Path) -> None:
    one = taken(tmp_path, [saving_row("a", "proposed", 200)])
    assert (one.low, one.likely, one.high) == (0.6, 0.8, 0.95)
    assert "councils usually deliver 80%" in one.because


@pytest.mark.parametrize(("number", "least", "most"), [(5, 0.66, 0.74), (30, 0.5, 0.6), (2_000, 0.4, 0.41)])
def test_the_more_of_a_record_the_more_it_counts(
    tmp_path: Path, number: int, least: float, most: float
) -> None:
    one = taken(tmp_path, [saving_row("a", "proposed", 200), *ended(number, 0.4)])
    assert least <= one.likely <= most
    assert one.low < one.likely < one.high
    assert f"40% of {number}" in one.because


def test_the_record_is_the_beta_update_by_count(tmp_path: Path) -> None:
    asked, tracker = tracked(tmp_path, ended(10, 0.4))
    usual = 0.8 * 0.2 / ((0.95 - 0.6) / (2 * 1.959964)) ** 2 - 1
    assert delivery_record(asked, tracker).share == pytest.approx((usual * 0.8 + 10 * 0.4) / (usual + 10))


def test_a_large_saving_counts_as_a_small_one(tmp_path: Path) -> None:
    rows = [*ended(3, 0.4), saving_row("big", "delivered", 1e9, delivered=1e9, year="2024/25")]
    asked, tracker = tracked(tmp_path, rows)
    assert delivery_record(asked, tracker).own == pytest.approx((3 * 0.4 + 1) / 4)


def test_a_forecast_is_weighed_with_the_record(tmp_path: Path) -> None:
    rows = [saving_row("a", "in delivery", 200, delivered=0, forecast=200), *ended(50, 0.3)]
    one = taken(tmp_path, rows)
    record = taken(tmp_path / "other", [saving_row("a", "proposed", 200), *ended(50, 0.3)])
    assert record.likely < one.likely < 1
    assert one.low < one.likely < one.high <= 1


def test_the_more_is_banked_the_more_the_forecast_counts(tmp_path: Path) -> None:
    found = [
        taken(tmp_path / str(banked), [saving_row("a", "in delivery", 200, delivered=banked, forecast=100)])
        for banked in (0, 50, 90, 100)
    ]
    apart = [abs(one.likely - 0.5) for one in found]
    assert apart == sorted(apart, reverse=True)
    assert (found[-1].low, found[-1].likely, found[-1].high) == (0.5, 0.5, 0.5)
    assert all(one.low >= banked / 200 for one, banked in zip(found, (0, 50, 90, 100), strict=True))


def test_what_the_tracker_does_not_hold_follows_the_record(tmp_path: Path) -> None:
    one = taken(tmp_path, ended(30, 0.4), "unheard-of")
    assert one.likely == pytest.approx(
        taken(tmp_path / "b", [saving_row("a", "proposed", 1), *ended(30, 0.4)]).likely
    )
    assert "holds nothing of it" in one.because


def test_a_proposal_that_claims_no_saving_is_taken_as_it_would_be_decided(tmp_path: Path) -> None:
    made = MadeCouncil(tmp_path / "council")
    change = {"lever": "housing.planned_homes", "by": 400}
    homes = made.proposal(change, id="homes")
    saving = replace(homes, id="saving", savings=(Saving("general_fund", 1e5, STARTS, "cashable"),))
    found = deliveries(made.ready(), [homes, saving])
    assert (found["homes"].low, found["homes"].likely, found["homes"].high) == (1.0, 1.0, 1.0)
    assert found["saving"].likely == 0.8


def test_without_a_tracker_councils_as_a_whole_are_asked(tmp_path: Path) -> None:
    asked = asked_of(made_council(tmp_path))
    one = deliveries_tracked(asked, None, ["a"])["a"]
    assert (one.low, one.likely, one.high) == (0.6, 0.8, 0.95)


def test_a_saving_in_two_pots_is_never_added_across_them(tmp_path: Path) -> None:
    rows = [
        saving_row("a", "delivered", 1_000, delivered=0),
        saving_row("a", "delivered", 1, delivered=1, line="high_needs"),
    ]
    one = taken(tmp_path, rows)
    assert one.likely == 0.5
    assert "Dedicated Schools Grant" in one.because


def test_the_last_position_replaces_earlier_ones_and_they_are_counted(tmp_path: Path) -> None:
    rows = [
        saving_row("a", "in delivery", 200, forecast=100, as_at="2026-09-30"),
        saving_row("a", "delivered", 200, delivered=120, as_at="2026-10-31"),
        saving_row("b", "proposed", 50, as_at="2026-09-30"),
    ]
    _, tracker = tracked(tmp_path, rows)
    assert {one.reference: one.forecast for one in tracker.savings} == {"a": 12_000, "b": 5_000}
    assert (tracker.n_earlier, tracker.as_at) == (1, date(2026, 10, 31))


def test_a_saving_cashable_in_part_and_avoided_in_part_keeps_both(tmp_path: Path) -> None:
    rows = [
        saving_row("a", "proposed", 200, as_at="2026-09-30"),
        saving_row("a", "proposed", 120),
        saving_row("a", "proposed", 80, kind="avoided"),
    ]
    _, tracker = tracked(tmp_path, rows)
    assert {one.kind: one.planned for one in tracker.savings} == {"cashable": 12_000, "avoided": 8_000}
    assert tracker.n_earlier == 1
    whole = tracked(tmp_path / "other", [saving_row("a", "proposed", 1, as_at="2026-09-30"), *rows[2:]])[1]
    assert [one.kind for one in whole.savings] == ["avoided"]


def test_delivered_without_a_sum_is_neither_nothing_nor_everything(tmp_path: Path) -> None:
    asked, tracker = tracked(tmp_path, [saving_row("a", "delivered", 200, delivered="")])
    one = deliveries_tracked(asked, tracker, ["a"])["a"]
    assert (one.low, one.likely, one.high) == (0.6, 0.8, 0.95)
    assert "gives no sum" in one.because
    assert delivery_record(asked, tracker).n == 0


def test_an_earlier_day_can_be_looked_at(tmp_path: Path) -> None:
    rows = [
        saving_row("a", "in delivery", 200, forecast=100, as_at="2026-09-30"),
        saving_row("a", "delivered", 200, delivered=120, as_at="2026-10-31"),
    ]
    council = made_council(tmp_path)
    made_store(council, savings_tracker=rows)
    found = read_tracker(Store(council.workings), council, [], until=date(2026, 9, 30))
    assert found is not None
    assert [one.status for one in found.savings] == ["in delivery"]
    assert [(one.rows, one.pence) for one in found.aside] == [(1, 20_000)]
    assert read_tracker(Store(council.workings), council, [], until=date(2026, 1, 1)) is None


def test_references_and_proposals_that_do_not_match_are_listed(tmp_path: Path) -> None:
    _, tracker = tracked(
        tmp_path, [saving_row("a", "proposed", 1), saving_row("x", "proposed", 1)], ("a", "b")
    )
    assert (tracker.unmatched, tracker.untracked) == (("x",), ("b",))


def test_sums_by_status_add_up_in_pence(tmp_path: Path) -> None:
    rows = [
        saving_row("a", "proposed", 0.01),
        saving_row("b", "proposed", 10.01, forecast=4.4),
        saving_row("c", "delivered", 7.77, delivered=9.99),
        saving_row("d", "undeliverable", 5, forecast=3),
    ]
    _, tracker = tracked(tmp_path, rows)
    parts, whole = summed(tracker.savings, lambda one: one.status), added(tracker.savings)
    for name in ("n", "planned", "delivered", "forecast", "shortfall"):
        assert sum(getattr(one, name) for one in parts.values()) == getattr(whole, name)
    assert (whole.planned, whole.forecast) == (2_279, 1_440)


def test_proposals_go_by_their_identifier_even_where_a_file_is_broken(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    council.proposals.mkdir()
    (council.proposals / "one.yaml").write_text("id: first\n", encoding="utf-8")
    (council.proposals / "two.yaml").write_text("{", encoding="utf-8")
    assert proposal_ids(council) == ["first", "two"]
