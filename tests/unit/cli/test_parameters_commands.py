"""`joinedup parameters`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run, run_well

from joinedup.parameters import load_parameters

pytestmark = pytest.mark.unit


def test_every_parameter_is_listed_by_its_whole_name() -> None:
    said = run_well("parameters", "list")
    names = [line for line in said.out.splitlines() if not line.startswith(" ")]
    assert names == sorted(load_parameters())
    assert f"{len(names)} parameters." in said.err


def test_a_list_can_be_narrowed() -> None:
    names = [one["name"] for one in run_well("parameters", "list", "obr.", "--json").json]
    assert names == sorted(name for name in load_parameters() if "obr." in name)


def test_one_is_shown_whole() -> None:
    said = run_well("parameters", "show", "obr.prices.cpih")
    assert "Office for Budget Responsibility" in said.out
    assert "Source" in said.out


def test_a_misspelt_parameter_suggests_what_was_meant() -> None:
    said = run("parameters", "show", "obr.prices.cphi", "--json")
    assert (said.code, said.out) == (5, "")
    assert "obr.prices.cpih" in said.err


def test_a_check_lists_what_nobody_has_verified() -> None:
    said = run_well("parameters", "check", "--json")
    assert {"names", "says", "is_fault"} == set(said.json[0])
    assert not any(one["is_fault"] for one in said.json)


def test_a_local_value_that_lacks_its_source_is_refused(empty_council: Path) -> None:
    local = empty_council / "parameters" / "obr" / "prices" / "cpih.yaml"
    local.parent.mkdir(parents=True)
    local.write_text("geography: Here\nvalues:\n  2026-04-01:\n    value: 0.03\n")
    said = run("parameters", "check", "--council", empty_council)
    assert (said.code, said.out) == (5, "")
    assert "cpih.yaml" in said.err


def test_a_local_value_takes_the_place_of_the_national_one(
    empty_council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = empty_council / "parameters" / "obr" / "prices" / "cpih.yaml"
    local.parent.mkdir(parents=True)
    local.write_text(
        "geography: Here\nvalues:\n  2026-04-01:\n    value: 0.031\n    low: 0.02\n    high: 0.04\n"
        "    range_is: estimate\n    standing: judgement\n    reason: Our treasury's view.\n"
    )
    monkeypatch.chdir(local.parent)
    shown = run_well("parameters", "show", "obr.prices.cpih", "--json").json
    assert [one["value"] for one in shown["values"].values()] == [0.031]
