"""Run a command as a person would, without a new process for each."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from joinedup.cli import main

# Small enough for a test; the answers are not looked at for their size.
QUICK = ("--draws", "16", "--years", "5")


@dataclass(frozen=True)
class Said:
    """What a command said: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*words: str | Path) -> Said:
    """Run `joinedup` with words after it."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch("sys.argv", ["joinedup", *map(str, words)]),
        # A process that shares its pipes with a test runner must not end as a command may.
        patch("joinedup.cli._failures._end_quietly_when_nobody_reads"),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        else:
            code = 0
    return Said(code, out.getvalue(), err.getvalue())


def run_well(*words: str | Path) -> Said:
    """Run a command that must succeed."""
    said = run(*words)
    assert said.code == 0, said.err
    return said
