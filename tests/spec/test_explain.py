"""What the answer about a proposal hangs on."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from made_figures import MadeCouncil

import joinedup
from joinedup.council import Settings
from joinedup.council._session import draw_inputs
from joinedup.council.explain import Explanation, explain_proposals
from joinedup.council.explain._groups import drawn_values, groups_by_directorate, groups_by_source, weights

pytestmark = pytest.mark.spec

SETTINGS = Settings(draws=64, years=6)
LESS_YOUTH = {"lever": "youth.provision", "by": "-30%"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    folder: Path = tmp_path_factory.mktemp("made")
    return MadeCouncil(folder)


@pytest.fixture(scope="module")
def told() -> list[float]:
    return []


@pytest.fixture(scope="module")
def explained(made: MadeCouncil, told: list[float]) -> Explanation:
    proposal = made.proposal(LESS_YOUTH, years=6)
    return explain_proposals(made.ready(), [proposal], SETTINGS, lambda what, share: told.append(share))


def test_the_pot_that_changes_most_is_explained(explained: Explanation) -> None:
    assert explained.pot == "general_fund"
    assert explained.total is not None
    assert explained.total.median < 0


def test_the_study_behind_the_effect_is_among_the_weightiest(explained: Explanation) -> None:
    """Cutting youth services costs more in care as Bennett found, so that study must weigh in the answer."""
    groups = [one.group for one in explained.by_source]
    assert "research.bennett" in groups[:3]
    bennett = next(one for one in explained.by_source if one.group == "research.bennett")
    assert bennett.total > 0.1
    assert bennett.says.startswith("Bennett")


def test_chance_is_one_of_the_sources(explained: Explanation) -> None:
    [chance] = [one for one in explained.by_source if one.group == "chance"]
    assert chance.total < 0.5


def test_shares_lie_between_nothing_and_all_within_their_intervals(explained: Explanation) -> None:
    for one in (*explained.by_source, *explained.by_directorate):
        assert 0 <= one.first_low <= one.first <= one.first_high <= 1
        assert 0 <= one.total_low <= one.total <= one.total_high <= 1


def test_services_for_children_are_where_it_hangs(explained: Explanation) -> None:
    assert explained.by_directorate[0].group == "children"


def test_groups_share_out_every_uncertain_input_once(made: MadeCouncil) -> None:
    asked = made.ready()
    drawn = drawn_values(draw_inputs(asked, SETTINGS))
    weighed = weights(drawn, np.arange(64.0))
    for groups in (groups_by_source(asked, weighed), groups_by_directorate(asked, weighed)):
        members = [name for group in groups for name in group.members]
        assert sorted(members) == sorted(drawn)
        assert len(groups) <= 9


def test_where_it_flips_and_where_it_switches_is_said(explained: Explanation) -> None:
    assert explained.region is not None
    assert explained.region.usually == "saves"
    assert explained.region.in_words().startswith("It ")
    assert explained.switching is not None
    held = explained.switching
    assert held.low <= held.value <= held.high
    assert held.switches_at is None or held.low <= held.switches_at <= held.high


def test_the_way_it_comes_about_is_told(explained: Explanation) -> None:
    assert explained.paths[0].to == "spend.looked_after_placements"


def test_everything_can_be_written_as_json(explained: Explanation) -> None:
    written = json.loads(json.dumps(explained.as_json(), allow_nan=False))
    assert written["region"]["says"] == explained.region.in_words() if explained.region else False
    assert written["paths"][0]["paths"][0]["says"].endswith("in 2030/31")


def test_progress_ends_at_all_done_and_never_goes_back(explained: Explanation, told: list[float]) -> None:
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1


def test_a_proposal_of_nothing_hangs_on_nothing(made: MadeCouncil) -> None:
    nothing = made.proposal({"lever": "youth.provision", "by": "0%"}, years=6)
    found = explain_proposals(made.ready(), [nothing], SETTINGS)
    assert (found.pot, found.total, found.by_source, found.region, found.paths) == ("", None, (), None, ())
    json.dumps(found.as_json(), allow_nan=False)


def test_only_the_command_that_explains_waits_for_salib() -> None:
    """SALib takes seconds to import; whatever else a person asks for must not wait for it."""
    package = Path(joinedup.__file__).parent
    waiting = []
    for path in package.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.startswith(("SALib", "joinedup.council.explain")) for name in names):
                waiting.append(path.relative_to(package).as_posix())
    outside = {path for path in waiting if not path.startswith("council/explain/")}
    assert outside == {"web/plan/_explaining.py"}
    loaded = "import django, sys; django.setup(); import joinedup.web.urls; sys.exit('SALib' in sys.modules)"
    served = {**os.environ, "DJANGO_SETTINGS_MODULE": "joinedup.web.settings"}
    assert subprocess.run([sys.executable, "-c", loaded], env=served, check=False).returncode == 0
