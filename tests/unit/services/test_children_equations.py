"""Children's services: in balance at the start, evidence in its own units, and nothing that runs away."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, STARTS, MadeCouncil, Whole

from joinedup.council import services

pytestmark = pytest.mark.unit

MINE = {"workforce", "family_help", "children_in_need", "care"}
YEARS = 8


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def do_nothing(made: MadeCouncil) -> Whole:
    return Whole(made, made.known(years=YEARS))


LATER = "joinedup.family_help.conference_later_share"


def changed(made: MadeCouncil, lever: str, by: float | str, **values: float) -> tuple[Whole, Whole]:
    """Return the council without and with one change."""
    inputs = made.known(years=YEARS, **values)
    return Whole(made, inputs), Whole(made, inputs, made.proposal({"lever": lever, "by": by}))


def test_every_stock_of_children_s_services_stays_where_it_starts(do_nothing: Whole) -> None:
    for service in services():
        if service.equations.service in MINE:
            for name in service.equations.stocks:
                held = do_nothing.of(name)
                assert held == pytest.approx(np.full(YEARS, held[0]), rel=0.01, abs=0.75), name


def test_nobody_is_turned_away_or_kept_longer_where_nothing_is_decided(do_nothing: Whole) -> None:
    assert do_nothing.of("children_in_need.turned_away").max() < 2.0
    assert do_nothing.of("care.longer_stay") / 2 == pytest.approx(np.ones(YEARS), abs=2e-3)
    assert do_nothing.of("family_help.reappear_beyond_usual").max() < 1.0


def test_a_conference_keeps_children_from_care_as_the_trial_found(made: MadeCouncil) -> None:
    pair = changed(made, "family_help.family_group_conferences", 24, **{LATER: 0.0})
    offered = 24 * 1.8
    entries = (pair[1].of("care.other_entries") - pair[0].of("care.other_entries"))[-1]
    assert entries / offered == pytest.approx(-0.086, rel=0.03)
    share = offered / pair[1].of("children_in_need.pre_begun")[-1]
    gone = pair[1].of("children_in_need.to_court") / (
        pair[1].of("children_in_need.to_court") + pair[1].of("children_in_need.pre_stepped_away")
    )
    assert gone[-1] == pytest.approx(0.717 - 0.125 * share, rel=0.005)


def test_children_kept_from_care_for_a_time_come_in_later(made: MadeCouncil) -> None:
    pair = changed(made, "family_help.family_group_conferences", 24, **{LATER: 1.0})
    at_first = pair[1].of("children_in_need.kept_at_first")
    lasting = 12 * pair[1].of("children_in_need.kept_from_care")
    came_in = pair[1].of("children_in_need.came_in_later")
    assert lasting == pytest.approx(at_first - came_in, abs=1e-9)
    assert came_in[0] < 0.1 * at_first[0]
    assert came_in[-1] == pytest.approx(at_first[-1], rel=0.05)


def test_conferences_cost_what_they_cost(made: MadeCouncil) -> None:
    pair = changed(made, "family_help.family_group_conferences", 24)
    further = 12 * (pair[1].of("spend.family_help") - pair[0].of("spend.family_help"))[-1]
    assert further == pytest.approx(24 * 2_500, rel=0.03)


def test_family_safeguarding_begins_fewer_plans_as_hertfordshire_did(made: MadeCouncil) -> None:
    pair = changed(made, "social_work.family_safeguarding", 120)
    per_child = [one.of("children_in_need.plan_starts") / one.of("children_in_need.in_need") for one in pair]
    assert per_child[1][-1] / per_child[0][-1] - 1 == pytest.approx(-0.3, rel=0.02)
    dearer = 12 * (pair[1].of("spend.social_work") - pair[0].of("spend.social_work"))[-1]
    assert 0.5 * 0.08 * BUDGET["social_work"] < dearer < 0.08 * BUDGET["social_work"]


def test_support_posts_save_their_part_and_load_social_workers(made: MadeCouncil) -> None:
    pair = changed(made, "social_work.support", "-20%", joinedup__workforce__surge_share=0.0)
    saved = 12 * (pair[0].of("spend.social_work") - pair[1].of("spend.social_work"))[-1]
    assert saved == pytest.approx(0.2 * 0.25 * BUDGET["social_work"], rel=0.05)
    assert pair[1].of("workforce.load")[0] / pair[0].of("workforce.load")[0] == pytest.approx(
        1 / (1 - 0.2 * 0.15), rel=0.01
    )


def test_cases_stay_open_longer_by_as_much_as_stated(made: MadeCouncil) -> None:
    pair = changed(made, "social_work.posts", "-15%", joinedup__family_help__step_down_share=0.0)
    extra = pair[1].of("workforce.extra_overload") / 2
    elasticities = {
        "children_in_need.longer_open": "joinedup.workforce.stay_elasticity",
        "care.longer_stay": "joinedup.care.stay_elasticity",
    }
    for name, elasticity in elasticities.items():
        # A mean over months of an exponential differs a little from that of the mean.
        longer = np.exp(made.parameters[elasticity].at(STARTS).value * extra[-1])
        assert pair[1].of(name)[-1] / 2 == pytest.approx(longer, rel=0.005), name
    assert extra[-1] > 0.03
    assert pair[1].of("children_in_need.turned_away")[-1] > 10
    assert pair[1].of("children_in_need.unmet_to_plan")[-1] > 0.5


def test_those_who_gave_up_come_back_in_part_and_the_rest_is_really_saved(made: MadeCouncil) -> None:
    _, whole = changed(made, "family_help.capacity", "-20%")
    gave_up = whole.of("family_help.give_up")
    assert whole.of("family_help.reappear")[-1] == pytest.approx(0.25 * gave_up[-1], rel=0.03)
    assert whole.of("family_help.need_passes")[-1] == pytest.approx(0.75 * gave_up[-1], rel=0.03)


def test_a_full_family_help_keeps_cases_open_in_social_work(made: MadeCouncil) -> None:
    pair = changed(made, "family_help.capacity", "-20%", joinedup__workforce__stay_elasticity=0.0)
    wait = pair[1].of("family_help.longer_wait")[-1] / 2
    assert 0.2 < wait <= 3
    share = [one.of("children_in_need.closed") / one.of("children_in_need.in_need") / 12 for one in pair]
    longer = 1 / share[1][-1] - 1 / share[0][-1]
    assert longer == pytest.approx(0.25 * wait, rel=0.05)


def test_fewer_carers_recruited_leave_fewer_places(made: MadeCouncil) -> None:
    pair = changed(made, "care.foster_recruitment", "-50%")
    lost = pair[1].of("care.foster_places")[-1] / pair[0].of("care.foster_places")[-1]
    assert np.exp(-0.5 * 0.096 * YEARS) < lost < np.exp(-0.5 * 0.096 * (YEARS - 2))
    assert pair[1].of("care.waiting_for_foster")[-1] > 0.5
    assert pair[1].of("care.foster_agency")[-1] > pair[0].of("care.foster_agency")[-1] + 5
    assert pair[1].of("care.looked_after")[-1] == pytest.approx(pair[0].of("care.looked_after")[-1], rel=0.01)


def test_care_leavers_need_homes_at_the_published_rate(do_nothing: Whole) -> None:
    everyone = do_nothing.of("care.care_leavers") + do_nothing.of("care.older_leavers")
    assert do_nothing.of("care.leavers_need_home") / everyone == pytest.approx(
        np.full(YEARS, 0.0913), rel=0.01
    )


def test_zero_figures_stay_finite(made: MadeCouncil) -> None:
    none = dict.fromkeys(
        ("social_workers", "social_workers_agency", "social_worker_vacancies", "social_worker_leavers"), 0.0
    ) | {"early_help_cases": 0.0, "care_leavers": 0.0, "referrals": 0.0, "assessments": 0.0}
    none |= {"children_in_need": 0.0, "child_protection_plans": 0.0, "care_starts": 0.0, "care_ends": 0.0}
    whole = Whole(made, made.known(years=3, figures=made.figures(**none)))
    for service in services():
        if service.equations.service in MINE:
            for name in service.equations.stocks | service.equations.steps:
                assert np.isfinite(whole.of(name)).all(), name


@pytest.mark.parametrize("worst", [True, False])
def test_stabilisers_win_in_the_long_run_at_the_ends_of_every_range(made: MadeCouncil, worst: bool) -> None:
    """Fifteen years after a deep cut nothing has run away, however badly or well each parameter falls."""
    names = [
        name
        for name in made.parameters
        if name.endswith(("_elasticity", "_per_overload", "overload_sharpness", "overload_limit"))
        and "money" not in name
    ]
    ends = {
        name.replace(".", "__"): (one.high if worst else one.low)
        for name in names
        for one in [made.parameters[name].at(made.council.plan_starts)]
    }
    ends["joinedup__workforce__surge_share"] = 0.2 if worst else 0.8
    ends["joinedup__front_door__turned_away_per_overload"] = 0.1 if worst else 1.0
    cut = made.proposal({"lever": "social_work.posts", "by": "-20%"})
    deep = Whole(made, made.known(years=15, **ends), cut)
    for name in ("children_in_need.in_need", "children_in_need.plans", "care.looked_after"):
        held = deep.of(name)
        assert np.isfinite(held).all() and held.max() < 8 * held[0], name
        # What still grows grows ever more slowly.
        assert held[-1] - held[-2] <= max(0.5 * np.diff(held).max(), 0.01 * held[-1]), name
