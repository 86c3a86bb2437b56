"""The page of a portfolio: what a set of proposals does, which two not to pair, who saves and who pays."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.council import RunManifest
from joinedup.council.portfolios import FIVE_YEARS, Distribution, Portfolio
from joinedup.folder import Council
from joinedup.reports._parts import DataTable, Page, shown
from joinedup.reports._wording import SMALL_SUM, listed, number_word, pot_phrase, pounds, upper_first
from joinedup.reports.portfolio._answer import (
    felt_pots,
    not_together,
    other_pairs,
    overlaps,
    quiet_pots,
    title_of,
    who_pays,
)
from joinedup.reports.portfolio._falls import (
    ShownUsers,
    falls_on,
    overview,
    patches_table,
    people_by_patch,
    shown_users,
)
from joinedup.reports.portfolio._pairs import pairs_say, pairs_table
from joinedup.reports.portfolio._people import people_in_words, people_table
from joinedup.reports.portfolio._pots import ShownPot, overview_of_pots, shown_pot


@dataclass(frozen=True)
class ShownProposal:
    """A proposal as the page names it."""

    id: str
    title: str
    owner: str
    directorate: str
    summary: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Falls:
    """Whom the set falls on, as the page shows it."""

    says: str
    money: DataTable | None
    people: DataTable | None
    users: tuple[ShownUsers, ...]
    overview: DataTable | None
    not_shown: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PortfolioPage(Page):
    """What a set of proposals does, each one's part in it, and who saves and who pays."""

    template: ClassVar[str] = "portfolio.html"

    title: str = field(metadata=shown("How many proposals are taken as one set."))
    council: str = field(metadata=shown("Name of the council."))
    pots: tuple[ShownPot, ...] = field(
        metadata=shown("Each pot that changes: as proposed, one by one, together, who pays, where it went.")
    )
    every_pot: DataTable = field(metadata=shown("What the set does to every pot, side by side."))
    nothing: str = field(metadata=shown("What is said where no budget changes; empty otherwise."))
    quiet: str = field(metadata=shown("The pots that are touched by next to nothing."))
    not_together: tuple[tuple[str, str], ...] = field(
        metadata=shown("Which two not to take together, and why.")
    )
    other_pairs: str = field(metadata=shown("How many more pairs, or that there are none."))
    overlaps: str = field(metadata=shown("Which two overlap, so that both save less than their sum."))
    pairs_say: str = field(metadata=shown("How pairs were judged."))
    pairs: DataTable | None = field(metadata=shown("The pairs that change each other most."))
    who_pays: tuple[str, ...] = field(
        metadata=shown("What one directorate's proposals cost or save another.")
    )
    people: tuple[str, ...] = field(metadata=shown("The measures of people that move most, in words."))
    measures: DataTable | None = field(
        metadata=shown("The measures that move, and which proposals move them.")
    )
    falls: Falls | None = field(metadata=shown("Whom the set falls on: patches, and who uses the services."))
    proposals: tuple[ShownProposal, ...] = field(metadata=shown("The proposals, as their owners wrote them."))
    how_exact: tuple[str, ...] = field(metadata=shown("How often the model was run and how exact it is."))
    warnings: tuple[str, ...] = field(metadata=shown("What to know before relying on it."))
    warned: str = field(metadata=shown("That there is something to know first; empty otherwise."))
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def portfolio_page(
    portfolio: Portfolio, council: Council, distribution: Distribution | None = None
) -> PortfolioPage:
    """Return the page of a portfolio.

    Args:
        portfolio: what the set does.
        council: the council.
        distribution: whom it falls on, where that was worked out.
    """
    pots = tuple(shown_pot(portfolio, council, pot) for pot in felt_pots(portfolio))
    return PortfolioPage(
        title=title_of(portfolio),
        council=council.name,
        pots=pots,
        every_pot=overview_of_pots(portfolio, felt_pots(portfolio)),
        nothing="" if pots else "The set changes no budget by a sum worth speaking of.",
        quiet=quiet_pots(portfolio),
        not_together=tuple(not_together(portfolio)),
        other_pairs=other_pairs(portfolio),
        overlaps=overlaps(portfolio),
        pairs_say=pairs_say(portfolio),
        pairs=pairs_table(portfolio),
        who_pays=tuple(who_pays(portfolio, council)),
        people=tuple(people_in_words(portfolio)),
        measures=people_table(portfolio),
        falls=_falls(portfolio, distribution) if distribution else None,
        proposals=tuple(_proposals(portfolio, council)),
        how_exact=tuple(how_exact(portfolio)),
        warnings=portfolio.warnings,
        warned=_warned(portfolio),
        manifest=portfolio.manifest,
    )


def _warned(portfolio: Portfolio) -> str:
    n = len(portfolio.warnings)
    return (
        f"{upper_first(number_word(n))} {'thing' if n == 1 else 'things'} to know before relying on it"
        if n
        else ""
    )


def _falls(portfolio: Portfolio, found: Distribution) -> Falls:
    pots = felt_pots(portfolio)
    users = shown_users(found)
    return Falls(
        falls_on(found, pots),
        patches_table(found, pots),
        people_by_patch(found),
        users,
        overview(users),
        tuple((one.who, one.why) for one in found.not_shown),
    )


def _proposals(portfolio: Portfolio, council: Council) -> list[ShownProposal]:
    return [
        ShownProposal(
            one.id,
            one.title,
            one.owner,
            council.directorate_name(one.directorate),
            one.summary,
            tuple(
                f"{pounds(saving.pounds_a_year)} a year of {pot_phrase(saving.pot)} "
                f"from {saving.starts:%B %Y}, {saving.kind}"
                for saving in one.savings
            ),
        )
        for one in portfolio.proposals
    ]


def how_exact(portfolio: Portfolio) -> list[str]:
    """Return how often the model was run, and how exact sums and fair shares are, in sentences."""
    tried, draws = portfolio.tried, portfolio.draws
    sets = f"{tried.sets:,} sets of the {len(portfolio.proposals)} proposals were run"
    said = [f"{sets}, each on the same {draws:,} futures, so that sets differ only by what is decided."]
    if tried.is_exact:
        said.append("That is every set there is, so that fair shares have no error of their own.")
    else:
        steady = "all below" if tried.is_settled else "not yet all below"
        said.append(
            f"Fair shares come from {tried.orders:,} orders in which the proposals could be taken, half of "
            f"them the others reversed; their standard errors are {steady} one per cent of the largest share."
        )
    moves = [
        f"{_about(portfolio.total(pot, FIVE_YEARS).error)} for {pot_phrase(pot)}"
        for pot in felt_pots(portfolio)
    ]
    if moves:
        said.append(f"Run again with other futures, the sums would move by about {listed(moves)}.")
    return said


def _about(error: float) -> str:
    if not math.isfinite(error):
        return "more than can be said from so few futures"
    return "less than £500" if error < SMALL_SUM else pounds(float(f"{error:.1g}"))
