"""The form of a proposal's file, as a JSON Schema."""

from __future__ import annotations

from typing import Any

from joinedup.vocabulary import Directorate, Pot

_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "A day, as 2027-04-01."}
_CHANGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["lever", "by", "from"],
    "properties": {
        "lever": _TEXT | {"description": "What is changed; `joinedup proposal levers` names them all."},
        "by": {
            "description": "A share of today's level as '-10%', or an amount as 120.",
            "oneOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?\d+(\.\d+)?\s*%$"}],
        },
        "where": {
            "description": "`all`, or a list of patches.",
            "oneOf": [
                {"const": "all"},
                {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True},
            ],
        },
        "from": _DAY,
        "over_months": {
            "type": "integer",
            "minimum": 0,
            "maximum": 180,
            "description": "Months over which the change comes in; 0 is at once.",
        },
        "until": _DAY
        | {"description": "First day on which the change no longer holds; leave out if it stays."},
    },
}
_SAVING = {
    "type": "object",
    "additionalProperties": False,
    "required": ["pot", "pounds_a_year", "from", "kind"],
    "properties": {
        "pot": {"enum": [pot.value for pot in Pot]},
        "pounds_a_year": {
            "type": "number",
            "description": "A saving is positive, a cost negative; at the prices of the plan's first year.",
        },
        "from": _DAY,
        "kind": {"enum": ["cashable", "avoided"]},
        "whole_steps_of": {
            "type": "number",
            "exclusiveMinimum": 0,
            "description": "Pounds a year of one whole post or contract, where only whole ones save money.",
        },
    },
}

PROPOSAL_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A proposal",
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "title", "owner", "directorate", "changes", "savings", "evidence"],
    "properties": {
        "id": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]*$",
            "description": "Short, lower case, with hyphens.",
        },
        "title": _TEXT | {"description": "What would be decided, in one line."},
        "owner": _TEXT | {"description": "The post that answers for it."},
        "directorate": {"enum": [directorate.value for directorate in Directorate]},
        "summary": {"type": "string", "description": "What it is, in a few plain sentences."},
        "changes": {"type": "array", "items": _CHANGE, "minItems": 1},
        "savings": {
            "type": "array",
            "items": _SAVING,
            "description": "What its owner says it will save; may be empty.",
        },
        "evidence": {
            "type": "array",
            "items": _TEXT,
            "minItems": 1,
            "description": "What stands behind it: reports, data, experience; say so if nothing does.",
        },
    },
}
