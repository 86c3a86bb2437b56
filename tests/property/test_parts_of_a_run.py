"""A run in parts is the run as a whole: for any size of part, any seed and any number of threads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_figures import STARTS, MadeCouncil

from joinedup.council import Plan, Settings, project
from joinedup.council import _plan as plan_module
from joinedup.council._runs import run_paths
from joinedup.council._session import draw_inputs
from joinedup.engine import correlate, sobol_points
from joinedup.errors import ModelRefused

pytestmark = pytest.mark.property


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("parts") / "council")


@pytest.mark.parametrize("part", [4, 8, 16])
def test_points_in_parts_are_the_points_of_the_whole(part: int) -> None:
    whole = sobol_points(64, 7, seed=3)
    parts = [sobol_points(part, 7, seed=3, first=first) for first in range(0, 64, part)]
    assert np.array_equal(np.concatenate(parts), whole)


def test_more_draws_begin_with_the_fewer() -> None:
    assert np.array_equal(sobol_points(128, 5, seed=1)[:32], sobol_points(32, 5, seed=1))


def test_a_part_that_begins_between_parts_is_refused() -> None:
    with pytest.raises(ModelRefused, match="cannot begin at draw 3"):
        sobol_points(4, 2, seed=1, first=3)


def test_chance_belongs_to_the_number_of_the_draw(made: MadeCouncil) -> None:
    inputs = made.inputs(draws=16, years=2)
    whole = run_paths(inputs, STARTS, seed=5, threads=2).values
    for first in (0, 8):
        half = replace(inputs, values=inputs.values[first : first + 8])
        part = run_paths(half, STARTS, seed=5, threads=1, first_draw=first).values
        assert np.array_equal(part, whole[first : first + 8])


def test_a_projection_in_parts_shows_what_one_in_a_piece_shows(
    made: MadeCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(draws=256, years=3, threads=2)
    asked = made.ready()
    whole = project(asked, settings)
    monkeypatch.setattr(plan_module, "PART", 64)
    parts = project(asked, settings, plan=Plan(asked, settings))
    for one, other in zip(whole.measures, parts.measures, strict=True):
        for exact, near in zip(one.expected, other.expected, strict=True):
            spread = max(exact.high_95 - exact.low_95, 1e-9)
            # Draws follow the last years within each part, so that parts differ a little from the whole.
            assert abs(near.median - exact.median) <= 0.35 * spread, one.measure.name


def test_the_last_years_decide_which_assumptions_are_drawn(made: MadeCouncil) -> None:
    asked, settings = made.ready(), Settings(draws=64, years=1)
    one, other = (draw_inputs(asked, settings) for _ in range(2))
    assert np.array_equal(one.values, other.values)


def test_values_of_a_group_go_together_and_keep_their_own_distribution() -> None:
    points = sobol_points(4096, 3, seed=1)
    tied = correlate(points, 0.5)
    assert np.corrcoef(tied, rowvar=False)[0, 1] == pytest.approx(6 / np.pi * np.arcsin(0.25), abs=0.03)
    assert np.sort(tied, axis=0) == pytest.approx(np.sort(points, axis=0), abs=0.02)
    assert np.array_equal(correlate(points, 0.0).round(9), points.round(9))
    with pytest.raises(ModelRefused, match="correlation"):
        correlate(points, 1.0)
