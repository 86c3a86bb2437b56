"""People's words in a paper are never lost, whatever the model says next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.register._paper_words import (
    EDITED,
    GONE,
    KEPT,
    NEW,
    TOOK,
    differences,
    merged,
    words_of_sections,
)
from joinedup.reports.papers import Paragraph, Section, as_blocks, as_markdown, paragraphs_of

pytestmark = pytest.mark.property

LINES = st.lists(st.sampled_from(["alpha 1", "beta", "gamma £2m", "delta", "x"]), min_size=1, max_size=6)
TEXTS = LINES.map("\n\n".join)
ANYTHING = st.text(max_size=80).filter(lambda text: text.strip())


@dataclass(frozen=True)
class Act:
    """Something that somebody did."""

    section: str
    title: str
    act: str
    words: str
    based_on: str
    exempt: str = ""


@given(TEXTS, TEXTS)
def test_made_again_without_change_everything_stays(made: str, words: str) -> None:
    done = [Act("s", "S", EDITED, words, made)]
    (one,) = words_of_sections({"s": ("S", made)}, done)
    assert (one.words, one.has_moved, one.is_edited) == (words, False, True)


@given(TEXTS, ANYTHING, st.lists(TEXTS, max_size=5))
def test_words_stand_through_every_making_until_the_models_are_taken(
    made: str, words: str, later: Sequence[str]
) -> None:
    done = [Act("s", "S", EDITED, words, made)]
    for text in later:
        (one,) = words_of_sections({"s": ("S", text)}, done)
        assert one.words == words
        assert one.has_moved == (text != one.based_on)
        if one.has_moved:
            done.append(Act("s", "S", KEPT, one.words, text))
            assert not words_of_sections({"s": ("S", text)}, done)[0].has_moved
    done.append(Act("s", "S", TOOK, "", made))
    assert words_of_sections({"s": ("S", made)}, done)[0].words == made


@given(TEXTS, ANYTHING)
def test_words_of_a_section_that_is_made_no_longer_are_left_over_and_not_lost(made: str, words: str) -> None:
    (one,) = words_of_sections({}, [Act("s", "S", EDITED, words, made)])
    assert (one.words, one.is_left_over) == (words, True)


@given(TEXTS, TEXTS, TEXTS)
def test_putting_together_loses_no_paragraph_that_somebody_wrote(base: str, made: str, words: str) -> None:
    both = merged(base, made, words).split("\n\n")
    old = base.split("\n\n")
    assert all(one in both for one in words.split("\n\n") if one not in old)
    assert all(one in both for one in made.split("\n\n") if one not in old)


@given(TEXTS, TEXTS)
def test_putting_together_takes_the_one_side_that_changed(base: str, other: str) -> None:
    assert merged(base, other, base) == other
    assert merged(base, base, other) == other


@given(st.text(max_size=200), st.text(max_size=200))
def test_differences_hold_both_texts_whole(before: str, after: str) -> None:
    found = differences(before, after)
    assert "".join(text for how, text in found if how != NEW) == before
    assert "".join(text for how, text in found if how != GONE) == after


WRITTEN = st.text(st.characters(exclude_categories=["C"]), max_size=60)


@given(st.lists(WRITTEN, max_size=5))
def test_text_that_is_written_out_and_read_back_says_the_same(lines: list[str]) -> None:
    """Whatever a section says, an edit form that is saved without a change leaves it as it was."""
    said = [" ".join(one.split()) for one in lines]
    section = Section("s", "S", tuple(Paragraph.of(one) for one in said if one))
    text = as_markdown(section)
    back = replace(section, blocks=as_blocks(text, section, ()))
    assert [" ".join(one.text.split()) for one in paragraphs_of(back)] == [one for one in said if one]


@given(st.text(max_size=300))
def test_nothing_that_people_write_breaks_a_section(text: str) -> None:
    section = Section("s", "S", ())
    for block in as_blocks(text, section, ()):
        assert "html" not in type(block).__name__.lower()
