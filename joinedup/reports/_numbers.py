"""Numbers in files that others go on working with: rounded once, the same in CSV and JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from joinedup.council import Range

ENDS = tuple(one.name for one in fields(Range))
PLACES = 4


def range_numbers(one: Range) -> dict[str, float]:
    """Return a range with its numbers rounded as they are in every file."""
    return {name: rounded(value) for name, value in asdict(one).items()}


def rounded(value: float) -> float:
    """Return a number as every file has it; nought has no sign."""
    return round(value, PLACES) + 0.0


def json_text(content: dict[str, Any]) -> str:
    """Return JSON as it is kept beside a page."""
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


TEXT = {"type": "string"}
NUMBER = {"type": "number"}
RANGE: dict[str, Any] = {
    "type": "object",
    "description": "Mean, median and the ends of the ranges that hold 50, 80 and 95 per cent of all draws.",
    "additionalProperties": False,
    "required": list(ENDS),
    "properties": dict.fromkeys(ENDS, NUMBER),
}


def rows_schema(says: str, keys: tuple[str, ...], numbers: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema of a list of rows, each with text keys and ranges.

    Args:
        says: what the rows are.
        keys: names of the text fields.
        numbers: names of the ranges.
    """
    return {
        "type": "array",
        "description": says,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": [*keys, *numbers],
            "properties": dict.fromkeys(keys, TEXT) | dict.fromkeys(numbers, RANGE),
        },
    }
