"""What holds at the far ends: a service closed, a place shut, a post unfilled, nobody to serve.

Written over the levers, figures and capacities that services declare, so that a new service is held to the
same without a line added here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_figures import COUNTS, PARTS, MadeCouncil, Whole, certain, made_up_values, still

from joinedup.council import Figures, collect_figures, levers, services
from joinedup.council._inputs import Inputs
from joinedup.declared import FigureValue, LeverKind, Parameter
from joinedup.vocabulary import SPENDING_LINES

pytestmark = pytest.mark.property

SHARES = sorted(name for name, lever in levers().items() if lever.kind is LeverKind.SHARE)
AMOUNTS = sorted(name for name, lever in levers().items() if lever.kind is LeverKind.AMOUNT)
WITH_A_LINE = [name for name in SHARES if levers()[name].line]
FIGURES_HELD = sorted([*COUNTS, *PARTS, "budget", "funding"])
YEARS = 4
FAR = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# A share of a line's spending too small to be a cost.
A_LITTLE = 0.001
# What these prevent is paid for on the line that pays for them, so that closing one may cost the line more: a
# child whom no own carer takes goes to an agency, who is not reabled needs home care, and a family whose home
# is not saved needs a room. What is true of them is that what comes back grows while what is saved does not.
PAY_ON_THEIR_OWN_LINE = {"adults.prevention", "care.foster_recruitment", "housing.prevention"}
# Members of a leisure centre stop paying when it shuts; its site and contracts go on costing for a while.
COST_AT_FIRST = {"communities.leisure"}
SAVING = [name for name in WITH_A_LINE if name not in PAY_ON_THEIR_OWN_LINE]
MONTHLY_LINES = {line.code for line in SPENDING_LINES} - {"school_places_capital"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def inputs(made: MadeCouncil) -> Inputs:
    return made.inputs(draws=8, years=YEARS)


@pytest.fixture(scope="module")
def as_adopted(made: MadeCouncil, inputs: Inputs) -> Whole:
    return Whole(made, inputs)


@cache
def quantities() -> tuple[str, ...]:
    return tuple(name for one in services() for name in (*one.equations.stocks, *one.equations.steps))


def hold(whole: Whole) -> None:
    """Hold a run to what is always so: numbers throughout, and no stock below nothing."""
    broken = [name for name in quantities() if not np.isfinite(whole.by_patch(name)).all()]
    assert broken == []
    stocks = [stock for one in services() for stock in one.equations.stocks.values()]
    below = [
        stock.name
        for stock in stocks
        if not stock.may_be_negative and whole.by_patch(stock.name).min() < -1e-9
    ]
    assert below == []
    unpaid = [code for code in sorted(MONTHLY_LINES) if whole.by_patch(f"spend.{code}").min() < -1e-6]
    assert unpaid == []


def closing(lever: str) -> dict[str, object]:
    return {"lever": lever, "by": "-100%"}


def spent(whole: Whole, lever: str) -> np.ndarray:
    """Return what the council spends on a lever's own line. Shape (draw, year)."""
    return np.asarray(whole.by_patch(f"spend.{levers()[lever].line}").sum(axis=1))


@pytest.mark.parametrize("lever", SHARES)
def test_closing_what_a_lever_holds_is_reckoned_with_chance_and_without(
    made: MadeCouncil, inputs: Inputs, lever: str
) -> None:
    for with_chance in (False, True):
        hold(Whole(made, inputs, made.proposal(closing(lever)), with_chance=with_chance))


@pytest.mark.parametrize("lever", SAVING)
def test_closing_saves_on_the_line_that_pays_for_it(
    made: MadeCouncil, inputs: Inputs, as_adopted: Whole, lever: str
) -> None:
    """By the last year; before it, fuller posts may cost a little more than the work that went."""
    closed = Whole(made, inputs, made.proposal(closing(lever)))
    without, with_it = spent(as_adopted, lever).mean(axis=0), spent(closed, lever).mean(axis=0)
    assert with_it[-1] < without[-1]
    if lever not in COST_AT_FIRST:
        assert (with_it < without * (1 + A_LITTLE)).all()


@pytest.mark.parametrize("lever", sorted(PAY_ON_THEIR_OWN_LINE))
def test_closing_what_prevents_comes_back_on_its_own_line_more_each_year(
    made: MadeCouncil, inputs: Inputs, as_adopted: Whole, lever: str
) -> None:
    closed = Whole(made, inputs, made.proposal(closing(lever)))
    more = spent(closed, lever).mean(axis=0) / spent(as_adopted, lever).mean(axis=0) - 1
    assert (np.diff(more) > 0).all()


@FAR
@given(
    lever=st.sampled_from(sorted(set(SAVING) - COST_AT_FIRST)),
    share=st.floats(0.02, 0.6),
    more=st.floats(0.1, 0.4),
)
def test_the_more_of_a_service_goes_the_less_its_own_line_costs_in_the_first_year(
    made: MadeCouncil, inputs: Inputs, as_adopted: Whole, lever: str, share: float, more: float
) -> None:
    """Only at first: what is cut can come back on the same line later, and that is what the model is for."""
    some = Whole(made, inputs, made.proposal({"lever": lever, "by": f"{-100 * share:.4f}%"}))
    further = Whole(made, inputs, made.proposal({"lever": lever, "by": f"{-100 * (share + more):.4f}%"}))
    now, less, least = (spent(one, lever)[:, 0].mean() for one in (as_adopted, some, further))
    assert less < now * (1 + A_LITTLE)
    assert least < less * (1 + A_LITTLE)


@pytest.mark.parametrize("lever", SHARES)
def test_ten_times_as_much_of_a_service_is_reckoned(made: MadeCouncil, inputs: Inputs, lever: str) -> None:
    hold(Whole(made, inputs, made.proposal({"lever": lever, "by": "900%"})))


