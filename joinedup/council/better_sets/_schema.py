"""The form of a targets file, as a JSON Schema."""

from __future__ import annotations

from typing import Any

from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES, Pot

_TEXT = {"type": "string", "minLength": 1}
_NAMES = {"type": "array", "items": _TEXT, "uniqueItems": True}
# Only of these does the model count money.
_COUNTED = {line.pot for line in SPENDING_LINES} | {pot for _, pot in FUNDING_LINES.values()}
_POT = {"enum": [pot.value for pot in Pot if pot in _COUNTED]}
_CHANCE = {
    "type": "number",
    "exclusiveMinimum": 0,
    "maximum": 1,
    "description": "In at least this share of the futures tried, such as 0.8; on average where left out.",
}
_SUM = {"type": "number", "description": "Pounds."}
_WHEN = {
    "year": _TEXT | {"description": "A financial year of the plan's first five, as '2029/30'."},
    "over": {"enum": ["five_years", "all_years", "present_value"]},
}
_SAVES_OR_COSTS: list[dict[str, Any]] = [
    {"required": ["saves_at_least"], "not": {"required": ["costs_at_most"]}},
    {"required": ["costs_at_most"], "not": {"required": ["saves_at_least"]}},
]


def _form(required: list[str], properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
        **more,
    }


def _several(form: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": form}


_TARGET = _form(
    ["pot"],
    {"pot": _POT, **_WHEN, "saves_at_least": _SUM, "costs_at_most": _SUM, "chance": _CHANCE},
    oneOf=_SAVES_OR_COSTS,
    description="State the pot, a year or `over`, and `saves_at_least` or `costs_at_most`.",
)
_FLOOR = _form(
    ["measure"],
    {
        "measure": _TEXT | {"description": "A measure, or the load of something that can be full."},
        "at_most": {"type": "number"},
        "at_least": {"type": "number"},
        "worse_by_at_most": {
            "type": "string",
            "pattern": r"^\d+(\.\d+)?\s*%$",
            "description": "A share of the level without any proposal, as '2%'.",
        },
        "where": {"enum": ["council", "each_patch"]},
        "year": _WHEN["year"],
        "chance": _CHANCE,
    },
    description="State exactly one of `at_most`, `at_least` and `worse_by_at_most`.",
    oneOf=[{"required": [one]} for one in ("at_most", "at_least", "worse_by_at_most")],
)
_WORSE_OFF = _form(
    ["who", "pot", "by_at_most"],
    {
        "who": {"enum": ["each_patch", "each_directorate"]},
        "pot": _POT,
        "by_at_most": _SUM | {"minimum": 0, "description": "Pounds over five years."},
    },
)
_WORST = _form(
    ["pot"],
    {"pot": _POT, "over": _WHEN["over"], "saves_at_least": _SUM, "costs_at_most": _SUM},
    oneOf=_SAVES_OR_COSTS,
    description="State the pot and `saves_at_least` or `costs_at_most` in the worst 1 in 20 futures.",
)
_ADJUSTABLES = _form(
    [],
    {
        "choose_from": {
            "description": "`all`, or a list of proposals that may be chosen.",
            "oneOf": [{"const": "all"}, _NAMES | {"minItems": 1}],
        },
        "must": _NAMES,
        "never": _NAMES,
        "not_together": _several(
            _NAMES | {"minItems": 2, "description": "Proposals of which at most one is taken."}
        ),
        "needs": _several(
            _form(
                ["proposal", "needs"],
                {"proposal": _TEXT, "needs": {"oneOf": [_TEXT, _NAMES | {"minItems": 1}]}},
            )
        ),
        "sizes": {
            "type": "object",
            "description": "For a proposal, the sizes it may be taken in, as [0.5, 1].",
            "additionalProperties": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            },
        },
        "later_by": {
            "type": "object",
            "description": "For a proposal, by how many months it may begin later, as [0, 12].",
            "additionalProperties": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": {"type": "integer", "minimum": 0, "maximum": 60},
            },
        },
    },
)
_MEASURABLES = _form(
    ["outcomes"],
    {
        "aim": {"enum": ["outcomes", "cash"], "description": "What the best set is best at."},
        "cash": _form(["pot"], {"pot": _POT, **_WHEN}),
        "outcomes": _several(
            _form(
                ["measure"],
                {
                    "measure": _TEXT,
                    "better": {"enum": ["lower", "higher"]},
                    "weight": {"type": "number", "exclusiveMinimum": 0},
                },
            )
        )
        | {"minItems": 1},
    },
)

TARGETS_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Targets: what may be chosen, within which limits, and what is better",
} | _form(
    ["title", "measurables"],
    {
        "title": _TEXT,
        "officers": _NAMES | {"description": "The officers' own list of proposals."},
        "adjustables": _ADJUSTABLES,
        "constraints": _form(
            [],
            {
                "targets": _several(_TARGET),
                "floors": _several(_FLOOR),
                "worse_off": _several(_WORSE_OFF),
                "worst_1_in_20": _several(_WORST),
                "capacity_for_change": _form(
                    ["most_starting_in_a_year"],
                    {"most_starting_in_a_year": {"type": "integer", "minimum": 1}},
                ),
            },
        ),
        "measurables": _MEASURABLES,
    },
)
