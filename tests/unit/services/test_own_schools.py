"""The council's own figures of schools and special needs."""

from __future__ import annotations

from datetime import date

import pytest
from made_store import NORTH, SOUTH, Rows, council_values, made_store, patch_values

from joinedup.folder import Council
from joinedup.services import attendance, places, send, transport

pytestmark = pytest.mark.unit

POSTCODES = """
    postcode | ward
    AA1 1AA  | W1
    AA1 1AB  | W2
"""
SCHOOLS = """
    urn | name | type_group                   | type                      | postcode | ward
    1   | One  | Academies                    | Academy converter         | AA1 1AA  |
    2   | Two  | Local authority maintained   | Community school          |          | W2
    3   | Oak  | Special schools              | Community special school  | AA1 1AA  |
    4   | Ash  | Academies                    | Academy special converter | AA1 1AA  |
    5   | Elm  | Independent schools          | Other independent school  | AA1 1AA  |
    6   | Fir  | Local authority maintained   | Pupil referral unit       | AA1 1AA  |
"""


def test_pupils_and_places_are_those_of_mainstream_schools(council: Council) -> None:
    rolls = """
        academic_year | urn | planning_area | year_group | pupils
        2024/25       | 1   | P1            | R          | 28
        2025/26       | 1   | P1            | R          | 30
        2025/26       | 2   | P2            | R          | 20
        2025/26       | 2   |               | 1          | 5
        2025/26       | 3   | P1            | R          | 7
        2025/26       | 4   | P1            | R          | 7
        2025/26       | 5   | P1            | R          | 7
        2025/26       | 6   | P1            | R          | 7
        2025/26       | 2   | P2            | N1         | 9
    """
    store = made_store(council, gias_establishments=SCHOOLS, school_rolls=rolls)
    values = places.own_figures(store, council)
    assert council_values(values, "pupils", council) == {("R", 2025): 28, ("R", 2026): 50, ("1", 2026): 5}
    of_areas = {(one.area, one.band, one.as_at): one.value for one in values if one.area in ("P1", "P2")}
    assert of_areas == {
        ("P1", "R", date(2025, 1, 31)): 28,
        ("P1", "R", date(2026, 1, 31)): 30,
        ("P2", "R", date(2026, 1, 31)): 20,
    }


def test_places_are_admission_numbers_and_capacity_before_there_were_any(council: Council) -> None:
    rolls = """
        academic_year | urn | planning_area | year_group | pupils
        2024/25       | 1   | P1            | R          | 28
        2024/25       | 1   | P1            | 1          | 25
        2025/26       | 1   | P1            | R          | 28
    """
    capacity = """
        academic_year | urn | planning_area | phase   | capacity
        2024/25       | 1   | P1            | primary | 70
        2025/26       | 1   | P1            | primary | 70
    """
    numbers = """
        entry_year | urn | planning_area | year_group | admission_number
        2025/26    | 1   | P1            | R          | 30
        2025/26    | 1   | P1            | 1          | 45
        2026/27    | 1   | P1            | R          | 60
    """
    store = made_store(council, school_rolls=rolls, school_capacity=capacity, admission_numbers=numbers)
    values = places.own_figures(store, council)
    assert council_values(values, "places", council) == {
        ("R", 2025): 35,
        ("1", 2025): 35,
        ("R", 2026): 30,
        ("1", 2026): 45,
    }


PLANS: Rows = [
    {
        "ehc_id": f"E{number}",
        "upn": f"U{number}",
        "postcode": "AA1 1AA" if number % 4 else "AA1 1AB",
        "requested": f"{year - 1}-12-15",
        "issued": f"{year}-05-01",
        "ceased": f"{year + 4}-05-01" if year + 4 < 2026 else "",
        "placement_type": "State-funded special school" if number % 2 else "Resourced provision",
        "has_transport": "yes" if number % 2 else "no",
    }
    for year in range(2015, 2026)
    for number in range((year - 2015) * 8, (year - 2014) * 8)
]


