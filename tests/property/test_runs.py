"""What holds for every run of the whole council, whatever is proposed."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_figures import BUDGET, COUNTS, MadeCouncil, Whole, made_up_values, one_figure

from joinedup.council import collect_figures, kernel, levers, services
from joinedup.council._inputs import Inputs
from joinedup.council._paths import Paths
from joinedup.council._ripple import Money
from joinedup.declared import LeverKind
from joinedup.vocabulary import SPENDING_LINES, Directorate, Pot

pytestmark = pytest.mark.property

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LEVERS = sorted(levers())
# What waits to be followed may stand on either side of nothing; people, posts and homes may not.
INDEX = "index"
# What the council sets, holds or carries as one, however it is shared between patches.
OF_THE_WHOLE_COUNCIL = {
    "money.council_tax_rise",
    "money.general_reserve",
    "money.earmarked_reserve",
    "money.reserve_short",
    "corporate.central_posts",
    "corporate.change_programmes",
}
# A reserve may be held or owed.
MAY_BE_OWED = {INDEX, "pounds, held or owed"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def inputs(made: MadeCouncil) -> Inputs:
    return made.inputs(draws=16, years=4)


@pytest.fixture(scope="module")
def as_adopted(made: MadeCouncil, inputs: Inputs) -> Paths:
    return made.run(inputs, with_chance=True)


def change(lever: str, size: float, where: object = "all", months: int = 0) -> dict[str, object]:
    """Return a change of a share by `size`, or of an amount by a hundred times as much."""
    by: object = f"{100 * size:.4f}%" if levers()[lever].kind is LeverKind.SHARE else 100 * size
    return {"lever": lever, "by": by, "where": where, "over_months": months}


CHANGES = st.builds(
    change,
    st.sampled_from(LEVERS),
    st.floats(-0.3, 0.3),
    st.sampled_from(["all", ["north"], ["south"]]),
    st.integers(0, 30),
)


@FEW
@given(names=st.lists(st.sampled_from(LEVERS), min_size=1, max_size=4), months=st.integers(0, 24))
def test_a_proposal_of_nothing_changes_no_bit(
    made: MadeCouncil, inputs: Inputs, as_adopted: Paths, names: list[str], months: int
) -> None:
    nothing = [change(name, sign * 0.0, months=months) for name in names for sign in (1, -1)]
    with_it = made.run(inputs, made.proposal(*nothing), with_chance=True)
    assert with_it.values.tobytes() == as_adopted.values.tobytes()


def test_every_lever_that_a_proposal_can_change_changes_something(made: MadeCouncil, inputs: Inputs) -> None:
    plain = made.run(inputs).values
    # Of an amount there may be nothing to take away, but there is always something to add.
    still = [
        name
        for name, one in levers().items()
        if (
            made.run(inputs, made.proposal(change(name, -0.2 if one.kind is LeverKind.SHARE else 0.2))).values
            == plain
        ).all()
    ]
    assert still == []


@FEW
@given(changes=st.lists(CHANGES, min_size=3, max_size=3))
def test_the_order_of_proposals_changes_no_bit(
    made: MadeCouncil, inputs: Inputs, changes: list[dict[str, object]]
) -> None:
    proposals = [made.proposal(one, id=f"p{number}") for number, one in enumerate(changes)]
    found = {made.run(inputs, *order, with_chance=True).values.tobytes() for order in permutations(proposals)}
    assert len(found) == 1


@FEW
@given(one=CHANGES, seed=st.integers(0, 2**40))
def test_one_and_two_threads_agree_bit_for_bit(
    made: MadeCouncil, inputs: Inputs, one: dict[str, object], seed: int
) -> None:
    runs = [
        made.run(inputs, made.proposal(one), seed=seed, threads=threads, with_chance=True)
        for threads in (1, 2)
    ]
    assert runs[0].values.tobytes() == runs[1].values.tobytes()


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(made: MadeCouncil) -> None:
    runs = [
        made.run(made.inputs(draws=16, years=2, seed=seed), seed=seed, with_chance=True) for seed in (1, 1, 2)
    ]
    assert runs[0].values.tobytes() == runs[1].values.tobytes()
    assert (runs[0].values != runs[2].values).any()


@FEW
@given(one=CHANGES.filter(lambda one: one["lever"] not in OF_THE_WHOLE_COUNCIL))
def test_a_change_in_one_patch_reaches_the_others_by_the_councils_money_alone(
    made: MadeCouncil, inputs: Inputs, one: dict[str, object]
) -> None:
    """Reserves are the whole council's; with no brake on recruitment nothing else crosses over."""
    values = inputs.values.copy()
    values[:, :, inputs.names.index("parameter/joinedup.money.most_held_back_share")] = 0.0
    unbraked = replace(inputs, values=values)
    without = made.run(unbraked, with_chance=True)
    with_it = made.run(unbraked, made.proposal(one | {"where": ["north"]}), with_chance=True)
    alone = [place for place, name in enumerate(without.names) if name not in OF_THE_WHOLE_COUNCIL]
    assert with_it.values[:, 1, alone].tobytes() == without.values[:, 1, alone].tobytes()


