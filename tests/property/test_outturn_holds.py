"""What is always true of spending against budget."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_ledger import YEARS, asked_of, ledger_rows, made_year, yearly_rows
from made_store import made_council, made_store

from joinedup.council.monitoring import Outturn, in_year
from joinedup.reports.outturn._exact import whole_pounds

pytestmark = pytest.mark.property

LINES = ("family_help", "send_transport", "high_needs")
POUNDS = st.integers(-50_000, 500_000).map(lambda pence: pence / 100)
MONTHS = st.lists(POUNDS, min_size=12, max_size=12)


def seen(one: Outturn) -> list[object]:
    """What a reader sees of each line, without what each later month may change."""
    return [(line.line, line.sums, line.method, line.said, line.breaks, line.scores) for line in one.lines]


def many(seed: int) -> dict[str, dict[str, list[float]]]:
    rng = np.random.default_rng(seed)
    return {
        line: {year: [round(float(one), 2) for one in rng.normal(1_000, 150, 12)] for year in YEARS}
        for line in LINES
    }


BUDGETS = {line: dict.fromkeys(YEARS, 11_800.0) for line in LINES}


@pytest.mark.parametrize("month", [1, 4, 9])
def test_months_to_come_change_no_forecast(tmp_path: Path, month: int) -> None:
    """Nor does anything of the backtest see them."""
    full, cut = many(1), many(1)
    for line in LINES:
        cut[line]["2026/27"] = cut[line]["2026/27"][:month]
    whole = in_year(made_year(tmp_path / "whole", full, BUDGETS), month=month)
    early = in_year(made_year(tmp_path / "early", cut, BUDGETS))
    assert seen(whole) == seen(early)
    assert whole.tested == early.tested


def test_each_backtest_sees_only_what_was_known_then(tmp_path: Path) -> None:
    """The forecast of a past month is the one that would have been made in that month."""
    found = in_year(made_year(tmp_path / "now", many(2), BUDGETS))
    for year, month in (("2024/25", 5), ("2025/26", 8)):
        past = {
            line: {
                held: months if held < year else months[:month]
                for held, months in years.items()
                if held <= year
            }
            for line, years in many(2).items()
        }
        then = in_year(made_year(tmp_path / year[:4], past, BUDGETS))
        for line in then.lines:
            [tested] = [
                one
                for one in found.tested
                if (one.line, one.ending, one.month) == (line.line, int(year[:4]) + 1, month)
            ]
            assert round(tested.said["weighed"]) == line.said["weighed"]
            assert tested.n_years == line.n_years


def test_the_order_of_rows_and_files_changes_nothing(tmp_path: Path) -> None:
    rows = ledger_rows(many(3))
    found = []
    for name, order in (("one", rows), ("two", rows[::-1])):
        council = made_council(tmp_path / name)
        made_store(council, monthly_outturn=order, budget=yearly_rows(BUDGETS, "net_budget"))
        found.append(in_year(asked_of(council), month=7))
    assert seen(found[0]) == seen(found[1])
    assert [pot.sums for pot in found[0].pots] == [pot.sums for pot in found[1].pots]


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    asked = made_year(tmp_path, many(4), BUDGETS)
    first = in_year(asked, month=6)
    made_store(asked.council, monthly_outturn=ledger_rows(many(4)), budget=yearly_rows(BUDGETS, "net_budget"))
    assert in_year(asked, month=6) == first


def test_a_line_changes_no_other_line(tmp_path: Path) -> None:
    first, second = many(5), many(5)
    second["high_needs"]["2026/27"][2] += 9_999
    one = in_year(made_year(tmp_path / "one", first, BUDGETS), month=6)
    two = in_year(made_year(tmp_path / "two", second, BUDGETS), month=6)
    assert seen(one)[:2] == seen(two)[:2]
    assert one.pots[0] == two.pots[0]
    assert one.pots[1] != two.pots[1]


@settings(max_examples=25, deadline=None)
@given(first=MONTHS, second=MONTHS, budget=POUNDS, month=st.integers(1, 12))
@example(first=[0.01, *[0.0] * 11], second=[0.01, *[0.0] * 11], budget=0.07, month=1)
def test_any_ledger_gives_finite_sums_that_add_up(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[float],
    second: list[float],
    budget: float,
    month: int,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    # A line that posts every month says which months have been closed.
    steady = {year: [7.0] * 12 for year in ("2025/26", "2026/27")}
    months = {"family_help": {"2025/26": first, "2026/27": second}, "environment": steady, "planning": steady}
    found = in_year(made_year(folder, months, {"family_help": {"2025/26": budget, "2026/27": budget}}), month)
    for pot in found.pots:
        assert pot.sums.actual == sum(line.sums.actual for line in pot.lines)
        assert pot.sums.forecast == sum(line.sums.forecast for line in pot.lines)
        for line in pot.lines:
            assert line.sums.actual == sum(line.months)
            assert sum(line.profile) == line.sums.budget
            held = line.sums.range
            assert np.isfinite([held.mean, held.low_95, held.high_95]).all()
            assert held.low_95 <= held.low_80 <= held.median <= held.high_80 <= held.high_95
            assert 0 <= line.sums.p_over <= 1
    shutil.rmtree(folder)


@given(st.lists(st.integers(-(10**12), 10**12), max_size=30))
def test_whole_pounds_add_up_to_the_rounded_total(pence: list[int]) -> None:
    pounds = whole_pounds(pence)
    assert sum(pounds) == round(sum(pence) / 100)
    assert all(abs(one - part / 100) < 1 for one, part in zip(pounds, pence, strict=True))
