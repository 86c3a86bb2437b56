"""Council tax, support with it, arrears and reserves: in balance, and as sums made by hand have it."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, COUNTS, FUNDING, PARTS
from small_model import SmallModel, Step

from joinedup.declared import LeverKind
from joinedup.services import money
from joinedup.services.money._reserves import BALANCE
from joinedup.vocabulary import SPENDING_LINES, Pot

pytestmark = pytest.mark.unit

GENERAL, EARMARKED, DSG = (f"money.{kind}_reserve" for kind in ("general", "earmarked", "dsg"))
HOMES, TAX, BASE = COUNTS["dwellings"], FUNDING["council_tax"], COUNTS["council_tax_base"]
GENERAL_FUND = [line.code for line in SPENDING_LINES if line.pot is Pot.GENERAL_FUND]
NET_BUDGET = sum(BUDGET.get(code, 0.0) for code in GENERAL_FUND)
FIGURES = {
    **{f"{name}/": value for name, value in COUNTS.items()},
    **{f"people/{age}": value for age, value in PARTS["people"].items()},
    **{f"budget/{code}": value for code, value in BUDGET.items()},
    **{f"funding/{code}": value for code, value in FUNDING.items()},
    **{f"reserves/{kind}": value for kind, value in PARTS["reserves"].items()},
    # A grant that pays for what is spent of it.
    "budget/high_needs": FUNDING["dsg_high_needs"],
}
OTHERS = {
    **{f"spend.{code}": value / 12 for code, value in BUDGET.items()},
    "spend.high_needs": FUNDING["dsg_high_needs"] / 12,
    "housing.dwellings": HOMES,
    "housing.growth": 1.0,
    "population.aged_5_15": sum(PARTS["people"][str(age)] for age in range(5, 16)),
    **{f"population.cohort_{age + 1}": PARTS["people"][str(age)] for age in range(2, 5)},
}
SAME = frozenset({"housing.growth"})


@pytest.fixture(scope="module")
def model() -> SmallModel:
    return SmallModel((money.service(),), FIGURES, OTHERS, SAME)


def value(model: SmallModel, name: str) -> float:
    return next(iter(model.parameters[name].values.values())).value


def test_where_nothing_is_decided_every_stock_stays_where_it_starts(model: SmallModel) -> None:
    found = model.run(years=6)
    starts = {
        GENERAL: 15e6,
        EARMARKED: 20e6,
        DSG: -8e6,
        "money.support_households": 0.15 * HOMES,
        "money.arrears": 0.15 * TAX,
        "money.support_arrears": 0.0,
        "money.households_in_arrears": 0.1 * HOMES,
        "money.recruitment_freeze": 0.0,
        "money.band_d": 2.0,
    }
    assert set(starts) == set(model.stocks)
    for name, start in starts.items():
        assert found.of(name).tolist() == pytest.approx([start] * 6, rel=1e-9, abs=1e-3), name
    assert found.of("funding.council_tax").tolist() == pytest.approx([TAX / 12] * 6)


def test_stocks_move_only_by_flows_and_only_balances_fall_below_nothing(model: SmallModel) -> None:
    found = model.run(
        years=6, steps={"money.council_tax_support": Step(times=0.4), "spend.family_help": Step(plus=4e6)}
    )
    for name, stock in model.stocks.items():
        moved = sum(
            (found.of(flow.name) for flow in model.flows.values() if flow.enters == name), np.zeros(6)
        )
        moved = moved - sum(
            (found.of(flow.name) for flow in model.flows.values() if flow.leaves == name), np.zeros(6)
        )
        assert np.diff(found.of(name)).tolist() == pytest.approx(moved[1:].tolist(), abs=1e-3), name
        if stock.unit != BALANCE:
            assert found.of(name).min() >= 0.0, name


def test_a_rise_asked_for_is_billed_for_its_whole_first_year_and_again_each_april(model: SmallModel) -> None:
    found = model.run(years=3, steps={"money.council_tax_rise": Step(plus=0.02, since=12)})
    assert (found.of("funding.council_tax") * 12).tolist() == pytest.approx(
        [TAX, TAX * 1.02, TAX * 1.02**2], rel=1e-9
    )


def test_the_planned_rise_is_a_rate_a_year_as_a_council_sets_it(model: SmallModel) -> None:
    found = model.run(years=4, joinedup__money__council_tax_rise=0.0499)
    assert (found.of("funding.council_tax") * 12).tolist() == pytest.approx(
        [TAX * 1.0499**year for year in range(4)], rel=1e-12
    )


def test_no_rise_goes_beyond_the_referendum_limit(model: SmallModel) -> None:
    limit = value(model, "mhclg.council_tax.referendum_limit")
    planned = {"joinedup__money__council_tax_rise": 0.03}
    asked = model.run(years=2, steps={"money.council_tax_rise": Step(plus=0.2)}, **planned)
    without = model.run(years=2, **planned)
    assert asked.of("funding.council_tax")[0] / without.of("funding.council_tax")[0] == pytest.approx(
        (1 + limit) / 1.03
    )
    at_the_limit = model.run(
        years=2, steps={"money.council_tax_rise": Step(plus=0.2)}, joinedup__money__council_tax_rise=limit
    )
    assert at_the_limit.mean("money.band_d").tolist() == [1.0, 1.0]


def test_a_lower_rise_brings_less(model: SmallModel) -> None:
    found = model.run(
        years=2,
        steps={"money.council_tax_rise": Step(plus=-0.02, since=12)},
        joinedup__money__council_tax_rise=0.03,
    )
    assert found.of("funding.council_tax")[1] * 12 == pytest.approx(TAX * 1.01)


def test_homes_added_pay_council_tax(model: SmallModel) -> None:
    found = model.run(years=2, steps={"housing.dwellings": Step(plus=1_000)})
    per_home = value(model, "joinedup.housing.band_d_per_home")
    assert found.of("funding.council_tax")[1] * 12 == pytest.approx(TAX * (1 + 1_000 * per_home / BASE))


def test_a_quarter_of_what_is_billed_for_want_of_support_is_never_collected(model: SmallModel) -> None:
    """Institute for Fiscal Studies, 2019: a quarter, against 2.5 per cent of what is billed otherwise."""
    found = model.run(years=2, steps={"money.council_tax_support": Step(times=0.8)})
    without = model.run(years=2)
    billed = found.of("money.support_billed")[1] * 12
    assert billed == pytest.approx(0.15 * HOMES * TAX / BASE * 0.5 * 0.2)
    never = found.of("money.support_uncollected")[1]
    assert never / billed == pytest.approx(0.25)
    more = (found.of("funding.council_tax") - without.of("funding.council_tax"))[1] * 12
    assert more == pytest.approx(0.75 * billed)
    assert found.mean("money.collection_rate")[1] < without.mean("money.collection_rate")[1]
    assert without.mean("money.collection_rate")[1] == pytest.approx(0.975)


def test_less_support_puts_a_share_of_households_into_arrears(model: SmallModel) -> None:
    found = model.run(years=12, steps={"money.council_tax_support": Step(times=0.8)})
    more = found.of("money.households_in_arrears") - 0.1 * HOMES
    assert np.all(np.diff(more) > 0)
    assert more[-1] == pytest.approx(0.15 * HOMES * 0.2 * 0.3, rel=0.01)


def test_more_support_costs_all_of_what_is_given(model: SmallModel) -> None:
    found = model.run(years=2, steps={"money.council_tax_support": Step(times=1.1)})
    given = 0.15 * HOMES * TAX / BASE * 0.5 * 0.1
    assert found.of("funding.council_tax")[1] * 12 == pytest.approx(TAX - given)
    assert found.of("money.support_arrears")[1] == 0.0


def test_claims_that_are_late_put_households_into_arrears(model: SmallModel) -> None:
    found = model.run(years=12, steps={"corporate.claims_late": Step(plus=100)})
    more = found.of("money.households_in_arrears")[-1] - 0.1 * HOMES
    assert more == pytest.approx(100 * 0.1 * 24, rel=0.01)


def test_what_was_not_budgeted_leaves_general_and_earmarked_reserves_and_no_other(model: SmallModel) -> None:
    found = model.run(years=3, steps={"spend.homelessness": Step(plus=1e5, since=12)})
    assert found.of("money.gap").tolist() == pytest.approx([0, 1e5 * 11 / 12, 1e5], abs=1e-3)
    lost = 35e6 - (found.of(GENERAL) + found.of(EARMARKED))
    assert lost.tolist() == pytest.approx([0, 11e5, 23e5], abs=1)
    # Half of it while all are held; what is left meets less, and the first month is known only in the next.
    assert 0.9 * 11.5e5 < 20e6 - found.of(EARMARKED)[2] < 11.5e5
    assert found.of(DSG).tolist() == pytest.approx([-8e6] * 3)


def test_a_surplus_adds_to_the_general_reserve_alone(model: SmallModel) -> None:
    found = model.run(years=2, steps={"spend.homelessness": Step(plus=-1e5, since=12)})
    assert found.of(GENERAL)[1] == pytest.approx(15e6 + 11e5)
    assert found.of(EARMARKED)[1] == pytest.approx(20e6)


def test_the_grants_deficit_grows_by_what_high_needs_cost_and_touches_no_other_pot(model: SmallModel) -> None:
    found = model.run(years=2, steps={"spend.high_needs": Step(plus=2e5, since=12)})
    assert found.of(DSG).tolist() == pytest.approx([-8e6, -8e6 - 11 * 2e5])
    assert found.of(GENERAL).tolist() == pytest.approx([15e6, 15e6])
    assert found.of("money.gap").tolist() == pytest.approx([0, 0], abs=1e-3)


def test_reserves_that_a_budget_plans_to_use_are_not_taken_twice() -> None:
    with_use = SmallModel((money.service(),), FIGURES | {"funding/settlement": 60e6}, OTHERS, SAME)
    found = with_use.run(years=3)
    assert found.of(GENERAL).tolist() == pytest.approx([15e6] * 3)
    assert found.of("money.gap").tolist() == pytest.approx([0] * 3, abs=1e-3)


def test_the_floor_is_a_share_of_the_net_budget(model: SmallModel) -> None:
    found = model.run(years=4, steps={"spend.older_people": Step(plus=2e5)})
    floor = 0.05 * (NET_BUDGET + 2.4e6)
    assert found.of("money.reserve_floor")[3] == pytest.approx(floor)
    assert found.of("money.reserve_short")[0] == 0.0
    assert floor > found.of(GENERAL)[3]
    assert 0 < found.of("money.reserve_short")[3] < floor - found.of(GENERAL)[3]


def test_recruitment_is_held_back_once_reserves_fall_short_and_never_beyond_its_most(
    model: SmallModel,
) -> None:
    held_back = [
        model.run(years=10, steps={"spend.older_people": Step(plus=more)}).mean("money.recruitment_freeze")
        for more in (0.0, 2e5, 1e6, 1e7)
    ]
    assert held_back[0].tolist() == [0.0] * 10
    assert held_back[1][0] == 0.0
    assert 0 < held_back[1][-1] <= held_back[2][-1] <= 0.3 + 1e-9
    assert held_back[3][-1] == pytest.approx(0.3)
    assert np.all(np.diff(held_back[2]) >= 0)


def test_a_council_that_starts_below_its_floor_holds_nobody_back_for_it() -> None:
    poor = SmallModel((money.service(),), FIGURES | {"reserves/general": 4e6}, OTHERS, SAME)
    found = poor.run(years=3)
    assert found.mean("money.recruitment_freeze").tolist() == pytest.approx([0.0] * 3, abs=1e-9)
    assert found.of("money.reserve_short").tolist() == pytest.approx([0.05 * NET_BUDGET - 4e6] * 3, rel=1e-6)


def test_where_nobody_holds_the_reserves_none_is_called_short() -> None:
    unknown = {name: amount for name, amount in FIGURES.items() if not name.startswith("reserves/")}
    found = SmallModel((money.service(),), unknown, OTHERS, SAME).run(
        years=3, steps={"spend.older_people": Step(plus=1e6)}
    )
    assert found.of("money.reserve_short").tolist() == [0.0] * 3
    assert found.mean("money.recruitment_freeze").tolist() == [0.0] * 3


def test_no_homes_no_money_and_no_children_are_numbers_too() -> None:
    nothing = SmallModel((money.service(),), {}, {}, SAME)
    found = nothing.run(years=2, steps={"money.council_tax_support": Step(times=0.0)})
    assert all(np.isfinite(one).all() for one in found.by_patch.values())


def test_every_lever_moves_something(model: SmallModel) -> None:
    without = model.run(years=2)
    for lever in model.levers.values():
        step = Step(times=0.9) if lever.kind is LeverKind.SHARE else Step(plus=0.01)
        found = model.run(years=2, steps={lever.name: step})
        assert found.of("funding.council_tax")[1] > without.of("funding.council_tax")[1], lever.name
