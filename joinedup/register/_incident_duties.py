"""Who must be told of an incident, by when, by which law, and how far that has been checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files

import yaml

from joinedup.declared import Standing
from joinedup.folder import Council
from joinedup.parameters import find_parameter, load_parameters
from joinedup.register._days import working_day_after

_FILE = "incident_duties.yaml"


@dataclass(frozen=True)
class Duty:
    """Somebody who must be told.

    Args:
        key: short name.
        who: who.
        law: where that is laid down, or that no law asks for it.
        standing: `found`, `recalled` until somebody checks it, or `judgement` where no law asks for it.
        when: in which cases; "" for all.
        within: parameter that sets the time; "" where it is at once.
        after: short name of the party whose telling starts this clock; "" where it starts when the council
            became aware.
        counted: what the time is counted from, in words, where `after` says so: `of telling the panel`.
    """

    key: str
    who: str
    law: str
    standing: str
    when: str = ""
    within: str = ""
    after: str = ""
    counted: str = ""


@dataclass(frozen=True)
class IncidentKind:
    """A kind of incident.

    Args:
        key: short name.
        says: what happened, in words.
        directorate: identifier of the directorate that leads unless somebody says otherwise.
        duties: who must be told, in order.
    """

    key: str
    says: str
    directorate: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Limit:
    """By when somebody must be told.

    Args:
        by: the last moment.
        says: the limit in words: `within 5 working days`, `at once`.
        is_recalled: whether the limit is from memory.
    """

    by: datetime
    says: str
    is_recalled: bool


@cache
def incident_kinds() -> dict[str, IncidentKind]:
    """Return every kind of incident, by its short name."""
    held = yaml.safe_load((files("joinedup.register") / _FILE).read_text(encoding="utf-8"))
    parties = {key: Duty(key=key, **one) for key, one in held["parties"].items()}
    return {
        key: IncidentKind(key, one["says"], one["directorate"], tuple(parties[each] for each in one["tell"]))
        for key, one in held["kinds"].items()
    }


def limit_of(duty: Duty, starts: datetime, council: Council) -> Limit:
    """Return by when somebody must be told, counted from when its clock starts.

    Working days count as the law counts them: the day itself does not, and the last one counts to its end.

    Args:
        duty: who must be told.
        starts: when the council became aware, or when the party was told after which the clock starts.
        council: the council, whose own values stand above national ones.
    """
    if not duty.within:
        return Limit(starts, "at once", duty.standing == Standing.RECALLED)
    parameter = find_parameter(load_parameters(council.local_parameters), duty.within)
    value = parameter.at(starts.date())
    number = round(value.value)
    is_recalled = duty.standing == Standing.RECALLED or value.standing is Standing.RECALLED
    says = f"within {number} {parameter.unit} {duty.counted}".strip()
    if parameter.unit == "hours":
        return Limit(starts + timedelta(hours=number), says, is_recalled)
    last = working_day_after(starts.date(), number)
    return Limit(datetime.combine(last, time(23, 59), starts.tzinfo), says, is_recalled)
