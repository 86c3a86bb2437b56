"""Turn what a file says into a parameter, or into everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from joinedup.declared import (
    Design,
    Distribution,
    Parameter,
    ParameterValue,
    RangeMeaning,
    Source,
    Standing,
)
from joinedup.parameters._yaml import read_mapping

_TEXTS = ("says", "unit", "geography", "owner")
_PARAMETER_KEYS = (*_TEXTS, "distribution", "design", "values", "moves_with")
_VALUE_KEYS = ("value", "low", "high", "range_is", "standing", "source", "reason")
_SOURCE_KEYS = ("title", "identifier", "published", "at")

_Word = TypeVar("_Word", bound=StrEnum)


def read_parameter(
    path: Path, name: str, national: Parameter | None = None
) -> tuple[Parameter | None, list[str]]:
    """Read one file.

    Args:
        path: the file.
        name: dotted name the parameter is to have.
        national: the parameter that a council's own file overrides. What the file leaves out is taken from
            it, except the geography, which a local value must state.

    Returns:
        The parameter, or None where there are faults; and the faults.
    """
    content, faults = read_mapping(path)
    if faults:
        return None, faults
    faults = _unknown(content, _PARAMETER_KEYS, "")
    if national is not None:
        content = _inherited(national) | content
        if content["unit"] != national.unit:
            faults.append(f"states the unit {content['unit']!r}; the national value is in {national.unit!r}")
    texts = {key: _text(content, key, faults, "") for key in _TEXTS}
    distribution = _word(content, "distribution", Distribution, faults, "")
    design = _word(content, "design", Design, faults, "")
    values = _values(content.get("values"), distribution, faults)
    moves_with = _text(content, "moves_with", faults, "") if "moves_with" in content else ""
    faults += _faults_of_unit(texts["unit"], values)
    if national is not None:
        faults += _faults_of_local_range(values)
    if faults or distribution is None or design is None:
        return None, faults
    return Parameter(
        name, distribution=distribution, design=design, values=values, moves_with=moves_with, **texts
    ), []


def _inherited(national: Parameter) -> dict[str, Any]:
    return {
        "says": national.says,
        "unit": national.unit,
        "owner": national.owner,
        "distribution": national.distribution.value,
        "design": national.design.value,
    } | ({"moves_with": national.moves_with} if national.moves_with else {})


def _values(content: Any, distribution: Distribution | None, faults: list[str]) -> dict[date, ParameterValue]:
    if not isinstance(content, dict) or not content:
        faults.append("states no `values`, each under the date from which it holds")
        return {}
    values: dict[date, ParameterValue] = {}
    for day, stated in content.items():
        if not isinstance(day, date) or isinstance(day, datetime):
            faults.append(f"{day!r} under `values` is not a date such as 2026-04-01")
        elif not isinstance(stated, dict):
            faults.append(f"{day} states no `value`")
        elif (value := _value(stated, str(day), distribution, faults)) is not None:
            values[day] = value
    has_range = any(value.low != value.high for value in values.values())
    if values and not has_range and distribution not in (None, Distribution.FIXED):
        faults.append(f"is {distribution} but has no range; a value without one is `fixed`")
    return values


def _value(
    stated: Mapping[Any, Any], day: str, distribution: Distribution | None, faults: list[str]
) -> ParameterValue | None:
    before = len(faults)
    faults += _unknown(stated, _VALUE_KEYS, f"{day}: ")
    value, low, high = (_number(stated, key, faults, day) for key in ("value", "low", "high"))
    range_is = _word(stated, "range_is", RangeMeaning, faults, f"{day}: ")
    standing = _word(stated, "standing", Standing, faults, f"{day}: ")
    source = _source(stated.get("source"), day, faults)
    reason = _text(stated, "reason", faults, f"{day}: ") if "reason" in stated else ""
    if standing is not None and standing.is_verified and source is None:
        faults.append(f"{day}: is {standing} but states no `source` with title and identifier")
    if standing is not None and not standing.is_verified and not reason:
        faults.append(f"{day}: is {standing} but states no `reason`")
    if value is not None and low is not None and high is not None:
        faults += _faults_of_range(value, low, high, day, distribution)
    if len(faults) > before or value is None or low is None or high is None:
        return None
    if range_is is None or standing is None:
        return None
    return ParameterValue(value, low, high, range_is, standing, source, reason)


def _faults_of_range(
    value: float, low: float, high: float, day: str, distribution: Distribution | None
) -> list[str]:
    faults = []
    if not low <= value <= high:
        faults.append(f"{day}: low, value and high are not in order ({low:g}, {value:g}, {high:g})")
    if distribution is Distribution.FIXED and low != high:
        faults.append(f"{day}: is fixed but has a range")
    if distribution is Distribution.LOGNORMAL and low <= 0:
        faults.append(f"{day}: is lognormal, so that `low` must be above 0")
    return faults


def _faults_of_unit(unit: str, values: Mapping[date, ParameterValue]) -> list[str]:
    if not unit.startswith("share"):
        return []
    return [
        f"{day}: a share lies between 0 and 1"
        for day, value in values.items()
        if value.low < 0 or value.high > 1
    ]


def _faults_of_local_range(values: Mapping[date, ParameterValue]) -> list[str]:
    return [
        f"{day}: a council's own value cannot have the spread between authorities as its range; "
        "give your uncertainty about it, as `estimate`"
        for day, value in values.items()
        if value.range_is is RangeMeaning.AUTHORITIES
    ]


def _source(stated: Any, day: str, faults: list[str]) -> Source | None:
    if stated is None:
        return None
    if not isinstance(stated, dict):
        faults.append(f"{day}: `source` has no title and identifier")
        return None
    faults += _unknown(stated, _SOURCE_KEYS, f"{day}: source: ")
    texts = {key: str(stated.get(key, "") or "").strip() for key in _SOURCE_KEYS}
    missing = [key for key in ("title", "identifier") if not texts[key]]
    faults += [f"{day}: source states no `{key}`" for key in missing]
    return None if missing else Source(**texts)


def _number(stated: Mapping[Any, Any], key: str, faults: list[str], day: str) -> float | None:
    number = stated.get(key)
    if number is None:
        faults.append(f"{day}: states no `{key}`")
        return None
    if isinstance(number, bool) or not isinstance(number, int | float) or not isfinite(number):
        faults.append(f"{day}: `{key}` is not a number")
        return None
    return float(number)


def _text(stated: Mapping[Any, Any], key: str, faults: list[str], where: str) -> str:
    text = stated.get(key)
    if isinstance(text, str) and text.strip():
        return text.strip()
    faults.append(f"{where}states no `{key}`")
    return ""


def _word(
    stated: Mapping[Any, Any], key: str, words: type[_Word], faults: list[str], where: str
) -> _Word | None:
    if key not in stated:
        faults.append(f"{where}states no `{key}`")
        return None
    try:
        return words(stated[key])
    except ValueError:
        faults.append(f"{where}`{key}` is one of {', '.join(word.value for word in words)}")
        return None


def _unknown(stated: Mapping[Any, Any], known: Iterable[str], where: str) -> list[str]:
    names = list(known)
    faults = []
    for key in stated:
        if key in names:
            continue
        close = get_close_matches(str(key), names, n=1)
        meant = f"; did you mean `{close[0]}`?" if close else f" (known: {', '.join(names)})"
        faults.append(f"{where}`{key}` is unknown{meant}")
    return faults
