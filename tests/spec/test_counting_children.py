"""Who counts: children looked after, in need, with a plan, starting and leaving, as national statistics say.

Each table names children; beside each rule stands who counts and who does not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from made_store import made_council, made_store, rows_of

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.services import care, children_in_need
from joinedup.store import Store
from joinedup.vocabulary import CARE_PLACEMENTS

pytestmark = pytest.mark.spec

ON = date(2026, 3, 31)
OwnFigures = Callable[[Store, Council], list[FigureValue]]


class Spec:
    """Counts each child of a table alone, so that it is plain who counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, tables: dict[str, str], own_figures: OwnFigures, figure: str, expected: dict[str, float]
    ) -> None:
        found = {child: self._count(tables, own_figures, figure, child) for child in expected}
        assert found == expected

    def _count(self, tables: dict[str, str], own_figures: OwnFigures, figure: str, child: str) -> float:
        name, _, band = figure.partition("/")
        council = made_council(self.folder / child / band)
        rows = {
            table: [row | {"year_ending": "2026"} for row in rows_of(text) if row["child"] == child]
            for table, text in tables.items()
        }
        # Somebody who never counts, so that the year is held where the child has no row of a table.
        held = {
            table: [
                *rows[table],
                dict.fromkeys(rows_of(text)[0], "") | {"child": "Zed", "year_ending": "2026"},
            ]
            for table, text in tables.items()
        }
        values = own_figures(made_store(council, **held), council)
        return sum(
            one.value
            for one in values
            if (one.figure, one.band, one.area, one.as_at) == (name, band, council.ons_code, ON)
        )


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    return Spec(tmp_path)


def test_an_open_episode_counts_unless_it_is_a_short_break(spec: Spec) -> None:
    """DfE leaves out legal statuses V3 and V4."""
    episodes = """
        child | legal_status | started    | ended
        ------+--------------+------------+-----------
        Ada   | C2           | 2026-01-10 |
        Ben   | C2           | 2026-01-10 | 2026-02-01
        Cy    | V4           | 2026-01-10 |
        Dee   | V3           | 2026-01-10 |
        Eve   | C2           | 2026-01-10 | 2026-03-31
        Flo   | C2           | 2026-03-31 |
        Gus   | V2           | 2026-01-10 | 2026-04-02
    """
    spec(
        {"ssda903_episodes": episodes},
        care.own_figures,
        "looked_after_children",
        {"Ada": 1, "Ben": 0, "Cy": 0, "Dee": 0, "Eve": 0, "Flo": 1, "Gus": 1},
    )


def test_a_child_with_two_open_episodes_counts_once_where_it_is_now(spec: Spec) -> None:
    """The return allows one open episode; the one that began last says where the child lives."""
    episodes = """
        child | legal_status | started    | ended | placement_type | placement_provider
        ------+--------------+------------+-------+----------------+-------------------
        Ada   | C2           | 2025-05-01 |       | U6             | PR1
        Ada   | C2           | 2026-01-10 |       | K2             | PR4
    """
    tables = {"ssda903_episodes": episodes}
    spec(tables, care.own_figures, "looked_after_children", {"Ada": 1})
    spec(tables, care.own_figures, "looked_after_by_placement/residential", {"Ada": 1})
    spec(tables, care.own_figures, "looked_after_by_placement/foster_own", {"Ada": 0})


@pytest.mark.parametrize(
    ("placement_type", "provider", "band"),
    [
        ("U1", "PR1", "kinship"),
        ("U3", "PR4", "kinship"),
        ("U4", "PR1", "foster_own"),
        ("U6", "PR1", "foster_own"),
        ("U4", "PR4", "foster_agency"),
        ("U6", "PR5", "foster_agency"),
        ("U5", "PR2", "foster_agency"),
        ("K1", "PR4", "residential"),
        ("K2", "PR1", "residential"),
        ("R3", "PR5", "residential"),
        ("S1", "PR4", "residential"),
        ("H5", "PR4", "supported"),
        ("K3", "PR4", "supported"),
        ("P2", "PR0", "supported"),
        ("P1", "PR0", "other"),
        ("A5", "PR1", "other"),
        ("T4", "PR4", "other"),
        ("", "", "other"),
    ],
)
def test_each_placement_counts_in_one_band(spec: Spec, placement_type: str, provider: str, band: str) -> None:
    """Foster care is the council's own only where the council provides it."""
    episodes = f"""
        child | legal_status | started    | ended | placement_type   | placement_provider
        Ada   | C2           | 2026-01-10 |       | {placement_type} | {provider}
    """
    for one in CARE_PLACEMENTS:
        figure = f"looked_after_by_placement/{one}"
        spec({"ssda903_episodes": episodes}, care.own_figures, figure, {"Ada": 1 if one == band else 0})


def test_a_child_starts_when_a_period_of_care_begins_and_once_a_year(spec: Spec) -> None:
    """Moves and changes of legal status begin an episode but not a period of care."""
    episodes = """
        child | legal_status | started    | reason_started | ended
        ------+--------------+------------+----------------+-----------
        Ada   | C1           | 2025-04-01 | S              |
        Ben   | C2           | 2025-06-01 | L              |
        Cy    | C2           | 2025-06-01 | P              |
        Dee   | V4           | 2025-06-01 | S              |
        Eve   | C2           | 2025-03-31 | S              |
        Flo   | V2           | 2025-05-01 | S              | 2025-05-20
        Flo   | V2           | 2025-11-01 | S              |
    """
    spec(
        {"ssda903_episodes": episodes},
        care.own_figures,
        "care_starts",
        {"Ada": 1, "Ben": 0, "Cy": 0, "Dee": 0, "Eve": 0, "Flo": 1},
    )


