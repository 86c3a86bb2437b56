"""A targets file is read whole, and everything that is wrong with it is said at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from joinedup.council.better_sets import Known, Targets, TargetsDraft, read_targets
from joinedup.errors import InputRefused

pytestmark = pytest.mark.unit

KNOWN = Known(
    ("bus-passes", "library-hours", "youth-trim"),
    {"care.looked_after": "lower", "family_help.cases": "higher", "population.children": ""},
    ("2026/27", "2027/28", "2028/29", "2029/30", "2030/31"),
)
WHOLE: dict[str, Any] = {
    "title": "A budget",
    "officers": ["youth-trim", "bus-passes"],
    "adjustables": {
        "choose_from": "all",
        "must": ["bus-passes"],
        "not_together": [["library-hours", "youth-trim"]],
        "needs": [{"proposal": "youth-trim", "needs": "bus-passes"}],
        "sizes": {"youth-trim": [1, 0.5]},
        "later_by": {"bus-passes": [0, 12]},
    },
    "constraints": {
        "targets": [{"pot": "general_fund", "year": "2029/30", "saves_at_least": 100, "chance": 0.8}],
        "floors": [
            {"measure": "care.looked_after", "worse_by_at_most": "2%", "where": "each_patch"},
            {"measure": "family_help.cases", "at_least": 50},
        ],
        "worse_off": [{"who": "each_patch", "pot": "general_fund", "by_at_most": 10}],
        "worst_1_in_20": [{"pot": "general_fund", "costs_at_most": 5}],
        "capacity_for_change": {"most_starting_in_a_year": 2},
    },
    "measurables": {"outcomes": [{"measure": "care.looked_after", "weight": 2}]},
}


def checked(content: Any) -> Targets:
    return TargetsDraft(content, "budget.yaml").checked(KNOWN)


def refused(change: Callable[[dict[str, Any]], object]) -> str:
    content = deepcopy(WHOLE)
    change(content)
    with pytest.raises(InputRefused) as error:
        checked(content)
    return str(error.value)


def test_a_whole_file_is_understood() -> None:
    targets = checked(WHOLE)
    assert targets.officers == ("bus-passes", "youth-trim")
    assert targets.choose_from == KNOWN.proposals
    assert targets.sizes == {"youth-trim": (0.5, 1)}
    assert targets.needs == (("youth-trim", "bus-passes"),)
    assert (targets.targets[0].saves, targets.targets[0].when, targets.targets[0].chance) == (
        100,
        "2029/30",
        0.8,
    )
    assert (targets.worst[0].saves, targets.worst[0].when) == (-5, "five_years")
    assert targets.floors[0].value == pytest.approx(0.02)
    assert targets.floors[0].years == ("2030/31",)
    assert targets.floors[1].years == KNOWN.years
    assert targets.cash == ("general_fund", "five_years")
    assert targets.aim == "outcome"
    assert (targets.outcomes[0].better, targets.outcomes[0].weight) == ("lower", 2)


def test_the_least_a_file_can_say_is_what_is_better() -> None:
    targets = checked({"title": "A", "measurables": {"outcomes": [{"measure": "family_help.cases"}]}})
    assert targets.choose_from == KNOWN.proposals
    assert targets.officers == targets.must == targets.targets == ()
    assert targets.most_starting is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda one: one["officers"].append("bus-pases"), "did you mean bus-passes?"),
        (lambda one: one["adjustables"]["must"].append("x"), "adjustables.must: there is no proposal 'x'"),
        (lambda one: one["adjustables"].update(choose_from=["youth-trim"]), "not among the proposals in"),
        (lambda one: one["adjustables"].update(never=["bus-passes"]), "under must and under never"),
        (
            lambda one: one["adjustables"]["needs"].append({"proposal": "bus-passes", "needs": "bus-passes"}),
            "cannot need itself",
        ),
        (lambda one: one["adjustables"]["sizes"].update({"youth-trim": [1.5]}), "greater than the maximum"),
        (
            lambda one: one["constraints"]["targets"][0].update(year="2035/36"),
            "year of the plan's first five",
        ),
        (lambda one: one["constraints"]["targets"][0].update(over="five_years"), "not both"),
        (lambda one: one["constraints"]["targets"][0].pop("year"), "state a year, such as '2030/31'"),
        (lambda one: one["constraints"]["targets"][0].pop("saves_at_least"), "`saves_at_least` or"),
        (lambda one: one["constraints"]["targets"][0].update(costs_at_most=1), "`saves_at_least` or"),
        (
            lambda one: one["constraints"]["floors"][0].update(measure="care.looked_aftr"),
            "care.looked_after?",
        ),
        (lambda one: one["constraints"]["floors"][0].update(year="2027/28"), "compared in 2030/31 only"),
        (lambda one: one["constraints"]["floors"][1].update(at_most=1), "exactly one of"),
        (
            lambda one: one["constraints"]["floors"][0].update(measure="population.children"),
            "has no better or worse",
        ),
        (
            lambda one: one["measurables"]["outcomes"].append({"measure": "population.children"}),
            "say whether `better` is lower or higher",
        ),
        (
            lambda one: one["measurables"]["outcomes"].append({"measure": "care.looked_after"}),
            "named twice",
        ),
        (
            lambda one: one["constraints"]["targets"][0].update(pot="developer_contributions"),
            "'developer_contributions' is not one of ['general_fund'",
        ),
        (lambda one: one["constraints"]["targets"][0].update(saves_at_least=math.nan), "not a number"),
        (lambda one: one["constraints"]["worse_off"][0].update(by_at_most=math.inf), "not a number"),
        (lambda one: one.update(tarrgets=[]), "tarrgets"),
        (lambda one: one.pop("measurables"), "measurables"),
    ],
)
def test_a_fault_says_where_it_is_and_what_is_meant(change: Callable[[Any], object], says: str) -> None:
    assert says in refused(change)


def test_all_faults_are_said_at_once() -> None:
    def spoil(content: dict[str, Any]) -> None:
        content["officers"] = ["nobody"]
        content["constraints"]["floors"][0]["measure"] = "nothing"
        content["measurables"]["outcomes"][0]["measure"] = "nowhere"

    said = refused(spoil)
    assert "3 things are not right" in said
    assert all(name in said for name in ("nobody", "nothing", "nowhere"))


@pytest.mark.parametrize("content", [None, "text", [], 3])
def test_what_is_no_file_of_targets_is_refused(content: Any) -> None:
    with pytest.raises(InputRefused, match=r"budget\.yaml"):
        checked(content)


def test_a_missing_file_names_the_others(tmp_path: Path) -> None:
    (tmp_path / "budget.yaml").write_text(yaml.safe_dump(WHOLE), encoding="utf-8")
    with pytest.raises(InputRefused, match=r"That folder holds: budget\.yaml"):
        read_targets(tmp_path / "other.yaml")
    assert read_targets(tmp_path / "budget.yaml").checked(KNOWN).title == "A budget"


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("title: [", encoding="utf-8")
    with pytest.raises(InputRefused, match=r"broken\.yaml cannot be read"):
        read_targets(path)
