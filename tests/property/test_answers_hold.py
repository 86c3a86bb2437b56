"""What is always true of answers, and of what is frozen."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.register._standing import Standing, standing_of
from joinedup.register._touches import Touches, shared_with
from joinedup.register.models import Answer, Party, Position
from joinedup.store import frozen

pytestmark = pytest.mark.property
DUE = date(2026, 12, 6)

# Each answer is the party that gives it and what it says, in the order of time.
GIVEN = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(list(Position))), max_size=12)
SOME = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, max_size=3).map(tuple)
TOUCHES = st.builds(Touches, SOME, SOME, SOME, SOME)


def stands(given_: list[tuple[int, Position]], order: list[int], on: date) -> Standing:
    parties = [Party(pk=number, kind="patch", identifier=str(number), due=DUE) for number in range(1, 6)]
    answers = [
        Answer(pk=at, party_id=party, position=position.value, on=DUE)
        for at, (party, position) in enumerate(given_, start=1)
    ]
    return standing_of(parties[::-1], [answers[place] for place in order], on)


def in_words(one: Standing) -> list[tuple[int, str]]:
    return [(held.party.pk, held.answer.position if held.answer else "") for held in one.asked]


@given(GIVEN, st.data(), st.integers(-30, 30))
def test_the_order_in_which_answers_are_read_does_not_matter(
    given_: list[tuple[int, Position]], data: st.DataObject, days: int
) -> None:
    order = data.draw(st.permutations(range(len(given_))))
    on = DUE + timedelta(days=days)
    assert in_words(stands(given_, order, on)) == in_words(stands(given_, list(range(len(given_))), on))


@given(GIVEN, st.integers(-30, 30))
def test_silence_is_never_support_and_everybody_is_counted_once(
    given_: list[tuple[int, Position]], days: int
) -> None:
    where = stands(given_, list(range(len(given_))), DUE + timedelta(days=days))
    last = dict(given_)
    assert {one.party.pk for one in where.those_who(Position.SUPPORT)} == {
        party for party, position in last.items() if position == Position.SUPPORT
    }
    assert {one.party.pk for one in where.silent} == {1, 2, 3, 4, 5} - set(last)
    assert sum(count for _, count in where.counts) == 5
    assert where.needs_reason is (len(last) < 5 or Position.OBJECT in last.values())


@given(TOUCHES, TOUCHES)
def test_decisions_are_related_to_each_other_or_not_at_all(one: Touches, other: Touches) -> None:
    there, back = shared_with(one, {2: other}), shared_with(other, {2: one})
    assert bool(there) is bool(back)
    if there:
        assert set(there[0].services) == set(back[0].services)
        assert set(there[0].measures) == set(back[0].measures)


@given(st.integers(0, 7), st.data())
def test_a_changed_byte_changes_the_digest(bit: int, data: st.DataObject) -> None:
    content = bytearray(frozen({"says": "It saves £2.0m a year."}))
    digest = hashlib.sha256(content).hexdigest()
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << bit
    assert hashlib.sha256(content).hexdigest() != digest