def test_a_child_leaves_when_a_period_of_care_ends(spec: Spec) -> None:
    """X1 says that another episode follows at once."""
    episodes = """
        child | legal_status | started    | ended      | reason_ended
        ------+--------------+------------+------------+-------------
        Ada   | C2           | 2024-01-10 | 2025-04-01 | E4A
        Ben   | C2           | 2024-01-10 | 2025-09-01 | X1
        Cy    | V3           | 2025-06-01 | 2025-06-03 | E8
        Dee   | C2           | 2024-01-10 | 2025-03-31 | E4A
        Eve   | C2           | 2024-01-10 |            |
        Flo   | E1           | 2024-01-10 | 2026-03-31 | E11
    """
    spec(
        {"ssda903_episodes": episodes},
        care.own_figures,
        "care_ends",
        {"Ada": 1, "Ben": 0, "Cy": 0, "Dee": 0, "Eve": 0, "Flo": 1},
    )


def test_those_who_start_at_sixteen_are_counted_by_their_age_on_that_day(spec: Spec) -> None:
    header = """
        child | born
        Ada   | 2009-06-01
        Ben   | 2009-06-02
        Cy    | 2012-01-01
    """
    episodes = """
        child | legal_status | started    | reason_started
        Ada   | V2           | 2025-06-01 | S
        Ben   | V2           | 2025-06-01 | S
        Cy    | V2           | 2025-06-01 | S
    """
    spec(
        {"ssda903_header": header, "ssda903_episodes": episodes},
        care.own_figures,
        "care_starts_16_plus",
        {"Ada": 1, "Ben": 0, "Cy": 0},
    )


def test_care_leavers_are_those_who_turned_seventeen_to_twenty_one_in_the_year(spec: Spec) -> None:
    """Those who died or went home for six months are left out."""
    leavers = """
        child | born       | in_touch
        Ada   | 2009-03-31 | YES
        Ben   | 2009-04-01 | YES
        Cy    | 2004-04-01 | NO
        Dee   | 2004-03-31 | YES
        Eve   | 2007-01-01 | RHOM
        Flo   | 2007-01-01 | DIED
        Gus   | 2007-01-01 | REFU
    """
    spec(
        {"ssda903_oc3": leavers},
        care.own_figures,
        "care_leavers",
        {"Ada": 1, "Ben": 0, "Cy": 1, "Dee": 0, "Eve": 0, "Flo": 0, "Gus": 1},
    )


CIN_CHILDREN = """
    child
    Ada
    Ben
    Cy
    Dee
    Eve
    Flo
    Gus
"""


def test_a_child_in_need_has_an_open_case_without_a_plan_and_is_not_looked_after(spec: Spec) -> None:
    """A child who has short breaks is in need; a referral without further action opens no case."""
    details = """
        child | episode | referral_date | closure_date | referral_nfa
        Ada   | 1       | 2025-06-01    |              | no
        Ben   | 1       | 2025-06-01    | 2026-03-31   | no
        Cy    | 1       | 2025-06-01    |              | yes
        Dee   | 1       | 2025-06-01    |              | no
        Eve   | 1       | 2025-06-01    |              | no
        Flo   | 1       | 2025-06-01    |              | no
        Gus   | 1       | 2025-06-01    |              | no
    """
    plans = """
        child | episode | started    | ended
        Dee   | 1       | 2025-08-01 |
        Eve   | 1       | 2025-08-01 | 2026-01-01
    """
    episodes = """
        child | legal_status | started    | ended
        Flo   | C2           | 2025-09-01 |
        Gus   | V4           | 2025-09-01 |
    """
    tables = {
        "cin_children": CIN_CHILDREN,
        "cin_details": details,
        "cin_protection_plans": plans,
        "ssda903_episodes": episodes,
    }
    expected = {"Ada": 1, "Ben": 0, "Cy": 0, "Dee": 0, "Eve": 1, "Flo": 0, "Gus": 1}
    spec(tables, children_in_need.own_figures, "children_in_need", expected)
    with_plan = {"Ada": 0, "Dee": 1, "Eve": 0}
    spec(tables, children_in_need.own_figures, "child_protection_plans", with_plan)


def test_every_referral_of_the_year_counts_whatever_came_of_it(spec: Spec) -> None:
    details = """
        child | episode | referral_date | closure_date | referral_nfa
        Ada   | 1       | 2025-04-01    | 2025-04-05   | yes
        Ben   | 1       | 2025-03-31    |              | no
        Cy    | 1       | 2025-05-01    | 2025-08-01   | no
        Cy    | 2       | 2025-11-01    |              | no
        Dee   | 1       | 2025-05-01    |              | no
        Dee   | 2       | 2025-05-01    |              | no
    """
    spec(
        {"cin_children": CIN_CHILDREN, "cin_details": details},
        children_in_need.own_figures,
        "referrals",
        {"Ada": 1, "Ben": 0, "Cy": 2, "Dee": 1},
    )
