"""The council's own figures of social care: each year from its own return, each child where it lives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from made_store import NORTH, SOUTH, council_values, made_store, patch_values

from joinedup.declared import Origin
from joinedup.folder import Council
from joinedup.services import care, children_in_need, family_help, workforce

pytestmark = pytest.mark.unit

POSTCODES = """
    postcode | ward
    AA1 1AA  | W1
    AA1 1AB  | W2
"""
EPISODES = """
    year_ending | child | started    | reason_started | placement_type | ended      | home_postcode
    2025        | Ada   | 2024-05-01 | S              | U1             |            | AA1 1AA
    2025        | Ben   | 2024-05-01 | S              | K2             |            | AA1 1AB
    2026        | Ada   | 2024-05-01 | S              | U1             |            | AA1 1AA
    2026        | Ben   | 2024-05-01 | S              | K2             | 2025-06-01 | AA1 1AB
    2026        | Cy    | 2025-07-01 | S              | K2             |            | AA1 1AB
    2026        | Dee   | 2025-08-01 | S              | U1             |            |
"""


def test_each_year_is_counted_in_its_own_return(council: Council) -> None:
    """In the return of 2025 Ben's episode is open: that it ended later changes nothing of 31 March 2025."""
    values = care.own_figures(made_store(council, postcodes=POSTCODES, ssda903_episodes=EPISODES), council)
    assert council_values(values, "looked_after_children", council) == {("", 2025): 2, ("", 2026): 3}
    assert council_values(values, "care_starts", council) == {("", 2025): 2, ("", 2026): 2}
    assert {value.origin for value in values} == {Origin.OWN}
    assert {value.as_at for value in values} == {date(2025, 3, 31), date(2026, 3, 31)}


def test_every_placement_has_a_number_and_they_add_up(council: Council) -> None:
    values = care.own_figures(made_store(council, postcodes=POSTCODES, ssda903_episodes=EPISODES), council)
    found = council_values(values, "looked_after_by_placement", council)
    assert len(found) == 2 * 6
    assert found["kinship", 2026] == 2
    assert found["residential", 2026] == 1
    assert found["foster_own", 2026] == 0


def test_a_child_counts_in_the_patch_it_came_from(council: Council) -> None:
    """Dee came from nobody knows where, so the patches share her in proportion."""
    values = care.own_figures(made_store(council, postcodes=POSTCODES, ssda903_episodes=EPISODES), council)
    assert patch_values(values, "looked_after_children") == {NORTH: 1.5, SOUTH: 1.5}
    assert patch_values(values, "looked_after_by_placement", "residential") == {NORTH: 0, SOUTH: 1}


def test_no_return_gives_no_figure(council: Council) -> None:
    store = made_store(council, postcodes=POSTCODES)
    for service in (care, children_in_need, family_help, workforce):
        assert service.own_figures(store, council) == []


CHILDREN = """
    year_ending | child | upn
    2025        | Ada   | U1
    2026        | Ada   | U1
    2026        | Ben   |
"""


def test_children_in_need_wait_for_the_return_that_says_who_is_looked_after(council: Council) -> None:
    details = """
        year_ending | child | episode | referral_date
        2025        | Ada   | 1       | 2024-05-01
        2026        | Ada   | 1       | 2024-05-01
        2026        | Ben   | 1       | 2025-05-01
    """
    plans = """
        year_ending | child | episode | started
        2026        | Ada   | 1       | 2025-06-01
    """
    tables = {"cin_children": CHILDREN, "cin_details": details, "cin_protection_plans": plans}
    values = children_in_need.own_figures(made_store(council, **tables), council)
    assert council_values(values, "children_in_need", council) == {}
    assert council_values(values, "child_protection_plans", council) == {("", 2025): 0, ("", 2026): 1}
    with_care = made_store(
        council, **tables, ssda903_episodes=EPISODES.replace("2025        |", "2024        |")
    )
    values = children_in_need.own_figures(with_care, council)
    assert council_values(values, "children_in_need", council) == {("", 2026): 1}


