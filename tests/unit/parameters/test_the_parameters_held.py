"""What is true of the parameters that come with the package."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from joinedup.declared import Design, Parameter, RangeMeaning, Source, Standing
from joinedup.parameters import (
    SUMMARY_COLUMNS,
    Finding,
    check_parameters,
    describe,
    load_parameters,
    summarise,
    to_json,
)
from joinedup.parameters._check import _filed_twice

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def parameters() -> dict[str, Parameter]:
    return load_parameters()


def test_no_series_is_filed_under_two_names() -> None:
    assert [finding.says for finding in check_parameters() if finding.is_fault] == []


def test_every_unverified_parameter_is_named_with_its_reason(parameters: dict[str, Parameter]) -> None:
    named = {finding.names[0] for finding in check_parameters() if not finding.is_fault}
    latest = {name: one.values[max(one.values)] for name, one in parameters.items()}
    assert named == {name for name, value in latest.items() if not value.standing.is_verified}
    says = {finding.names[0]: finding.says for finding in check_parameters() if not finding.is_fault}
    assert all(latest[name].reason in says[name] for name in named)


def test_our_own_judgements_are_filed_as_ours(parameters: dict[str, Parameter]) -> None:
    for name, parameter in parameters.items():
        if name.startswith(("joinedup.", "research.")):
            continue
        standings = {value.standing for value in parameter.values.values()}
        assert Standing.JUDGEMENT not in standings, name
        assert parameter.design is not Design.JUDGEMENT, name


def test_every_judgement_has_a_range(parameters: dict[str, Parameter]) -> None:
    """A judgement without a range would claim to be certain; how a method is set claims nothing."""
    methods = (
        "joinedup.roll_forward.",
        "joinedup.conditioning.",
        "joinedup.correlation.",
        "joinedup.workforce.least_staff_share",
        "joinedup.population.need_follows_",
        "joinedup.collaborating.days_to_answer",
    )
    without = {
        name
        for name, parameter in parameters.items()
        for value in parameter.values.values()
        if value.standing is Standing.JUDGEMENT and value.low == value.high and not name.startswith(methods)
    }
    assert without == set()


def test_the_name_of_a_share_says_that_it_is_one(parameters: dict[str, Parameter]) -> None:
    for name, parameter in parameters.items():
        if re.search(r"(^|_)share(_|$)", name.rsplit(".", 1)[-1]) and "growth" not in name:
            assert parameter.unit.startswith("share"), name


def test_every_sentence_ends(parameters: dict[str, Parameter]) -> None:
    for parameter in parameters.values():
        assert parameter.says.endswith("."), parameter.name
        assert not parameter.unit.endswith("."), parameter.name


def test_shares_of_one_whole_add_up(parameters: dict[str, Parameter]) -> None:
    def total(prefix: str) -> float:
        return sum(
            one.values[max(one.values)].value for name, one in parameters.items() if name.startswith(prefix)
        )

    assert total("dfe.looked_after.start_share_aged_") == pytest.approx(1, abs=5e-4)
    assert total("dfe.children_in_need.plan_ended_within_share_") == pytest.approx(1, abs=1.5e-3)
    # Children under 1 who cease to be looked after are not among the published bands read.
    assert 0.85 < total("dfe.looked_after.end_share_aged_") < 1


def test_derived_values_follow_from_what_they_are_derived_from(parameters: dict[str, Parameter]) -> None:
    def now(name: str) -> float:
        return parameters[name].at(date(2026, 4, 1)).value

    def at(name: str, year: int) -> float:
        return parameters[name].at(date(year, 3, 31)).value

    children = now("dfe.children_in_need.children_0_17_england") / 10_000
    assert now("dfe.children_in_need.referrals_england") / children == pytest.approx(
        now("dfe.children_in_need.referral_rate_per_10k"), rel=1e-3
    )
    assert now("dfe.looked_after.starts_england") / children == pytest.approx(
        now("dfe.looked_after.start_rate_per_10k"), rel=2e-3
    )
    assert now("dfe.children_in_need.plans_england") / children == pytest.approx(
        now("dfe.children_in_need.plan_rate_per_10k"), rel=2e-3
    )
    stay = 12 * now("dfe.children_in_need.plans_england") / now("dfe.children_in_need.plan_ends_england")
    assert stay == pytest.approx(now("dfe.children_in_need.plan_months"), abs=0.05)
    both = now("joinedup.send.assess_share") * now("joinedup.send.issue_share")
    assert both == pytest.approx(now("dfe.send.new_plans_per_request"), abs=0.01)
    assert at("dfe.looked_after.children_england", 2025) / children == pytest.approx(
        now("dfe.looked_after.rate_per_10k"), rel=0.01
    )


def test_two_names_for_one_series_are_found(parameters: dict[str, Parameter]) -> None:
    first = parameters["dfe.workforce.turnover_share"]
    day, value = next(iter(first.values.items()))
    other = value.__class__(0.5, 0.4, 0.6, RangeMeaning.ESTIMATE, Standing.FOUND, value.source, "")
    elsewhere = value.__class__(
        value.value,
        value.low,
        value.high,
        RangeMeaning.ESTIMATE,
        Standing.FOUND,
        Source("Other", "other"),
        "",
    )
    same_place = _with(first, "b.same_place", {day: other})
    same_numbers = _with(first, "c.same_numbers", {day: elsewhere})
    unlike = _with(first, "d.unlike", {date(1999, 1, 1): elsewhere})
    found = _filed_twice({one.name: one for one in (first, same_place, same_numbers, unlike)})
    assert found == [
        Finding(
            ("b.same_place", first.name),
            f"b.same_place and {first.name} look like one series: the same place in the same source.",
            is_fault=True,
        ),
        Finding(
            ("c.same_numbers", first.name),
            f"c.same_numbers and {first.name} look like one series: the same unit, date, value and range.",
            is_fault=True,
        ),
    ]


def _with(parameter: Parameter, name: str, values: dict[date, object]) -> Parameter:
    return parameter.__class__(**{**parameter.__dict__, "name": name, "values": values})


def test_a_parameter_describes_itself_in_full(parameters: dict[str, Parameter]) -> None:
    rows = describe(parameters["dfe.children_in_need.re_referral_share"])
    labels = [label for label, _ in rows]
    assert labels[:3] == ["Parameter", "Says", "Unit"]
    assert [label for label in labels if label.startswith("From")] == ["From 2024-03-31", "From 2025-03-31"]
    assert ("From 2025-03-31", "0.226 (found)") in rows
    assert ("Range", "0.12 to 0.32, spread between authorities") in rows
    assert any(label == "Source" and "142,900 of 632,830" in words for label, words in rows)


def test_a_summary_has_a_cell_for_each_column(parameters: dict[str, Parameter]) -> None:
    row = summarise(parameters["dfe.looked_after.price_residential"], date(2026, 4, 1))
    assert len(row) == len(SUMMARY_COLUMNS)
    assert row == (
        "dfe.looked_after.price_residential",
        "6,123",
        "4,000 to 12,000",
        "pounds per child per week",
        "derived",
    )
    assert summarise(parameters["dfe.children_in_need.plans_england"], date(2026, 4, 1))[1:3] == (
        "49,420",
        "",
    )


def test_the_json_form_holds_all_that_the_file_does(parameters: dict[str, Parameter]) -> None:
    written = to_json(parameters["obr.earnings.average"])
    assert list(written["values"]) == ["2026-04-01", "2027-04-01", "2036-04-01"]
    assert written["values"]["2026-04-01"]["source"]["identifier"] == "OBR EFO March 2026"
    assert to_json(parameters["joinedup.money.cpi"])["values"]["2026-04-01"]["source"] is None


def test_nothing_is_read_until_it_is_asked_for() -> None:
    """`--help` starts in under a second only if importing the package reads no file."""
    script = "import joinedup.parameters._load as load; print(load._national.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_every_file_below_the_package_is_loaded(parameters: dict[str, Parameter]) -> None:
    folder = Path(load_parameters.__code__.co_filename).parent
    assert len(list(folder.rglob("*.yaml"))) == len(parameters)
