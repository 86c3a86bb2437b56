"""What the page on accounts says to type works, in order, as processes; and its tables are true."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from joinedup.access.roles import Role
from joinedup.web import settings

pytestmark = pytest.mark.docs

PAGE = Path(__file__).resolve().parents[2] / "docs" / "user_guide" / "accounts_and_access.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_what_it_says_to_type_works(small_county: Path, tmp_path: Path) -> None:
    here = tmp_path / "county"
    shutil.copytree(small_county, here)
    lines = [
        line for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.M | re.S) for line in block.splitlines()
    ]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "joinedup"
        if words[1] == "serve":
            continue  # it does not end; the journeys in a browser begin with it
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, (line, done.stderr)
    assert (here / "another-folder" / "council.sqlite3").is_file()


def test_its_table_of_roles_names_every_role() -> None:
    [table] = re.findall(r"^\| role \|.*?\n\n", TEXT, re.M | re.S)
    assert re.findall(r"^\| ([A-Z][a-z0-9 ]+) \|", table, re.M) == [role.says for role in Role]


def test_its_table_of_settings_names_every_variable() -> None:
    read = set(re.findall(r'"(JOINEDUP_[A-Z_]+)"', Path(settings.__file__).read_text(encoding="utf-8")))
    named = set(re.findall(r"^\| `(JOINEDUP_[A-Z_]+)` \|", TEXT, re.M))
    # The folder is given by --council; that a key was made up is between the command and the pages.
    assert named == read - {"JOINEDUP_COUNCIL", "JOINEDUP_KEY_MADE_UP"}


def test_the_numbers_it_gives_are_those_of_the_settings() -> None:
    assert settings.SESSION_COOKIE_AGE == 8 * 60 * 60 and "eight hours" in TEXT
    assert settings.AXES_FAILURE_LIMIT == 5 and "Five wrong passwords" in TEXT
    assert settings.AXES_COOLOFF_TIME * 60 == 15 and "15 minutes" in TEXT
    assert {"OPTIONS": {"min_length": 12}}.items() <= settings.AUTH_PASSWORD_VALIDATORS[1].items()
    assert "at least 12 characters" in TEXT
