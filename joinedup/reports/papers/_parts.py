"""What a paper is made of: sections of paragraphs, lists, tables and charts, each number with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from joinedup.reports._parts import Chart, DataTable

EXEMPT_MARK = "Exempt: not for publication"


@dataclass(frozen=True)
class Source:
    """Where a number comes from.

    Args:
        what: what is counted or measured, in words.
        where: what it was read from: a run of the model, the decision, a rule with its standing.
        year: the financial year or day it speaks of; "" where it speaks of none.
        unit: its unit; "" where it has none.
        run: identifier of the run of the model; "" where it comes from no run.
        digest: digest of the frozen test that holds the run; "" where none does.
    """

    what: str
    where: str
    year: str = ""
    unit: str = ""
    run: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Words:
    """A stretch of words.

    Args:
        text: the words.
        source: where the number that the words are comes from; None for words that are no number of ours.
        place: where in that source, for a program that looks it up again: `headlines/general_fund/net/mean`.
        is_bold: whether they stand out.
        is_italic: whether they are slanted.
        link: the web address they lead to; "" for none.
        is_untraced: whether they are a number that somebody wrote and that no run or record holds.
    """

    text: str
    source: Source | None = None
    place: str = ""
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    is_untraced: bool = False


def Traced(text: str, source: Source, place: str = "") -> Words:
    """Return a number with where it comes from.

    Args:
        text: the number as it is printed: `£2.1m`.
        source: where it comes from.
        place: where in that source, for a program that looks it up again.
    """
    return Words(text, source, place)


@dataclass(frozen=True)
class Paragraph:
    """Words that belong together.

    Args:
        parts: its words in order.
    """

    parts: tuple[Words, ...]

    @classmethod
    def of(cls, *parts: str | Words) -> Paragraph:
        """Return a paragraph of plain words and numbers with their source, in order."""
        return cls(tuple(Words(one) if isinstance(one, str) else one for one in parts))

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(one.text for one in self.parts)


@dataclass(frozen=True)
class Bullets:
    """A list.

    Args:
        items: its lines.
        is_numbered: whether they are counted.
    """

    items: tuple[Paragraph, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Subheading:
    """A heading within a section.

    Args:
        title: its words.
    """

    title: str


@dataclass(frozen=True)
class TableBlock:
    """A table.

    Args:
        table: the table.
        source: where its numbers come from; None where it holds words alone.
    """

    table: DataTable
    source: Source | None = None


@dataclass(frozen=True)
class ChartBlock:
    """A chart with its table.

    Args:
        chart: the chart.
        source: where its numbers come from.
    """

    chart: Chart
    source: Source | None = None


Block = Paragraph | Bullets | Subheading | TableBlock | ChartBlock


@dataclass(frozen=True)
class Section:
    """A section of a paper.

    Args:
        key: its short name, the same each time the paper is made.
        title: its heading.
        blocks: what stands in it.
        exempt: why it may not be published; "" where it may.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    exempt: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper, to be sent as a page, a PDF or a Word document.

    Args:
        title: its title.
        kind: what kind of paper it is: `Officer report`.
        council: name of the council.
        reference: how people refer to what it is about: `D0004`; "" for none.
        day: the day it was made.
        sections: its sections in order.
        rests_on: one sentence on what it was made from; "" for none.
        is_one_page: whether it has to fit on one page of A4, in small type.
        restriction: whom it is for, where it is not for everybody; "" where it is.
    """

    title: str
    kind: str
    council: str
    reference: str
    day: date
    sections: tuple[Section, ...]
    rests_on: str = ""
    is_one_page: bool = False
    restriction: str = ""

    @property
    def marking(self) -> str:
        """What stands on every page of a paper that is exempt or restricted; "" where it is neither."""
        return EXEMPT_MARK if any(one.exempt for one in self.sections) else self.restriction


def without_exempt(paper: Paper) -> Paper:
    """Return a paper as it may be published: an exempt section says only that it is exempt and why."""
    return replace(paper, sections=tuple(_published(one) for one in paper.sections))


def _published(section: Section) -> Section:
    if not section.exempt:
        return section
    says = f"This part is not published: {section.exempt.rstrip('.')}."
    return replace(section, blocks=(Paragraph.of(says),), exempt="")


def sources_of(paper: Paper) -> list[Source]:
    """Return every source a paper's numbers come from, each once, in the order in which they are met."""
    found: dict[Source, None] = {}
    for section in paper.sections:
        for block in section.blocks:
            found.update(dict.fromkeys(_of_block(block)))
    return list(found)


def paragraphs_of(section: Section) -> Iterator[Paragraph]:
    """Yield every paragraph and line of a list of a section."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Bullets):
            yield from block.items


def _of_block(block: Block) -> Iterator[Source]:
    if isinstance(block, TableBlock | ChartBlock):
        if block.source:
            yield block.source
    elif isinstance(block, Paragraph):
        yield from (one.source for one in block.parts if one.source)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from _of_block(item)


@dataclass(frozen=True)
class Marked:
    """Words with the number of the note that follows them.

    Args:
        words: the words.
        note: number of the note; 0 where none follows.
    """

    words: Words
    note: int


def marked(paragraph: Paragraph, notes: dict[Source, int]) -> list[Marked]:
    """Return the words of a paragraph with their notes, one for each run of numbers from one source.

    A mean and its range come from one source: one note after the last of them is enough to find it.

    Args:
        paragraph: the paragraph.
        notes: the number of each source's note.
    """
    made: list[Marked] = []
    following: Source | None = None
    for words in reversed(paragraph.parts):
        note = notes[words.source] if words.source and words.source != following else 0
        following = words.source or following
        made.append(Marked(words, note))
    return made[::-1]
