"""`try`, `compare`, `explain` and `links`: each answers in the terminal, as a page, a workbook and JSON."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import QUICK, run, run_well

pytestmark = pytest.mark.spec


@pytest.fixture(scope="module")
def county(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asking") / "county"
    shutil.copytree(small_county, folder)
    run_well("load", "--council", folder)
    return folder


def files_said(err: str) -> list[Path]:
    """Return the files that a command says it wrote."""
    return [
        Path(line.split(": ", 1)[1])
        for line in err.splitlines()
        if line.startswith(("Report: ", "Workbook: ", "Every number: "))
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("try", "youth-trim", *QUICK), "What the answer hangs on"),
        (("compare", "youth-trim", "family-help-trim", *QUICK), "Do nothing"),
        (("explain", "youth-trim", *QUICK), "Over the whole plan"),
        (("links",), "Effects of one service on another"),
    ],
    ids=lambda words: words[0] if isinstance(words, tuple) else "",
)
def test_a_command_answers_and_writes_what_it_says(words: tuple[str, ...], says: str, county: Path) -> None:
    said = run_well(*words, "--council", county)
    assert says in said.out
    written = files_said(said.err)
    assert {path.suffix for path in written} >= {".html", ".xlsx"}
    assert all(path.is_file() for path in written)


def test_without_a_number_the_future_is_drawn_at_least_256_times(county: Path) -> None:
    answer = run_well("try", "youth-trim", "--years", "2", "--council", county, "--json").json
    assert answer["manifest"]["draws"] >= 256


def test_a_number_of_draws_is_kept_to(county: Path) -> None:
    answer = run_well("try", "youth-trim", *QUICK, "--council", county, "--json").json
    assert answer["manifest"]["draws"] == 16


def test_more_draws_than_memory_holds_are_refused_before_anything_is_run(county: Path) -> None:
    said = run("try", "youth-trim", "--draws", "4096", "--council", county)
    assert said.code not in (0, 1)
    assert "at most 2,048 draws" in said.err


def test_alternatives_are_run_on_the_same_futures(county: Path) -> None:
    """An alternative answers as it does alone, and doing nothing is the same for all."""
    alone = run_well("try", "youth-trim", *QUICK, "--council", county, "--json").json
    both = run_well("compare", "youth-trim", "family-help-trim", *QUICK, "--council", county, "--json").json
    first, second = both["alternatives"]
    assert first["headlines"] == alone["headlines"]
    assert [row["without"] for row in first["measures"]] == [row["without"] for row in second["measures"]]


def test_a_plus_takes_proposals_together(county: Path) -> None:
    words = ("youth-trim", "family-help-trim", "youth-trim+family-help-trim", *QUICK)
    said = run_well("compare", *words, "--council", county)
    assert "Tried one by one and added up, the two proposals" in " ".join(said.out.split())


def test_an_alternative_named_twice_is_refused(county: Path) -> None:
    said = run("compare", "a+b", "b+a", "--council", county)
    assert said.code == 6
    assert "The alternative a+b is named twice." in said.err


def test_links_can_be_asked_of_one_service_and_without_a_council(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    some = run_well("links", "--service", "care", "--json").json["links"]
    assert some and all("care" in (one["service"], one["moved"]) for one in some)
    assert len(some) < len(run_well("links", "--json").json["links"])
    assert list(tmp_path.iterdir()) == []


def test_a_service_without_links_is_refused_with_those_that_have_some(county: Path) -> None:
    said = run("links", "--service", "caer", "--council", county)
    assert said.code == 4
    assert "caer" in said.err and "care" in said.err
