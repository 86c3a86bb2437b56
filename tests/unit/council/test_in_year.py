"""Spending against budget: what is added up, what is left out, and what is forecast where it is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made_ledger import asked_of, ledger_rows, made_year, row_of
from made_store import made_council, made_store

from joinedup.council import Range
from joinedup.council.monitoring import WEIGHED, in_year, this_year
from joinedup.errors import InputRefused
from joinedup.reports.outturn._spending import pot_says, warnings
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.unit

EVEN = [100.0] * 12
TERMS = [130.0, 160, 210, 150, 0, 200, 170, 200, 150, 200, 150, 200]


def test_a_year_that_is_over_is_its_outturn(tmp_path: Path) -> None:
    asked = made_year(tmp_path, {"youth_justice": {"2026/27": TERMS}}, {"youth_justice": {"2026/27": 1_800}})
    [line] = in_year(asked).lines
    assert (line.sums.actual, line.sums.forecast, line.sums.variance) == (192_000, 192_000, 12_000)
    assert line.sums.range.low_95 == line.sums.range.high_95 == 1_920
    assert (line.sums.p_over, line.method) == (1.0, WEIGHED)


def test_the_season_of_past_years_is_used(tmp_path: Path) -> None:
    years = dict.fromkeys(("2023/24", "2024/25", "2025/26"), TERMS)
    asked = made_year(
        tmp_path,
        {
            "send_transport": years | {"2026/27": TERMS[:5]},
            "environment": dict.fromkeys(years, EVEN) | {"2026/27": EVEN[:5]},
        },
        {"send_transport": dict.fromkeys((*years, "2026/27"), 1_920)},
    )
    found = in_year(asked)
    line = next(one for one in found.lines if one.line == "send_transport")
    assert line.sums.forecast == pytest.approx(192_000, rel=0.01)
    assert line.sums.profiled == pytest.approx(65_000, rel=0.02)
    assert (found.year, found.month, found.as_at) == ("2026/27", 5, date(2026, 8, 31))
    assert found.years == ("2023/24", "2024/25", "2025/26")
    assert line.said["straight line"] == round(65_000 * 12 / 5)


def test_a_naive_forecast_that_did_better_is_used_and_said(tmp_path: Path) -> None:
    """The budget was right to the penny three times, whatever the months looked like."""
    jumps = ([50.0] * 6 + [150.0] * 6, [150.0] * 6 + [50.0] * 6, [60.0] * 6 + [140.0] * 6)
    years = dict(zip(("2023/24", "2024/25", "2025/26"), jumps, strict=True))
    budget = dict.fromkeys((*years, "2026/27"), 1_200)
    asked = made_year(tmp_path, {"environment": years | {"2026/27": [95.0] * 6}}, {"environment": budget})
    [line] = in_year(asked).lines
    assert line.scores is not None
    assert line.scores.errors["budget"] == 0
    assert (line.method, line.sums.forecast) == ("budget", 120_000)
    assert line.sums.range.low_80 < 1_200 < line.sums.range.high_80


def test_a_naive_forecast_is_left_where_this_year_speaks_against_it(tmp_path: Path) -> None:
    years = dict.fromkeys(("2023/24", "2024/25", "2025/26"), EVEN)
    budget = dict.fromkeys((*years, "2026/27"), 1_200)
    asked = made_year(tmp_path, {"environment": years | {"2026/27": [180.0] * 8}}, {"environment": budget})
    [line] = in_year(asked).lines
    assert line.sums.forecast > 170_000
    assert line.method != "budget"


def test_pence_add_up_by_directorate_and_pot_and_pots_stay_apart(tmp_path: Path) -> None:
    lines = ("family_help", "youth_justice", "environment", "high_needs", "public_health")
    months = {line: {"2026/27": [100.01 + place, 33.33, 66.67]} for place, line in enumerate(lines)}
    asked = made_year(tmp_path, months, {line: {"2026/27": 1_000.01} for line in lines})
    found = in_year(asked)
    assert [one.pot for one in found.pots] == [Pot.GENERAL_FUND, Pot.DSG_HIGH_NEEDS, Pot.PUBLIC_HEALTH]
    for pot in found.pots:
        for name in ("budget", "profiled", "actual", "forecast", "to_date", "variance"):
            parts = [getattr(line.sums, name) for line in pot.lines]
            assert getattr(pot.sums, name) == sum(parts)
            assert getattr(pot.sums, name) == sum(getattr(one, name) for one in pot.directorates.values())
        assert pot.sums.range.mean == pot.sums.forecast / 100


def test_a_pot_is_less_sure_than_its_lines_were_they_alone_and_surer_than_were_they_one(
    tmp_path: Path,
) -> None:
    lines = ("family_help", "youth_justice", "environment", "planning")
    asked = made_year(
        tmp_path,
        {line: {"2026/27": [100.0] * 3} for line in lines},
        {line: {"2026/27": 1_200} for line in lines},
    )
    [pot] = in_year(asked).pots
    one = pot.lines[0].sums.range
    alone = one.high_80 - one.low_80
    together = pot.sums.range.high_80 - pot.sums.range.low_80
    assert 2 * alone < together < 4 * alone


def test_cost_centres_and_unknown_services_are_added_up_in_their_pot(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    rows = [
        row_of("youth_justice", "2026/27", month=1, actual=10, cost_centre="A"),
        row_of("youth_justice", "2026/27", month=1, actual=15.5, cost_centre="B"),
        row_of("family_help", "2026/27", month=1, actual=1) | {"service": "Something of our own"},
        row_of("family_help", "2026/27", month=1, actual=7) | {"pot": "Lottery money"},
    ]
    made_store(council, monthly_outturn=rows)
    found = in_year(asked_of(council))
    assert {line.line: line.sums.actual for line in found.lines} == {
        "youth_justice": 2_550,
        "children_other": 100,
    }
    assert [(one.rows, one.pence) for one in found.aside] == [(1, 700)]
    assert "Lottery money" in found.aside[0].why


def test_sums_to_date_are_taken_apart(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    to_date = [
        row_of("youth_justice", "2026/27", month=m, actual=v) for m, v in ((1, 100), (2, 250), (4, 400))
    ]
    made_store(council, outturn_to_date=to_date)
    [line] = in_year(asked_of(council)).lines
    assert line.months == (10_000, 15_000, 0, 15_000)
    assert line.missing == (3,)


def test_sums_to_date_of_two_directorates_with_one_name_are_both_counted(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    both = [
        row_of("central_services", "2026/27", month=1, actual=actual)
        | {"directorate": directorate, "service": "Business support"}
        for directorate, actual in (("Corporate Services", 100), ("Resources", 30))
    ]
    made_store(council, outturn_to_date=both)
    assert sum(line.sums.actual for line in in_year(asked_of(council)).lines) == 13_000


def test_the_table_that_goes_further_is_used_and_the_other_counted(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    made_store(
        council,
        monthly_outturn=ledger_rows({"youth_justice": {"2026/27": [100.0, 100.0]}}),
        outturn_to_date=[row_of("youth_justice", "2026/27", month=3, actual=300)],
    )
    found = in_year(asked_of(council))
    assert (found.month, found.lines[0].sums.actual) == (3, 30_000)
    assert [(one.rows, one.pence) for one in found.aside] == [(2, 20_000)]


def test_months_to_come_are_not_looked_at(tmp_path: Path) -> None:
    months = {
        "youth_justice": {"2026/27": [100.0, 100, 0, 0, 0]},
        "family_help": {"2026/27": [100.0, 100, 0, 5, 0]},
        "environment": {"2026/27": [100.0, 100, 0, 0, 0]},
    }
    found = in_year(made_year(tmp_path, months))
    assert found.month == 2
    assert [(one.rows, one.pence) for one in found.aside] == [(9, 500)]


def test_an_earlier_month_can_be_looked_at(tmp_path: Path) -> None:
    asked = made_year(tmp_path, {"youth_justice": {"2026/27": [100.0] * 7}})
    found = in_year(asked, month=3)
    assert (found.month, found.as_at, found.lines[0].sums.actual) == (3, date(2026, 6, 30), 30_000)
    assert [(one.rows, one.pence) for one in found.aside] == [(4, 40_000)]


@pytest.mark.parametrize("month", [0, 8, 13])
def test_a_month_not_closed_is_refused_with_what_to_do(tmp_path: Path, month: int) -> None:
    asked = made_year(tmp_path, {"youth_justice": {"2026/27": [100.0] * 7}})
    with pytest.raises(InputRefused, match=r"Month \d+ of 2026/27 has not been closed.*October 2026"):
        in_year(asked, month=month)


def test_without_a_month_the_file_to_add_is_described(tmp_path: Path) -> None:
    asked = made_year(tmp_path, {}, {"youth_justice": {"2026/27": 1_200}})
    with pytest.raises(InputRefused) as refused:
        in_year(asked)
    for words in ("Actual in month", "Actual to date", "Financial year", "joinedup load", "April 2026"):
        assert words in refused.value.todo


def test_a_year_with_months_missing_teaches_no_season(tmp_path: Path) -> None:
    years = {"2024/25": EVEN[:9], "2025/26": EVEN, "2026/27": EVEN[:2]}
    found = in_year(made_year(tmp_path, {"youth_justice": years}))
    assert found.years == ("2025/26",)
    assert found.lines[0].n_years == 1


def test_a_line_without_budget_and_a_budget_without_line_are_said(tmp_path: Path) -> None:
    months = {"youth_justice": {"2026/27": [100.0]}}
    found = in_year(made_year(tmp_path, months, {"family_help": {"2026/27": 500}}))
    assert not found.lines[0].has_budget
    assert found.no_months == (("family_help", 50_000),)


def test_months_that_do_not_add_up_to_the_outturn_are_said(tmp_path: Path) -> None:
    months = {"youth_justice": {"2025/26": EVEN, "2026/27": [100.0]}}
    found = in_year(made_year(tmp_path, months, outturns={"youth_justice": {"2025/26": 1_250}}))
    [one] = found.unequal
    assert (one.year, one.months, one.outturn) == ("2025/26", 120_000, 125_000)


def test_a_large_overspend_is_material_and_a_small_one_is_not(tmp_path: Path) -> None:
    months = {
        "older_people": {"2026/27": [15e6] * 9},
        "youth_justice": {"2026/27": [110.0] * 9},
    }
    budgets = {"older_people": {"2026/27": 150e6}, "youth_justice": {"2026/27": 1_200.0}}
    found = {one.line: one for one in in_year(made_year(tmp_path, months, budgets)).lines}
    assert found["older_people"].is_material
    assert not found["youth_justice"].is_material


def test_a_line_without_a_budget_is_not_called_over_it(tmp_path: Path) -> None:
    months = {"older_people": {"2026/27": [15e6] * 9}, "environment": {"2026/27": [2e6] * 9}}
    asked = made_year(tmp_path, months, {"environment": {"2025/26": 1e6}})
    found = in_year(asked)
    assert not any(line.has_budget or line.is_material for line in found.lines)
    assert warnings(found) == []
    nothing = made_year(tmp_path / "nothing", months, {"environment": {"2026/27": 0}})
    [said] = warnings(in_year(nothing))
    assert said.startswith("Environment and waste: £24.0m over its budget of nothing.")


def test_a_pot_says_how_much_of_it_has_no_budget(tmp_path: Path) -> None:
    months = {"older_people": {"2026/27": [15e6] * 12}, "environment": {"2026/27": [2e6] * 12}}
    found = in_year(made_year(tmp_path, months, {"environment": {"2026/27": 24e6}}))
    assert pot_says(found.pots[0], found).endswith(
        "£180.0m of the forecast is on services without a budget for the year."
    )
    whole = in_year(
        made_year(
            tmp_path / "whole", {"environment": months["environment"]}, {"environment": {"2026/27": 24e6}}
        )
    )
    assert "without a budget" not in pot_says(whole.pots[0], whole)


def test_a_posting_in_the_wrong_month_strays_from_the_pattern(tmp_path: Path) -> None:
    wobble = [100 + place % 3 for place in range(12)]
    months = {year: [float(one) for one in wobble] for year in ("2024/25", "2025/26")}
    this = [100.0, 101, 102, 160, 41, 102]
    asked = made_year(
        tmp_path,
        {"environment": months | {"2026/27": this}},
        {"environment": dict.fromkeys((*months, "2026/27"), 1_212.0)},
    )
    [line] = in_year(asked).lines
    assert [(one.month, one.pence > 0) for one in line.breaks] == [(4, True), (5, False)]


def test_an_even_overspend_has_no_break(tmp_path: Path) -> None:
    wobble = [100 + place % 3 for place in range(12)]
    months = {year: [float(one) for one in wobble] for year in ("2024/25", "2025/26")}
    asked = made_year(tmp_path, {"environment": months | {"2026/27": [1.3 * one for one in wobble[:7]]}})
    assert in_year(asked).lines[0].breaks == ()


def test_own_profile_is_used_where_the_ledger_gives_one(tmp_path: Path) -> None:
    council = made_council(tmp_path)
    rows = [
        row_of("environment", "2026/27", month=month, actual=100, profiled=profiled)
        for month, profiled in ((1, 300), (2, 200))
    ]
    made_store(council, monthly_outturn=rows, budget=[row_of("environment", "2026/27", net_budget=1_500)])
    [line] = in_year(asked_of(council)).lines
    assert line.is_own_profile
    assert line.profile[:2] == (30_000, 20_000)
    assert sum(line.profile) == 150_000


def test_a_model_may_say_what_to_expect(tmp_path: Path) -> None:
    asked = made_year(tmp_path, {"older_people": {"2026/27": [100.0]}}, {"older_people": {"2026/27": 1_200}})
    expected = Range(1_500, 1_500, 1_490, 1_510, 1_480, 1_520, 1_470, 1_530)
    with_, without = in_year(asked, expected={"older_people": expected}), in_year(asked)
    assert with_.lines[0].sums.forecast > without.lines[0].sums.forecast + 20_000


def test_the_plan_is_told_what_to_expect_beyond_the_budget(tmp_path: Path) -> None:
    months = {"older_people": {"2026/27": [110.0] * 9}, "youth_justice": {"2026/27": [100.0] * 9}}
    asked = made_year(tmp_path, months, {"older_people": {"2026/27": 1_200}})
    found = this_year(asked)
    line = next(one for one in in_year(asked).lines if one.line == "older_people")
    assert set(found) == {"older_people"}
    assert found["older_people"].mean == pytest.approx(line.sums.variance / 100)
    assert found["older_people"].low_80 == pytest.approx(line.sums.range.low_80 - 1_200)


def test_the_plan_is_told_of_its_first_year_where_the_ledger_has_gone_on(tmp_path: Path) -> None:
    months = {"older_people": {"2026/27": [110.0] * 12, "2027/28": [150.0]}}
    budgets = {"older_people": {"2026/27": 1_200.0, "2027/28": 1_200.0}}
    found = this_year(made_year(tmp_path, months, budgets))
    assert found["older_people"].mean == pytest.approx(120)


def test_the_plan_is_told_nothing_of_another_year(tmp_path: Path) -> None:
    assert this_year(made_year(tmp_path, {"older_people": {"2025/26": EVEN}})) == {}
    assert this_year(made_year(tmp_path / "none", {}, {"older_people": {"2026/27": 1}})) == {}
