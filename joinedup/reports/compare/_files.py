"""Alternatives side by side as a page, a workbook and JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from joinedup.council import Projection, Ripple
from joinedup.folder import Council
from joinedup.reports._numbers import json_text, range_numbers
from joinedup.reports._sheets import CHANGE, NUMBER, POUNDS_CHANGE, SHARE, Cell, Column, Sheets
from joinedup.reports.compare._comparison import NOTHING, Tried, compare, headline_of
from joinedup.reports.compare._page import compare_page
from joinedup.reports.ripple import answer_in_short, certainty_of, slug
from joinedup.reports.ripple import as_json as ripple_as_json
from joinedup.store import put
from joinedup.vocabulary import Pot

_LONGEST = 60


@dataclass(frozen=True)
class ComparisonFiles:
    """The files of one comparison.

    Args:
        page: the page, whole in one file.
        workbook: the numbers side by side, as a workbook.
        json: every number of every alternative.
    """

    page: Path
    workbook: Path
    json: Path


def write_comparison(
    council: Council,
    tried: Sequence[Tried],
    each: Sequence[Ripple] = (),
    nothing: Projection | None = None,
    folder: Path | None = None,
) -> ComparisonFiles:
    """Write the page that sets alternatives side by side, with a workbook and JSON.

    Args:
        council: the council.
        tried: the alternatives.
        each: proposals tried alone.
        nothing: the plan if nothing is decided.
        folder: where to; `reports/` and the alternatives' names where None.
    """
    where = folder or council.reports / _folder(tried)
    files = ComparisonFiles(where / "index.html", where / "compare.xlsx", where / "compare.json")
    put(files.page, compare_page(council, tried, each, nothing).render().encode())
    put(files.workbook, comparison_workbook(council, tried, each))
    put(files.json, json_text(as_json(tried, nothing)).encode())
    return files


def _folder(tried: Sequence[Tried]) -> str:
    whole = "-or-".join(slug(one.ripple) for one in tried)
    if len(whole) <= _LONGEST:
        return f"compare-{whole}"
    return f"compare-{whole[:_LONGEST]}-{hashlib.sha256(whole.encode()).hexdigest()[:6]}"


def as_json(tried: Sequence[Tried], nothing: Projection | None = None) -> dict[str, Any]:
    """Return alternatives as what JSON can hold: each as `ripple.json` has it, and doing nothing by pot."""
    return {
        "nothing": [] if nothing is None else list(_by_pot(nothing)),
        "alternatives": [{"label": one.label} | ripple_as_json(one.ripple) for one in tried],
    }


def _by_pot(nothing: Projection) -> Iterator[dict[str, Any]]:
    for one in nothing.pots:
        for year, spending, funding, gap in zip(
            nothing.years, one.spending, one.funding, one.gap, strict=True
        ):
            parts = {"spending": spending, "funding": funding, "gap": gap}
            numbers = {name: range_numbers(held) for name, held in parts.items()}
            yield {"pot": one.pot.value, "year": year} | numbers


def comparison_workbook(council: Council, tried: Sequence[Tried], each: Sequence[Ripple] = ()) -> bytes:
    """Return alternatives side by side as an XLSX workbook.

    Args:
        council: the council.
        tried: the alternatives.
        each: proposals tried alone.
    """
    found = compare(tried, each)
    sheets = Sheets(f"{council.name}: alternatives side by side", tried[0].ripple.manifest.made_at)
    answers = [(one.label, answer_in_short(one.ripple)) for one in tried]
    said = [("Best to worst", says) for says in found.verdicts] + [("Together", says) for says in found.says]
    sheets.add("Answer", ("What", "In words"), [*answers, *said])
    sheets.add("Money", _MONEY, list(_money(tried)))
    sheets.add("Measures", _MEASURES, list(_measures(tried)))
    sheets.add("Room left", _ROOM, list(_room(tried, council)))
    asked = [
        (alternative.label, one.name, one.because, one.probability)
        for alternative in tried
        for one in alternative.ripple.affected
    ]
    sheets.add("Who must be asked", ("Alternative", "Who", "Because", Column("Chance", SHARE)), asked)
    runs = [
        (one.label, name, str(value)) for one in tried for name, value in asdict(one.ripple.manifest).items()
    ]
    sheets.add("Runs", ("Alternative", "What", "Value"), runs)
    return sheets.content()


_MONEY: tuple[str | Column, ...] = (
    *("Pot", "Alternative", "Year spoken of"),
    *(
        Column(title, POUNDS_CHANGE)
        for title in (
            *("Claimed saving", "Services changed", "Elsewhere", "Pot in that year", "80% from", "80% to"),
            *("Over the plan", "plan, 80% from", "plan, 80% to", "Worst 1 in 20"),
        )
    ),
    Column("Chance better off that year", SHARE),
    Column("Chance better off over the plan", SHARE),
)


def _money(tried: Sequence[Tried]) -> Iterator[tuple[Cell, ...]]:
    for pot in Pot:
        held = [(one, headline_of(one.ripple, pot)) for one in tried]
        if not any(found for _, found in held):
            continue
        yield (pot.says, NOTHING, "", *[0.0] * 10, None, None)
        for one, found in held:
            if found is None:
                yield (pot.says, one.label, "", *[0.0] * 10, None, None)
                continue
            certainty = certainty_of(one.ripple, pot)
            net, total = found.net, found.total
            yield (
                *(pot.says, one.label, found.year, found.proposed),
                *(found.own_lines.mean, found.elsewhere.mean, net.mean, net.low_80, net.high_80),
                *(total.mean, total.low_80, total.high_80, certainty.worst_mean if certainty else None),
                *(found.p_saves, found.p_saves_in_all),
            )


_MEASURES: tuple[str | Column, ...] = (
    *("Measure", "Unit", "Year", "Alternative"),
    *(Column(title, NUMBER) for title in ("By doing nothing", "80% from", "80% to")),
    *(Column(title, CHANGE) for title in ("Change", "change, 80% from", "change, 80% to")),
)


def _measures(tried: Sequence[Tried]) -> Iterator[tuple[Cell, ...]]:
    for alternative in tried:
        for one in alternative.ripple.measures:
            if not one.patch and one.measure.is_main:
                before, change = one.without, one.change
                yield (
                    *(one.measure.says, one.measure.unit, one.year, alternative.label),
                    *(before.mean, before.low_80, before.high_80),
                    *(change.mean, change.low_80, change.high_80),
                )


_ROOM: tuple[str | Column, ...] = (
    *("What can be full", "Alternative", "Patch with least", "Year with least"),
    *(
        Column(title, SHARE)
        for title in (
            *("Free by doing nothing", "Free with it"),
            *("Chance full by doing nothing", "Chance full with it", "Chance because of it"),
        )
    ),
)


def _room(tried: Sequence[Tried], council: Council) -> Iterator[tuple[Cell, ...]]:
    names = {patch.id: patch.name for patch in council.patches}
    for alternative in tried:
        for one in alternative.ripple.tipping:
            yield (
                *(one.capacity.says, alternative.label, names.get(one.patch, one.patch), one.year),
                *(one.slack_without.mean, one.slack_with.mean),
                *(one.p_full_without, one.p_full_with, one.p_tips),
            )
