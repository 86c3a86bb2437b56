"""How commands end when they do not end well."""

from __future__ import annotations

import errno
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import run, run_well

from joinedup import errors

pytestmark = pytest.mark.unit

SECRET = "Ada Lovelace A123456789012"
FAMILIES = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.JoinedUpError)
]


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: object, **kwargs: object) -> None:
        child = SECRET  # noqa: F841 -- a local value that must not be written down
        raise error

    monkeypatch.setattr("joinedup.cli._council.new_council", failing)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_each_family_of_failure_has_its_exit_code(
    family: type[errors.JoinedUpError], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(family("It is [wrong].\n  Line 2 too.", "Do this."), monkeypatch)
    said = run("new", "x", "--json")
    assert (said.code, said.out) == (family.exit_code, "")
    assert said.err == "It is [wrong].\n  Line 2 too.\nDo this.\n"


def test_a_bug_is_one_sentence_and_its_details_hold_no_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fail_with(KeyError(SECRET), monkeypatch)
    said = run("new", "x")
    assert (said.code, said.out) == (1, "")
    assert re.fullmatch(r"JoinedUp failed .* \(KeyError\); please report it .*\.\n", said.err)
    assert "Traceback" not in said.err
    [details] = tmp_path.iterdir()
    assert str(details) in said.err
    assert stat.S_IMODE(details.stat().st_mode) == 0o600
    written = details.read_text(encoding="utf-8")
    assert "KeyError at:" in written
    assert "in failing" in written
    assert "Ada" not in written + said.err
    assert "A123456789012" not in written + said.err


def test_what_led_to_a_bug_is_told_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    error = RuntimeError("outer")
    error.__cause__ = ValueError(SECRET)
    fail_with(error, monkeypatch)
    run("new", "x")
    [details] = tmp_path.iterdir()
    written = details.read_text(encoding="utf-8")
    assert "RuntimeError at:" in written
    assert "ValueError at:" in written
    assert SECRET not in written


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC])
def test_what_the_machine_refuses_is_no_bug(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(OSError(number, os.strerror(number), "x/data"), monkeypatch)
    said = run("new", "x")
    assert said.code == 4
    assert "x/data cannot be used" in said.err


def test_a_stop_from_the_keyboard_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    said = run("new", "x")
    assert (said.code, said.out) == (130, "")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("typed", "meant"), [(["lod"], "load"), (["parameters", "lst"], "list"), (["load", "--und"], "--undo")]
)
def test_a_misspelt_command_suggests_what_was_meant(typed: list[str], meant: str) -> None:
    said = run(*typed)
    assert (said.code, said.out) == (2, "")
    assert meant in said.err.split("Error:")[1]


def test_a_council_that_is_not_there_is_told_before_anything_is_done(tmp_path: Path) -> None:
    for words in (["load"], ["project"], ["try", "x"], ["proposal", "check", "x"], ["parameters", "list"]):
        said = run(*words, "--council", tmp_path / "nowhere")
        assert (said.code, said.out) == (3, "")
        assert "nowhere" in said.err


def test_a_council_toml_that_is_wrong_is_refused(empty_council: Path) -> None:
    (empty_council / "council.toml").write_text("[council\n")
    said = run("load", "--council", empty_council)
    assert said.code == 4
    assert "not valid TOML" in said.err


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    listing = subprocess.Popen(
        [sys.executable, "-m", "joinedup", "parameters", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert listing.stdout is not None and listing.stderr is not None
    listing.stdout.read(1)
    listing.stdout.close()
    said = listing.stderr.read().decode()
    assert listing.wait(timeout=60) == -signal.SIGPIPE
    assert said == ""


def test_ctrl_c_ends_a_command_cleanly(county: Path) -> None:
    command = [sys.executable, "-m", "joinedup", "try", "youth-trim", "--council", str(county)]
    asked = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert asked.stderr is not None
    assert asked.stderr.readline().decode().startswith("Getting the model ready")
    time.sleep(0.2)
    asked.send_signal(signal.SIGINT)
    out, said = asked.communicate(timeout=60)
    assert (asked.returncode, out) == (130, b"")
    assert b"Traceback" not in said


def test_a_value_that_is_no_number_is_null_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    from joinedup.cli._output import answer

    answer({"a": float("nan"), "b": [1.5, float("inf")]})
    assert capsys.readouterr().out.split() == ["{", '"a":', "null,", '"b":', "[", "1.5,", "null", "]", "}"]


def test_version_is_said() -> None:
    assert re.fullmatch(r"joinedup \d+\.\d+\.\d+\n", run_well("--version").out)
