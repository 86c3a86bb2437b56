"""The targets files of a council, read and written as a person would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from joinedup.council import YEARS
from joinedup.council.better_sets import Known, TargetsDraft, known_to, read_targets
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.store import put
from joinedup.web.plan._kept import proposals_now

_ENDING = ".yaml"
_WIDTH = 100
# A key at the left edge.
_KEY = re.compile(r"[^\s#]")


@dataclass(frozen=True)
class TargetsFile:
    """A targets file as it is now.

    Args:
        name: its name without the ending.
        path: where it is.
        title: its title, or its name where it cannot be read.
        content: what it holds; empty where it cannot be used.
        problem: what is wrong with it; "" where nothing is.
    """

    name: str
    path: Path
    title: str
    content: dict[str, Any]
    problem: str = ""


def targets_files(here: Council) -> list[TargetsFile]:
    """Return the targets files of a council, by name."""
    paths = sorted(here.targets.glob(f"*{_ENDING}")) if here.targets.is_dir() else []
    return [_read(here, path) for path in paths]


def targets_file(here: Council, name: str) -> TargetsFile | None:
    """Return one targets file by its name; None where there is none."""
    return next((_read(here, one) for one in here.targets.glob(f"*{_ENDING}") if one.stem == name), None)


def known_now(here: Council) -> Known:
    """Return what a targets file may name."""
    return known_to(here, [one.name for one in proposals_now(here)], YEARS)


def _read(here: Council, path: Path) -> TargetsFile:
    try:
        draft = read_targets(path)
        draft.checked(known_now(here))
    except InputRefused as refusal:
        return TargetsFile(path.stem, path, path.stem, {}, refusal.what)
    return TargetsFile(path.stem, path, str(draft.content["title"]), draft.content)


def with_limits(file: TargetsFile, constraints: dict[str, Any], aim: str) -> tuple[str, TargetsDraft]:
    """Return a targets file with other limits, as text and as it will be read.

    All else that a person wrote in it stays as it is, notes included, but for notes among the limits.

    Args:
        file: the file.
        constraints: its limits.
        aim: what is best: `outcomes` or `cash`.
    """
    text = file.path.read_text(encoding="utf-8")
    text = _with_block(text, "constraints", constraints)
    measurables = dict(file.content["measurables"])
    if measurables.get("aim", "outcomes") != aim:
        text = _with_block(text, "measurables", measurables | {"aim": aim})
    return text, TargetsDraft(yaml.safe_load(text), file.path.name)


def write_targets(file: TargetsFile, text: str) -> None:
    """Write a targets file whole."""
    put(file.path, text.encode())


def _with_block(text: str, key: str, content: dict[str, Any]) -> str:
    """Return a file with one of its keys at the left edge written anew; none where there is nothing in it."""
    written = []
    if content:
        written = yaml.safe_dump(
            {key: content}, sort_keys=False, allow_unicode=True, width=_WIDTH
        ).splitlines()
    lines = text.splitlines()
    begins = next((at for at, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if begins is None:
        return "\n".join([*lines, "", *written]) + "\n"
    ends = next((at for at in range(begins + 1, len(lines)) if _KEY.match(lines[at])), len(lines))
    # Notes and room before the next key belong to it.
    while ends > begins + 1 and (not lines[ends - 1].strip() or lines[ends - 1].startswith("#")):
        ends -= 1
    return "\n".join([*lines[:begins], *written, *lines[ends:]]) + "\n"
