"""The page that sets alternatives side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from joinedup.council import Ripple, RunManifest
from joinedup.folder import Council
from joinedup.reports._parts import Page, shown
from joinedup.reports.compare._comparison import Comparison, Tried, compare
from joinedup.reports.ripple import answer_in_short
from joinedup.store import put


@dataclass(frozen=True)
class ComparePage(Page):
    """Alternatives side by side."""

    template: ClassVar[str] = "compare.html"

    council: str = field(metadata=shown("Name of the council."))
    answers: tuple[tuple[str, str], ...] = field(metadata=shown("Each alternative with its answer."))
    comparison: Comparison = field(metadata=shown("The alternatives side by side."))
    runs: tuple[tuple[str, RunManifest], ...] = field(metadata=shown("The run of each alternative."))


def compare_page(council: Council, tried: Sequence[Tried], each: Sequence[Ripple] = ()) -> ComparePage:
    """Return the page that sets alternatives side by side.

    Args:
        council: the council.
        tried: the alternatives.
        each: proposals tried alone.
    """
    return ComparePage(
        council=council.name,
        answers=tuple((one.label, answer_in_short(one.ripple)) for one in tried),
        comparison=compare(tried, each),
        runs=tuple((one.label, one.ripple.manifest) for one in tried),
    )


def write_comparison(
    council: Council, tried: Sequence[Tried], each: Sequence[Ripple] = (), folder: Path | None = None
) -> Path:
    """Write the page that sets alternatives side by side, and return where it is.

    Args:
        council: the council.
        tried: the alternatives.
        each: proposals tried alone.
        folder: where to; `reports/compare` where None.
    """
    page = (folder or council.reports / "compare") / "index.html"
    put(page, compare_page(council, tried, each).render().encode())
    return page
