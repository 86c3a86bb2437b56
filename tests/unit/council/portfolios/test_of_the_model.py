"""An answer about a few proposals in the model itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_figures import STARTS, MadeCouncil

from joinedup.council import Plan, Settings, try_proposals
from joinedup.council.portfolios import KeptSets, Portfolio, Worth, assemble
from joinedup.council.proposals import Proposal, Saving, scaled

pytestmark = pytest.mark.unit

SETTINGS = Settings(draws=8, years=5)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("portfolio") / "council")


@pytest.fixture(scope="module")
def proposals(made: MadeCouncil) -> list[Proposal]:
    posts = made.proposal({"lever": "social_work.posts", "by": "-10%"}, id="posts", years=5)
    help_ = made.proposal({"lever": "family_help.capacity", "by": "-20%"}, id="help", years=5)
    nothing = scaled(made.proposal({"lever": "youth.provision", "by": "-30%"}, id="nothing", years=5), 0.0)
    return [posts, help_, replace(nothing, directorate="education")]


@pytest.fixture(scope="module")
def found(made: MadeCouncil, proposals: list[Proposal]) -> Portfolio:
    return assemble(made.ready(), proposals, SETTINGS)


def test_parts_sum_to_the_whole(found: Portfolio) -> None:
    assert found.totals
    assert found.adds_up


def test_the_whole_is_what_trying_all_proposals_together_says(
    made: MadeCouncil, proposals: list[Proposal], found: Portfolio
) -> None:
    ripple = try_proposals(made.ready(), proposals, SETTINGS)
    assert {one.pot for one in ripple.headlines} >= set(found.pots)
    for headline in ripple.headlines:
        if headline.pot in found.pots:
            assert found.total(headline.pot, found.last_year).together == round(headline.net.mean)
            assert found.total(headline.pot, "all_years").range.mean == pytest.approx(headline.total.mean)


def test_a_proposal_of_no_size_is_exactly_nothing_everywhere(found: Portfolio) -> None:
    rows = [row for row in [*found.shares, *found.measure_shares] if row.proposal == "nothing"]
    assert rows
    assert all((row.alone, row.last_in, row.fair_share, row.owen) == (0, 0, 0, 0) for row in rows)
    assert not [row for row in found.lines if row.proposal == "nothing"]
    assert all(
        one.beyond.mean == 0
        for pair in found.pairs
        if "nothing" in (pair.first, pair.second)
        for one in pair.pots
    )


def test_the_order_of_proposals_and_sets_kept_from_before_change_nothing(
    made: MadeCouncil, proposals: list[Proposal], found: Portfolio
) -> None:
    asked = made.ready()
    kept = KeptSets(asked, SETTINGS)
    worth = Worth(Plan(asked, SETTINGS), proposals[::-1], kept=kept)
    again = assemble(asked, proposals[::-1], SETTINGS, worth=worth)
    assert replace(again, manifest=found.manifest) == found


def test_shares_from_some_orders_are_within_their_errors_of_the_exact(
    made: MadeCouncil, proposals: list[Proposal], found: Portfolio
) -> None:
    some = assemble(made.ready(), proposals, SETTINGS, exact_up_to=1)
    assert not some.tried.is_exact
    assert some.adds_up
    for one, exact in zip(some.shares, found.shares, strict=True):
        # Shares in whole pounds are off by rounding, line by line.
        assert abs(one.fair_share - exact.fair_share) <= 3 * one.standard_error + 40


def test_a_plan_of_three_years_is_not_said_to_be_of_five(made: MadeCouncil) -> None:
    """And what an owner says of a pot in which the model counts nothing is not lost without a word."""
    posts = made.proposal({"lever": "social_work.posts", "by": "-30%"}, id="posts", years=3)
    help_ = made.proposal({"lever": "family_help.capacity", "by": "-40%"}, id="help", years=3)
    said = (Saving("developer_contributions", 1e6, STARTS, "cashable"),)
    found = assemble(made.ready(), [posts, replace(help_, savings=said)], Settings(draws=8, years=3))
    (pair,) = found.pairs
    assert "over the whole plan (General Fund)" in pair.why
    assert "five years" not in " ".join((pair.why, *found.warnings))
    assert [one for one in found.warnings if "Developer contributions is left out" in one]
