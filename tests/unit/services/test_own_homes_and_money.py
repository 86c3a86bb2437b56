"""The council's own figures of people, homes and money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_store import NORTH, SOUTH, council_values, made_store, patch_values

from joinedup.folder import Council
from joinedup.services import housing, money, population

pytestmark = pytest.mark.unit


def test_people_are_added_up_over_wards_by_age(council: Council) -> None:
    wards = """
        ward | mid_year | age   | persons
        W1   | 2025     | 0     | 10
        W2   | 2025     | 0     | 20
        W1   | 2025     | 17    | 5
        W2   | 2025     | 18    | 7
        W1   | 2025     | 26-64 | 100
        W2   | 2025     | 65+   | 40
    """
    values = population.own_figures(made_store(council, ward_population=wards), council)
    assert council_values(values, "people", council) == {
        ("0", 2025): 30,
        ("17", 2025): 5,
        ("18", 2025): 7,
        ("26_64", 2025): 100,
        ("65_plus", 2025): 40,
    }
    assert council_values(values, "children_0_17", council) == {("", 2025): 35}
    assert patch_values(values, "people", "0") == {NORTH: 10, SOUTH: 20}
    assert {value.as_at for value in values} == {date(2025, 6, 30)}


def test_births_are_those_of_years_to_31_august(council: Council) -> None:
    births = """
        ward | year_ending | births
        W1   | 2024        | 3
        W1   | 31/08/2025  | 4
        W2   | 2025-08-31  | 6
    """
    values = population.own_figures(made_store(council, ward_births=births), council)
    assert council_values(values, "births", council) == {("", 2024): 3, ("", 2025): 10}
    assert patch_values(values, "births") == {NORTH: 4, SOUTH: 6}
    assert {value.as_at for value in values} == {date(2024, 8, 31), date(2025, 8, 31)}


def test_homes_completed_and_standing_are_those_of_the_financial_year(council: Council) -> None:
    completions = """
        ward | financial_year | net_completions | dwelling_stock
        W1   | 2024/25        | 10              | 1000
        W2   | 2024/25        | 5               | 500
        W1   | 2025/26        | 20              | 1020
        W2   | 2025/26        | -2              | 498
    """
    values = housing.own_figures(made_store(council, housing_completions=completions), council)
    assert council_values(values, "completions", council) == {("", 2025): 15, ("", 2026): 18}
    assert council_values(values, "dwellings", council) == {("", 2025): 1500, ("", 2026): 1518}
    assert patch_values(values, "dwellings") == {NORTH: 1020, SOUTH: 498}


def test_permissions_that_have_gone_and_totals_plan_no_homes(council: Council) -> None:
    trajectory = """
        site  | site_name  | ward | status             | year    | homes
        S1    | Mill Field | W1   | Full permission    | 2026/27 | 30
        S1    | Mill Field | W1   | Full permission    | 2027/28 | 40
        S2    | Old Dairy  | W2   | Outline permission | 2027/28 | 60
        S3    | Totals Rd  | W2   | Lapsed             | 2027/28 | 500
        S4    | Station    | W2   | Appeal withdrawn   | 2027/28 | 500
        Total |            |      |                    | 2027/28 | 100
        S5    | Windfall   |      | Allocated          | 2027/28 | 10
    """
    values = housing.own_figures(made_store(council, housing_trajectory=trajectory), council)
    assert council_values(values, "planned_completions", council) == {("", 2027): 30, ("", 2028): 110}
    of_year = {(one.area, one.as_at.year): one.value for one in values if one.area in (NORTH, SOUTH)}
    assert of_year == {(NORTH, 2027): 30, (SOUTH, 2027): 0, (NORTH, 2028): 44, (SOUTH, 2028): 66}


BUDGET = """
    directorate           | service                   | pot            | financial_year | net_budget
    Children              | Social work teams         | General Fund   | 2026/27        | 46000000
    Children              | Services for young people | General Fund   | 2026/27        | 4000000
    Children              | Our own pilot             | General Fund   | 2026/27        | 1000000
    Children and families | Another pilot             | General Fund   | 2026/27        | 500000
    Education             | Top-ups                   | dsg_high_needs | 2026/27        | 7
    Elsewhere             | Elections                 | General Fund   | 2026/27        | 300
    Elsewhere             | A pot of tea              | Tea            | 2026/27        | 1
"""


def test_a_budget_line_unknown_by_name_stays_in_its_pot_and_directorate(council: Council) -> None:
    council = replace(council, directorates={"children": "Children"})
    values = money.own_figures(made_store(council, budget=BUDGET), council)
    assert council_values(values, "budget", council) == {
        ("social_work", 2027): 46_000_000,
        ("youth_services", 2027): 4_000_000,
        ("children_other", 2027): 1_500_000,
        ("high_needs", 2027): 7,
        ("central_services", 2027): 300,
    }
    assert {value.as_at for value in values} == {date(2027, 3, 31)}


def test_spending_is_what_the_outturn_says(council: Council) -> None:
    outturn = """
        directorate | service           | pot          | financial_year | net_outturn
        Children    | Social work teams | General Fund | 2024/25        | 44
        Children    | Social work teams | General Fund | 2025/26        | 45
    """
    values = money.own_figures(made_store(council, outturn=outturn), council)
    assert council_values(values, "net_spend", council) == {
        ("social_work", 2025): 44,
        ("social_work", 2026): 45,
    }


TAX = """
    financial_year | dwellings | tax_base | band_d | collection_rate
    2026/27        | 100000    | 80000    | 2000   | 0.975
    2027/28        | 100000    | 80000    | 2000   | 97.5
    2028/29        | 100000    | 80000    | 2000   |
"""


def test_council_tax_is_base_times_band_d_times_the_share_collected(council: Council) -> None:
    values = money.own_figures(made_store(council, council_tax=TAX), council)
    assert council_values(values, "funding", council) == {
        ("council_tax", 2027): 156_000_000,
        ("council_tax", 2028): 156_000_000,
        ("council_tax", 2029): 160_000_000,
    }
    assert council_values(values, "council_tax_base", council)["", 2027] == 80_000
    assert council_values(values, "council_tax_band_d", council)["", 2027] == 2_000


def test_the_list_of_funding_comes_before_what_could_be_worked_out(council: Council) -> None:
    grants = """
        grant                               | pot            | financial_year | amount
        Council tax                         | General Fund   | 2026/27        | 5
        Settlement and other general grants | General Fund   | 2026/27        | 4
        Some new grant                      | General Fund   | 2026/27        | 3
        High needs supplement               | dsg_high_needs | 2026/27        | 2
        High needs block                    | dsg_high_needs | 2026/27        | 2
        A gift                              | Capital        | 2026/27        | 9
    """
    values = money.own_figures(made_store(council, grants=grants, council_tax=TAX), council)
    assert council_values(values, "funding", council) == {
        ("council_tax", 2027): 5,
        ("settlement", 2027): 7,
        ("dsg_high_needs", 2027): 4,
    }


def test_reserves_are_added_up_by_kind(council: Council) -> None:
    reserves = """
        reserve        | kind      | as_at      | balance
        General        | General   | 2026-03-31 | 35
        Insurance      | Earmarked | 2026-03-31 | 10
        Transformation | Earmarked | 2026-03-31 | 20
        Schools grant  | DSG       | 2026-03-31 | -70
    """
    values = money.own_figures(made_store(council, reserves=reserves), council)
    assert council_values(values, "reserves", council) == {
        ("general", 2026): 35,
        ("earmarked", 2026): 30,
        ("dsg", 2026): -70,
    }
