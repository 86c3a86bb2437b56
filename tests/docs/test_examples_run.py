"""Every command, proposal and line of Python in the README and the user guide works as it is printed.

A page's `console` and `python` examples run in order, in a folder of their own; a proposal that it shows is
put where it belongs. A page that makes no county starts in one. Four things stand for what a reader has and
a test has not: `joinedup demo` copies a small county that was loaded before, `--open-data DIR` is the folder
of open data, a question draws fewer futures, and a portfolio of all proposals takes three of them.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from command_line import QUICK, run_well

from joinedup.council import levers
from joinedup.council.proposals import limits_for, read_draft
from joinedup.folder import read_council

pytestmark = pytest.mark.docs

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "user_guide").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python|yaml)\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
SHELL = {"make", "source"}
THREE = ("family-help-trim", "social-work-trim", "youth-trim")
DRAWN = {"compare", "explain", "optimise", "plan", "portfolio", "project", "try"}


def blocks(page: Path, *languages: str) -> list[tuple[str, str]]:
    """Return the examples of a page in some languages, in order."""
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [(language, text) for language, text in found if language in languages]


WITH_EXAMPLES = [page for page in PAGES if blocks(page, "console", "python")]
WITH_PROPOSALS = [page for page in PAGES if any("lever:" in text for _, text in blocks(page, "yaml"))]


@pytest.fixture(scope="module")
def county(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "county"
    shutil.copytree(small_county, folder)
    run_well("load", "--council", folder)
    return folder


@dataclass
class Reader:
    """Somebody who types what a page says, in a folder of their own."""

    county: Path
    open_data: Path | None
    here: Path
    names: dict[str, object] = field(default_factory=dict)
    lines_run: int = 0

    def types(self, line: str) -> None:
        words = shlex.split(line, comments=True)
        if words[0] in SHELL:
            return
        if words[0] == "cd":
            self.here = (self.here / words[1]).resolve()
            return
        assert words[0] == "joinedup", f"not a command of ours: {line}"
        assert "|" not in words, "an example is one command"
        self.lines_run += 1
        with contextlib.chdir(self.here):
            self.runs(without_redirections(words[1:]))

    def runs(self, words: list[str]) -> None:
        if words[0] == "demo":
            shutil.copytree(self.county, words[1])
            return
        if "DIR" in words:
            if self.open_data is None:
                return
            words = [str(self.open_data) if word == "DIR" else word for word in words]
        council = ["--council", words[words.index("--council") + 1]] if "--council" in words else []
        if self.open_data is None and council and not Path(council[1]).exists():
            return
        if words == ["portfolio"]:
            words = [*words, *THREE]
        run_well(*words, *([*QUICK[:2]] if words[0] in DRAWN else []))

    def saves(self, text: str) -> None:
        if "measurables:" in text:
            (self.here / "targets" / "short-list.yaml").write_text(text, encoding="utf-8")
        if "lever:" in text:
            identifier = yaml.safe_load(text)["id"]
            (self.here / "proposals" / f"{identifier}.yaml").write_text(text, encoding="utf-8")

    def executes(self, code: str) -> None:
        with contextlib.chdir(self.here), contextlib.redirect_stdout(io.StringIO()) as said:
            exec(compile(code, "<example>", "exec"), self.names)
        assert said.getvalue() or "print" not in code
        self.lines_run += 1


def without_redirections(words: list[str]) -> list[str]:
    """Return words without what the shell would do with the output."""
    kept = []
    after = False
    for word in words:
        if not after and not re.match(r"2?>", word):
            kept.append(word)
        after = word == ">"
    return kept


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.stem)
def test_what_a_page_says_to_type_works(page: Path, county: Path, tmp_path: Path) -> None:
    data = Path(os.environ.get("JOINEDUP_SHARED_DATA", ROOT.parent / "shared" / "data"))
    starts_in_a_council = "joinedup demo" not in page.read_text(encoding="utf-8")
    here = tmp_path / "county" if starts_in_a_council else tmp_path
    if starts_in_a_council:
        shutil.copytree(county, here)
    reader = Reader(county, data.resolve() if data.is_dir() else None, here)
    for language, text in blocks(page, "console", "python", "yaml"):
        if language == "python":
            reader.executes(text)
        elif language == "yaml":
            reader.saves(text)
        else:
            for line in text.splitlines():
                if line.startswith("$ "):
                    reader.types(line[2:])
    assert reader.lines_run


@pytest.mark.parametrize("page", WITH_PROPOSALS, ids=lambda page: page.stem)
def test_every_proposal_shown_is_ready_to_try(page: Path, county: Path, tmp_path: Path) -> None:
    council = read_council(county)
    limits = limits_for(levers(), [patch.id for patch in council.patches], council.plan_starts, 15)
    for _, text in blocks(page, "yaml"):
        if "lever:" in text:
            (tmp_path / "shown.yaml").write_text(text, encoding="utf-8")
            assert read_draft(tmp_path / "shown.yaml").checked(limits).id


def test_there_are_examples_to_run() -> None:
    assert {"README", "first_five_minutes", "trying_a_proposal", "the_projection", "python_api"} <= {
        page.stem for page in WITH_EXAMPLES
    }
    assert [page.stem for page in WITH_PROPOSALS] == ["trying_a_proposal"]
