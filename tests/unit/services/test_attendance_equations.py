"""Attendance: pupils who miss school, are excluded or taught elsewhere, and the team for them."""

from __future__ import annotations

import numpy as np
import pytest
from made_figures import BUDGET, MadeCouncil, Whole

from joinedup.council import services

pytestmark = pytest.mark.unit

YEARS = 6
PUPILS = 11 * 2_400
ABSENT = 0.2 * PUPILS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def usual(made: MadeCouncil) -> Whole:
    return Whole(made, made.known(years=YEARS))


def mean(whole: Whole, name: str) -> np.ndarray:
    """Return the mean over patches of a ratio. Shape (year,)."""
    return np.asarray(whole.by_patch(name)[0].mean(axis=0))


def with_(made: MadeCouncil, *changes: dict[str, object], **values: float) -> Whole:
    return Whole(made, made.known(years=YEARS, **values), made.proposal(*changes))


def stocks() -> list[str]:
    [attendance] = [one for one in services() if one.equations.service == "attendance"]
    return list(attendance.equations.stocks)


def test_where_nothing_is_decided_every_stock_stays(usual: Whole) -> None:
    for name in stocks():
        course = usual.of(name)
        assert np.ptp(course) <= 0.002 * max(abs(course[0]), 1.0), name


def test_pupils_absent_are_those_of_both_kinds(usual: Whole) -> None:
    both = usual.of("attendance.persistent") + usual.of("attendance.severe")
    assert both.tolist() == pytest.approx([ABSENT] * YEARS, rel=0.001)
    assert usual.of("attendance.severe")[0] == pytest.approx(0.0957 * ABSENT, rel=0.001)


def test_while_absence_falls_by_itself_nothing_is_said_to_be_due_to_support(made: MadeCouncil) -> None:
    whole = Whole(made, made.known(years=YEARS, joinedup__attendance__persistent_absence_growth=-0.03))
    assert whole.of("attendance.absent")[-1] < 0.95 * ABSENT
    assert whole.of("attendance.absent").tolist() == pytest.approx(
        whole.of("attendance.absent_as_usual").tolist(), rel=0.02
    )
    assert whole.of("attendance.excluded").tolist() == pytest.approx(
        (12 * whole.of("attendance.excluded_as_usual")).tolist(), rel=1e-4
    )


def test_pupils_no_longer_supported_miss_school_as_often_as_the_evidence_says(made: MadeCouncil) -> None:
    """Of 120 pupils an officer supports in a year, 15 in 100 would otherwise be absent."""
    found = with_(
        made,
        {"lever": "attendance.support", "by": "-100%"},
        joinedup__attendance__effect_of_support=0.15,
        joinedup__attendance__statutory_work_share=0.0,
    )
    officers = BUDGET["attendance"] / 44_000
    more = found.of("attendance.absent") - found.of("attendance.absent_as_usual")
    assert more[-1] == pytest.approx(officers * 120 * 0.15, rel=0.05)
    assert found.of("spend.attendance")[-1] < 0.02 * BUDGET["attendance"] / 12


def test_more_absence_means_more_exclusions_in_proportion(made: MadeCouncil) -> None:
    found = with_(
        made,
        {"lever": "attendance.support", "by": "-100%"},
        joinedup__attendance__absence_to_exclusion_elasticity=0.5,
    )
    absent = found.of("attendance.absent")[-1] / found.of("attendance.absent_as_usual")[-1] - 1
    excluded = found.of("attendance.excluded")[-1] / (12 * found.of("attendance.excluded_as_usual")[-1]) - 1
    assert excluded == pytest.approx(0.5 * absent, rel=0.03)


def test_when_alternative_provision_is_full_children_miss_education(made: MadeCouncil, usual: Whole) -> None:
    fuller = Whole(
        made,
        made.known(
            years=YEARS,
            joinedup__attendance__ap_slack_share=0.0,
            joinedup__attendance__absence_to_exclusion_elasticity=0.6,
        ),
        made.proposal({"lever": "attendance.support", "by": "-100%"}),
    )
    assert fuller.of("attendance.missing")[-1] > usual.of("attendance.missing")[-1] + 0.1
    assert fuller.of("attendance.in_provision")[-1] <= 87.2


def test_who_needs_provision_gets_it_or_is_seen_without_it(made: MadeCouncil) -> None:
    whole = Whole(made, made.known(years=YEARS, joinedup__attendance__ap_slack_share=0.0))
    need, had = 12 * whole.of("attendance.need_provision"), whole.of("attendance.placed")
    assert (had + 12 * whole.of("attendance.turned_away")).tolist() == pytest.approx(need.tolist())


def test_added_places_are_filled_only_by_those_turned_away_and_paid_from_high_needs(
    made: MadeCouncil,
) -> None:
    full = {"joinedup__attendance__ap_slack_share": 0.0}
    inputs = made.known(years=YEARS, **full)
    change = {"lever": "attendance.ap_places", "by": 20}
    found, without = Whole(made, inputs, made.proposal(change)), Whole(made, inputs)
    assert found.of("attendance.turned_away")[-1] < without.of("attendance.turned_away")[-1]
    more = found.of("attendance.in_provision")[-1] - without.of("attendance.in_provision")[-1]
    assert 0 < more < 20
    assert found.of("spend.high_needs")[-1] > without.of("spend.high_needs")[-1]


def test_an_overloaded_team_loses_people_faster(made: MadeCouncil) -> None:
    cut = with_(made, {"lever": "attendance.support", "by": "-30%"})
    assert mean(cut, "attendance.team.load")[-1] > 1
    share = cut.of("attendance.team.leavers")[-1] / cut.of("attendance.team.employed")[-1]
    assert share > 1.05 * 0.14 / 12


def test_where_nothing_was_counted_nothing_breaks(made: MadeCouncil) -> None:
    none = {"persistent_absence_share": 0.0, "permanent_exclusions": 0.0, "budget": 0.0}
    whole = Whole(made, made.known(years=3, figures=made.figures(**none)))
    for name in stocks():
        assert np.isfinite(whole.of(name)).all(), name
    assert whole.of("spend.attendance").tolist() == [0.0] * 3
