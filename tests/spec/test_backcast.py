"""How far off the model would have been: run from earlier years on what was known then, and scored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_figures import MadeCouncil, one_figure

from joinedup.council import Backcast, Figures, Settings, backcast
from joinedup.council._inputs import make_inputs
from joinedup.declared import FigureValue, Origin

pytestmark = pytest.mark.spec

title = "Backcasts"

QUICK = Settings(draws=32, years=3, threads=1)
CARE_STARTS = {2021: 120.0, 2022: 124.0, 2023: 127.0, 2024: 125.0, 2025: 129.0}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def past() -> list[FigureValue]:
    return [one_figure("care_starts", value, as_at=date(year, 3, 31)) for year, value in CARE_STARTS.items()]


@pytest.fixture(scope="module")
def found(made: MadeCouncil, past: list[FigureValue]) -> Backcast:
    return backcast(made.ready(made.figures(*past)), QUICK)


def test_the_model_is_run_from_each_of_the_last_three_years_held(found: Backcast) -> None:
    assert {one.starts for one in found.scored} == {date(year, 4, 1) for year in (2023, 2024, 2025)}
    assert found.not_run == ()


def test_each_forecast_is_held_against_the_truth_of_each_year_that_followed(found: Backcast) -> None:
    looked_after = [
        (one.starts.year, one.as_at.year, one.truth)
        for one in found.scored
        if one.measure.name == "care.looked_after"
    ]
    assert sorted(looked_after) == [
        (2023, 2024, 312.0),
        (2023, 2025, 316.0),
        (2023, 2026, 320.0),
        (2024, 2025, 316.0),
        (2024, 2026, 320.0),
        (2025, 2026, 320.0),
    ]


def test_the_naive_forecast_made_on_the_same_day_stands_beside_it(found: Backcast) -> None:
    naive = {
        (one.starts.year, one.as_at.year): one.naive
        for one in found.scored
        if one.measure.name == "care.looked_after"
    }
    assert naive[2023, 2026] == pytest.approx(305.0, rel=0.001)
    assert naive[2025, 2026] == pytest.approx(316.0, rel=0.001)


def test_nothing_that_became_known_later_moves_a_forecast(
    made: MadeCouncil, past: list[FigureValue], found: Backcast
) -> None:
    later = made.figures(*past)
    changed = Figures(
        later.council,
        {
            key: {
                as_at: replace(one, value=one.value * 1.5)
                if key[0] in {"looked_after_children", "care_starts"} and as_at > date(2024, 4, 1)
                else one
                for as_at, one in held.items()
            }
            for key, held in later.values.items()
        },
    )
    again = backcast(made.ready(changed), QUICK)

    def forecasts(of: Backcast) -> list[tuple[str, date, float]]:
        return [
            (one.measure.name, one.as_at, one.median)
            for one in of.scored
            if one.starts <= date(2024, 4, 1) and one.measure.name in {"care.looked_after", "care.entering"}
        ]

    assert forecasts(again) == forecasts(found)
    assert [one.truth for one in again.scored] != [one.truth for one in found.scored]


def test_errors_and_skill_are_summed_up_by_measure(found: Backcast) -> None:
    [summary] = [one for one in found.summaries() if one.measure.name == "care.looked_after"]
    mine = [one for one in found.scored if one.measure.name == "care.looked_after"]
    assert summary.n == 6
    assert summary.error == pytest.approx(sum(abs(one.error) for one in mine) / 6)
    assert summary.skill == pytest.approx(
        1 - sum(one.score for one in mine) / sum(one.naive_score for one in mine)
    )
    assert 0.0 <= summary.inside_80 <= 1.0


def test_a_truth_is_never_a_rate_borrowed_from_others(made: MadeCouncil, past: list[FigureValue]) -> None:
    borrowed = one_figure("care_ends", 99.0, as_at=date(2025, 3, 31), origin=Origin.ENGLAND)
    again = backcast(made.ready(made.figures(*past, borrowed)), QUICK)
    assert 99.0 not in {one.truth for one in again.scored}


def test_a_year_that_cannot_be_run_is_listed_with_why(made: MadeCouncil, past: list[FigureValue]) -> None:
    figures = made.figures(*past)
    without = {key: held for key, held in figures.values.items() if key[0] != "births"}
    again = backcast(made.ready(Figures(figures.council, without)), QUICK)
    assert again.scored == ()
    assert [starts.year for starts, _ in again.not_run] == [2025, 2024, 2023]
    assert all("births" in why for _, why in again.not_run)


def test_a_backcast_starts_from_the_figures_of_its_own_day(
    made: MadeCouncil, past: list[FigureValue]
) -> None:
    inputs = make_inputs(
        made.council,
        made.figures(*past),
        made.parameters,
        draws=1,
        seed=1,
        years=1,
        on=date(2024, 4, 1),
    )
    [start] = [one for one in inputs.starting if one.figure == "looked_after_children"]
    assert (start.held.as_at, start.value) == (date(2024, 3, 31), 312.0)


def test_a_council_without_any_past_has_no_backcast(made: MadeCouncil) -> None:
    assert backcast(made.ready(Figures("E06000999", {})), QUICK) == Backcast((), ())
