"""The page on the load report names every state and every name of its JSON."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from joinedup.loading import (
    Came,
    Change,
    Coverage,
    Duplicates,
    Faults,
    FileReport,
    Finding,
    LoadReport,
    NotReceived,
    NotRun,
    RowsIn,
    SetAside,
    Standing,
    TableAccount,
)

pytestmark = pytest.mark.docs

PAGE = Path(__file__).resolve().parents[2] / "docs" / "user_guide" / "the_load_report.md"
SHAPES = (
    LoadReport,
    FileReport,
    TableAccount,
    SetAside,
    Duplicates,
    Faults,
    NotRun,
    Change,
    Coverage,
    NotReceived,
    Finding,
    RowsIn,
)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_name_of_the_json_is_explained(shape: type) -> None:
    text = PAGE.read_text(encoding="utf-8")
    missing = [
        one.name for one in fields(shape) if f"`{one.name}`" not in text and f".{one.name}`" not in text
    ]
    assert missing == []


@pytest.mark.parametrize("value", [*Came, *Standing])
def test_every_word_for_a_file_is_explained(value: str) -> None:
    assert f"`{value}`" in PAGE.read_text(encoding="utf-8")
