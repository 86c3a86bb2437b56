"""The first decisions of the fictional county."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from made_decisions import ON, WHO, made_account, says
from made_results import made_projection, made_ripple

from joinedup.access.audit import faults
from joinedup.access.roles import Role
from joinedup.council import proposals_named
from joinedup.errors import InputRefused
from joinedup.folder import Council, read_council
from joinedup.register._collaborating import standing
from joinedup.register._equality import equality
from joinedup.register._proposing import missing_before_test
from joinedup.register.demo import begin_demo_decisions
from joinedup.register.models import Stage

pytestmark = pytest.mark.unit
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/London"))
CUTS = ["family-help-trim", "youth-trim", "attendance-trim", "social-work-trim"]


@pytest.fixture
def council(served: Path) -> Council:
    return read_council(served)


def people() -> list:  # type: ignore[type-arg]
    return [
        made_account(Role.CHIEF_EXECUTIVE, "Chief Executive"),
        made_account(Role.DIRECTOR, "Executive Director of Children and Families", directorate="children"),
        made_account(Role.DIRECTOR, "Director of Education and Inclusion", directorate="education"),
        made_account(Role.FINANCE, "Executive Director of Resources"),
        made_account(Role.HEAD_OF_SERVICE, "Head of SEND", directorate="education"),
        made_account(Role.PATCH_LEAD, "Patch Lead, North Middleshire", patch="north"),
    ]


def test_one_is_half_answered_one_is_ready_and_one_is_begun(council: Council) -> None:
    sets = [CUTS, ["transport-redesign"], *[[name] for name in CUTS]]
    ripples = [made_ripple({}, proposals=proposals_named(council, names), affected=(WHO,)) for names in sets]
    accounts = people()
    half, ready, begun = begin_demo_decisions(council, ripples, made_projection(), accounts, says, NOW)
    where = standing(half, ON)
    assert (half.stage, [one.party.identifier for one in where.objections]) == (
        Stage.COLLABORATING,
        ["education"],
    )
    assert equality(half).says == "1 of 9 characteristics looked at, not signed"
    assert (ready.stage, equality(ready).is_signed) == (Stage.READY, True)
    assert standing(ready, ON).needs_reason is False
    assert (begun.stage, missing_before_test(begun)) == (Stage.PROPOSED, ("at least one alternative",))
    # The patch lead answers for the patch, and not the chief executive who also may.
    assert standing(ready, ON).asked[0].answer.by == accounts[-1]
    assert faults() == []


def test_what_was_not_tried_is_refused(council: Council) -> None:
    with pytest.raises(InputRefused, match="has not tried family-help-trim"):
        begin_demo_decisions(council, [], made_projection(), people(), says, NOW)
