"""Partners: published effects in their own units, and costs that are nobody's saving."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from made_figures import MadeCouncil, Whole
from small_models import compiled, run_small
from steady_adults import moved, steady, unaccounted, without_figures

from joinedup.declared import Over
from joinedup.engine import Equations, Kernel, expression, parameter
from joinedup.parameters import load_parameters
from joinedup.services import partners
from joinedup.vocabulary import Pot, spending_line

pytestmark = pytest.mark.unit

SERVICE = partners.service()
OLDER = 10_000.0
SPENT = 10.0e6
_OTHERS = {
    "adults": ("adults.care_cut_per_person", "adults.unmet_more", "adults.care_wait"),
    "population": ("population.older", "population.children"),
    "youth": ("youth.first_time_entrants",),
}


@cache
def alone() -> Kernel:
    """Return partners alone, with what they read given as it is."""
    others = []
    for service, names in _OTHERS.items():
        equations = Equations(service)
        for name in names:
            equations.reckon(name, expression(parameter(name)), "Given.")
        others.append(equations)
    recorded = dict.fromkeys(SERVICE.equations.steps, Over.YEAR_SUM)
    return compiled(SERVICE.equations, *others, recorded=recorded)


def year(**given: float) -> dict[str, float]:
    """Return what partners do in a year; dots in names are written as `__`."""
    kernel = alone()
    held = {name: one.values[max(one.values)].value for name, one in load_parameters().items()}
    inputs: dict[str, float] = {
        "population.older": OLDER,
        "population.children": 20_000.0,
        "adults.care_wait": 1.0,
        "figure/people/65_plus": OLDER,
        "figure/budget/older_people": SPENT,
    }
    inputs |= {
        f"joinedup.partners.{name}": 1.0 for name in ("weight_of_visits_study", "prices_since_visits_study")
    }
    inputs |= {"joinedup.money.cpi": 0.0} | {name.replace("__", "."): value for name, value in given.items()}
    known = {}
    for name in kernel.inputs:
        plain = name.removeprefix("parameter/")
        known[name] = inputs.get(plain, held.get(plain, 0.0))
    out = run_small(kernel, known, months=12)
    return {name: float(values[0, 0, 0]) for name, values in out.items()}


def test_391_pounds_less_care_make_7_visits_more_for_each_hundred_older_people() -> None:
    """The effect that was published, at the prices of the study and if that study alone is believed."""
    before, after = year(), year(adults__care_cut_per_person=391.0)
    more = after["partners.emergency_visits"] - before["partners.emergency_visits"]
    assert more == pytest.approx(0.07 * OLDER, rel=1e-6)


def test_the_other_study_found_no_effect_on_admissions() -> None:
    before, after = year(), year(adults__care_cut_per_person=391.0)
    assert after["partners.emergency_admissions"] == before["partners.emergency_admissions"]


def test_one_per_cent_less_spending_moves_admissions_by_the_elasticity() -> None:
    """At the end of its range: 5 admissions in 10,000 more for one per cent less."""
    elasticity = {"research__adult_care_cuts__emergency_admissions": -0.05}
    one_per_cent = 0.01 * SPENT / OLDER
    before, after = year(**elasticity), year(adults__care_cut_per_person=one_per_cent, **elasticity)
    risen = after["partners.emergency_admissions"] / before["partners.emergency_admissions"] - 1
    assert risen == pytest.approx(0.0005, rel=1e-6)


def test_both_studies_are_believed_by_half() -> None:
    weight = load_parameters()["joinedup.partners.weight_of_visits_study"]
    value = weight.values[max(weight.values)]
    assert (value.low, value.value, value.high) == (0.0, 0.5, 1.0)
    given = {"joinedup__partners__weight_of_visits_study": 0.5, "adults__care_cut_per_person": 391.0}
    assert year(**given)["partners.visits_from_cuts"] == pytest.approx(0.035 * OLDER, rel=1e-6)


def test_what_partners_spend_is_activity_at_its_cost() -> None:
    done = year()
    bill = (
        done["partners.emergency_visits"] * 230
        + done["partners.emergency_admissions"] * 3_400
        + done["partners.days_waiting"] * 400
        + done["partners.child_injuries"] * 1_300
    )
    assert done["spend.health_partners"] == pytest.approx(bill)
    assert done["partners.emergency_visits"] == pytest.approx(0.52 * OLDER)
    assert done["partners.days_waiting"] == pytest.approx(0.45 * OLDER / 1_000 * 365)
    assert done["partners.child_injuries"] == pytest.approx(61.6 * 2)


def test_each_young_person_who_enters_youth_justice_costs_police_and_courts() -> None:
    done = year(youth__first_time_entrants=5.0)
    assert done["partners.youth_offences"] == pytest.approx(12 * 5 * 4)
    assert done["spend.police_partners"] == pytest.approx(12 * 5 * 4 * 2_500)


def test_older_people_who_go_without_care_come_to_hospital() -> None:
    done, before = year(adults__unmet_more=100.0), year()
    assert done["partners.visits_from_unmet_need"] == pytest.approx(50)
    assert done["partners.admissions_from_unmet_need"] == pytest.approx(20)
    assert done["spend.health_partners"] > before["spend.health_partners"]


def test_a_longer_queue_for_care_keeps_people_in_hospital_as_much_longer() -> None:
    assert year(adults__care_wait=1.5)["partners.days_waiting"] > 1.3 * year()["partners.days_waiting"]


def test_it_is_not_the_council_s_money() -> None:
    assert {spending_line(code).pot for code in SERVICE.spending} == {Pot.PARTNERS}
    assert SERVICE.levers == ()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def at_rest(made: MadeCouncil) -> Whole:
    return Whole(made, steady(made))


def test_nothing_moves_without_a_decision(at_rest: Whole) -> None:
    for name in ("emergency_visits", "emergency_admissions", "days_waiting", "youth_offences"):
        held = at_rest.of(f"partners.{name}")
        assert held.tolist() == pytest.approx([held[0]] * 6, rel=0.02), name
    assert at_rest.of("partners.visits_from_cuts") == pytest.approx(np.zeros(6), abs=0.1)


def test_a_cut_of_home_care_costs_the_nhs_and_is_not_netted(made: MadeCouncil, at_rest: Whole) -> None:
    cut = Whole(made, steady(made), made.proposal({"lever": "adults.home_care", "by": "-10%"}))
    for name in ("partners.emergency_visits", "partners.days_waiting", "spend.health_partners"):
        assert moved(at_rest, cut, name)[-1] > 0, name
    assert moved(at_rest, cut, "spend.older_people")[-1] < 0
    assert unaccounted(SERVICE, cut, "partners.beds_waiting") == pytest.approx(np.zeros(5), abs=1e-6)


def test_a_place_where_nobody_lives_stays_finite(made: MadeCouncil) -> None:
    whole = Whole(made, without_figures(steady(made)))
    for name in (*SERVICE.equations.stocks, *SERVICE.equations.steps):
        assert np.isfinite(whole.of(name)).all(), name
