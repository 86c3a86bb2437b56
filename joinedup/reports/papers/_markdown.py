"""A section as plain text that people edit, and back: a small part of Markdown, and no HTML.

Paragraphs, lists, `### headings`, **bold**, *italic* and [links](https://...). A line such as
`[table: Options side by side]` stands for a table or chart that the model makes; taking it out leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from joinedup.errors import InputRefused
from joinedup.reports.papers._numbers import Fact, sourced_words
from joinedup.reports.papers._parts import (
    Block,
    Bullets,
    ChartBlock,
    Paragraph,
    Section,
    Subheading,
    TableBlock,
    Words,
)

LONGEST = 40_000
_PLACED = re.compile(r"\[(table|chart): ([^\]\n]+)\]")
_MARKS = re.compile(r"([\\`*_\[\]])")
_STARTS = re.compile(r"^(\s*)([-+#]|\d+[.)])", re.MULTILINE)
_RULES = ["heading", "list", "emphasis", "link", "escape", "newline", "normalize", "text_join"]


def as_markdown(section: Section) -> str:
    """Return a section as text that people edit.

    Args:
        section: the section.
    """
    return "\n\n".join(_written(block) for block in section.blocks)


def as_blocks(text: str, made: Section, facts: Sequence[Fact]) -> tuple[Block, ...]:
    """Return the blocks that edited text says.

    Args:
        text: what somebody wrote.
        made: the section as the model makes it now, whose tables and charts the text places.
        facts: the numbers that the paper holds; any other is marked as untraced.

    Raises:
        InputRefused: the text is too long to be a section.
    """
    if len(text) > LONGEST:
        raise InputRefused(
            f"The text of “{made.title}” has {len(text):,} characters; a section holds at most {LONGEST:,}.",
            "Shorten it.",
        )
    found = _Reading(made, facts)
    return tuple(found.blocks(_PARSER.parse(text.replace("\r\n", "\n").replace("\x00", ""))))


def names_placed(text: str) -> list[str]:
    """Return the tables and charts that a text places, as it names them."""
    return [found.group() for found in _PLACED.finditer(text)]


def names_of(section: Section) -> list[str]:
    """Return how the tables and charts of a section are named in its text."""
    return [_written(block) for block in section.blocks if isinstance(block, TableBlock | ChartBlock)]


def _parser() -> MarkdownIt:
    made = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    return made.enable(_RULES, ignoreInvalid=True)


_PARSER = _parser()


def _written(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _line(block)
    if isinstance(block, Bullets):
        marks = (f"{number}." if block.is_numbered else "-" for number in range(1, len(block.items) + 1))
        return "\n".join(f"{mark} {_line(one)}" for mark, one in zip(marks, block.items, strict=True))
    if isinstance(block, Subheading):
        return f"### {_plain(block.title)}"
    if isinstance(block, TableBlock):
        return f"[table: {_name(block.table.caption)}]"
    return f"[chart: {_name(block.chart.title)}]"


def _name(caption: str) -> str:
    return re.sub(r"[\[\]\n]", " ", caption).strip()


def _line(paragraph: Paragraph) -> str:
    joined = "".join(_words(one) for one in paragraph.parts)
    return _STARTS.sub(r"\1\\\2", " ".join(joined.split()))


def _words(one: Words) -> str:
    text = _plain(one.text)
    if one.link:
        return f"[{text}]({one.link})"
    mark = "**" if one.is_bold else "*" if one.is_italic else ""
    return f"{mark}{text}{mark}"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


class _Reading:
    """Edited text being read."""

    def __init__(self, made: Section, facts: Sequence[Fact]) -> None:
        self._placed = {
            _written(block): block for block in made.blocks if isinstance(block, TableBlock | ChartBlock)
        }
        self._facts = facts

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks of parsed text; lists within lists become one list."""
        items: list[Paragraph] = []
        depth, is_numbered = 0, False
        heading = False
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth, is_numbered = depth + 1, is_numbered if depth else token.type.startswith("ordered")
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                if not depth and items:
                    yield Bullets(tuple(items), is_numbered)
                    items = []
            elif token.type == "heading_open":
                heading = True
            elif token.type == "inline":
                if depth:
                    items.append(self._paragraph(token))
                elif heading:
                    yield Subheading("".join(one.text for one in self._paragraph(token).parts))
                else:
                    yield from self._placed_or_said(token)
                heading = False

    def _placed_or_said(self, token: Token) -> Iterator[Block]:
        found = self._placed.get(token.content.strip())
        if found:
            yield found
        elif token.content.strip():
            yield self._paragraph(token)

    def _paragraph(self, token: Token) -> Paragraph:
        said = [piece for words in _inline(token) for piece in sourced_words(words, self._facts)]
        return Paragraph(tuple(said))


def _inline(token: Token) -> Iterator[Words]:
    bold = italic = 0
    link = ""
    held = ""
    for child in token.children or []:
        if child.type in ("text", "softbreak", "hardbreak"):
            held += child.content if child.type == "text" else " "
            continue
        if held:
            yield Words(held, is_bold=bool(bold), is_italic=bool(italic), link=link)
            held = ""
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type == "link_open":
            link = _address(child)
        elif child.type == "link_close":
            link = ""
    if held:
        yield Words(held, is_bold=bool(bold), is_italic=bool(italic), link=link)


def _address(token: Token) -> str:
    """Return where a link leads, if it is a page or an address to write to; nothing else is a link here."""
    address = str(token.attrGet("href") or "")
    return address if re.match(r"(https?://|mailto:)[^\s]+$", address) else ""
