"""Each proposal's part in what a set does, where what sets do is made up by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from made_figures import MadeCouncil
from made_worth import DRAWS, YEARS, MadeWorth, made_proposal

from joinedup.council import Ready, Settings
from joinedup.council.portfolios import Portfolio, Worth, assemble
from joinedup.council.proposals import Proposal
from joinedup.errors import ProposalRefused
from joinedup.folder import Organisation
from joinedup.parameters import find_parameter
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.unit

SETTINGS = Settings(draws=DRAWS, years=YEARS)
LAST = "2030/31"
ONE, OTHER = "close-centres", "freeze-posts"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    return MadeCouncil(tmp_path_factory.mktemp("attribution") / "council").ready()


class Sets:
    """What sets do, written down as a few numbers: by set, series and time; everything else is not moved."""

    def __init__(self, spread: float = 0.0) -> None:
        self.rows: list[tuple[set[str], str, str, float]] = []
        self._spread = spread

    def where(self, ids: set[str], name: str, when: str, amount: float) -> Sets:
        """Every set in which all of these are does this beside what the others do."""
        self.rows.append((ids, name, when, amount))
        return self

    def __call__(self, ids: frozenset[str], worth: Worth) -> np.ndarray:
        change = np.zeros((DRAWS, len(worth.series.all)))
        apart = 1 + self._spread * np.linspace(-1, 1, DRAWS)
        for needed, name, when, amount in self.rows:
            if needed <= ids:
                place = next(
                    place
                    for place, one in enumerate(worth.series.all)
                    if (one.name, one.when, one.patch) == (name, when, "")
                )
                change[:, place] += amount * apart
        return change


def answer(
    asked: Ready, proposals: Sequence[Proposal], sets: Sets, level: float = 1e4, exact_up_to: int = 8
) -> Portfolio:
    worth = MadeWorth(asked, proposals, sets, level)
    return assemble(asked, proposals, SETTINGS, worth=worth, exact_up_to=exact_up_to)


def two() -> list[Proposal]:
    return [made_proposal(ONE), made_proposal(OTHER, "education")]


def test_the_five_numbers_of_a_proposal_are_those_worked_out_by_hand(asked: Ready) -> None:
    sets = Sets().where({ONE}, "social_work", "five_years", -900.0)
    sets.where({OTHER}, "social_work", "five_years", -500.0)
    sets.where({ONE, OTHER}, "family_help", "five_years", 300.0)
    found = answer(asked, two(), sets)
    first, second = found.shares_of("general_fund", "five_years")
    assert (first.alone, first.last_in, first.fair_share, first.owen) == (-900, -600, -750, -750)
    assert (second.alone, second.last_in, second.fair_share, second.owen) == (-500, -200, -350, -350)
    total = found.total("general_fund", "five_years")
    assert (total.alone, total.together, total.interaction) == (-1400, -1100, 300)
    assert total.p_saves == 1.0
    assert found.tried.is_exact
    assert found.tried.sets == 3


def test_where_each_pound_went_names_the_line_and_who_answers_for_it(asked: Ready) -> None:
    sets = Sets().where({ONE}, "social_work", "five_years", -900.0)
    sets.where({ONE}, "funding:council_tax", "five_years", 100.0)
    sets.where({ONE, OTHER}, "health_partners", "five_years", 60.0)
    found = answer(asked, two(), sets)
    rows = {(row.proposal, row.line): row for row in found.lines if row.when == "five_years"}
    assert {key: row.pounds for key, row in rows.items()} == {
        (ONE, "social_work"): -900,
        (ONE, "funding:council_tax"): 100,
        (ONE, "health_partners"): 30,
        (OTHER, "health_partners"): 30,
    }
    assert rows[ONE, "funding:council_tax"].says == "Council tax"
    assert rows[ONE, "funding:council_tax"].bearing == "resources"
    bears = {(row.proposing, row.bearing, row.pot): row.pounds for row in found.bears}
    assert bears["children", "children", "general_fund"] == -900
    assert bears["children", "resources", "general_fund"] == 100
    assert bears["education", "partners", "partners"] == 30
    owned = {(row.proposing, row.name): row.pounds for row in found.organisations}
    assert owned["children", "the council itself"] == -800
    assert owned["children", "Partners: health and police"] == 30


def test_what_another_organisation_owns_is_shown_as_its_own(asked: Ready) -> None:
    districts = (
        Organisation("d1", "First", ("homelessness", "planning")),
        Organisation("d2", "Second", ("planning",)),
    )
    here = replace(asked, council=replace(asked.council, organisations=districts))
    sets = Sets().where({ONE}, "homelessness", "five_years", 70.0)
    sets.where({ONE}, "planning", "five_years", 20.0).where({ONE}, "environment", "five_years", -5.0)
    found = answer(here, two(), sets)
    owned = {row.organisation: (row.name, row.pounds) for row in found.organisations}
    assert owned == {
        "d1": ("First", 70),
        "d1 and d2": ("First and Second", 20),
        "": ("the council itself", -5),
    }


def test_what_an_owner_says_counts_from_its_month_at_the_prices_of_each_year(asked: Ready) -> None:
    proposals = [made_proposal(ONE, pounds=1_200.0, starts=date(2028, 1, 1)), made_proposal(OTHER)]
    found = answer(asked, proposals, Sets())
    said = {row.when: row.proposed for row in found.shares if row.proposal == ONE}
    rise = find_parameter(asked.parameters, "joinedup.money.cpi").at(date(2026, 4, 1)).value
    prices = np.exp(rise * np.arange(YEARS))
    by_year = 1_200 * np.array([0, 0.25, 1, 1, 1, 1]) * prices
    assert said[LAST] == -round(by_year[4])
    assert said["five_years"] == -round(by_year[:5].sum())
    assert said["all_years"] == -round(by_year.sum())
    discount = find_parameter(asked.parameters, "hmt.green_book.discount_rate").at(date(2026, 4, 1)).value
    assert said["present_value"] == -round((by_year / prices / (1 + discount) ** np.arange(YEARS)).sum())


def test_only_pots_that_anybody_touches_or_speaks_of_are_shown(asked: Ready) -> None:
    found = answer(asked, two(), Sets().where({ONE}, "high_needs", LAST, 4_000.0))
    assert found.pots == (Pot.DSG_HIGH_NEEDS,)
    with pytest.raises(KeyError):
        found.total("general_fund", LAST)


def test_a_main_measure_has_its_parts_too(asked: Ready) -> None:
    sets = (
        Sets()
        .where({ONE}, "care.looked_after", LAST, 3.0)
        .where({ONE, OTHER}, "care.looked_after", LAST, 1.0)
    )
    found = answer(asked, two(), sets)
    (total,) = found.measure_totals
    assert (total.measure.name, total.alone, total.together, total.interaction) == (
        "care.looked_after",
        3,
        4,
        1,
    )
    assert total.adds_up
    assert [row.fair_share for row in found.measure_shares] == pytest.approx([3.5, 0.5])


def crowding(extra: float = 900_000.0, load: float = 0.93) -> Sets:
    """Return two savings that take room from social workers and together save so much less than apart."""
    sets = Sets(spread=0.1)
    for one, takes in ((ONE, 0.02), (OTHER, 0.04)):
        sets.where({one}, "social_work", "five_years", -2_000_000.0)
        sets.where({one}, "workforce.load", LAST, takes)
    sets.where({ONE, OTHER}, "looked_after_placements", "five_years", extra)
    sets.where({ONE, OTHER}, "children_in_need.turned_away", LAST, 6.0)
    return sets


def test_two_that_crowd_each_other_should_not_be_taken_together_and_members_read_why(asked: Ready) -> None:
    (pair,) = answer(asked, two(), crowding(), level=0.93).pairs
    assert not pair.take_together
    assert not pair.overlap
    assert pair.why == (
        "Together they save £900,000 less than apart over five years (General Fund), because both take room "
        "from social workers: load rises by 6.0 points together, 2.0 and 4.0 alone, to 99% of what can be "
        "managed. Most of it is in placements for looked-after children. In 2030/31 there are 6 more "
        "children turned away at the door for want of social workers than apart. When full: Cases stay open "
        "longer, more come back, some are turned away, and more social workers leave."
    )
    assert [(line.line, line.pounds) for line in pair.lines] == [("looked_after_placements", 900_000)]
    assert {one.name for one in pair.moved} == {"workforce.load", "children_in_need.turned_away"}


def test_two_that_do_the_same_work_overlap_and_may_be_taken(asked: Ready) -> None:
    (pair,) = answer(asked, two(), crowding(), level=0.3).pairs
    assert pair.take_together
    assert pair.overlap
    assert "each does part of what the other does" in pair.why
    assert "social workers" not in pair.why


def test_two_that_together_save_less_than_one_alone_should_not_be_taken_together(asked: Ready) -> None:
    (pair,) = answer(asked, two(), crowding(extra=2_500_000.0), level=0.3).pairs
    assert not pair.take_together
    assert pair.why.startswith("Together they save £2.5m less than apart over five years (General Fund).")


def test_what_is_not_material_does_not_speak_against_two(asked: Ready) -> None:
    (pair,) = answer(asked, two(), crowding(extra=200_000.0), level=0.93).pairs
    assert pair.take_together
    assert pair.why == ""
    in_pot = pair.of("general_fund", "five_years")
    assert in_pot is not None
    assert (in_pot.apart, in_pot.together, in_pot.p_worse) == (-4_000_000, -3_800_000, 1.0)
    assert in_pot.index == pytest.approx(200_000)


def test_two_that_leave_people_materially_worse_off_should_not_be_taken_together(asked: Ready) -> None:
    sets = Sets(spread=0.1).where({ONE, OTHER}, "care.looked_after", LAST, 12.0)
    (pair,) = answer(asked, two(), sets, level=300.0).pairs
    assert not pair.take_together
    assert pair.why == "Together they leave 12 more looked-after children in 2030/31 than apart."


def test_two_that_help_each_other_are_never_held_against_each_other(asked: Ready) -> None:
    (pair,) = answer(asked, two(), crowding(extra=-900_000.0), level=0.93).pairs
    assert pair.take_together
    assert pair.why == ""


def test_pairs_that_should_not_be_taken_together_come_first_and_then_the_largest(asked: Ready) -> None:
    third, fourth = made_proposal("new-homes"), made_proposal("open-library")
    sets = crowding(extra=300_000.0)
    sets.where({third.id, fourth.id}, "planning", "five_years", -5_000_000.0)
    sets.where({ONE, fourth.id}, "planning", "five_years", 10_000.0)
    found = answer(asked, [third, *two(), fourth], sets, level=0.93)
    named = [(pair.first, pair.second) for pair in found.pairs[:3]]
    assert named == [(ONE, OTHER), (third.id, fourth.id), (ONE, fourth.id)]
    assert found.not_together == found.pairs[:1]


def test_a_spread_too_wide_for_the_futures_tried_is_warned_of(asked: Ready) -> None:
    sets = Sets(spread=3.0).where({ONE}, "social_work", "five_years", 5_000_000.0)
    found = answer(asked, two(), sets)
    assert not found.total("general_fund", "five_years").is_exact
    assert any(
        one.startswith("General Fund: 8 futures leave the mean of what all do over five years")
        for one in found.warnings
    )


def test_a_proposal_that_changes_nothing_is_said_to(asked: Ready) -> None:
    found = answer(asked, two(), Sets().where({ONE}, "social_work", "five_years", 5_000.0))
    assert found.warnings == (f"“Title of {OTHER}” changes nothing that the model counts.",)


def test_shares_that_are_not_exact_enough_are_warned_of(asked: Ready) -> None:
    names = [f"p{number}" for number in range(9)]
    rng, sets = np.random.default_rng(3), Sets()
    for _ in range(150):
        chosen = set(rng.choice(names, size=4, replace=False))
        sets.where(chosen, "social_work", "five_years", float(rng.normal(scale=1e6)))
    found = answer(asked, [made_proposal(name) for name in names], sets)
    assert not found.tried.is_settled
    assert found.tried.orders == 12
    assert found.adds_up
    assert found.total("general_fund", "five_years").shares_error > 0
    assert any(
        "Fair shares in the General Fund come from some of the orders" in one for one in found.warnings
    )


def test_no_proposal_and_the_same_one_twice_are_refused(asked: Ready) -> None:
    with pytest.raises(ProposalRefused, match="no proposal"):
        assemble(asked, [], SETTINGS)
    with pytest.raises(ProposalRefused, match="close-centres is there twice"):
        assemble(asked, [made_proposal(ONE), made_proposal(ONE)], SETTINGS)


def test_a_measure_that_hardly_moves_is_not_waited_for(asked: Ready) -> None:
    names = [f"p{number}" for number in range(9)]

    def tried(size: float) -> int:
        rng, sets = np.random.default_rng(3), Sets()
        for _ in range(150):
            chosen = set(rng.choice(names, size=4, replace=False))
            sets.where(chosen, "places.short_secondary", LAST, float(rng.normal(scale=size)))
        found = answer(asked, [made_proposal(name) for name in names], sets, level=0.1)
        return found.tried.orders

    assert tried(0.0001) == 6
    assert tried(10.0) == 12
