"""How hard a text is to read: the Automated Readability Index, as an age.

It counts letters, words and sentences and needs no dictionary: 4.71 letters a word + 0.5 words a sentence
- 21.43 gives the year of school in the United States in which it can be read; five more gives the age.
Source: Smith and Senter 1967, Automated Readability Index, AMRL-TR-66-220.
"""

from __future__ import annotations

import re

from joinedup.reports.papers._parts import Paper, paragraphs_of

# Source: as above, page 9; years of age at the start of the first grade.
_PER_LETTER, _PER_WORD, _LESS, _FIRST_GRADE_AGE = 4.71, 0.5, 21.43, 5
_FEWEST_WORDS = 30
# GOV.UK writes for a reading age of 9, and the average adult reads at that of 11 to 14: a summary for
# everybody that asks for more than a school leaver's is sent back.
OLDEST_FOR_PUBLIC = 14


def reading_age(paper: Paper) -> int | None:
    """Return the age at which somebody can read a paper's sentences; None where there are too few.

    Tables, headings and the list of sources are not counted.

    Args:
        paper: the paper.
    """
    lines = [one.text for section in paper.sections for one in paragraphs_of(section)]
    return reading_age_of(lines)


def reading_age_of(lines: list[str]) -> int | None:
    """Return the age at which somebody can read sentences; None where there are too few to say.

    Args:
        lines: paragraphs and lines of lists, each of one sentence or more.
    """
    sentences = [one for line in lines for one in re.split(r"(?<=[.!?])\s+", line) if re.search(r"\w", one)]
    words = [word for one in sentences for word in re.findall(r"[\w’'£%.,/-]*\w[\w%]*", one)]
    if len(words) < _FEWEST_WORDS:
        return None
    letters = sum(len(re.findall(r"\w", word)) for word in words)
    grade = _PER_LETTER * letters / len(words) + _PER_WORD * len(words) / len(sentences) - _LESS
    return max(round(grade) + _FIRST_GRADE_AGE, _FIRST_GRADE_AGE)
