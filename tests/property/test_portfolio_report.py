"""Whatever the pounds, what is shown in thousands adds up; whoever uses a service, no small count is told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_portfolio_answer import made_counted, made_distribution
from made_results import made_range

from joinedup.council import measures
from joinedup.council.portfolios import TouchedUsers
from joinedup.council.portfolios._user_lists import USER_LISTS
from joinedup.reports.portfolio import ShownUsers, shown_users
from joinedup.reports.portfolio._thousands import UNIT, in_thousands, table_in_thousands
from joinedup.reports.suppression import HIDDEN_SHOWN_AS, SMALL, SMALL_SHOWN_AS

pytestmark = pytest.mark.property

POUNDS = st.integers(-20_000_000, 20_000_000)
HIDDEN = (HIDDEN_SHOWN_AS, SMALL_SHOWN_AS)
LISTS = {one.key: one for one in USER_LISTS}


# Two processors are shared by many at once: how long a first draw takes says nothing.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(POUNDS, min_size=1, max_size=25))
def test_thousands_add_up(pounds: list[int]) -> None:
    shown = in_thousands(pounds)
    assert sum(shown) == round(sum(pounds) / UNIT)
    assert all(abs(UNIT * one - pound) < UNIT for one, pound in zip(shown, pounds, strict=True))


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 9).flatmap(
        lambda n: st.lists(st.lists(POUNDS, min_size=n, max_size=n), min_size=1, max_size=9)
    )
)
def test_tables_in_thousands_foot_and_cross_foot(cells: list[list[int]]) -> None:
    shown = table_in_thousands(cells)
    assert all(sum(row[:-1]) == row[-1] for row in shown)
    assert [sum(column[:-1]) for column in zip(*shown, strict=True)] == shown[-1]
    assert all(
        abs(UNIT * one - pound) < UNIT
        for row, pounds in zip(shown, cells, strict=False)
        for one, pound in zip(row, pounds, strict=False)
    )


COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=4)


@settings(deadline=None, max_examples=60)
@given(COUNTS, st.data())
def test_no_small_count_of_users_can_be_worked_out(larger: list[int], data: st.DataObject) -> None:
    """Of a list within another, not even those left over; each small count could be two numbers at least."""
    smaller = [data.draw(st.integers(0, count)) for count in larger]
    users = (_touched("ehc_plans", larger), _touched("send_transport", smaller))
    plans, riders = shown_users(made_distribution(*users))
    for real, words in ((larger, plans), (smaller, riders)):
        _is_safe(real, words)
    for place, (all_, some) in enumerate(zip(larger, smaller, strict=True)):
        left = all_ - some
        both = {plans.groups[place].users, riders.groups[place].users}
        # Nobody left over is told as a difference of two numbers that are both shown.
        assert not 1 <= left <= SMALL or both & set(HIDDEN)


def _touched(key: str, counts: list[int]) -> TouchedUsers:
    named = {f"Group {place}": count for place, count in enumerate(counts)}
    counted = made_counted({"Ethnic group": named}, sum(counts), LISTS[key])
    return TouchedUsers(counted, (), measures()["send.plans"], made_range(40, 5))


def _is_safe(real: list[int], words: ShownUsers) -> None:
    for count, group in zip(real, words.groups, strict=True):
        if 1 <= count <= SMALL:
            assert group.users in HIDDEN
        if group.users in HIDDEN:
            assert group.share is None and group.expected == ""
    told = [int(group.users.replace(",", "")) for group in words.groups if group.users not in HIDDEN]
    n_hidden = len(words.groups) - len(told)
    is_told_total = words.total not in HIDDEN
    if is_told_total and n_hidden == 1:
        # A single gap can be filled in, so that it may not hold a small count.
        assert not 1 <= sum(real) - sum(told) <= SMALL
