"""What the model says of an option, in blocks of a paper: money pot by pot, people, room, risk, certainty.

The sentences are those of the ripple's own page; each number in them leads to its run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from joinedup.council import Headline
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import (
    SMALL_SUM,
    day,
    in_a_hundred,
    listed,
    pot_phrase,
    pounds_change,
    quantity_change,
    span,
    upper_first,
)
from joinedup.reports.papers._facts import DecisionFacts, OptionFacts, Tested
from joinedup.reports.papers._numbers import Fact, sourced
from joinedup.reports.papers._parts import (
    Block,
    Bullets,
    ChartBlock,
    Paragraph,
    Source,
    Subheading,
    TableBlock,
)
from joinedup.reports.papers._run_facts import (
    facts_of_run,
    measure_facts,
    people_facts,
    pot_facts,
    room_facts,
    run_facts,
    source_of,
)
from joinedup.reports.ripple import (
    FIRST_YEARS,
    answers,
    by_when,
    certainty_of,
    directorates_by_year,
    for_people,
    how_exact,
    is_moved,
    main_measures,
    measure_chart,
    not_counted,
    nothing_changes,
    of_partners,
    patches,
    pot_chart,
    rests_on,
    risks_in_a_line,
    room_in_words,
    switching,
    unmoved_pots,
    worst,
    year_spoken_of,
    years_of,
)
from joinedup.vocabulary import Pot

_CHARTS = 2
# What a reader at a terminal is told to type is nothing to a reader of a paper.
_A_COMMAND = " (--draws)"
_STILL = {"£0", "about £0"}
_MEASURES_BESIDE = 3
NOT_ADDED = "Each pot of money stands alone: nothing is added across pots."


def in_short(tested: Tested) -> list[Paragraph]:
    """Return the answer of every pot that changes, one paragraph a pot."""
    found = [one for one in answers(tested.ripple) if moves(one.headline)]
    if not found:
        return [sourced(nothing_changes(tested.ripple), _claimed(tested))]
    return [
        sourced(" ".join(says for says in (one.answer, one.turn) if says), pot_facts(tested, one.pot))
        for one in found
    ]


def people(tested: Tested, charts: int = _CHARTS) -> list[Block]:
    """Return what changes for people: in words, then the measures that move most as charts.

    Args:
        tested: the test.
        charts: how many charts.
    """
    ripple, year = tested.ripple, year_spoken_of(tested.ripple)
    lines = for_people(ripple, year)
    if not lines:
        return [Paragraph.of("No count of people moves by an amount that can be told from nothing.")]
    moved = [one for one in main_measures(ripple) if is_moved(one)]
    facts = [fact for one in moved for fact in measure_facts(tested, one.in_year(year))]
    shown = [one for one in moved if one.measure.unit != "pounds"][:charts]
    return [
        Bullets(tuple(sourced(f"{upper_first(one)}.", _of_line(tested, one, facts)) for one in lines)),
        *[
            ChartBlock(measure_chart(one, year), source_of(tested, one.measure.says, "", one.measure.unit))
            for one in shown
        ],
    ]


def _of_line(tested: Tested, line: str, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts of the one measure that a line speaks of, so that no number leads to another's."""
    year = year_spoken_of(tested.ripple)
    for one in main_measures(tested.ripple):
        says = one.measure.says[1:]
        if f" {one.measure.says[:1].lower()}{says} " in line or f" {one.measure.says} " in line:
            return measure_facts(tested, one.in_year(year))
    return list(facts)


def by_patch(tested: Tested, council: Council) -> list[Block]:
    """Return what changes in each patch, as a table; nothing where no patch is affected."""
    year = year_spoken_of(tested.ripple)
    # A council may have drawn its patches anew since the test was frozen.
    held = {one.patch for one in tested.ripple.measures}
    known = replace(council, patches=tuple(one for one in council.patches if one.id in held))
    table = patches(tested.ripple, known, year) if known.patches else None
    return [TableBlock(table, source_of(tested, "Change by patch", year))] if table else []


