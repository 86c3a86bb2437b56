"""What any set of proposals does on the same draws: as its own run would say, kept, and in any order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_figures import MadeCouncil

from joinedup.council import Plan, Ready, Settings
from joinedup.council._money import Money
from joinedup.council.portfolios import (
    ALL_YEARS,
    FIVE_YEARS,
    KeptSets,
    Worth,
)
from joinedup.council.proposals import Proposal, later, scaled
from joinedup.vocabulary import Directorate, Pot

pytestmark = pytest.mark.unit

SETTINGS = Settings(draws=16, years=6, threads=2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("sets") / "council")


@pytest.fixture(scope="module")
def asked(made: MadeCouncil) -> Ready:
    return made.ready()


@pytest.fixture(scope="module")
def plan(asked: Ready) -> Plan:
    return Plan(asked, SETTINGS)


@pytest.fixture(scope="module")
def three(made: MadeCouncil) -> list[Proposal]:
    return [
        made.proposal({"lever": "family_help.capacity", "by": "-20%"}, id="b-help", years=6),
        made.proposal({"lever": "social_work.posts", "by": "-10%"}, id="a-posts", years=6),
        made.proposal({"lever": "send.special_places", "by": 40}, id="c-places", years=6),
    ]


@pytest.fixture(scope="module")
def worth(plan: Plan, three: list[Proposal]) -> Worth:
    return Worth(plan, three)


def test_bits_stand_for_proposals_in_order_of_identifier(worth: Worth) -> None:
    assert [one.id for one in worth.members(0b101)] == ["a-posts", "c-places"]
    assert worth.everything == 0b111


def test_a_set_makes_the_change_that_its_own_run_shows(worth: Worth, plan: Plan) -> None:
    money = Money(plan.adopted[0], worth.paths(0b011))
    change = worth.change(0b011)
    for pot in Pot:
        by_year = money.of(pot)
        for place, year in enumerate(worth.series.planned):
            assert worth.series.money(pot, year).of(change) == pytest.approx(by_year[:, place], abs=1e-3)
        in_all = worth.series.money(pot, ALL_YEARS).of(change)
        assert in_all == pytest.approx(by_year.sum(axis=1), abs=1e-3)
        planned = worth.series.money(pot, FIVE_YEARS).of(change)
        assert planned == pytest.approx(by_year[:, :5].sum(axis=1), abs=1e-3)


def test_directorates_and_patches_add_up_to_the_pot(worth: Worth, asked: Ready) -> None:
    change = worth.change(worth.everything)
    for pot in Pot:
        whole = worth.series.money(pot, FIVE_YEARS).of(change)
        parts = [worth.series.money(pot, FIVE_YEARS, directorate=one).of(change) for one in Directorate]
        assert np.sum(parts, axis=0) == pytest.approx(whole, abs=1e-3)
        places = [
            worth.series.money(pot, FIVE_YEARS, patch=one.id).of(change) for one in asked.council.patches
        ]
        assert np.sum(places, axis=0) == pytest.approx(whole, abs=1e-3)


def test_the_present_value_of_money_that_keeps_pace_with_prices_is_discounted_alone(worth: Worth) -> None:
    """A pound a year at the prices of the first year is worth 1, 1/1.035, 1/1.035^2 and so on."""
    prices = worth.series.price_levels
    steady = prices[None, None, :] * np.ones((1, 1, len(prices)))
    found = float((steady[0, 0] @ worth.series.factors)[-1])
    assert found == pytest.approx(sum(1.035**-year for year in range(6)), rel=1e-12)


def test_nothing_chosen_changes_nothing(worth: Worth) -> None:
    assert not worth.change(0).any()


def test_sets_run_beside_each_other_are_those_run_one_by_one(
    plan: Plan, three: list[Proposal], worth: Worth
) -> None:
    beside = Worth(plan, list(reversed(three)))
    beside.run_all(range(8), "sets")
    for chosen in range(1, 8):
        assert np.array_equal(beside.change(chosen), worth.change(chosen))


def test_a_set_that_is_kept_is_not_run_again(
    plan: Plan, asked: Ready, three: list[Proposal], worth: Worth, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptSets(asked, SETTINGS)
    first = Worth(plan, three, kept=kept).change(0b110)
    again = Worth(plan, three, kept=KeptSets(asked, SETTINGS))
    assert np.array_equal(first, worth.change(0b110))
    monkeypatch.setattr(Worth, "_run", lambda *_: pytest.fail("the set was run again"))
    assert np.array_equal(again.change(0b110), first)


def test_what_is_kept_for_another_size_or_seed_is_not_taken(asked: Ready, three: list[Proposal]) -> None:
    kept = KeptSets(asked, SETTINGS)
    kept.write(three[:1], np.ones((2, 3)))
    assert kept.read([scaled(three[0], 0.5)]) is None
    assert kept.read([later(three[0], 12)]) is None
    assert KeptSets(asked, Settings(draws=16, years=6, seed=2)).read(three[:1]) is None


def test_a_file_cut_short_is_run_again(asked: Ready, three: list[Proposal]) -> None:
    kept = KeptSets(asked, SETTINGS)
    kept.write(three[2:], np.ones((2, 3)))
    for path in Path(asked.council.workings, "sets").rglob("*.npy"):
        path.write_bytes(path.read_bytes()[:40])
    assert kept.read(three[2:]) is None


def test_half_a_proposal_changes_half_as_much_and_says_so(three: list[Proposal]) -> None:
    half = scaled(three[1], 0.5)
    assert half.changes[0].by == pytest.approx(three[1].changes[0].by / 2)
    assert half.hash != three[1].hash
    assert scaled(three[1], 1.0) == three[1]


def test_a_proposal_moved_by_a_year_keeps_its_length(made: MadeCouncil) -> None:
    change = {"lever": "youth.provision", "by": "-5%", "from": "2027-04-01", "until": "2028-10-01"}
    one = made.proposal(change, id="evenings")
    moved = later(one, 14).changes[0]
    assert (moved.starts.isoformat(), str(moved.ends)) == ("2028-06-01", "2029-12-01")
    assert later(one, 0) == one
