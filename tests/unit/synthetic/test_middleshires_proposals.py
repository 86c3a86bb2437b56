"""The proposals of the fictional county: what the plan says of them is what they claim, whatever the size."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from joinedup.folder import read_council
from joinedup.synthetic._proposals import sized_forms
from joinedup.vocabulary import COUNCIL_LINES, Pot

pytestmark = pytest.mark.unit

YEARS = range(2026, 2031)


def _forms(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (folder / "proposals").glob("*.yaml")
    }


def _planned(folder: Path) -> list[dict[str, Any]]:
    return pl.read_csv(folder / "data" / "finance" / "mtfs_proposals.csv").to_dicts()


def _claimed(form: dict[str, Any], year: int) -> float:
    """Return what is claimed in a financial year, month by month. Pounds."""
    months = [date(year + (month < 4), month, 1) for month in range(1, 13)]
    return sum(
        one["pounds_a_year"] / 12 for one in form["savings"] for month in months if one["from"] <= month
    )


def test_the_plan_holds_each_proposal_once_under_its_own_name(small_county: Path) -> None:
    forms, planned = _forms(small_county), _planned(small_county)
    assert sorted(one["Reference"] for one in planned) == sorted(forms)
    assert len(forms) == 20
    for one in planned:
        form = forms[one["Reference"]]
        assert (one["Reference"], one["Title"]) == (form["id"], form["title"])
        assert {Pot(claim["pot"]).says for claim in form["savings"]} == {one["Pot"]}
        assert {claim["kind"] for claim in form["savings"]} == {
            "cashable" if one["Cashable"] == "Yes" else "avoided"
        }


def test_the_plan_says_of_each_year_what_the_proposals_claim(small_county: Path) -> None:
    forms = _forms(small_county)
    for one in _planned(small_county):
        sign = {"Saving": 1, "Investment": -1}[one["Type"]]
        for year in YEARS:
            says = sign * one[f"{year}/{year + 1 - 2000}"]
            assert says == pytest.approx(_claimed(forms[one["Reference"]], year), abs=0.006)


def test_each_falls_on_a_line_of_the_budget_in_its_own_pot(small_county: Path) -> None:
    lines = {(line.says, line.pot.says) for line in COUNCIL_LINES}
    assert {(one["Service"], one["Pot"]) for one in _planned(small_county)} <= lines


def test_who_answers_for_a_proposal_holds_a_post_of_the_county(small_county: Path) -> None:
    posts = set(pl.read_csv(small_county / "leadership/posts.csv", infer_schema=False)["Post"])
    held = read_council(small_county).directorates
    for form in _forms(small_county).values():
        assert form["owner"] in posts
        assert form["directorate"] in held


def test_a_county_of_a_tenth_proposes_a_tenth_of_every_sum_and_the_same_share_of_every_service() -> None:
    whole, tenth = (
        {name: yaml.safe_load(text) for name, text in sized_forms(scale).items()} for scale in (1.0, 0.1)
    )
    amounts = 0
    for name, form in whole.items():
        small = tenth[name]
        for now, then in zip(form["changes"], small["changes"], strict=True):
            if isinstance(now["by"], str):
                assert now == then
            else:
                amounts += 1
                assert then["by"] == pytest.approx(now["by"] / 10, rel=0.05)
                assert now | {"by": 0} == then | {"by": 0}
        for now, then in zip(form["savings"], small["savings"], strict=True):
            assert then["pounds_a_year"] == pytest.approx(now["pounds_a_year"] / 10)
        unsized = ("id", "title", "owner", "directorate", "evidence")
        assert [form[key] for key in unsized] == [small[key] for key in unsized]
    assert amounts > 15
