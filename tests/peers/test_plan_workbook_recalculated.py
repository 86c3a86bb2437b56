"""The formulas of a plan's workbook, worked out by another program: the plan's own numbers to the penny.

The other program is `formulas` (PyPI), which knows nothing of this one.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import formulas
import pytest
from made_figures import ADOPTED, BUDGET, MadeCouncil, one_figure
from made_plan import made_plan, trimmed
from openpyxl import load_workbook

from joinedup.council.medium_term import MediumTermPlan, Section
from joinedup.declared import Origin
from joinedup.reports.medium_term import plan_workbook
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.peers

GENERAL = "General Fund"
YEARS = "DEFGH"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("workbook") / "council")


@pytest.fixture(scope="module")
def plan(made: MadeCouncil) -> MediumTermPlan:
    chosen = [
        trimmed(step=45_000.0, pounds=400_123.45),
        trimmed("dearer", "transport.send_price", 0.05, -250_000.0),
        trimmed("special", pot=Pot.DSG_HIGH_NEEDS, kind="avoided"),
    ]
    return made_plan(made, chosen)


@pytest.fixture(scope="module")
def book(plan: MediumTermPlan, made: MadeCouncil, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    path.write_bytes(plan_workbook(plan, made.council))
    return path


def recalculated(path: Path) -> dict[tuple[str, str], float]:
    """Return what every formula gives, by sheet and cell."""
    solution: Any = formulas.ExcelModel().loads(str(path)).finish().calculate()
    found = {}
    for sheet in load_workbook(path):
        for cell in (one for row in sheet.iter_rows() for one in row):
            if isinstance(cell.value, str) and cell.value.startswith("="):
                name = f"'[{path.name}]{sheet.title.upper()}'!{cell.coordinate}"
                found[sheet.title, cell.coordinate] = float(solution[name].value[0, 0])
    return found


@pytest.fixture(scope="module")
def worked_out(book: Path) -> dict[tuple[str, str], float]:
    return recalculated(book)


def row_of(path: Path, sheet: str, first: str, says: str = "") -> int:
    for row in load_workbook(path)[sheet].iter_rows(min_row=2):
        if row[0].value == first and (not says or row[1].value == says):
            return int(row[0].row)
    raise KeyError(f"{first} {says}")


def changed(book: Path, tmp_path: Path, assumption: str, to: float, column: str = "D") -> Path:
    """Return the workbook with one input changed by hand."""
    edited = load_workbook(book)
    edited["Assumptions"][f"{column}{row_of(book, 'Assumptions', assumption)}"].value = to
    path = tmp_path / "changed.xlsx"
    edited.save(path)
    return path


def gaps(path: Path) -> list[float]:
    row, found = row_of(path, GENERAL, "Gap"), recalculated(path)
    return [found[GENERAL, f"{column}{row}"] for column in YEARS]


def test_every_formula_gives_what_it_shows(book: Path, worked_out: dict[tuple[str, str], float]) -> None:
    shown = load_workbook(io.BytesIO(book.read_bytes()), data_only=True)
    off = {
        place: (value, shown[place[0]][place[1]].value)
        for place, value in worked_out.items()
        if abs(value - shown[place[0]][place[1]].value) > 0.001
    }
    assert len(worked_out) > 300
    assert off == {}


def test_the_gap_of_the_workbook_is_the_plans(
    book: Path, plan: MediumTermPlan, worked_out: dict[tuple[str, str], float]
) -> None:
    row = row_of(book, GENERAL, "Gap")
    found = [round(100 * worked_out[GENERAL, f"{column}{row}"]) for column in YEARS]
    assert found == list(plan.fund.gap)


def test_every_check_shows_nothing(book: Path, worked_out: dict[tuple[str, str], float]) -> None:
    checks = 0
    for sheet in load_workbook(book):
        for row in sheet.iter_rows(min_row=2):
            if str(row[0].value).startswith("Check"):
                held = [worked_out.get((sheet.title, cell.coordinate)) for cell in row]
                assert {one for one in held if one is not None} == {0.0}
                checks += 1
    assert checks == 2 * 7


def test_a_lower_rise_of_council_tax_widens_the_gap_by_what_it_brought(
    book: Path, plan: MediumTermPlan, tmp_path: Path
) -> None:
    tax = plan.council_tax
    assert tax is not None
    path = changed(book, tmp_path, "Rise of band D", tax.rise[1] - 0.01, "E")
    level = [1.0] * 5
    for year in range(1, 5):
        level[year] = level[year - 1] * (1 + tax.rise[year] - (0.01 if year == 1 else 0.0))
    now = [base * tax.band_d * tax.collected * at for base, at in zip(tax.base, level, strict=True)]
    before = [
        sum(row.pence[year] for row in plan.fund.of(Section.FUNDING) if row.line == "council_tax") / 100
        for year in range(5)
    ]
    expected = [gap / 100 + was - is_ for gap, was, is_ in zip(plan.fund.gap, before, now, strict=True)]
    assert gaps(path) == pytest.approx(expected, abs=0.011)
    assert gaps(path)[4] > plan.fund.gap[4] / 100


def test_nothing_delivered_is_the_gap_before_proposals(
    book: Path, plan: MediumTermPlan, tmp_path: Path
) -> None:
    path = changed(book, tmp_path, "Delivery against what is expected", 0.0)
    assert gaps(path) == pytest.approx([one / 100 for one in plan.fund.gap_before], abs=0.001)


def test_a_wider_gap_is_taken_from_reserves(book: Path, plan: MediumTermPlan, tmp_path: Path) -> None:
    path = changed(book, tmp_path, "Delivery against what is expected", 0.0)
    found, more = recalculated(path), [-one / 100 for one in plan.fund.proposals]
    ends = {
        kind: found["Reserves", f"H{row_of(path, 'Reserves', plan.reserve(kind).says, 'On 31 March')}"]
        for kind in ("general", "earmarked")
    }
    before = {kind: plan.reserve(kind).closing[-1] / 100 for kind in ends}
    taken = sum(before[kind] - ends[kind] for kind in ends)
    assert taken == pytest.approx(sum(more), abs=0.06)
    assert before["earmarked"] - ends["earmarked"] == pytest.approx(
        plan.earmarked_first * sum(more), abs=0.06
    )


def test_inputs_can_be_told_from_what_follows_them(book: Path) -> None:
    sheet = load_workbook(book)[GENERAL]
    row = row_of(book, GENERAL, "Gap")
    given = next(cell for cell in sheet[2] if isinstance(cell.value, int | float))
    assert given.fill.fgColor.rgb != sheet[f"D{row}"].fill.fgColor.rgb
    assert not sheet.protection.sheet


def test_more_delivered_than_planned_and_changes_of_reserves_are_followed(
    made: MadeCouncil, tmp_path: Path
) -> None:
    more = BUDGET["environment"] + 2e6
    own = one_figure("budget", more, band="environment", as_at=ADOPTED, origin=Origin.OWN)
    plan = made_plan(made, [trimmed()], own, shares=dict.fromkeys(("low", "likely", "high"), 1.032))
    path = tmp_path / "more.xlsx"
    path.write_bytes(plan_workbook(plan, made.council))
    edited = load_workbook(path)
    planned = row_of(path, GENERAL, "Planned use of earmarked reserves")
    edited[GENERAL][f"E{planned}"].value = 0.0
    edited["DSG high needs"]["E2"].value += 1e6
    changed = tmp_path / "less.xlsx"
    edited.save(changed)
    before, after = recalculated(path), recalculated(changed)
    shown = load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    assert [
        place for place, one in before.items() if abs(one - shown[place[0]][place[1]].value) > 0.001
    ] == []
    ends = {
        kind: f"H{row_of(path, 'Reserves', plan.reserve(kind).says, 'On 31 March')}"
        for kind in ("general", "earmarked", "dsg")
    }
    moved = {kind: after["Reserves", at] - before["Reserves", at] for kind, at in ends.items()}
    assert moved["general"] + moved["earmarked"] == pytest.approx(0, abs=0.02)
    assert moved["general"] == pytest.approx(-(1 - plan.earmarked_first) * 2e6, abs=0.02)
    assert moved["dsg"] == pytest.approx(-1e6, abs=0.02)