def money(tested: Tested, council: Council, *, with_charts: bool = True) -> list[Block]:
    """Return the money, pot by pot and never added across pots.

    Args:
        tested: the test.
        council: the council.
        with_charts: whether each pot has its chart and its table by directorate.
    """
    ripple = tested.ripple
    found = [one for one in answers(ripple) if moves(one.headline)]
    still = [pot_phrase(one.pot) for one in answers(ripple) if not moves(one.headline)]
    made: list[Block] = [Paragraph.of(NOT_ADDED)] if len(found) > 1 else []
    if not found:
        made.append(sourced(nothing_changes(ripple), _claimed(tested)))
    for one in found:
        facts = pot_facts(tested, one.pot)
        made.append(Subheading(Pot(one.pot).says))
        for says in (one.answer, one.sure, one.turn, one.in_all, one.claim):
            made += [sourced(says, facts)] if says else []
        if with_charts:
            years = years_of(ripple)[:FIRST_YEARS]
            source = source_of(tested, f"Change in {pot_phrase(one.pot)}", "each year", "pounds a year")
            made.append(ChartBlock(pot_chart(ripple, one.pot), source))
            table = directorates_by_year(ripple, council, one.pot, years)
            made.append(TableBlock(_those_that_move(table), source))
    if found and still:
        made.append(Paragraph.of(f"What happens to {listed(still)} is too little to speak of."))
    rest = unmoved_pots(ripple)
    made += [Paragraph.of(rest)] if rest else []
    partners = of_partners(ripple)
    if partners:
        made.append(Subheading("Partners, shown apart"))
        made.append(sourced(partners, pot_facts(tested, Pot.PARTNERS)))
    return made


def _those_that_move(table: DataTable) -> DataTable:
    """Return a table of money without the rows in which nothing changes that is worth speaking of."""
    rows = [row for row in table.rows if row.is_total or {one.text for one in row.cells} - _STILL]
    left = len(table.rows) - len(rows)
    hint = f"{table.hint} Those that change by less than £500 in every year are left out."
    return replace(table, rows=tuple(rows), hint=hint if left else table.hint)


def risk(tested: Tested, council: Council) -> list[Block]:
    """Return what can go wrong: the worst 1 in 20, who is worse off, what would turn it, what fills up."""
    ripple = tested.ripple
    lines = []
    for one in answers(ripple):
        certainty = certainty_of(ripple, one.pot)
        if certainty and moves(one.headline):
            facts = pot_facts(tested, one.pot)
            lines += [sourced(says, facts) for says in (worst(certainty), switching(certainty)) if says]
    said = risks_in_a_line(ripple, council)
    lines += [sourced(said, people_facts(tested))] if said else []
    rooms = [sourced(one, room_facts(tested)) for one in room_in_words(ripple, council)]
    made: list[Block] = [Bullets(tuple(lines))] if lines else []
    return [*made, Subheading("Room left in services"), Bullets(tuple(rooms))]


def how_sure(tested: Tested) -> list[Block]:
    """Return how sure the answer is, how exact, what it rests on and what it leaves out."""
    ripple, made = tested.ripple, list[Block]()
    for one in answers(ripple):
        if not moves(one.headline):
            continue
        certainty = certainty_of(ripple, one.pot)
        says = " ".join([one.sure, by_when(ripple, certainty) if certainty else ""]).strip()
        made.append(sourced(says, pot_facts(tested, one.pot)))
    facts = run_facts(tested)
    made += [sourced(rests_on(ripple), facts), sourced(how_exact(ripple).replace(_A_COMMAND, ""), facts)]
    made += [Subheading("What the answer does not count")]
    return [*made, Bullets(tuple(Paragraph.of(one) for one in not_counted()))]


def side_by_side(facts: DecisionFacts) -> list[Block]:
    """Return the options beside each other: each pot on its own, and the measures that move most."""
    if not facts.tests:
        return [Paragraph.of("No option has been tested yet, so there is nothing to compare.")]
    year = year_spoken_of(facts.tests[0].ripple)
    rows = [row for pot in _pots_that_move(facts.tests) for row in _pot_rows(facts.options, pot)]
    rows += [_measure_row(facts.options, name, year) for name in _measures_that_move(facts.tests)]
    if not rows:
        return [Paragraph.of("No option that was tested changes a budget or a measure worth speaking of.")]
    table = DataTable(
        f"Options side by side, {year}",
        "Change against doing nothing: a minus is less spent or fewer, a plus more. Each pot stands on its "
        "own. Ranges hold 80 of 100 futures tried.",
        "What changes",
        tuple(_name(one) for one in facts.options),
        tuple(rows),
    )
    return [TableBlock(table, _all_runs(facts.tests))]


