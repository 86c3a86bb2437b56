"""A ripple as a workbook for those who go on working with it: numbers as numbers, every text as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from joinedup.council import MeasureEffect, MoneyEffect, Range, Ripple
from joinedup.folder import Council
from joinedup.reports._sheets import CHANGE, NUMBER, POUNDS, POUNDS_CHANGE, SHARE, Cell, Column, Sheets
from joinedup.reports.ripple._answer import answers, nothing_changes, rests_on, unmoved_pots
from joinedup.reports.ripple._money import line_name
from joinedup.reports.ripple._page import changes_in_words, title_of, who_is_asked
from joinedup.reports.ripple._people import for_people
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
from joinedup.reports.ripple._ways import ways_in_words
from joinedup.vocabulary import Pot

if TYPE_CHECKING:
    from joinedup.council.causes import CausalPaths

_ENDS = ("mean", "median", "low_50", "high_50", "low_80", "high_80", "low_95", "high_95")
_TITLES = ("mean", "middle", "50% from", "50% to", "80% from", "80% to", "95% from", "95% to")
# The measures have three sets of numbers, so that each has only what is read most.
_FEW = ("mean", "low_80", "high_80")


def ripple_workbook(ripple: Ripple, council: Council, year: str, ways: Sequence[CausalPaths] = ()) -> bytes:
    """Return a ripple as an XLSX workbook.

    Args:
        ripple: the ripple.
        council: the council.
        year: the year spoken of.
        ways: how its largest effects come about, where that was worked out.
    """
    sheets = Sheets(f"{council.name}: {title_of(ripple)}", ripple.manifest.made_at)
    sheets.add("Answer", ("What", "In words"), _answer(ripple, council, year, ways))
    _money(sheets, ripple, council)
    _measures(sheets, ripple, council)
    _how_sure(sheets, ripple, council)
    _room(sheets, ripple, council)
    asked = [(one.names, one.because, one.likely) for one in who_is_asked(ripple, council)]
    sheets.add("Who must be asked", ("Who", "Because", "Affected"), asked)
    sheets.add("Proposals", ("Proposal", "What", "As written"), _proposals(ripple, council))
    sheets.add(
        "Run", ("What", "Value"), [(name, str(value)) for name, value in asdict(ripple.manifest).items()]
    )
    return sheets.content()


def _answer(
    ripple: Ripple, council: Council, year: str, ways: Sequence[CausalPaths]
) -> Iterator[tuple[str, str]]:
    yield "Council", council.name
    yield "Proposed", title_of(ripple)
    found = answers(ripple)
    if not found:
        yield "Answer", nothing_changes(ripple)
    for one in found:
        pot, certainty = Pot(one.pot).says, certainty_of(ripple, one.pot)
        yield pot, one.answer
        yield f"{pot}: how sure", one.sure
        if certainty:
            yield f"{pot}: the worst", worst(certainty)
            yield f"{pot}: by when", by_when(ripple, certainty)
            yield f"{pot}: what would turn it", switching(certainty)
        for says in (one.turn, one.in_all, one.claim):
            if says:
                yield pot, says
    rest = [
        ("Other pots", unmoved_pots(ripple)),
        ("Partners", of_partners(ripple)),
        *[("People", says) for says in for_people(ripple, year)],
        *[("Room left", says) for says in room_in_words(ripple, council)],
        ("Who is worse off", risks_in_a_line(ripple, council)),
        *[("How it comes about", says) for says in ways_in_words(ways)],
        ("What it rests on", rests_on(ripple)),
        ("How exact", how_exact(ripple)),
    ]
    yield from ((what, says) for what, says in rest if says)


def _money(sheets: Sheets, ripple: Ripple, council: Council) -> None:
    numbers = [Column(f"Change, {title}", POUNDS_CHANGE) for title in _TITLES]
    lines = [one for one in ripple.money if one.line]
    sheets.add(
        "Money by line",
        ("Pot", "Directorate", "Budget line", "Year", *numbers),
        (
            (
                *_pot(one),
                council.directorate_name(one.directorate),
                line_name(one.line),
                one.year,
                *_all(one.change),
            )
            for one in lines
        ),
    )
    directorates = [one for one in ripple.money if one.directorate and not one.line]
    sheets.add(
        "Money by directorate",
        ("Pot", "Directorate", "Year", *numbers),
        (
            (*_pot(one), council.directorate_name(one.directorate), one.year, *_all(one.change))
            for one in directorates
        ),
    )
    pots = [one for one in ripple.money if not one.directorate and not one.line]
    sheets.add(
        "Money by pot", ("Pot", "Year", *numbers), ((*_pot(one), one.year, *_all(one.change)) for one in pots)
    )


def _pot(one: MoneyEffect) -> tuple[str]:
    return (Pot(one.pot).says,)


def _all(one: Range) -> tuple[float, ...]:
    return tuple(getattr(one, end) for end in _ENDS)


def _measures(sheets: Sheets, ripple: Ripple, council: Council) -> None:
    titles = [_TITLES[_ENDS.index(end)] for end in _FEW]
    numbers = [
        Column(f"{which}, {title}", form)
        for which, form in (("Without", NUMBER), ("With", NUMBER), ("Change", CHANGE))
        for title in titles
    ]
    whole = [one for one in ripple.measures if not one.patch]
    sheets.add(
        "Measures",
        ("Directorate", "Measure", "Unit", "Year", *numbers),
        ((*_measure(one, council), one.year, *_few(one)) for one in whole),
    )
    names = {patch.id: patch.name for patch in council.patches}
    parts = [one for one in ripple.measures if one.patch and one.measure.is_main]
    sheets.add(
        "Patches",
        ("Patch", "Directorate", "Measure", "Unit", "Year", *numbers),
        ((names[one.patch], *_measure(one, council), one.year, *_few(one)) for one in parts),
    )


def _measure(one: MeasureEffect, council: Council) -> tuple[str, str, str]:
    return council.directorate_name(one.measure.directorate), one.measure.says, one.measure.unit


def _few(one: MeasureEffect) -> tuple[float, ...]:
    return tuple(getattr(held, end) for held in (one.without, one.with_, one.change) for end in _FEW)


def _how_sure(sheets: Sheets, ripple: Ripple, council: Council) -> None:
    years = [one.year for one in ripple.money if not one.directorate and not one.line]
    columns = list(dict.fromkeys(years))
    rows: list[tuple[Cell, ...]] = []
    for one in ripple.certainties:
        head: tuple[Cell, ...] = (Pot(one.pot).says, one.mean, one.worst_mean, one.switching, one.error)
        rows.append((*head, *one.p_saved_by[: len(columns)]))
    sheets.add(
        "How sure",
        (
            "Pot",
            Column("Change over the plan, mean", POUNDS_CHANGE),
            Column("Mean of the worst 1 of 20", POUNDS_CHANGE),
            Column("Times larger elsewhere to turn it", NUMBER),
            Column("Error of the mean", POUNDS),
            *[Column(f"Chance better off by end of {year}", SHARE) for year in columns],
        ),
        rows,
    )
    sheets.add(
        "Who is worse off",
        (
            "Directorate",
            "Pot",
            Column("By more than, in a year", POUNDS),
            Column("Chance in five years", SHARE),
        ),
        (
            (council.directorate_name(one.directorate), Pot(one.pot).says, one.pounds, one.probability)
            for one in ripple.risks
        ),
    )


def _room(sheets: Sheets, ripple: Ripple, council: Council) -> None:
    names = {patch.id: patch.name for patch in council.patches}
    shares = ("Free without, mean", "80% from", "80% to", "Free with, mean", "with, 80% from", "with, 80% to")
    chances = ("Chance full without", "Chance full with", "Chance because of this")
    sheets.add(
        "Room left",
        (
            *("What can be full", "Directorate", "Patch with least", "Year with least"),
            *[Column(title, SHARE) for title in (*shares, *chances)],
            "When full",
        ),
        (
            (
                one.capacity.says,
                council.directorate_name(one.capacity.directorate),
                names.get(one.patch, one.patch),
                one.year,
                *[getattr(held, end) for held in (one.slack_without, one.slack_with) for end in _FEW],
                one.p_full_without,
                one.p_full_with,
                one.p_tips,
                one.capacity.when_full,
            )
            for one in ripple.tipping
        ),
    )


def _proposals(ripple: Ripple, council: Council) -> Iterator[tuple[str, str, str]]:
    for one in ripple.proposals:
        yield one.id, "Title", one.title
        yield one.id, "Owner", f"{one.owner}, {council.directorate_name(one.directorate)}"
        yield one.id, "Summary", one.summary
        yield from ((one.id, "Change", says) for says in changes_in_words(one, council))
        for saving in one.savings:
            says = f"{saving.pounds_a_year:,.0f} pounds a year to {Pot(saving.pot).says} from {saving.starts}"
            yield one.id, "Claimed saving", f"{says}, {saving.kind}"
        yield from ((one.id, "Evidence", says) for says in one.evidence)
