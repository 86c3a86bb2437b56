"""Adult social care: in balance at the start, conserved, and dearer later where people go without."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, COUNTS, MadeCouncil, Whole
from steady_adults import moved, steady, unaccounted, without_figures

from joinedup.parameters import load_parameters
from joinedup.services import adults

pytestmark = pytest.mark.unit

SERVICE = adults.service()
STOCKS = tuple(SERVICE.equations.stocks)
LINES = {"learning_disability": 32.0e6, "older_people": 40.0e6, "adults_other": 12.0e6}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def at_rest(made: MadeCouncil) -> Whole:
    return Whole(made, steady(made))


def after(made: MadeCouncil, *changes: tuple[str, str | float], slack: float = 0.05) -> Whole:
    inputs = steady(made, slack=slack)
    proposals = [
        made.proposal({"lever": lever, "by": by}, id=f"cut-{number}")
        for number, (lever, by) in enumerate(changes)
    ]
    return Whole(made, inputs, *proposals)


@pytest.mark.parametrize("stock", STOCKS)
def test_what_comes_is_what_goes(at_rest: Whole, stock: str) -> None:
    held = at_rest.of(stock)
    assert held.tolist() == pytest.approx([held[0]] * len(held), rel=0.02, abs=0.1)


@pytest.mark.parametrize("slack", [0.0, 0.15])
def test_the_start_is_in_balance_however_much_is_free(made: MadeCouncil, slack: float) -> None:
    whole = Whole(made, steady(made, slack=slack))
    for stock in ("adults.home_care", "adults.waiting_home_care", "adults.waiting_assessment"):
        assert whole.of(stock)[-1] == pytest.approx(whole.of(stock)[0], rel=0.02), stock


def test_people_at_the_start_are_rates_times_people(at_rest: Whole) -> None:
    assert at_rest.of("adults.learning_disability")[0] == pytest.approx(4.6 * 100, rel=0.01)
    assert at_rest.of("adults.older_clients")[0] == pytest.approx(36 * 38, rel=0.01)
    assert at_rest.of("adults.mental_health")[0] == pytest.approx(1.9 * 100, rel=0.01)
    assert at_rest.of("adults.physical")[0] == pytest.approx(2.4 * 100, rel=0.01)


def test_clients_of_all_kinds_together_are_as_many_as_nationally_counted() -> None:
    """Rates recalled by group must add up to the rate that was found for all adults."""
    held = {name: one.values[max(one.values)] for name, one in load_parameters().items()}
    rates = ("ld_clients_per_1000_26_64", "mental_health_per_1000", "physical_per_1000")
    # England has about 28.6 million people aged 26 to 64, 10.9 million from 65 and 46 million adults.
    younger = sum(held[f"joinedup.adults.{name}"].value for name in rates) * 28.6
    older = held["joinedup.adults.older_clients_per_1000_65_plus"].value * 10.9
    counted = held["dhsc.adult_social_care.users_per_100k_adults"]
    assert (younger + older) * 1_000 / 46e6 * 1e5 == pytest.approx(counted.value, rel=0.05)


def test_each_line_spends_its_budget(at_rest: Whole) -> None:
    assert {line: BUDGET[line] for line in LINES} == LINES
    for line, budget in LINES.items():
        assert at_rest.of(f"spend.{line}") * 12 == pytest.approx(np.full(6, budget), rel=0.01)


@pytest.mark.parametrize("stock", STOCKS)
def test_nobody_is_lost(made: MadeCouncil, stock: str) -> None:
    whole = after(made, ("adults.home_care", "-15%"), ("adults.social_work_posts", "-15%"))
    assert unaccounted(SERVICE, whole, stock) == pytest.approx(np.zeros(5), abs=1e-6)


def test_young_adults_come_from_plans_and_care_as_stated(at_rest: Whole) -> None:
    assert at_rest.of("adults.from_send")[0] == pytest.approx(COUNTS["ehc_ceased"] * 0.12, rel=1e-3)
    assert at_rest.of("adults.from_care")[0] == pytest.approx(COUNTS["care_leavers"] / 4 * 0.1, rel=0.05)


def test_more_care_leavers_are_followed_by_more_clients(made: MadeCouncil) -> None:
    shares = {"joinedup__adults__care_leaver_to_adult_care_share": 0.1}
    few = Whole(made, steady(made, **shares))
    inputs = steady(made, **shares)
    stock = [place for place, name in enumerate(inputs.names) if name == "figure/care_leavers/"]
    inputs.values[:, :, stock] *= 2
    many = Whole(made, inputs)
    assert many.of("adults.from_care")[0] == pytest.approx(2 * few.of("adults.from_care")[0], rel=1e-6)


def test_older_care_grows_with_older_people(made: MadeCouncil) -> None:
    growing = Whole(made, steady(made, years=12, joinedup__population__mortality_65_plus=0.045))
    older, clients = growing.of("population.older"), growing.of("adults.older_clients")
    assert older[-1] > 1.1 * older[0]
    assert clients[-1] / clients[0] == pytest.approx(older[-1] / older[0], rel=0.05)


def test_home_care_beyond_what_is_free_leaves_people_waiting_and_without(
    made: MadeCouncil, at_rest: Whole
) -> None:
    """Of 1,368 older people 48 per cent have home care; 105 per cent of them can be carried, less a tenth."""
    cut = after(made, ("adults.home_care", "-10%"))
    home = 0.48 * 36 * 38
    assert cut.of("adults.home_care_can_carry")[-1] == pytest.approx(home * 1.05 * 0.9, rel=0.02)
    assert moved(at_rest, cut, "adults.home_care")[-1] == pytest.approx(home * (1.05 * 0.9 - 1), rel=0.1)
    assert moved(at_rest, cut, "adults.waiting_home_care")[-1] > 0
    assert moved(at_rest, cut, "adults.unmet_older")[-1] > 5
    assert moved(at_rest, cut, "adults.residential")[-1] > 0
    assert moved(at_rest, cut, "spend.older_people")[-1] < 0


def test_a_cut_within_what_is_free_moves_nobody(made: MadeCouncil) -> None:
    free = Whole(made, steady(made, slack=0.15))
    cut = after(made, ("adults.home_care", "-5%"), ("adults.social_work_posts", "-5%"), slack=0.15)
    for name in ("adults.unmet_older", "adults.residential", "adults.waiting_home_care"):
        assert moved(free, cut, name)[-1] == pytest.approx(0, abs=0.5), name


def test_two_cuts_near_the_edge_do_more_than_each_alone(made: MadeCouncil, at_rest: Whole) -> None:
    """Four per cent is within what is free; twice four is not."""
    one = moved(at_rest, after(made, ("adults.home_care", "-4%")), "adults.unmet_older")[-1]
    both = after(made, ("adults.home_care", "-4%"), ("adults.home_care", "-4%"))
    assert moved(at_rest, both, "adults.unmet_older")[-1] > 2.5 * max(one, 0.1)


def test_unmet_need_comes_back_as_care_homes_as_stated(made: MadeCouncil) -> None:
    cut = after(made, ("adults.home_care", "-15%"))
    back, ends = cut.of("adults.unmet_to_residential"), cut.of("adults.unmet_ends")
    assert back / (back + ends) == pytest.approx(np.full(6, 0.25))


def test_less_reablement_is_followed_by_more_home_care(made: MadeCouncil, at_rest: Whole) -> None:
    """Half of it ends; a fifth of those who would have had it need home care now who would not have."""
    carers = {"joinedup__adults__carer_requests_elasticity": 0.0}
    usual = Whole(made, steady(made, slack=0.15, **carers))
    cut = Whole(
        made,
        steady(made, slack=0.15, **carers),
        made.proposal({"lever": "adults.prevention", "by": "-50%"}),
    )
    assert cut.of("adults.assessed_reablement")[2] == pytest.approx(
        usual.of("adults.assessed_reablement")[2] / 2, rel=0.01
    )
    fewer = -moved(usual, cut, "adults.assessed_reablement")[2]
    assert moved(usual, cut, "adults.home_care_begins")[2] == pytest.approx(fewer * 0.2, rel=0.05)
    assert moved(usual, cut, "spend.older_people")[0] < moved(usual, cut, "spend.older_people")[-1]


def test_carers_who_lose_support_are_followed_by_requests(made: MadeCouncil, at_rest: Whole) -> None:
    cut = after(made, ("adults.prevention", "-50%"))
    fewer = 1 - cut.of("adults.carers")[-1] / at_rest.of("adults.carers")[-1]
    risen = cut.of("adults.older_need")[-1] / at_rest.of("adults.older_need")[-1] - 1
    assert 0.4 < fewer < 0.5
    assert risen == pytest.approx(0.05 * fewer, rel=0.05)


def test_fewer_social_workers_mean_longer_waits_and_less_paid(made: MadeCouncil, at_rest: Whole) -> None:
    cut = after(made, ("adults.social_work_posts", "-10%"))
    assert moved(at_rest, cut, "adults.waiting_assessment")[-1] > 50
    assert moved(at_rest, cut, "adults.unmet_older")[-1] > 0
    assert moved(at_rest, cut, "adults.home_care_hours")[0] > 0
    posts = 0.07 * (LINES["older_people"] + LINES["adults_other"])
    saved = -moved(at_rest, cut, "spend.adults_other")[-1] * 12
    assert 0.05 * posts < saved < 0.2 * posts


def test_each_further_cut_of_social_workers_does_more(made: MadeCouncil, at_rest: Whole) -> None:
    cuts = [after(made, ("adults.social_work_posts", by)) for by in ("-4%", "-8%", "-12%")]
    waiting = [0.0, *(moved(at_rest, cut, "adults.waiting_assessment")[3] for cut in cuts)]
    assert np.all(np.diff(np.diff(waiting)) > 0)


def test_supported_living_moves_as_many_as_places_are_added(made: MadeCouncil, at_rest: Whole) -> None:
    more = after(made, ("adults.supported_living", 6))
    assert more.of("adults.ld_move_to_supported") == pytest.approx(np.full(6, 6.0))
    assert moved(at_rest, more, "adults.ld_residential")[0] == pytest.approx(-6, rel=0.06)
    assert moved(at_rest, more, "adults.learning_disability")[0] == pytest.approx(0, abs=0.05)
    # In the first year on average half of six people cost 1,250 and not 1,800 a week, held to the budget.
    weekly = 149.5 * 700 + 0.45 * 310.5 * 400 + 0.35 * 310.5 * 1250 + 0.2 * 310.5 * 1800
    expected = -LINES["learning_disability"] / 12 * 2.75 * 550 / weekly
    assert moved(at_rest, more, "spend.learning_disability")[0] == pytest.approx(expected, rel=0.05)


def test_prices_answer_to_what_is_asked_for(made: MadeCouncil) -> None:
    elasticity = {"joinedup__adults__residential_price_elasticity": 0.2}
    whole = Whole(made, steady(made, joinedup__population__mortality_65_plus=0.03, years=8, **elasticity))
    by_patch = whole.by_patch("adults.residential_price")[0, 0]
    homes = whole.by_patch("adults.residential")[0, 0]
    start = 0.4 * 36 / 1000 * 0.6 * 38_000
    assert by_patch[0] == pytest.approx(1, abs=0.005)
    assert (homes[-2] / start) ** 0.2 < by_patch[-1] < (homes[-1] / start) ** 0.2


def test_a_place_where_nobody_lives_has_no_care_and_no_spending(made: MadeCouncil) -> None:
    whole = Whole(
        made, without_figures(steady(made)), made.proposal({"lever": "adults.home_care", "by": "-100%"})
    )
    for name in (*STOCKS, *SERVICE.equations.steps):
        assert np.isfinite(whole.of(name)).all(), name
    assert whole.of("spend.older_people").tolist() == [0.0] * 6


def test_no_home_care_at_all_stays_finite(made: MadeCouncil) -> None:
    whole = after(made, ("adults.home_care", "-100%"))
    for name in (*STOCKS, *SERVICE.equations.steps):
        assert np.isfinite(whole.of(name)).all(), name
    assert whole.of("adults.home_care")[-1] < 100
