"""The words of a paper's sections: the model's, people's, and what becomes of both when a paper is made anew.

Pure: told what the model says now and what people did. People's words are never lost: a section keeps them
through every making until somebody takes the model's words, and even then they stay in its history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

EDITED, KEPT, TOOK = "edited", "kept", "took"
SAME, GONE, NEW = "same", "gone", "new"


class Done(Protocol):
    """Something that somebody did to a section."""

    @property
    def section(self) -> str:
        """The section."""

    @property
    def title(self) -> str:
        """Its title then."""

    @property
    def act(self) -> str:
        """What was done: `EDITED`, `KEPT` or `TOOK`."""

    @property
    def words(self) -> str:
        """People's words."""

    @property
    def based_on(self) -> str:
        """The model's words at that time."""

    @property
    def exempt(self) -> str:
        """Why the section may not be published."""


@dataclass(frozen=True)
class SectionWords:
    """How the words of one section stand.

    Args:
        key: the section.
        title: its title.
        made: what the model says now; "" where the paper makes the section no longer.
        words: what stands in the paper.
        based_on: what the model said when people last looked at its words.
        is_edited: whether people's words stand.
        is_left_over: whether the paper makes the section no longer.
        exempt: why people say that it may not be published; "" where they do not.
    """

    key: str
    title: str
    made: str
    words: str
    based_on: str
    is_edited: bool
    is_left_over: bool = False
    exempt: str = ""

    @property
    def has_moved(self) -> bool:
        """Whether the model's words changed below people's, and nobody has said what becomes of it."""
        return self.is_edited and not self.is_left_over and self.made != self.based_on


def words_of_sections(made: Mapping[str, tuple[str, str]], done: Iterable[Done]) -> list[SectionWords]:
    """Return how the words of every section stand, those left over last.

    Args:
        made: title and words of each section as the model makes it now, in order.
        done: what people did, oldest first.
    """
    last: dict[str, Done] = {}
    for one in done:
        last[one.section] = one
    standing = [_standing(key, title, words, last.get(key)) for key, (title, words) in made.items()]
    left = [
        SectionWords(key, one.title, "", one.words, one.based_on, True, True, one.exempt)
        for key, one in last.items()
        if key not in made and one.act != TOOK and one.words
    ]
    return standing + left


def _standing(key: str, title: str, made: str, last: Done | None) -> SectionWords:
    if last is None:
        return SectionWords(key, title, made, made, made, False)
    if last.act == TOOK:
        return SectionWords(key, title, made, made, made, False, exempt=last.exempt)
    return SectionWords(key, title, made, last.words, last.based_on, True, exempt=last.exempt)


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """Return what changed from one text to another, word by word: what is the same, gone and new.

    Args:
        before: the text before.
        after: the text after.
    """
    old, new = _pieces(before), _pieces(after)
    found: list[tuple[str, str]] = []
    for how, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append((SAME, "".join(old[first:last])))
            continue
        found += [(GONE, "".join(old[first:last]))] if last > first else []
        found += [(NEW, "".join(new[begin:end]))] if end > begin else []
    return found


def merged(based_on: str, made: str, words: str) -> str:
    """Return people's words with the model's changes put in, paragraph by paragraph.

    Where both changed the same paragraph people's words stand, and the model's follow them for a person to
    choose from.

    Args:
        based_on: the model's words that people began from.
        made: the model's words now.
        words: people's words.
    """
    if made == based_on:
        return words
    base = based_on.split("\n\n")
    ours, theirs = _changes(base, words.split("\n\n")), _changes(base, made.split("\n\n"))
    lines: list[str] = []
    at = 0
    while at <= len(base):
        mine, model = ours.get(at), theirs.get(at)
        ends = max([at, *(one[0] for one in (mine, model) if one)])
        reached = _reached(at, ends, ours, theirs)
        my, its = _side(base, at, reached, ours), _side(base, at, reached, theirs)
        kept = base[at:reached]
        lines += (
            its if my == kept else my if its in (kept, my) else [*my, *(one for one in its if one not in my)]
        )
        if reached == at:
            lines += base[at : at + 1]
            at += 1
        else:
            at = reached
    return "\n\n".join(one for one in lines if one.strip())


def _reached(at: int, ends: int, *sides: Mapping[int, tuple[int, list[str]]]) -> int:
    """Return where a stretch that either side changed ends, once changes that overlap are taken together."""
    while True:
        further = max(
            [ends, *(one[0] for side in sides for begin, one in side.items() if at <= begin < ends)]
        )
        if further == ends:
            return ends
        ends = further


def _changes(base: Sequence[str], other: Sequence[str]) -> dict[int, tuple[int, list[str]]]:
    """Return, by where it begins in the base, each stretch that another text has in place of the base's."""
    opcodes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return {
        first: (last, list(other[begin:end])) for how, first, last, begin, end in opcodes if how != "equal"
    }


def _side(
    base: Sequence[str], first: int, last: int, changes: Mapping[int, tuple[int, list[str]]]
) -> list[str]:
    """Return what one text says in place of a stretch of the base."""
    said: list[str] = []
    at = first
    while at < last or at == first:
        if at in changes and (changes[at][0] <= last):
            ends, words = changes[at]
            said += words
            if ends > at:
                at = ends
                continue
        if at >= last:
            break
        said.append(base[at])
        at += 1
    return said


def _pieces(text: str) -> list[str]:
    """Return a text in words, each with the space after it."""
    made: list[str] = []
    held = ""
    for letter in text:
        if held and held[-1].isspace() and not letter.isspace():
            made.append(held)
            held = ""
        held += letter
    return [*made, held] if held else made
