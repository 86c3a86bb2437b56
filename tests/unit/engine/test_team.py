"""Teams: in balance at the start, quiet while there is slack, convex past it, and held up by cover."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from small_models import compiled, run_small

from joinedup.declared import Over
from joinedup.engine import (
    Equations,
    Kernel,
    TeamRules,
    TeamStart,
    declare_team,
    given,
    given_at_start,
    no_overlay,
    parameter,
)

pytestmark = pytest.mark.unit

RULES = {
    "newcomer_productivity": 0.7,
    "newcomer_months": 12.0,
    "hiring_delay_months": 5.0,
    "least_staff_share": 0.1,
    "overload_sharpness": 40.0,
    "overload_limit": 0.5,
    "months_to_delete_posts": 6.0,
    "agency_months": 2.0,
    "surge_share": 0.5,
}
RECORDED = {
    **dict.fromkeys(("team.employed", "team.new", "team.experienced", "team.agency"), Over.YEAR_END),
    **dict.fromkeys(("team.load", "team.overload", "team.extra_overload", "team.vacant"), Over.YEAR_MEAN),
    "team.leavers": Over.YEAR_SUM,
}
START = {"employed": 100.0, "agency": 10.0, "vacant": 15.0, "leavers": 16.0, "load": 0.85}
STILL = START | {"posts": 1.0, "work": 500.0, "usual": 500.0, "frozen": 0.0, "turnover": 1.0}


def team(surge: float = 1.0) -> Equations:
    equations = Equations("team")
    start = TeamStart(**{name: given_at_start(name) for name in START})
    declare_team(
        equations,
        "team",
        "workers",
        start,
        TeamRules("rules", given_at_start("turnover")),
        posts=given("posts"),
        work=given("work"),
        work_at_start=given_at_start("work"),
        held_back=given("frozen"),
        surge=surge,
        work_as_usual=given("usual"),
    )
    return equations


@pytest.fixture(scope="module")
def kernel() -> Kernel:
    return compiled(team(), recorded=RECORDED)


def run(
    kernel: Kernel,
    *,
    months: int = 180,
    later: dict[str, float] | None = None,
    frozen: float = 0.0,
    **values: float,
) -> dict[str, NDArray[np.float64]]:
    """Run a team; `later` are factors on inputs from the first month."""
    inputs = {f"parameter/rules.{name}": value for name, value in RULES.items()} | STILL | values
    inputs = {name: value for name, value in inputs.items() if name in kernel.inputs}
    overlay = no_overlay(months, 1, len(kernel.inputs))
    for name, factor in (later or {}).items():
        overlay.times[:, :, kernel.inputs.index(name)] = factor
    overlay.plus[:, :, kernel.inputs.index("frozen")] = frozen
    found = run_small(kernel, inputs, months=months, overlay=overlay)
    return {name: one[0, 0] for name, one in found.items()}


def test_a_team_that_nobody_changes_stays_as_it_is(kernel: Kernel) -> None:
    found = run(kernel)
    for name, stays in {"employed": 100, "agency": 10, "vacant": 15, "leavers": 16, "load": 0.85}.items():
        assert found[f"team.{name}"] == pytest.approx(np.full(15, stays), rel=1e-6), name
    assert found["team.overload"] == pytest.approx(np.zeros(15), abs=1e-9)
    assert found["team.new"][0] == pytest.approx(16 / (1 + 0.16), rel=1e-6)


def test_slack_absorbs_more_work_before_anything_moves(kernel: Kernel) -> None:
    found = run(kernel, later={"work": 1.05})
    assert found["team.load"][-1] == pytest.approx(0.85 * 1.05, rel=0.01)
    assert found["team.overload"].max() < 1e-3
    assert found["team.leavers"][-1] == pytest.approx(16, rel=0.002)


def test_each_further_bit_of_work_overloads_more_until_it_is_felt_no_further(kernel: Kernel) -> None:
    steps = [run(kernel, later={"work": by})["team.overload"][0] for by in (1.0, 1.05, 1.1, 1.15, 1.2)]
    further = [later - earlier for earlier, later in pairwise(steps)]
    assert further == sorted(further)
    assert run(kernel, later={"work": 20.0})["team.overload"][-1] == pytest.approx(0.5)


def test_overload_makes_people_leave_as_stated(kernel: Kernel) -> None:
    found = run(kernel, months=12, later={"work": 1.4}, turnover=2.0)
    share = found["team.leavers"][0] / 16
    assert 1.2 < share < 1 + 2.0 * found["team.overload"][0] + 0.01


def test_cover_bought_in_holds_a_team_up(kernel: Kernel) -> None:
    with_cover = run(kernel, later={"work": 1.3})
    without = run(compiled(team(surge=0.0), recorded=RECORDED), later={"work": 1.3})
    assert with_cover["team.agency"][-1] > without["team.agency"][-1] + 3
    assert with_cover["team.load"][-1] < without["team.load"][-1] - 0.02


def test_growth_as_usual_is_not_bought_cover_for_twice(kernel: Kernel) -> None:
    grown = run(kernel, later={"work": 1.3, "usual": 1.3}, turnover=0.0)
    assert grown["team.overload"][-1] > 0.08
    assert grown["team.extra_overload"] == pytest.approx(np.zeros(15), abs=0.002)
    assert grown["team.agency"][-1] == pytest.approx(10, rel=0.02)


def test_cut_posts_are_left_by_people_and_newly_made_ones_filled_over_months(kernel: Kernel) -> None:
    cut = run(kernel, later={"posts": 0.9}, turnover=0.0)
    assert cut["team.employed"][-1] == pytest.approx(90, rel=0.01)
    assert 90 < cut["team.employed"][0] < 100
    more = run(kernel, later={"posts": 1.1}, turnover=0.0)
    assert 100 < more["team.employed"][0] < 110
    assert more["team.employed"][-1] == pytest.approx(110, rel=0.01)


def test_a_frozen_recruitment_replaces_nobody(kernel: Kernel) -> None:
    employed = run(kernel, months=60, frozen=1.0)["team.employed"]
    assert employed[-1] < 100 * np.exp(-0.16 * 4)
    assert (np.diff(employed) < 0).all()


@pytest.mark.parametrize(
    "start",
    [
        {"employed": 0.0, "vacant": 115.0, "leavers": 0.0},
        {"employed": 0.0, "agency": 0.0, "vacant": 0.0, "leavers": 0.0},
        {"vacant": 0.0},
        {"leavers": 0.0},
        {"work": 0.0, "usual": 0.0},
    ],
)
def test_a_team_without_people_posts_vacancies_or_work_starts_in_balance(
    kernel: Kernel, start: dict[str, float]
) -> None:
    found = run(kernel, **start)
    assert found["team.load"] == pytest.approx(np.full(15, 0.85), rel=1e-6)
    assert found["team.overload"] == pytest.approx(np.zeros(15), abs=1e-9)
    assert found["team.employed"] == pytest.approx(np.full(15, (STILL | start)["employed"]), rel=1e-6)


@pytest.mark.parametrize("later", [{"posts": 0.0}, {"work": 50.0}, {"posts": 0.0, "work": 50.0}])
def test_no_team_runs_away(kernel: Kernel, later: dict[str, float]) -> None:
    found = run(kernel, later=later, turnover=2.5)
    for name, one in found.items():
        assert np.isfinite(one).all() and one.min() >= -0.5, name
    assert found["team.agency"].max() <= 115 * 10 / 15 + 0.5 * 0.5 * 100


def test_a_team_of_posts_has_the_usual_vacancies_cover_and_turnover() -> None:
    rules = TeamRules("rules", parameter("turnover"))
    start = TeamStart.of_posts(given_at_start("posts"), rules, given_at_start("slack"))
    equations = Equations("team")
    for name in ("employed", "agency", "vacant", "leavers", "load"):
        equations.reckon(f"team.{name}", getattr(start, name), "As at the start.")
    kernel = compiled(equations, recorded={f"team.{name}": Over.YEAR_MEAN for name in START})
    inputs = {"posts": 200.0, "slack": 0.05}
    inputs |= {
        "parameter/rules.usual_vacancy_share": 0.1,
        "parameter/rules.usual_agency_share": 0.03,
        "parameter/rules.usual_turnover_share": 0.15,
    }
    found = run_small(kernel, inputs)
    expected = {"employed": 180, "agency": 6, "vacant": 20, "leavers": 27, "load": 0.95}
    assert {name: found[f"team.{name}"][0, 0, 0] for name in expected} == pytest.approx(expected)
