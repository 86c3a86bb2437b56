"""Youth: in balance at the start, its evidence in its own units, and provision as workers can carry it."""

from __future__ import annotations

import numpy as np
import pytest
from small_services import SmallServices

from joinedup.services import youth

pytestmark = pytest.mark.unit

GIVEN = {
    "population.aged_5_15": 26_400.0,
    "population.aged_10_17": 19_200.0,
    "population.aged_12_17": 14_400.0,
    "population.aged_16_17": 4_800.0,
    "attendance.excluded": 2.5,
    "money.recruitment_freeze": 0.0,
}
ENTRANTS, BUDGET = 60.0, 1.2e6


@pytest.fixture(scope="module")
def model() -> SmallServices:
    return SmallServices(youth.service(), given_values=GIVEN)


def test_without_growth_or_proposals_nothing_moves(model: SmallServices) -> None:
    run = model.run(years=6)
    expected = {
        "youth.first_time_entrants": ENTRANTS,
        "youth.out_of_court": 5 * 0.6 * 4,
        "youth.community_orders": 5 * (0.4 + 0.6 * 0.2) * 9,
        "youth.custody": 5 * (0.4 + 0.6 * 0.2) * 0.23 * 5,
        "youth.neet": 0.03 * 4_800,
        "youth.at_risk": 19_200 * 3.5 / 1000 / 12 / (1 - np.exp(-1 / 9)),
        "youth.provision_lost": 0.0,
        "youth.workers.load": 0.95,
        "spend.youth_services": BUDGET / 12,
        "spend.youth_justice": 0.9e6 / 12,
        "youth.spend_per_child": BUDGET / 14_400,
    }
    for name, value in expected.items():
        assert run[name].tolist() == pytest.approx([value] * 6, rel=1e-6, abs=1e-9), name


def test_closing_youth_clubs_raises_offending_by_what_was_measured(model: SmallServices) -> None:
    published = {"research.youth_clubs.offending_rise": 0.14}
    run = model.run(years=10, values=published, later={"youth.provision": 0.0})
    assert run["youth.first_time_entrants"][-1] / ENTRANTS - 1 == pytest.approx(0.14, rel=0.01)


def test_youth_justice_follows_who_enters_it(model: SmallServices) -> None:
    before, after = (model.run(years=12, later=later) for later in ({}, {"youth.provision": 0.0}))
    for name in ("youth.out_of_court", "youth.community_orders", "youth.custody"):
        assert after[name][-1] / before[name][-1] == pytest.approx(1.14, rel=0.01), name
    dearer = after["spend.youth_justice"][-1] / before["spend.youth_justice"][-1]
    assert dearer == pytest.approx(1 + 0.5 * 0.14, rel=0.005)


def test_a_cut_saves_what_it_cuts_once_posts_are_gone(model: SmallServices) -> None:
    run = model.run(years=8, later={"youth.provision": 0.8})
    spent = run["spend.youth_services"]
    assert spent[-1] == pytest.approx(0.8 * BUDGET / 12, rel=0.002)
    assert spent[0] > spent[-1]
    assert run["youth.spend_per_child"][-1] == pytest.approx(0.8 * BUDGET / 14_400, rel=0.002)
    assert run["youth.provision_lost"][-1] == pytest.approx(0.2, rel=0.005)


def test_a_planned_cut_alone_overloads_nobody(model: SmallServices) -> None:
    run = model.run(years=8, values=model.every("slack_share", 0.0), later={"youth.provision": 0.7})
    assert run["youth.workers.load"].max() <= 1.001
    assert run["youth.at_risk"][-1] == pytest.approx(run["youth.at_risk"][0], rel=0.002)


def test_more_young_people_than_workers_can_carry_lose_provision(model: SmallServices) -> None:
    crowd = {"population.aged_10_17": 1.2 * 19_200}
    near, ample = (
        model.run(years=4, values=model.every("slack_share", slack), later=crowd) for slack in (0.0, 0.3)
    )
    assert near["youth.workers.load"][-1] > 1 > ample["youth.workers.load"][-1]
    assert near["youth.provision_lost"][-1] > 0.02
    assert ample["youth.provision_lost"][-1] == pytest.approx(0.0, abs=0.003)
    assert near["youth.at_risk"][-1] > ample["youth.at_risk"][-1] * 1.02
    assert near["spend.youth_services"][-1] > ample["spend.youth_services"][-1]


def test_pupils_excluded_beyond_usual_are_later_out_of_work_as_stated(model: SmallServices) -> None:
    run = model.run(years=12, later={"attendance.excluded": 5.0})
    further = 2.5 * 0.15 / (1 - np.exp(-1 / 7))
    assert run["youth.neet"][-1] - 144 == pytest.approx(further, rel=0.01)
    assert run["youth.neet"][0] - 144 < 0.2 * further


def test_young_people_move_between_disposals_and_none_is_lost(model: SmallServices) -> None:
    run = model.run(years=5, later={"youth.provision": 0.3})
    held = run["youth.out_of_court"] + run["youth.community_orders"] + run["youth.custody"]
    out = run["youth.cautions_end"] + run["youth.orders_end"] + run["youth.released"]
    moved = (run["youth.first_time_entrants"] - out)[1:]
    assert np.diff(held).tolist() == pytest.approx(moved.tolist())


def test_where_nobody_was_counted_all_stays_finite(model: SmallServices) -> None:
    run = model.run(years=3, values=model.none(), later={"youth.provision": 0.5})
    assert all(np.isfinite(values).all() for values in run.values())


def test_a_budget_is_spent_where_nobody_entered_youth_justice(model: SmallServices) -> None:
    run = model.run(years=2, values={"first_time_entrants": 0.0})
    assert run["spend.youth_justice"][0] == pytest.approx(0.9e6 / 12)