def test_plans_are_counted_on_every_31_march_that_the_list_tells_of(council: Council) -> None:
    """Eight plans are issued each 1 May and cease four years later."""
    values = send.own_figures(made_store(council, postcodes=POSTCODES, ehc_plans=PLANS), council)
    assert council_values(values, "ehc_plans", council) == {("", year): 32 for year in range(2019, 2026)}
    assert council_values(values, "ehc_plans_by_placement", council)["special_state", 2025] == 16
    assert council_values(values, "ehc_plans_by_placement", council)["mainstream", 2025] == 16
    assert council_values(values, "ehc_plans_by_placement", council)["other", 2025] == 0
    for figure in ("ehc_new_plans", "ehc_ceased", "ehc_requests"):
        assert council_values(values, figure, council)["", 2025] == 8
    assert patch_values(values, "ehc_plans") == {NORTH: 24, SOUTH: 8}


def test_transport_counts_pupils_with_a_plan(council: Council) -> None:
    values = transport.own_figures(made_store(council, postcodes=POSTCODES, ehc_plans=PLANS), council)
    assert council_values(values, "send_transport_users", council)["", 2025] == 16
    assert patch_values(values, "send_transport_users") == {NORTH: 16, SOUTH: 0}


def test_special_places_follow_the_homes_of_the_pupils_who_fill_them(council: Council) -> None:
    special = """
        academic_year | urn | places | pupils
        2024/25       | 3   | 90     | 88
        2025/26       | 3   | 100    | 98
        2025/26       | 4   | 20     | 20
        2025/26       | 5   | 50     | 50
    """
    plans = [row | {"postcode": "AA1 1AB"} if int(row["ehc_id"][1:]) % 8 == 1 else row for row in PLANS]
    store = made_store(
        council,
        postcodes=POSTCODES,
        gias_establishments=SCHOOLS,
        special_school_places=special,
        ehc_plans=plans,
    )
    values = send.own_figures(store, council)
    assert council_values(values, "special_places", council) == {("", 2025): 90, ("", 2026): 120}
    assert patch_values(values, "special_places") == {NORTH: 90, SOUTH: 30}


def test_persistent_absence_is_a_share_of_the_pupils_of_finished_years(council: Council) -> None:
    absence = """
        academic_year | urn | year_group | pupils | persistent_absentees
        2024/25       | 1   | 1          | 100    | 10
        2024/25       | 2   | 1          | 100    | 30
        2025/26       | 1   | 1          | 100    | 50
    """
    tables = {"postcodes": POSTCODES, "gias_establishments": SCHOOLS, "school_absence": absence}
    values = attendance.own_figures(made_store(council, **tables), council)
    assert council_values(values, "persistent_absence_share", council) == {("", 2025): 0.2}
    assert patch_values(values, "persistent_absence_share") == {NORTH: 0.1, SOUTH: 0.3}


def test_exclusions_are_counted_over_whole_years(council: Council) -> None:
    """The list begins in September 2023, so the year to March 2024 is not whole."""
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025, 2026) for month in range(1, 13)]
    rows = [
        {"upn": month, "urn": "1", "category": category, "started": f"{month}-{day}"}
        for month in months
        if "2023-09" <= month <= "2026-03"
        for category, day in (("SUSP", "10"), ("SUSP", "20"), ("PERM", "15"))
    ]
    store = made_store(council, postcodes=POSTCODES, gias_establishments=SCHOOLS, exclusions=rows)
    values = attendance.own_figures(store, council)
    assert council_values(values, "suspensions", council) == {("", 2025): 24, ("", 2026): 24}
    assert council_values(values, "permanent_exclusions", council) == {("", 2025): 12, ("", 2026): 12}
    assert patch_values(values, "suspensions") == {NORTH: 24, SOUTH: 0}
