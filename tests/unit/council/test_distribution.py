"""Whom a set of proposals falls on: patches add up to the whole, and users are those whom the lists hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_figures import MadeCouncil
from made_store import NORTH, SOUTH, made_store

from joinedup.council import Plan, Settings, levers
from joinedup.council.portfolios import FIVE_YEARS, Counted, Distribution, Worth, distribution
from joinedup.council.portfolios._distribution import _OF_LEVERS, _PEOPLE_OF
from joinedup.council.portfolios._user_lists import USER_LISTS
from joinedup.council.portfolios._users import CountsOfUsers
from joinedup.store import own_data
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.unit

# Adam is two, Beth nine; Cy turned sixteen on the day itself; Di has no date of birth.
CHILDREN = """
    year_ending | child | upn | born       | sex | ethnicity
    2026        | Adam  |     | 2024-01-01 | 1   | WBRI
    2026        | Beth  | U2  | 2016-06-01 | F   | NOBT
    2026        | Cy    | U3  | 2010-03-31 | M   | APKN
    2026        | Di    |     |            | 2   |
    2026        | Ed    |     | 2012-01-01 | M   | WBRI
    2025        | Fay   |     | 2012-01-01 | F   | WBRI
"""
CARE = """
    year_ending | child | started    | ended      | legal_status | home_postcode
    2026        | Adam  | 2025-01-10 |            | C2           | AA1 1AA
    2026        | Beth  | 2025-02-10 |            | C2           | aa11ab
    2026        | Cy    | 2025-03-10 |            | C2           |
    2026        | Di    | 2025-04-10 |            | C2           |
    2026        | Ed    | 2025-05-10 |            | V4           | AA1 1AA
    2025        | Fay   | 2024-05-10 |            | C2           | AA1 1AA
    2026        | Beth  | 2024-05-10 | 2025-02-10 | C2           | AA1 1AA
"""
PUPILS = """
    pupil | upn | born       | sex | ethnicity | sen_provision | postcode | census_date
    p2    | U2  | 2016-06-01 | F   | BCRB      | K             | AA1 1AB  | 2026-01-15
    p3    | U3  | 2010-03-31 | M   | WENG      | E             | AA1 1AA  | 2026-01-15
    p4    | U4  | 2011-03-31 | M   | WBRI      | N             | AA1 1AA  | 2026-01-15
    p5    | U5  | 2011-03-31 | F   | WBRI      | N             | AA1 1AA  | 2025-01-15
"""
POSTCODES = """
    postcode | ward | lsoa
    AA1 1AA  | W1   | L1
    AA1 1AB  | W2   | L2
"""
DEPRIVED = """
    lsoa | decile
    L1   | 1
    L2   | 10
