"""A council started from open data gets a medium-term plan, and is told whose figures it starts from."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run_well

pytestmark = pytest.mark.spec


@pytest.fixture(scope="module")
def plan(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("open") / "stockport"
    run_well("start", "Stockport", "--open-data", shared_data, "--folder", folder)
    said = run_well("plan", "--council", folder, "--draws", "16", "--json")
    return dict(said.json)


def rows(plan: dict[str, object], name: str) -> list[dict[str, object]]:
    held = plan[name]
    assert isinstance(held, list)
    return held


def test_published_outturn_stands_in_with_its_year(plan: dict[str, object]) -> None:
    spent = [one for one in rows(plan, "coverage") if one["kind"] == "budget" and one["pounds"] is not None]
    assert len(spent) > 15
    named = [str(one["comes_from"]) for one in spent]
    assert all("outturn in place of a budget" in one for one in named)
    assert all("202" in one for one in named)
    assert any("as published nationally" in one for one in named)


def test_a_row_without_a_figure_says_so_and_is_not_called_nothing(plan: dict[str, object]) -> None:
    unheld = [one for one in rows(plan, "coverage") if one["pounds"] is None]
    assert unheld
    assert {one["comes_from"] for one in unheld} == {"no figure is held; taken as none"}
    floors = {one["floor"] for one in rows(plan, "balances")}
    kinds = {one["code"] for one in unheld if one["kind"] == "reserves"}
    assert (floors == {None}) == ("general" in kinds)


def test_the_plan_adds_up_to_the_penny(plan: dict[str, object]) -> None:
    for pot in rows(plan, "pots"):
        if pot["gap"] is None:
            continue
        gap = pot["gap"]
        assert isinstance(gap, list)
        for year in range(5):
            pence = sum(
                (-1 if row["section"] in ("funding", "planned_reserves") else 1)
                * round(100 * row["pounds"][year])
                for row in pot["rows"]  # type: ignore[attr-defined]
            )
            assert pence == round(100 * gap[year])
