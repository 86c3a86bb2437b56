"""Money that a decision puts into a budget line: as much as it says, in its own pot, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from made_figures import MadeCouncil, Whole, made_up_values

from joinedup.council import BUDGET_LEVER, collect_figures, kernel, levers, services
from joinedup.council._inputs import Inputs, _Points
from joinedup.council._paths import Paths
from joinedup.declared import LeverKind
from joinedup.vocabulary import COUNCIL_LINES, SPENDING_LINES, Pot

pytestmark = pytest.mark.unit

MILLION = 1e6
YEARS, CPI = 5, 0.03
LINES = [line.code for line in COUNCIL_LINES if line.code != "school_places_capital"]
POT_OF = {line.code: line.pot for line in SPENDING_LINES}
# Prices of each year of the plan, from its first year's.
PRICES = np.exp(CPI * np.arange(YEARS))
RESERVES = {
    Pot.GENERAL_FUND: ("money.general_reserve", "money.earmarked_reserve"),
    Pot.DSG_HIGH_NEEDS: ("money.dsg_reserve",),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def inputs(made: MadeCouncil) -> Inputs:
    """A council whose reserves are never short, so that nobody saves because money was spent."""
    figures = made.figures(reserves=1e9)
    return made.known(years=YEARS, figures=figures, joinedup__money__cpi=CPI)


@pytest.fixture(scope="module")
def without(made: MadeCouncil, inputs: Inputs) -> Paths:
    return made.run(inputs)


def put(line: str, by: float, **more: object) -> dict[str, object]:
    return {"lever": f"{BUDGET_LEVER}{line}", "by": by, **more}


def test_every_line_that_the_council_spends_each_month_can_be_given_money_and_no_other() -> None:
    held = {name: one for name, one in levers().items() if name.startswith(BUDGET_LEVER)}
    assert list(held) == [f"{BUDGET_LEVER}{code}" for code in LINES]
    for line in COUNCIL_LINES:
        if line.code in LINES:
            one = held[f"{BUDGET_LEVER}{line.code}"]
            assert (one.line, one.directorate, one.kind) == (line.code, line.directorate, LeverKind.AMOUNT)
            assert not one.is_total
    assert {"health_partners", "police_partners", "school_places_capital"}.isdisjoint(LINES)


@pytest.mark.parametrize("line", LINES)
def test_a_million_a_year_is_spent_as_a_million_at_each_years_prices_and_nothing_else_moves(
    made: MadeCouncil, inputs: Inputs, without: Paths, line: str
) -> None:
    with_it = made.run(inputs, made.proposal(put(line, MILLION, **{"from": "2027-04-01"})))
    spent = with_it.whole(f"spend.{line}") - without.whole(f"spend.{line}")
    assert spent[0] == pytest.approx(MILLION * PRICES * (np.arange(YEARS) > 0))
    others = [name for name in without.names if name.startswith(("spend.", "funding."))]
    moved = [name for name in others if (with_it.whole(name) != without.whole(name)).any()]
    assert moved == [f"spend.{line}"]


@pytest.mark.parametrize("line", ["environment", "high_needs", "public_health"])
def test_reserves_of_its_own_pot_fall_by_what_is_spent_a_month_before_and_those_of_others_by_nothing(
    made: MadeCouncil, inputs: Inputs, without: Paths, line: str
) -> None:
    with_it = made.run(inputs, made.proposal(put(line, MILLION, **{"from": "2027-04-01"})))
    months = np.repeat(MILLION / 12 * PRICES * (np.arange(YEARS) > 0), 12)
    taken = np.concatenate([[0.0], np.cumsum(months)[:-1]])[11::12]
    for pot, names in RESERVES.items():
        fallen = sum(without.whole(name)[0] - with_it.whole(name)[0] for name in names)
        expected = taken if POT_OF[line] is pot else np.zeros(YEARS)
        assert np.asarray(fallen).tolist() == pytest.approx(expected.tolist(), rel=1e-9, abs=1e-3)


def test_money_until_a_day_is_paid_until_then_and_a_saving_is_money_taken_out(
    made: MadeCouncil, inputs: Inputs, without: Paths
) -> None:
    once = put("planning", 240_000, **{"from": "2027-10-01", "until": "2028-07-01"})
    saved = put("environment", -500_000, over_months=0)
    with_it = made.run(inputs, made.proposal(once, saved))
    spent = {
        line: (with_it.whole(f"spend.{line}") - without.whole(f"spend.{line}"))[0]
        for line in ("planning", "environment")
    }
    paid = np.array([0.0, 120_000.0, 60_000.0, 0.0, 0.0])
    assert spent["planning"].tolist() == pytest.approx((paid * PRICES).tolist(), abs=1e-6)
    assert spent["environment"].tolist() == pytest.approx((-500_000 * PRICES).tolist())


def test_what_is_put_in_where_patches_are_named_is_spent_there(
    made: MadeCouncil, inputs: Inputs, without: Paths
) -> None:
    with_it = made.run(inputs, made.proposal(put("culture_leisure", MILLION, where=["south"])))
    change = with_it.of("spend.culture_leisure") - without.of("spend.culture_leisure")
    assert change[0].sum(axis=-1).tolist() == pytest.approx([0.0, MILLION * PRICES.sum()], abs=1e-6)


def test_nothing_put_into_every_line_changes_no_bit(made: MadeCouncil) -> None:
    inputs = made.inputs(draws=8, years=3)
    plain = made.run(inputs, with_chance=True).values.tobytes()
    for nothing in (0, -0.0):
        with_it = made.run(inputs, made.proposal(*(put(line, nothing) for line in LINES)), with_chance=True)
        assert with_it.values.tobytes() == plain


def test_the_order_of_proposals_on_one_line_changes_no_bit(made: MadeCouncil) -> None:
    inputs = made.inputs(draws=4, years=2)
    sums = {"a": 0.1, "b": 123_456.7, "c": -98_765.4}
    proposals = [made.proposal(put("social_work", by), id=name) for name, by in sums.items()]
    found = {made.run(inputs, *order, with_chance=True).values.tobytes() for order in permutations(proposals)}
    assert len(found) == 1


def test_money_put_into_a_line_that_runs_reserves_down_is_felt_as_any_spending_is(made: MadeCouncil) -> None:
    inputs = made.inputs(draws=8, years=3)
    much = Whole(made, inputs, made.proposal(put("highways_transport", 20 * MILLION)))
    assert much.by_patch("money.recruitment_freeze")[:, :, -1].mean() > (
        Whole(made, inputs).by_patch("money.recruitment_freeze")[:, :, -1].mean()
    )


def test_a_council_that_has_nothing_spends_what_is_put_in(made: MadeCouncil) -> None:
    values = [replace(value, value=0.0) for value in made_up_values()]
    figures = collect_figures(made.council.ons_code, values)
    inputs = made.known(years=2, figures=figures)
    whole = Whole(made, inputs, made.proposal(*(put(line, 120.0) for line in LINES)))
    for one in services():
        for name in (*one.equations.stocks, *one.equations.steps):
            assert np.isfinite(whole.by_patch(name)).all(), name
    spent = {line: whole.of(f"spend.{line}")[0] for line in LINES}
    assert spent == pytest.approx(dict.fromkeys(LINES, 10.0))


def test_another_lever_leaves_every_draw_as_it_was() -> None:
    names = kernel().inputs
    more = tuple(sorted((*names, "lever/a.first", "lever/z.last")))
    few, many = (_Points(one, 8, 1, 0, frozenset(), None) for one in (names, more))
    drawn = [name for name in names if name.startswith(("parameter/", "figure/", "change/"))]
    assert all((few.of(name) == many.of(name)).all() for name in drawn)
