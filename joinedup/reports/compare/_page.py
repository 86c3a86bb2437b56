"""The page that sets alternatives side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import Projection, Ripple, RunManifest
from joinedup.folder import Council
from joinedup.reports._parts import Page, shown
from joinedup.reports.compare._comparison import Comparison, Tried, compare
from joinedup.reports.projection import general_fund
from joinedup.reports.ripple import answer_in_short, how_exact


@dataclass(frozen=True)
class ComparePage(Page):
    """Alternatives side by side."""

    template: ClassVar[str] = "compare.html"

    council: str = field(metadata=shown("Name of the council."))
    nothing: str = field(metadata=shown("Where the council heads if nothing is decided; empty if not known."))
    answers: tuple[tuple[str, str], ...] = field(metadata=shown("Each alternative with its answer."))
    comparison: Comparison = field(metadata=shown("The alternatives side by side."))
    how_exact: str = field(metadata=shown("How often the model was run and how exact the answer is."))
    runs: tuple[tuple[str, RunManifest], ...] = field(metadata=shown("The run of each alternative."))


def compare_page(
    council: Council, tried: Sequence[Tried], each: Sequence[Ripple] = (), nothing: Projection | None = None
) -> ComparePage:
    """Return the page that sets alternatives side by side.

    Args:
        council: the council.
        tried: the alternatives.
        each: proposals tried alone.
        nothing: the plan if nothing is decided.
    """
    return ComparePage(
        council=council.name,
        nothing=" ".join(says for says in general_fund(nothing) if says) if nothing else "",
        answers=tuple((one.label, answer_in_short(one.ripple)) for one in tried),
        comparison=compare(tried, each),
        how_exact=how_exact(tried[0].ripple),
        runs=tuple((one.label, one.ripple.manifest) for one in tried),
    )
