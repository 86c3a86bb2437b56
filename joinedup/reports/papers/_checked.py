"""A paper held against what it was made from: every number with a run is looked up in that run again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from joinedup.reports.papers._facts import Tested
from joinedup.reports.papers._numbers import Fact, alike, facts_of_table
from joinedup.reports.papers._parts import (
    ChartBlock,
    Paper,
    Section,
    TableBlock,
    Words,
    paragraphs_of,
)
from joinedup.reports.papers._run_facts import facts_of_run, pot_facts
from joinedup.vocabulary import Pot


@dataclass(frozen=True)
class NumberCheck:
    """How the numbers of a paper stand.

    Args:
        from_runs: numbers that lead to a frozen test and are in it.
        on_record: numbers that are written in the decision or in a rule.
        untraced: numbers that lead nowhere, with the title of their section.
        lost: numbers that lead to a frozen test and are not in it, with the title of their section.
    """

    from_runs: int
    on_record: int
    untraced: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]


def checked(paper: Paper, tests: Sequence[Tested]) -> NumberCheck:
    """Return how the numbers of a paper's sentences stand against frozen tests.

    Args:
        paper: the paper.
        tests: the tests, as they were thawed.
    """
    held = {one.digest: _held(one) for one in tests}
    from_runs = on_record = 0
    untraced: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    for section, words in _every_word(paper):
        if words.is_untraced:
            untraced.append((section.title, words.text))
        elif words.source and words.source.run:
            if (words.place, alike(words.text)) in held.get(words.source.digest, set()):
                from_runs += 1
            else:
                lost.append((section.title, words.text))
        elif words.source:
            on_record += 1
    return NumberCheck(from_runs, on_record, tuple(untraced), tuple(lost))


def facts_of_paper(paper: Paper, first: Section | None = None) -> list[Fact]:
    """Return every number that a paper as made holds, those of one section first.

    Args:
        paper: the paper as the model makes it.
        first: the section whose numbers are most likely meant.
    """
    order = [first, *paper.sections] if first else list(paper.sections)
    return [fact for section in order for fact in _facts(section)]


def _facts(section: Section) -> Iterator[Fact]:
    for paragraph in paragraphs_of(section):
        yield from (Fact(one.text, one.source, one.place) for one in paragraph.parts if one.source)
    for block in section.blocks:
        if isinstance(block, TableBlock | ChartBlock) and block.source:
            table = block.table if isinstance(block, TableBlock) else block.chart.table
            yield from facts_of_table(table, block.source)


def _every_word(paper: Paper) -> Iterator[tuple[Section, Words]]:
    for section in paper.sections:
        for paragraph in paragraphs_of(section):
            yield from ((section, one) for one in paragraph.parts)


def _held(tested: Tested) -> set[tuple[str, str]]:
    facts = [*facts_of_run(tested), *pot_facts(tested, Pot.PARTNERS)]
    return {(one.place, alike(one.printed)) for one in facts}