def _pots_that_move(tests: Sequence[Tested]) -> list[str]:
    moved = [head.pot for one in tests for head in one.ripple.headlines if moves(head)]
    return [pot for pot in dict.fromkeys(moved) if pot != Pot.PARTNERS]


def moves(head: Headline) -> bool:
    """Whether a pot changes by a sum worth speaking of, on average in the year spoken of or over the plan."""
    return max(abs(head.net.mean), abs(head.total.mean), abs(head.own_lines.mean)) >= SMALL_SUM


def _measures_that_move(tests: Sequence[Tested]) -> list[str]:
    """Return the names of the measures that move most in any option."""
    found: dict[str, None] = {}
    for one in tests:
        moved = [each for each in main_measures(one.ripple) if is_moved(each)]
        people = [each.measure.name for each in moved if each.measure.unit != "pounds"]
        found.update(dict.fromkeys(people[:_MEASURES_BESIDE]))
    return list(found)


def _name(option: OptionFacts) -> str:
    kinds = {"proposed": "Proposed", "alternative": "Alternative", "nothing": "Do nothing"}
    said = kinds[option.kind]
    return said if option.title.lower() == said.lower() else f"{said}: {option.title}"


def _pot_rows(options: Sequence[OptionFacts], pot: str) -> list[Row]:
    change, chance = [], []
    for one in options:
        head = (
            next((head for head in one.tested.ripple.headlines if head.pot == pot), None)
            if one.tested
            else None
        )
        still = "£0" if one.tested else _untested(one)
        change.append(
            Cell(pounds_change(head.net.mean), span(head.net, pounds_change)) if head else Cell(still)
        )
        chance.append(Cell(in_a_hundred(head.p_saves) if head else still))
    name = Pot(pot).says
    return [
        Row(f"{name}: pounds a year", tuple(change)),
        Row(f"{name}: chance of being better off", tuple(chance)),
    ]


def _measure_row(options: Sequence[OptionFacts], name: str, year: str) -> Row:
    cells, says = [], ""
    for one in options:
        if not one.tested:
            cells.append(Cell(_untested(one)))
            continue
        found = next(each for each in main_measures(one.tested.ripple) if each.measure.name == name)
        change, says = found.in_year(year).change, found.measure.says
        shown = partial(quantity_change, unit=found.measure.unit)
        cells.append(Cell(shown(change.mean), span(change, shown)))
    return Row(says, tuple(cells))


def _untested(option: OptionFacts) -> str:
    return "no change" if option.kind == "nothing" else "not tested"


def _all_runs(tests: Sequence[Tested]) -> Source:
    """Return one source for a table that several tests stand in."""
    runs = listed(
        [f"{one.ripple.manifest.run[:12]} on “{one.title}” (frozen test {one.digest[:12]})" for one in tests]
    )
    return Source(
        "Options side by side",
        f"Runs of the model: {runs}",
        run="+".join(one.ripple.manifest.run for one in tests),
        digest="+".join(one.digest for one in tests),
    )


def _claimed(tested: Tested) -> list[Fact]:
    pots = {saving.pot for one in tested.ripple.proposals for saving in one.savings}
    return [fact for pot in sorted(pots) for fact in pot_facts(tested, pot)] + facts_of_run(tested)


def made_from(facts: DecisionFacts) -> str:
    """Return what a paper was made from, in one sentence."""
    tests = [f"{one.digest[:12]} of {day(one.on)}" for one in facts.tests]
    if not tests:
        return f"Made from decision {facts.reference} as it stands in the register; nothing has been tested."
    return (
        f"Made from decision {facts.reference} as it stands in the register and from the frozen "
        f"{'test' if len(tests) == 1 else 'tests'} {listed(tests)}."
    )
