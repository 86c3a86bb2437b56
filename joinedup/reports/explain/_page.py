"""The page that says what an answer hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from joinedup.council import RunManifest
from joinedup.council.proposals import Proposal
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, Page, Row, shown
from joinedup.reports._wording import percent
from joinedup.reports.charts import share_bars
from joinedup.reports.explain._words import answer, shares_in_words, title_of
from joinedup.reports.ripple import ways_in_words

if TYPE_CHECKING:
    from joinedup.council.explain import Explanation, GroupIndex


@dataclass(frozen=True)
class ExplainPage(Page):
    """What the answer about proposals hangs on."""

    template: ClassVar[str] = "explain.html"

    title: str = field(metadata=shown("What is proposed."))
    council: str = field(metadata=shown("Name of the council."))
    answer: str = field(metadata=shown("The answer that is explained."))
    sources_say: str = field(metadata=shown("Whose assumptions make most of the uncertainty."))
    directorates_say: str = field(metadata=shown("In whose work most of the uncertainty lies."))
    flips: str = field(metadata=shown("Where the answer flips, in terms of one or two assumptions."))
    switches: str = field(
        metadata=shown("The value of the weightiest assumption at which the answer switches.")
    )
    ways: tuple[str, ...] = field(metadata=shown("How the largest effects elsewhere come about."))
    sources: Chart | None = field(metadata=shown("Shares of the uncertainty by source."))
    directorates: Chart | None = field(metadata=shown("Shares of the uncertainty by directorate."))
    members: tuple[tuple[str, tuple[str, ...]], ...] = field(
        metadata=shown("The values in each group by source.")
    )
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def explain_page(explanation: Explanation, proposals: Sequence[Proposal], council: Council) -> ExplainPage:
    """Return the page that says what an answer hangs on.

    Args:
        explanation: what it hangs on.
        proposals: the proposals.
        council: the council.
    """
    return ExplainPage(
        title=title_of(proposals),
        council=council.name,
        answer=answer(explanation),
        sources_say=shares_in_words(explanation.by_source, "source"),
        directorates_say=shares_in_words(explanation.by_directorate, "directorate"),
        flips=explanation.region.in_words() if explanation.region else "",
        switches=explanation.switching.says if explanation.switching else "",
        ways=tuple(ways_in_words(explanation.paths)),
        sources=_chart("Whose assumptions the uncertainty comes from", explanation.by_source),
        directorates=_chart("In which directorate's work it lies", explanation.by_directorate),
        members=tuple((one.says, one.members) for one in explanation.by_source if one.members),
        manifest=explanation.manifest,
    )


def _chart(title: str, indices: Sequence[GroupIndex]) -> Chart | None:
    if not indices:
        return None
    says = (
        "The bar is what would still be uncertain if all but this group were known, with its 95 per cent "
        "interval; the diamond is what would be settled if only this group were known."
    )
    rows = [(one.says, one.total, one.total_low, one.total_high, one.first) for one in indices]
    table = DataTable(
        title,
        "Shares of the uncertainty about the sum over the plan, with their 95 per cent intervals.",
        "Group",
        ("Alone", "In all", "Values"),
        tuple(
            Row(
                one.says,
                (
                    Cell(percent(one.first), _span(one.first_low, one.first_high)),
                    Cell(percent(one.total), _span(one.total_low, one.total_high)),
                    Cell(f"{len(one.members):,}" if one.members else "chance"),
                ),
            )
            for one in indices
        ),
    )
    return Chart(title, says, share_bars(title, says, rows), table)


def _span(low: float, high: float) -> str:
    return f"{percent(low)} to {percent(high)}"
