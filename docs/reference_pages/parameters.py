"""The page of parameters."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from reference_pages.markdown import MADE, heading, page, table

from joinedup.declared import Parameter, ParameterValue, RangeMeaning, Standing
from joinedup.parameters import load_parameters, number, range_of

_BODIES = {
    "cma": "Competition and Markets Authority",
    "dfe": "Department for Education",
    "dhsc": "Department of Health and Social Care",
    "gmca": "Greater Manchester Combined Authority",
    "hmt": "HM Treasury",
    "ico": "Information Commissioner's Office",
    "joinedup": "JoinedUp: what nobody publishes",
    "mhclg": "Ministry of Housing, Communities and Local Government",
    "moj": "Ministry of Justice",
    "nao": "National Audit Office",
    "obr": "Office for Budget Responsibility",
    "ofsted": "Ofsted",
    "research": "Research: measured effects",
}
_STANDINGS = {
    Standing.FOUND: "read in a published source",
    Standing.DERIVED: "worked out from a published source",
    Standing.RECALLED: "recalled, and still to be checked against its source",
    Standing.JUDGEMENT: "our judgement, because nobody publishes it",
}
_RANGES = {
    RangeMeaning.ESTIMATE: "our uncertainty",
    RangeMeaning.AUTHORITIES: "spread between authorities",
}


def parameters_page() -> str:
    """Show every parameter with every dated value, its range, standing and source."""
    parameters = load_parameters()
    latest = Counter(parameter.values[max(parameter.values)].standing for parameter in parameters.values())
    parts = [
        "# Parameters",
        MADE,
        f"{len(parameters)} values that the model takes from others or judges itself. The range holds the "
        "central 95 per cent: of our uncertainty, or of the spread between authorities.",
        table(
            ("Standing", "Means", "Parameters"),
            [(standing.value, says, str(latest[standing])) for standing, says in _STANDINGS.items()],
        ),
    ]
    for body, in_body in groupby(sorted(parameters), key=lambda name: name.split(".")[0]):
        parts.append(f"## {_BODIES[body]}")
        for folder, names in groupby(in_body, key=lambda name: name.split(".")[1]):
            parts.append(f"### {heading(folder)}")
            rows = [row for name in names for row in _parameter_rows(parameters[name])]
            parts.append(table(("Parameter", "From", "Value", "Range", "Unit", "Standing, source"), rows))
    return page(parts)


def _parameter_rows(parameter: Parameter) -> list[tuple[str, ...]]:
    name = f"`{parameter.name}`<br>{parameter.says}"
    if parameter.geography != "England":
        name += f" {parameter.geography}."
    rows = []
    for day in sorted(parameter.values):
        value = parameter.values[day]
        rows.append(
            (name, day.isoformat(), number(value.value), _range(value), parameter.unit, _basis(value))
        )
        name = ""
    return rows


def _range(value: ParameterValue) -> str:
    return f"{range_of(value)}, {_RANGES[value.range_is]}" if range_of(value) else "none stated"


def _basis(value: ParameterValue) -> str:
    said = [str(value.source)] if value.source is not None else []
    return f"{value.standing.value}: " + ". ".join([*said, value.reason] if value.reason else said)
