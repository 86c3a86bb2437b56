"""What an answer hangs on, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from joinedup.council.proposals import Proposal
from joinedup.reports._pages import counted
from joinedup.reports._wording import (
    better_or_worse,
    fraction,
    likely_off,
    listed,
    percent,
    pot_phrase,
    upper_first,
)

if TYPE_CHECKING:
    # It imports SALib, which takes seconds: only the command that explains waits for it.
    from joinedup.council.explain import Explanation, GroupIndex

# Groups that make less than this of the uncertainty are not spoken of.
_LEAST = 0.1
_MOST_TOLD = 3
_TOGETHER = 0.1
_NONE = 0.01


def title_of(proposals: Sequence[Proposal]) -> str:
    """Return the title: what is proposed."""
    if len(proposals) == 1:
        return proposals[0].title
    return " + ".join(one.title for one in proposals)


def answer(explanation: Explanation) -> str:
    """Return the answer that is explained: what happens to one pot over the whole plan."""
    if explanation.total is None:
        return "Nothing in the plan changes, so there is nothing to explain."
    total = explanation.total
    return (
        f"Over the whole plan, {pot_phrase(explanation.pot)} would be about {better_or_worse(total.mean)} "
        f"({likely_off(total)})."
    )


def shares_in_words(indices: Sequence[GroupIndex], what: str) -> str:
    """Return which groups make most of the uncertainty, largest first; "" where there is none to share out.

    Args:
        indices: the groups, largest share first.
        what: what the groups are, as `sources`.
    """
    if not indices:
        return ""
    told = [one for one in indices if one.total >= _LEAST][:_MOST_TOLD] or [indices[0]]
    said = listed([f"“{one.says}” ({percent(one.total)})" for one in told])
    overlap = sum(one.total for one in indices) - 1
    together = (
        " Shares add up to more than 100% because some act through each other." if overlap > _TOGETHER else ""
    )
    return f"By {what}, its uncertainty comes most from {said}.{together}"


def one_in_words(one: GroupIndex) -> str:
    """Return what one group makes of the uncertainty."""
    settles = min(one.first, one.total)
    return (
        f"{upper_first(one.says)}: {fraction(one.total)} of the uncertainty; to know this alone would settle "
        f"{percent(settles)}"
    )


def each_in_words(indices: Sequence[GroupIndex]) -> list[str]:
    """Return what each group makes of the uncertainty; those that make almost none are only counted."""
    told = [one_in_words(one) for one in indices if one.total >= _NONE]
    rest = len(indices) - len(told)
    return [*told, f"{counted(rest, 'other group')}: less than 1% each"] if rest else told


def hangs_on(explanation: Explanation) -> list[str]:
    """Return, in a few sentences, what the answer hangs on: groups, where it flips and what switches it."""
    says = [
        shares_in_words(explanation.by_source, "source"),
        shares_in_words(explanation.by_directorate, "directorate"),
        explanation.region.in_words() if explanation.region else "",
        explanation.switching.says if explanation.switching else "",
    ]
    return [one for one in says if one]