"""
LOOKED_AFTER = next(one for one in USER_LISTS if one.key == "looked_after")


@pytest.fixture
def made(tmp_path: Path) -> MadeCouncil:
    return MadeCouncil(tmp_path)


def in_care(made: MadeCouncil) -> Counted:
    store = made_store(
        made.council,
        ssda903_header=CHILDREN,
        ssda903_episodes=CARE,
        pupil_census=PUPILS,
        postcodes=POSTCODES,
        small_area_deprivation=DEPRIVED,
    )
    with own_data(store, made.council) as own:
        found = CountsOfUsers(own).counted(LOOKED_AFTER)
    assert found is not None
    return found


def groups(found: Counted, name: str) -> dict[str, int]:
    by = next(one for one in found.by if one.name == name)
    return {group.group: group.users for group in by.groups if group.users}


def test_those_in_care_are_those_with_an_open_episode_that_is_no_short_break(made: MadeCouncil) -> None:
    found = in_care(made)
    assert (found.total, found.as_at) == (4, date(2026, 3, 31))


def test_everybody_is_in_one_group_of_each_characteristic(made: MadeCouncil) -> None:
    found = in_care(made)
    assert {one.name: sum(group.users for group in one.groups) for one in found.by} == dict.fromkeys(
        ("Age", "Sex", "Ethnic group", "Where they live"), 4
    )


def test_ages_are_those_on_the_day(made: MadeCouncil) -> None:
    assert groups(in_care(made), "Age") == {"0 to 4": 1, "5 to 10": 1, "16 and 17": 1, "Not known": 1}


def test_an_ethnic_group_not_yet_obtained_is_looked_for_in_the_school_census(made: MadeCouncil) -> None:
    assert groups(in_care(made), "Ethnic group") == {
        "White British": 1,
        "Asian or Asian British": 1,
        "Black or Black British": 1,
        "Not known": 1,
    }


def test_people_live_where_the_last_address_is_or_where_the_school_census_has_them(made: MadeCouncil) -> None:
    assert groups(in_care(made), "Where they live") == {
        "Most deprived fifth of England": 2,
        "Least deprived fifth of England": 1,
        "Not known": 1,
    }


def test_users_are_held_against_the_pupils_of_the_last_census(made: MadeCouncil) -> None:
    sexes = next(one for one in in_care(made).by if one.name == "Sex")
    assert sexes.everyone == "all pupils in the school census"
    assert {one.group: one.everyone for one in sexes.groups} == {"Male": 2, "Female": 1}


def test_what_is_known_of_half_or_fewer_is_not_told(made: MadeCouncil) -> None:
    """Two of the four are in the school census, so that their special needs say nothing of the others."""
    assert "Special educational need" not in {one.name for one in in_care(made).by}


def falls(made: MadeCouncil, *changes: dict[str, object], **tables: str) -> tuple[Distribution, Worth]:
    made_store(made.council, **tables)
    asked = made.ready()
    settings = Settings(draws=8, years=5)
    worth = Worth(Plan(asked, settings), [made.proposal(*changes, years=5)])
    return distribution(asked, worth, worth.everything), worth


CUT: dict[str, object] = {"lever": "social_work.posts", "by": "-20%", "where": "all", "over_months": 0}


def test_what_patches_spend_adds_up_to_the_pot(made: MadeCouncil) -> None:
    found, worth = falls(made, CUT)
    for pot in {one.pot for one in found.money}:
        whole = worth.series.money(Pot(pot), FIVE_YEARS).of(worth.mean(worth.everything))
        assert sum(one.change.mean for one in found.money if one.pot == pot) == pytest.approx(whole)
    assert {one.patch for one in found.money} == {NORTH, SOUTH}


def test_a_council_without_child_level_lists_says_whom_it_cannot_show(made: MadeCouncil) -> None:
    """As where a council was started from open data."""
    found, _ = falls(made, CUT)
    assert found.users == ()
    assert found.people and found.money
    lacking = {one.who: one.why for one in found.not_shown}
    assert lacking["Looked-after children"] == "the council's own list is not loaded (SSDA903 return)"
    assert "Religion or belief" in lacking
    assert (found.deprivation_is, [one.deprivation for one in found.patches]) == ("", [None, None])


def test_the_users_of_a_service_that_is_changed_are_shown_with_the_change(made: MadeCouncil) -> None:
    found, worth = falls(made, CUT, ssda903_header=CHILDREN, ssda903_episodes=CARE)
    (users,) = found.users
    assert (users.counted.users.key, users.counted.total, users.because) == ("looked_after", 4, ("one",))
    place = worth.series.place("care.looked_after", found.year)
    expected = worth.mean(worth.everything)[place]
    assert abs(expected) >= 1
    assert users.change is not None and users.change.mean == pytest.approx(expected)


def test_a_set_that_does_nothing_falls_on_nobody(made: MadeCouncil) -> None:
    found, _ = falls(made, CUT | {"by": "0%"})
    assert (found.money, found.people) == ((), ())


def test_people_of_whom_no_list_is_read_are_named_once(made: MadeCouncil) -> None:
    changes: list[dict[str, object]] = [
        {"lever": lever, "by": "-10%", "where": "all", "over_months": 0}
        for lever in ("communities.libraries", "communities.leisure", "attendance.support")
    ]
    found, _ = falls(made, *changes)
    named = [one.who for one in found.not_shown]
    assert named.count("People who use libraries, leisure centres and groups") == 1
    assert "Pupils who miss school" in named


def test_every_lever_is_about_people_who_are_counted_or_named() -> None:
    counted = tuple(prefix for one in USER_LISTS for prefix in one.levers)
    named = {*_OF_LEVERS, *(name for name in levers() if name.split(".")[0] in _PEOPLE_OF)}
    assert [name for name in levers() if not name.startswith(counted) and name not in named] == []


def test_patches_are_ordered_by_how_deprived_their_pupils_homes_are(made: MadeCouncil) -> None:
    found, _ = falls(made, CUT, pupil_census=PUPILS, postcodes=POSTCODES, small_area_deprivation=DEPRIVED)
    assert [(one.patch, one.deprivation) for one in found.patches] == [(NORTH, 1.0), (SOUTH, 0.0)]
    assert "most deprived fifth" in found.deprivation_is


# One plan has ended, without which nobody could tell how far back the list goes.
PLANS = """
    ehc_id | upn | born       | sex | postcode | issued     | ceased     | has_transport
    e0     | U9  | 2005-06-01 | F   | AA1 1AB  | 2014-10-01 | 2015-02-01 | no
    e1     | U2  | 2016-06-01 | F   | AA1 1AB  | 2020-05-01 |            | yes
    e2     | U3  | 2010-03-31 | M   | AA1 1AA  | 2020-05-01 |            | no
    e3     | U4  | 2011-03-31 | M   | AA1 1AA  | 2026-06-01 |            | yes
    e4     | U5  | 2011-03-31 | M   | AA1 1AA  | 2026-06-01 |            | yes
"""


def test_a_list_that_holds_one_that_is_touched_is_counted_beside_it(made: MadeCouncil) -> None:
    """So that two sets' pages, one on plans and one on transport, cannot be held against each other."""
    change = {"lever": "transport.send_price", "by": "-10%", "where": "all", "over_months": 0}
    found, _ = falls(made, change, ehc_plans=PLANS)
    assert [(one.counted.users.key, one.counted.total) for one in found.users] == [("send_transport", 1)]
    assert [(one.users.key, one.total) for one in found.beside] == [("ehc_plans", 2)]
