"""What set-up relies on: the lock is whole, the scripts are sound, the Makefile lists itself."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SCRIPTS = [*sorted((ROOT / "scripts").glob("*.sh")), ROOT / ".ci" / "run"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_locked_package_has_its_hashes() -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > 50
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_host() -> None:
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", LOCK) == []


def test_everything_declared_is_locked() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*declared["project"]["dependencies"], *declared["build-system"]["requires"]]
    for extra in declared["project"]["optional-dependencies"].values():
        wanted += extra
    locked = {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, flags=re.MULTILINE)}
    names = {normal(re.split(r"[<>=~!\[; ]", one)[0]) for one in wanted}
    assert names - locked == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_each_script_runs_anywhere(script: Path) -> None:
    assert script.stat().st_mode & 0o111, "not executable"
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", str(script)], capture_output=True).returncode == 0


def test_the_makefile_explains_each_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, flags=re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## ", text, flags=re.MULTILINE))
    [phony] = re.findall(r"^\.PHONY: (.*)$", text, flags=re.MULTILINE)
    assert targets == explained == set(phony.split())


def test_set_up_a_second_time_does_nothing() -> None:
    if not (ROOT / ".venv" / "joinedup-setup").is_file():
        pytest.skip("this checkout was not set up by scripts/setup.sh")
    done = subprocess.run([ROOT / "scripts" / "setup.sh"], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0


def test_an_old_python_is_refused_in_words(tmp_path: Path) -> None:
    """The script is copied away so that it cannot touch this checkout's own `.venv`."""
    (tmp_path / "scripts").mkdir()
    script = tmp_path / "scripts" / "setup.sh"
    script.write_bytes((ROOT / "scripts" / "setup.sh").read_bytes())
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    old = tmp_path / "old_python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run(
        ["sh", str(script)], env={"PATH": "/usr/bin:/bin", "PYTHON": str(old)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or later" in done.stderr
    assert not (tmp_path / ".venv").exists()
