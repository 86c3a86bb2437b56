"""The numbers of a ripple as CSV and JSON, for those who go on working with them."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from joinedup.council import PotCertainty, Range, Ripple, Tipping
from joinedup.reports._numbers import ENDS, TEXT, range_numbers, rounded, rows_schema
from joinedup.reports.ripple._money import years_of
from joinedup.reports.ripple._ways import ways_as_json

if TYPE_CHECKING:
    from joinedup.council.causes import CausalPaths

_KEYS = ("kind", "directorate", "pot", "line", "measure", "patch", "area", "year", "unit")
_SETS = ("without", "with", "change")
COLUMNS = (*_KEYS, *(f"{which}_{end}" for which in _SETS for end in ENDS), "value")

Numbers = dict[str, dict[str, float]]


def as_csv(ripple: Ripple) -> str:
    """Return every number of a ripple as tidy CSV: one row for each thing and year.

    `kind` is `money`, `measure`, `places_short`, `room` (the free share of what can be full, named by its
    load) or one of the single numbers, which stand under `value`: `chance_better_off` by the end of a year,
    `worst_twentieth`, `switching`, `error`, `chance_worse_off` by more than what is material,
    `chance_full_without`, `chance_full_with` and `chance_tips`. What does not belong to a kind is empty.
    Money has only its change; each of `without`, `with` and `change` has a mean, a median and the ends of
    three ranges.
    """
    content = io.StringIO()
    table = csv.DictWriter(content, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for keys, numbers in _rows(ripple):
        flat = {f"{which}_{end}": value for which, held in numbers.items() for end, value in held.items()}
        table.writerow(keys | flat)
    for keys, value in _single(ripple):
        table.writerow(keys | {"value": value})
    return content.getvalue()


def as_json(ripple: Ripple, ways: Sequence[CausalPaths] = ()) -> dict[str, Any]:
    """Return a ripple in the shape of `RIPPLE_SCHEMA`; its numbers are those of the CSV.

    Args:
        ripple: the ripple.
        ways: how its largest effects come about, where that was worked out.
    """
    rows: dict[str, list[dict[str, Any]]] = {"money": [], "measure": [], "places_short": [], "room": []}
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
        "certainties": [_certainty(one) for one in ripple.certainties],
        "risks": [asdict(one) for one in ripple.risks],
        "room": [
            row
            | {
                "chance_full_without": one.p_full_without,
                "chance_full_with": one.p_full_with,
                "chance_tips": one.p_tips,
                "says": one.capacity.says,
                "when_full": one.capacity.when_full,
            }
            for row, one in zip(rows["room"], ripple.tipping, strict=True)
        ],
        "ways": [ways_as_json(one) for one in ways],
        "affected": [asdict(one) for one in ripple.affected],
        "share_unverified": None if ripple.share_unverified is None else rounded(ripple.share_unverified),
        "unverified": list(ripple.unverified),
        "money": rows["money"],
        "measures": rows["measure"],
        "places_short": rows["places_short"],
    }


def _certainty(one: PotCertainty) -> dict[str, Any]:
    error = rounded(one.error) if math.isfinite(one.error) else None
    return asdict(one) | {"error": error, "is_exact": one.is_exact}


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
    for one in ripple.tipping:
        yield _room_keys("room", one), _three(one.slack_without, one.slack_with)


def _room_keys(kind: str, one: Tipping) -> dict[str, str]:
    return {
        "kind": kind,
        "directorate": one.capacity.directorate,
        "measure": one.capacity.load,
        "patch": one.patch,
        "year": one.year,
        "unit": "share",
    }


def _single(ripple: Ripple) -> Iterator[tuple[dict[str, str], float]]:
    for pot in ripple.certainties:
        for year, chance in zip(years_of(ripple), pot.p_saved_by, strict=True):
            yield {"kind": "chance_better_off", "pot": pot.pot, "year": year, "unit": "share"}, chance
        singles = (
            ("worst_twentieth", "pounds", pot.worst_mean),
            ("switching", "times", pot.switching),
            ("error", "pounds", pot.error if math.isfinite(pot.error) else None),
        )
        for kind, unit, value in singles:
            if value is not None:
                yield {"kind": kind, "pot": pot.pot, "unit": unit}, rounded(value)
    for risk in ripple.risks:
        keys = {"kind": "chance_worse_off", "directorate": risk.directorate, "pot": risk.pot, "unit": "share"}
        yield keys, risk.probability
    for one in ripple.tipping:
        yield _room_keys("chance_full_without", one), one.p_full_without
        yield _room_keys("chance_full_with", one), one.p_full_with
        yield _room_keys("chance_tips", one), one.p_tips


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
        "certainties": {
            "type": "array",
            "items": {"type": "object"},
            "description": "How sure the answer is, pot by pot: `p_saved_by` the end of each year, "
            "`worst_mean` of the worst twentieth, `switching`, and the `error` of the `mean`, null where "
            "runs were too few.",
        },
        "risks": {
            "type": "array",
            "items": {"type": "object"},
            "description": "How likely each directorate is to be worse off by more than `pounds` in a year.",
        },
        "room": {
            "type": "array",
            "items": {"type": "object"},
            "description": "The free share of what can be full, where and when there is least, and chances.",
        },
        "ways": {
            "type": "array",
            "items": {"type": "object"},
            "description": "How the largest effects elsewhere come about; empty where not worked out.",
        },
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
