"""Housing: in balance at the start, dearer when own homes are full, and more homeless when its team is."""

from __future__ import annotations

import numpy as np
import pytest
from small_services import Array, SmallServices

from joinedup.services import growth, housing

pytestmark = pytest.mark.unit

FAMILIES, HOMES, COMPLETIONS = 150.0, 86_000.0, 600.0
# No homes are built, so that homes and all that follow them stand still.
STILL = {"completions": 0.0, "schedule/planned_completions": 0.0}
AMPLE = {"joinedup.housing.officer_slack_share": 0.15, "joinedup.housing.temporary_slack_share": 0.15}
KINDS = ("nightly", "leased", "owned")
SHARES = {"nightly": 0.42, "leased": 0.28, "owned": 0.30}
PRICES = {"nightly": 18_000, "leased": 6_000, "owned": 2_000}
# What housing and growth read of other services, as it is where nothing is decided.
GIVEN = {"money.arrears_beyond": 0.0, "money.recruitment_freeze": 0.0, "care.leavers_need_home_beyond": 0.0}
PREVENTED, OWED_TO_WORK, HOMELESS = 0.52, 0.4, 0.45
PREVENTION_RATE, RELIEF_RATE = 5.8, 7.2


@pytest.fixture(scope="module")
def model() -> SmallServices:
    return SmallServices(housing.service(), growth.service(), given_values=GIVEN)


def stocks(model: SmallServices) -> list[str]:
    return [
        name for service in model.services for name in service.equations.stocks if name.startswith("housing.")
    ]


def families(run: dict[str, Array]) -> Array:
    return np.asarray(sum(run[f"housing.temporary_{kind}"] for kind in KINDS))


def test_without_growth_or_proposals_nothing_moves(model: SmallServices) -> None:
    run = model.run(years=6, values=STILL)
    for name in stocks(model):
        assert run[name].tolist() == pytest.approx([run[name][0]] * 6, rel=1e-6), name
    assert families(run)[-1] == pytest.approx(FAMILIES, rel=1e-6)
    assert run["housing.pressure"].tolist() == pytest.approx([1.0] * 6)
    assert run["spend.homelessness"].tolist() == pytest.approx([2.2e6 / 12] * 6, rel=1e-6)


@pytest.mark.parametrize("slack", [0.0, 0.15])
def test_any_free_share_at_the_start_is_a_balance(model: SmallServices, slack: float) -> None:
    run = model.run(years=4, values=STILL | model.every("slack_share", slack))
    assert families(run)[-1] == pytest.approx(FAMILIES, rel=0.01)
    assert run["housing.temporary_nightly"][-1] == pytest.approx(0.42 * FAMILIES, rel=0.02)


def test_families_become_homeless_faster_as_the_growth_states(model: SmallServices) -> None:
    grown = model.run(years=3, values=STILL | AMPLE | {"joinedup.housing.homelessness_growth": 0.02})
    come = grown["housing.become_homeless"]
    assert (come[1:] / come[:-1]).tolist() == pytest.approx([np.exp(0.02)] * 2, rel=1e-3)


def test_families_are_counted_by_where_they_are(model: SmallServices) -> None:
    run = model.run(years=1, values=STILL)
    assert run["housing.families_temporary"][0] == pytest.approx(FAMILIES, rel=1e-6)
    for kind, share in SHARES.items():
        assert run[f"housing.temporary_{kind}"][0] == pytest.approx(share * FAMILIES, rel=1e-6)


def test_single_people_are_england_s_households_that_are_not_families(model: SmallServices) -> None:
    run = model.run(years=1, values=STILL)
    assert run["housing.single_temporary"][0] == pytest.approx(
        FAMILIES * (131_100 / (169_050 / 2) - 1), rel=1e-4
    )


