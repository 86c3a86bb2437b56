"""Better sets of a made-up council: run before shown, the best by brute force, and told as they are."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from lxml import html
from made_figures import STARTS, MadeCouncil
from made_results import template_of
from rich.console import Console

from joinedup.council import Plan, Ready, Settings
from joinedup.council.better_sets import (
    Answer,
    BetterSets,
    Targets,
    TargetsDraft,
    better_sets,
    known_to,
)
from joinedup.council.portfolios import FIVE_YEARS, Worth
from joinedup.council.proposals import Proposal, Saving, scaled
from joinedup.errors import InputRefused
from joinedup.reports.better_sets import (
    BetterSetsPage,
    as_json,
    better_sets_page,
    better_sets_summary,
    better_sets_workbook,
    write_better_sets,
)
from joinedup.reports.better_sets._words import lead, officers_say
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.unit

SETTINGS = Settings(draws=8, years=5, threads=2)
CONTENT: dict[str, Any] = {
    "title": "A small budget",
    "officers": ["a-posts", "b-help"],
    "adjustables": {"not_together": [["a-posts", "b-help"]], "sizes": {"b-help": [0.5, 1]}},
    "constraints": {
        "targets": [{"pot": "general_fund", "year": "2030/31", "saves_at_least": 1000}],
        "worst_1_in_20": [{"pot": "general_fund", "costs_at_most": 9_000_000}],
        "floors": [{"measure": "workforce.load", "at_most": 3, "where": "each_patch"}],
    },
    "measurables": {
        "outcomes": [{"measure": "care.looked_after", "weight": 2}, {"measure": "attendance.absent"}]
    },
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("better") / "council")


@pytest.fixture(scope="module")
def asked(made: MadeCouncil) -> Ready:
    return made.ready()


@pytest.fixture(scope="module")
def three(made: MadeCouncil) -> list[Proposal]:
    held = [
        made.proposal({"lever": "social_work.posts", "by": "-5%"}, id="a-posts", years=5),
        made.proposal({"lever": "family_help.capacity", "by": "-10%"}, id="b-help", years=5),
        made.proposal({"lever": "attendance.support", "by": "-10%"}, id="c-attendance", years=5),
    ]
    claims = [Saving("general_fund", amount, STARTS, "cashable") for amount in (5e5, 4e5, 7e4)]
    return [replace(one, savings=(claim,)) for one, claim in zip(held, claims, strict=True)]


def targets_of(asked: Ready, content: dict[str, Any]) -> Targets:
    known = known_to(asked.council, ["a-posts", "b-help", "c-attendance"], SETTINGS.years)
    return TargetsDraft(content, "budget.yaml").checked(known)


@pytest.fixture(scope="module")
def found(asked: Ready, three: list[Proposal]) -> BetterSets:
    return better_sets(asked, three, targets_of(asked, CONTENT), SETTINGS)


@pytest.fixture(scope="module")
def conflicting(asked: Ready, three: list[Proposal]) -> BetterSets:
    content = CONTENT | {
        "constraints": {
            "targets": [{"pot": "general_fund", "year": "2030/31", "saves_at_least": 90_000_000}],
            "floors": [{"measure": "workforce.load", "at_most": 3}],
        }
    }
    return better_sets(asked, three, targets_of(asked, content), SETTINGS)


@pytest.fixture(scope="module")
def contradictory(asked: Ready, three: list[Proposal]) -> BetterSets:
    """Rules that no set keeps and no officers' list, so that there is no set at all to show."""
    content = {
        "title": "Two that must be in and may not",
        "adjustables": {"must": ["a-posts", "b-help"], "not_together": [["a-posts", "b-help"]]},
        "measurables": CONTENT["measurables"],
    }
    return better_sets(asked, three, targets_of(asked, content), SETTINGS)


@pytest.fixture(scope="module")
def searched(asked: Ready, three: list[Proposal], made: MadeCouncil) -> BetterSets:
    """More sets than are all run, so that the picture is made."""
    levers = (
        "youth.provision",
        "transport.send_price",
        "communities.libraries",
        "send.special_places",
        "care.residential_price",
    )
    more = [
        made.proposal({"lever": lever, "by": 20 if "places" in lever else "-5%"}, id=f"d-{number}", years=5)
        for number, lever in enumerate(levers)
    ]
    ids = [one.id for one in (*three, *more)]
    known = known_to(asked.council, ids, SETTINGS.years)
    return better_sets(
        asked, [*three, *more], TargetsDraft(CONTENT, "b.yaml").checked(known), SETTINGS, budget=12
    )


