"""Services composed into one kernel: what is refused, and what cannot matter."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import compiled, overlay_of, run_small

from joinedup.declared import Over
from joinedup.engine import (
    Clock,
    Equations,
    LastMonthEverywhere,
    given,
    given_at_start,
    last_month,
    reckoned,
    run_ensemble,
)
from joinedup.errors import ModelRefused

pytestmark = pytest.mark.unit


def care() -> Equations:
    equations = Equations("care")
    children = equations.stock("care.children", given_at_start("children"), "Children.")
    equations.flow("care.enter", last_month("need.referred") / 2, "Come in.", enters="care.children")
    equations.flow("care.leave", children / 10, "Leave.", leaves="care.children")
    return equations


def need() -> Equations:
    equations = Equations("need")
    equations.reckon("need.referred", given("referrals") + last_month("care.leave") / 5, "Referred.")
    return equations


def test_the_order_of_services_does_not_matter() -> None:
    recorded = {"care.children": Over.YEAR_END}
    one, other = (compiled(*order, recorded=recorded) for order in ([care(), need()], [need(), care()]))
    assert one.structure == other.structure
    assert one.run is other.run


def test_what_nobody_declares_is_refused() -> None:
    with pytest.raises(ModelRefused, match=r"care\.enter reads need\.referred, which nobody declares"):
        compiled(care(), recorded={})


def test_a_service_uses_this_month_only_what_is_its_own() -> None:
    equations = Equations("care")
    equations.reckon("care.rate", reckoned("need.referred") * 2, "Rate.")
    with pytest.raises(ModelRefused, match=r"care\.rate uses need\.referred, which it does not declare"):
        compiled(equations, need(), recorded={})


def test_a_name_declared_twice_is_refused() -> None:
    equations = need()
    with pytest.raises(ModelRefused, match="declared twice"):
        equations.stock("need.referred", 0, "Again.")
    other = Equations("other")
    other.reckon("need.referred", 1, "The same name in another service.")
    with pytest.raises(ModelRefused, match=r"need\.referred is declared by need and by other"):
        compiled(care(), need(), other, recorded={})


def test_recording_or_delaying_what_does_not_exist_is_refused() -> None:
    with pytest.raises(ModelRefused, match=r"no quantity called care\.siblings"):
        compiled(care(), need(), recorded={"care.siblings": Over.YEAR_END})
    equations = Equations("late")
    equations.delayed("late.out", "late.in", "months", "Later.")
    with pytest.raises(ModelRefused, match=r"no quantity called late\.in"):
        compiled(equations, recorded={})


def test_a_flow_names_stocks_declared_before_it() -> None:
    equations = Equations("care")
    with pytest.raises(ModelRefused, match=r"names stock care\.children, which is not declared"):
        equations.flow("care.leave", 1, "Leave.", leaves="care.children")


def test_years_are_recorded_as_asked() -> None:
    equations = Equations("clock")
    equations.reckon("clock.month", Clock("years") * 12, "Months since the start.")
    equations.reckon("clock.again", Clock("years") * 12, "Months since the start.")
    equations.reckon("clock.sum", Clock("years") * 12, "Months since the start.")
    kernel = compiled(
        equations,
        recorded={
            "clock.month": Over.YEAR_END,
            "clock.again": Over.YEAR_MEAN,
            "clock.sum": Over.YEAR_SUM,
        },
    )
    found = run_small(kernel, {}, months=24)
    assert found["clock.month"][0, 0].tolist() == pytest.approx([11, 23])
    assert found["clock.again"][0, 0].tolist() == pytest.approx([5.5, 17.5])
    assert found["clock.sum"][0, 0].tolist() == pytest.approx([66, 210])


@pytest.mark.parametrize(("start_month", "gone"), [(4, 7 / 12), (9, 1.0), (10, 1 / 12), (1, 4 / 12)])
def test_the_school_year_is_full_until_everybody_has_moved_up(start_month: int, gone: float) -> None:
    equations = Equations("school")
    first = equations.stock("school.first", 0.0, "Share of the year gone, in the first month.", unit="index")
    seen = (Clock("since_september") - first) * given("first")
    equations.flow("school.seen", seen, "See it.", enters="school.first")
    equations.reckon("school.moves", Clock("september"), "Months in which people move up.")
    kernel = compiled(equations, recorded={"school.first": Over.YEAR_END, "school.moves": Over.YEAR_SUM})
    first_month = overlay_of(kernel, 12, first=np.array([1.0] + [0.0] * 11))
    found = run_small(kernel, {"first": 0.0}, start_month=start_month, overlay=first_month)
    assert found["school.first"][0, 0, 0] == pytest.approx(gone)
    assert found["school.moves"][0, 0, 0] == 1.0


def test_quantities_of_all_patches_are_added_up_a_month_later() -> None:
    equations = Equations("homes")
    equations.reckon("homes.here", given("homes"), "Homes here.")
    equations.reckon("homes.share", reckoned("homes.here") / LastMonthEverywhere("homes.here"), "Share.")
    kernel = compiled(equations, recorded={"homes.share": Over.YEAR_END})
    values = np.array([[[30.0], [10.0]]])
    out = run_ensemble(kernel, values, overlay_of(kernel, 12, patches=2), seed=1)
    assert out[0, :, 0, 0].tolist() == pytest.approx([0.75, 0.25])


def test_a_horizon_of_part_years_or_beyond_fifteen_is_refused() -> None:
    kernel = compiled(care(), need(), recorded={"care.children": Over.YEAR_END})
    for months in (7, 192):
        with pytest.raises(ModelRefused, match="whole number of periods of 12 months"):
            run_small(kernel, {}, months=months)


def test_a_value_that_is_not_finite_is_refused_by_name() -> None:
    kernel = compiled(care(), need(), recorded={"care.children": Over.YEAR_END})
    with pytest.raises(ModelRefused, match="no finite value: referrals"):
        run_small(kernel, {"referrals": float("nan")})
    with pytest.raises(ModelRefused, match=r"not finite in: care\.children"):
        run_small(kernel, {"children": 1e308, "referrals": 1e308}, months=180)


def test_the_course_is_the_same_in_every_block_of_draws() -> None:
    kernel = compiled(care(), need(), recorded={"care.children": Over.YEAR_END})
    found = run_small(kernel, {"children": 100.0, "referrals": 15.0}, draws=64, threads=2)
    assert np.ptp(found["care.children"]) == 0.0