def test_less_prevention_makes_as_many_more_homeless_as_the_arithmetic_says(model: SmallServices) -> None:
    run = model.run(years=8, values=STILL | AMPLE, later={"housing.prevention": 0.8})
    share = PREVENTED * (1 - OWED_TO_WORK * 0.2)
    assert run["housing.prevented_share"][-1] == pytest.approx(share, rel=0.002)
    pressure = 1 + (PREVENTED - share) * HOMELESS * PREVENTION_RATE / RELIEF_RATE
    assert run["housing.pressure"][-1] == pytest.approx(pressure, rel=0.001)
    assert families(run)[-1] == pytest.approx(FAMILIES * pressure, rel=0.003)


def test_less_prevention_deletes_the_posts_that_did_it(model: SmallServices) -> None:
    before, after = (
        model.run(years=6, values=STILL | AMPLE, later=later) for later in ({}, {"housing.prevention": 0.5})
    )
    posts = [run["housing.team.new"][-1] + run["housing.team.experienced"][-1] for run in (before, after)]
    leave = {"prevention": 1 - np.exp(-1 / 3.5), "relief": 1 - np.exp(-1 / 3.0)}
    preventing = 0.8 * PREVENTION_RATE / leave["prevention"]
    temporary = 0.3 * FAMILIES * 131_100 / (169_050 / 2) / HOMES * 1000 * 12
    part = preventing / (preventing + RELIEF_RATE / leave["relief"] + temporary)
    assert posts[1] / posts[0] == pytest.approx(1 - part / 2, rel=0.01)
    assert after["spend.homelessness"][-1] < before["spend.homelessness"][-1]


def test_own_homes_take_families_out_of_rooms_paid_by_the_night(model: SmallServices) -> None:
    level = {"joinedup.housing.nightly_price_elasticity": 0.0}
    before, after = (
        model.run(years=4, values=STILL | level, later=later)
        for later in ({}, {"housing.own_temporary_homes": 20.0})
    )
    assert families(after)[-1] == pytest.approx(FAMILIES, rel=1e-3)
    moved = before["housing.temporary_nightly"][-1] - after["housing.temporary_nightly"][-1]
    # Homes stand empty for the months it takes to fill them each time a family leaves.
    assert moved == pytest.approx(20 / (1 + 3 * (1 - np.exp(-1 / 12))), rel=0.01)
    single = FAMILIES * (131_100 / (169_050 / 2) - 1) * 5_000
    bill = sum(FAMILIES * SHARES[kind] * price for kind, price in PRICES.items()) + single
    saved = 2.2e6 / 12 * 0.65 * moved * (18_000 - 2_000) / bill
    assert (before["spend.homelessness"] - after["spend.homelessness"])[-1] == pytest.approx(saved, rel=0.02)


def test_more_lettings_to_families_shorten_stays_and_lengthen_the_register(model: SmallServices) -> None:
    before, after = (
        model.run(years=8, values=STILL | AMPLE, later=later)
        for later in ({}, {"housing.social_lettings": 1.2})
    )
    assert families(after)[-1] == pytest.approx(FAMILIES / (1 + 0.2 * 0.6), rel=0.005)
    assert after["housing.register"][-1] > before["housing.register"][-1]


def test_full_own_homes_send_families_to_rooms_that_get_dearer(model: SmallServices) -> None:
    run = model.run(years=6, values=STILL | {"joinedup.housing.homelessness_growth": 0.08})
    total, nightly = families(run), run["housing.temporary_nightly"]
    assert run["housing.temporary_load"].max() <= 1.0
    assert nightly[-1] / total[-1] > 0.42 + 0.1
    assert (nightly[-2] / 63) ** 0.3 < run["housing.nightly_scarcity"][-1] < (nightly[-1] / 63) ** 0.3
    assert run["spend.homelessness"][-1] / run["spend.homelessness"][0] > total[-1] / total[0] * 0.9


