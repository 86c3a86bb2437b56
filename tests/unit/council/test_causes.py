"""How an effect comes about: back from what changed to the decision, in words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_figures import STARTS, MadeCouncil

from joinedup.council import Settings, measures
from joinedup.council._laid import laid_on
from joinedup.council._runs import base_overlay
from joinedup.council.causes import (
    CausalPaths,
    Course,
    Influence,
    causal_paths,
    central_inputs,
    everything_kernel,
    in_words,
    strongest_ways,
)
from joinedup.council.causes._everything import declared
from joinedup.engine import LEVER, Delay, Flow, Reckoned, Stock, evaluate

pytestmark = pytest.mark.unit

SETTINGS = Settings(years=6)
FIFTH = 4
PLACEMENTS = "spend.looked_after_placements"
LESS_HELP = {"lever": "family_help.capacity", "by": "-20%"}
LESS_YOUTH = {"lever": "youth.provision", "by": "-30%"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    folder: Path = tmp_path_factory.mktemp("made")
    return MadeCouncil(folder)


@pytest.fixture(scope="module")
def courses(made: MadeCouncil) -> tuple[Course, Course]:
    """The plan, and the plan with fewer children helped early."""
    asked = made.ready()
    inputs = central_inputs(asked, SETTINGS)
    proposals = [made.proposal(LESS_HELP, years=6)]
    return (
        Course(inputs, base_overlay(inputs), STARTS.month),
        Course(inputs, laid_on(asked, inputs, proposals), STARTS.month),
    )


@pytest.fixture(scope="module")
def influence(courses: tuple[Course, Course]) -> Influence:
    return Influence(*courses)


@pytest.fixture(scope="module")
def less_help(made: MadeCouncil) -> tuple[CausalPaths, ...]:
    return causal_paths(made.ready(), [made.proposal(LESS_HELP, years=6)], SETTINGS)


def test_everything_in_the_model_is_recorded_but_what_is_fixed() -> None:
    moving = {name for name, one in declared().items() if isinstance(one, Stock | Flow | Delay | Reckoned)}
    assert moving <= {one.name for one in everything_kernel().recorded}


def test_central_inputs_stand_at_best_estimates(made: MadeCouncil) -> None:
    inputs = central_inputs(made.ready(), SETTINGS)
    assert inputs.values.shape[0] == 1
    for name, column in zip(inputs.names, inputs.values[0].T, strict=True):
        if name.startswith("parameter/"):
            held = made.parameters[name.removeprefix("parameter/")].at(STARTS)
            assert column.tolist() == [held.value] * 2, name
        if name.startswith("change/"):
            assert column.tolist() == [1.0, 1.0], name
    for start in inputs.starting:
        if start.figure in ("referrals", "early_help_cases", "ehc_plans_by_placement"):
            place = inputs.names.index(f"figure/{start.figure}/{start.band}")
            assert inputs.values[0, :, place].sum() == pytest.approx(start.value)


def test_equations_hold_for_the_average_month_of_a_year(courses: tuple[Course, Course]) -> None:
    """Near enough to tell causes apart: within an eighth even where something bends within the year."""
    services = ("family_help.", "children_in_need.", "care.", "youth.", "spend.", "workforce.")
    for course in courses:
        for name, one in declared().items():
            if isinstance(one, Reckoned) and name.startswith(services):
                level = course.level(name)
                apart = np.abs(evaluate(one.value, course.value) - level)[:, 1:]
                assert (apart <= 0.125 * np.abs(level).max() + 0.01).all(), name


def test_what_flows_do_to_a_stock_adds_up(influence: Influence, courses: tuple[Course, Course]) -> None:
    for stock in ("children_in_need.in_need", "care.residential", "family_help.cases"):
        by_flow = sum(influence.causes(stock).values())
        changed = courses[1].at_year_end(stock) - courses[0].at_year_end(stock)
        assert by_flow == pytest.approx(changed, abs=1e-9), stock


def test_causes_of_a_quantity_add_up_to_its_change(influence: Influence) -> None:
    for name in ("children_in_need.pressure", "children_in_need.taken_on", PLACEMENTS, "workforce.load"):
        # In the first year, at whose start a decision falls, an average month is no measure of what bends.
        together, change = sum(influence.causes(name).values())[:, 1:], influence.change(name)[:, 1:]
        assert together == pytest.approx(change, rel=0.05, abs=0.05 * np.abs(change).max()), name


def test_what_no_proposal_reaches_has_no_cause(influence: Influence) -> None:
    assert influence.causes("money.rise_taken") == {}
    assert not influence.change("money.rise_taken").any()
    assert strongest_ways(influence, "money.rise_taken", FIFTH) == []


def test_ways_lead_from_the_lever_and_never_in_a_circle(influence: Influence) -> None:
    ways = strongest_ways(influence, PLACEMENTS, FIFTH)
    assert sum(way.share for way in ways) == pytest.approx(1.0)
    assert [way.share for way in ways] == sorted((way.share for way in ways), reverse=True)
    for way in ways:
        assert (way.names[0], way.names[-1]) == (f"{LEVER}family_help.capacity", PLACEMENTS)
        assert len(set(way.names)) == len(way.names)


def test_fewer_helped_early_leads_by_children_in_need_to_placements(
    less_help: tuple[CausalPaths, ...],
) -> None:
    first = less_help[0]
    assert (first.to, first.pot) == (PLACEMENTS, "general_fund")
    [strongest, *others] = first.paths
    names = [step.quantity for step in strongest.steps]
    assert names[0] == f"{LEVER}family_help.capacity"
    assert "family_help.give_up" in names, "who is not helped gives up waiting first"
    assert "children_in_need.in_need" in names
    assert names[-1] == PLACEMENTS
    assert 1 >= strongest.share >= max(path.share for path in others) > 0
    assert len(first.paths) <= 3


def test_each_step_is_the_change_of_its_quantity(
    less_help: tuple[CausalPaths, ...], courses: tuple[Course, Course]
) -> None:
    by = {step.quantity: step for found in less_help for path in found.paths for step in path.steps}
    without, with_ = courses
    for name in ("family_help.cases", "children_in_need.in_need"):
        changed = (with_.at_year_end(name) - without.at_year_end(name)).sum(axis=0)[FIFTH]
        assert by[name].change == pytest.approx(changed)
        assert (by[name].unit, by[name].year) == ("children", "2030/31")
    assert by[f"{LEVER}family_help.capacity"].change == pytest.approx(-0.2)
    spent = 12 * (with_.level(PLACEMENTS) - without.level(PLACEMENTS)).sum(axis=0)[FIFTH]
    assert by[PLACEMENTS].change == pytest.approx(spent)
    assert by[PLACEMENTS].unit == "pounds"


def test_a_path_reads_as_a_sentence(less_help: tuple[CausalPaths, ...]) -> None:
    said = less_help[0].paths[0].in_words()
    assert said.startswith(
        "20% less: Family Help posts, and with them how many children the teams can carry → "
    )
    assert "more children whose family gave up waiting for early help → " in said
    assert "more children in need" in said
    assert said.endswith("more on placements for looked-after children in 2030/31")


def test_only_what_readers_know_is_told(less_help: tuple[CausalPaths, ...]) -> None:
    """No index, share or factor stands between: people, loads, decisions and money only."""
    for found in less_help:
        for step in (step for path in found.paths for step in path.steps):
            assert step.unit not in ("index", "ratio", ""), step
            assert "Change in referrals because" not in step.says


def test_measures_of_other_services_are_traced_too(less_help: tuple[CausalPaths, ...]) -> None:
    traced = [found.to for found in less_help if not found.pot]
    assert "children_in_need.in_need" in traced
    assert all(measures()[name].is_main for name in traced)
    assert not any(name.startswith("family_help.") for name in traced)


def test_two_decisions_each_have_their_way(made: MadeCouncil) -> None:
    proposals = [made.proposal(LESS_HELP, years=6), made.proposal(LESS_YOUTH, id="two", years=6)]
    found = causal_paths(made.ready(), proposals, SETTINGS)
    first = {path.steps[0].quantity for one in found for path in one.paths}
    assert first == {f"{LEVER}family_help.capacity", f"{LEVER}youth.provision"}


def test_a_proposal_of_nothing_has_no_path(made: MadeCouncil) -> None:
    nothing = made.proposal({"lever": "family_help.capacity", "by": "0%"}, years=6)
    assert causal_paths(made.ready(), [nothing], SETTINGS) == ()


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("family_help.cases", -41.7, "42 fewer children helped early"),
        ("care.residential", 1.23, "1.2 more children in residential care"),
        ("care.residential", 0.034, "0.03 more children in residential care"),
        ("care.kinship", 2_345.0, "2,345 more looked-after children: kinship"),
        (PLACEMENTS, 1_130_000.0, "£1.1m more on placements for looked-after children"),
        ("spend.send_transport", -64_000.0, "£64,000 less on SEND home-to-school transport"),
        ("funding.council_tax", -250_000.0, "£250,000 less from council tax"),
        (f"{LEVER}youth.provision", -0.3, "30% less: youth clubs and youth work"),
    ],
)
def test_a_change_is_said_as_a_person_would(name: str, change: float, says: str) -> None:
    assert in_words(name, change) == says
