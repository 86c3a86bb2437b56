"""A medium-term plan adds up to the penny, for any proposals; and what changes nothing adds nothing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_figures import ADOPTED, BUDGET, FUNDING, MadeCouncil, one_figure
from made_plan import ALL, FEW, made_plan, trimmed

from joinedup.council import project
from joinedup.council.medium_term import PROPOSED, MediumTermPlan, PotPlan, Section, in_units, shared_out
from joinedup.council.proposals import Proposal, scaled
from joinedup.declared import Origin
from joinedup.vocabulary import FUNDING_LINES, Pot, spending_line

pytestmark = pytest.mark.property


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("plan") / "council")


@pytest.fixture(scope="module")
def without(made: MadeCouncil) -> MediumTermPlan:
    return made_plan(made)


amounts = st.floats(-1e9, 1e9, allow_nan=False)


@given(st.lists(amounts, min_size=1, max_size=40))
def test_shared_out_parts_add_up_and_none_is_off_by_more_than_one(parts: list[float]) -> None:
    whole = round(sum(parts))
    rounded = shared_out(whole, parts)
    assert sum(rounded) == whole
    assert max(abs(one - part) for one, part in zip(rounded, parts, strict=True)) <= 1 + 1e-6


@given(st.lists(st.lists(st.integers(-(10**12), 10**12), min_size=3, max_size=3), min_size=1, max_size=20))
def test_rows_in_thousands_add_up_to_their_column_in_thousands(rows: list[list[int]]) -> None:
    shown = in_units(rows, 100_000)
    for column, exact in zip(zip(*shown, strict=True), zip(*rows, strict=True), strict=True):
        assert sum(column) == round(sum(exact) / 100_000)


def test_nothing_cannot_be_shared_among_nobody() -> None:
    assert shared_out(0, []) == []
    with pytest.raises(ValueError, match="no parts"):
        shared_out(5, [])


def by_hand(pot: PotPlan, year: int) -> int:
    """Return a pot's gap of a year from its single rows, in whole pence."""
    return sum(
        -row.pence[year] if row.section in (Section.FUNDING, Section.PLANNED_RESERVES) else row.pence[year]
        for row in pot.rows
    )


def check_adds_up(plan: MediumTermPlan) -> None:
    for pot in plan.pots:
        assert all(isinstance(one, int) for row in pot.rows for one in row.pence)
        assert [by_hand(pot, year) for year in range(5)] == list(pot.gap)
        assert sum(sum(row.section.widens * one for one in row.pence) for row in pot.rows) == sum(pot.gap)
        for gap, spread in zip(pot.gap, pot.gap_range, strict=False):
            # Each of three parts is rounded to its own whole.
            assert abs(gap / 100 - spread.mean) < 0.02
        for row in pot.rows:
            if row.line:
                code = row.line
                where = FUNDING_LINES[code][1] if code in FUNDING_LINES else spending_line(code).pot
                assert where is pot.pot
    for one in plan.reserves:
        for year in range(5):
            assert one.opening[year] + sum(move.pence[year] for move in one.movements) == one.closing[year]
        assert one.opening[1:] == one.closing[:-1]
    moved = [sum(step.pence[year] for step in plan.steps) for year in range(5)]
    gap = plan.fund.gap
    assert moved == [gap[0], *(now - before for before, now in pairwise(gap))]