def test_a_full_team_prevents_less_and_more_become_homeless(model: SmallServices) -> None:
    rise = {"joinedup.housing.homelessness_growth": 0.04}
    near, ample = (
        model.run(years=8, values=STILL | rise | AMPLE | {"joinedup.housing.officer_slack_share": slack})
        for slack in (0.0, 0.15)
    )
    assert near["housing.team.load"][-1] > 1.05 > 1.0
    assert near["housing.prevented_share"][-1] < ample["housing.prevented_share"][-1] - 0.005
    assert near["housing.not_relieved"][-1] > ample["housing.not_relieved"][-1]
    assert families(near)[-1] > families(ample)[-1]


def test_overloaded_planners_make_homes_late_and_lose_none(model: SmallServices) -> None:
    before, after = (model.run(years=10, later=later) for later in ({}, {"growth.planning_posts": 0.6}))
    assert after["housing.slip_share"][-1] > before["housing.slip_share"][-1] == pytest.approx(0.15)
    assert after["housing.completions"].sum() < before["housing.completions"].sum()
    late = after["growth.building"][-1] - before["growth.building"][-1]
    missing = before["housing.dwellings"][-1] - after["housing.dwellings"][-1]
    assert missing == pytest.approx(late, abs=8)
    # Once as many are late as come late, building goes on at the pace of the plan.
    assert after["housing.completions"][-1] == pytest.approx(COMPLETIONS, rel=0.02)


def test_the_part_of_homes_that_overload_delays_is_as_stated(model: SmallServices) -> None:
    run = model.run(years=10, later={"growth.planning_posts": 0.6})
    beyond = run["housing.slip_share"][-1] - 0.15
    assert beyond / run["growth.planning.overload"][-1] == pytest.approx(0.3, rel=0.01)


def test_households_move_between_counts_and_none_is_lost(model: SmallServices) -> None:
    changes = {"housing.prevention": 0.5, "housing.social_lettings": 0.7, "housing.own_temporary_homes": 10.0}
    one, three = (
        model.run(years=years, values={"joinedup.housing.homelessness_growth": 0.05}, later=changes)
        for years in (1, 3)
    )
    flows = {
        "prevention": ("asking losing_tenancy", "prevented prevention_lost not_prevented"),
        "relief": ("direct not_prevented", "relieved not_relieved"),
        "renters_in_arrears": ("fall_into_arrears", "clear_arrears losing_tenancy"),
        "register": ("join_register", "let_from_register leave_register"),
        "temporary_nightly": ("placed_nightly", "settled_nightly moved_from_nightly"),
        "temporary_owned": ("placed_owned moved_from_nightly", "settled_owned"),
        "single_temporary": ("single_placed", "single_settled"),
        "social_homes": ("social_homes_built", "social_homes_lost"),
    }
    for stock, (enter, leave) in flows.items():
        came = sum(three[f"housing.{name}"][1:].sum() for name in enter.split())
        went = sum(three[f"housing.{name}"][1:].sum() for name in leave.split())
        assert three[f"housing.{stock}"][-1] - one[f"housing.{stock}"][-1] == pytest.approx(
            came - went, abs=1e-6
        ), stock
    placed = sum(three[f"housing.placed_{kind}"] for kind in KINDS)
    assert np.asarray(placed).tolist() == pytest.approx(three["housing.become_homeless"].tolist())


def test_chance_never_makes_fewer_than_none(model: SmallServices) -> None:
    few = STILL | {"families_in_temporary_accommodation": 3.0, "dwellings": 900.0}
    run = model.run(years=10, values=few, seed=3)
    assert min(run[name].min() for name in stocks(model)) >= 0


def test_where_nobody_and_nothing_was_counted_all_stays_finite(model: SmallServices) -> None:
    changes = {"housing.own_temporary_homes": 5.0, "housing.planned_homes": 10.0, "housing.prevention": 0.0}
    run = model.run(years=3, values=model.none(), later=changes)
    assert all(np.isfinite(values).all() for values in run.values())


def test_a_budget_without_families_is_still_spent(model: SmallServices) -> None:
    run = model.run(years=2, values=STILL | {"families_in_temporary_accommodation": 0.0})
    assert run["spend.homelessness"][0] == pytest.approx(2.2e6 / 12, rel=1e-6)
