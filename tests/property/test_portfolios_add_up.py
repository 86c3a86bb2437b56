"""What always holds of an answer about a set of proposals, whatever its sets do."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_figures import MadeCouncil
from made_worth import DRAWS, YEARS, MadeWorth, by_chance, made_proposal

from joinedup.council import Ready, Settings
from joinedup.council.portfolios import Portfolio, Worth, assemble
from joinedup.folder import Organisation
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.property

SETTINGS = Settings(draws=DRAWS, years=YEARS)
NAMES = ["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "nothing-at-all"]
OWNERS = ["children", "education", "adults", "place"]
few = settings(max_examples=12, deadline=None)
some = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    ready = MadeCouncil(tmp_path_factory.mktemp("portfolio") / "council").ready()
    districts = (
        Organisation("d1", "First District", ("homelessness", "planning")),
        Organisation("d2", "Second District", ("homelessness",)),
    )
    return replace(ready, council=replace(ready.council, organisations=districts))


def answer(asked: Ready, names: list[str], does: Any = by_chance, exact_up_to: int = 8) -> Portfolio:
    proposals = [
        made_proposal(name, OWNERS[NAMES.index(name) % len(OWNERS)], 1e5 * len(name)) for name in names
    ]
    worth = MadeWorth(asked, proposals, does)
    return assemble(asked, proposals, SETTINGS, worth=worth, exact_up_to=exact_up_to)


def parts_add_up(found: Portfolio) -> None:
    assert found.adds_up
    for total in found.totals:
        where = (total.pot, total.when)
        rows = found.shares_of(*where)
        assert sum(row.fair_share for row in rows) == total.together == sum(row.owen for row in rows)
        assert sum(row.alone for row in rows) + total.interaction == total.together
        assert sum(row.proposed for row in rows) == total.proposed
        assert total.together == pytest.approx(total.range.mean, abs=1.0)
        lines = [one for one in found.lines if (one.pot, one.when) == where]
        bears = [one for one in found.bears if (one.pot, one.when) == where]
        owned = [one for one in found.organisations if (one.pot, one.when) == where]
        for row in rows:
            assert sum(one.pounds for one in lines if one.proposal == row.proposal) == row.fair_share
        for directorate in OWNERS:
            own = {one.id for one in found.proposals if one.directorate == directorate}
            proposed = sum(row.fair_share for row in rows if row.proposal in own)
            assert sum(one.pounds for one in bears if one.proposing == directorate) == proposed
            assert sum(one.pounds for one in owned if one.proposing == directorate) == proposed
        for bearing in {one.bearing for one in bears}:
            borne = sum(one.pounds for one in lines if one.bearing == bearing)
            assert sum(one.pounds for one in bears if one.bearing == bearing) == borne
    for pair in found.pairs:
        for one in pair.pots:
            assert one.together - one.apart == pytest.approx(one.beyond.mean, abs=1.0)
            if one.when == "five_years":
                carried = sum(line.pounds for line in pair.lines if line.pot == one.pot)
                assert carried == one.together - one.apart


@given(some)
@few
def test_parts_sum_to_the_whole_by_proposal_line_directorate_and_organisation(
    asked: Ready, names: list[str]
) -> None:
    parts_add_up(answer(asked, names))


@given(some)
@few
def test_parts_sum_to_the_whole_where_shares_come_from_some_orders_too(
    asked: Ready, names: list[str]
) -> None:
    parts_add_up(answer(asked, names, exact_up_to=1))


@given(some, st.randoms(use_true_random=False), st.sampled_from([1, 8]))
@few
def test_the_answer_does_not_depend_on_the_order_of_proposals(
    asked: Ready, names: list[str], chance: Any, exact_up_to: int
) -> None:
    other = list(names)
    chance.shuffle(other)
    one, two = answer(asked, names, exact_up_to=exact_up_to), answer(asked, other, exact_up_to=exact_up_to)
    assert replace(one, manifest=two.manifest) == two


@given(some, st.sampled_from(list(Pot)), st.sampled_from([1, 8]))
@few
def test_what_happens_in_one_pot_changes_no_number_of_another(
    asked: Ready, names: list[str], pot: Pot, exact_up_to: int
) -> None:
    def with_more(ids: frozenset[str], worth: Worth) -> np.ndarray:
        here = [place for place, one in enumerate(worth.series.all) if one.pot is pot]
        change = by_chance(ids, worth)
        change[:, here] = 3 * np.abs(change[:, here]) ** 1.1 + len(ids) ** 3
        return change

    before = answer(asked, names, exact_up_to=exact_up_to)
    after = answer(asked, names, with_more, exact_up_to=exact_up_to)
    assert numbers(before, without=pot) == numbers(after, without=pot)
    if set(names) != {"nothing-at-all"} and pot is not Pot.DEVELOPER:
        assert numbers(before, without=None) != numbers(after, without=None)


def numbers(found: Portfolio, without: Pot | None) -> set[str]:
    """Return every row of an answer that speaks of money or people, but for those of one pot."""
    rows = [*found.shares, *found.totals, *found.lines, *found.bears, *found.organisations]
    rows += [*found.measure_shares, *found.measure_totals]
    said = {str(asdict(row)) for row in rows if getattr(row, "pot", "") != without}
    for pair in found.pairs:
        inside = [*pair.pots, *pair.lines, *pair.moved]
        assert all(is_dataclass(one) for one in inside)
        said |= {f"{pair.first} {pair.second} {one}" for one in inside if getattr(one, "pot", "") != without}
    return said


@given(st.lists(st.sampled_from(NAMES[:9]), min_size=1, max_size=4, unique=True), st.sampled_from([1, 8]))
@few
def test_a_proposal_that_does_nothing_is_nothing_everywhere_and_changes_nobody_elses_part(
    asked: Ready, names: list[str], exact_up_to: int
) -> None:
    nothing = "nothing-at-all"
    found = answer(asked, [*names, nothing], exact_up_to=exact_up_to)
    for row in [*found.shares, *found.measure_shares]:
        if row.proposal == nothing:
            assert (row.alone, row.last_in, row.fair_share, row.standard_error, row.owen) == (0, 0, 0, 0, 0)
    assert not [one for one in found.lines if one.proposal == nothing]
    for pair in found.pairs:
        if nothing in (pair.first, pair.second):
            assert pair.take_together
            assert all(one.beyond.mean == 0 and not one.index for one in pair.pots)
            assert not pair.lines
            assert not [one for one in pair.moved if one.beyond]
    assert any("changes nothing" in warning for warning in found.warnings)
    if exact_up_to == 8:
        without = answer(asked, names)
        assert [replace(one) for one in found.totals if one.proposed >= 0] == [
            one for one in without.totals if one.proposed >= 0
        ]
