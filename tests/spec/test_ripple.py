"""What a proposal does to others: each link alone, as published, and money in its own pot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_figures import MadeCouncil, Whole

from joinedup.council import Ripple, Settings, levers, links, services, try_proposals
from joinedup.council._ripple import Money
from joinedup.declared import LeverKind, Link
from joinedup.engine import PARAMETER, Expression, walk
from joinedup.parameters import load_parameters
from joinedup.vocabulary import SPENDING_LINES, Pot

pytestmark = pytest.mark.spec

title = "What a proposal does to others"

# Long enough for what follows a year behind to have arrived.
YEARS = 12
_ROOT = Path(__file__).resolve().parents[2]
# What only adding something sets going.
MORE = (
    {"lever": "family_help.family_group_conferences", "by": 24},
    {"lever": "social_work.family_safeguarding", "by": 30},
)
# Effects that are not the one tested are switched off, so that a link stands alone.
ALONE = {
    "research__webb__children_in_need_elasticity_to_2015": 0.0,
    "research__webb__children_in_need_elasticity_after_2015": 0.0,
    "research__caseload__re_referral_elasticity": 0.0,
    "research__caseload__turnover_elasticity": 0.0,
    "research__bennett__care_entry_16_17": 0.0,
    "research__youth_clubs__offending_rise": 0.0,
    "joinedup__attendance__absence_to_referral_ratio": 1.0,
    "joinedup__attendance__exclusion_to_care_ratio": 1.0,
    "joinedup__housing__ta_to_referral_ratio": 1.0,
    "joinedup__care__avoidable_entry_per_overload": 0.0,
    "joinedup__care__residential_price_elasticity": 0.0,
    "joinedup__family_help__slack_share": 0.0,
    "joinedup__family_help__reappear_share": 0.0,
    "joinedup__family_help__step_down_share": 0.0,
    "joinedup__front_door__turned_away_per_overload": 0.0,
    "joinedup__workforce__stay_elasticity": 0.0,
    "joinedup__workforce__surge_share": 0.0,
    "joinedup__care__stay_elasticity": 0.0,
}
YOUNG_AGED_16_17, YOUNG_AGED_12_17, CHILDREN = 4_800, 14_400, 43_200


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


Pair = tuple[Whole, Whole]


def alone(made: MadeCouncil, lever: str, by: float | str, **values: float) -> Pair:
    """Return the council without and with one change, with one link switched on."""
    inputs = made.known(years=YEARS, **(ALONE | values))
    return Whole(made, inputs), Whole(made, inputs, made.proposal({"lever": lever, "by": by}))


def rise(pair: Pair, name: str, year: int = -1) -> float:
    """Return by what share a quantity is higher with the change, in a year."""
    return float(pair[1].of(name)[year] / pair[0].of(name)[year] - 1)


def more(pair: Pair, name: str, year: int = -1) -> float:
    """Return how much higher a quantity is with the change, in a year."""
    return float(pair[1].of(name)[year] - pair[0].of(name)[year])


def webb(made: MadeCouncil, name: str) -> tuple[float, float]:
    """Per cent of children in need per per cent of early help; the model takes the mean of two studies."""
    size = 0.08
    pair = alone(made, "family_help.capacity", "-10%", **{name: -size})
    helped = rise(pair, "family_help.cases")
    assert helped == pytest.approx(-0.1, abs=0.03)
    return rise(pair, "children_in_need.in_need") / helped, -size / 2


def webb_to_2015(made: MadeCouncil) -> tuple[float, float]:
    return webb(made, "research__webb__children_in_need_elasticity_to_2015")


def webb_after_2015(made: MadeCouncil) -> tuple[float, float]:
    return webb(made, "research__webb__children_in_need_elasticity_after_2015")


def bennett(made: MadeCouncil) -> tuple[float, float]:
    """Care starts per 100,000 aged 16 and 17, per ten pounds cut for each child aged 12 and over."""
    cut = 10 * YOUNG_AGED_12_17 / 1.2e6
    pair = alone(made, "youth.provision", f"{-100 * cut:.6f}%", research__bennett__care_entry_16_17=1.9)
    return more(pair, "care.other_entries") / YOUNG_AGED_16_17 * 100_000, 1.9


def youth_clubs(made: MadeCouncil) -> tuple[float, float]:
    """Rise in offending where all provision goes."""
    pair = alone(made, "youth.provision", "-100%", research__youth_clubs__offending_rise=0.14)
    return rise(pair, "youth.first_time_entrants"), 0.14


def absence(made: MadeCouncil) -> tuple[float, float]:
    """Referrals of a child who misses school often, against one who does not."""
    pair = alone(made, "attendance.support", "-100%", joinedup__attendance__absence_to_referral_ratio=1.3)
    further = more(pair, "attendance.absent") / pair[0].of("population.aged_5_15")[-1]
    return 1 + rise(pair, "children_in_need.new_referrals_expected") / further, 1.3


def temporary(made: MadeCouncil) -> tuple[float, float]:
    """Referrals of a child in temporary accommodation, against one who is not."""
    growing = {"joinedup__housing__homelessness_growth": 0.05}
    runs = [
        Whole(
            made,
            made.known(years=YEARS, **(ALONE | growing | {"joinedup__housing__ta_to_referral_ratio": one})),
        )
        for one in (1.0, 1.5)
    ]
    families = runs[1].of("housing.families_temporary")[-2:].mean() - 150
    further = families * 2.0 / CHILDREN
    return 1 + rise((runs[0], runs[1]), "children_in_need.new_referrals_expected") / further, 1.5


def exclusion(made: MadeCouncil) -> tuple[float, float]:
    """Chance of coming into care in the year after a permanent exclusion, against that of any child."""
    pair = alone(
        made,
        "attendance.support",
        "-100%",
        joinedup__attendance__exclusion_to_care_ratio=1.3,
        joinedup__attendance__absence_to_exclusion_elasticity=0.6,
    )
    further = more(pair, "attendance.excluded") * 130 / CHILDREN
    return 1 + more(pair, "care.other_entries") / further, 1.3


def crisis(made: MadeCouncil) -> tuple[float, float]:
    """Further care starts per unit of overload."""
    pair = alone(made, "social_work.posts", "-30%", joinedup__care__avoidable_entry_per_overload=0.3)
    overload = pair[1].of("workforce.overload")[-1]
    assert overload > 0.05
    return rise(pair, "care.other_entries") / overload, 0.3


def coming_back(made: MadeCouncil) -> tuple[float, float]:
    """Further closed cases that come back, per unit of overload."""
    pair = alone(made, "social_work.posts", "-30%", research__caseload__re_referral_elasticity=0.3)
    whole = pair[1]
    per_case = whole.of("children_in_need.will_come_back") / whole.of("children_in_need.closed")
    usual = pair[0].of("children_in_need.will_come_back") / pair[0].of("children_in_need.closed")
    return (per_case[-1] / usual[-1] - 1) / whole.of("workforce.overload")[-1], 0.3


def turnover(made: MadeCouncil) -> tuple[float, float]:
    """Further leavers per unit of overload."""
    pair = alone(made, "social_work.posts", "-30%", research__caseload__turnover_elasticity=1.0)
    leave = [one.of("workforce.leavers") / one.of("workforce.employed") for one in pair]
    return (leave[1][-1] / leave[0][-1] - 1) / pair[1].of("workforce.overload")[-1], 1.0


def price(made: MadeCouncil) -> tuple[float, float]:
    """Per cent of the price of residential care per per cent of demand, where care starts rise."""
    runs = [
        Whole(
            made,
            made.known(
                years=YEARS,
                **(ALONE | {"joinedup__care__residential_price_elasticity": one}),
                joinedup__care__entry_growth=0.03,
            ),
        )
        for one in (0.0, 0.25)
    ]
    bills = [run.of("spend.looked_after_placements") for run in runs]
    # The part of the bill that residential care is, at the price of the start.
    listed = {"kinship": 350, "foster_own": 680, "foster_agency": 1080, "supported": 1500, "other": 400}
    counts = {"kinship": 50, "foster_own": 110, "foster_agency": 70, "supported": 30, "other": 15}
    whole = 45 * 5_500 + sum(counts[one] * listed[one] for one in counts)
    scarce = runs[0].of("care.residential_scarcity")
    of_residential = 30e6 / 12 * 45 * 5_500 / whole * (1 + scarce)
    return float(((bills[1] - bills[0]) / of_residential / scarce)[-1]), 0.25


def special_places(made: MadeCouncil) -> tuple[float, float]:
    """Share of plans that find no state special place and go to an independent school."""
    pair = alone(made, "send.plans_issued", "60%", joinedup__send__independent_when_full_share=0.5)
    whole = pair[1]
    assert 12 * whole.of("send.short")[-1] > 10
    return float(whole.of("send.spilled")[-1] / whole.of("send.short")[-1]), 0.5


ALONE_HERE: dict[str, Callable[[MadeCouncil], tuple[float, float]]] = {
    "research.webb.children_in_need_elasticity_to_2015": webb_to_2015,
    "research.webb.children_in_need_elasticity_after_2015": webb_after_2015,
    "research.bennett.care_entry_16_17": bennett,
    "research.youth_clubs.offending_rise": youth_clubs,
    "research.caseload.re_referral_elasticity": coming_back,
    "research.caseload.turnover_elasticity": turnover,
    "joinedup.attendance.absence_to_referral_ratio": absence,
    "joinedup.attendance.exclusion_to_care_ratio": exclusion,
    "joinedup.housing.ta_to_referral_ratio": temporary,
    "joinedup.care.avoidable_entry_per_overload": crisis,
    "joinedup.care.residential_price_elasticity": price,
    "joinedup.send.independent_when_full_share": special_places,
}
# Every published effect of one service on another, and what reproduces it alone in its own units.
_UNITS = "tests/unit/services"
REPRODUCED = {
    "research.webb.children_in_need_elasticity_to_2015": "tests/spec/test_ripple.py::webb_to_2015",
    "research.webb.children_in_need_elasticity_after_2015": "tests/spec/test_ripple.py::webb_after_2015",
    "research.bennett.care_entry_16_17": "tests/spec/test_ripple.py::bennett",
    "research.youth_clubs.offending_rise": "tests/spec/test_ripple.py::youth_clubs",
    "research.adult_care_cuts.emergency_visits": f"{_UNITS}/test_partners_equations.py::"
    "test_391_pounds_less_care_make_7_visits_more_for_each_hundred_older_people",
    "research.adult_care_cuts.emergency_admissions": f"{_UNITS}/test_partners_equations.py::"
    "test_one_per_cent_less_spending_moves_admissions_by_the_elasticity",
    "research.family_group_conference.care_at_12_months": f"{_UNITS}/test_children_equations.py::"
    "test_a_conference_keeps_children_from_care_as_the_trial_found",
    "research.family_group_conference.care_proceedings": f"{_UNITS}/test_children_equations.py::"
    "test_a_conference_keeps_children_from_care_as_the_trial_found",
    "research.family_safeguarding.protection_plans_hertfordshire": f"{_UNITS}/test_children_equations.py::"
    "test_family_safeguarding_begins_fewer_plans_as_hertfordshire_did",
}


@pytest.mark.parametrize("name", ALONE_HERE)
def test_a_link_alone_does_what_its_evidence_says_in_its_own_units(made: MadeCouncil, name: str) -> None:
    found, stated = ALONE_HERE[name](made)
    assert found == pytest.approx(stated, rel=0.05)


def test_every_link_is_tested_alone(made: MadeCouncil) -> None:
    held = load_parameters()
    named = {name for link in links() for name in link.parameters}
    published = {name for name in named if held[name].at(made.council.plan_starts).standing.is_verified}
    assert published == set(REPRODUCED)
    for place in REPRODUCED.values():
        file, function = place.split("::")
        assert f"def {function}(" in (_ROOT / file).read_text(encoding="utf-8"), place


def test_every_effect_moves_what_its_link_says_it_moves(made: MadeCouncil) -> None:
    """Every service is cut; in each draw one effect is doubled, or at its low end where it is nothing.

    What moves is what uses the effect, which may come a step after the quantity that reads the other service.
    """
    one = made.known(years=YEARS)
    held = load_parameters()
    effects = sorted({name for link in links() for name in link.parameters})
    values = np.repeat(one.values, len(effects) + 1, axis=0)
    for draw, name in enumerate(effects, start=1):
        stated = held[name].at(made.council.plan_starts)
        other = 2 * stated.value or stated.low
        assert other != stated.value, name
        values[draw, :, one.names.index(f"parameter/{name}")] = other
    cuts = [{"lever": name, "by": "-25%"} for name, one in levers().items() if one.kind is LeverKind.SHARE]
    whole = Whole(made, replace(one, values=values), made.proposal(*cuts, *MORE))

    def is_moved(quantity: str, name: str) -> bool:
        moved = whole.by_patch(quantity)
        apart = np.abs(moved[1 + effects.index(name)] - moved[0]).max()
        return bool(apart > 1e-6 * np.abs(moved[0]).max())

    unmoved = [
        (name, link.target)
        for link in links()
        for name in link.parameters
        if not any(is_moved(quantity, name) for quantity in users(link, name))
    ]
    assert unmoved == []


def users(link: Link, name: str) -> list[str]:
    """Return the quantities of the service that a link moves whose equations use a parameter."""
    [equations] = [
        one.equations
        for one in services()
        if link.target in one.equations.steps or link.target in one.equations.stocks
    ]
    return [
        step.name
        for step in equations.steps.values()
        if f"{PARAMETER}{name}" in {getattr(node, "name", "") for of in _of(step) for node in walk(of)}
    ]


def _of(step: object) -> list[Expression]:
    return [of for name in ("amount", "value") if isinstance(of := getattr(step, name, None), Expression)]


def test_every_effect_has_a_range_and_draws_stay_in_it(made: MadeCouncil) -> None:
    parameters = load_parameters()
    inputs = made.inputs(draws=256, years=1)
    for name in sorted({name for link in links() for name in link.parameters}):
        held = parameters[name].at(made.council.plan_starts)
        drawn = inputs.values[:, :, inputs.names.index(f"parameter/{name}")]
        assert held.low < held.high
        inside = float(((drawn >= held.low) & (drawn <= held.high)).mean())
        assert inside >= 0.94, name


def test_nothing_moves_where_nothing_is_decided_and_nothing_grows(made: MadeCouncil) -> None:
    whole = Whole(made, made.known(years=3))
    for name in ("workforce.overload", "care.entries_from_prevention", "care.entries_from_exclusion"):
        assert np.abs(whole.of(name)).max() < 1e-3, name
    assert whole.of("children_in_need.pressure") / 2 == pytest.approx(np.ones(3), abs=1e-3)


@pytest.fixture(scope="module")
def ripple(made: MadeCouncil) -> Ripple:
    proposals = [
        made.proposal({"lever": "family_help.capacity", "by": "-20%"}, id="family-help"),
        made.proposal({"lever": "send.special_places", "by": 60, "over_months": 12}, id="places"),
    ]
    return try_proposals(made.ready(), proposals, Settings(draws=16, years=6, threads=1))


def test_nothing_is_netted_across_pots(ripple: Ripple) -> None:
    pots = {line.code: line.pot.value for line in SPENDING_LINES}
    for year in {effect.year for effect in ripple.money}:
        for pot in {effect.pot for effect in ripple.money}:
            of = [one for one in ripple.money if one.year == year and one.pot == pot]
            lines = sum(one.change.mean for one in of if one.line)
            whole = [one.change.mean for one in of if not one.line and not one.directorate]
            directorates = sum(one.change.mean for one in of if not one.line and one.directorate)
            # What does not change at all is not listed.
            assert sum(whole) == pytest.approx(lines, abs=0.01)
            assert len(whole) <= 1
            assert directorates == pytest.approx(lines, abs=0.01)
            assert {pots.get(one.line, pot) for one in of if one.line} == {pot}


def test_there_is_a_headline_for_each_pot_and_none_for_all_of_them(ripple: Ripple) -> None:
    assert {headline.pot for headline in ripple.headlines} >= {Pot.GENERAL_FUND, Pot.DSG_HIGH_NEEDS}
    for headline in ripple.headlines:
        assert headline.net.mean == pytest.approx(headline.own_lines.mean + headline.elsewhere.mean)
        assert 0.0 <= headline.p_saves <= 1.0


def test_a_cut_saves_on_its_own_line_and_costs_something_elsewhere(ripple: Ripple) -> None:
    [general] = [headline for headline in ripple.headlines if headline.pot == Pot.GENERAL_FUND]
    assert general.own_lines.mean < -700_000
    assert general.elsewhere.mean > 0


def test_every_measure_has_the_same_change_in_its_parts_as_in_its_whole(ripple: Ripple) -> None:
    for effect in ripple.measures:
        if effect.patch == "" and effect.measure.unit != "ratio":
            parts = [
                one.change.mean
                for one in ripple.measures
                if one.patch and one.year == effect.year and one.measure.name == effect.measure.name
            ]
            assert sum(parts) == pytest.approx(effect.change.mean, abs=1e-6)


def test_how_much_rests_on_what_nobody_has_verified_is_said(ripple: Ripple) -> None:
    assert ripple.share_unverified is not None
    assert 0.0 <= ripple.share_unverified <= 1.0
    assert "parameter/joinedup.family_help.slack_share" in ripple.unverified


def test_a_proposal_that_does_nothing_touches_no_pot_and_nobody(made: MadeCouncil) -> None:
    nothing = made.proposal({"lever": "social_work.posts", "by": "0%"})
    found = try_proposals(made.ready(), [nothing], Settings(draws=16, years=2, threads=1))
    assert (found.headlines, found.money, found.affected, found.share_unverified) == ((), (), (), None)


def test_small_cuts_with_slack_add_up_and_without_it_do_more_together(made: MadeCouncil) -> None:
    """The part that matters is capacity: with ample slack together is the sum of each alone."""
    cuts = {"family_help.capacity": "-10%", "social_work.posts": "-5%", "youth.provision": "-20%"}

    def together_over_alone(caseload: float) -> float:
        inputs = made.known(years=8, figures=made.figures(caseload=caseload))
        without = made.run(inputs)
        each = [
            made.proposal({"lever": lever, "by": by}, id=f"p{number}")
            for number, (lever, by) in enumerate(cuts.items())
        ]

        def harm(*proposals: object) -> float:
            money = Money(without, made.run(inputs, *proposals))  # type: ignore[arg-type]
            return float(money.lines["looked_after_placements"][2].sum())

        return harm(*each) / sum(harm(one) for one in each)

    ample, little = together_over_alone(12.0), together_over_alone(15.5)
    assert ample == pytest.approx(1.0, abs=0.05)
    assert little > ample
