"""The glossary defines each word once, and the field's words are in it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.docs

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
FIELD = """child in need, child protection plan, looked-after child, episode, placement, planning area,
published admission number, send, ehc plan, reception uptake, cohort survival ratio, developer contribution,
patch, lead member, test of assurance, medium-term financial strategy (mtfs), do-nothing projection, youth
justice, family help, section 151 officer, monitoring officer, reserves, pot, key decision"""


def defined() -> list[str]:
    text = GLOSSARY.read_text(encoding="utf-8")
    heads = re.findall(r"^([^\n:#-][^\n]*)\n: ", text, flags=re.MULTILINE)
    return [word.strip().lower() for head in heads for word in head.split(", ")]


def test_each_word_is_defined_once() -> None:
    assert [word for word, times in Counter(defined()).items() if times > 1] == []


def test_the_words_of_the_field_are_defined() -> None:
    wanted = {" ".join(word.split()) for word in FIELD.split(",")}
    assert wanted - set(defined()) == set()


def test_words_stand_in_order_under_each_heading() -> None:
    for section in re.split(r"^## ", GLOSSARY.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heads = re.findall(r"^([^\n:#-][^\n]*)\n: ", section, flags=re.MULTILINE)
        assert heads == sorted(heads, key=str.lower)
