"""Pages that are built once for as long as what they show stays as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest
from markupsafe import Markup

from joinedup.folder import Council, new_council
from joinedup.reports import Cell, Chart, DataTable, Page, Row, shown
from joinedup.web import kept_pages
from joinedup.web.kept_pages import page_of

pytestmark = pytest.mark.unit


@dataclass(frozen=True)
class _OnePage(Page):
    """A page with every kind of part."""

    template: ClassVar[str] = "coverage.html"

    says: str = field(metadata=shown("Words."))
    chart: Chart | None = field(metadata=shown("A chart."))
    pots: tuple[tuple[str, DataTable, DataTable | None], ...] = field(metadata=shown("Tables."))


def _page(says: str = "first") -> _OnePage:
    table = DataTable("Spending", "£", "Pot", ("2026/27",), (Row("Care", (Cell("1", "0 to 2"),), True),))
    chart = Chart("Spending", "Rises.", Markup('<svg viewBox="0 0 1 1">&amp;</svg>'), table, (("a", "b"),))
    return _OnePage(says, chart, (("General Fund", table, None),))


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return new_council(tmp_path / "made", "Testshire")


@pytest.fixture(autouse=True)
def _another_process() -> Iterator[None]:
    kept_pages._held.clear()
    yield
    kept_pages._held.clear()


def _built(says: list[str], word: str) -> _OnePage:
    says.append(word)
    return _page(word)


def test_a_page_is_built_once_and_comes_back_the_same_from_disk(council: Council, tmp_path: Path) -> None:
    source, built = tmp_path / "result", list[str]()
    source.write_text("1")
    first = page_of(council, _OnePage, "one", lambda: _built(built, "first"), source)
    assert page_of(council, _OnePage, "one", lambda: _built(built, "again"), source) is first
    kept_pages._held.clear()
    again = page_of(council, _OnePage, "one", lambda: _built(built, "again"), source)
    assert (again, built) == (_page(), ["first"])
    assert again.chart is not None and isinstance(again.chart.svg, Markup)


@pytest.mark.parametrize("change", ["source", "folder", "council.toml", "gone", "program"])
def test_a_page_is_built_anew_when_what_it_is_made_from_changes(
    council: Council, tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, folder = tmp_path / "result", tmp_path / "parameters"
    (folder / "dfe").mkdir(parents=True)
    source.write_text("1")
    page_of(council, _OnePage, "one", _page, source, folder)
    if change == "source":
        source.write_text("2")
        os.utime(source, ns=(1, 1))
    elif change == "folder":
        (folder / "dfe" / "limit.yaml").write_text("value: 31")
    elif change == "council.toml":
        toml = council.folder / "council.toml"
        toml.write_text(toml.read_text() + "\n")
    elif change == "gone":
        source.unlink()
    else:
        monkeypatch.setattr(kept_pages, "code_hash", lambda: "another version")
    found = page_of(council, _OnePage, "one", lambda: _page("second"), source, folder)
    assert found.says == "second"


def test_a_kept_page_that_is_damaged_is_built_again(council: Council) -> None:
    page_of(council, _OnePage, "one", _page)
    kept = council.workings / "pages" / "one.json.gz"
    for damage in (b"", kept.read_bytes()[:-20], b"\x1f\x8bnothing"):
        kept_pages._held.clear()
        kept.write_bytes(damage)
        assert page_of(council, _OnePage, "one", lambda: _page("again")).says == "again"


def test_a_page_is_shown_where_nothing_can_be_kept(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_pages, "put", full)
    assert page_of(council, _OnePage, "one", _page).says == "first"


def test_what_is_kept_can_be_read_by_its_owner_alone(council: Council) -> None:
    page_of(council, _OnePage, "one", _page)
    for path in (council.workings / "pages").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name
