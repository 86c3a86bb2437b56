"""How many changes a service carries at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from decided_life import TODAY, Life, account

from joinedup.access.roles import Role
from joinedup.council import collect_figures
from joinedup.declared import FigureValue, Origin
from joinedup.parameters import load_parameters
from joinedup.register.deciding import (
    Change,
    Limit,
    changes_of,
    limit_from_budget,
    limits_of,
    loads_by_month,
    spending_lines_of,
    too_much_with,
)
from joinedup.register.models import ChangeLimit, Decision

pytestmark = pytest.mark.unit
MONTHS = [date(2027, month, 1) for month in range(1, 7)]


def change(number: int, starts: date, ends: date, *services: str) -> Change:
    return Change(number, f"D{number:04d}", "A change", services or ("youth_services",), starts, ends, False)


def limit(most: int) -> dict[str, Limit]:
    return {"youth_services": Limit("youth_services", most, "It says so", True)}


def test_a_month_carries_what_runs_on_any_day_of_it() -> None:
    changes = [change(1, date(2027, 1, 31), date(2027, 3, 1)), change(2, date(2027, 3, 31), date(2027, 4, 1))]
    held = {one.month: [c.decision for c in one.changes] for one in loads_by_month(changes, limit(1), MONTHS)}
    assert held == {MONTHS[0]: [1], MONTHS[1]: [1], MONTHS[2]: [1, 2], MONTHS[3]: [2]}


def test_only_more_than_it_can_carry_is_too_much() -> None:
    changes = [change(number, date(2027, 1, 1), date(2027, 1, 31)) for number in (1, 2)]
    assert not loads_by_month(changes, limit(2), MONTHS)[0].is_over
    over = loads_by_month(changes, limit(1), MONTHS)
    assert [one.is_over for one in over] == [True]
    assert too_much_with(1, over) == over
    assert too_much_with(3, over) == ()


def test_a_budget_carries_at_least_one_change_and_more_with_more_money() -> None:
    parameters = load_parameters()
    few, many = (limit_from_budget("x", pounds, parameters, TODAY).most for pounds in (0.0, 72_000_000.0))
    assert (few, many) == (1, 10)


def test_the_services_own_limit_comes_first(served: Path) -> None:
    person = account(Role.HEAD_OF_SERVICE)
    ChangeLimit.objects.create(service="youth_services", most=7, because="We hired", by=person)
    value = FigureValue("budget", "E1", "youth_services", TODAY, 4e6, Origin.OWN, "Budget", "")
    found = limits_of(["youth_services"], collect_figures("E1", [value]), load_parameters(), TODAY)
    assert (found["youth_services"].most, found["youth_services"].is_own) == (7, True)


def test_services_may_be_named_as_the_budget_or_as_the_model_does() -> None:
    assert spending_lines_of(["youth_services"]) == ("youth_services",)
    assert spending_lines_of(["youth"]) == ("youth_services", "youth_justice")
    assert spending_lines_of(["nonsense"]) == ()


def test_a_decision_loads_its_service_from_the_day_it_is_planned_for(served: Path) -> None:
    life = Life(served)
    life.routed(planned=date(2027, 2, 1))
    found = changes_of(Decision.objects.all(), TODAY, 18)[0]
    assert (found.services, found.starts, found.ends) == (
        ("youth_services",),
        date(2027, 2, 1),
        date(2028, 8, 1),
    )