def test_the_best_is_the_best_of_every_set_run_on_its_own(
    asked: Ready, three: list[Proposal], found: BetterSets
) -> None:
    plan, best = Plan(asked, SETTINGS), -np.inf
    for a in (0.0, 1.0):
        for b in (0.0, 0.5, 1.0):
            for c in (0.0, 1.0):
                taken = [scaled(one, size) for one, size in zip(three, (a, b, c), strict=True) if size]
                worth = Worth(plan, taken)
                series, mean = worth.series, worth.mean(worth.everything)
                fund = series.money(Pot.GENERAL_FUND, "2030/31").of(mean)
                level = worth.without.mean(axis=0)
                points = 0.0
                for name, weight in (("care.looked_after", 2 / 3), ("attendance.absent", 1 / 3)):
                    place = series.place(name, "2030/31")
                    points -= 100 * weight * mean[place] / level[place]
                if fund <= -1000 and not (a and b):
                    best = max(best, float(points))
    assert found.best["outcome"].is_proved
    assert found.chosen is not None
    assert found.chosen.outcome == pytest.approx(best)


def test_money_adds_up_over_five_years_and_matches_what_is_compared(found: BetterSets) -> None:
    for one in (*found.front, found.officers):
        assert one is not None
        fund = {held.when: held.change.mean for held in one.money if held.pot == "general_fund"}
        years = [value for when, value in fund.items() if "/" in when]
        assert sum(years) == pytest.approx(fund[FIVE_YEARS], abs=0.01)
        assert -one.saves == pytest.approx(fund[FIVE_YEARS], abs=0.01)
        assert sum(held.points for held in one.outcomes) == pytest.approx(one.outcome)


def test_the_officers_list_stands_beside_with_what_it_breaks(found: BetterSets) -> None:
    assert found.officers is not None
    assert [one.id for one in found.officers.picks] == ["a-posts", "b-help"]
    assert len(found.officers.broken_rules) == 1
    assert not found.officers.is_kept


def test_equal_shares_claim_what_the_best_set_claims(found: BetterSets) -> None:
    assert found.salami is not None
    assert found.chosen is not None
    pot = "general_fund"
    assert found.salami.shown.claimed(pot) == pytest.approx(found.chosen.claimed(pot))
    assert {one.size for one in found.salami.shown.picks} == {found.salami.share}
    # Of two proposals that exclude each other, the one that claims most is sliced.
    assert [one.id for one in found.salami.shown.picks] == ["a-posts", "c-attendance"]


def test_equal_shares_say_which_rules_they_break(asked: Ready, three: list[Proposal]) -> None:
    """A slice of each of three proposals needs all three to start in one year."""
    content = CONTENT | {
        "adjustables": {"must": ["a-posts"]},
        "constraints": {"capacity_for_change": {"most_starting_in_a_year": 2}},
    }
    salami = better_sets(asked, three, targets_of(asked, content), SETTINGS).salami
    assert salami is not None
    assert len(salami.shown.picks) == 3
    assert salami.shown.broken_rules == ("at most 2 proposals start in 2026/27",)


def test_a_proposal_that_no_file_holds_by_that_identifier_is_refused(
    asked: Ready, three: list[Proposal]
) -> None:
    """As where a file is named otherwise than the proposal in it."""
    with pytest.raises(InputRefused, match="c-attendance, but no proposal has that identifier"):
        better_sets(asked, three[:2], targets_of(asked, CONTENT), SETTINGS)


def test_a_plan_of_fewer_than_five_years_is_refused(asked: Ready, three: list[Proposal]) -> None:
    with pytest.raises(InputRefused, match="compared over 5 years; 3 are too few"):
        better_sets(asked, three, targets_of(asked, CONTENT), replace(SETTINGS, years=3))


def test_every_set_that_is_searched_keeps_the_rules_within_the_budget(searched: BetterSets) -> None:
    assert searched.n_choices > 256
    assert searched.n_run <= 13
    assert searched.misses
    assert not searched.best["outcome"].is_proved
    for one in searched.front:
        assert one.is_kept
        ids = [pick.id for pick in one.picks]
        assert not {"a-posts", "b-help"} <= set(ids)
        assert len(ids) == len(set(ids))


def test_a_conflict_names_the_target_and_what_could_be_had(conflicting: BetterSets) -> None:
    assert conflicting.chosen is None
    assert conflicting.conflict is not None
    (one,) = conflicting.conflict.givings
    assert "saves at least £90.0m in 2030/31" in one.says
    assert one.nearest is not None
    assert one.by is not None
    held = {line.when: line.change.mean for line in one.nearest.money if line.pot == "general_fund"}
    assert one.by == pytest.approx(90_000_000 + held["2030/31"], abs=0.01)


