"""A parameter that does not state what it must does not load, and every fault is named at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from joinedup.declared import Distribution, RangeMeaning, Standing
from joinedup.errors import ParameterRefused
from joinedup.parameters import find_parameter, load_parameters
from joinedup.parameters._read import read_parameter

pytestmark = pytest.mark.unit

WHOLE = """\
says: Share of posts that are vacant.
unit: share of posts
geography: England
distribution: triangular
design: official statistic
owner: Department for Education
values:
  2023-09-30:
    value: 0.189
    low: 0.05
    high: 0.35
    range_is: authorities
    standing: found
    source: {title: Workforce, identifier: dataset 1, published: 2024, at: row 1}
  2024-09-30:
    value: 0.173
    low: 0.05
    high: 0.35
    range_is: estimate
    standing: recalled
    reason: Recalled, to be checked.
"""
LOCAL = """\
geography: Middleshire
values:
  2026-03-31:
    value: 0.2
    low: 0.15
    high: 0.25
    range_is: estimate
    standing: judgement
    reason: Our own count.
"""
NAME = "dfe.workforce.vacancy_share"


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "one.yaml"
    path.write_text(text, encoding="utf-8")
    parameter, found = read_parameter(path, "a.one")
    assert (parameter is None) == bool(found)
    return found


def local_folder(tmp_path: Path, text: str, name: str = NAME) -> Path:
    path = tmp_path.joinpath(*name.split(".")).with_suffix(".yaml")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_whole_file_is_read_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    parameter, found = read_parameter(path, "a.one")
    assert found == []
    assert parameter is not None
    assert (parameter.name, parameter.unit, parameter.distribution) == (
        "a.one",
        "share of posts",
        Distribution.TRIANGULAR,
    )
    first = parameter.at(date(2023, 12, 1))
    assert (first.value, first.low, first.high) == (0.189, 0.05, 0.35)
    assert (first.standing, first.range_is) == (Standing.FOUND, RangeMeaning.AUTHORITIES)
    assert str(first.source) == "Workforce, row 1, 2024, dataset 1"
    assert parameter.at(date(2026, 4, 1)).value == 0.173
    assert parameter.at(date(2001, 1, 1)).value == 0.189


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("unit: share of posts\n", "", "states no `unit`"),
        ("says: Share of posts that are vacant.\n", "says: ''\n", "states no `says`"),
        ("geography: England\n", "", "states no `geography`"),
        ("owner: Department for Education\n", "", "states no `owner`"),
        ("design: official statistic\n", "design: hearsay\n", "`design` is one of trial"),
        ("distribution: triangular\n", "distribution: bell\n", "`distribution` is one of fixed"),
        ("unit: share of posts\n", "unit: share of posts\nunits: posts\n", "did you mean `unit`?"),
        ("  2024-09-30:\n", "  2024:\n", "2024 under `values` is not a date"),
        ("  2024-09-30:\n", "  2023-09-30:\n", "gives '2023-09-30' twice"),
        (
            "    high: 0.35\n    range_is: estimate\n",
            "    range_is: estimate\n",
            "2024-09-30: states no `high`",
        ),
        ("    range_is: estimate\n", "", "2024-09-30: states no `range_is`"),
        ("    range_is: estimate\n", "    range_is: guess\n", "2024-09-30: `range_is` is one of estimate"),
        ("    value: 0.173\n", "    value: 0.5\n", "not in order (0.05, 0.5, 0.35)"),
        ("    value: 0.173\n", "    value: .nan\n", "2024-09-30: `value` is not a number"),
        ("    value: 0.173\n", "    value: true\n", "2024-09-30: `value` is not a number"),
        ("    reason: Recalled, to be checked.\n", "", "is recalled but states no `reason`"),
        ("title: Workforce, ", "", "2023-09-30: source states no `title`"),
        ("identifier: dataset 1, ", "", "2023-09-30: source states no `identifier`"),
        ("published: 2024", "publisched: 2024", "did you mean `published`?"),
        (
            "    source: {title: Workforce, identifier: dataset 1, published: 2024, at: row 1}\n",
            "",
            "no `source`",
        ),
        ("    low: 0.05\n", "    low: -0.1\n", "a share lies between 0 and 1"),
        ("distribution: triangular\n", "distribution: fixed\n", "is fixed but has a range"),
    ],
)
def test_a_file_without_what_it_must_state_is_refused(
    tmp_path: Path, was: str, becomes: str, fault: str
) -> None:
    assert was in WHOLE
    assert any(fault in one for one in faults(tmp_path, WHOLE.replace(was, becomes)))


@pytest.mark.parametrize("text", ["", "- one\n- two\n", "values: [", "just words", "a: &x [*x]\n"])
def test_a_file_that_is_no_list_of_keys_is_refused(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text)


def test_a_lognormal_range_lies_above_nought(tmp_path: Path) -> None:
    text = WHOLE.replace("triangular", "lognormal").replace("low: 0.05", "low: 0")
    assert any("lognormal" in one for one in faults(tmp_path, text))


def test_a_distribution_needs_a_range(tmp_path: Path) -> None:
    text = WHOLE.replace("low: 0.05", "low: 0.2").replace("high: 0.35", "high: 0.2")
    text = text.replace("value: 0.189", "value: 0.2").replace("value: 0.173", "value: 0.2")
    assert any("has no range" in one for one in faults(tmp_path, text))


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("unit: share of posts\n", "").replace("    low: 0.05\n", "")
    assert len(faults(tmp_path, text)) == 3


def test_a_council_without_own_values_has_the_national_ones(tmp_path: Path) -> None:
    assert load_parameters(tmp_path / "parameters") == load_parameters()


def test_a_council_s_own_value_replaces_the_national_one(tmp_path: Path) -> None:
    national = load_parameters()
    local = load_parameters(local_folder(tmp_path, LOCAL))
    assert local[NAME].at(date(2020, 1, 1)).value == 0.2
    assert local[NAME].geography == "Middleshire"
    assert local[NAME].says == national[NAME].says
    assert {name for name in national if national[name] != local[name]} == {NAME}
    assert load_parameters()[NAME] == national[NAME]


def test_a_change_of_the_answer_does_not_change_the_next(tmp_path: Path) -> None:
    load_parameters().clear()
    assert load_parameters()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (LOCAL.replace("estimate", "authorities"), "cannot have the spread between authorities"),
        ("unit: posts\n" + LOCAL, "states the unit 'posts'; the national value is in 'share of posts'"),
        (LOCAL.replace("geography: Middleshire\n", ""), "states no `geography`"),
    ],
)
def test_a_local_value_of_another_kind_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ParameterRefused, match=r"vacancy_share\.yaml") as refused:
        load_parameters(local_folder(tmp_path, text))
    assert fault in str(refused.value)


def test_a_local_file_that_names_no_parameter_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(ParameterRefused, match=r"Did you mean dfe\.workforce\.vacancy_share"):
        load_parameters(local_folder(tmp_path, LOCAL, "dfe.work_force.vacancy_share"))


def test_every_file_refused_is_named(tmp_path: Path) -> None:
    folder = local_folder(tmp_path, LOCAL.replace("    value: 0.2\n", ""))
    (folder / "another.yml").write_text(LOCAL, encoding="utf-8")
    (folder / "Wrong Name.yaml").write_text(LOCAL, encoding="utf-8")
    with pytest.raises(ParameterRefused) as refused:
        load_parameters(folder)
    message = str(refused.value)
    assert message.startswith("3 parameter files")
    assert "another.yml: ends in .yml; name it .yaml" in message
    assert "Wrong Name.yaml: is not named in lower-case" in message
    assert "vacancy_share.yaml: 2026-03-31: states no `value`" in message


def test_a_parameter_is_found_by_name_or_a_name_is_suggested() -> None:
    parameters = load_parameters()
    assert find_parameter(parameters, NAME).name == NAME
    with pytest.raises(ParameterRefused, match=r"Did you mean .*dfe\.workforce\.vacancy_share"):
        find_parameter(parameters, "dfe.workforce.vacancies_share")
    with pytest.raises(ParameterRefused, match="parameters list"):
        find_parameter(parameters, "xyz")
