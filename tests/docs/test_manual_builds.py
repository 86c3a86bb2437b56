"""The manual builds without a warning, and needs nothing from elsewhere to be read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.docs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manual")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    done = subprocess.run(
        [*command, str(ROOT / "docs"), str(folder)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_in_the_manual(manual: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    absent = {page for page in pages if not (manual / page).is_file()}
    assert absent == {Path("adr/template.html")}


def test_no_page_fetches_anything(manual: Path) -> None:
    """A link may lead to the web; a script, style, font or picture must be beside the page."""
    fetched = re.compile(
        r"""<(?:script|img|iframe)[^>]+src=["']https?:|<link[^>]+stylesheet[^>]+href=["']https?:"""
    )
    fetching = [path.name for path in manual.rglob("*.html") if fetched.search(path.read_text("utf-8"))]
    assert fetching == []
    imported = [path.name for path in manual.rglob("*.css") if "@import url(http" in path.read_text("utf-8")]
    assert imported == []
