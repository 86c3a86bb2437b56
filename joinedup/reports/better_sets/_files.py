"""Better sets as a page, a workbook and JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from joinedup.council import manifest_as_json
from joinedup.council.better_sets import Answer, BetterSets, SetShown
from joinedup.folder import Council
from joinedup.reports._numbers import json_text, range_numbers, rounded
from joinedup.reports._sheets import CHANGE, NUMBER, POUNDS, POUNDS_CHANGE, SHARE, Cell, Column, Sheets
from joinedup.reports.better_sets._page import better_sets_page
from joinedup.reports.better_sets._tables import beside, nearest
from joinedup.reports.better_sets._words import (
    Called,
    called,
    conflict_says,
    how_good,
    how_missed,
    lead,
    officers_say,
    pot_name,
    salami_says,
)
from joinedup.store import put
from joinedup.vocabulary import Directorate

_FOLDER = "better-sets"


@dataclass(frozen=True)
class BetterSetsFiles:
    """The files of one search.

    Args:
        page: the page, whole in one file.
        workbook: every set with its money, limits and outcomes.
        json: every number.
    """

    page: Path
    workbook: Path
    json: Path


def write_better_sets(
    council: Council, found: BetterSets, name: str, folder: Path | None = None
) -> BetterSetsFiles:
    """Write the page of better sets, with a workbook and JSON.

    Args:
        council: the council.
        found: what was found.
        name: name of the targets file, without its ending.
        folder: where to; `reports/` and the name where None.
    """
    where = folder or council.reports / f"{_FOLDER}-{name}"
    files = BetterSetsFiles(where / "index.html", where / "better_sets.xlsx", where / "better_sets.json")
    put(files.page, better_sets_page(council, found).render().encode())
    put(files.workbook, better_sets_workbook(council, found))
    put(files.json, json_text(as_json(found)).encode())
    return files


def as_json(found: BetterSets) -> dict[str, Any]:
    """Return what was found as what JSON can hold; money is a change in net spending, so that minus saves."""
    return {
        "run": found.manifest.run,
        "manifest": manifest_as_json(found.manifest),
        "targets": found.targets.content,
        "officers": _set(found.officers),
        "best": {aim: _answer(one) for aim, one in found.best.items()},
        "same_cash": _answer(found.same_cash),
        "same_outcome": _answer(found.same_outcome),
        "front": [_set(one) for one in found.front],
        "equal_shares": _equal_shares(found),
        "conflict": _conflict(found),
        "nearest": [_set(one) for one in found.nearest],
        "misses": [
            {
                "proposals": list(one.proposals),
                "saves_foreseen": rounded(one.saves_foreseen),
                "saves": rounded(one.saves),
                "outcome_foreseen": rounded(one.outcome_foreseen),
                "outcome": rounded(one.outcome),
            }
            for one in found.misses
        ],
        "sets_run": found.n_run,
        "sets_to_choose_from": found.n_choices,
        "draws_of_the_picture": found.few_draws,
    }


def _answer(one: Answer | None) -> dict[str, Any] | None:
    if one is None:
        return None
    # What is not known is not finite here and null in the file.
    bound = rounded(one.bound) if math.isfinite(one.bound) else None
    gap = rounded(one.gap) if math.isfinite(one.gap) else None
    return {"set": _set(one.shown), "is_proved": one.is_proved, "bound": bound, "gap": gap}


def _set(one: SetShown | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "proposals": [
            {
                "id": pick.id,
                "size": rounded(pick.size),
                "later_by_months": pick.later,
                "starts": pick.starts,
                "claims": {pot: rounded(pounds) for pot, pounds in pick.claims},
            }
            for pick in one.picks
        ],
        "is_kept": one.is_kept,
        "broken_rules": list(one.broken_rules),
        "saves": rounded(one.saves),
        "worst": rounded(one.worst),
        "outcome": rounded(one.outcome),
        "cash": range_numbers(one.cash),
        "money": [
            {"pot": held.pot, "when": held.when, "change": range_numbers(held.change)} for held in one.money
        ],
        "limits": [_limit(asdict(test) | {"is_kept": test.is_kept}) for test in one.tested],
        "outcomes": [
            {
                "measure": held.measure,
                "better": held.better,
                "without": rounded(held.without),
                "change": range_numbers(held.change),
                "points": rounded(held.points),
            }
            for held in one.outcomes
        ],
    }


def _limit(one: dict[str, Any]) -> dict[str, Any]:
    return {
        key: rounded(value) if isinstance(value, float) and not isinstance(value, bool) else value
        for key, value in one.items()
    }


def _equal_shares(found: BetterSets) -> dict[str, Any] | None:
    if found.salami is None:
        return None
    held = found.salami
    return {
        "share": rounded(held.share),
        "claimed": rounded(held.claimed),
        "left_out": list(held.left_out),
        "set": _set(held.shown),
    }


def _conflict(found: BetterSets) -> dict[str, Any] | None:
    if found.conflict is None:
        return None
    return {
        "is_proved": found.conflict.is_proved,
        "is_tightened": found.conflict.is_tightened,
        "of": [
            {
                "says": one.says,
                "gives_way_by": None if one.by is None else rounded(one.by),
                "unit": one.unit,
                "nearest": _set(one.nearest),
            }
            for one in found.conflict.givings
        ],
    }


def better_sets_workbook(council: Council, found: BetterSets) -> bytes:
    """Return every set with its money, limits and outcomes as an XLSX workbook.

    Args:
        council: the council.
        found: what was found.
    """
    sheets = Sheets(f"{council.name}: better sets", found.manifest.made_at)
    sets = [*called(found), *beside(found), *nearest(found)]
    sheets.add("Answer", ("In words",), [(says,) for says in _said(found)])
    sheets.add("Sets", _SETS, list(_sets(sets)))
    sheets.add("Proposals", _PROPOSALS, list(_proposals(sets, found.targets.cash[0])))
    sheets.add("Money", _MONEY, list(_money(sets)))
    sheets.add("Limits", _LIMITS, list(_limits(sets)))
    sheets.add("Outcomes", _OUTCOMES, list(_outcomes(sets)))
    if found.misses:
        sheets.add("Picture and run", _MISSES, list(_misses(found)))
    run = [(name, str(value)) for name, value in asdict(found.manifest).items()]
    sheets.add("Run", ("What", "Value"), run)
    return sheets.content()


def _said(found: BetterSets) -> list[str]:
    says = [lead(found), *(conflict_says(found.conflict) if found.conflict else ()), *officers_say(found)]
    says += [salami_says(found), how_good(found, found.targets.aim), how_missed(found)]
    return [one for one in says if one]


_SETS: tuple[str | Column, ...] = (
    "Set",
    "What it is",
    *(Column(title, POUNDS) for title in ("Saved", "80% from", "80% to", "Worst 1 in 20 futures")),
    Column("Outcome, points", CHANGE),
    Column("Limits kept"),
    Column("Limits"),
    "Rules broken",
    Column("Proposals"),
)


def _sets(sets: list[Called]) -> Iterator[tuple[Cell, ...]]:
    for one in sets:
        held = one.shown
        yield (
            *(one.name, one.role, held.saves, -held.cash.high_80, -held.cash.low_80, held.worst),
            *(held.outcome, sum(test.is_kept for test in held.tested), len(held.tested)),
            *("; ".join(held.broken_rules), len(held.picks)),
        )


_PROPOSALS: tuple[str | Column, ...] = (
    *("Set", "Reference", "Proposal", "Directorate", "Begins"),
    Column("Size", SHARE),
    Column("Months later"),
    Column("Claimed a year", POUNDS),
)


def _proposals(sets: list[Called], pot: str) -> Iterator[tuple[Cell, ...]]:
    for one in sets:
        for pick in one.shown.picks:
            yield (
                *(one.name, pick.id, pick.title, Directorate(pick.directorate).says, pick.starts),
                *(pick.size, pick.later, pick.claimed(pot)),
            )


_MONEY: tuple[str | Column, ...] = (
    *("Set", "Pot", "When"),
    *(Column(title, POUNDS_CHANGE) for title in ("Change in net spending", "80% from", "80% to")),
)
_WHENS = {"five_years": "Five years", "all_years": "Whole plan", "present_value": "Present value"}


def _money(sets: list[Called]) -> Iterator[tuple[Cell, ...]]:
    for one in sets:
        for held in one.shown.money:
            change = held.change
            yield (
                *(one.name, pot_name(held.pot), _WHENS.get(held.when, held.when)),
                *(change.mean, change.low_80, change.high_80),
            )


_LIMITS: tuple[str | Column, ...] = (
    *("Set", "Limit", "Unit", "Where there is least room"),
    *(Column(title, NUMBER) for title in ("Bound", "What it comes to", "Room left")),
    Column("Chance it holds", SHARE),
)


def _limits(sets: list[Called]) -> Iterator[tuple[Cell, ...]]:
    for one in sets:
        for test in one.shown.tested:
            yield (
                *(one.name, test.says, test.unit, test.where, test.bound, test.value, test.slack),
                test.p_holds,
            )


_OUTCOMES: tuple[str | Column, ...] = (
    *("Set", "Measure", "Unit", "Better is"),
    Column("Without any proposal", NUMBER),
    *(Column(title, CHANGE) for title in ("Change", "80% from", "80% to", "Points")),
)


def _outcomes(sets: list[Called]) -> Iterator[tuple[Cell, ...]]:
    for one in sets:
        for held in one.shown.outcomes:
            change = held.change
            yield (
                *(one.name, held.says, held.unit, held.better, held.without),
                *(change.mean, change.low_80, change.high_80, held.points),
            )


_MISSES: tuple[str | Column, ...] = (
    "Proposals",
    *(Column(title, POUNDS) for title in ("Saved, as foreseen", "Saved, when run", "Missed by")),
    *(Column(title, CHANGE) for title in ("Outcome, as foreseen", "Outcome, when run")),
)


def _misses(found: BetterSets) -> Iterator[tuple[Cell, ...]]:
    for one in found.misses:
        missed = one.saves - one.saves_foreseen
        yield (
            *(", ".join(one.proposals), one.saves_foreseen, one.saves, missed),
            *(one.outcome_foreseen, one.outcome),
        )
