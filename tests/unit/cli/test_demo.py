"""`joinedup demo`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run, run_well

from joinedup.access.models import Account
from joinedup.access.roles import Role

pytestmark = pytest.mark.unit


@pytest.mark.django_db
def test_the_demo_runs_the_whole_and_says_where_the_report_is(tmp_path: Path) -> None:
    folder = tmp_path / "county"
    said = run_well("demo", folder, "--scale", "0.02", "--draws", "16", "--json")
    answer = said.json
    assert set(answer) == {"folder", "page", "seconds", "rows_read", "accounts", "password"}
    assert Path(answer["page"]).is_file()
    assert f"Open {answer['page']}" in said.err
    assert answer["rows_read"] > 0
    assert {one["role"] for one in answer["accounts"]} == set(Role)
    for one in answer["accounts"]:
        assert one["email"] in said.err
        account = Account.objects.get(email=one["email"])
        assert account.check_password(answer["password"])
    assert set(answer["seconds"]) == {"make", "load", "compile", "run", "plan", "report", "people"}
    for part in ("Making the county …", "Reading files …", "Trying proposals …", "Writing the reports …"):
        assert said.err.count(part) == 1
    reports = folder / "reports"
    for written in ("plan/index.html", "plan/section_25.html", "plan/plan.xlsx", "outturn/index.html"):
        assert (reports / written).is_file()
    front = (reports / "index.html").read_text()
    assert "With 20 proposals, as far as they are likely to be delivered, the General Fund is" in front
    assert "the General Fund is heading for" in front
    for command in ("portfolio", "optimise"):
        assert f"joinedup {command} --council {folder}" in said.err
    assert run("proposal", "check", "youth-trim", "--council", folder).code == 0


def test_a_folder_that_is_not_a_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    said = run("demo", tmp_path, "--scale", "0.02")
    assert (said.code, said.out) == (4, "")
    assert "not made by `joinedup demo`" in said.err
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_county_beyond_its_sizes_is_refused(tmp_path: Path) -> None:
    assert run("demo", tmp_path / "x", "--scale", "11").code == 2
    assert not (tmp_path / "x").exists()
