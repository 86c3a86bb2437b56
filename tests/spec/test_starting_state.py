"""Where a projection starts: whose number is used, and how an old one is carried forward."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from made_figures import COUNTED, MadeCouncil, certain, one_figure
from made_store import NORTH, SOUTH

from joinedup.council import collect_figures
from joinedup.council._inputs import Inputs, roll_forward
from joinedup.council._starting import RollForward, aged_people, starting_value
from joinedup.declared import FigureValue, Origin
from joinedup.errors import ModelRefused

pytestmark = pytest.mark.spec

title = "The starting state"

COUNCIL = "E06000999"
ON = date(2026, 4, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def how(made: MadeCouncil) -> RollForward:
    return roll_forward(made.parameters, ON)


def looked_after(*values: tuple[int, float], origin: Origin = Origin.PUBLISHED) -> list[FigureValue]:
    """Return looked-after children on 31 March of some years."""
    return [
        one_figure("looked_after_children", value, as_at=date(year, 3, 31), origin=origin)
        for year, value in values
    ]


def started(
    made: MadeCouncil, values: list[FigureValue], how: RollForward, figure: str = "looked_after_children"
):  # type: ignore[no-untyped-def]
    """Return what a plan of April 2026 starts from."""
    found = starting_value(collect_figures(COUNCIL, values), figure, "", ON, how)
    assert found is not None
    return found


def test_a_councils_own_figure_replaces_an_open_one_of_the_same_day() -> None:
    values = [*looked_after((2025, 316.0)), *looked_after((2025, 319.0), origin=Origin.OWN)]
    for order in (values, values[::-1]):
        [kept] = collect_figures(COUNCIL, order).series("looked_after_children")
        assert (kept.value, kept.origin) == (319.0, Origin.OWN)


def test_a_councils_own_older_figure_comes_before_a_newer_rate_of_others() -> None:
    values = [
        *looked_after((2024, 312.0), origin=Origin.OWN),
        *looked_after((2026, 290.0), origin=Origin.ENGLAND),
    ]
    latest = collect_figures(COUNCIL, values).latest("looked_after_children")
    assert latest is not None
    assert latest.value == 312.0


def test_a_rate_borrowed_from_others_is_never_part_of_a_councils_history() -> None:
    values = [*looked_after((2024, 312.0)), *looked_after((2025, 290.0), origin=Origin.ENGLAND)]
    history = collect_figures(COUNCIL, values).history("looked_after_children")
    assert [value.value for value in history] == [312.0]


def test_a_figure_counted_the_day_before_the_plan_starts_is_where_it_starts(
    made: MadeCouncil, how: RollForward
) -> None:
    value = started(made, looked_after((2025, 316.0), (2026, 320.0)), how)
    assert (value.value, value.years_carried, value.spread) == (320.0, 0.0, how.recording_error)


def test_a_figure_counted_years_ago_is_carried_forward_at_its_own_pace_drawn_towards_no_change(
    made: MadeCouncil, how: RollForward
) -> None:
    value = started(made, looked_after((2020, 276.0), (2021, 290.0), (2022, 304.0), (2023, 320.0)), how)
    assert value.years_carried == pytest.approx(3.0, abs=0.01)
    assert 320.0 < value.value < 320.0 * (320.0 / 276.0)


def test_the_range_of_a_figure_widens_with_the_years_since_it_was_counted(
    made: MadeCouncil, how: RollForward
) -> None:
    spreads = [
        started(
            made, looked_after(*[(year, 300.0 + 5 * year % 7) for year in range(last - 5, last + 1)]), how
        ).spread
        for last in (2025, 2024, 2022)
    ]
    assert spreads == sorted(spreads)
    assert 0 < spreads[0] < spreads[-1]


def test_a_figure_that_jumps_about_is_less_certain_than_one_that_is_steady(
    made: MadeCouncil, how: RollForward
) -> None:
    steady = looked_after((2021, 300.0), (2022, 301.0), (2023, 300.0), (2024, 301.0))
    jumping = looked_after((2021, 300.0), (2022, 380.0), (2023, 280.0), (2024, 360.0))
    assert started(made, steady, how).spread < started(made, jumping, how).spread


def test_a_count_of_one_year_carries_the_chance_of_that_year(made: MadeCouncil, how: RollForward) -> None:
    value = started(made, [one_figure("care_starts", 100.0)], how, "care_starts")
    assert value.spread == pytest.approx(math.sqrt(1 / 100 + how.recording_error**2))


def test_a_rate_borrowed_from_others_is_less_certain_than_a_count(
    made: MadeCouncil, how: RollForward
) -> None:
    counted = started(made, [one_figure("children_in_need", 900.0)], how, "children_in_need")
    borrowed = started(
        made, [one_figure("children_in_need", 900.0, origin=Origin.ENGLAND)], how, "children_in_need"
    )
    assert counted.spread == how.recording_error
    assert borrowed.spread >= how.usual_spread("children_in_need")


def test_children_counted_two_years_ago_are_two_years_older() -> None:
    people = {str(age): 100.0 + age for age in range(26)} | {"26_64": 1000.0, "65_plus": 400.0}
    aged = aged_people(people, 1.75)
    assert [aged["0"], aged["1"], aged["2"], aged["17"], aged["18"]] == [100, 100, 100, 115, 118]
    assert aged["26_64"] == 1000.0


def test_a_plan_does_not_start_from_what_was_counted_later_where_something_earlier_is_held(
    made: MadeCouncil, how: RollForward
) -> None:
    values = looked_after((2024, 312.0), (2027, 350.0))
    assert started(made, values, how).held.value == 312.0


def test_what_the_model_cannot_start_without_is_named_with_what_to_load(made: MadeCouncil) -> None:
    figures = made.figures()
    held = {key: value for key, value in figures.values.items() if key[0] not in {"referrals", "care_starts"}}
    with pytest.raises(ModelRefused, match=r"nothing to start from for: .*care_starts.*referrals") as refused:
        made.inputs(figures=type(figures)(COUNCIL, held))
    assert "joinedup start" in str(refused.value)


def test_a_part_of_which_nothing_is_held_is_none(made: MadeCouncil) -> None:
    figures = made.figures()
    held = {key: value for key, value in figures.values.items() if key[2] != "supported"}
    inputs = made.inputs(figures=type(figures)(COUNCIL, held))
    assert column(inputs, "looked_after_by_placement", "supported").max() == 0.0


def column(inputs: Inputs, figure: str, band: str = "") -> np.ndarray:
    """Return the draws of a starting figure. Shape (draw, patch)."""
    return inputs.values[:, :, inputs.names.index(f"figure/{figure}/{band}")]


def test_parts_agree_with_their_whole_in_every_draw(made: MadeCouncil) -> None:
    older = [one_figure("looked_after_children", 300.0, as_at=date(2024, 3, 31))]
    figures = made.figures(*older)
    figures.values["looked_after_children", COUNCIL, ""].pop(COUNTED)
    inputs = made.inputs(draws=32, figures=figures)
    placements = [name for name in inputs.names if name.startswith("figure/looked_after_by_placement/")]
    parts = sum(inputs.values[:, :, inputs.names.index(name)] for name in placements)
    assert np.ptp(column(inputs, "looked_after_children").sum(axis=1)) > 0
    assert parts == pytest.approx(column(inputs, "looked_after_children"))
    children = sum(column(inputs, "people", str(age)) for age in range(18))
    assert children == pytest.approx(column(inputs, "children_0_17"))


def test_patches_add_up_to_the_council_and_hold_what_was_counted_in_them(made: MadeCouncil) -> None:
    inputs = made.known()
    assert column(inputs, "referrals").sum() == pytest.approx(2_400)
    assert column(inputs, "children_0_17")[0].tolist() == pytest.approx([0.6 * 43_200, 0.4 * 43_200])


def test_more_deprived_patches_hold_more_of_the_need(made: MadeCouncil) -> None:
    scores = [one_figure("deprivation", score, area=area) for area, score in ((NORTH, 15.0), (SOUTH, 30.0))]
    inputs = made.known(figures=made.figures(*scores))
    north, south = column(inputs, "referrals")[0] / column(inputs, "children_0_17")[0]
    assert south > 1.2 * north
    riders = column(inputs, "ehc_requests")[0] / column(inputs, "children_0_17")[0]
    assert riders[0] == pytest.approx(riders[1])


def test_the_adopted_budget_is_where_money_starts_and_last_years_spending_stands_in_for_it(
    made: MadeCouncil,
) -> None:
    spent = [
        one_figure("net_spend", 3.3e6, band="youth_services"),
        one_figure("net_spend", 9e6, band="family_help"),
    ]
    figures = made.figures(*spent)
    figures.values.pop(("budget", COUNCIL, "youth_services"))
    inputs = made.known(figures=figures)
    assert column(inputs, "budget", "youth_services").sum() == pytest.approx(3.3e6)
    assert column(inputs, "budget", "family_help").sum() == pytest.approx(4.0e6)


def test_a_pot_whose_funding_nobody_states_starts_in_balance(made: MadeCouncil) -> None:
    figures = made.figures()
    figures.values.pop(("funding", COUNCIL, "public_health_grant"))
    inputs = made.known(figures=figures)
    assert column(inputs, "funding", "public_health_grant").sum() == pytest.approx(13.0e6)


@pytest.mark.parametrize(("origin", "settlement"), [(Origin.APPORTIONED, 66e6), (Origin.OWN, 10e6)])
def test_a_settlement_that_was_only_a_balance_is_struck_again_for_the_start_of_the_plan(
    made: MadeCouncil, origin: Origin, settlement: float
) -> None:
    figures = made.figures()
    figures.values.pop(("funding", COUNCIL, "settlement"))
    earlier = one_figure("funding", 10e6, band="settlement", as_at=date(2025, 3, 31), origin=origin)
    figures.values["funding", COUNCIL, "settlement"] = {earlier.as_at: earlier}
    inputs = made.known(figures=figures)
    assert column(inputs, "funding", "settlement").sum() == pytest.approx(settlement)


def test_where_nobody_holds_reserves_they_start_at_none(made: MadeCouncil) -> None:
    figures = made.figures()
    for kind in ("general", "earmarked", "dsg"):
        figures.values.pop(("reserves", COUNCIL, kind))
    assert column(made.known(figures=figures), "reserves", "general").sum() == 0.0


def test_a_deficit_is_carried_to_the_start_as_it_is(made: MadeCouncil) -> None:
    grew = [
        one_figure("reserves", value, band="dsg", as_at=date(year, 3, 31))
        for year, value in ((2022, 1e6), (2023, 2e6), (2024, -3e6))
    ]
    figures = made.figures()
    figures.values["reserves", COUNCIL, "dsg"] = {one.as_at: one for one in grew}
    assert column(made.known(figures=figures), "reserves", "dsg").sum() == pytest.approx(-3e6)


def test_a_value_without_a_range_is_the_same_in_every_draw(made: MadeCouncil) -> None:
    inputs = made.inputs(draws=16, parameters=certain(made.parameters))
    parameters = [place for place, name in enumerate(inputs.names) if name.startswith("parameter/")]
    assert np.ptp(inputs.values[:, :, parameters], axis=0).max() == 0.0


def test_nothing_is_read_from_files_of_other_councils(made: MadeCouncil, tmp_path: Path) -> None:
    elsewhere = [one_figure("referrals", 9e9, area="E06000001")]
    assert column(made.known(figures=made.figures(*elsewhere)), "referrals").sum() == pytest.approx(2_400)
