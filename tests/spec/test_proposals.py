"""A proposal is a file that anyone can write, and that the model reads to the letter or refuses."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made_figures import STARTS, MadeCouncil
from made_store import NORTH, SOUTH

from joinedup.council.proposals import Proposal, ProposalDraft, read_draft
from joinedup.engine import LEVER
from joinedup.errors import ProposalRefused

pytestmark = pytest.mark.spec

title = "Proposals"

WRITTEN: dict[str, Any] = {
    "id": "fewer-posts",
    "title": "Fewer posts",
    "owner": "Head of service",
    "directorate": "children",
    "changes": [{"lever": "social_work.posts", "by": "-10%", "from": "2027-04-01"}],
    "savings": [{"pot": "general_fund", "pounds_a_year": 500_000, "from": "2027-04-01", "kind": "cashable"}],
    "evidence": ["none yet"],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


def checked(made: MadeCouncil, changes: list[dict[str, Any]] | None = None, **others: Any) -> Proposal:
    """Return the written proposal with these changes or other entries, checked."""
    content = copy.deepcopy(WRITTEN) | others
    if changes is not None:
        content["changes"] = [WRITTEN["changes"][0] | change for change in changes]
    return ProposalDraft(content, "fewer-posts.yaml").checked(made.limits(years=5))


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a lever that is nearly one is met with what was meant": (
        {"lever": "social_work.post"},
        r"no lever 'social_work\.post'; did you mean social_work\.posts",
    ),
    "a lever like no other is met with all there are": (
        {"lever": "zzz"},
        r"no lever 'zzz'; it knows adults\.home_care, .*youth\.provision",
    ),
    "a patch that is nearly one is met with what was meant": (
        {"where": ["nort"]},
        "no patch 'nort'; did you mean north",
    ),
    "a day before the plan": ({"from": "2026-03-31"}, "lies outside the plan, which runs from 2026-04-01"),
    "a day after the plan": ({"from": "2031-04-02"}, "lies outside the plan, .* to 2031-04-01"),
    "a day that is not in the calendar": (
        {"from": "2027-02-30"},
        "'2027-02-30' is not a day in the calendar",
    ),
    "an end before its beginning": ({"until": "2027-04-01"}, "until is not after from"),
    "a number where a share is meant": (
        {"by": -10},
        "is changed by a share of today's level; write it as '-10%'",
    ),
    "a share where a number is meant": (
        {"lever": "send.special_places", "by": "10%"},
        "is changed by a number of places, not by a percentage",
    ),
    "what is no number": (
        {"lever": "send.special_places", "by": float("nan")},
        r"changes\.1\.by: nan is not a number",
    ),
    "a fall of more than everything": ({"by": "-101%"}, "cannot fall by more than 100%"),
    "an entry that nobody reads": ({"form": "2027-04-01"}, "'form' was unexpected"),
    "months that run backwards": ({"over_months": -1}, "less than the minimum"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_model_cannot_read_to_the_letter_is_refused_with_what_to_do(
    made: MadeCouncil, case: str
) -> None:
    change, told = REFUSED[case]
    with pytest.raises(ProposalRefused, match=told) as refused:
        checked(made, [change])
    assert "fewer-posts.yaml: 1 thing is not right" in refused.value.what


def test_everything_that_is_wrong_is_said_at_once(made: MadeCouncil) -> None:
    with pytest.raises(ProposalRefused) as refused:
        checked(
            made, [{"lever": "social_work.post", "from": "2020-01-01"}, {"by": "-200%", "where": ["west"]}]
        )
    assert "4 things are not right" in refused.value.what
    assert "changes.1" in refused.value.what
    assert "changes.2" in refused.value.what


@pytest.mark.parametrize("missing", ["id", "title", "owner", "directorate", "changes", "savings", "evidence"])
def test_a_proposal_without_an_owner_evidence_or_changes_is_not_one(made: MadeCouncil, missing: str) -> None:
    content = {key: value for key, value in WRITTEN.items() if key != missing}
    with pytest.raises(ProposalRefused, match=f"'{missing}' is a required property"):
        ProposalDraft(content, "one.yaml").checked(made.limits())


def test_a_change_of_nothing_is_valid(made: MadeCouncil) -> None:
    assert checked(made, [{"by": "0%"}]).changes[0].by == 0.0


def test_a_proposal_is_known_by_what_it_says_and_not_by_how_it_was_typed(
    made: MadeCouncil, tmp_path: Path
) -> None:
    typed = "evidence: [none yet]\nid: fewer-posts\ntitle: Fewer posts\nowner: Head of service\n"
    typed += "directorate: children\nchanges:\n- {from: 2027-04-01, by: '-10%', lever: social_work.posts}\n"
    typed += "savings:\n- {pot: general_fund, pounds_a_year: 500000, from: 2027-04-01, kind: cashable}\n"
    (tmp_path / "one.yaml").write_text(typed, encoding="utf-8")
    read = read_draft(tmp_path / "one.yaml").checked(made.limits())
    assert read.hash == checked(made).hash
    assert read.hash != checked(made, [{"by": "-11%"}]).hash


def test_a_file_that_is_not_there_is_met_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("id: one", encoding="utf-8")
    with pytest.raises(ProposalRefused) as refused:
        read_draft(tmp_path / "two.yaml")
    assert "one.yaml" in str(refused.value)


def months(made: MadeCouncil, kind: str, lever: str, *changes: dict[str, Any]) -> np.ndarray:
    """Return what the changes do to a lever. Shape (month, patch)."""
    inputs = made.inputs(years=5)
    overlay = made.overlay(inputs, checked(made, [{"lever": lever} | change for change in changes]))
    return getattr(overlay, kind)[:, :, inputs.names.index(f"{LEVER}{lever}")]


def test_a_share_comes_in_on_its_day_and_goes_on_its_last(made: MadeCouncil) -> None:
    found = months(made, "times", "social_work.posts", {"from": "2026-06-01", "until": "2026-09-01"})
    assert found[:, 0].tolist() == pytest.approx([1, 1, 0.9, 0.9, 0.9] + [1] * 55)


def test_a_share_comes_in_step_by_step_over_its_months(made: MadeCouncil) -> None:
    found = months(made, "times", "social_work.posts", {"from": "2026-04-01", "over_months": 4})
    assert found[:5, 0].tolist() == pytest.approx([0.975, 0.95, 0.925, 0.9, 0.9])


def test_shares_on_the_same_lever_multiply(made: MadeCouncil) -> None:
    found = months(made, "times", "social_work.posts", {"by": "-10%"}, {"by": "-10%"})
    assert found[-1].tolist() == pytest.approx([0.81, 0.81])


def test_a_change_in_one_patch_is_made_in_that_patch_alone(made: MadeCouncil) -> None:
    found = months(made, "times", "social_work.posts", {"where": [SOUTH]})
    assert found[-1].tolist() == pytest.approx([1.0, 0.9])


@pytest.mark.parametrize(("where", "parts"), [("all", [72.0, 48.0]), ([NORTH], [120.0, 0.0])])
def test_an_amount_comes_in_over_its_months_and_adds_up_to_itself(
    made: MadeCouncil, where: Any, parts: list[float]
) -> None:
    change = {"by": 120, "from": "2027-04-01", "over_months": 24, "where": where}
    found = months(made, "plus", "send.special_places", change)
    assert found.sum(axis=0).tolist() == pytest.approx(parts)
    assert found[:12].sum() == 0.0
    assert found[12:24].sum() == pytest.approx(60.0)


def test_a_proposal_keeps_what_its_owner_says_it_will_save(made: MadeCouncil) -> None:
    [saving] = checked(made).savings
    assert (saving.pot, saving.pounds_a_year, saving.starts) == ("general_fund", 500_000, date(2027, 4, 1))
    assert saving.starts > STARTS


def test_a_folder_named_as_a_proposal_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    folder = tmp_path / "idea.yaml"
    folder.mkdir()
    with pytest.raises(ProposalRefused, match=r"idea\.yaml cannot be read"):
        read_draft(folder)
