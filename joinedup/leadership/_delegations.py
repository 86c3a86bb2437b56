"""The constitution's scheme of delegation as data: who may take which decision, and by which paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from joinedup.council import faults_of_form, not_finite, read_written, refuse_faults
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.store import remembered
from joinedup.vocabulary import Directorate

FILE = "leadership/delegations.yaml"
_TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}


class Taker(StrEnum):
    """Who takes a decision, from the nearest to the people affected to the furthest."""

    PATCH_LEAD = "patch_lead"
    OFFICER = "officer"
    CABINET_MEMBER = "cabinet_member"
    CABINET = "cabinet"
    FULL_COUNCIL = "full_council"

    @property
    def says(self) -> str:
        """The taker in words."""
        return {
            Taker.PATCH_LEAD: "patch lead",
            Taker.OFFICER: "officer",
            Taker.CABINET_MEMBER: "cabinet member",
            Taker.CABINET: "cabinet",
            Taker.FULL_COUNCIL: "full council",
        }[self]

    @property
    def is_collective(self) -> bool:
        """Whether it decides together at a meeting, so that no one member takes the decision in person."""
        return self in (Taker.CABINET, Taker.FULL_COUNCIL)


@dataclass(frozen=True)
class Delegation:
    """What somebody may decide.

    Args:
        taker: what kind of decision-maker.
        who: who it is, as the constitution says it.
        posts: posts that hold the delegation; none where it belongs to every post of its kind.
        directorates: identifiers of the directorates it covers; none for all.
        subjects: subjects it covers, by code; none for all that are not reserved.
        up_to: most pounds a decision; None for no limit.
        may_take_key: whether it covers key decisions.
        clause: paragraph of the constitution.
    """

    taker: Taker
    who: str
    posts: tuple[str, ...]
    directorates: tuple[str, ...]
    subjects: tuple[str, ...]
    up_to: float | None
    may_take_key: bool
    clause: str


@dataclass(frozen=True)
class KeyDecisions:
    """What the constitution calls a key decision.

    Args:
        pounds_from: saving or spending from which a decision is significant.
        wards_from: wards or divisions from which its effects make it key.
        clause: paragraph of the constitution.
        law: the regulations it rests on.
    """

    pounds_from: float
    wards_from: int
    clause: str
    law: str


@dataclass(frozen=True)
class Reserved:
    """A subject that only one decision-maker may decide, whatever the sum."""

    subject: str
    taker: Taker
    clause: str


@dataclass(frozen=True)
class Delegations:
    """The scheme of delegation.

    Args:
        constitution: title of the constitution.
        adopted: day it was adopted.
        subjects: what each code of a subject means.
        key: what a key decision is.
        reserved: subjects reserved to one decision-maker.
        delegations: who may decide what, the nearest first.
    """

    constitution: str
    adopted: date
    subjects: dict[str, str]
    key: KeyDecisions
    reserved: tuple[Reserved, ...]
    delegations: tuple[Delegation, ...]


_LIST = {"type": "array", "items": _TEXT}
DELEGATIONS_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["constitution", "adopted", "subjects", "key_decision", "reserved", "delegations"],
    "properties": {
        "constitution": {**_TEXT, "description": "Title of the constitution."},
        "adopted": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$",
                    "description": "Day it was adopted, as 2026-05-19."},
        "subjects": {"type": "object", "minProperties": 1, "additionalProperties": _TEXT,
                     "description": "Each subject's code with what it means."},
        "key_decision": {
            "type": "object",
            "additionalProperties": False,
            "required": ["pounds_from", "wards_from", "clause", "law"],
            "properties": {
                "pounds_from": {"type": "number", "exclusiveMinimum": 0,
                                "description": "Pounds from which a saving or spending is significant."},
                "wards_from": {"type": "integer", "minimum": 1,
                               "description": "Wards or divisions from which effects make a decision key."},
                "clause": _TEXT,
                "law": _TEXT,
            },
        },
        "reserved": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["subject", "to", "clause"],
                "properties": {"subject": _TEXT, "to": {"enum": list(Taker)}, "clause": _TEXT},
            },
        },
        "delegations": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["taker", "who", "clause"],
                "properties": {
                    "taker": {"enum": list(Taker), "description": "Who decides, by kind."},
                    "who": _TEXT,
                    "posts": _LIST,
                    "directorates": _LIST,
                    "subjects": _LIST,
                    "up_to": {"type": "number", "minimum": 0, "description": "Most pounds a decision."},
                    "may_take_key": {"type": "boolean"},
                    "clause": _TEXT,
                },
            },
        },
    },
}  # fmt: skip


def read_delegations(council: Council) -> Delegations:
    """Read the constitution's scheme of delegation.

    Raises:
        InputRefused: the file is missing or wrong; every fault is named at once.
    """
    path = council.folder / FILE
    return remembered((str(council.folder), "delegations"), (path,), lambda: _read(path))


def _read(path: Path) -> Delegations:
    content = read_written(path, InputRefused)
    faults = list(faults_of_form(content, DELEGATIONS_SCHEMA))
    refuse_faults(FILE, faults or list(_faults_of_content(content)), InputRefused)
    return _delegations(content)


def _faults_of_content(content: dict[str, Any]) -> Iterator[str]:
    yield from not_finite(content)
    try:
        date.fromisoformat(content["adopted"])
    except ValueError:
        yield f"adopted: {content['adopted']!r} is not a day in the calendar"
    subjects = set(content["subjects"])
    named = [(f"reserved.{at}", [one["subject"]]) for at, one in enumerate(content["reserved"], 1)]
    named += [
        (f"delegations.{at}", one.get("subjects", [])) for at, one in enumerate(content["delegations"], 1)
    ]
    for where, codes in named:
        for code in sorted(set(codes) - subjects):
            yield f"{where}: {code!r} is not among the subjects declared: {', '.join(sorted(subjects))}"
    known = set(Directorate)
    for at, one in enumerate(content["delegations"], 1):
        for code in sorted(set(one.get("directorates", [])) - known):
            yield f"delegations.{at}: there is no directorate {code!r}; use {', '.join(sorted(known))}"
    twice = [one["subject"] for one in content["reserved"]]
    for code in sorted({one for one in twice if twice.count(one) > 1}):
        yield f"reserved: {code!r} is reserved twice"


def _delegations(content: dict[str, Any]) -> Delegations:
    key = content["key_decision"]
    return Delegations(
        constitution=content["constitution"],
        adopted=date.fromisoformat(content["adopted"]),
        subjects=dict(content["subjects"]),
        key=KeyDecisions(float(key["pounds_from"]), key["wards_from"], key["clause"], key["law"]),
        reserved=tuple(
            Reserved(one["subject"], Taker(one["to"]), one["clause"]) for one in content["reserved"]
        ),
        delegations=tuple(_delegation(one) for one in content["delegations"]),
    )


def _delegation(one: dict[str, Any]) -> Delegation:
    return Delegation(
        taker=Taker(one["taker"]),
        who=one["who"],
        posts=tuple(one.get("posts", ())),
        directorates=tuple(one.get("directorates", ())),
        subjects=tuple(one.get("subjects", ())),
        up_to=float(one["up_to"]) if "up_to" in one else None,
        may_take_key=one.get("may_take_key", False),
        clause=one["clause"],
    )
