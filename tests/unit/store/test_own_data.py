"""Counting in a council's own tables: where people live, what is shared out, how far back a list tells."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from made_store import NORTH, SOUTH, Rows, council_values, made_council, made_store, patch_values

from joinedup.folder import Council
from joinedup.store import Count, own_data

pytestmark = pytest.mark.unit

POSTCODES = """
    postcode | ward | lsoa
    AA1 1AA  | W1   | L1
    AA1 1AB  | W2   | L2
    AA1 1AC  | W3   | L3
"""
LAST, BEFORE = date(2026, 3, 31), date(2025, 3, 31)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return made_council(tmp_path)


def test_those_of_no_known_patch_are_shared_out_like_the_others(council: Council) -> None:
    counts = [Count(LAST, "", NORTH, 6), Count(LAST, "", SOUTH, 2), Count(LAST, "", None, 4)]
    with own_data(made_store(council), council) as own:
        values = own.figures("referrals", counts, "Census")
    assert council_values(values, "referrals", council) == {("", 2026): 12}
    assert patch_values(values, "referrals") == {NORTH: 9, SOUTH: 3}
    assert values[1].note == "33% lie in no known patch and are shared out in proportion to the others"


def test_a_band_of_which_nothing_is_known_is_shared_out_like_all_bands(council: Council) -> None:
    counts = [
        Count(LAST, "kinship", NORTH, 3),
        Count(LAST, "kinship", SOUTH, 1),
        Count(LAST, "residential", None, 8),
    ]
    with own_data(made_store(council), council) as own:
        values = own.figures("looked_after_by_placement", counts, "Return")
    assert patch_values(values, "looked_after_by_placement", "residential") == {NORTH: 6, SOUTH: 2}


def test_nothing_is_said_of_patches_where_nobody_can_be_placed(council: Council) -> None:
    with own_data(made_store(council), council) as own:
        values = own.figures("referrals", [Count(LAST, "", None, 4)], "Census")
    assert patch_values(values, "referrals") == {}
    assert council_values(values, "referrals", council) == {("", 2026): 4}


def test_patches_are_given_for_the_last_day_alone_unless_asked(council: Council) -> None:
    counts = [Count(BEFORE, "", NORTH, 1), Count(LAST, "", SOUTH, 2)]
    with own_data(made_store(council), council) as own:
        usual = own.figures("planned_completions", counts, "Trajectory")
        every = own.figures("planned_completions", counts, "Trajectory", every_patch=True)
    assert {(one.area, one.as_at.year) for one in usual if one.area in (NORTH, SOUTH)} == {
        (NORTH, 2026),
        (SOUTH, 2026),
    }
    assert len(every) == 6


def test_a_day_on_which_nobody_was_counted_is_a_day_with_none(council: Council) -> None:
    with own_data(made_store(council), council) as own:
        values = own.figures("care_starts", [Count(BEFORE, "", NORTH, 1)], "Return", days=[BEFORE, LAST])
    assert council_values(values, "care_starts", council) == {("", 2025): 1, ("", 2026): 0}
    assert patch_values(values, "care_starts") == {NORTH: 0, SOUTH: 0}


def test_a_share_of_a_patch_is_its_own_part_of_its_own_whole(council: Council) -> None:
    query = """
        SELECT * FROM (VALUES (DATE '2026-03-31', 'north', 1, 4), (DATE '2026-03-31', 'south', 3, 4),
                              (DATE '2026-03-31', NULL, 0, 2)) AS t(as_at, patch, part, whole)
    """
    with own_data(made_store(council), council) as own:
        values = own.shares("re_referral_share", query, "Census")
    assert council_values(values, "re_referral_share", council) == {("", 2026): 0.4}
    assert patch_values(values, "re_referral_share") == {NORTH: 0.25, SOUTH: 0.75}


def test_a_postcode_lies_in_the_patch_of_its_ward_however_it_is_written(council: Council) -> None:
    episodes = """
        early_help_id | child | postcode | started
        1             | Ada   | aa11aa   | 2025-05-01
        2             | Ben   | AA1  1AB | 2025-05-01
        3             | Cy    | AA1 1AC  | 2025-05-01
        4             | Dee   | PROTECTED | 2025-05-01
    """
    with own_data(made_store(council, postcodes=POSTCODES, early_help_episodes=episodes), council) as own:
        homes = own.rows("SELECT child, patch FROM child_home ORDER BY child")
    assert homes == [("Ada", NORTH), ("Ben", SOUTH)]


def test_a_child_lives_where_the_latest_return_says(council: Council) -> None:
    early_help = """
        early_help_id | child | upn | postcode | started
        1             | Ada   | U1  | AA1 1AB  | 2024-05-01
        2             | Ben   | U2  | AA1 1AA  | 2024-05-01
    """
    episodes = """
        year_ending | child | started    | home_postcode
        2026        | Ada   | 2025-05-01 | AA1 1AA
        2026        | Ben   | 2025-05-01 |
    """
    pupils = """
        pupil | upn | postcode | census_date
        1     | U1  | AA1 1AA  | 2026-01-15
    """
    store = made_store(
        council,
        postcodes=POSTCODES,
        early_help_episodes=early_help,
        ssda903_episodes=episodes,
        pupil_census=pupils,
    )
    with own_data(store, council) as own:
        children = own.rows("SELECT child, patch FROM child_home ORDER BY child")
        of_pupils = own.rows("SELECT upn, patch FROM pupil_home ORDER BY upn")
    assert children == [("Ada", NORTH), ("Ben", NORTH)]
    assert of_pupils == [("U1", NORTH), ("U2", NORTH)]


def test_a_ward_that_no_patch_names_lies_where_its_postcodes_lie(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    lsoas = tuple(
        type(patch)(patch.id, patch.name, lsoas=area)
        for patch, area in zip(council.patches, (("L1", "L2"), ("L3",)), strict=True)
    )
    council = type(council)(**{**vars(council), "patches": lsoas})
    postcodes = """
        postcode | ward | lsoa
        AA1 1AA  | W9   | L1
        AA1 1AB  | W9   | L2
        AA1 1AC  | W9   | L2
        AA1 1AD  | W9   | L3
    """
    with own_data(made_store(council, postcodes=postcodes), council) as own:
        shares = own.rows("SELECT patch, share FROM ward_home WHERE ward = 'W9' ORDER BY patch")
    assert shares == [(NORTH, 0.75), (SOUTH, 0.25)]


def episodes_every_week(first: date, last: date, stay_days: int, exported: date) -> Rows:
    """Return one episode begun each week; those still running on the day of export are open."""
    rows = []
    on = first
    while on <= last:
        ended = on + timedelta(days=stay_days)
        closed = ended.isoformat() if ended <= exported else ""
        rows.append(
            {
                "early_help_id": on.isoformat(),
                "child": on.isoformat(),
                "started": on.isoformat(),
                "closed": closed,
            }
        )
        on += timedelta(days=7)
    return rows


def test_a_list_that_was_begun_on_a_day_tells_who_was_in_it_after_a_full_stay(council: Council) -> None:
    rows = episodes_every_week(date(2020, 4, 6), date(2026, 3, 30), 400, date(2026, 3, 31))
    with own_data(made_store(council, early_help_episodes=rows), council) as own:
        reach = own.reach("early_help_episodes", "started", "closed")
    assert reach is not None
    assert [on.year for on in reach.stock_days()] == [2022, 2023, 2024, 2025, 2026]
    assert [on.year for on in reach.flow_days()] == [2023, 2024, 2025, 2026]


def test_a_list_cut_by_what_was_open_on_a_day_tells_from_that_day(council: Council) -> None:
    """Episodes closed before 1 April 2022 are left out, so older starts are there only in part."""
    rows = [
        row
        for row in episodes_every_week(date(2019, 1, 7), date(2026, 3, 30), 400, date(2026, 3, 31))
        if not row["closed"] or row["closed"] >= "2022-04-01"
    ]
    with own_data(made_store(council, early_help_episodes=rows), council) as own:
        reach = own.reach("early_help_episodes", "started", "closed")
    assert reach is not None
    assert [on.year for on in reach.stock_days()] == [2022, 2023, 2024, 2025, 2026]
    assert [on.year for on in reach.flow_days()] == [2023, 2024, 2025, 2026]


def test_a_list_exported_in_the_middle_of_a_year_does_not_tell_of_its_end(council: Council) -> None:
    rows = episodes_every_week(date(2020, 4, 6), date(2025, 10, 6), 100, date(2025, 10, 7))
    with own_data(made_store(council, early_help_episodes=rows), council) as own:
        reach = own.reach("early_help_episodes", "started", "closed")
    assert reach is not None
    assert max(reach.stock_days()) == BEFORE
    assert max(reach.flow_days()) == BEFORE


def test_a_list_in_which_nothing_has_ended_tells_nothing_of_the_past(council: Council) -> None:
    rows = [{"early_help_id": "1", "child": "Ada", "started": "2025-05-01"}]
    with own_data(made_store(council, early_help_episodes=rows), council) as own:
        assert own.reach("early_help_episodes", "started", "closed") is None
        assert own.reach("ehc_plans", "issued", "ceased") is None
