"""SEND: plans by setting and phase, the queue and its teams, appeals, special places and the money."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, COUNTS, PARTS, MadeCouncil, Whole, expected

from joinedup.council import services
from joinedup.engine import Flow

pytestmark = pytest.mark.unit

SETTINGS = ("mainstream", "special_state", "special_independent", "other")
PHASES = ("under_5", "5_10", "11_15", "16_25")
CELLS = [f"send.{setting}_{phase}" for setting in SETTINGS for phase in PHASES]
YEARS = 6


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def usual(made: MadeCouncil) -> Whole:
    return Whole(made, made.known(years=YEARS))


def mean(whole: Whole, name: str) -> np.ndarray:
    """Return the mean over patches of a ratio. Shape (year,)."""
    return np.asarray(whole.by_patch(name)[0].mean(axis=0))


def with_(made: MadeCouncil, *changes: dict[str, object], years: int = YEARS, **values: float) -> Whole:
    return Whole(made, made.known(years=years, **values), made.proposal(*changes))


def equations() -> object:
    [send] = [one for one in services() if one.equations.service == "send"]
    return send.equations


def test_where_as_many_plans_begin_as_end_every_stock_stays(usual: Whole) -> None:
    for name in equations().stocks:  # type: ignore[attr-defined]
        course = usual.of(name)
        assert np.ptp(course) <= 0.002 * max(abs(course[0]), 1.0), name


def test_plans_of_all_phases_are_the_plans_of_their_setting(usual: Whole) -> None:
    for setting in SETTINGS:
        parts = sum(usual.of(f"send.{setting}_{phase}")[0] for phase in PHASES)
        assert parts == pytest.approx(usual.of(f"send.{setting}")[0], rel=1e-4)
        assert parts == pytest.approx(PARTS["ehc_plans_by_placement"][setting], rel=0.001)


def test_plans_grow_by_those_issued_less_those_that_end(made: MadeCouncil) -> None:
    whole = with_(made, {"lever": "send.plans_issued", "by": "20%"})
    grown = np.diff(sum(whole.of(cell) for cell in CELLS))
    ended = sum(whole.of(f"send.end_{cell.removeprefix('send.')}") for cell in CELLS)
    issued = 12 * whole.of("send.new_plans")
    assert grown.tolist() == pytest.approx((issued - ended)[1:].tolist(), rel=1e-6)


def test_issuing_more_plans_for_each_request_begins_as_many_more(made: MadeCouncil, usual: Whole) -> None:
    """A fifth more of those who ask are assessed: fewer only as the need left without a plan shrinks."""
    ample = {
        "joinedup__send__caseworker_slack_share": 0.4,
        "joinedup__send__psychologist_slack_share": 0.4,
        "joinedup__send__need_ceiling_share": 0.13,
        "joinedup__send__refusal_appeal_share": 0.0,
        "joinedup__send__new_from_sen_support_share": 0.0,
    }
    whole = with_(made, {"lever": "send.plans_issued", "by": "20%"}, **ample)
    assert 12 * whole.of("send.new_plans")[1] == pytest.approx(
        1.2 * COUNTS["ehc_new_plans"] * whole.of("send.requests")[1] / COUNTS["ehc_requests"], rel=0.02
    )


def test_nobody_is_lost_between_a_request_and_a_plan(made: MadeCouncil) -> None:
    whole = with_(made, {"lever": "send.psychologist_posts", "by": "-40%"}, years=4)
    came = whole.of("send.requests") + whole.of("send.accepted_otherwise")
    went = (
        whole.of("send.refused")
        + whole.of("send.refusals_upheld")
        + whole.of("send.not_issued")
        + 12 * whole.of("send.new_plans")
    )
    within = sum(whole.of(f"send.{one}") for one in ("awaiting_decision", "in_assessment", "appeals_refusal"))
    assert np.diff(within).tolist() == pytest.approx((came - went)[1:].tolist(), abs=1e-6)


@pytest.mark.parametrize("team", ["caseworkers", "psychologists"])
def test_fewer_posts_than_the_work_needs_make_assessments_longer(
    made: MadeCouncil, usual: Whole, team: str
) -> None:
    lever = f"send.{team.removesuffix('s')}_posts"
    found = with_(made, {"lever": lever, "by": "-30%"})
    assert mean(found, f"send.{team}.load")[-1] > 1.1
    assert found.of("send.waiting_time")[-1] > 1.1 * usual.of("send.waiting_time")[-1]
    assert found.of("send.in_assessment")[-1] > 1.1 * usual.of("send.in_assessment")[-1]


def test_with_ample_slack_a_small_cut_of_posts_slows_nothing(made: MadeCouncil) -> None:
    ample = {
        "joinedup__send__caseworker_slack_share": 0.15,
        "joinedup__send__psychologist_slack_share": 0.15,
    }
    found = with_(made, {"lever": "send.caseworker_posts", "by": "-5%"}, **ample)
    assert mean(found, "send.slowed")[-1] < 0.01


def test_cutting_posts_saves_what_they_cost(made: MadeCouncil, usual: Whole) -> None:
    """Ten case workers for 1,800 plans at 180 each and 47,000 pounds: a tenth of them is 47,000."""
    ample = {"joinedup__send__caseworker_slack_share": 0.4}
    found = with_(made, {"lever": "send.caseworker_posts", "by": "-10%"}, **ample)
    saved = 12 * (usual.of("spend.education_other") - found.of("spend.education_other"))[-1]
    filled = 1 - 0.08 + 0.03 * 1.4
    assert saved == pytest.approx(0.1 * 10 * 47_000 * filled, rel=0.1)


def test_requests_end_where_everybody_in_need_has_a_plan(made: MadeCouncil) -> None:
    """However fast requests would grow, plans stay below the share of the young who have a need."""
    whole = Whole(
        made,
        made.known(
            years=15,
            joinedup__send__request_growth=0.3,
            joinedup__send__need_ceiling_share=0.06,
            joinedup__send__least_headroom=1.2,
            joinedup__send__assessment_capacity_growth=0.3,
        ),
    )
    share = whole.of("send.plans") / whole.of("population.aged_0_24")
    assert share[-1] < 0.06
    assert share[-1] > 0.035
    assert np.diff(share)[-1] < np.diff(share)[2]


def test_requests_follow_the_need_left_without_a_plan(made: MadeCouncil) -> None:
    """Plans 3 per cent of the young, a need of 9: with plans at 4 per cent (5/6)^0.5 as many ask."""
    whole = with_(made, {"lever": "send.plans_issued", "by": "30%"}, joinedup__send__need_ceiling_share=0.09)
    plans, young = whole.of("send.plans"), whole.of("population.aged_0_24")
    left = ((0.09 - plans / young) / (0.09 - 1_800 / 60_000)) ** 0.5
    assert mean(whole, "send.need_left")[-1] == pytest.approx(left[-1], rel=0.02)


def test_more_support_in_schools_means_fewer_requests_and_costs_money(
    made: MadeCouncil, usual: Whole
) -> None:
    """A tenth of a per cent fewer requests for each per cent more support."""
    found = with_(
        made, {"lever": "send.inclusion_support", "by": "50%"}, joinedup__send__inclusion_elasticity=0.1
    )
    asked = found.of("send.requests")[-1] / found.of("send.need_left")[-1]
    as_usual = usual.of("send.requests")[-1] / usual.of("send.need_left")[-1]
    support = found.of("send.sen_support")[-1] / usual.of("send.sen_support")[-1]
    assert asked / as_usual == pytest.approx(0.95 * (0.266 + 0.734 * support), rel=0.005)
    first = 12 * (found.of("spend.high_needs") - usual.of("spend.high_needs"))[0]
    assert first == pytest.approx(0.5 * 0.03 / 1.03 * BUDGET["high_needs"], rel=0.1)


def test_appeals_are_registered_as_often_as_in_england(usual: Whole) -> None:
    """3.67 in 100 plans a year, 65 in 100 of them about plans, and a fifth of refusals."""
    about_plans = usual.of("send.plans_appealed")[0]
    assert about_plans == pytest.approx(1_800 * 0.0367 * 0.65, rel=0.001)
    refused = usual.of("send.refusals_appealed")[0] + usual.of("send.refused")[0]
    assert usual.of("send.refusals_appealed")[0] == pytest.approx(0.2 * refused)


def test_pupils_waiting_for_a_special_school_appeal_and_come_back_in_dearer_ones(made: MadeCouncil) -> None:
    fuller = {"lever": "send.plans_issued", "by": "30%"}
    none, many = (
        with_(made, fuller, years=8, joinedup__send__waiting_appeal_share=share) for share in (0.0, 0.4)
    )
    assert many.of("send.waiting_special")[-1] > 5
    assert many.of("send.appeals")[-1] > none.of("send.appeals")[-1]
    assert many.of("send.special_independent")[-1] > none.of("send.special_independent")[-1]


def test_added_places_take_no_more_pupils_than_there_are_added_places(made: MadeCouncil) -> None:
    """Places already free were free for a reason: only those added are filled from other schools."""
    roomy = {"joinedup__send__special_slack_share": 0.3}
    places = {"lever": "send.special_places", "by": 40, "over_months": 12}
    inputs = made.known(years=12, **roomy)
    found, without = Whole(made, inputs, made.proposal(places)), Whole(made, inputs)
    more = found.of("send.special_state") - without.of("send.special_state")
    assert 20 < more[-1] <= 40.01
    assert found.of("send.added_places_taken")[-1] <= 40.01


def test_scarce_independent_schools_cost_more(made: MadeCouncil) -> None:
    """Per cent of price per per cent of pupils beyond the growth of those schools."""
    more = {"lever": "send.plans_issued", "by": "40%"}
    cheap, dear = (with_(made, more, joinedup__send__independent_price_elasticity=one) for one in (0.0, 0.5))
    scarcity = mean(dear, "send.independent_scarcity")[-1]
    assert scarcity > 1.05
    prices = {"mainstream": 9_000, "special_state": 23_900, "special_independent": 61_500, "other": 9_500}
    bill = sum(count * prices[one] for one, count in PARTS["ehc_plans_by_placement"].items()) * 1.03
    independent = BUDGET["high_needs"] / 12 * 61_500 * dear.of("send.special_independent")[-1] / bill
    risen = dear.of("spend.high_needs")[-1] - cheap.of("spend.high_needs")[-1]
    assert risen == pytest.approx(independent * (scarcity**0.5 - 1), rel=0.05)


def test_where_nothing_was_counted_nothing_breaks(made: MadeCouncil) -> None:
    none = dict.fromkeys(
        ("ehc_plans_by_placement", "ehc_requests", "ehc_new_plans", "ehc_ceased", "special_places"), 0.0
    )
    whole = Whole(made, made.known(years=3, figures=made.figures(**none)))
    for name in (*equations().stocks, *equations().steps):  # type: ignore[attr-defined]
        assert np.isfinite(whole.of(name)).all(), name
    paths = made.run(made.known(years=3, figures=made.figures(**none)))
    assert expected(paths, "spend.high_needs")[0] == pytest.approx(BUDGET["high_needs"], rel=0.02)


def test_chance_moves_few_flows() -> None:
    flows = [one for one in equations().steps.values() if isinstance(one, Flow)]  # type: ignore[attr-defined]
    assert sum(one.is_chance for one in flows) <= 8
