"""Central staff, buildings, debt and programmes of change: in balance, and as sums made by hand have it."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, COUNTS
from small_model import SmallModel, Step

from joinedup.services import corporate

pytestmark = pytest.mark.unit

HOMES = COUNTS["dwellings"]
CENTRAL, FINANCING = BUDGET["central_services"], BUDGET["capital_financing"]
FIGURES = {
    "dwellings/": HOMES,
    "budget/central_services": CENTRAL,
    "budget/capital_financing": FINANCING,
}
CLAIMS = 0.15 * HOMES / 36
OTHERS = {"housing.growth": 1.0, "money.support_joined": CLAIMS, "money.recruitment_freeze": 0.0}
SAME = frozenset({"housing.growth", "money.recruitment_freeze"})
BUILDINGS = HOMES / 1_000 * 2
BACKLOG = BUILDINGS * 150_000
DEBT = FINANCING / (0.042 + 0.03)


@pytest.fixture(scope="module")
def model() -> SmallModel:
    return SmallModel((corporate.service(),), FIGURES, OTHERS, SAME)


def test_where_nothing_is_decided_every_stock_stays_where_it_starts(model: SmallModel) -> None:
    found = model.run(years=6)
    posts = {name: found.of(name)[0] for name in model.stocks if name.split(".")[1] in ("staff", "change")}
    starts = posts | {
        "corporate.contacts_waiting": HOMES / 12 * 1.5,
        "corporate.claims_waiting": CLAIMS * 1.2,
        "corporate.buildings": BUILDINGS,
        "corporate.backlog": BACKLOG,
        "corporate.receipts": 0.0,
        "corporate.debt": DEBT,
        "corporate.programmes_running": found.of("corporate.programmes_at_start")[0],
    }
    assert set(starts) == set(model.stocks)
    for name, start in starts.items():
        assert found.of(name).tolist() == pytest.approx([start] * 6, rel=1e-6, abs=1e-6), name
    assert found.of("spend.central_services").tolist() == pytest.approx([CENTRAL / 12] * 6)
    assert found.of("spend.capital_financing").tolist() == pytest.approx([FINANCING / 12] * 6)


def test_stocks_move_only_by_flows_and_none_falls_below_nothing(model: SmallModel) -> None:
    steps = {
        "corporate.central_posts": Step(times=0.6),
        "corporate.buildings": Step(times=0.5),
        "corporate.borrowing": Step(plus=2e6),
        "corporate.change_programmes": Step(plus=1, months=3),
    }
    found = model.run(years=6, steps=steps)
    for name in model.stocks:
        came = [found.of(flow.name) for flow in model.flows.values() if flow.enters == name]
        went = [found.of(flow.name) for flow in model.flows.values() if flow.leaves == name]
        moved = sum(came, np.zeros(6)) - sum(went, np.zeros(6))
        assert np.diff(found.of(name)).tolist() == pytest.approx(moved[1:].tolist(), rel=1e-6, abs=1e-3), name
        assert found.by_patch[name].min() >= 0.0, name


def test_central_staff_who_are_cut_save_money_and_leave_claims_waiting(model: SmallModel) -> None:
    cut = model.run(years=5, steps={"corporate.central_posts": Step(times=0.8)})
    saved = CENTRAL - cut.of("spend.central_services")[-1] * 12
    # Pay is half of the line, and 2 per cent more is the change team; cover takes some of it back.
    assert 0.5 * 0.2 * 0.52 * CENTRAL < saved < 0.2 * 0.52 * CENTRAL
    for name, start in (
        ("corporate.claims_waiting", CLAIMS * 1.2),
        ("corporate.contacts_waiting", HOMES / 8),
    ):
        assert cut.of(name)[-1] > 1.05 * start, name
    assert cut.of("corporate.claims_late")[-1] == pytest.approx(
        cut.of("corporate.claims_waiting")[-1] - CLAIMS * 1.2, rel=0.05
    )


def test_with_slack_a_small_cut_delays_little_and_near_the_edge_more_than_in_proportion(
    model: SmallModel,
) -> None:
    def late(share_cut: float, slack: float) -> float:
        found = model.run(
            years=4,
            steps={"corporate.central_posts": Step(times=1 - share_cut)},
            joinedup__corporate__staff_slack_share=slack,
        )
        return float(found.of("corporate.claims_late")[-1])

    assert late(0.05, 0.15) < 0.5 * late(0.05, 0.0)
    assert late(0.2, 0.05) > 2 * late(0.1, 0.05) > 0


def test_more_claims_load_central_staff(model: SmallModel) -> None:
    found = model.run(years=3, steps={"money.support_joined": Step(times=1.5)})
    without = model.run(years=3)
    # Claims are 12 per cent of the work.
    risen = found.mean("corporate.staff.load")[1] / without.mean("corporate.staff.load")[1]
    assert risen == pytest.approx(1.06, abs=0.01)


def test_asking_again_adds_work_but_never_runs_away(model: SmallModel) -> None:
    """Each month of waiting adds to the work that makes people wait; that must settle and not run away."""
    found = model.run(
        years=15,
        steps={"corporate.central_posts": Step(times=0.7), "money.recruitment_freeze": Step(plus=0.3)},
        joinedup__corporate__chasing_share=0.4,
        joinedup__corporate__months_to_answer=3.0,
    )
    load = found.mean("corporate.staff.load")
    assert found.of("corporate.asked_again")[-1] > 0
    assert load[-1] == pytest.approx(load[-2], rel=0.01)
    assert load[-1] < 3.0


def test_recruitment_held_back_leaves_posts_empty(model: SmallModel) -> None:
    found = model.run(years=3, steps={"money.recruitment_freeze": Step(plus=0.3)})
    without = model.run(years=3)
    assert found.of("corporate.staff.employed")[-1] < 0.99 * without.of("corporate.staff.employed")[-1]


def test_buildings_given_up_are_sold_take_their_backlog_and_pay_for_debt(model: SmallModel) -> None:
    found = model.run(years=10, steps={"corporate.buildings": Step(times=0.8)})
    sold = 0.2 * BUILDINGS
    assert found.of("corporate.buildings")[-1] == pytest.approx(0.8 * BUILDINGS, rel=1e-3)
    assert found.of("corporate.backlog")[-1] == pytest.approx(0.8 * BACKLOG, rel=1e-3)
    received = found.of("corporate.receipts_in").sum()
    assert received == pytest.approx(sold * 350_000, rel=1e-3)
    used = found.of("corporate.receipts_used").sum()
    assert used + found.of("corporate.receipts")[-1] == pytest.approx(received)
    assert used == pytest.approx(found.of("corporate.debt_avoided").sum())
    # Running buildings is 15 per cent of the line and maintaining them 5.
    assert found.of("spend.central_services")[-1] * 12 == pytest.approx(CENTRAL * (1 - 0.2 * 0.2), rel=1e-3)
    assert found.of("spend.capital_financing")[-1] * 12 < FINANCING


def test_maintenance_left_undone_saves_now_and_costs_later(model: SmallModel) -> None:
    found = model.run(years=10, steps={"corporate.maintenance": Step(times=0.5)})
    undone = 0.5 * 0.05 * CENTRAL
    assert (found.of("corporate.backlog") - BACKLOG).tolist() == pytest.approx(
        [undone * year for year in range(1, 11)]
    )
    saved = CENTRAL - found.of("spend.central_services") * 12
    assert saved[0] == pytest.approx(undone, rel=0.02)
    assert np.all(np.diff(saved) < 0)
    assert saved[-1] > 0


def test_money_borrowed_costs_interest_and_provision(model: SmallModel) -> None:
    found = model.run(
        years=2, steps={"corporate.borrowing": Step(plus=12e6)}, joinedup__corporate__provision_rate=0.0
    )
    start = FINANCING / 0.042
    assert found.of("corporate.debt").tolist() == pytest.approx([start + 12e6, start + 24e6])
    # Debt rises by a million a month, and interest is on what is owed as each month begins.
    assert found.of("spend.capital_financing")[0] * 12 == pytest.approx(FINANCING + 0.042 * 5.5e6)
    assert BACKLOG - found.of("corporate.backlog")[0] == pytest.approx(0.15 * 12e6)


def test_money_borrowed_for_a_project_costs_as_much_and_mends_no_office(model: SmallModel) -> None:
    for_offices, for_a_project = (
        model.run(years=3, steps={name: Step(plus=12e6)})
        for name in ("corporate.borrowing", "corporate.project_borrowing")
    )
    for name in ("corporate.debt", "spend.capital_financing"):
        assert for_a_project.of(name).tolist() == for_offices.of(name).tolist()
    assert (
        for_a_project.of("corporate.backlog").tolist() == model.run(years=3).of("corporate.backlog").tolist()
    )


def test_a_council_without_debt_pays_for_what_it_borrows() -> None:
    without = SmallModel((corporate.service(),), FIGURES | {"budget/capital_financing": 0.0}, OTHERS, SAME)
    found = without.run(years=2, steps={"corporate.borrowing": Step(plus=12e6)})
    assert found.of("spend.capital_financing")[0] > 0
    sold = without.run(years=2, steps={"corporate.buildings": Step(times=0.8)})
    assert sold.of("corporate.debt")[-1] == 0.0
    assert sold.of("corporate.receipts")[-1] == pytest.approx(sold.of("corporate.receipts_in").sum())


def test_more_programmes_than_the_team_can_carry_take_longer(model: SmallModel) -> None:
    running = model.run(years=1).of("corporate.programmes_running")[0]
    few, many = (
        model.run(years=2, steps={"corporate.change_programmes": Step(plus=more * running, months=1)})
        for more in (0.1, 1.0)
    )
    assert many.mean("corporate.change.load")[0] > 1.3 > 1.1 > few.mean("corporate.change.load")[0]
    left = {
        more: (found.of("corporate.programmes_running")[1] - running) / (more * running)
        for more, found in ((0.1, few), (1.0, many))
    }
    # In 24 months all but a quarter end where there is room (e to the power of -24/18).
    assert 0.2 < left[0.1] < left[1.0]


def test_the_team_for_change_is_one_for_all_patches(model: SmallModel) -> None:
    found = model.run(years=2, steps={"corporate.change_programmes": Step(plus=1, months=1)})
    north, south = found.by_patch["corporate.change.load"]
    assert north.tolist() == pytest.approx(south.tolist())


def test_no_homes_no_budget_and_no_staff_are_numbers_too() -> None:
    nothing = SmallModel((corporate.service(),), {}, {}, SAME)
    steps = {name: Step(times=0.0) for name in ("corporate.central_posts", "corporate.buildings")}
    steps |= {"corporate.change_programmes": Step(plus=2, months=2), "corporate.borrowing": Step(plus=1e6)}
    found = nothing.run(years=2, steps=steps)
    assert all(np.isfinite(one).all() for one in found.by_patch.values())


def test_a_council_that_closes_central_services_is_still_reckoned(model: SmallModel) -> None:
    shares = ("central_posts", "buildings", "maintenance")
    found = model.run(years=6, steps={f"corporate.{name}": Step(times=0.0) for name in shares})
    assert all(np.isfinite(one).all() for one in found.by_patch.values())
    assert found.of("spend.central_services").min() >= 0.0
    assert found.of("corporate.staff.employed")[-1] < 1.0
