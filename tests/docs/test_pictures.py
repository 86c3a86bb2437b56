"""The pictures of the manual are there, small, and described for those who do not see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.docs

PAGE = Path(__file__).resolve().parents[2] / "docs" / "user_guide" / "what_it_looks_like.md"
SHOWN = re.findall(r"!\[(.*?)\]\((.*?)\)", PAGE.read_text(encoding="utf-8"))
MOST_BYTES = 200_000
LEAST_WORDS = 4


def test_main_pages_are_shown() -> None:
    assert len(SHOWN) >= 12


@pytest.mark.parametrize(("says", "path"), SHOWN)
def test_a_picture_is_there_small_and_described(says: str, path: str) -> None:
    assert len(says.split()) >= LEAST_WORDS
    assert 0 < (PAGE.parent / path).stat().st_size <= MOST_BYTES


def test_no_picture_is_left_over() -> None:
    kept = {path.name for path in (PAGE.parent.parent / "pictures" / "web").glob("*.png")}
    assert kept == {Path(path).name for _, path in SHOWN}
