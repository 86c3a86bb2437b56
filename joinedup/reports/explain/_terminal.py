"""What an answer hangs on, in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council.proposals import Proposal
from joinedup.reports.explain._words import answer, each_in_words, hangs_on, title_of
from joinedup.reports.ripple import ways_in_words

if TYPE_CHECKING:
    from joinedup.council.explain import Explanation


def explanation_summary(explanation: Explanation, proposals: Sequence[Proposal]) -> Group:
    """Return what to print after an answer was explained.

    Args:
        explanation: what it hangs on.
        proposals: the proposals.
    """
    parts: list[RenderableType] = [Text(title_of(proposals), style="bold"), Text(answer(explanation))]
    parts += [Text(f"\n{says}") for says in hangs_on(explanation)]
    sections = (
        ("How it comes about", ways_in_words(explanation.paths)),
        ("By source", each_in_words(explanation.by_source)),
        ("By directorate", each_in_words(explanation.by_directorate)),
    )
    for heading, lines in sections:
        if lines:
            parts += [Text(f"\n{heading}", style="bold"), *[Text(f"  {line}") for line in lines]]
    return Group(*parts)
