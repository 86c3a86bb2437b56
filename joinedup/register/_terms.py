"""The numbers that law and the constitution set for deciding, each with how far it has been checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from joinedup.declared import Parameter, Standing
from joinedup.folder import Council
from joinedup.parameters import find_parameter, load_parameters

_NOTICE = "mhclg.executive_decisions.key_notice_clear_days"
_EXCEPTION = "mhclg.executive_decisions.general_exception_clear_days"
_CALL_IN = "joinedup.deciding.call_in_working_days"
_REMINDER = "joinedup.deciding.reminder_days"


@dataclass(frozen=True)
class Term:
    """A number of days, where it is laid down, and whether anybody has checked it.

    Args:
        days: how many.
        source: where it is laid down, in words.
        is_recalled: whether it is from memory, until somebody checks it.
    """

    days: int
    source: str
    is_recalled: bool


@dataclass(frozen=True)
class Terms:
    """What is laid down for deciding.

    Args:
        notice: clear days of notice of a key decision.
        exception: clear days after the notice of a general exception.
        call_in: working days in which scrutiny may call in.
        reminder: days before a due day from which people are reminded.
    """

    notice: Term
    exception: Term
    call_in: Term
    reminder: Term


def terms_of(council: Council, on: date) -> Terms:
    """Return what holds for a council on a day; its own values stand above the national ones."""
    held = load_parameters(council.local_parameters)
    return Terms(*(_term(held, name, on) for name in (_NOTICE, _EXCEPTION, _CALL_IN, _REMINDER)))


def _term(held: Mapping[str, Parameter], name: str, on: date) -> Term:
    value = find_parameter(held, name).at(on)
    source = f"{value.source.identifier}, {value.source.at}" if value.source else value.reason
    return Term(round(value.value), source, value.standing is Standing.RECALLED)
