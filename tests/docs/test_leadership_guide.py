"""The guide to leadership says what the code does: its files, rules, kinds of change and examples."""

from __future__ import annotations

import doctest
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from joinedup.folder import Council, Patch, read_council
from joinedup.leadership import (
    FORMS,
    KINDS,
    applied,
    compare,
    draft_of,
    read_delegations,
    read_leadership,
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


@pytest.fixture
def council(tmp_path: Path) -> Council:
    example = examples("yaml")[0]
    (tmp_path / "leadership").mkdir()
    (tmp_path / "leadership" / "delegations.yaml").write_text(example, encoding="utf-8")
    return Council(
        tmp_path, "Testshire", "E06000000", "000", "unitary", "England", date(2026, 4, 1), (Patch("a", "A"),)
    )


def test_the_scheme_shown_gives_the_route_shown(council: Council) -> None:
    assert read_delegations(council).key.pounds_from == 500_000
    [example] = examples("python")
    parsed = doctest.DocTestParser().get_doctest(example, {"council": council}, "leadership", None, 0)
    assert parsed.examples
    assert doctest.DocTestRunner().run(parsed).failed == 0


def test_the_draft_shown_brings_the_findings_of_a_director_with_more_to_hold(small_county: Path) -> None:
    draft = draft_of(yaml.safe_load(examples("yaml")[1]), "people-and-place.yaml", stem="people-and-place")
    today = read_leadership(read_council(small_county)).on(date(2026, 11, 22))
    gained = {one.rule.code for one in compare(today, applied(today, draft)).gained}
    assert gained == {"added-responsibilities", "review-due"}
