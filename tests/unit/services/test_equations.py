"""The services' equations: in balance at the start, sensible in their units, and convex where it matters."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from made_figures import BUDGET, FUNDING, MadeCouncil, Whole, expected, one_figure, still

from joinedup.council import kernel, levers, measures, services
from joinedup.declared import LeverKind
from joinedup.engine import Flow, in_words
from joinedup.parameters import load_parameters
from joinedup.vocabulary import FIGURES

pytestmark = pytest.mark.unit

STEADY = {
    "population.children": 43_200,
    "population.births": 2_400,
    "housing.families_temporary": 150,
    "family_help.cases": 900,
    "children_in_need.referrals": 2_400,
    "children_in_need.re_referrals": 504,
    "children_in_need.assessed": 2_244,
    "children_in_need.in_need": 900,
    "children_in_need.plans": 190,
    "care.looked_after": 320,
    "care.entering": 130,
    "care.leavers": 130,
    "care.residential": 45,
    "care.foster_own": 110,
    "care.care_leavers": 140,
    "workforce.employed": 120,
    "workforce.agency": 20,
    "workforce.vacant": 24,
    "workforce.leavers": 19,
    "send.plans": 1_800,
    "send.new_plans": 220,
    "send.special_independent": 130,
    "transport.send_riders": 650,
    "attendance.absent": 0.2 * 11 * 2_400,
    "attendance.excluded": 30,
    "youth.first_time_entrants": 60,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def do_nothing(made: MadeCouncil) -> Whole:
    return Whole(made, made.known(years=4))


@pytest.mark.parametrize("name", STEADY)
def test_where_as_many_come_as_go_nothing_moves(made: MadeCouncil, name: str) -> None:
    found = expected(made.run(made.known(years=3)), name)
    assert found.tolist() == pytest.approx([STEADY[name]] * 3, rel=0.02)


def test_chance_moves_counts_about_but_not_away(made: MadeCouncil) -> None:
    one = made.known(years=4)
    many = type(one)(**(vars(one) | {"values": np.repeat(one.values, 256, axis=0)}))
    by_chance = made.run(many, with_chance=True)
    for name in ("children_in_need.in_need", "care.looked_after", "send.plans", "workforce.employed"):
        draws = by_chance.whole(name)
        assert draws.mean(axis=0).tolist() == pytest.approx([STEADY[name]] * 4, rel=0.02), name
        assert draws[:, -1].std() > 0.005 * STEADY[name], name


def test_every_budget_line_spends_its_budget_in_the_first_year(made: MadeCouncil) -> None:
    paths = made.run(made.known(years=2))
    for line, budget in BUDGET.items():
        assert expected(paths, f"spend.{line}")[0] == pytest.approx(budget, rel=0.04), line
    for line, amount in FUNDING.items():
        assert expected(paths, f"funding.{line}")[0] == pytest.approx(amount, rel=0.02), line


def test_prices_rise_each_april_as_stated(made: MadeCouncil) -> None:
    paths = made.run(made.known(years=3, joinedup__money__pay_inflation=0.03))
    found = expected(paths, "spend.children_other")
    assert found.tolist() == pytest.approx([5e6, 5e6 * np.exp(0.03), 5e6 * np.exp(0.06)])


def test_each_further_cut_of_social_workers_overloads_the_rest_more(made: MadeCouncil) -> None:
    inputs = made.known(years=6)
    steps = ["0%", "-5%", "-10%", "-15%", "-20%"]
    runs = [Whole(made, inputs, made.proposal({"lever": "social_work.posts", "by": by})) for by in steps]
    closed = "children_in_need.closed"
    for name, per in (
        ("workforce.overload", ""),
        ("care.other_entries", ""),
        ("children_in_need.will_come_back", closed),
    ):
        at_end = [run.of(name)[-1] / (run.of(per)[-1] if per else 1) for run in runs]
        further = [later - earlier for earlier, later in pairwise(at_end)]
        assert further[0] > 0, name
        assert further == sorted(further), name


def test_cutting_posts_saves_less_than_the_posts_cost(made: MadeCouncil) -> None:
    inputs = made.known(years=6)
    cut = made.run(inputs, made.proposal({"lever": "social_work.posts", "by": "-10%"}))
    without = made.run(inputs)
    own = expected(cut, "spend.social_work") - expected(without, "spend.social_work")
    placements = expected(cut, "spend.looked_after_placements") - expected(
        without, "spend.looked_after_placements"
    )
    assert -0.2 * BUDGET["social_work"] < own[-1] < 0
    assert placements[-1] > 0


def test_vacancies_take_months_to_fill(made: MadeCouncil) -> None:
    inputs = made.known(years=4)
    more_posts = Whole(made, inputs, made.proposal({"lever": "social_work.posts", "by": "10%"}))
    employed = more_posts.of("workforce.employed")
    assert 120 < employed[0] < 134.4
    assert employed[0] < employed[1] <= 134.4 * 1.05


def test_special_places_bring_pupils_back_from_independent_schools(made: MadeCouncil) -> None:
    inputs = made.known(years=5)
    change = {"lever": "send.special_places", "by": 60, "over_months": 12}
    with_places, without = Whole(made, inputs, made.proposal(change)), Whole(made, inputs)
    state = with_places.of("send.special_state") - without.of("send.special_state")
    independent = with_places.of("send.special_independent") - without.of("send.special_independent")
    mainstream = with_places.of("send.mainstream") - without.of("send.mainstream")
    assert state[-1] > 30
    assert with_places.of("send.special_state")[-1] <= 710 + 60
    assert independent[-1] < -10
    other = with_places.of("send.other") - without.of("send.other")
    assert (state + independent + mainstream + other)[-1] == pytest.approx(0.0, abs=0.01)
    assert with_places.of("spend.high_needs")[-1] < without.of("spend.high_needs")[-1]


def test_without_free_special_places_the_need_goes_to_dearer_ones(made: MadeCouncil) -> None:
    inputs = made.known(years=5, joinedup__send__request_growth=0.1)
    whole = Whole(made, inputs)
    assert whole.of("send.special_state")[-1] <= 710.01
    assert whole.of("send.special_independent")[-1] / 130 > whole.of("send.plans")[-1] / 1_800


def test_homes_bring_pupils_of_the_ages_that_families_in_new_homes_have(made: MadeCouncil) -> None:
    inputs = made.known(years=3)
    homes = {"lever": "housing.planned_homes", "by": 1_000, "where": ["north"]}
    with_homes = Whole(made, inputs, made.proposal(homes | {"over_months": 12}))
    without = Whole(made, inputs)
    built = with_homes.of("housing.dwellings") - without.of("housing.dwellings")
    assert built[0] < built[1] < built[2] <= 1_000
    young, older = (
        sum(
            (with_homes.of(f"population.cohort_{age}") - without.of(f"population.cohort_{age}"))[-1]
            for age in ages
        )
        for ages in (range(1, 7), range(12, 17))
    )
    everyone = built[-1] * 2.3 * 0.6
    assert 0.10 * everyone < young < 0.20 * everyone
    assert 0.04 * everyone < older < young
    assert (
        with_homes.by_patch("population.children")[:, 1].tolist()
        == without.by_patch("population.children")[:, 1].tolist()
    )
    assert with_homes.of("funding.council_tax")[-1] > without.of("funding.council_tax")[-1]


def test_a_large_year_group_stays_large_as_it_moves_up(made: MadeCouncil) -> None:
    values = made.figures()
    values.values["people", "E06000999", "4"] = {
        day: one_figure("people", 3_600, band="4") for day in values.values["people", "E06000999", "4"]
    }
    counts = made.figures(children_0_17=43_200 + 1_200)
    figures = type(values)(
        values.council, values.values | {k: v for k, v in counts.values.items() if k[0] == "children_0_17"}
    )
    whole = Whole(made, made.known(years=6, figures=figures))
    # Who is 4 on 1 April is in two school years: seven in twelve of them in the younger.
    for year in range(6):
        five, six = (whole.of(f"population.cohort_{number + year + 1}")[year] for number in (4, 5))
        assert five == pytest.approx(2_400 + 1_200 * 7 / 12, rel=0.01)
        assert six == pytest.approx(2_400 + 1_200 * 5 / 12, rel=0.01)


def test_no_month_counts_more_or_fewer_children_than_there_are(made: MadeCouncil) -> None:
    whole = Whole(made, made.known(years=2))
    assert whole.of("population.children").tolist() == pytest.approx([43_200, 43_200], rel=0.001)
    assert whole.of("population.aged_0_24").tolist() == pytest.approx([60_000, 60_000], rel=0.001)


def test_recruiting_carers_moves_children_from_agencies_to_own_homes(made: MadeCouncil) -> None:
    inputs = made.known(years=6, joinedup__care__foster_household_drift=-0.04)
    change = made.proposal({"lever": "care.foster_places", "by": 40, "over_months": 24})
    with_carers, without = Whole(made, inputs, change), Whole(made, inputs)
    assert with_carers.of("care.foster_own")[-1] > without.of("care.foster_own")[-1] + 2
    assert with_carers.of("care.looked_after")[-1] == pytest.approx(
        without.of("care.looked_after")[-1], rel=0.01
    )
    assert (
        with_carers.of("spend.looked_after_placements")[-1] < without.of("spend.looked_after_placements")[-1]
    )


def test_closing_early_help_sends_no_one_away_unnoticed(made: MadeCouncil) -> None:
    inputs = made.known(years=3)
    closed = Whole(made, inputs, made.proposal({"lever": "family_help.capacity", "by": "-100%"}))
    # Whoever is still employed leaves over the months that deleting posts takes.
    assert closed.of("family_help.cases")[-1] < 0.02 * 900
    asked, gave_up = closed.of("family_help.asked"), closed.of("family_help.give_up")
    assert gave_up[-1] == pytest.approx(asked[-1], rel=0.02)
    assert closed.of("family_help.waiting")[-1] < 1.2 * asked[-1] / 12 * 3.6


def test_every_lever_measure_and_quantity_of_a_service_bears_a_name_and_words() -> None:
    for service in services():
        for one in (*service.equations.stocks.values(), *service.equations.steps.values()):
            assert one.says.strip().endswith((".", "…")), one.name
            assert "." in one.name
        for lever in service.levers:
            assert lever.says.endswith(".")
    assert len(measures()) > 30
    assert {lever.kind for lever in levers().values()} == set(LeverKind)


def test_every_parameter_and_figure_that_the_equations_read_exists() -> None:
    parameters = load_parameters()
    for name in kernel().inputs:
        kind, rest = name.split("/", 1)
        if kind == "parameter":
            assert rest in parameters
        elif kind == "figure":
            figure, band = rest.split("/")
            assert band in (FIGURES[figure].bands or ("",)), name
        elif kind == "lever":
            assert rest in levers()
        else:
            assert kind in {"schedule", "change"}


def test_only_flows_that_count_people_or_posts_are_left_to_chance() -> None:
    by_chance = [
        flow.name
        for service in services()
        for flow in service.equations.steps.values()
        if isinstance(flow, Flow) and flow.is_chance
    ]
    assert not [name for name in by_chance if "spend" in name or "follows" in name or "places" in name]


def test_equations_can_be_read_as_words() -> None:
    [family_help] = [one for one in services() if one.equations.service == "family_help"]
    said = in_words(family_help.equations.steps["family_help.need_passes"].amount)  # type: ignore[union-attr]
    unmet = "share_leaving((12 / start of parameter/joinedup.family_help.unmet_delay_months))"
    passes = "(1 - start of parameter/joinedup.family_help.reappear_share)"
    assert said == f"((family_help.unmet * {unmet}) * {passes})"


def test_growth_in_demand_is_what_was_stated(made: MadeCouncil) -> None:
    grows = still(made.parameters, joinedup__front_door__referral_growth=0.03)
    assert grows["joinedup.front_door.referral_growth"].at(made.council.plan_starts).value == 0.03
    found = Whole(made, made.known(years=4, joinedup__front_door__referral_growth=0.03))
    new = found.of("children_in_need.new_referrals_expected")
    assert (new[1:] / new[:-1]).tolist() == pytest.approx([np.exp(0.03)] * 3, rel=0.005)


def test_a_council_that_reports_no_vacancies_still_replaces_who_leaves(made: MadeCouncil) -> None:
    whole = Whole(made, made.known(years=4, figures=made.figures(social_worker_vacancies=0.0)))
    assert whole.of("workforce.employed").tolist() == pytest.approx([120] * 4, rel=0.02)
    assert whole.of("workforce.agency").tolist() == pytest.approx([20] * 4, rel=0.02)


def test_a_budget_is_spent_even_where_nobody_was_counted_at_the_start(made: MadeCouncil) -> None:
    none = {
        "families_in_temporary_accommodation": 0.0,
        "care_leavers": 0.0,
        "send_transport_users": 0.0,
        "first_time_entrants": 0.0,
        "social_workers": 0.0,
        "social_workers_agency": 0.0,
    }
    paths = made.run(made.known(years=2, figures=made.figures(**none)))
    for line in ("homelessness", "care_leavers", "send_transport", "youth_justice", "social_work"):
        assert expected(paths, f"spend.{line}")[0] == pytest.approx(BUDGET[line], rel=0.02), line


def test_where_no_early_help_was_counted_its_absence_refers_nobody(made: MadeCouncil) -> None:
    whole = Whole(made, made.known(years=3, figures=made.figures(early_help_cases=0.0)))
    assert whole.of("children_in_need.referrals").tolist() == pytest.approx([2_400] * 3, rel=0.005)
