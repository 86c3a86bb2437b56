"""Home-to-school transport: who travels and how, what contractors can run, and the money."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, COUNTS, MadeCouncil, Whole

from joinedup.council import services

pytestmark = pytest.mark.unit

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


def with_(made: MadeCouncil, *changes: dict[str, object], **values: float) -> Whole:
    return Whole(made, made.known(years=YEARS, **values), made.proposal(*changes))


def stocks() -> list[str]:
    [transport] = [one for one in services() if one.equations.service == "transport"]
    return list(transport.equations.stocks)


def test_where_nothing_is_decided_every_stock_stays(usual: Whole) -> None:
    for name in stocks():
        course = usual.of(name)
        assert np.ptp(course) <= 0.002 * max(abs(course[0]), 1.0), name


def test_riders_of_all_kinds_are_the_riders_counted(usual: Whole) -> None:
    kinds = sum(usual.of(f"transport.{one}")[0] for one in ("pre_16_shared", "pre_16_solo", "post_16"))
    assert kinds == pytest.approx(COUNTS["send_transport_users"], rel=0.001)


def test_taking_fewer_of_those_entitled_saves_as_many_seats(made: MadeCouncil, usual: Whole) -> None:
    found = with_(
        made,
        {"lever": "transport.send_eligibility", "by": "-10%"},
        joinedup__transport__contractor_elasticity=0.0,
    )
    assert found.of("transport.send_riders")[-1] == pytest.approx(0.9 * 650, rel=0.005)
    assert found.of("spend.send_transport")[-1] == pytest.approx(
        0.9 * BUDGET["send_transport"] / 12, rel=0.01
    )


def test_a_lower_price_saves_its_share(made: MadeCouncil) -> None:
    found = with_(made, {"lever": "transport.send_price", "by": "-5%"})
    assert found.of("spend.send_transport")[-1] == pytest.approx(
        0.95 * BUDGET["send_transport"] / 12, rel=0.002
    )


def test_young_people_trained_travel_on_their_own_for_some_years(made: MadeCouncil) -> None:
    """Twelve a year, of whom 6 in 10 succeed for 36 months: 21.6 fewer riders once as many leave as come."""
    inputs = made.known(years=15, joinedup__transport__training_lasts_months=36.0)
    found = Whole(made, inputs, made.proposal({"lever": "transport.travel_training", "by": 12}))
    without = Whole(made, inputs)
    fewer = without.of("transport.send_riders")[-1] - found.of("transport.send_riders")[-1]
    assert fewer == pytest.approx(12 * 0.6 * 3, rel=0.03)
    assert found.of("spend.send_transport")[-1] < without.of("spend.send_transport")[-1]


def test_more_pupils_in_independent_schools_travel_alone_more_often(made: MadeCouncil) -> None:
    full = {"joinedup__send__independent_when_full_share": 0.5, "joinedup__send__special_slack_share": 0.0}
    whole = Whole(
        made, made.known(years=YEARS, **full), made.proposal({"lever": "send.plans_issued", "by": "40%"})
    )
    alone = whole.of("transport.pre_16_solo") / whole.of("transport.send_riders")
    assert alone[-1] > alone[0]


def test_the_price_answers_to_vehicles_that_contractors_lack(made: MadeCouncil) -> None:
    """Per cent of price per per cent of vehicles beyond what contractors can run."""
    more = {"lever": "transport.send_eligibility", "by": "20%"}
    cheap, dear = (with_(made, more, joinedup__transport__contractor_elasticity=one) for one in (0.0, 0.5))
    ratio = dear.of("spend.send_transport")[-1] / cheap.of("spend.send_transport")[-1]
    assert ratio == pytest.approx(1.2**0.5, rel=0.01)
    assert mean(dear, "transport.contractor_load")[-1] == pytest.approx(0.95 * 1.2, rel=0.01)


def test_other_pupils_follow_who_is_entitled(made: MadeCouncil) -> None:
    """The budget of 3 million pounds takes as many as cost 1,526 pounds each."""
    found = with_(made, {"lever": "transport.mainstream_eligibility", "by": "-20%"})
    assert found.of("transport.mainstream")[-1] == pytest.approx(0.8 * 3.0e6 / 1_526, rel=0.005)
    assert found.of("spend.mainstream_transport")[-1] == pytest.approx(0.8 * 3.0e6 / 12, rel=0.005)


def test_where_nothing_was_counted_nothing_breaks(made: MadeCouncil) -> None:
    none = {"send_transport_users": 0.0, "ehc_plans_by_placement": 0.0, "budget": 0.0}
    whole = Whole(made, made.known(years=3, figures=made.figures(**none)))
    for name in (*stocks(), "spend.send_transport", "transport.scarcity"):
        assert np.isfinite(whole.of(name)).all(), name
