"""The page that shows how services move each other: a map, the same as a table, and every effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from joinedup.declared import Design
from joinedup.folder import Council
from joinedup.reports._pages import counted
from joinedup.reports._parts import Cell, Chart, DataTable, Page, Row, shown
from joinedup.reports._wording import listed, lower_first
from joinedup.reports.charts import Arrow, Node, network
from joinedup.reports.links._shown import (
    ARITHMETIC,
    Pair,
    ShownLink,
    Size,
    directorate_of,
    effects,
    grade_counts,
    pairs,
    range_in_words,
    service_name,
    size_in_words,
)

# Told apart by dashes as well as colour.
KINDS: dict[str, tuple[str, tuple[int, ...]]] = {
    str(Design.TRIAL): ("#0f7a52", (1, 0)),
    str(Design.QUASI_EXPERIMENT): ("#12436d", (1, 0)),
    str(Design.STATISTIC): ("#28a197", (12, 3)),
    str(Design.RULE): ("#801650", (12, 3, 3, 3)),
    str(Design.ASSOCIATION): ("#c1500a", (7, 4)),
    str(Design.JUDGEMENT): ("#595959", (2, 4)),
    ARITHMETIC: ("#b1b4b6", (1, 0)),
}

_MOST_TOLD = 4


@dataclass(frozen=True)
class ServiceLinks:
    """The effects that move one service.

    Args:
        name: the service.
        table: its effects.
    """

    name: str
    table: DataTable


@dataclass(frozen=True)
class LinksPage(Page):
    """How services move each other."""

    template: ClassVar[str] = "links.html"

    title: str = field(metadata=shown("What the page shows."))
    council: str = field(metadata=shown("Name of the council; empty where none is named."))
    answer: str = field(metadata=shown("How many links there are and what stands behind them."))
    map: Chart | None = field(metadata=shown("The services and their links, drawn and as a table."))
    moved: tuple[ServiceLinks, ...] = field(metadata=shown("Every effect, by the service that is moved."))
    arithmetic: DataTable | None = field(
        metadata=shown("The links that only count, or move people or money.")
    )


def links_page(links: Sequence[ShownLink], council: Council | None, service: str = "") -> LinksPage:
    """Return the page of links.

    Args:
        links: the links.
        council: the council, whose own values are used.
        service: the one service whose links these are; "" for all.
    """
    name = service_name(service)
    return LinksPage(
        title=f"What moves {lower_first(name)}, and what it moves"
        if service
        else "How services move each other",
        council=council.name if council else "",
        answer=in_words(links),
        map=links_map(links, council) if links else None,
        moved=tuple(
            ServiceLinks(service_name(moved), effects_table(service_name(moved), found))
            for moved in dict.fromkeys(one.moved for one in links)
            if (found := effects([one for one in links if one.moved == moved]))
        ),
        arithmetic=arithmetic_table(links),
    )


def in_words(links: Sequence[ShownLink]) -> str:
    """Return how many links there are, of which kinds, and what stands behind the effects."""
    if not links:
        return "No service moves another here."
    services = {one.service for one in links} | {one.moved for one in links}
    found = effects(links)
    says = f"{counted(len(links), 'link')} between {counted(len(services), 'service')}."
    if not found:
        return f"{says} All of them are arithmetic: people, homes or money that are counted or move on."
    behind = listed([f"{number} on {_evidence(grade)}" for grade, number in grade_counts(links).items()])
    rest = len(links) - len(found)
    rests = "rests" if len(found) == 1 else "rest"
    says += f" {_do(len(found))} a rate and {rests} on evidence or judgement: {behind}."
    if rest:
        says += (
            f" The other {rest:,} {'is' if rest == 1 else 'are'} arithmetic: people, homes or money that are "
            "counted or move on."
        )
    return says


def _do(number: int) -> str:
    return "One changes" if number == 1 else f"{number:,} change"


def _evidence(grade: str) -> str:
    return {
        str(Design.TRIAL): "a trial",
        str(Design.QUASI_EXPERIMENT): "a quasi-experiment",
        str(Design.STATISTIC): "an official statistic",
        str(Design.RULE): "a rule or price list",
        str(Design.ASSOCIATION): "an association",
        str(Design.JUDGEMENT): "our own judgement, with a wide range",
    }[grade]


def links_map(links: Sequence[ShownLink], council: Council | None) -> Chart:
    """Return the services drawn with their links, and the same as a table."""
    found = pairs(links)
    services = {one.source for one in found} | {one.target for one in found}
    ordered = sorted(services, key=lambda one: (_directorate(one, council), service_name(one)))
    nodes = [Node(service_name(one), _directorate(one, council)) for one in ordered]
    arrows = [
        Arrow(service_name(one.source), service_name(one.target), len(one.links), one.grade)
        # What rests on evidence is drawn over what only counts.
        for one in sorted(found, key=lambda one: list(KINDS).index(one.grade), reverse=True)
    ]
    says = (
        "An arrow goes from the service that acts to the one that is moved. It is thicker where there are "
        "more links, and its colour and dashes say what the best evidence among them is."
    )
    used = [kind for kind in KINDS if any(one.kind == kind for one in arrows)]
    key = tuple((_kind(kind), kind) for kind in used)
    return Chart(
        "Map of services", says, network("Map of services", says, nodes, arrows, KINDS), _table(found), key
    )


def _directorate(service: str, council: Council | None) -> str:
    held = directorate_of(service)
    return council.directorate_name(held) if council and held else held.replace("_", " ")


def _kind(kind: str) -> str:
    return "counted or moved on (arithmetic)" if kind == ARITHMETIC else kind


def _table(found: Sequence[Pair]) -> DataTable:
    return DataTable(
        "Which service moves which",
        "Those that rest on evidence or judgement first.",
        "From",
        ("To", "Links", "Best evidence", "How"),
        tuple(
            Row(
                service_name(one.source),
                (
                    Cell(service_name(one.target)),
                    Cell(f"{len(one.links):,}"),
                    Cell(one.grade),
                    Cell(_how(one)),
                ),
            )
            for one in sorted(found, key=lambda one: one.grade == ARITHMETIC)
        ),
        is_text=True,
    )


def _how(pair: Pair) -> str:
    """Return what the links between two services do; of many, those that rest on evidence first."""
    ordered = sorted(pair.links, key=lambda one: one.grade == ARITHMETIC)
    says = list(dict.fromkeys(one.link.says for one in ordered))
    rest = len(says) - _MOST_TOLD
    return " ".join([*says[:_MOST_TOLD], *([f"And {rest} more, listed below."] if rest > 0 else [])])


def effects_table(name: str, links: Sequence[ShownLink]) -> DataTable:
    """Return effects with their size and evidence, one row for each value behind them."""
    return DataTable(
        f"What moves {name}",
        "Each value with its unit, and the range that holds it in 95 of 100 cases.",
        "Effect",
        ("From", "Size", "Range", "Evidence", "Source or reason", "When"),
        tuple(Row(one.link.says, _cells(one, size)) for one in links for size in one.sizes),
        is_text=True,
    )


def _cells(one: ShownLink, size: Size) -> tuple[Cell, ...]:
    return (
        Cell(f"{one.source_says} ({service_name(one.service)})"),
        Cell(size_in_words(size)),
        Cell(range_in_words(size)),
        Cell(size.label),
        Cell(size.behind),
        Cell(one.delay),
    )


def arithmetic_table(links: Sequence[ShownLink]) -> DataTable | None:
    """Return the links that need no evidence; None where there are none."""
    rest = [one for one in links if not one.sizes]
    if not rest:
        return None
    return DataTable(
        "Links that are arithmetic",
        "They need no evidence: they count people, homes or money, or move them on.",
        "Link",
        ("From", "To", "Kind"),
        # Nineteen budget lines that are paid from one pot are one line to a reader.
        tuple(
            Row(says, (Cell(service_name(source)), Cell(service_name(moved)), Cell(kind)))
            for says, source, moved, kind in dict.fromkeys(
                (one.link.says, one.service, one.moved, one.link.kind.says) for one in rest
            )
        ),
        is_text=True,
    )
