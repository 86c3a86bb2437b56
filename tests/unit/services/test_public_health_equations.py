"""Public health: in balance at the start, full where places are few, and healthy years lost as studied."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, MadeCouncil, Whole
from steady_adults import moved, steady, unaccounted, without_figures

from joinedup.services import public_health

pytestmark = pytest.mark.unit

SERVICE = public_health.service()
STOCKS = tuple(SERVICE.equations.stocks)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def at_rest(made: MadeCouncil) -> Whole:
    return Whole(made, steady(made))


def after(made: MadeCouncil, lever: str, by: str, *, slack: float = 0.05, **values: float) -> Whole:
    return Whole(made, steady(made, slack=slack, **values), made.proposal({"lever": lever, "by": by}))


@pytest.mark.parametrize("stock", STOCKS)
def test_what_comes_is_what_goes(at_rest: Whole, stock: str) -> None:
    held = at_rest.of(stock)
    assert held.tolist() == pytest.approx([held[0]] * len(held), rel=0.02, abs=0.2)


@pytest.mark.parametrize("stock", STOCKS)
def test_nobody_is_lost(made: MadeCouncil, stock: str) -> None:
    whole = after(made, "public_health.treatment", "-20%")
    assert unaccounted(SERVICE, whole, stock) == pytest.approx(np.zeros(5), abs=1e-6)


def test_the_grant_is_spent_and_nothing_is_lost_without_a_decision(at_rest: Whole) -> None:
    assert at_rest.of("spend.public_health") * 12 == pytest.approx(
        np.full(6, BUDGET["public_health"]), rel=1e-3
    )
    assert at_rest.of("public_health.healthy_years_lost") == pytest.approx(np.zeros(6), abs=0.1)


def test_people_at_the_start_are_rates_times_people(at_rest: Whole) -> None:
    assert at_rest.of("public_health.in_treatment")[0] == pytest.approx(650, rel=0.01)
    assert at_rest.of("public_health.parents_in_treatment")[0] == pytest.approx(130, rel=0.01)
    assert at_rest.of("public_health.smokers")[0] == pytest.approx(138_000 * 0.115, rel=0.01)
    assert at_rest.of("public_health.smokers_reached")[0] == pytest.approx(138 * 5.5, rel=0.01)
    assert at_rest.of("public_health.young_in_treatment")[0] == pytest.approx(8 * 2.4 * 1.1, rel=0.01)
    assert at_rest.of("public_health.reviews_due")[0] == pytest.approx(5 * 2_400, rel=0.01)


@pytest.mark.parametrize("lever", ["health_visiting", "treatment", "smoking"])
def test_3800_pounds_less_lose_one_healthy_year(made: MadeCouncil, lever: str) -> None:
    """The effect that was published, at the prices of the study."""
    at_study = {"joinedup__public_health__prices_since_study": 1.0}
    before = Whole(made, steady(made, **at_study))
    cut = after(made, f"public_health.{lever}", "-20%", **at_study)
    pounds = -moved(before, cut, "spend.public_health") * 12
    lost = moved(before, cut, "public_health.healthy_years_lost") * 12
    assert pounds[-1] > 10_000
    assert lost == pytest.approx(pounds / 3_800, rel=1e-6)


def test_pounds_of_today_buy_less_than_those_of_the_study(made: MadeCouncil, at_rest: Whole) -> None:
    cut = after(made, "public_health.smoking", "-20%")
    pounds = -moved(at_rest, cut, "spend.public_health") * 12
    lost = moved(at_rest, cut, "public_health.healthy_years_lost") * 12
    assert lost == pytest.approx(pounds / (3_800 * 1.4), rel=1e-6)


def test_half_the_help_to_stop_smoking_saves_half_its_cost(made: MadeCouncil, at_rest: Whole) -> None:
    cut = after(made, "public_health.smoking", "-50%")
    saved = -moved(at_rest, cut, "spend.public_health")[-1] * 12
    assert saved == pytest.approx(BUDGET["public_health"] * 0.03 / 2, rel=0.02)
    # Of 379 people no longer helped each year, 12 in 100 would have stopped for good.
    more = np.diff(moved(at_rest, cut, "public_health.smokers"))[-1]
    assert more == pytest.approx(138 * 5.5 / 2 * 0.12, rel=0.05)


def test_treatment_beyond_what_is_free_leaves_adults_untreated(made: MadeCouncil, at_rest: Whole) -> None:
    cut = after(made, "public_health.treatment", "-10%")
    assert moved(at_rest, cut, "public_health.in_treatment")[-1] == pytest.approx(
        650 * (1.05 * 0.9 - 1), rel=0.05
    )
    assert moved(at_rest, cut, "public_health.untreated")[-1] > 20
    assert moved(at_rest, cut, "public_health.ask_again")[-1] > 0
    without = moved(at_rest, cut, "public_health.waiting_treatment") + moved(
        at_rest, cut, "public_health.untreated"
    )
    children = moved(at_rest, cut, "public_health.children_of_untreated_parents")
    assert without[-2] * 0.2 * 1.8 * 0.95 < children[-1] < without[-1] * 0.2 * 1.8 * 1.05


def test_a_cut_within_what_is_free_leaves_nobody_untreated(made: MadeCouncil) -> None:
    free = Whole(made, steady(made, slack=0.15))
    cut = after(made, "public_health.treatment", "-5%", slack=0.15)
    assert moved(free, cut, "public_health.untreated")[-1] == pytest.approx(0, abs=0.5)


def test_young_people_in_treatment_follow_the_offer(made: MadeCouncil, at_rest: Whole) -> None:
    cut = after(made, "public_health.treatment", "-10%")
    start = at_rest.of("public_health.young_in_treatment")[-1]
    assert moved(at_rest, cut, "public_health.young_in_treatment")[-1] == pytest.approx(
        -0.1 * start, rel=0.02
    )


def test_each_further_cut_of_health_visitors_misses_more_reviews(made: MadeCouncil, at_rest: Whole) -> None:
    cuts = [after(made, "public_health.health_visiting", by) for by in ("-5%", "-10%", "-15%")]
    missed = [0.0, *(moved(at_rest, cut, "public_health.reviews_missed")[-1] for cut in cuts)]
    assert np.all(np.diff(np.diff(missed)) > 0)


def test_school_nurses_see_as_many_fewer_as_there_are_fewer_posts(made: MadeCouncil, at_rest: Whole) -> None:
    cut = after(made, "public_health.health_visiting", "-10%")
    start = at_rest.of("public_health.school_nursing")[-1]
    assert moved(at_rest, cut, "public_health.school_nursing")[-1] == pytest.approx(-0.1 * start, rel=0.02)


def test_a_place_where_nobody_lives_stays_finite(made: MadeCouncil) -> None:
    whole = Whole(
        made,
        without_figures(steady(made)),
        made.proposal({"lever": "public_health.treatment", "by": "-100%"}),
    )
    for name in (*STOCKS, *SERVICE.equations.steps):
        assert np.isfinite(whole.of(name)).all(), name
