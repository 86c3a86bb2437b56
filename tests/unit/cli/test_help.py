"""Help is quick, narrow enough and whole."""

from __future__ import annotations

import subprocess
import sys

import pytest
from command_line import run_well

pytestmark = pytest.mark.unit

COMMANDS = [
    "demo",
    "new",
    "start",
    "load",
    "project",
    "try",
    "explain",
    "compare",
    "outturn",
    "links",
    "proposal",
    "proposal new",
    "proposal check",
    "proposal levers",
    "proposal schema",
    "backup",
    "restore",
    "account",
    "account add",
    "account list",
    "account roles",
    "account reset",
    "account deactivate",
    "audit",
    "audit verify",
    "parameters",
    "parameters list",
    "parameters show",
    "parameters check",
]
# The others only hold commands.
ASKING = [one for one in COMMANDS if one not in ("proposal", "parameters", "account", "audit")]
HEAVY = ["numpy", "polars", "duckdb", "numba", "scipy", "pyarrow", "altair", "lxml", "jinja2", "SALib"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_80_columns(command: str) -> None:
    said = run_well(*command.split(), "--help")
    lines = said.out.splitlines()
    assert lines[0].startswith(f"Usage: joinedup {command}")
    assert max(map(len, lines)) <= 80
    assert "<" not in said.out.replace("<=", ""), "a type that only a program wants to know"
    assert "..." not in said.out.replace("PROPOSAL...", "").replace("[PATH]...", "").replace(
        "COMMAND ...", ""
    )


@pytest.mark.parametrize("command", ASKING)
def test_every_command_can_answer_as_json(command: str) -> None:
    assert "--json" in run_well(*command.split(), "--help").out


@pytest.mark.parametrize("command", [one for one in ASKING if one not in ("demo", "new", "restore")])
def test_every_command_on_a_council_can_be_told_where_it_is(command: str) -> None:
    assert "--council" in run_well(*command.split(), "--help").out


def test_the_first_page_names_every_command() -> None:
    out = run_well("--help").out
    for command in COMMANDS:
        assert f"\n  {command.split()[0]} " in out


@pytest.mark.parametrize("page", [["--help"], ["try", "--help"], ["--version"]])
def test_help_waits_for_no_heavy_library(page: list[str]) -> None:
    code = (
        "import sys\nfrom joinedup.cli import main\n"
        f"sys.argv = ['joinedup', *{page!r}]\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    assert not ended.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr == "[]\n"
