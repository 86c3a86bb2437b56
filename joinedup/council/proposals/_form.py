"""A proposal as its file is written: a form to fill in with every field explained, or one filled in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import yaml

from joinedup.folder import Council
from joinedup.vocabulary import Directorate, Pot

_FORM = """\
# A proposal. Change every line to what is meant, then run: joinedup proposal check {id}

id: {id}
title: {title}             # what would be decided, in one line
owner: {owner}             # the post that answers for it
directorate: children      # {directorates}
summary: >
  What it is, in a few plain sentences.

# What it changes; there may be several. `joinedup proposal levers` lists all that can be changed.
changes:
  - lever: family_help.capacity
    by: -5%                # a percentage of today's level, or a number where the lever counts things
    where: all             # or some patches: [{patches}]
    from: {starts}       # first day, within the plan
    over_months: 6         # how long it takes to come in; 0 is at once
    # until: {until}    # first day on which it no longer holds; without it, it stays

# What you expect it to save; there may be none: []
savings:
  - pot: general_fund      # {pots}
    pounds_a_year: 0       # a cost is negative
    from: {starts}
    kind: cashable         # cashable, or avoided (spending that would otherwise have come)

evidence:
  - Say what stands behind it, or that nothing does yet.
"""
_YEARS_HELD = 5
_ORDER = ("id", "title", "owner", "directorate", "summary", "changes", "savings", "evidence")
_DAYS = ("from", "until")
_WIDTH = 110


def proposal_form(council: Council, identifier: str, title: str, owner: str) -> str:
    """Return a proposal to be filled in; it can be checked and tried as it stands.

    Args:
        council: the council it is for.
        identifier: its short name.
        title: what would be decided.
        owner: the post that answers for it.
    """
    starts = council.plan_starts
    return _FORM.format(
        id=identifier,
        title=_quoted(title),
        owner=_quoted(owner),
        directorates=", ".join(Directorate),
        patches=", ".join(patch.id for patch in council.patches),
        starts=starts,
        until=date(starts.year + _YEARS_HELD, starts.month, starts.day),
        pots=", ".join(Pot),
    )


def proposal_file(content: dict[str, Any]) -> str:
    """Return the text of a proposal's file.

    Args:
        content: what it holds, as the schema of proposals has it; days as text.
    """
    return "".join(_written(name, content[name]) for name in _ORDER if name in content)


def _written(name: str, value: Any) -> str:
    # A day is written as people write it in these files, without quotes; reading gives the same text again.
    dumped = yaml.safe_dump(_with_days({name: value}), sort_keys=False, allow_unicode=True, width=_WIDTH)
    return str(dumped)


def _with_days(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _with_days(held, key) for key, held in value.items()}
    if isinstance(value, list):
        return [_with_days(held) for held in value]
    if name in _DAYS:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _quoted(text: str) -> str:
    """Return text that YAML reads back as it is, whatever signs are in it."""
    return json.dumps(text, ensure_ascii=False)
