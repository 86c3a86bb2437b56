"""A ripple in the terminal: the answer in words, money by directorate and pot, people, and who is asked."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council import Ripple
from joinedup.folder import Council
from joinedup.reports._terminal import table
from joinedup.reports.ripple._answer import answers, nothing_changes, rests_on, unmoved_pots
from joinedup.reports.ripple._money import years_of
from joinedup.reports.ripple._page import title_of, who_is_asked
from joinedup.reports.ripple._people import is_moved, main_measures
from joinedup.reports.ripple._tables import FIRST_YEARS, directorates_by_year, moved_by_year


def ripple_summary(ripple: Ripple, council: Council) -> Group:
    """Return what to print after proposals were tried."""
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
    if not found:
        parts.append(Text(nothing_changes(ripple)))
    parts += [Text(says) for says in (unmoved_pots(ripple),) if says]
    years = years_of(ripple)[:FIRST_YEARS]
    parts += [table(directorates_by_year(ripple, council, one.pot, years)) for one in found]
    moved = [one for one in main_measures(ripple) if is_moved(one)]
    if moved:
        parts.append(table(moved_by_year(moved, years)))
    asked = who_is_asked(ripple, council)
    parts.append(Text("Who else must be asked", style="bold"))
    parts += [Text(f"  {one.names}: {one.because}. {one.likely}") for one in asked]
    parts += [Text("  Nobody else is likely to be materially affected.")] if not asked else []
    parts += [Text("How much is not verified", style="bold"), Text(f"  {rests_on(ripple)}")]
    return Group(*parts)