@FEW
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_every_penny_is_in_one_line_one_directorate_and_one_pot(
    made: MadeCouncil, inputs: Inputs, as_adopted: Paths, changes: list[dict[str, object]]
) -> None:
    """Each line is rounded to whole pence in each draw and year; whole numbers add up exactly any way."""
    money = Money(as_adopted, made.run(inputs, made.proposal(*changes), with_chance=True))
    pence = {code: np.rint(100 * of).astype(np.int64) for code, (_, _, of) in money.lines.items()}
    whole = sum(pence.values())
    by_pot = {pot: sum(pence[code] for code, one in money.lines.items() if one[1] is pot) for pot in Pot}
    assert (sum(by_pot.values()) == whole).all()
    for pot in Pot:
        shown = [np.rint(100 * money.of(pot, one)).astype(np.int64) for one in Directorate]
        assert np.abs(sum(shown) - by_pot[pot]).max() <= len(money.lines)
        assert np.abs(np.rint(100 * money.of(pot)) - by_pot[pot]).max() <= len(money.lines)
    assert {line.code for line in SPENDING_LINES} - {"school_places_capital"} <= set(money.lines)


@FEW
@given(changes=st.lists(CHANGES, min_size=1, max_size=4), with_chance=st.booleans())
def test_people_and_things_move_only_by_flows_and_no_stock_falls_below_nothing(
    made: MadeCouncil, inputs: Inputs, changes: list[dict[str, object]], with_chance: bool
) -> None:
    given_up = [one for one in changes if levers()[str(one["lever"])].kind is LeverKind.SHARE]
    proposals = [made.proposal(*given_up)] if given_up else []
    check_stocks(Whole(made, inputs, *proposals, with_chance=with_chance))


def check_stocks(whole: Whole) -> None:
    """Hold every stock against what came in and went out, year by year."""
    for service in services():
        flows = [step for step in service.equations.steps.values() if hasattr(step, "enters")]
        for name, stock in service.equations.stocks.items():
            held = whole.by_patch(name)
            came = [whole.by_patch(flow.name) for flow in flows if flow.enters == name]
            went = [whole.by_patch(flow.name) for flow in flows if flow.leaves == name]
            nothing = np.zeros_like(held)
            moved = sum(came, nothing) - sum(went, nothing)
            size = np.abs(held).max() + np.abs(sum(came, nothing)).max() + 1.0
            assert np.abs(np.diff(held, axis=2) - moved[:, :, 1:]).max() <= 1e-9 * size, name
            if stock.unit not in MAY_BE_OWED:
                assert held.min() >= -1e-9, name


def test_a_council_that_closes_every_service_is_still_reckoned(made: MadeCouncil, inputs: Inputs) -> None:
    shares = [name for name, lever in levers().items() if lever.kind is LeverKind.SHARE]
    closed = made.proposal(*(change(name, -1.0) for name in shares))
    whole = Whole(made, inputs, closed, with_chance=True)
    check_stocks(whole)
    # Whoever is still employed leaves over the months that deleting posts takes.
    assert whole.by_patch("workforce.employed")[:, :, -1].max() < 1.0
    before = BUDGET["family_help"], COUNTS["early_help_cases"]
    assert whole.by_patch("spend.family_help")[:, :, -1].max() < 0.05 * before[0]
    assert whole.by_patch("family_help.starts")[:, :, -1].max() < 0.05 * before[1]


@pytest.mark.parametrize(
    "counts",
    [
        {"social_workers": 0.0, "social_worker_vacancies": 144.0},
        {"social_worker_vacancies": 0.0, "social_workers_agency": 0.0},
        {
            "looked_after_children": 0.0,
            "looked_after_by_placement": 0.0,
            "care_starts": 0.0,
            "care_ends": 0.0,
        },
        {"ehc_plans": 0.0, "ehc_plans_by_placement": 0.0, "ehc_requests": 0.0, "ehc_new_plans": 0.0},
        {"early_help_cases": 0.0},
        {"referrals": 0.0, "children_in_need": 0.0, "child_protection_plans": 0.0},
        {"budget": 0.0, "funding": 0.0},
        {"special_places": 0.0, "foster_places": 0.0, "families_in_temporary_accommodation": 0.0},
        {"completions": 0.0, "dwellings": 0.0},
    ],
    ids=lambda counts: next(iter(counts)),
)
def test_nobody_nothing_and_no_money_are_numbers_too(made: MadeCouncil, counts: dict[str, float]) -> None:
    inputs = made.inputs(draws=16, years=3, figures=made.figures(**counts))
    check_stocks(Whole(made, inputs, with_chance=True))


def test_a_council_without_children_has_none_later(made: MadeCouncil) -> None:
    values = [
        one_figure(value.figure, 0.0, band=value.band, area=value.area, as_at=value.as_at)
        if value.figure in {"children_0_17", "births"} or (value.figure == "people" and len(value.band) < 3)
        else value
        for value in made_up_values()
    ]
    inputs = made.inputs(draws=16, years=3, figures=collect_figures("E06000999", values))
    whole = Whole(made, inputs, with_chance=True)
    assert whole.by_patch("population.births").max() == 0.0
    assert whole.by_patch("population.children").max() < 50.0


def test_the_kernel_knows_every_lever(made: MadeCouncil) -> None:
    assert {name for name in kernel().inputs if name.startswith("lever/")} == {
        f"lever/{one}" for one in LEVERS
    }
