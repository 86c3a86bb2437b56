"""How sure an answer is, on numbers whose answer is known by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from joinedup.council._certainty import (
    directorate_risks,
    pot_certainties,
    replicate_error,
    worst_mean,
)
from joinedup.council._money import Money
from joinedup.council._paths import Paths
from joinedup.council._tipping import tipping
from joinedup.declared import Capacity

pytestmark = pytest.mark.unit

STARTS = date(2026, 4, 1)


def paths(**lines: np.ndarray) -> Paths:
    """Return paths of one patch that hold these lines of spending, each of shape (draw, year)."""
    names = tuple(f"spend.{line}" for line in lines)
    from_funding = [np.zeros_like(next(iter(lines.values())))] * 8
    funding = (
        "council_tax",
        "business_rates",
        "settlement",
        "dsg_schools",
        "dsg_high_needs",
        "dsg_early_years",
        "dsg_central",
        "public_health_grant",
    )
    values = np.stack([*lines.values(), *from_funding], axis=1)[:, None]
    return Paths((*names, *(f"funding.{code}" for code in funding)), ("all",), STARTS, values)


@pytest.fixture
def money() -> Money:
    """Saves 100 a year on Family Help for certain; placements cost 0 or 150 more from the second year on."""
    nothing = np.zeros((20, 3))
    comes_back = np.tile([[0.0, 0.0, 0.0], [0.0, 150.0, 150.0]], (10, 1))
    without = paths(family_help=nothing + 1_000, looked_after_placements=nothing + 5_000)
    with_ = paths(family_help=nothing + 900, looked_after_placements=nothing + 5_000 + comes_back)
    return Money(without, with_)


def test_the_chance_of_having_saved_by_each_year_counts_from_the_start(money: Money) -> None:
    (found,) = pot_certainties(money, {"family_help"})
    assert found.pot == "general_fund"
    assert found.p_saved_by == (1.0, 1.0, 0.5)


def test_what_comes_back_must_be_so_many_times_larger_before_nothing_is_saved(money: Money) -> None:
    (found,) = pot_certainties(money, {"family_help"})
    assert found.switching == pytest.approx(300 / 150)
    assert found.mean == pytest.approx(-150)


def test_no_switching_value_is_given_where_nothing_pulls_the_other_way() -> None:
    nothing = np.zeros((8, 2))
    saved = Money(paths(family_help=nothing + 10), paths(family_help=nothing + 5))
    assert pot_certainties(saved, {"family_help"})[0].switching is None


def test_the_worst_twentieth_is_the_mean_of_the_dearest_draws() -> None:
    assert worst_mean(np.arange(100.0)) == pytest.approx(np.arange(95, 100).mean())
    assert worst_mean(np.array([3.0, 1.0])) == 3.0


def test_the_error_of_a_mean_comes_from_how_far_replicates_lie_apart() -> None:
    draws = np.tile([1.0, 2.0, 3.0, 4.0], 50)
    assert replicate_error(draws) == pytest.approx(np.std([1, 2, 3, 4], ddof=1) / 2)
    assert replicate_error(np.zeros(4)) == 0.0
    assert replicate_error(np.ones(4)) == float("inf")


def test_the_error_of_a_mean_is_as_large_as_repeated_runs_differ() -> None:
    rng = np.random.default_rng(2)
    runs = rng.normal(5, 1, (400, 256))
    stated = np.sqrt(np.mean([replicate_error(run) ** 2 for run in runs]))
    assert stated == pytest.approx(runs.mean(axis=1).std(), rel=0.1)


def test_a_directorate_is_at_risk_as_often_as_a_draw_passes_the_sum_in_any_year(money: Money) -> None:
    risks = {(one.directorate, one.pounds): one for one in directorate_risks(money, 40.0)}
    # Both lines are the same directorate's: 100 less in every draw, 50 more from the second year in half.
    assert risks["children", 40.0].probability == pytest.approx(0.5)
    assert {one.probability for one in directorate_risks(money, 60.0)} == {0.0}


def test_what_was_full_anyway_is_not_put_down_to_the_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Capacity("a.load", "Beds", "adults", "people wait")
    monkeypatch.setattr("joinedup.council._tipping.capacities", lambda: (held,))
    before = np.full((4, 2, 2), 0.9)
    before[0] = 1.1
    after = before.copy()
    after[1, 1, 1] = 1.05
    (found,) = tipping(*(Paths(("a.load",), ("n", "s"), STARTS, one[:, :, None]) for one in (before, after)))
    assert (found.p_full_without, found.p_full_with, found.p_tips) == (0.25, 0.5, 0.25)
    assert (found.patch, found.year) == ("s", "2027/28")
    assert found.slack_without.mean == pytest.approx(1 - (1.1 + 3 * 0.9) / 4)


def test_a_capacity_that_nobody_uses_is_not_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Capacity("a.load", "Beds", "adults", "people wait")
    monkeypatch.setattr("joinedup.council._tipping.capacities", lambda: (held,))
    none = Paths(("a.load",), ("n",), STARTS, np.zeros((2, 1, 1, 3)))
    assert tipping(none, none) == []
