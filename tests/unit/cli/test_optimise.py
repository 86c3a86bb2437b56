"""`joinedup optimise`: which targets file is meant, and what is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from command_line import QUICK, run, run_well

pytestmark = pytest.mark.unit

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "user_guide"
FEW = """\
title: A few proposals
officers: [youth-trim]
adjustables:
  choose_from: [bus-passes, library-hours, youth-trim]
measurables:
  outcomes:
    - measure: youth.first_time_entrants
    - measure: communities.library_users
"""


@pytest.fixture
def asked(county: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "council"
    shutil.copytree(county, folder)
    for path in (folder / "targets").glob("*"):
        path.unlink()
    (folder / "targets" / "few.yaml").write_text(FEW, encoding="utf-8")
    return folder


def test_the_only_file_is_meant_where_none_is_named(asked: Path) -> None:
    said = run_well("optimise", "--council", asked, *QUICK)
    assert "The best set for residents that was found" in said.out
    assert (asked / "reports" / "better-sets-few" / "index.html").is_file()


def test_json_is_the_answer_and_nothing_else(asked: Path) -> None:
    said = run_well("optimise", "few", "--council", asked, *QUICK, "--json")
    assert said.json["sets_to_choose_from"] == 8
    assert said.json["best"]["outcome"]["is_proved"] is True
    path = asked / "targets" / "few.yaml"
    again = run_well("optimise", path, "--council", asked, *QUICK, "--json").json
    assert again["front"] == said.json["front"]


def test_json_has_the_names_that_the_guide_gives(asked: Path) -> None:
    text = (GUIDE / "exit_codes_and_json.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| `optimise` \| (.*?);", text, flags=re.MULTILINE)
    written = run_well("optimise", "--council", asked, *QUICK, "--json").json
    assert set(written) == set(re.findall(r"`([a-z_]+)`", row))


def test_several_files_are_named_and_none_is_taken(asked: Path) -> None:
    shutil.copy(asked / "targets" / "few.yaml", asked / "targets" / "other.yaml")
    said = run("optimise", "--council", asked, *QUICK)
    assert said.code == 4
    assert "few, other" in said.err


def test_no_file_says_where_one_belongs(asked: Path) -> None:
    (asked / "targets" / "few.yaml").unlink()
    said = run("optimise", "--council", asked, *QUICK)
    assert said.code == 4
    assert "There is no targets file" in said.err


def test_a_name_that_is_not_there_lists_those_that_are(asked: Path) -> None:
    said = run("optimise", "fewer", "--council", asked, *QUICK)
    assert said.code == 4
    assert "few.yaml" in said.err


def test_a_file_with_faults_is_refused_before_anything_is_run(asked: Path) -> None:
    path = asked / "targets" / "few.yaml"
    path.write_text(FEW.replace("bus-passes", "bus-pases"), encoding="utf-8")
    said = run("optimise", "--council", asked, *QUICK)
    assert said.code == 4
    assert "did you mean bus-passes?" in said.err
    assert said.out == ""
