"""Planning and growth: a pipeline that agrees with homes due, and planners who can be full."""

from __future__ import annotations

import numpy as np
import pytest
from small_services import SmallServices

from joinedup.services import growth, housing

pytestmark = pytest.mark.unit

PACE = 600.0
# What housing and growth read of other services, as it is where nothing is decided.
GIVEN = {"money.arrears_beyond": 0.0, "money.recruitment_freeze": 0.0, "care.leavers_need_home_beyond": 0.0}


@pytest.fixture(scope="module")
def model() -> SmallServices:
    return SmallServices(housing.service(), growth.service(), given_values=GIVEN)


def test_at_today_s_pace_nothing_moves(model: SmallServices) -> None:
    run = model.run(years=6)
    expected = {
        "growth.permitted": PACE / 12 * 24,
        "growth.building": PACE / 12 * 18,
        "growth.contributions": PACE * 8_000 * 3.5,
        "growth.infrastructure_due": PACE * 25_000 * 3.5,
        "growth.applications": 13.5 / 1000 * 86_000 / 12 / (1 - np.exp(-1 / 3)),
        "spend.planning": 2.0e6 / 12,
        "growth.planning.load": 0.95,
    }
    for name, value in expected.items():
        assert run[name].tolist() == pytest.approx([value] * 6, rel=1e-6), name


def test_homes_under_construction_are_those_usual_and_those_late(model: SmallServices) -> None:
    run = model.run(years=8, later={"housing.planned_homes": 20.0})
    waiting = run["growth.building"][-1] - run["growth.building"][0]
    begun, built = run["growth.started"][1:].sum(), run["growth.built"][1:].sum()
    assert waiting == pytest.approx(begun - built)
    late = 18 * ((PACE / 12 + 20) * run["housing.slip_share"][-1] - PACE / 12 * 0.15)
    assert run["growth.building"][-1] - PACE / 12 * 18 == pytest.approx(late, rel=0.03)


def test_homes_beyond_the_trajectory_bring_applications_and_their_fees(model: SmallServices) -> None:
    run = model.run(years=4, later={"housing.planned_homes": 20.0})
    more = 1 + 0.4 * 20 / (8.7 / 1000 * 86_000 / 12)
    usual = 13.5 / 1000 * 86_000
    assert run["growth.received"][-1] / usual == pytest.approx(more, rel=1e-6)
    cover = run["growth.planning.agency"] + run["growth.planning.employed"]
    assert cover[-1] > cover[0] * 0.99
    without = model.run(years=4, values={"joinedup.planning.gross_share_staff": 0.0})
    fees = model.run(
        years=4, values={"joinedup.planning.gross_share_staff": 0.0}, later={"housing.planned_homes": 20.0}
    )
    gross = 2.0e6 / 12 / (1 - 0.35)
    assert (without["spend.planning"] - fees["spend.planning"])[-1] == pytest.approx(
        gross * 0.35 * (more - 1)
    )


def test_fewer_planners_leave_more_applications_waiting_each_cut_more(model: SmallServices) -> None:
    waiting = [
        model.run(years=8, later={"growth.planning_posts": level})["growth.applications"][-1]
        for level in (1.0, 0.9, 0.8, 0.7)
    ]
    further = np.diff(waiting)
    assert (further > 0).all()
    assert (np.diff(further) > 0).all()


def test_with_ample_room_a_small_cut_delays_next_to_nothing(model: SmallServices) -> None:
    ample = model.every("slack_share", 0.15)
    before, after = (
        model.run(years=6, values=ample, later=later) for later in ({}, {"growth.planning_posts": 0.95})
    )
    assert after["growth.applications"][-1] == pytest.approx(before["growth.applications"][-1], rel=0.01)
    assert after["spend.planning"][-1] < before["spend.planning"][-1]


def test_posts_cut_with_ample_room_save_their_cost(model: SmallServices) -> None:
    values = model.every("slack_share", 0.3) | {"research.caseload.turnover_elasticity": 0.0}
    before, after = (
        model.run(years=8, values=values, later=later) for later in ({}, {"growth.planning_posts": 0.9})
    )
    gross = 2.0e6 / 12 / (1 - 0.35)
    saved = (before["spend.planning"] - after["spend.planning"])[-1]
    assert saved == pytest.approx(gross * 0.6 * 0.1, rel=0.02)


def test_asking_less_of_developers_leaves_infrastructure_unbuilt(model: SmallServices) -> None:
    run = model.run(years=15, later={"growth.contributions": 0.5})
    assert run["growth.contributions"][-1] == pytest.approx(PACE * 8_000 * 3.5 / 2, rel=0.03)
    paid, spent = run["growth.contributions_paid"], run["growth.contributions_spent"]
    assert paid[-1] == pytest.approx(PACE * 8_000 / 2, rel=1e-6)
    assert run["growth.contributions"][-1] - run["growth.contributions"][0] == pytest.approx(
        (paid - spent)[1:].sum()
    )
    further = np.diff(run["growth.infrastructure_due"])
    assert further[-1] == pytest.approx(PACE * 25_000 / 2, rel=0.05)


def test_where_nothing_was_counted_all_stays_finite(model: SmallServices) -> None:
    run = model.run(
        years=3, values=model.none(), later={"housing.planned_homes": 10.0, "growth.planning_posts": 0.0}
    )
    assert all(np.isfinite(values).all() for values in run.values())


def test_without_planners_applications_wait_and_are_not_lost(model: SmallServices) -> None:
    run = model.run(years=4, later={"growth.planning_posts": 0.0})
    waiting = np.diff(run["growth.applications"])
    assert waiting.tolist() == pytest.approx((run["growth.received"] - run["growth.decided"])[1:].tolist())
    assert run["growth.permitted"][-1] < PACE / 12 * 24
