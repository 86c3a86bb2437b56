"""What a decision touches, and which others touch the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_decisions import made_decision
from made_results import made_council, made_proposal, made_range, made_ripple

from joinedup.council import PlacesShort
from joinedup.folder import read_council
from joinedup.register._proposing import take_up
from joinedup.register._related import mark_seen, related_to, unseen_pairs
from joinedup.register._touches import Touches, service_of_levers, shared_with, touched_by
from joinedup.register.models import Stage

pytestmark = pytest.mark.unit


def test_every_lever_changes_a_service() -> None:
    assert service_of_levers()["social_work.posts"] == "workforce"
    assert service_of_levers()["budget.planning"] == "growth"
    assert "" not in service_of_levers().values()


def test_an_option_touches_what_it_changes_and_what_it_moves_materially() -> None:
    council = made_council()
    ripple = made_ripple({}, moved={"children_in_need.in_need": 50.0, "care.looked_after": 5.0})
    touches = touched_by(ripple, council)
    assert touches.services == ("children_in_need", "family_help")
    assert touches.measures == ("children_in_need.in_need",)
    assert touches.patches == ("north", "south")
    assert touches.areas == ()


def test_money_alone_relates_nothing() -> None:
    ripple = made_ripple({"family_help": -9e6}, moved={"money.gap": 900.0})
    assert "money" not in touched_by(ripple, made_council()).services


def test_a_planning_area_is_touched_by_a_whole_place() -> None:
    short = PlacesShort("p1", "Oakley primary", "2030/31", made_range(10.0), made_range(11.0))
    ripple = made_ripple({}, places_short=(short,))
    assert touched_by(ripple, made_council()).areas == ("p1",)
    less = replace(short, with_=made_range(10.4))
    assert touched_by(made_ripple({}, places_short=(less,)), made_council()).areas == ()


def test_an_option_without_effect_touches_only_what_it_changes() -> None:
    nothing = made_ripple({}, proposals=[made_proposal()])
    assert touched_by(nothing, made_council()) == Touches(("family_help",), (), ("north", "south"), ())


def test_the_same_patch_alone_relates_nothing() -> None:
    own = Touches(("youth",), ("youth.offences",), ("north",), ())
    others = {
        2: Touches(("roads",), (), ("north",), ()),
        3: Touches(("youth",), (), ("south",), ()),
        4: Touches((), ("youth.offences",), ("north",), ()),
    }
    found = shared_with(own, others)
    assert [(one.with_, one.services, one.measures, one.patches) for one in found] == [
        (3, ("youth",), (), ()),
        (4, (), ("youth.offences",), ("north",)),
    ]


def test_decisions_about_one_service_are_shown_to_each_others_owners_until_seen(served: Path) -> None:
    council = read_council(served)
    one = made_decision()
    other = take_up(council, one.made_by, "Less Family Help", ["family-help-trim"])
    assert [held.decision for held in related_to(one)] == [other]
    assert set(unseen_pairs()) == {(one.pk, other.pk), (other.pk, one.pk)}
    mark_seen(one, other, one.made_by)
    mark_seen(one, other, one.made_by)
    assert unseen_pairs() == [(other.pk, one.pk)]
    other.stage = Stage.WITHDRAWN
    other.save()
    assert related_to(one) == []
    assert unseen_pairs() == []
