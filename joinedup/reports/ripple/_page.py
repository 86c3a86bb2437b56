"""The page of a ripple: an answer that a councillor can read in a minute, and everything behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from joinedup.council import Headline, Ripple, RunManifest, levers
from joinedup.council.proposals import Change, Proposal
from joinedup.declared import LeverKind
from joinedup.folder import Council
from joinedup.parameters import load_parameters
from joinedup.reports._parts import Chart, DataTable, KeyFigure, Page, shown
from joinedup.reports._wording import (
    chance,
    day,
    in_a_hundred,
    likely_off,
    listed,
    lower_first,
    number_word,
    percent,
    pounds,
    quantity_change,
    upper_first,
)
from joinedup.reports.ripple._answer import (
    PotAnswer,
    answers,
    nothing_changes,
    rests_on,
    unmoved_pots,
)
from joinedup.reports.ripple._charts import lines_chart, measure_chart, pot_chart
from joinedup.reports.ripple._money import is_felt, years_of
from joinedup.reports.ripple._people import for_people, is_moved, main_measures
from joinedup.reports.ripple._room import room_in_words, room_table
from joinedup.reports.ripple._sure import (
    by_when,
    certainty_of,
    chances_chart,
    how_exact,
    of_partners,
    risks,
    risks_in_a_line,
    switching,
    worst,
)
from joinedup.reports.ripple._tables import (
    FIRST_YEARS,
    all_measures,
    directorates_by_year,
    lines_by_year,
    patches,
    places,
)
from joinedup.reports.ripple._ways import ways_in_words
from joinedup.vocabulary import SPENDING_LINES, Pot

if TYPE_CHECKING:
    from joinedup.council.causes import CausalPaths

_PARAMETER = "parameter/"


@dataclass(frozen=True)
class Asked:
    """Who must be asked, with why and how likely it is that they are affected."""

    names: str
    because: str
    likely: str


@dataclass(frozen=True)
class ShownProposal:
    """A proposal as its owner wrote it."""

    title: str
    owner: str
    directorate: str
    summary: str
    changes: tuple[str, ...]
    claims: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ShownPot:
    """One pot of money: its key figures, charts and tables."""

    name: str
    answer: PotAnswer
    figures: tuple[KeyFigure, ...]
    sure: str
    turns: str
    by_when: str
    by_year: Chart
    by_line: Chart | None
    chances: Chart | None
    directorates: DataTable
    lines: DataTable


@dataclass(frozen=True)
class RipplePage(Page):
    """What proposals would do to every service, pot, measure and patch."""

    template: ClassVar[str] = "ripple.html"

    title: str = field(metadata=shown("What is proposed, in a few words."))
    council: str = field(metadata=shown("Name of the council."))
    titles: str = field(metadata=shown("The titles of the proposals where several are taken together."))
    proposals: tuple[ShownProposal, ...] = field(metadata=shown("The proposals as their owners wrote them."))
    pots: tuple[ShownPot, ...] = field(
        metadata=shown("The answer for each pot of money that changes, and what lies behind it.")
    )
    nothing: str = field(metadata=shown("What is said where no budget changes; empty otherwise."))
    quiet: str = field(metadata=shown("The pots that are touched without being better or worse off."))
    people: tuple[str, ...] = field(metadata=shown("The measures that move most, in words."))
    asked: tuple[Asked, ...] = field(metadata=shown("Who is materially affected and must be asked."))
    material: str = field(metadata=shown("What counts as materially affected in this council."))
    risks_say: str = field(
        metadata=shown("Which directorates are likely to be worse off by more than what is material.")
    )
    risks: tuple[str, ...] = field(metadata=shown("How likely each directorate is to be worse off."))
    partners: str = field(
        metadata=shown("What partners spend more or less, which is not the council's money.")
    )
    partners_lines: DataTable | None = field(metadata=shown("The same by line and year."))
    ways: tuple[str, ...] = field(metadata=shown("How the largest effects elsewhere come about."))
    room_says: tuple[str, ...] = field(metadata=shown("The room that the proposals take or give."))
    room: DataTable | None = field(metadata=shown("Everything that can be full, with the room left."))
    how_exact: str = field(metadata=shown("How often the model was run and how exact the answer is."))
    rests_on: str = field(
        metadata=shown("How much of the uncertainty comes from values that nobody has verified.")
    )
    unverified: tuple[str, ...] = field(metadata=shown("Those values."))
    not_counted: tuple[str, ...] = field(metadata=shown("What the answer leaves out."))
    measures: tuple[Chart, ...] = field(
        metadata=shown("Each main measure that moves, without and with the proposals.")
    )
    unmoved: str = field(metadata=shown("The main measures that do not move."))
    patches: DataTable | None = field(metadata=shown("What changes in each patch."))
    places: DataTable | None = field(metadata=shown("School places short, by planning area."))
    all_measures: DataTable = field(metadata=shown("Every measure in the year spoken of."))
    manifest: RunManifest = field(metadata=shown("The run that the numbers come from."))


def ripple_page(ripple: Ripple, council: Council, ways: Sequence[CausalPaths] = ()) -> RipplePage:
    """Return the page of a ripple.

    Args:
        ripple: the ripple.
        council: the council.
        ways: how its largest effects come about, where that was worked out.
    """
    year = year_spoken_of(ripple)
    moved = [one for one in main_measures(ripple) if is_moved(one)]
    still = [lower_first(one.measure.says) for one in main_measures(ripple) if not is_moved(one)]
    pots = tuple(_pot(ripple, council, one) for one in answers(ripple))
    return RipplePage(
        title=title_of(ripple),
        council=council.name,
        titles=_titles(ripple),
        proposals=tuple(_proposal(ripple, council)),
        pots=pots,
        nothing="" if pots else nothing_changes(ripple),
        quiet=unmoved_pots(ripple),
        people=tuple(for_people(ripple, year)),
        asked=tuple(who_is_asked(ripple, council)),
        material=_material(council),
        risks_say=risks_in_a_line(ripple, council),
        risks=tuple(risks(ripple, council)),
        partners=of_partners(ripple),
        partners_lines=lines_by_year(ripple, Pot.PARTNERS) if of_partners(ripple) else None,
        ways=tuple(ways_in_words(ways)),
        room_says=tuple(room_in_words(ripple, council)),
        room=room_table(ripple.tipping, council),
        how_exact=how_exact(ripple),
        rests_on=rests_on(ripple),
        unverified=tuple(_named(ripple, council)),
        not_counted=tuple(not_counted()),
        measures=tuple(measure_chart(one, year) for one in moved),
        unmoved=f"{upper_first(listed(still))}." if still else "",
        patches=patches(ripple, council, year),
        places=places(ripple),
        all_measures=all_measures(ripple, year),
        manifest=ripple.manifest,
    )


def year_spoken_of(ripple: Ripple) -> str:
    """Return the year of the headline: the fifth of the plan, or its last where it is shorter."""
    years = years_of(ripple)
    return ripple.headlines[0].year if ripple.headlines else years[min(FIRST_YEARS, len(years)) - 1]


def title_of(ripple: Ripple) -> str:
    """Return the title: that of the proposal, or how many are taken together."""
    if len(ripple.proposals) == 1:
        return ripple.proposals[0].title
    return f"{upper_first(number_word(len(ripple.proposals)))} proposals taken together"


def _titles(ripple: Ripple) -> str:
    titles = [one.title for one in ripple.proposals]
    return "" if len(titles) == 1 else f"{'; '.join([titles[0], *map(lower_first, titles[1:])])}."


def key_figures(headline: Headline) -> tuple[KeyFigure, ...]:
    """Return the few numbers of one pot, in the year spoken of."""
    figures = []
    own, elsewhere = headline.own_lines, headline.elsewhere
    if is_felt(headline) and own.mean:
        name = "Saved on the services changed" if own.mean < 0 else "Spent on the services changed"
        figures.append(KeyFigure(f"{name}, {headline.year}", pounds(abs(own.mean))))
        name = "Cost elsewhere" if elsewhere.mean > 0 else "Saved elsewhere"
        figures.append(KeyFigure(name, pounds(abs(elsewhere.mean))))
    name = "Better off, a year" if headline.net.mean < 0 else "Worse off, a year"
    figures.append(KeyFigure(name, pounds(abs(headline.net.mean)), likely_off(headline.net)))
    return (
        *figures,
        KeyFigure(f"Chance of being better off in {headline.year}", in_a_hundred(headline.p_saves)),
    )


def _pot(ripple: Ripple, council: Council, answer: PotAnswer) -> ShownPot:
    years, certainty = years_of(ripple), certainty_of(ripple, answer.pot)
    return ShownPot(
        Pot(answer.pot).says,
        answer,
        key_figures(answer.headline),
        worst(certainty) if certainty else "",
        switching(certainty) if certainty else "",
        by_when(ripple, certainty) if certainty else "",
        pot_chart(ripple, answer.pot),
        lines_chart(ripple, answer.pot, answer.headline.year),
        chances_chart(ripple, certainty) if certainty else None,
        directorates_by_year(ripple, council, answer.pot, years[:FIRST_YEARS]),
        lines_by_year(ripple, answer.pot),
    )


def who_is_asked(ripple: Ripple, council: Council) -> list[Asked]:
    """Return who must be asked; patches affected in the same way are named together."""
    together: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for one in ripple.affected:
        together.setdefault((one.kind, one.because), []).append((one.name, one.probability))
    asked = []
    for (kind, because), members in together.items():
        names = listed([name for name, _ in members])
        if kind == "patch":
            all_patches = len(members) == len(council.patches) > 1
            names = (
                f"All {number_word(len(members))} patches"
                if all_patches
                else f"{names} (patch)"
                if len(members) == 1
                else f"{names} (patches)"
            )
        asked.append(Asked(names, because, chance(min(likely for _, likely in members))))
    return asked


def _material(council: Council) -> str:
    material = council.material
    return (
        f"Must be asked: whoever, with a chance of at least {percent(material.probability)}, is affected by "
        f"more than {pounds(material.gbp_per_year)} in some year, or by more than {percent(material.share)} "
        "of a measure."
    )


def _proposal(ripple: Ripple, council: Council) -> list[ShownProposal]:
    return [
        ShownProposal(
            one.title,
            one.owner,
            council.directorate_name(one.directorate),
            one.summary,
            changes_in_words(one, council),
            tuple(
                f"{pounds(saving.pounds_a_year)} a year from {day(saving.starts)}, {saving.kind}"
                for saving in one.savings
            ),
            one.evidence,
        )
        for one in ripple.proposals
    ]


def changes_in_words(proposal: Proposal, council: Council) -> tuple[str, ...]:
    """Return what a proposal changes, each change as a sentence."""
    return tuple(_change(change, council) for change in proposal.changes)


def _change(change: Change, council: Council) -> str:
    """Return one change in words: what, by how much, where, from when and how quickly."""
    lever = levers()[change.lever]
    if lever.kind is LeverKind.SHARE:
        by = f"{percent(abs(change.by))} {'more' if change.by > 0 else 'less'}" if change.by else "as today"
    elif lever.unit.startswith("pounds"):
        by = quantity_change(change.by, "pounds") + lever.unit.removeprefix("pounds")
    else:
        by = f"{quantity_change(change.by, lever.unit)} {lever.unit}"
    when = f"from {day(change.starts)}"
    when += f", over {change.over_months} months" if change.over_months else ""
    when += f", until {day(change.ends)}" if change.ends else ""
    patches = [patch.name for patch in council.patches if patch.id in change.where]
    where = "everywhere" if len(patches) == len(council.patches) else f"in {listed(patches)}"
    return f"{lever.says.rstrip('.')}: {by}, {where}, {when}."


def _named(ripple: Ripple, council: Council) -> list[str]:
    """Return what each unverified value means, in words."""
    parameters = load_parameters(council.local_parameters)
    names = [one.removeprefix(_PARAMETER) for one in ripple.unverified]
    return sorted(parameters[name].says if name in parameters else name for name in names)


def not_counted() -> list[str]:
    """Return what every answer leaves out."""
    still = [lower_first(line.says) for line in SPENDING_LINES if not line.modelled]
    return [
        "What making the change costs once, where no proposal says it: redundancy, building, recruiting, "
        "buildings standing empty.",
        "What it means for a child's or a family's life beyond what the measures below count.",
        "What it costs or saves others beyond what is shown apart: the NHS, courts and families.",
        f"Budgets that the model moves with prices alone: {listed(still)}.",
        "Whether it is lawful, and what people say when they are consulted.",
    ]
