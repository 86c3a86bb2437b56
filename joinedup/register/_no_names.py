"""Keeping people out of a brief: what may identify a child is refused, what may be a name is asked about.

A brief is read by many; the case system holds who it is about, and a brief names its reference there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_REFUSED = (
    (re.compile(r"\b[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?"), "initials"),
    (re.compile(r"\b(?i:child|boy|girl|baby|son|daughter|mother|father|mum|dad)\s+[A-Z]{1,3}\b(?![a-z])"),
     "initials"),
    (re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"), "a health service number or a telephone number"),
    (re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b"), "a unique pupil number"),
    (re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"), "a national insurance number"),
    (re.compile(r"\b(?:born|d\.?o\.?b\.?|date of birth)\b[^.]{0,20}\d", re.IGNORECASE), "a date of birth"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "an e-mail address"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"), "a postcode"),
)  # fmt: skip
_NAME = re.compile(r"\b[A-Z][a-z’']+(?:[ -][A-Z][a-z’']+)+\b")
_AGED = re.compile(r"\b([A-Z][a-z]+),? (?:aged|who is|\()\s?\d{1,2}\b")
_COMMON_WORDS = (
    "Ofsted Police Coroner Council Children Education Family Help Social Care Health Trust Home "
    "School Academy Lead Member Chief Executive Director Head Service Services Team Information "
    "Commissioner Crown Court County High Working Together Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday January February March April May June July August September October "
    "November December The This That There They We Our Its It A An In On At Department Government "
    "England Quality Commission National Emergency Hospital University Royal Public "
)
_COMMON = frozenset(_COMMON_WORDS.split())


def identifying(text: str) -> list[str]:
    """Return what kinds of thing a text holds that may identify a person and is refused.

    Args:
        text: what somebody wrote.
    """
    return list(dict.fromkeys(says for pattern, says in _REFUSED if pattern.search(text)))


def maybe_names(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return words that look like names of people and that nobody has said are none.

    Args:
        text: what somebody wrote.
        known: names of places and services that are no people.
    """
    held = {word for name in known for word in re.findall(r"\w+", name)} | _COMMON
    found = [
        one for one in _NAME.findall(text) if any(word not in held for word in re.findall(r"[A-Za-z]+", one))
    ]
    return list(dict.fromkeys([*found, *(one for one in _AGED.findall(text) if one not in held)]))
