"""The numbers of a projection as CSV and JSON; past counts of people from 1 to 5 are left empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from joinedup.council import Backcast, Projection, Range
from joinedup.reports._numbers import ENDS, TEXT, range_numbers, rounded, rows_schema
from joinedup.reports._past import is_hidden

_KEYS = ("kind", "directorate", "pot", "line", "measure", "patch", "area", "year", "unit")
COLUMNS = (*_KEYS, *ENDS)
_KINDS = ("measure", "naive", "spending", "funding", "gap", "reserve", "line", "pupils", "places_short")


def as_csv(projection: Projection) -> str:
    """Return every number of a projection as tidy CSV: one row for each thing and year.

    `kind` is `measure` or `naive`, for a measure; `spending`, `funding`, `gap` or `reserve`, for a pot;
    `line`, for a budget line; `pupils` or `places_short`, for a planning area.
    """
    content = io.StringIO()
    table = csv.DictWriter(content, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for keys, one in _rows(projection):
        table.writerow(keys | range_numbers(one))
    return content.getvalue()


def as_json(projection: Projection, backcast: Backcast) -> dict[str, Any]:
    """Return a projection in the shape of `PROJECTION_SCHEMA`; its numbers are those of the CSV."""
    rows = [
        {name: keys.get(name, "") for name in _KEYS} | {"expected": range_numbers(one)}
        for keys, one in _rows(projection)
    ]
    return {
        "run": projection.manifest.run,
        "manifest": asdict(projection.manifest),
        "years": list(projection.years),
        "rows": rows,
        "past": _past(projection),
        "backcast": [
            {
                "measure": one.measure.name,
                "forecasts": one.n,
                "error": rounded(one.error),
                "naive_error": rounded(one.naive_error),
                "skill": rounded(one.skill),
                "inside_80": rounded(one.inside_80),
            }
            for one in backcast.summaries()
        ],
        "backcast_not_run": [{"from": on.isoformat(), "why": why} for on, why in backcast.not_run],
    }


def _past(projection: Projection) -> list[dict[str, Any]]:
    return [
        {
            "measure": one.measure.name,
            "as_at": held.as_at.isoformat(),
            "value": None if is_hidden(held) else rounded(held.value),
            "origin": held.origin.value,
            "source": held.source,
        }
        for one in projection.measures
        for held in one.held
    ]


def _rows(projection: Projection) -> Iterator[tuple[dict[str, str], Range]]:
    yield from _measures(projection)
    years = projection.years
    for pot in projection.pots:
        courses = {"spending": pot.spending, "funding": pot.funding, "gap": pot.gap, "reserve": pot.reserve}
        for kind, course in courses.items():
            for year, one in zip(years, course, strict=False):
                yield {"kind": kind, "pot": pot.pot.value, "year": year, "unit": "pounds"}, one
    for line in projection.lines:
        keys = {"kind": "line", "directorate": line.directorate, "pot": line.pot.value, "line": line.line}
        for year, one in zip(years, line.expected, strict=True):
            yield keys | {"year": year, "unit": "pounds"}, one
    for area in projection.areas:
        for kind, course, unit in (("pupils", area.pupils, "pupils"), ("places_short", area.short, "places")):
            for year, one in zip(years, course, strict=True):
                yield {"kind": kind, "area": area.area, "year": year, "unit": unit}, one


def _measures(projection: Projection) -> Iterator[tuple[dict[str, str], Range]]:
    for course in projection.measures:
        keys = {
            "directorate": course.measure.directorate,
            "measure": course.measure.name,
            "patch": course.patch,
            "unit": course.measure.unit,
        }
        for kind, values in (("measure", course.expected), ("naive", course.naive)):
            for year, one in zip(projection.years, values, strict=False):
                yield keys | {"kind": kind, "year": year}, one


PROJECTION_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The do-nothing projection",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "run": TEXT | {"description": "Identifier of the run: the same run gives the same numbers."},
        "manifest": {"type": "object", "description": "What the run was made from."},
        "years": {"type": "array", "items": TEXT, "description": "Financial years of the plan."},
        "rows": rows_schema(
            f"One row for each thing and year; `kind` is one of {', '.join(_KINDS)}.", _KEYS, ("expected",)
        ),
        "past": {
            "type": "array",
            "items": {"type": "object"},
            "description": "Past values of each measure; null where a count of people from 1 to 5 is hidden.",
        },
        "backcast": {
            "type": "array",
            "items": {"type": "object"},
            "description": "How far off the model and the naive forecast would have been, as shares.",
        },
        "backcast_not_run": {
            "type": "array",
            "items": {"type": "object"},
            "description": "The days from which the model could not be run, and why.",
        },
    },
}
PROJECTION_SCHEMA["required"] = list(PROJECTION_SCHEMA["properties"])
