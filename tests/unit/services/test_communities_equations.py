"""Communities: in balance at the start; use follows what is provided, and income follows members."""

from __future__ import annotations

import numpy as np
import pytest
from small_services import SmallServices

from joinedup.services import communities

pytestmark = pytest.mark.unit

GIVEN = {"population.adults": 100_000.0, "population.older": 38_000.0, "population.aged_5_15": 26_400.0}
BUDGET, INCOME, FIXED = 5.0e6 / 12, 0.3, 0.3
GROSS = BUDGET / (1 - INCOME)
USERS = {
    "communities.leisure_members": 138 * 100,
    "communities.library_users": 138 * 180,
    "communities.learners": 138 * 5,
    "communities.young_active": 26.4 * 120,
    "communities.volunteers": 138 * 25,
}


@pytest.fixture(scope="module")
def model() -> SmallServices:
    return SmallServices(communities.service(), given_values=GIVEN)


def test_without_proposals_nothing_moves(model: SmallServices) -> None:
    run = model.run(years=5)
    for name, value in USERS.items():
        assert run[name].tolist() == pytest.approx([value] * 5, rel=1e-6), name
    assert run["spend.culture_leisure"].tolist() == pytest.approx([BUDGET] * 5, rel=1e-6)
    assert run["communities.leisure_load"][-1] == pytest.approx(0.95, rel=1e-6)


@pytest.mark.parametrize(
    ("lever", "users", "share"),
    [
        ("communities.libraries", "communities.library_users", 0.28),
        ("communities.adult_learning", "communities.learners", 0.03),
        ("communities.community_grants", "communities.volunteers", 0.04),
    ],
)
def test_a_cut_loses_users_and_saves_at_once_what_is_not_fixed_and_in_the_end_all(
    model: SmallServices, lever: str, users: str, share: float
) -> None:
    run = model.run(years=15, later={lever: 0.5})
    assert run[users][-1] / USERS[users] == pytest.approx(0.5**0.7, rel=0.01)
    saved = (BUDGET - run["spend.culture_leisure"]) / (GROSS * share * 0.5)
    # A quantity that is no flow is a mean over the months of a year; sites go a year and a half behind.
    still_paid = 1.5 * (1 - np.exp(-1 / 1.5))
    assert saved[0] == pytest.approx(1 - FIXED * still_paid, abs=0.02)
    assert saved[-1] == pytest.approx(1, abs=0.001)
    others = set(USERS) - {users}
    assert all(run[name][-1] == pytest.approx(USERS[name], rel=1e-6) for name in others)


def test_income_falls_with_members_when_leisure_is_cut(model: SmallServices) -> None:
    run = model.run(years=10, later={"communities.leisure": 0.6})
    members = run["communities.leisure_members"][-1] / USERS["communities.leisure_members"]
    assert members < 0.6 / 0.95 + 0.01
    saved = GROSS * (0.4 * 0.4 - INCOME * (1 - members))
    assert BUDGET - run["spend.culture_leisure"][-1] == pytest.approx(saved, rel=0.01)


def test_full_centres_turn_people_away_and_every_one_is_counted(model: SmallServices) -> None:
    crowd = {"population.adults": 120_000.0, "population.older": 45_600.0}
    near, ample = (
        model.run(years=8, values=model.every("slack_share", slack), later=crowd) for slack in (0.0, 0.3)
    )
    assert near["communities.members_turned_away"][-1] > 10 * ample["communities.members_turned_away"][-1]
    assert near["communities.leisure_load"].max() <= 1.0
    asked, joined = near["communities.members_ask"], near["communities.members_join"]
    # A quantity that is no flow is a mean over months.
    assert (asked - joined).tolist() == pytest.approx((12 * near["communities.members_turned_away"]).tolist())
    left = near["communities.members_leave"] + near["communities.members_crowded_out"]
    assert np.diff(near["communities.leisure_members"]).tolist() == pytest.approx(
        (joined - left)[1:].tolist(), abs=1e-6
    )


def test_closing_centres_leaves_nobody_in_them(model: SmallServices) -> None:
    run = model.run(years=5, later={"communities.leisure": 0.0})
    assert run["communities.leisure_members"][-1] < 1
    assert run["communities.young_active"][-1] < 0.1 * USERS["communities.young_active"]


def test_where_nobody_was_counted_all_stays_finite(model: SmallServices) -> None:
    run = model.run(years=3, values=model.none(), later={"communities.leisure": 0.5})
    assert all(np.isfinite(values).all() for values in run.values())
