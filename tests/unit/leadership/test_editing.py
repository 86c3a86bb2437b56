"""A form writes the file a person would write: one row changes and every other stays to the letter."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from joinedup.errors import InputRefused
from joinedup.folder import Council, read_council
from joinedup.leadership import (
    add_contribution,
    file_of,
    mark_done,
    read_leadership,
    record_reasons,
    version_of,
)

pytestmark = pytest.mark.unit

ON = date(2026, 11, 22)


@pytest.fixture
def council(small_county: Path, tmp_path: Path) -> Council:
    shutil.copytree(small_county / "leadership", tmp_path / "leadership")
    shutil.copy(small_county / "council.toml", tmp_path / "council.toml")
    return read_council(tmp_path)


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_reasons_are_added_as_one_line_and_read_again(council: Council) -> None:
    path = file_of(council, "departures")
    before = lines(path)
    record_reasons(
        council, "owner-can-act", "Kinship", 'Weighed,\nand "kept"', ON, "Chief Executive", version_of(path)
    )
    after = lines(path)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
    held = read_leadership(council).reasons[-1]
    assert (held.rule, held.about, held.reasons, held.recorded_on) == (
        "owner-can-act",
        "Kinship",
        'Weighed, and "kept"',
        ON,
    )


def test_reasons_begin_a_file_where_there_is_none(council: Council) -> None:
    path = file_of(council, "departures")
    path.unlink()
    made = record_reasons(council, "one-member", "Education", "Because", ON, "Chief Executive", "")
    assert made.name == "departures.csv"
    assert len(read_leadership(council).reasons) == 1


def test_a_step_done_changes_one_line_alone(council: Council) -> None:
    path = file_of(council, "contributions")
    before = lines(path)
    one = next(c for c in read_leadership(council).contributions if c.done is None)
    mark_done(council, one, ON, version_of(path))
    changed = [(old, new) for old, new in zip(before, lines(path), strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0][1] == changed[0][0].rstrip(b"\n") + b"22/11/2026\n"
    mark_done(council, one, None, version_of(path))
    assert lines(path) == before


@pytest.mark.parametrize(
    ("ending", "mark"), [("\r\n", b""), ("\r\n", b"\xef\xbb\xbf"), ("\n", b"\xef\xbb\xbf")]
)
def test_the_files_own_line_ends_and_mark_are_kept(council: Council, ending: str, mark: bytes) -> None:
    path = file_of(council, "contributions")
    text = path.read_text(encoding="utf-8").replace("\n", ending)
    path.write_bytes(mark + text.encode())
    one = next(c for c in read_leadership(council).contributions if c.done is None)
    mark_done(council, one, ON, version_of(path))
    content = path.read_bytes()
    assert content.startswith(mark or b"Priority")
    assert content.count(b"\n") == content.count(ending.encode()) == text.count("\n")


def test_a_file_changed_meanwhile_is_not_overwritten(council: Council) -> None:
    path = file_of(council, "contributions")
    version = version_of(path)
    path.write_text(path.read_text(encoding="utf-8").replace("Family hubs", "Hubs"), encoding="utf-8")
    before = path.read_bytes()
    one = read_leadership(council).contributions[0]
    with pytest.raises(InputRefused, match="was changed while you were writing"):
        mark_done(council, one, ON, version)
    assert path.read_bytes() == before


def test_what_does_not_fit_the_other_files_is_put_back(council: Council) -> None:
    path = file_of(council, "contributions")
    before = path.read_bytes()
    one = replace(read_leadership(council).contributions[0], priority="P99", step="New")
    with pytest.raises(InputRefused, match="P99"):
        add_contribution(council, one, version_of(path))
    assert path.read_bytes() == before


def test_a_contribution_is_added_and_read_again(council: Council) -> None:
    path = file_of(council, "contributions")
    one = replace(
        read_leadership(council).contributions[0], step="Another step", due=date(2027, 5, 1), done=None
    )
    add_contribution(council, one, version_of(path))
    assert read_leadership(council).contributions[-1] == one
    with pytest.raises(InputRefused, match="exact repeat"):
        add_contribution(council, one, version_of(path))


def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_words(council: Council) -> None:
    path = file_of(council, "departures")
    record_reasons(council, "one-member", "x", '=HYPERLINK("x")', ON, "Chief Executive", version_of(path))
    assert b"'=HYPERLINK" in path.read_bytes()


def test_a_step_that_is_not_there_is_refused(council: Council) -> None:
    path = file_of(council, "contributions")
    one = replace(read_leadership(council).contributions[0], step="No such step")
    with pytest.raises(InputRefused, match="holds that step 0 times"):
        mark_done(council, one, ON, version_of(path))
