"""Answers about money, small enough to be made in a moment, as the pages of the plan show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from made_explanations import made_explanation
from made_figures import MadeCouncil
from made_ledger import made_year, saving_row
from made_plan import made_plan, trimmed
from made_portfolio_answer import looked_after_users, made_distribution, small_portfolio
from made_results import made_proposal

from joinedup.council import Settings
from joinedup.council.better_sets import BetterSets, TargetsDraft, better_sets, known_to
from joinedup.council.explain import Explained
from joinedup.council.monitoring import Monitored, monitored
from joinedup.council.portfolios import WeighedSet

LINES = ("family_help", "youth_justice", "older_people")
YEARS = ("2024/25", "2025/26")
SAVINGS = [
    saving_row(
        "youth-trim",
        "in delivery",
        100_000,
        delivered=20_000,
        forecast=60_000,
        year="2026/27",
    ),
    saving_row("S26-01", "proposed", 200_000, kind="avoided", year="2026/27"),
    saving_row("old", "delivered", 10_000, delivered=9_000, year="2024/25", as_at="2025-03-31"),
]
TARGETS = {
    "title": "A small budget",
    "officers": ["a-posts"],
    "constraints": {"targets": [{"pot": "general_fund", "year": "2030/31", "saves_at_least": 1000}]},
    "measurables": {"outcomes": [{"measure": "care.looked_after", "weight": 2}]},
}


def made_answers(folder: Path) -> Iterator[tuple[str, object]]:
    """Yield one answer of each kind with what it is kept as.

    Args:
        folder: an empty folder for the councils that they are made from.
    """
    made = MadeCouncil(folder / "plan")
    yield "plan", made_plan(made, [trimmed(step=45_000.0)])
    yield "plan-without", made_plan(made)
    yield "outturn", made_monitored(folder / "year")
    yield "portfolio-a+b+c", WeighedSet(small_portfolio(), made_distribution(looked_after_users()))
    yield "better_sets-small", made_better_sets(MadeCouncil(folder / "better"))
    yield "explain-youth-trim", Explained(made_explanation(), (made_proposal(),))


def made_monitored(folder: Path) -> Monitored:
    """Return seven months of a year after two whole ones, with three savings of a directorate here."""
    months = {
        line: {year: [1e6 + place for place in range(12)] for year in YEARS}
        | {"2026/27": [1.1e6 + place for place in range(7)]}
        for line in LINES
    }
    budgets = {line: dict.fromkeys((*YEARS, "2026/27"), 12e6) for line in LINES}
    found = monitored(made_year(folder, months, budgets, savings_tracker=SAVINGS))
    assert found.tracker is not None
    savings = tuple(replace(one, directorate="Children and Families") for one in found.tracker.savings)
    return replace(found, tracker=replace(found.tracker, savings=savings))


def made_better_sets(made: MadeCouncil) -> BetterSets:
    """Return better sets of two proposals."""
    settings = Settings(draws=8, years=5, threads=1)
    asked = made.ready()
    two = [
        made.proposal({"lever": "social_work.posts", "by": "-5%"}, id="a-posts", years=5),
        made.proposal({"lever": "attendance.support", "by": "-10%"}, id="b-attendance", years=5),
    ]
    known = known_to(asked.council, [one.id for one in two], settings.years)
    return better_sets(asked, two, TargetsDraft(TARGETS, "small.yaml").checked(known), settings)