def test_a_re_referral_follows_another_within_twelve_months(council: Council) -> None:
    """The first census held cannot tell, because the year before it is not there."""
    details = """
        year_ending | child | episode | referral_date
        2025        | Ada   | 1       | 2024-06-01
        2025        | Ben   | 1       | 2024-04-15
        2026        | Ada   | 1       | 2025-06-01
        2026        | Ben   | 1       | 2025-04-16
        2026        | Cy    | 1       | 2025-05-01
        2026        | Cy    | 2       | 2025-11-01
    """
    store = made_store(council, cin_children=CHILDREN, cin_details=details)
    values = children_in_need.own_figures(store, council)
    assert council_values(values, "re_referral_share", council) == {("", 2026): 0.5}
    assert council_values(values, "referrals", council) == {("", 2025): 2, ("", 2026): 4}


def test_assessments_count_when_they_are_signed_off(council: Council) -> None:
    details = """
        year_ending | child | episode | referral_date
        2026        | Ada   | 1       | 2025-03-01
    """
    assessments = """
        year_ending | child | episode | number | started    | authorised
        2026        | Ada   | 1       | 1      | 2025-03-01 | 2025-04-01
        2026        | Ada   | 1       | 2      | 2025-06-01 | 2025-07-01
        2026        | Ada   | 1       | 3      | 2025-01-01 | 2025-03-31
        2026        | Ada   | 1       | 4      | 2026-03-01 |
    """
    store = made_store(council, cin_children=CHILDREN, cin_details=details, cin_assessments=assessments)
    values = children_in_need.own_figures(store, council)
    assert council_values(values, "assessments", council) == {("", 2026): 2}


def test_a_child_of_the_census_is_placed_by_the_school_census(council: Council) -> None:
    details = """
        year_ending | child | episode | referral_date
        2026        | Ada   | 1       | 2025-05-01
    """
    pupils = """
        pupil | upn | postcode | census_date
        1     | U1  | AA1 1AB  | 2026-01-15
    """
    store = made_store(
        council, postcodes=POSTCODES, cin_children=CHILDREN, cin_details=details, pupil_census=pupils
    )
    values = children_in_need.own_figures(store, council)
    assert patch_values(values, "referrals") == {NORTH: 0, SOUTH: 1}


def test_early_help_counts_children_on_a_day_and_episodes_in_a_year(council: Council) -> None:
    """Two episodes of a child at once are one child helped; the year to March 2025 has 53 Mondays."""
    on, rows = date(2022, 4, 4), []
    while on <= date(2026, 3, 30):
        closed = on + timedelta(days=20)
        rows.append(
            {
                "early_help_id": on.isoformat(),
                "child": "Ada",
                "started": on.isoformat(),
                "closed": closed.isoformat() if closed <= date(2026, 3, 31) else "",
                "postcode": "AA1 1AA",
            }
        )
        on += timedelta(days=7)
    values = family_help.own_figures(
        made_store(council, postcodes=POSTCODES, early_help_episodes=rows), council
    )
    assert council_values(values, "early_help_cases", council)["", 2026] == 1
    assert council_values(values, "early_help_starts", council) == {
        ("", 2023): 52,
        ("", 2024): 52,
        ("", 2025): 53,
        ("", 2026): 52,
    }
    assert patch_values(values, "early_help_cases") == {NORTH: 1, SOUTH: 0}


def test_social_workers_are_those_employed_on_the_day(council: Council) -> None:
    vacancies = """
        as_at      | vacancies | agency_fte
        2025-09-30 | 12.5      | 8
    """
    workers = """
        as_at      | agency_worker | fte | fte_on_day | role_started | role_ended | cases
        2025-09-30 | no            | 1   | 1          | 2020-01-01   |            | 20
        2025-09-30 | no            | 0.5 | 0.5        | 2024-10-01   |            | 5
        2025-09-30 | no            | 1   |            | 2019-01-01   | 2025-05-01 |
        2025-09-30 | no            | 0.8 |            | 2019-01-01   | 2024-09-30 |
        2025-09-30 | no            | 1   | 1          | 2024-09-30   |            |
        2025-09-30 | yes           | 1   | 1          | 2025-01-01   |            | 15
    """
    store = made_store(council, csww_vacancies=vacancies, csww_workers=workers)
    values = workforce.own_figures(store, council)
    found = {value.figure: value.value for value in values}
    assert found == {
        "social_worker_vacancies": 12.5,
        "social_workers_agency": 8,
        "social_workers": 2.5,
        "social_worker_leavers": 1,
        "social_worker_starters": 0.5,
        "caseload": 16,
    }
    assert {value.as_at for value in values} == {date(2025, 9, 30)}