@pytest.mark.parametrize("lever", AMOUNTS)
def test_taking_away_more_than_there_is_leaves_none(made: MadeCouncil, inputs: Inputs, lever: str) -> None:
    hold(Whole(made, inputs, made.proposal({"lever": lever, "by": -1e5})))


@pytest.mark.parametrize("lever", AMOUNTS)
def test_adding_far_more_than_there_is_is_reckoned(made: MadeCouncil, inputs: Inputs, lever: str) -> None:
    hold(Whole(made, inputs, made.proposal({"lever": lever, "by": 1e5}), with_chance=True))


@FAR
@given(
    shares=st.lists(st.tuples(st.sampled_from(SHARES), st.sampled_from([-1.0, -0.5, 1.0])), max_size=4),
    amounts=st.lists(st.tuples(st.sampled_from(AMOUNTS), st.floats(0.0, 1e4)), max_size=2),
    with_chance=st.booleans(),
)
def test_several_levers_pulled_far_together_are_reckoned(
    made: MadeCouncil,
    inputs: Inputs,
    shares: list[tuple[str, float]],
    amounts: list[tuple[str, float]],
    with_chance: bool,
) -> None:
    changes: list[dict[str, object]] = [{"lever": name, "by": f"{100 * by:.0f}%"} for name, by in shares]
    changes += [{"lever": name, "by": by} for name, by in amounts]
    hold(Whole(made, inputs, *([made.proposal(*changes)] if changes else []), with_chance=with_chance))


@FAR
@given(
    none=st.lists(st.sampled_from(FIGURES_HELD), min_size=1, max_size=5, unique=True),
    closed=st.lists(st.sampled_from(SHARES), max_size=2, unique=True),
)
def test_a_council_that_has_none_of_some_things_can_close_others(
    made: MadeCouncil, none: list[str], closed: list[str]
) -> None:
    inputs = made.inputs(draws=8, years=2, figures=made.figures(**dict.fromkeys(none, 0.0)))
    proposals = [made.proposal(*(closing(name) for name in closed))] if closed else []
    hold(Whole(made, inputs, *proposals, with_chance=True))


@pytest.mark.parametrize("name", FIGURES_HELD)
def test_a_council_that_has_none_of_one_thing_is_reckoned(made: MadeCouncil, name: str) -> None:
    inputs = made.inputs(draws=8, years=YEARS, figures=made.figures(**{name: 0.0}))
    hold(Whole(made, inputs, with_chance=True))


def test_a_council_of_nobody_is_reckoned(made: MadeCouncil) -> None:
    values = [replace(value, value=0.0) for value in made_up_values()]
    figures = collect_figures(made.council.ons_code, values)
    hold(Whole(made, made.inputs(draws=8, years=2, figures=figures), with_chance=True))


def test_without_children_no_child_is_served(made: MadeCouncil) -> None:
    whole = Whole(made, made.inputs(draws=8, years=YEARS, figures=without_children(made)), with_chance=True)
    hold(whole)
    # Those held at the start leave by age; none come after them.
    for name in ("population.births", "care.looked_after"):
        assert whole.by_patch(name)[:, :, -1].max() < 1.0, name


def without_children(made: MadeCouncil) -> Figures:
    """Return the figures of a council in which there is no child and no service for one holds any."""
    kept = {"people/26_64", "people/65_plus"}
    about_money = {"budget", "funding", "reserves"}

    def as_left(value: FigureValue) -> FigureValue:
        is_left = value.figure in about_money or f"{value.figure}/{value.band}" in kept
        return value if is_left else replace(value, value=0.0)

    return collect_figures(made.council.ons_code, [as_left(value) for value in made_up_values()])


# Parameters that say how full or how short of people every capacity and team is, by how their names end.
AT_THE_EDGE = {
    "no slack": {"slack_share": 0.0},
    # All free and somebody in it is a contradiction: nearly all.
    "hardly anything but slack": {"slack_share": 0.99},
    "every post vacant": {"vacancy_share": 1.0},
    "every post filled": {"vacancy_share": 0.0},
    "every post vacant and no slack": {"vacancy_share": 1.0, "slack_share": 0.0},
}


@pytest.mark.parametrize("edge", AT_THE_EDGE)
def test_teams_and_places_at_the_edge_are_reckoned(made: MadeCouncil, edge: str) -> None:
    inputs = made.inputs(draws=8, years=YEARS, parameters=at_the_edge(made, AT_THE_EDGE[edge]))
    hold(Whole(made, inputs, with_chance=True))
    hold(Whole(made, inputs, made.proposal(*(closing(name) for name in SHARES)), with_chance=True))


def at_the_edge(made: MadeCouncil, ends: dict[str, float]) -> dict[str, Parameter]:
    """Return the parameters without ranges, those whose names end so at the value given."""
    return certain(
        still(made.parameters),
        **{
            name.replace(".", "__"): value
            for name in made.parameters
            for end, value in ends.items()
            if name.endswith(end)
        },
    )


def test_each_edge_is_held_by_some_parameter(made: MadeCouncil) -> None:
    for end in {end for ends in AT_THE_EDGE.values() for end in ends}:
        assert [name for name in made.parameters if name.endswith(end)], end


def test_what_can_be_full_is_a_number_when_everything_it_holds_is_shut(
    made: MadeCouncil, inputs: Inputs
) -> None:
    whole = Whole(made, inputs, made.proposal(*(closing(name) for name in SHARES)))
    for service in services():
        for capacity in service.capacities:
            load = whole.by_patch(capacity.load)
            assert np.isfinite(load).all(), capacity.load
            assert load.min() >= 0.0, capacity.load
