"""A ripple in the terminal: the answer in words, money by directorate and pot, people, and who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council import Ripple
from joinedup.folder import Council
from joinedup.reports._terminal import table
from joinedup.reports.ripple._answer import answers, nothing_changes, rests_on, unmoved_pots
from joinedup.reports.ripple._money import years_of
from joinedup.reports.ripple._page import title_of, who_is_asked
from joinedup.reports.ripple._people import is_moved, main_measures
from joinedup.reports.ripple._room import room_in_words
from joinedup.reports.ripple._sure import (
    by_when,
    certainty_of,
    how_exact,
    of_partners,
    risks_in_a_line,
    switching,
    worst,
)
from joinedup.reports.ripple._tables import FIRST_YEARS, directorates_by_year, moved_by_year
from joinedup.reports.ripple._ways import ways_in_words

if TYPE_CHECKING:
    from joinedup.council.causes import CausalPaths


def ripple_summary(ripple: Ripple, council: Council) -> Group:
    """Return what to print after proposals were tried.

    Args:
        ripple: what they do.
        council: the council.
    """
    parts: list[RenderableType] = [Text(title_of(ripple), style="bold")]
    if len(ripple.proposals) > 1:
        parts += [Text(f"  {one.title}") for one in ripple.proposals]
    found = answers(ripple)
    for one in found:
        parts += [
            Text(""),
            Text(one.answer),
            Text(" ".join(says for says in (one.sure, one.turn, one.in_all, one.claim) if says)),
        ]
        if certainty := certainty_of(ripple, one.pot):
            parts.append(Text(f"{worst(certainty)} {by_when(ripple, certainty)}"))
    if not found:
        parts.append(Text(nothing_changes(ripple)))
    parts += [Text(says) for says in (unmoved_pots(ripple), of_partners(ripple)) if says]
    years = years_of(ripple)[:FIRST_YEARS]
    parts += [table(directorates_by_year(ripple, council, one.pot, years)) for one in found]
    moved = [one for one in main_measures(ripple) if is_moved(one)]
    if moved:
        parts.append(table(moved_by_year(moved, years)))
    asked = who_is_asked(ripple, council)
    parts.append(Text("Room left", style="bold"))
    parts += [Text(f"  {says}") for says in room_in_words(ripple, council)]
    parts.append(Text("Who else must be asked", style="bold"))
    parts += [Text(f"  {one.names}: {one.because}. Affected: {one.likely}.") for one in asked]
    parts += [Text("  Nobody else is likely to be materially affected.")] if not asked else []
    parts += [Text(f"  {says}") for says in (risks_in_a_line(ripple, council),) if says]
    parts.append(Text("What the answer hangs on", style="bold"))
    turns = [switching(certainty) for one in found if (certainty := certainty_of(ripple, one.pot))][:1]
    hangs = [*turns, rests_on(ripple), how_exact(ripple)]
    parts += [Text(f"  {says}") for says in hangs if says]
    return Group(*parts)


def ways_summary(ways: Sequence[CausalPaths]) -> Group:
    """Return what to print of how the largest effects elsewhere come about."""
    said = ways_in_words(ways)
    return (
        Group(Text("How it comes about", style="bold"), *[Text(f"  {one}") for one in said])
        if said
        else Group()
    )
