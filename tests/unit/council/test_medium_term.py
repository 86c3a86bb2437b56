"""The parts of a medium-term plan, held against numbers that are known."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from made_figures import ADOPTED, BUDGET, FUNDING, STARTS, MadeCouncil, one_figure
from made_plan import ALL, FEW, made_plan, trimmed
from made_results import made_range

from joinedup.council import services
from joinedup.council.medium_term import INDICES, MediumTermPlan, Section
from joinedup.council.medium_term._balance import YearBalance, year_balances
from joinedup.council.medium_term._delivery import Positions
from joinedup.council.medium_term._prices import RISE
from joinedup.council.medium_term._reserves import override
from joinedup.council.medium_term._stated import below_a_step
from joinedup.council.proposals import Change
from joinedup.declared import Origin
from joinedup.engine import PARAMETER
from joinedup.engine._expression import Clock, Expression, InputAtStart, Operation, walk
from joinedup.errors import InputRefused, ModelRefused
from joinedup.parameters import find_parameter, load_parameters
from joinedup.reports._wording import pounds
from joinedup.reports.medium_term._words import advice, reserves_say
from joinedup.vocabulary import GRANT_BLOCKS, Pot

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("medium") / "council")


@pytest.fixture(scope="module")
def plan(made: MadeCouncil) -> MediumTermPlan:
    return made_plan(made)


def prices_of(of: Expression) -> Iterator[str]:
    """Yield the parameters that an equation raises by whole years of prices, as an exponent or as a rate."""
    for one in walk(of):
        if isinstance(one, Operation) and one.sign in ("*", "**"):
            parts = one.children()
            if any(isinstance(part, Clock) and part.what == "price_years" for part in parts):
                held = walk(one) if one.sign == "**" else iter(parts)
                yield from (part.name for part in held if isinstance(part, InputAtStart))


def test_every_price_of_the_model_is_in_an_index_or_pays_for_something() -> None:
    found = {
        name.removeprefix(PARAMETER)
        for service in services()
        for step in service.equations.steps.values()
        for part in (getattr(step, "value", None), getattr(step, "amount", None))
        if isinstance(part, Expression)
        for name in prices_of(part)
    }
    indexed = {name for index in INDICES for name in index.parameters}
    pays = {RISE} | {
        f"joinedup.money.{one}_growth" for one in ("business_rates", "settlement", "high_needs_block")
    }
    assert found - indexed == pays
    assert indexed - found == set()


@pytest.mark.parametrize(
    ("pounds", "step", "left"),
    [(100_000, None, 0), (100_000, 45_000, 10_000), (90_000, 45_000, 0), (44_999, 45_000, 44_999), (0, 5, 0)],
)
def test_only_whole_posts_save(pounds: float, step: float | None, left: float) -> None:
    assert below_a_step(pounds, step) == pytest.approx(left, abs=1e-3)


def test_what_is_below_a_whole_post_is_shown_and_widens_the_gap(made: MadeCouncil) -> None:
    whole = made_plan(made, [trimmed(pounds=100_000)], shares=ALL)
    steps = made_plan(made, [trimmed(pounds=100_000, step=45_000)], shares=ALL)
    lost = steps.fund.total(Section.PART_STEPS)
    assert lost[0] == 0
    assert lost[2] == round(100 * 10_000 * steps.prices[2])
    assert [a - b for a, b in zip(steps.fund.gap, whole.fund.gap, strict=True)] == list(lost)


def test_what_is_below_a_whole_post_moves_the_schools_grants_own_reserve(made: MadeCouncil) -> None:
    whole, steps = (
        made_plan(made, [trimmed(pot=Pot.DSG_HIGH_NEEDS, pounds=100_000, step=step)], shares=ALL)
        for step in (None, 45_000)
    )
    lost = steps.pot(Pot.DSG_HIGH_NEEDS).total(Section.PART_STEPS)
    assert lost[-1] > 0
    for year in range(5):
        apart = whole.reserve("dsg").closing[year] - steps.reserve("dsg").closing[year]
        assert apart == pytest.approx(sum(lost[: year + 1]), abs=2)
    timing = [
        {move.name: move.pence for move in one.reserve("dsg").movements}["timing"] for one in (whole, steps)
    ]
    assert timing[0] == pytest.approx(timing[1], abs=2)


def balance(gap: int, reserve: int, floor: int | None) -> YearBalance:
    return YearBalance("2026/27", gap, reserve, floor)


def test_a_year_is_unbalanced_where_a_gap_is_left_or_the_reserve_is_below_its_floor() -> None:
    assert balance(0, 10, 10).is_balanced
    assert balance(-5, 11, 10).is_balanced
    assert not balance(1, 11, 10).is_balanced
    assert not balance(-5, 9, 10).is_balanced
    assert balance(0, 0, None).is_balanced
    assert replace(balance(0, 10, 10), earmarked=0).is_balanced
    assert not replace(balance(0, 10, 10), earmarked=-1).is_balanced


def test_reserves_that_the_budget_uses_up_neither_balance_it_nor_meet_a_gap(
    made: MadeCouncil, plan: MediumTermPlan
) -> None:
    more = BUDGET["environment"] + 8e6
    own = one_figure("budget", more, band="environment", as_at=ADOPTED, origin=Origin.OWN)
    leans = made_plan(made, (), own)
    closing = leans.reserve("earmarked").closing
    assert closing[0] > 0 > closing[-1]
    assert [one.is_overdrawn for one in leans.balances] == [one < 0 for one in closing]
    assert not any(one.is_overdrawn for one in plan.balances)
    assert [one.reserves for one in leans.robustness.risks] == pytest.approx([27e6, 11e6, -5e6])
    assert f"more than earmarked reserves hold in every year from {leans.years[2]}" in advice(leans)


def test_a_general_reserve_spent_before_earmarked_ones_is_said(
    made: MadeCouncil, plan: MediumTermPlan
) -> None:
    carried = made_plan(made, this_year={"older_people": made_range(30e6)})
    general, earmarked = carried.reserve("general").closing[0], carried.reserve("earmarked").closing[0]
    assert general < 0 < earmarked
    said = reserves_say(carried)
    assert f"The general reserve alone would stand at {pounds(general / 100)} at the end of 2026/27" in said
    assert f"earmarked reserves still hold {pounds(earmarked / 100)}" in said
    enough = replace(plan.reserve("general"), closing=(1,) * 5)
    others = tuple(enough if one.kind == "general" else one for one in plan.reserves)
    assert "alone" not in reserves_say(replace(plan, reserves=others))


def test_the_rule_uses_planned_reserves_and_the_floor_of_the_parameter(plan: MediumTermPlan) -> None:
    floor = load_parameters()["joinedup.money.reserve_floor_share"].at(date(2026, 4, 1))
    general = plan.reserve("general")
    earmarked = plan.reserve("earmarked")
    found = year_balances(plan.years, plan.fund, general, earmarked, floor)
    assert found == plan.balances
    spent = plan.fund.spending
    assert [one.floor for one in found] == [round(floor.value * one) for one in spent]
    unheld = year_balances(plan.years, plan.fund, replace(general, is_held=False), earmarked, floor)
    assert {one.floor for one in unheld} == {None}


def test_a_budget_that_leans_on_reserves_plans_their_use(made: MadeCouncil) -> None:
    more = BUDGET["environment"] + 2e6
    own = one_figure("budget", more, band="environment", as_at=ADOPTED, origin=Origin.OWN)
    leans = made_plan(made, (), own)
    general = leans.fund.of(Section.PLANNED_RESERVES)
    spent = sum(row.pence[0] for row in leans.fund.of(Section.OPENING))
    paid = sum(row.pence[0] for row in leans.fund.of(Section.FUNDING) if row.name.endswith("adopted"))
    assert general[0].pence == (spent - paid,) * 5 == (2_000_000_00,) * 5
    moves = {move.name: move.pence for move in leans.reserve("earmarked").movements}
    assert moves["planned"] == tuple(-one for one in general[0].pence)


def test_reserves_are_the_models_own(made: MadeCouncil, plan: MediumTermPlan) -> None:
    general, earmarked = plan.reserve("general"), plan.reserve("earmarked")
    assert (general.opening[0], earmarked.opening[0]) == (15_000_000_00, 20_000_000_00)
    moved = general.closing[-1] + earmarked.closing[-1] - general.opening[0] - earmarked.opening[0]
    # What the last March brings reaches reserves after the plan.
    assert -moved == pytest.approx(sum(plan.fund.gap), rel=0.2)
    assert abs(sum(plan.fund.gap) + moved) < abs(plan.fund.gap[-1]) / 6


def test_the_blocks_share_one_reserve_and_are_shown_apart(plan: MediumTermPlan) -> None:
    moves = {move.name: move.pence for move in plan.reserve("dsg").movements}
    for pot in (Pot.DSG_SCHOOLS, Pot.DSG_HIGH_NEEDS, Pot.DSG_EARLY_YEARS, Pot.DSG_CENTRAL):
        assert moves[pot.value] == tuple(-one for one in plan.pot(pot).gap)


def test_the_override_ends_with_2027_28() -> None:
    assert override(load_parameters()).ends == date(2028, 3, 31)


def test_no_rise_goes_beyond_the_referendum_limit(made: MadeCouncil, plan: MediumTermPlan) -> None:
    tax = plan.council_tax
    assert tax is not None
    assert tax.limit == 0.0499
    assert max(tax.rise) <= 0.0512  # the plan's own rises compound month by month: exp(0.0499) - 1
    much, more = (trimmed(f"rise{by}", "money.council_tax_rise", by, 0.0) for by in (0.2, 0.5))
    first, second = made_plan(made, [much], shares=ALL), made_plan(made, [more], shares=ALL)
    assert first.fund.gap == second.fund.gap
    assert first.fund.gap[-1] < plan.fund.gap[-1]


def test_council_tax_is_base_times_charge_times_rises_times_collection(plan: MediumTermPlan) -> None:
    tax = plan.council_tax
    assert tax is not None
    level, whole = 1.0, [0.0] * 5
    for year, (base, rise) in enumerate(zip(tax.base, tax.rise, strict=True)):
        level *= 1 + rise
        whole[year] = base * tax.band_d * level * tax.collected
    rows = [row for row in plan.fund.of(Section.FUNDING) if row.line == "council_tax"]
    assert [round(100 * one) for one in whole] == [sum(row.pence[year] for row in rows) for year in range(5)]
    assert tax.collected == pytest.approx(FUNDING["council_tax"] / (70_000 * 1_600))


def test_a_september_saving_brings_consequences_in_the_year_after(made: MadeCouncil) -> None:
    plan = made_plan(made, [trimmed(pounds=1e6, starts=date(2027, 9, 1))], shares=ALL)
    steps = {one.name: one.pence for one in plan.steps}
    prices = plan.prices
    assert steps["savings:new"][1] == -round(100 * 1e6 * 7 / 12 * prices[1])
    assert steps["savings:consequences"][2] == pytest.approx(-100e6 * (prices[2] - 7 / 12 * prices[1]), abs=1)
    assert steps["savings:new"][2:] == (0, 0, 0)


def test_one_off_costs_end_and_come_out_of_the_next_years_budget(made: MadeCouncil) -> None:
    cost = Change("budget.family_help", 600_000.0, ("north",), date(2026, 4, 1), 0, date(2027, 4, 1))
    one = trimmed(by=0.0, pounds=0.0)
    plan = made_plan(made, [replace(one, changes=(cost,), savings=(), hash="cost")], shares=ALL)
    assert plan.fund.total(Section.ONE_OFF) == (600_000_00, 0, 0, 0, 0)
    steps = {step.name: step.pence for step in plan.steps}
    assert steps["one_off:consequences"][1] == -600_000_00
    assert plan.fund.total(Section.FOUND) == pytest.approx((0,) * 5, abs=200)


def test_this_years_outturn_takes_the_place_of_what_the_model_expects(
    made: MadeCouncil, plan: MediumTermPlan
) -> None:
    forecast = {"looked_after_placements": made_range(1_500_000.0, 200_000.0)}
    carried = made_plan(made, this_year=forecast)
    rows = carried.fund.of(Section.THIS_YEAR)
    demand = next(r for r in plan.fund.of(Section.DEMAND) if r.line == "looked_after_placements").pence[0]
    assert [row.line for row in rows] == ["looked_after_placements"]
    assert rows[0].pence[0] + demand == pytest.approx(150_000_000, abs=2)
    held = load_parameters()
    lasting = find_parameter(held, "joinedup.money.overspend_lasting_share").at(STARTS).value
    rise = find_parameter(held, "joinedup.money.cpi").at(STARTS).value
    for year in range(1, 5):
        comes_back = rows[0].pence[0] * lasting * math.exp(rise * year)
        assert rows[0].pence[year] == pytest.approx(comes_back, abs=2)
    for year in range(5):
        more = carried.fund.gap[year] - plan.fund.gap[year]
        assert more == pytest.approx(rows[0].pence[year], abs=2)
        general = carried.reserve("general").closing[year] - plan.reserve("general").closing[year]
        assert general == pytest.approx(-sum(rows[0].pence[: year + 1]), abs=5)
    assert carried.fund.gap_range[0].high_95 - carried.fund.gap_range[0].low_95 > 0


def test_this_years_outturn_of_the_schools_grant_moves_its_own_reserve_alone(
    made: MadeCouncil, plan: MediumTermPlan
) -> None:
    carried = made_plan(made, this_year={"high_needs": made_range(2_000_000.0, 400_000.0)})
    row = next(
        row for pot in carried.pots if pot.pot is Pot.DSG_HIGH_NEEDS for row in pot.of(Section.THIS_YEAR)
    )
    for kind, moved in (("general", 0), ("earmarked", 0), ("dsg", -row.pence[0])):
        before, after = plan.reserve(kind), carried.reserve(kind)
        assert after.closing[0] - before.closing[0] == pytest.approx(moved, abs=2)
    assert carried.reserve("general").closing_range == plan.reserve("general").closing_range
    for year, closing in enumerate(carried.reserve("dsg").closing):
        added = sum(one.pence[year] for one in carried.reserve("dsg").movements)
        assert carried.reserve("dsg").opening[year] + added == closing


def test_reserves_foot_where_the_outturn_of_many_pots_is_carried(
    made: MadeCouncil, plan: MediumTermPlan
) -> None:
    sums = {"older_people": 2e6, "environment": -7e5, "high_needs": 3e6, "schools_block": -1e6}
    sums |= {"public_health": 4e5}
    carried = made_plan(made, this_year={line: made_range(one, 1e5) for line, one in sums.items()})
    rows = {pot.pot: pot.total(Section.THIS_YEAR) for pot in carried.pots}
    blocks = zip(*(rows[pot] for pot in GRANT_BLOCKS), strict=True)
    taken = {"general": rows[Pot.GENERAL_FUND], "dsg": [sum(year) for year in blocks], "earmarked": [0] * 5}
    assert rows[Pot.PUBLIC_HEALTH][0] != 0
    for kind, pence in taken.items():
        one = carried.reserve(kind)
        for year in range(5):
            moved = sum(move.pence[year] for move in one.movements)
            assert one.opening[year] + moved == one.closing[year]
            apart = one.closing[year] - plan.reserve(kind).closing[year]
            assert apart == pytest.approx(-sum(pence[: year + 1]), abs=10)
            assert one.closing_range[year].mean == pytest.approx(one.closing[year] / 100, abs=0.01)
    moved = [sum(step.pence[year] for step in carried.steps) for year in range(5)]
    gaps = carried.fund.gap
    assert moved == [now - before for before, now in zip((0, *gaps[:-1]), gaps, strict=True)]


def test_this_years_outturn_of_an_unknown_line_is_refused(made: MadeCouncil) -> None:
    with pytest.raises(InputRefused, match="moon_base"):
        made_plan(made, this_year={"moon_base": made_range(1.0)})


def test_what_stands_between_three_runs_is_read_off_them() -> None:
    where = Positions(np.array([-1.0, 0.0, 0.5, 1.0]))
    low, likely, high = (np.full((4, 2), one) for one in (2.0, 6.0, 10.0))
    assert where.between(low, likely, high)[:, 0].tolist() == [2.0, 6.0, 8.0, 10.0]


def test_sensitivities_go_the_way_they_say(plan: MediumTermPlan) -> None:
    moved = {one.name: one.gap for one in plan.robustness.sensitivities}
    assert moved["pay:more"][-1] > 0 > moved["pay:less"][-1]
    assert moved["council_tax:less"][-1] > 0
    assert moved["settlement:less"][-1] > 0
    assert moved["demand:high"][-1] > 0
    assert "delivery:low" not in moved


def test_reserves_are_held_against_the_worst_one_in_twenty(plan: MediumTermPlan) -> None:
    risks = plan.robustness.risks
    assert [one.years for one in risks] == [1, 3, 5]
    for one in risks:
        assert one.worst >= one.expected
        assert one.reserves == pytest.approx(35e6)
        assert one.is_covered == (one.worst <= one.reserves)
    assert all(0 <= one <= 1 for one in plan.robustness.p_below_floor)


def test_a_service_that_overspent_is_listed(made: MadeCouncil) -> None:
    on = date(2026, 3, 31)
    past = [
        one_figure("budget", 10e6, band="homelessness", as_at=on),
        one_figure("net_spend", 11e6, band="homelessness", as_at=on),
        one_figure("budget", 10e6, band="environment", as_at=on),
        one_figure("net_spend", 10.1e6, band="environment", as_at=on),
    ]
    robust = made_plan(made, (), *past).robustness
    assert [(one.line, one.year, one.share) for one in robust.overspent] == [
        ("homelessness", "2025/26", pytest.approx(0.1))
    ]
    assert robust.years_seen == ("2025/26",)


def test_the_expected_gap_says_how_exact_it_is(made: MadeCouncil, plan: MediumTermPlan) -> None:
    few, many = plan.fund, made_plan(made, settings=replace(FEW, draws=64)).fund
    assert all(
        0 < one < spread.high_95 - spread.low_95
        for one, spread in zip(many.errors, many.gap_range, strict=True)
    )
    assert abs(few.gap[-1] - many.gap[-1]) / 100 < 4 * (few.errors[-1] + many.errors[-1])


def test_more_futures_than_are_held_at_once_are_refused(made: MadeCouncil) -> None:
    with pytest.raises(ModelRefused, match="at most 2,048 draws"):
        made_plan(made, settings=replace(FEW, draws=4096))
