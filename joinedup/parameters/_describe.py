"""A parameter in words and rows, for the terminal, the reference page and `--json`."""

from __future__ import annotations

from datetime import date
from typing import Any

from joinedup.declared import Parameter, ParameterValue, RangeMeaning

SUMMARY_COLUMNS = ("Parameter", "Value", "Range", "Unit", "Standing")

_RANGE_WORDS = {
    RangeMeaning.ESTIMATE: "our uncertainty",
    RangeMeaning.AUTHORITIES: "spread between authorities",
}


def summarise(parameter: Parameter, on: date) -> tuple[str, str, str, str, str]:
    """Return one row, in the order of `SUMMARY_COLUMNS`, of the value in force on a day."""
    value = parameter.at(on)
    return (parameter.name, number(value.value), range_of(value), parameter.unit, value.standing.value)


def describe(parameter: Parameter) -> list[tuple[str, str]]:
    """Return everything known of a parameter as rows of a label and its words."""
    rows = [
        ("Parameter", parameter.name),
        ("Says", parameter.says),
        ("Unit", parameter.unit),
        ("Geography", parameter.geography),
        ("Distribution", parameter.distribution.value),
        ("Evidence", parameter.design.value),
        ("Kept by", parameter.owner),
    ]
    if parameter.moves_with:
        rows.append(("High or low together with", parameter.moves_with))
    for day in sorted(parameter.values):
        value = parameter.values[day]
        rows.append((f"From {day.isoformat()}", f"{number(value.value)} ({value.standing.value})"))
        if value.low != value.high:
            rows.append(("Range", f"{range_of(value)}, {_RANGE_WORDS[value.range_is]}"))
        if value.source is not None:
            rows.append(("Source", str(value.source)))
        if value.reason:
            rows.append(("Reason", value.reason))
    return rows


def to_json(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter as it is written with `--json`, in the form of its file."""
    return {
        "name": parameter.name,
        "says": parameter.says,
        "unit": parameter.unit,
        "geography": parameter.geography,
        "distribution": parameter.distribution.value,
        "design": parameter.design.value,
        "owner": parameter.owner,
        "moves_with": parameter.moves_with,
        "values": {day.isoformat(): _value_json(value) for day, value in sorted(parameter.values.items())},
    }


def number(value: float) -> str:
    """Return a number as people write it: thousands marked, no needless noughts."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) >= 100 else f"{value:.4g}"


def range_of(value: ParameterValue) -> str:
    """Return the range as `low to high`, or "" where there is none."""
    return "" if value.low == value.high else f"{number(value.low)} to {number(value.high)}"


def _value_json(value: ParameterValue) -> dict[str, Any]:
    source = value.source
    return {
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "range_is": value.range_is.value,
        "standing": value.standing.value,
        "source": None
        if source is None
        else {
            "title": source.title,
            "identifier": source.identifier,
            "published": source.published,
            "at": source.at,
        },
        "reason": value.reason,
    }
