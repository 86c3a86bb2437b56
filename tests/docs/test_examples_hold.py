"""The examples in the words are true: each is read by the code that it explains."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from joinedup.errors import ParameterRefused
from joinedup.folder import read_council
from joinedup.parameters import load_parameters, to_json
from joinedup.parameters._read import read_parameter

pytestmark = pytest.mark.docs

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "user_guide"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def examples(page: str, language: str) -> list[str]:
    """Return the examples of a page that are written in one language."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def test_the_council_described_is_one(tmp_path: Path) -> None:
    [example] = examples("a_council_is_a_folder.md", "toml")
    (tmp_path / "council.toml").write_text(example, encoding="utf-8")
    council = read_council(tmp_path)
    assert [patch.id for patch in council.patches] == ["north", "south"]
    assert council.organisations[0].functions == ("homelessness",)
    assert council.directorate_name("children") == "Children and Family Services"


def test_the_local_value_shown_replaces_the_national_one(tmp_path: Path) -> None:
    local, _ = examples("parameters.md", "yaml")
    path = tmp_path / "dfe" / "workforce" / "turnover_share.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(local, encoding="utf-8")
    parameter = load_parameters(tmp_path)["dfe.workforce.turnover_share"]
    assert (parameter.geography, [value.value for value in parameter.values.values()]) == (
        "Middleshire",
        [0.142],
    )


def test_the_whole_form_shown_loads(tmp_path: Path) -> None:
    _, whole = examples("parameters.md", "yaml")
    (tmp_path / "one.yaml").write_text(whole, encoding="utf-8")
    parameter, faults = read_parameter(tmp_path / "one.yaml", "a.one")
    assert faults == []
    assert parameter is not None


def test_the_exit_code_named_for_parameters_is_the_one_given() -> None:
    text = (GUIDE / "parameters.md").read_text(encoding="utf-8")
    assert f"the exit code is {ParameterRefused.exit_code}." in text


def test_the_json_shown_is_what_is_written() -> None:
    [example] = examples("exit_codes_and_json.md", "json")
    assert json.loads(example) == to_json(load_parameters()["obr.prices.cpih"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_parameter_named_in_the_words_exists(page: Path) -> None:
    parameters = load_parameters()
    bodies = "|".join(sorted({name.split(".")[0] for name in parameters} - {"joinedup"}))
    named = re.findall(rf"\b((?:{bodies})(?:\.[a-z0-9_]+){{2}})\b", page.read_text(encoding="utf-8"))
    assert set(named) <= set(parameters)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_page_leads_to_one(page: Path) -> None:
    missing = [target for target in links(page) if not (page.parent / target.split("#")[0]).exists()]
    assert missing == []


def links(page: Path) -> Iterator[str]:
    """Yield the targets of a page's links that are not on the web and not within the page."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"https?:|mailto:|#", target):
            yield target
