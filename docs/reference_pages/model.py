"""The pages of what the model shows, what a proposal can change, and how services move each other."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pkgutil import iter_modules

from reference_pages.markdown import MADE, code, heading, page, table

import joinedup.services
from joinedup.council import BUDGET_LEVER, levers
from joinedup.declared import Link, LinkKind
from joinedup.engine import Service
from joinedup.links import load_links
from joinedup.parameters import load_parameters, number, range_of
from joinedup.vocabulary import Directorate


def measures_page() -> str:
    """List every measure that a projection shows."""
    measures = sorted(
        (measure for _, service in every_service() for measure in service.measures),
        key=lambda measure: (measure.directorate, measure.name),
    )
    parts = [
        "# Measures",
        MADE,
        "What a projection shows, each by year with its range. A measure is judged against its figure, where "
        "somebody publishes one. Those marked *main* stand on the first page.",
    ]
    for directorate, in_it in groupby(measures, key=lambda measure: measure.directorate):
        rows = [
            (
                code(measure.name),
                measure.says + (" *main*" if measure.is_main else ""),
                measure.unit,
                measure.over.value,
                measure.better.value,
                code(f"{measure.figure} {measure.band}".strip()),
            )
            for measure in in_it
        ]
        parts.append(f"## {Directorate(directorate).says}")
        parts.append(table(("Measure", "Says", "Unit", "Counted", "Better", "Figure"), rows))
    return page(parts)


def levers_page() -> str:
    """List everything that a proposal can change."""
    held = sorted(
        levers().values(),
        key=lambda lever: (lever.directorate, lever.name.startswith(BUDGET_LEVER), lever.name),
    )
    parts = [
        "# What a proposal can change",
        MADE,
        "A proposal names one or more of these. A *share of today's level* multiplies it; an *amount added* "
        "is given in the unit shown. *In all* means spread over the time stated, and then at an end.",
    ]
    for directorate, in_it in groupby(held, key=lambda lever: lever.directorate):
        rows = [
            (
                code(lever.name),
                lever.says,
                lever.kind.value + (", in all" if lever.is_total else ""),
                lever.unit,
            )
            for lever in in_it
        ]
        parts.append(f"## {Directorate(directorate).says}")
        parts.append(table(("Name", "Says", "Given as", "Unit"), rows))
    return page(parts)


def links_page() -> str:
    """List every link between services; an effect with what stands behind it."""
    parts = [
        "# How services move each other",
        MADE,
        "Every quantity of one service that another reads. An effect changes a rate, by as much as a "
        "parameter says, which rests on evidence or judgement; the other links are arithmetic: people who "
        "move on, numbers that count, and money.",
    ]
    for service, held in sorted(load_links().items()):
        effects = [link for link in held if link.kind is LinkKind.EFFECT]
        others = [link for link in held if link.kind is not LinkKind.EFFECT]
        parts.append(f"## On {heading(service).lower()}")
        if effects:
            rows = [row for link in effects for row in _effect(link)]
            parts.append(table(("From", "To", "Effect", "Parameter", "Size", "Known from"), rows))
        if others:
            arithmetic = [
                (code(link.source), code(link.target), link.says, link.kind.says) for link in others
            ]
            parts.append(table(("From", "To", "Link", "Kind"), arithmetic))
    return page(parts)


def _effect(link: Link) -> list[tuple[str, ...]]:
    """Return a row for each parameter that holds the size of an effect."""
    parameters = load_parameters()
    rows = []
    for name in link.parameters:
        parameter = parameters[name]
        value = parameter.values[max(parameter.values)]
        size = f"{number(value.value)} ({range_of(value) or 'no range stated'}) {parameter.unit}"
        known = ", ".join(dict.fromkeys((parameter.design.value, value.standing.value)))
        rows.append((code(link.source), code(link.target), link.says, code(name), size, known))
    return rows


def every_service() -> Iterator[tuple[str, Service]]:
    """Yield the name and content of each service that has equations."""
    for found in iter_modules(joinedup.services.__path__):
        service = getattr(import_module(f"joinedup.services.{found.name}"), "service", None)
        if service is not None:
            yield found.name, service()
