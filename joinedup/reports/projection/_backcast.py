"""How the model did against "nothing changes" in years that are known, in words and as a table."""

from __future__ import annotations

from joinedup.council import Backcast, Summary
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import day, number_word, percent

# Within this much of each other, two forecasts are called about as good.
_ABOUT_AS_GOOD = 0.05
_RANGE = 0.8
_NEAR_RANGE = 0.1


def verdict(summary: Summary) -> str:
    """Return whether the model or "nothing changes" would have been the better forecast."""
    if summary.skill < -_ABOUT_AS_GOOD:
        return "In the past, “nothing changes” would have been the better forecast."
    if summary.skill <= _ABOUT_AS_GOOD:
        return "In the past, “nothing changes” would have been about as good a forecast."
    return "In the past, the model would have been the better forecast."


def backcast_table(backcast: Backcast) -> DataTable | None:
    """Return how far off the model and the naive forecast would have been; None where nothing was scored."""
    summaries = backcast.summaries()
    if not summaries:
        return None
    return DataTable(
        "Had the model been run before: how far off, beside “nothing changes”",
        "Mean distance from what came, as a share of it. The last column is the share of what came that lay "
        "inside the model's 80 per cent range; 80% would be right.",
        "Measure",
        ("Forecasts", "Model off by", "“Nothing changes” off by", "Better forecast", "Inside the range"),
        tuple(_row(one) for one in summaries),
    )


def _row(one: Summary) -> Row:
    shown = (str(one.n), percent(one.error), percent(one.naive_error), _better(one), percent(one.inside_80))
    return Row(one.measure.says, tuple(Cell(text) for text in shown))


def _better(one: Summary) -> str:
    if abs(one.skill) <= _ABOUT_AS_GOOD:
        return "about the same"
    return "the model" if one.skill > 0 else "“nothing changes”"


def backcast_says(backcast: Backcast) -> str:
    """Return in words how the model did against "nothing changes", and if its ranges were wide enough."""
    summaries = backcast.summaries()
    if not summaries:
        return "The model could not be run from an earlier year, so how far off it would be is not known."
    naive = sum(one.skill < -_ABOUT_AS_GOOD for one in summaries)
    model = sum(one.skill > _ABOUT_AS_GOOD for one in summaries)
    same = len(summaries) - naive - model
    says = (
        "Run from earlier years and held against what came, “nothing changes” would have been the better "
        f"forecast for {number_word(naive)} of {number_word(len(summaries))} measures and the model for "
        f"{number_word(model)}; for {number_word(same)} they are about as good."
    )
    return (
        f"{says} {_inside(sum(one.inside_80 * one.n for one in summaries) / sum(one.n for one in summaries))}"
    )


def _inside(share: float) -> str:
    lay = f"{percent(share)} of what came lay inside its 80 per cent ranges"
    if share < _RANGE - _NEAR_RANGE:
        return f"Only {lay}: they are too narrow, and the truth may lie outside the ranges shown here."
    return (
        f"{lay}: they are wider than they need be."
        if share > _RANGE + _NEAR_RANGE
        else f"{lay}, as it should."
    )


def not_run(backcast: Backcast) -> list[str]:
    """Return the days from which no backcast could be made, with why."""
    return [f"From {day(starts)}: {why}" for starts, why in backcast.not_run]
