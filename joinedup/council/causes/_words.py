"""A change of one quantity, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from joinedup.council._model import levers, measures, services
from joinedup.council.causes._everything import Course, Values, declared
from joinedup.declared import Better, LeverKind, Measure, Over
from joinedup.engine import LEVER, Delay, Flow, Stock, Tally
from joinedup.vocabulary import FUNDING_LINES, MONTHS_A_YEAR, pounds, spending_line

_SPEND, _FUNDING = "spend.", "funding."
# Quantities in these units are between others and mean nothing by themselves.
_TECHNICAL_UNITS = {"index", "ratio", "share"}
# Below this share of its largest change, a change is told for the year in which it was largest.
_FADED = 0.25
_WHOLE_FROM, _TENTHS_FROM = 1.95, 0.095


@dataclass(frozen=True)
class CausalStep:
    """One change on the way from a decision to its effect.

    Args:
        quantity: name of the lever or quantity.
        says: the change in words, as `42 fewer children helped early`.
        change: the change, for the whole council.
        unit: unit of the change; `share` for a lever that is a share or for a load.
        year: financial year of the change.
    """

    quantity: str
    says: str
    change: float
    unit: str
    year: str


@cache
def loads() -> dict[str, str]:
    """Return what can be full, by the name of its load."""
    return {one.load: one.says for service in services() for one in service.capacities}


def is_told(name: str) -> bool:
    """Whether a reader would speak of a change in this: a decision, people, load or money."""
    if name.startswith((LEVER, _SPEND, _FUNDING)) or _is_load(name):
        return True
    measure = measures().get(name)
    return bool(measure and measure.better is not Better.NEITHER and measure.unit not in _TECHNICAL_UNITS)


def _is_load(name: str) -> bool:
    return name in loads() or name.endswith(".load")


def is_counted(name: str) -> bool:
    """Whether a quantity counts people or things, though no measure names it."""
    one = declared().get(name)
    if isinstance(one, Stock):
        return one.unit not in _TECHNICAL_UNITS
    if isinstance(one, Tally):
        return all(is_counted(stock) for stock in one.of)
    if isinstance(one, Flow):
        return all(is_counted(stock) for stock in (one.leaves, one.enters) if stock)
    return isinstance(one, Delay) and is_counted(one.of)


def step_of(name: str, without: Course, with_: Course, year: int, years: tuple[str, ...]) -> CausalStep:
    """Return the change of a lever or quantity in words.

    Args:
        name: the lever or quantity.
        without: the plan.
        with_: the plan with proposals.
        year: number of the year to be told, from 0; a change that had faded by then is told for the year in
            which it was largest.
        years: financial years of the plan.
    """
    before, after = _yearly(name, without), _yearly(name, with_)
    changes = after - before
    if _is_load(name):
        changes = np.divide(changes, before, out=np.zeros_like(changes), where=before != 0)
    largest = int(np.argmax(np.abs(changes[: year + 1])))
    told = year if abs(changes[year]) >= _FADED * abs(changes[largest]) else largest
    change, unit = float(changes[told]), _unit(name)
    return CausalStep(name, in_words(name, change), change, unit, years[told])


def in_words(name: str, change: float) -> str:
    """Return a change of a lever or quantity in words, without its year."""
    if name.startswith((_SPEND, _FUNDING)):
        code = name.split(".", 1)[1]
        label = spending_line(code).says if name.startswith(_SPEND) else FUNDING_LINES[code][0]
        sign = "more" if change > 0 else "less"
        return f"{pounds(abs(change))} {sign} {'on' if name.startswith(_SPEND) else 'from'} {_within(label)}"
    if name.startswith(LEVER):
        return _of_lever(name.removeprefix(LEVER), change)
    if name in loads():
        return f"{_within(loads()[name])} {_percent(change)} loaded"
    if _is_load(name):
        return f"{_percent(change)}: {_within(_label(name))}"
    if _unit(name) == "pounds":
        return f"{pounds(abs(change))} {'more' if change > 0 else 'less'}: {_within(_label(name))}"
    if _unit(name).startswith("pounds"):
        return f"£{_amount(abs(change))} {'more' if change > 0 else 'less'}: {_within(_label(name))}"
    return f"{_amount(abs(change))} {'more' if change > 0 else 'fewer'} {_within(_label(name))}"


def _of_lever(name: str, change: float) -> str:
    lever = levers()[name]
    says = _within(lever.says.rstrip("."))
    if lever.kind is LeverKind.SHARE:
        return f"{_percent(change)}: {says}"
    if lever.unit.startswith("pounds"):
        return f"{pounds(abs(change))} a year {'more' if change > 0 else 'less'}: {says}"
    return f"{_amount(abs(change))} {'more' if change > 0 else 'fewer'} {lever.unit}: {says}"


def _yearly(name: str, course: Course) -> Values:
    """Return a lever or quantity of the whole council as its year is told. Shape (year,)."""
    if name.startswith(LEVER):
        given = course.given(name)
        is_share = levers()[name.removeprefix(LEVER)].kind is LeverKind.SHARE
        return np.asarray(given.mean(axis=0) if is_share else given.sum(axis=0))
    level, over = course.level(name), _over(name)
    if _is_load(name):
        return np.asarray(level.mean(axis=0))
    if over is Over.YEAR_END and isinstance(declared()[name], Stock):
        return np.asarray(course.at_year_end(name).sum(axis=0))
    return np.asarray(level.sum(axis=0) * (MONTHS_A_YEAR if over is Over.YEAR_SUM else 1))


def _over(name: str) -> Over:
    if name.startswith((_SPEND, _FUNDING)):
        return Over.YEAR_SUM
    if name in measures():
        return measures()[name].over
    one = declared()[name]
    if isinstance(one, Flow | Delay):
        return Over.YEAR_SUM
    return Over.YEAR_END if isinstance(one, Stock) else Over.YEAR_MEAN


def _unit(name: str) -> str:
    if name.startswith((_SPEND, _FUNDING)):
        return "pounds"
    if name.startswith(LEVER):
        lever = levers()[name.removeprefix(LEVER)]
        return "share" if lever.kind is LeverKind.SHARE else lever.unit
    if _is_load(name):
        return "share"
    if name in measures():
        return measures()[name].unit
    one = declared()[name]
    if isinstance(one, Flow):
        stock = declared().get(one.enters or one.leaves)
        return stock.unit if isinstance(stock, Stock) else ""
    if isinstance(one, Tally):
        return _unit(one.of[0])
    return one.unit if isinstance(one, Stock) else ""


def _label(name: str) -> str:
    held: Measure | None = measures().get(name)
    return held.says if held else declared()[name].says.rstrip(".")


def _percent(change: float) -> str:
    return f"{_amount(abs(change) * 100)}% {'more' if change > 0 else 'less'}"


def _amount(size: float) -> str:
    """Return a size with as many figures as can be trusted."""
    if size >= _WHOLE_FROM:
        return f"{round(size):,}"
    return f"{size:.1f}" if size >= _TENTHS_FROM else f"{size:.1g}"


def _within(says: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation or a name such as Family Help stays."""
    first, _, rest = says.partition(" ")
    return says if first[:2].isupper() or rest[:1].isupper() else says[:1].lower() + says[1:]