proposals = st.lists(
    st.builds(
        trimmed,
        id=st.uuids().map(lambda one: f"p{one.hex[:8]}"),
        lever=st.sampled_from(["family_help.capacity", "transport.send_price", "money.council_tax_support"]),
        by=st.floats(-0.3, 0.3),
        pounds=st.floats(-3e6, 3e6),
        pot=st.sampled_from([Pot.GENERAL_FUND, Pot.DSG_HIGH_NEEDS]),
        starts=st.dates(date(2026, 4, 1), date(2031, 3, 1)),
        step=st.sampled_from([None, 45_000.0]),
        kind=st.sampled_from(["cashable", "avoided"]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(proposals)
def test_any_plan_adds_up_to_the_penny(made: MadeCouncil, chosen: list[Proposal]) -> None:
    check_adds_up(made_plan(made, chosen))


def test_a_plan_without_proposals_adds_up_and_has_no_row_of_any(without: MediumTermPlan) -> None:
    check_adds_up(without)
    assert [row for pot in without.pots for row in pot.of(*PROPOSED)] == []
    assert without.fund.gap == without.fund.gap_before


def test_a_plan_without_proposals_is_the_projection(made: MadeCouncil, without: MediumTermPlan) -> None:
    projected = {one.pot: one for one in project(made.ready(), FEW).pots}
    for pot in without.pots:
        if pot.gap_range:
            planned = pot.total(Section.PLANNED_RESERVES)
            expected = [100 * one.mean for one in projected[pot.pot].gap]
            found = [gap + more for gap, more in zip(pot.gap, planned, strict=True)]
            assert found == pytest.approx(expected, abs=2)


def test_what_is_in_one_pot_never_moves_another(made: MadeCouncil, without: MediumTermPlan) -> None:
    dearer = [
        one_figure("budget", BUDGET["high_needs"] + 7e6, band="high_needs", as_at=ADOPTED, origin=Origin.OWN),
        one_figure("funding", 31e6, band="dsg_high_needs", as_at=ADOPTED, origin=Origin.OWN),
        one_figure("reserves", -90e6, band="dsg", origin=Origin.OWN),
    ]
    assert FUNDING["dsg_high_needs"] != 31e6
    other = made_plan(made, (), *dearer)
    assert other.pot(Pot.DSG_HIGH_NEEDS) != without.pot(Pot.DSG_HIGH_NEEDS)
    for pot in other.pots:
        if pot.pot is not Pot.DSG_HIGH_NEEDS:
            assert pot == without.pot(pot.pot)
    assert other.reserve("general") == without.reserve("general")
    assert other.balances == without.balances


def test_a_proposal_that_changes_nothing_adds_nothing(made: MadeCouncil, without: MediumTermPlan) -> None:
    plan = made_plan(made, [trimmed(by=0.0, pounds=0.0)])
    assert not any(one for pot in plan.pots for row in pot.of(*PROPOSED) for one in row.pence)
    assert [pot.gap for pot in plan.pots] == [pot.gap for pot in without.pots]


def test_a_proposal_of_which_nothing_is_delivered_is_the_plan_without(
    made: MadeCouncil, without: MediumTermPlan
) -> None:
    plan = made_plan(made, [trimmed()], shares=dict.fromkeys(("low", "likely", "high"), 0.0))
    assert [pot.gap for pot in plan.pots] == [pot.gap for pot in without.pots]
    assert plan.reserve("general").closing == without.reserve("general").closing
    stated = plan.fund.total(Section.SAVINGS)[-1]
    assert plan.fund.total(Section.NOT_DELIVERED)[-1] == -stated > 0


def test_a_delivery_known_for_certain_leaves_no_range_of_its_own(made: MadeCouncil) -> None:
    whole, halved = trimmed(), scaled(trimmed(), 0.5)
    half = made_plan(made, [whole], shares=dict.fromkeys(ALL, 0.5))
    full = made_plan(made, [halved], shares=ALL)
    assert half.fund.gap == full.fund.gap
    assert half.fund.gap_range == full.fund.gap_range


def test_present_value_is_worked_out_as_by_hand(without: MediumTermPlan) -> None:
    for row in without.fund.rows:
        by_year = [
            one / 100 / price / 1.035**year
            for year, (one, price) in enumerate(zip(row.pence, without.prices, strict=True))
        ]
        assert row.present_value == pytest.approx(100 * sum(by_year), abs=0.51)
    assert without.prices == pytest.approx(np.exp(0.0215 * np.arange(5)))
    assert without.discount == 0.035


def test_prices_and_demand_meet_at_what_the_model_spends(made: MadeCouncil, without: MediumTermPlan) -> None:
    lines = {one.line: one for one in project(made.ready(), FEW).lines}
    for pot in without.pots:
        for code in {row.line for row in pot.of(Section.OPENING)} - {"school_places_capital"}:
            parts = [
                row for row in pot.of(Section.OPENING, Section.DEMAND, Section.INFLATION) if row.line == code
            ]
            for year in range(5):
                spent = sum(row.pence[year] for row in parts)
                assert spent == pytest.approx(100 * lines[code].expected[year].mean, abs=len(pot.rows))
