"""The numbers of a ripple as CSV and JSON, for those who go on working with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from joinedup.council import Range, Ripple
from joinedup.reports._numbers import ENDS, TEXT, range_numbers, rounded, rows_schema

_KEYS = ("kind", "directorate", "pot", "line", "measure", "patch", "area", "year", "unit")
_SETS = ("without", "with", "change")
COLUMNS = (*_KEYS, *(f"{which}_{end}" for which in _SETS for end in ENDS))

Numbers = dict[str, dict[str, float]]


def as_csv(ripple: Ripple) -> str:
    """Return every number of a ripple as tidy CSV: one row for each thing and year.

    `kind` is `money`, `measure` or `places_short`; what does not belong to a kind is empty. Money has only
    its change; each of `without`, `with` and `change` has a mean, a median and the ends of three ranges.
    """
    content = io.StringIO()
    table = csv.DictWriter(content, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for keys, numbers in _rows(ripple):
        flat = {f"{which}_{end}": value for which, held in numbers.items() for end, value in held.items()}
        table.writerow(keys | flat)
    return content.getvalue()


def as_json(ripple: Ripple) -> dict[str, Any]:
    """Return a ripple in the shape of `RIPPLE_SCHEMA`; its numbers are those of the CSV."""
    rows: dict[str, list[dict[str, Any]]] = {"money": [], "measure": [], "places_short": []}
    for keys, numbers in _rows(ripple):
        rows[keys["kind"]].append({name: value for name, value in keys.items() if name != "kind"} | numbers)
    return {
        "run": ripple.manifest.run,
        "manifest": asdict(ripple.manifest),
        "proposals": [
            {
                "id": one.id,
                "title": one.title,
                "owner": one.owner,
                "directorate": one.directorate,
                "hash": one.hash,
            }
            for one in ripple.proposals
        ],
        "headlines": [_headline(one) for one in ripple.headlines],
        "affected": [asdict(one) for one in ripple.affected],
        "share_unverified": None if ripple.share_unverified is None else rounded(ripple.share_unverified),
        "unverified": list(ripple.unverified),
        "money": rows["money"],
        "measures": rows["measure"],
        "places_short": rows["places_short"],
    }


def _headline(one: Any) -> dict[str, Any]:
    return {
        name: range_numbers(value) if isinstance(value, Range) else value
        for name, value in ((field.name, getattr(one, field.name)) for field in fields(one))
    }


def _rows(ripple: Ripple) -> Iterator[tuple[dict[str, str], Numbers]]:
    for money in ripple.money:
        keys = {
            "kind": "money",
            "directorate": money.directorate,
            "pot": money.pot,
            "line": money.line,
            "year": money.year,
            "unit": "pounds",
        }
        yield keys, {"change": range_numbers(money.change)}
    for effect in ripple.measures:
        keys = {
            "kind": "measure",
            "directorate": effect.measure.directorate,
            "measure": effect.measure.name,
            "patch": effect.patch,
            "year": effect.year,
            "unit": effect.measure.unit,
        }
        yield keys, _three(effect.without, effect.with_) | {"change": range_numbers(effect.change)}
    for area in ripple.places_short:
        keys = {"kind": "places_short", "area": area.area, "year": area.year, "unit": "places"}
        yield keys, _three(area.without, area.with_)


def _three(without: Range, with_: Range) -> Numbers:
    return {"without": range_numbers(without), "with": range_numbers(with_)}


RIPPLE_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The ripple of proposals",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "run": TEXT | {"description": "Identifier of the run: the same run gives the same numbers."},
        "manifest": {"type": "object", "description": "What the run was made from."},
        "proposals": {
            "type": "array",
            "items": {"type": "object"},
            "description": "What was proposed, by whom.",
        },
        "headlines": {"type": "array", "items": {"type": "object"}, "description": "The answer, pot by pot."},
        "affected": {"type": "array", "items": {"type": "object"}, "description": "Who else must be asked."},
        "share_unverified": {
            "type": ["number", "null"],
            "description": "Share of the uncertainty that rests on values nobody has verified.",
        },
        "unverified": {"type": "array", "items": TEXT, "description": "Names of those values."},
        "money": rows_schema(
            "Change in pounds by line, directorate (no line) and pot (no directorate); plus costs more.",
            ("directorate", "pot", "line", "year", "unit"),
            ("change",),
        ),
        "measures": rows_schema(
            "Every measure for the council (no patch) and each patch.",
            ("directorate", "measure", "patch", "year", "unit"),
            _SETS,
        ),
        "places_short": rows_schema(
            "Places short in each planning area, in its worst year.",
            ("area", "year", "unit"),
            ("without", "with"),
        ),
    },
}
RIPPLE_SCHEMA["required"] = list(RIPPLE_SCHEMA["properties"])
