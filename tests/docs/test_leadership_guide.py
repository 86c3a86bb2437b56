"""The guide to leadership says what the code does: its files, rules, kinds of change and examples."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from joinedup.folder import Council, Patch, read_council
from joinedup.leadership import (
    FORMS,
    KINDS,
    Taker,
    applied,
    compare,
    draft_of,
    read_delegations,
    read_leadership,
    route_of,
)
from joinedup.leadership.rules import RULES
from joinedup.returns.leadership import ALL

pytestmark = pytest.mark.docs

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user_guide" / "leadership.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)


def rows(first_header: str) -> list[list[str]]:
    """Return the cells of the table whose first header is this."""
    table = re.search(rf"^\| {first_header} \|.*\n\| ---.*\n((?:\|.*\n)+)", TEXT, flags=re.MULTILINE)
    assert table is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]


def test_every_file_is_listed_with_its_columns() -> None:
    listed = {cells[1]: cells[2] for cells in rows("File")}
    assert listed == {one.table.says: ", ".join(c.published for c in one.table.columns) for one in ALL}


def test_every_rule_is_listed_as_it_is_declared() -> None:
    assert rows("Clause") == [[one.clause, one.force.value, one.read_in] for one in RULES]


def test_every_kind_of_change_is_listed_with_what_it_states() -> None:
    def ticked(names: object) -> str:
        return ", ".join(f"`{one}`" for one in names)  # type: ignore[attr-defined]

    assert rows("Kind") == [
        [f"`{kind}`", KINDS[kind], ticked(must), ticked(may)] for kind, (must, may) in FORMS.items()
    ]


def test_the_scheme_shown_is_one_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "leadership").mkdir()
    (tmp_path / "leadership" / "delegations.yaml").write_text(examples("yaml")[0], encoding="utf-8")
    council = Council(
        tmp_path, "Testshire", "E06000000", "000", "unitary", "England", date(2026, 4, 1), (Patch("a", "A"),)
    )
    scheme = read_delegations(council)
    assert scheme.key.pounds_from == 500_000
    assert route_of(scheme, 300_000, "savings", wards=1, directorate="children").who == "Cabinet"


def test_the_route_told_of_middleshire_is_the_countys(small_county: Path) -> None:
    scheme = read_delegations(read_council(small_county))
    route = route_of(scheme, 300_000, "savings", wards=1, directorate="children")
    assert route.taker is Taker.CABINET_MEMBER
    assert "300,000 pounds goes to the lead member in Middleshire" in TEXT


def test_the_draft_shown_brings_the_findings_of_a_director_with_more_to_hold(small_county: Path) -> None:
    draft = draft_of(yaml.safe_load(examples("yaml")[1]), "people-and-place.yaml", stem="people-and-place")
    today = read_leadership(read_council(small_county)).on(date(2026, 11, 22))
    gained = {one.rule.code for one in compare(today, applied(today, draft)).gained}
    assert gained == {"added-responsibilities", "review-due"}
