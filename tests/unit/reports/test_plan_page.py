"""The medium-term plan on its page, in the section 25 pack, in JSON and in the terminal."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from made_figures import ADOPTED, BUDGET, MadeCouncil, one_figure
from made_plan import made_plan, trimmed
from made_results import template_of
from rich.console import Console

from joinedup.council.medium_term import ADVICE, MediumTermPlan, Section
from joinedup.declared import Origin
from joinedup.reports._parts import DataTable
from joinedup.reports.medium_term import (
    MediumTermPage,
    SectionPack,
    as_json,
    medium_term_page,
    plan_summary,
    section_pack,
    write_plan,
)
from joinedup.reports.medium_term._words import limit_says
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("page") / "council")


@pytest.fixture(scope="module")
def plan(made: MadeCouncil) -> MediumTermPlan:
    return made_plan(
        made, [trimmed(step=45_000.0), trimmed("special", pot=Pot.DSG_HIGH_NEEDS, kind="avoided")]
    )


def text_of(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def number(cell: str) -> int:
    return int(cell.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("page", [MediumTermPage, SectionPack])
def test_every_field_says_what_it_shows_and_is_shown(page: type[MediumTermPage] | type[SectionPack]) -> None:
    described = page.described()
    assert all(says.endswith(".") for says in described.values())
    assert [name for name in described if f"page.{name}" not in template_of(page)] == []


def columns_of(table: DataTable) -> dict[str, list[int]]:
    return {row.name: [number(cell.text) for cell in row.cells] for row in table.rows}


def test_the_table_of_the_page_adds_up_as_it_is_printed(plan: MediumTermPlan, made: MadeCouncil) -> None:
    page = medium_term_page(plan, made.council)
    tables = [page.fund, *(table for _, table, gaps in page.pots if gaps)]
    for table in tables:
        rows = columns_of(table)
        blocks: list[list[int]] = [[0] * 7]
        ends: dict[str, list[int]] = {}
        for row in table.rows:
            cells = rows[row.name]
            if row.is_total:
                ends[row.name] = cells
                if row.name not in ("Gap before proposals", "Gap"):
                    assert cells == blocks[-1], row.name
                    blocks.append([0] * 7)
            else:
                blocks[-1] = [one + other for one, other in zip(blocks[-1], cells, strict=True)]
            assert cells[5] == sum(cells[:5])
        spent = ends["Spending before proposals"]
        paid = ends["Paid for by funding and planned reserves"]
        before = [one - other for one, other in zip(spent, paid, strict=True)]
        assert ends["Gap before proposals"] == before
        done = ends.get("Proposals in all", [0] * 7)
        assert ends["Gap"] == [one + other for one, other in zip(before, done, strict=True)]


def test_every_other_table_adds_up_as_it_is_printed(plan: MediumTermPlan, made: MadeCouncil) -> None:
    page = medium_term_page(plan, made.council)
    for table in (page.steps, page.lines):
        *rows, total = [[number(cell.text) for cell in row.cells] for row in table.rows]
        assert [sum(column) for column in zip(*rows, strict=True)] == total
    for table in page.reserves:
        shown = {row.name: row for row in table.rows}
        begin, end = shown.pop("On 1 April"), shown.pop("On 31 March")
        shown.pop("80 of 100 futures")
        for year in range(5):
            moved = sum(number(row.cells[year].text) for row in shown.values())
            assert number(begin.cells[year].text) + moved == number(end.cells[year].text)


def test_an_unbalanced_plan_asks_for_advice_and_calls_nothing_a_trigger(
    plan: MediumTermPlan, made: MadeCouncil
) -> None:
    assert any(not one.is_balanced for one in plan.balances)
    for page in (medium_term_page(plan, made.council), section_pack(plan, made.council)):
        said = text_of(page.render())
        assert ADVICE in said
        assert "Exceptional financial support is a route" in said
        assert "section 114 is a judgement of the section 151 officer" in said


def test_a_balanced_plan_asks_for_no_advice(plan: MediumTermPlan, made: MadeCouncil) -> None:
    balances = tuple(replace(one, gap=-1, reserve=10, floor=1) for one in plan.balances)
    page = medium_term_page(replace(plan, balances=balances), made.council)
    assert page.advice == ""
    assert ADVICE not in text_of(page.render())


def test_the_officers_judgement_is_left_to_the_officer(plan: MediumTermPlan, made: MadeCouncil) -> None:
    page = html.fromstring(section_pack(plan, made.council).render())
    boxes = page.xpath("//div[@class='officer']/div[@class='room']")
    assert len(boxes) == len(section_pack(plan, made.council).fields) + 1
    assert [box.text_content().strip() for box in boxes] == [""] * len(boxes)


def test_what_savings_bring_is_said_part_by_part(plan: MediumTermPlan, made: MadeCouncil) -> None:
    said = medium_term_page(plan, made.council).savings
    assert "Owners state savings of" in said
    assert "not expected to be delivered" in said
    assert "comes back as cost" in said or "more is saved" in said


def test_more_delivered_than_stated_is_not_called_lost(made: MadeCouncil) -> None:
    more = made_plan(made, [trimmed()], shares=dict.fromkeys(("low", "likely", "high"), 1.05))
    said = medium_term_page(more, made.council).savings
    assert "more than that is expected to be delivered" in said
    assert "not expected to be delivered" not in said


def test_a_row_that_nobody_has_a_figure_for_says_so(plan: MediumTermPlan, made: MadeCouncil) -> None:
    page = medium_term_page(plan, made.council)
    cells = {row.name: row.cells for row in page.coverage.rows}
    assert cells["Budget: New school places"][0].text == "no figure"
    assert "No figure is held for: new school places" in page.coverage_says


def test_the_councils_own_figure_is_told_from_a_published_one(made: MadeCouncil) -> None:
    own = one_figure("budget", BUDGET["environment"], band="environment", as_at=ADOPTED, origin=Origin.OWN)
    covered = {one.code: one.basis for one in made_plan(made, (), own).coverage if one.kind == "budget"}
    assert "from the council's own returns" in covered["environment"]
    assert "as published nationally" in covered["planning"]


def test_a_pack_is_made_where_no_assumption_moves_the_gap(plan: MediumTermPlan, made: MadeCouncil) -> None:
    still = tuple(replace(one, gap=(0.0,) * 5) for one in plan.robustness.sensitivities)
    pack = section_pack(replace(plan, robustness=replace(plan.robustness, sensitivities=still)), made.council)
    assert len(pack.tornado.table.rows) == len(still)


@pytest.mark.parametrize(
    ("rate", "said"), [(0.0299, "stays within"), (0.0499, "is at it"), (0.06, "must be held")]
)
def test_a_planned_rise_at_the_limit_needs_no_referendum(
    plan: MediumTermPlan, rate: float, said: str
) -> None:
    assert plan.council_tax is not None
    tax = replace(plan.council_tax, rise=(0.0, *[math.expm1(rate)] * 4), limit=0.0499)
    assert said in limit_says(replace(plan, council_tax=tax))


def test_json_holds_the_plan_to_the_penny(plan: MediumTermPlan) -> None:
    written = json.loads(json.dumps(as_json(plan), allow_nan=False))
    fund = next(one for one in written["pots"] if one["pot"] == "general_fund")
    assert fund["gap"] == [one / 100 for one in plan.fund.gap]
    signs = {section.value: section.widens for section in Section}
    for year in range(5):
        pence = sum(signs[row["section"]] * round(100 * row["pounds"][year]) for row in fund["rows"])
        assert pence == round(100 * fund["gap"][year])


def test_the_terminal_says_what_the_page_says(plan: MediumTermPlan, made: MadeCouncil) -> None:
    console = Console(width=100, record=True)
    console.print(plan_summary(plan))
    said = re.sub(r"\s+", " ", console.export_text())
    assert medium_term_page(plan, made.council).balance in said


def test_a_plan_without_proposals_is_written_beside_and_not_over(
    plan: MediumTermPlan, made: MadeCouncil, tmp_path: Path
) -> None:
    council = replace(made.council, folder=tmp_path)
    with_, without = write_plan(plan, council), write_plan(made_plan(made), council)
    assert with_.page.parent != without.page.parent
    assert all(path.is_file() for files in (with_, without) for path in vars(files).values())
    assert "No proposal is in this plan." in text_of(without.page.read_text("utf-8"))
