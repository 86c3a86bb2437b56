"""A portfolio in the terminal: the whole, what not to pair, and who pays."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from joinedup.council.portfolios import Portfolio
from joinedup.folder import Council
from joinedup.reports._terminal import table
from joinedup.reports.portfolio._answer import (
    adds_up,
    answer,
    difference,
    felt_pots,
    not_together,
    other_pairs,
    overlaps,
    title_of,
    who_pays,
)
from joinedup.reports.portfolio._people import people_in_words
from joinedup.reports.portfolio._pots import overview_of_pots


def portfolio_summary(portfolio: Portfolio, council: Council) -> Group:
    """Return what to print after a set of proposals was looked at.

    Args:
        portfolio: what the set does.
        council: the council.
    """
    pots = felt_pots(portfolio)
    parts: list[RenderableType] = [Text(title_of(portfolio), style="bold")]
    if not pots:
        parts.append(Text("The set changes no budget by a sum worth speaking of."))
    for pot in pots[:1]:
        parts.append(Text(f"{answer(portfolio, pot)} {difference(portfolio, pot)}"))
    parts += [Text.assemble((f"{says} ", "bold"), why) for says, why in not_together(portfolio)]
    parts += [Text(says) for says in (other_pairs(portfolio), overlaps(portfolio)) if says]
    parts += [Text(says) for says in who_pays(portfolio, council)]
    if pots:
        parts.append(table(overview_of_pots(portfolio, pots)))
    parts += [Text(says) for says in people_in_words(portfolio)]
    parts += [Text(adds_up(portfolio, pot)) for pot in pots[:1]]
    parts += [Text(f"Before relying on it: {says}") for says in portfolio.warnings]
    return Group(*parts)
