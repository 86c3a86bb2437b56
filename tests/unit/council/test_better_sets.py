"""The search finds the best set that is known, runs what it shows, and names what conflicts."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from made_choices import (
    AIMS,
    CASH,
    LOAD,
    OUTCOME,
    MadePortfolio,
    every_set,
    menu_of,
    rule,
    saves_at_least,
    searched,
)

from joinedup.council.better_sets import (
    Asked,
    Finder,
    How,
    Limit,
    Menu,
    Option,
    Row,
    _program,
    find_conflict,
    find_front,
    unbeaten,
)
from joinedup.council.better_sets._shown import _pressing

pytestmark = pytest.mark.unit

N = 10
EVERY_AIM = ("saves", "outcome", "worst")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("aim", EVERY_AIM)
def test_where_proposals_meet_in_pairs_the_best_set_is_found(seed: int, aim: str) -> None:
    portfolio, menu = MadePortfolio(N, seed), menu_of(N, rule("one of two", N, {0: 1.0, 1: 1.0}, 1.0))
    known = every_set(portfolio, menu)
    found = searched(portfolio, menu).best(aim)
    assert found.choice is not None
    assert not found.is_proved
    assert known[found.choice].value(aim) == pytest.approx(max(one.value(aim) for one in known.values()))
    assert found.bound == pytest.approx(known[found.choice].value(aim), rel=1e-5)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("aim", EVERY_AIM)
def test_where_threes_matter_the_stated_distance_holds(seed: int, aim: str) -> None:
    portfolio, menu = MadePortfolio(N, seed, noise=0.05), menu_of(N)
    known = every_set(portfolio, menu)
    finder = searched(portfolio, menu)
    found = finder.best(aim, steps=6)
    best = max(known, key=lambda one: known[one].value(aim))
    missed = known[best].value(aim) - finder.picture.scores(best).value(aim)
    assert found.choice is not None
    assert known[best].value(aim) <= found.bound + max(missed, 0.0) + 1e-6


@pytest.mark.parametrize("seed", range(3))
def test_steps_never_make_the_best_worse_and_often_find_what_the_picture_missed(seed: int) -> None:
    portfolio, menu = MadePortfolio(N, seed, noise=0.15), menu_of(N)
    without, with_ = searched(portfolio, menu), searched(portfolio, menu)
    before, after = without.best("saves"), with_.best("saves", steps=8)
    assert before.choice is not None
    assert after.choice is not None
    assert with_.verified[after.choice].saves >= without.verified[before.choice].saves


def test_steps_find_a_set_that_the_picture_cannot_see() -> None:
    portfolio = MadePortfolio(4, 0, draws=4)
    portfolio.alone[:] = 0.0
    for held in portfolio.pairs.values():
        held[:] = 0.0
    portfolio.alone[:3, :, CASH] = -1.0
    portfolio.threes[0, 1, 2] = np.array([[5.0, 0.0, 0.0]])
    found = searched(portfolio, menu_of(4)).best("saves", steps=2)
    # All three together cost; the picture takes them, and any two of them are better.
    assert found.choice is not None
    assert len(found.choice & {0, 1, 2}) == 2


def test_every_set_of_the_front_was_run() -> None:
    few, full = MadePortfolio(N, 5, noise=0.1), MadePortfolio(N, 5, noise=0.1)
    finder = Finder(menu_of(N), [saves_at_least(1.0)], AIMS, few, full, exhaustive=0)
    front = find_front(finder, None)
    assert front.choices
    assert {*front.choices, *(one.choice for one in front.best.values())} <= full.ran
    assert all(finder.is_kept(one) for one in front.choices)


def test_no_more_sets_are_run_than_the_budget_allows() -> None:
    few, full = MadePortfolio(N, 6, noise=0.2), MadePortfolio(N, 6, noise=0.2)
    finder = Finder(menu_of(N), [saves_at_least(1.0)], AIMS, few, full, budget=7, exhaustive=0)
    find_front(finder, None)
    assert len(full.ran) <= 7


def test_a_set_that_breaks_a_limit_when_run_is_cut_off_and_another_is_found() -> None:
    few, full = MadePortfolio(6, 1), MadePortfolio(6, 1)
    limit = Limit("load", "load", (Row((LOAD,), 0.5),))
    hoped = Finder(menu_of(6), [limit], AIMS, few, full, exhaustive=0).best("saves").choice
    assert hoped is not None
    # In full, the set that the picture would take overloads the service.
    for one in (some for some in full.threes if set(some) <= hoped):
        full.threes[one] = np.array([[0.0, 0.0, 50.0]])
    finder = Finder(menu_of(6), [limit], AIMS, few, full, exhaustive=0)
    found = finder.best("saves", steps=4)
    assert hoped in finder.verified
    assert found.choice not in (None, hoped)
    assert finder.is_kept(found.choice)


def test_few_proposals_are_all_run_and_the_best_is_proved() -> None:
    portfolio, menu = MadePortfolio(6, 2, noise=0.5), menu_of(6)
    finder = searched(portfolio, menu, exhaustive=64)
    found = finder.best("outcome")
    assert found.is_proved
    assert len(finder.verified) == 64
    assert found.bound == max(one.outcome for one in finder.verified.values())
    assert finder.missed() == []


def test_sizes_and_times_are_chosen_one_of_each() -> None:
    portfolio = MadePortfolio(4, 3)
    options = (*(Option(place) for place in range(3)), Option(0, size=0.5))
    # Option 3 is the first proposal at half its size; alone it does half as much.
    portfolio.alone[3] = portfolio.alone[0] / 2
    for one, other in ((1, 3), (2, 3)):
        portfolio.pairs[one, other] = portfolio.pairs[0, one] / 2
    menu = Menu(options, 3)
    known = every_set(portfolio, menu)
    finder = searched(portfolio, menu)
    for aim in EVERY_AIM:
        found = finder.best(aim)
        assert found.choice is not None
        assert not {0, 3} <= found.choice
        assert known[found.choice].value(aim) == pytest.approx(max(one.value(aim) for one in known.values()))


@pytest.mark.parametrize("how", list(How))
@pytest.mark.parametrize("seed", range(3))
def test_a_limit_of_every_kind_means_the_same_in_the_programme_as_when_run(how: How, seed: int) -> None:
    portfolio, menu = MadePortfolio(8, seed), menu_of(8)
    limit = Limit("load", "load", (Row((LOAD,), -0.5), Row((CASH,), 0.2)), how, chance=0.75)
    if how is How.WORST:
        limit = Limit("load", "load", (Row((LOAD,), -0.5),), how)
    known = every_set(portfolio, menu, [limit])
    solved = searched(portfolio, menu, [limit]).programme.solve(Asked("outcome"))
    assert solved.choice in known
    assert known[solved.choice].outcome == pytest.approx(max(one.outcome for one in known.values()))


def test_the_programme_keeps_the_least_of_every_aim() -> None:
    portfolio, menu = MadePortfolio(8, 4), menu_of(8)
    known = every_set(portfolio, menu)
    floors = {"saves": 1.0, "worst": 0.5}
    solved = searched(portfolio, menu).programme.solve(Asked("outcome", floors))
    fits = [one.outcome for one in known.values() if all(one.value(aim) >= it for aim, it in floors.items())]
    assert solved.choice is not None
    assert known[solved.choice].outcome == pytest.approx(max(fits))


@pytest.mark.parametrize("exhaustive", [0, 10**6])
def test_the_conflict_that_was_planted_is_named_and_nothing_else(exhaustive: int) -> None:
    n = 7
    portfolio = MadePortfolio(n, 1)
    rules = [
        rule("must 0", n, {0: -1.0}, -1.0),
        rule("must 1", n, {1: -1.0}, -1.0),
        rule("not together 0 1", n, {0: 1.0, 1: 1.0}, 1.0),
        rule("2 needs 3", n, {2: 1.0, 3: -1.0}, 0.0),
    ]
    finder = searched(portfolio, menu_of(n, *rules), [saves_at_least(-1000.0)], exhaustive)
    assert finder.best("saves").choice is None
    conflict = find_conflict(finder)
    assert conflict is not None
    assert {one.name for one in conflict.givings} == {"must 0", "must 1", "not together 0 1"}
    assert [one.by for one in conflict.givings] == [1.0, 1.0, 1.0]
    assert conflict.is_proved is bool(exhaustive)


@pytest.mark.parametrize("exhaustive", [0, 10**6])
@pytest.mark.parametrize("seed", range(3))
def test_a_target_out_of_reach_says_by_how_much(exhaustive: int, seed: int) -> None:
    n = 7
    portfolio = MadePortfolio(n, seed)
    at_most_two = rule("few", n, dict.fromkeys(range(n), 1.0), 2.0)
    known = every_set(portfolio, menu_of(n, at_most_two))
    most = max(one.saves for one in known.values())
    finder = searched(portfolio, menu_of(n, at_most_two), [saves_at_least(most + 0.25)], exhaustive)
    conflict = find_conflict(finder)
    assert conflict is not None
    by_name = {one.name: one for one in conflict.givings}
    assert by_name["target"].by == pytest.approx(0.25, abs=1e-4)
    assert set(by_name) <= {"target", "few"}
    if "few" in by_name:
        assert by_name["few"].by is not None
        assert by_name["few"].by >= 1
    nearest = by_name["target"].choice
    assert nearest is not None
    assert nearest in finder.verified


@pytest.mark.parametrize("exhaustive", [0, 10**6])
def test_where_two_conflicts_meet_giving_way_on_one_is_not_enough(exhaustive: int) -> None:
    n = 5
    rules = [
        rule("must 0", n, {0: -1.0}, -1.0),
        rule("never 0", n, {0: 1.0}, 0.0),
        rule("must 1", n, {1: -1.0}, -1.0),
        rule("never 1", n, {1: 1.0}, 0.0),
    ]
    conflict = find_conflict(searched(MadePortfolio(n, 1), menu_of(n, *rules), [], exhaustive))
    assert conflict is not None
    assert len({one.name[-1] for one in conflict.givings}) == 1
    assert len(conflict.givings) == 2
    assert all(one.by is None and not one.is_undecided for one in conflict.givings)


def test_where_everything_can_be_kept_there_is_no_conflict() -> None:
    portfolio = MadePortfolio(6, 2)
    assert find_conflict(searched(portfolio, menu_of(6), [saves_at_least(-100.0)])) is None


def test_a_limit_that_the_picture_thinks_is_kept_but_never_is_counts_as_a_tightened_conflict() -> None:
    few, full = MadePortfolio(4, 1), MadePortfolio(4, 1)
    full.alone[:, :, CASH] += 100.0
    finder = Finder(menu_of(4), [saves_at_least(0.5)], AIMS, few, full, exhaustive=0)
    assert few.change(finder.programme.solve(Asked("saves")).choice)[:, CASH].mean() < -0.5
    assert finder.best("saves").choice is None
    conflict = find_conflict(finder)
    assert conflict is not None
    assert conflict.is_tightened
    assert [one.name for one in conflict.givings] == ["target"]


def test_an_unbeaten_set_is_beaten_by_none() -> None:
    known = every_set(MadePortfolio(7, 3), menu_of(7))
    front = unbeaten(known)
    points = {one: [known[one].value(aim) for aim in EVERY_AIM] for one in known}
    assert front == tuple(sorted(front, key=lambda one: -known[one].saves))
    for one in known:
        is_beaten = any(
            all(a >= b for a, b in zip(points[other], points[one], strict=True))
            and points[other] != points[one]
            for other in known
        )
        assert (one in front) is not is_beaten


def test_a_solution_that_is_not_there_has_no_bound() -> None:
    portfolio = MadePortfolio(5, 1)
    solved = searched(portfolio, menu_of(5), [saves_at_least(1000.0)]).programme.solve(Asked("saves"))
    assert solved.choice is None
    assert solved.is_impossible
    assert math.isnan(solved.bound)


@pytest.mark.parametrize("seed", [2, 4])
def test_what_is_run_later_answers_what_was_asked_before(seed: int) -> None:
    """No set that was run beats the one that is said to be best for no less than the officers’ list."""
    few, full = MadePortfolio(7, seed, draws=8), MadePortfolio(7, seed, draws=8, noise=0.5)
    finder = Finder(menu_of(7), [], AIMS, few, full, exhaustive=0)
    officers = frozenset({0, 1})
    finder.verify([officers])
    scores = finder.verified[officers]
    front = find_front(finder, scores)
    asked = ({"saves": scores.saves}, {"outcome": scores.outcome})
    for best, least in zip((front.same_cash, front.same_outcome), asked, strict=True):
        assert best is not None and best.choice is not None
        known = finder.kept(least)
        assert known[best.choice].value(best.aim) == max(one.value(best.aim) for one in known.values())


def test_a_bound_that_is_not_known_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS gives an infinite bound where the time runs out before anything is known."""
    nothing = SimpleNamespace(x=None, mip_dual_bound=-math.inf, mip_gap=math.inf, status=1)
    monkeypatch.setattr(_program, "milp", lambda *_, **__: nothing)
    solved = searched(MadePortfolio(5, 1), menu_of(5)).programme.solve(Asked("saves"))
    assert math.isnan(solved.bound)
    assert not solved.is_impossible


def test_of_sets_alike_in_what_is_asked_the_best_in_other_respects_is_taken() -> None:
    """The second proposal adds a trace of outcome and costs a great deal."""
    portfolio = MadePortfolio(2, 0, draws=4)
    portfolio.pairs[0, 1][:] = 0.0
    portfolio.alone[:] = 0.0
    portfolio.alone[0, :, OUTCOME], portfolio.alone[1, :, OUTCOME] = -1.0, -0.001
    portfolio.alone[1, :, CASH] = 5.0
    for alike, taken in (({}, {0, 1}), ({"outcome": 0.5}, {0})):
        for exhaustive in (0, 100):
            finder = Finder(menu_of(2), (), AIMS, portfolio, portfolio, exhaustive=exhaustive, alike=alike)
            assert finder.best("outcome", steps=2).choice == taken


def test_of_a_limit_with_a_chance_the_row_that_fails_most_often_is_shown() -> None:
    often, seldom_but_far = np.full(20, 0.1), np.where(np.arange(20) == 0, 1_000.0, -1.0)
    assert _pressing(often, How.CHANCE) > _pressing(seldom_but_far, How.CHANCE)
    assert _pressing(often, How.MEAN) < _pressing(seldom_but_far, How.MEAN)