def test_a_measure_that_there_is_none_of_is_refused(asked: Ready, three: list[Proposal]) -> None:
    content = CONTENT | {"measurables": {"outcomes": [{"measure": "places.short_secondary"}]}}
    with pytest.raises(InputRefused, match=r"places\.short_secondary is 0 in 2030/31"):
        better_sets(asked, three, targets_of(asked, content), SETTINGS)


def test_a_proposal_that_would_begin_after_the_plan_is_refused(asked: Ready, three: list[Proposal]) -> None:
    content = CONTENT | {"adjustables": {"later_by": {"a-posts": [0, 60]}}}
    with pytest.raises(InputRefused, match="a-posts would begin after the plan ends"):
        better_sets(asked, three, targets_of(asked, content), SETTINGS)


def text_of(made: MadeCouncil, found: BetterSets) -> str:
    page = better_sets_page(made.council, found).render()
    return " ".join(html.fromstring(page).text_content().split())


def test_the_page_says_the_best_set_and_what_the_list_gives_up(made: MadeCouncil, found: BetterSets) -> None:
    said = text_of(made, found)
    assert "The best set for residents that was found" in said
    assert "none is better by more than anybody would notice" in said
    assert "What the officers’ list gives up." in said
    assert re.search(r"It breaks (\w+ of \w+ limits and )?one rule\.", said)
    assert "If every department gave the same share instead" in said
    assert "nan" not in said.lower().split()


def test_the_page_says_how_far_the_best_may_be(made: MadeCouncil, searched: BetterSets) -> None:
    said = text_of(made, searched)
    assert "No better set was found; if the pairwise picture were exact," in said
    assert "the picture missed the money by up to" in said


def test_the_page_of_a_conflict_names_it_and_shows_the_nearest(
    made: MadeCouncil, conflicting: BetterSets
) -> None:
    said = text_of(made, conflicting)
    assert "one cannot be kept, whatever else is left out" in said
    assert "it would have to give way by £" in said
    assert "The nearest sets that were run" in said
    assert "The set chosen" not in said


def test_the_page_of_rules_that_contradict_each_other_names_them(
    made: MadeCouncil, contradictory: BetterSets
) -> None:
    assert contradictory.nearest == ()
    said = text_of(made, contradictory)
    assert "No set of proposals keeps every limit: three limits and rules cannot all be kept" in said
    assert "The nearest sets that were run" not in said


def test_what_was_not_proved_is_not_said_to_be(conflicting: BetterSets, found: BetterSets) -> None:
    assert conflicting.conflict is not None
    assert lead(conflicting).startswith("No set of proposals keeps every limit: one")
    guessed = replace(conflicting, conflict=replace(conflicting.conflict, is_proved=False))
    assert lead(guessed).startswith("No set of proposals was found that keeps every limit: by the pairwise")
    for is_proved, says in ((True, "No set keeps every"), (False, "No set was found that keeps every")):
        none = Answer(None, is_proved, float("nan"), 0.0)
        told = officers_say(replace(found, same_cash=none, same_outcome=none))
        assert sum(says in one for one in told) == 2


def test_the_page_shows_every_field_it_describes() -> None:
    used = template_of(BetterSetsPage)
    assert [name for name in BetterSetsPage.described() if f"page.{name}" not in used] == []


@pytest.mark.parametrize("which", ["found", "searched", "conflicting", "contradictory"])
def test_every_form_can_be_written(
    which: str, request: pytest.FixtureRequest, made: MadeCouncil, tmp_path: Path
) -> None:
    one: BetterSets = request.getfixturevalue(which)
    files = write_better_sets(made.council, one, "budget", tmp_path)
    held = json.loads(files.json.read_text(encoding="utf-8"))
    assert held == json.loads(json.dumps(as_json(one)))
    assert (held["best"]["outcome"]["set"] is None) is (one.chosen is None)
    said = io.StringIO()
    Console(file=said, width=100).print(better_sets_summary(one))
    assert said.getvalue().strip()


def test_the_workbook_holds_every_set_limit_and_sum(made: MadeCouncil, found: BetterSets) -> None:
    content = better_sets_workbook(made.council, found)
    sheets = pl.read_excel(io.BytesIO(content), sheet_id=0)
    names = sheets["Sets"]["Set"].to_list()
    assert names[-2:] == ["Officers’ list", "Equal shares"]
    assert set(sheets["Limits"]["Set"]) == set(names) == set(sheets["Money"]["Set"])
    assert len(sheets["Limits"]) == len(names) * 3
    row = sheets["Sets"].row(names.index("Officers’ list"), named=True)
    assert found.officers is not None
    assert row["Saved"] == pytest.approx(found.officers.saves)
