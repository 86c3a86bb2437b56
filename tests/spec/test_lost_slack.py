"""Lost slack: small cuts that do no harm alone do harm together, where little is free and only there."""

from __future__ import annotations

import pytest
from made_figures import MadeCouncil
from slack_world import CUTS, Harm, measure_harm

pytestmark = pytest.mark.spec


@pytest.fixture(scope="module")
def harms(tmp_path_factory: pytest.TempPathFactory) -> dict[float, Harm]:
    made = MadeCouncil(tmp_path_factory.mktemp("slack") / "council")
    return {one.slack: one for one in measure_harm(made, (0.0, 0.03, 0.05, 0.15, 0.20))}


@pytest.mark.parametrize("slack", [0.15, 0.20])
def test_with_ample_slack_four_cuts_together_do_what_each_does_alone(
    harms: dict[float, Harm], slack: float
) -> None:
    assert 0.95 <= harms[slack].ratio <= 1.05


def test_near_the_edge_they_do_half_as_much_again_and_more(harms: dict[float, Harm]) -> None:
    assert harms[0.05].ratio > 1.5


def test_the_less_is_free_the_more_comes_back(harms: dict[float, Harm]) -> None:
    together = [harms[slack].together for slack in (0.0, 0.03, 0.05, 0.15)]
    assert together == sorted(together, reverse=True)
    assert together[0] > 10 * together[-1]


def test_every_cut_brings_something_back_and_none_brings_back_less_than_nothing(
    harms: dict[float, Harm],
) -> None:
    assert set(harms[0.05].alone) == set(CUTS)
    assert min(harms[0.05].alone.values()) > 0
