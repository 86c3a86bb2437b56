"""The 153 English authorities with children's services, and how some of them came to be."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from joinedup.errors import InputRefused

_LIST = Path(__file__).with_name("authorities.csv")


@dataclass(frozen=True)
class Authority:
    """An English authority with children's services.

    Args:
        ons_code: its ONS code today.
        dfe_code: its three-digit Department for Education code.
        name: its name.
        region: its region, London as Inner and Outer.
        tier: `unitary`, `county`, `metropolitan` or `london`.
        aliases: other names met in national tables.
        ons_code_aliases: other ONS codes of the same area, met in older and newer tables.
        predecessors: DfE codes of the authorities its area was part of before `changed_on`.
        changed_on: the day it came to be, where that was after 2012 and its area changed.
        district_codes: ONS codes of the districts in it; itself where there is one tier.
    """

    ons_code: str
    dfe_code: str
    name: str
    region: str
    tier: str
    aliases: tuple[str, ...]
    ons_code_aliases: tuple[str, ...]
    predecessors: tuple[str, ...]
    changed_on: date | None
    district_codes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return (self.name, *self.aliases)

    @property
    def ons_codes(self) -> tuple[str, ...]:
        """Every ONS code of its area."""
        return (self.ons_code, *self.ons_code_aliases)

    @property
    def is_two_tier(self) -> bool:
        """Whether district councils own some of the functions here."""
        return len(self.district_codes) > 1


@dataclass(frozen=True)
class Succession:
    """A reorganisation: what the predecessors had together is what the successors have together.

    Args:
        changed_on: first day of the successors.
        predecessors: DfE codes of the authorities before.
        successors: the authorities after.
    """

    changed_on: date
    predecessors: tuple[str, ...]
    successors: tuple[Authority, ...]


@cache
def authorities() -> tuple[Authority, ...]:
    """Return every authority, in order of DfE code."""
    with _LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(_authority(row) for row in csv.DictReader(lines))


def find_authority(text: str) -> Authority:
    """Return the authority called `text`, by name, alias, ONS code or DfE code.

    Raises:
        InputRefused: there is none; the message suggests what was meant.
    """
    wanted = _plain(text)
    for authority in authorities():
        keys = (*authority.names, *authority.ons_codes, authority.dfe_code)
        if wanted in {_plain(key) for key in keys}:
            return authority
    raise InputRefused(
        f"There is no English authority with children's services called {text!r}.{_meant(wanted)}",
        "Give its name, its ONS code or its Department for Education code.",
    )


@cache
def successions() -> tuple[Succession, ...]:
    """Return every reorganisation that changed areas, oldest first.

    Authorities that came to be on the same day are taken together, because Christchurch went from one
    predecessor to the other's successor in 2019: only the sums before and after agree.
    """
    dates = sorted({one.changed_on for one in authorities() if one.changed_on is not None})
    return tuple(_succession(day) for day in dates)


def succession_of(authority: Authority) -> Succession | None:
    """Return the reorganisation an authority came out of; None where its area is unchanged."""
    return next((one for one in successions() if authority in one.successors), None)


def _succession(changed_on: date) -> Succession:
    after = tuple(one for one in authorities() if one.changed_on == changed_on)
    before = sorted({code for one in after for code in one.predecessors})
    return Succession(changed_on, tuple(before), after)


def _authority(row: dict[str, str]) -> Authority:
    return Authority(
        ons_code=row["ons_code"],
        dfe_code=row["dfe_code"],
        name=row["name"],
        region=row["region"],
        tier=row["tier"],
        aliases=_parts(row["aliases"]),
        ons_code_aliases=_parts(row["ons_code_aliases"]),
        predecessors=_parts(row["predecessors"]),
        changed_on=date.fromisoformat(row["changed_on"]) if row["changed_on"] else None,
        district_codes=_parts(row["district_codes"]),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("&", "and").replace("-", " ").replace(".", "").split())


def _meant(wanted: str) -> str:
    by_name = {_plain(name): one.name for one in authorities() for name in one.names}
    words = set(wanted.split())
    within = [name for plain, name in by_name.items() if words and words <= set(plain.split())]
    within += [name for plain, name in by_name.items() if wanted and wanted in plain]
    close = [by_name[plain] for plain in get_close_matches(wanted, list(by_name), n=3, cutoff=0.6)]
    found = list(dict.fromkeys([*within, *close]))[:3]
    return f" Did you mean {' or '.join(found)}?" if found else ""
