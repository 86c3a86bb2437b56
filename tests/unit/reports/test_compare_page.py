"""Alternatives side by side, and several proposals together against each alone."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from made_results import (
    made_council,
    made_projection,
    made_proposal,
    made_ripple,
    made_tipping,
    template_of,
)
from rich.console import Console

from joinedup.council import Affected, Ripple
from joinedup.reports.compare import ComparePage, Tried, compare, comparison_summary, write_comparison

pytestmark = pytest.mark.unit

A, B, C = (
    made_proposal("a", title="Cut a"),
    made_proposal("b", title="Cut b"),
    made_proposal("c", title="Do c"),
)


def together(net: float) -> Tried:
    return Tried("Both cuts", made_ripple({"family_help": net}, proposals=[A, B]))


def alone(first: float = -1e6, second: float = -1e6) -> list[Ripple]:
    return [
        made_ripple({"family_help": first}, proposals=[A]),
        made_ripple({"family_help": second}, proposals=[B]),
    ]


def test_together_less_than_the_sum_is_said() -> None:
    (said,) = compare([together(-1.5e6)], alone()).says
    assert said == (
        "Tried one by one and added up, the two proposals leave the General Fund £2.0m a year "
        "better off in 2030/31; "
        "taken together, £1.5m a year better off. The difference of £500,000 is what they do to "
        "each other: together "
        "they lessen what each saves."
    )


def test_together_more_than_the_sum_is_said() -> None:
    (said,) = compare([together(-2.5e6)], alone()).says
    assert "together they strengthen what each saves" in said


def test_together_the_same_as_the_sum_is_said() -> None:
    (said,) = compare([together(-2.02e6)], alone()).says
    assert said.endswith("That is about the same: they hardly change what each other does.")


def test_nothing_is_said_of_together_where_nothing_was_tried_alone() -> None:
    found = compare([together(-2e6)])
    assert (found.says, found.alone) == ((), ())
    assert len(found.pots) == 1


def test_each_pot_has_a_table_of_its_own() -> None:
    other = Tried("Other", made_ripple({"high_needs": 1e6}, proposals=[C]))
    found = compare([together(-2e6), other])
    assert [table.caption.split(":")[0] for table in found.pots] == [
        "General Fund",
        "Dedicated Schools Grant",
    ]
    fund = {row.name: row.cells[4].text for row in found.pots[0].rows}
    assert fund == {"Do nothing": "no change", "Both cuts": "£20.0m better off", "Other": "no change"}


def test_measures_that_any_alternative_moves_stand_side_by_side() -> None:
    moves = Tried("Other", made_ripple(moved={"care.looked_after": 21}, proposals=[C]))
    table = compare([together(-2e6), moves]).measures
    assert table is not None
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == ["1,000", "0", "+21"]
    assert compare([together(-2e6)]).measures is None


def test_every_field_of_the_page_is_shown() -> None:
    assert [name for name in ComparePage.described() if f"page.{name}" not in template_of(ComparePage)] == []


def test_the_comparison_is_written(tmp_path: Path) -> None:
    files = write_comparison(made_council(tmp_path), [together(-1.5e6)], alone(), made_projection(gap=4e6))
    said = " ".join(files.page.read_text().split())
    assert "together they lessen what each saves" in said
    assert "Do nothing.</strong> If nothing is decided, the General Fund is £4.0m short" in said
    content = json.loads(files.json.read_text())
    assert [one["label"] for one in content["alternatives"]] == ["Both cuts"]
    assert content["nothing"][0]["gap"]["mean"] == 4e6
    assert files.workbook.is_file()


def test_what_together_costs_more_is_not_called_a_saving() -> None:
    costly = Tried("Both", made_ripple({"family_help": 3e6}, proposals=[A, B]))
    (said,) = compare([costly], alone(1e6, 1e6)).says
    assert said.endswith("together they add to what each costs.")


def test_alternatives_are_ordered_from_best_to_worst_with_doing_nothing_among_them() -> None:
    worse = Tried("Spend more", made_ripple({"family_help": 0.5e6}, proposals=[C]))
    (said,) = compare([worse, together(-2e6)]).verdicts
    assert said == (
        "For the General Fund over the whole plan, from best to worst: Both cuts (£20.0m better off); do "
        "nothing; Spend more (£5.0m worse off)."
    )


def test_room_left_stands_side_by_side_with_doing_nothing() -> None:
    tips = Tried("Cut", made_ripple(proposals=[C], tipping=[made_tipping()]))
    table = compare([tips]).room
    assert table is not None
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == ["29 in 100", "41 in 100"]
    assert row.cells[1].range == "12 in 100 because of it; no room left"
    assert compare([together(-2e6)]).room is None
    beside = compare([tips, together(-2e6)]).room
    assert beside is not None
    assert beside.rows[0].cells[2].text == "not in use"


def test_who_must_be_asked_about_which_alternative_stands_side_by_side() -> None:
    asks = Affected("patch", "north", "North", "more looked-after children", 0.8)
    tried = [Tried("Cut", made_ripple(proposals=[C], affected=[asks])), together(-2e6)]
    table = compare(tried).asked
    assert table is not None
    (row,) = table.rows
    assert (row.name, *[cell.text for cell in row.cells]) == (
        "North (patch)",
        "more looked-after children",
        "not affected",
    )


def test_the_chance_of_being_better_off_is_given_for_some_years() -> None:
    (table,) = compare([together(-2e6)]).chances
    assert table.columns[0] == "By the end of 2026/27"
    assert [cell.text for cell in table.rows[0].cells] == ["no chance", "50 in 100", "50 in 100", "80 in 100"]


def test_the_terminal_sets_alternatives_side_by_side() -> None:
    console = Console(width=120, file=io.StringIO(), record=True)
    console.print(comparison_summary([together(-2e6)], alone(), made_projection(gap=4e6)))
    said = " ".join(console.export_text().split())
    for words in (
        "from best to worst: Both cuts",
        "Do nothing",
        "the General Fund is £4.0m short",
        "Run again",
    ):
        assert words in said
