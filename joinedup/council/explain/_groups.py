"""Uncertain inputs in groups: by who stands behind them, and by the directorate whose equations read them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from joinedup.council._answers_for import answers_for
from joinedup.council._inputs import Inputs
from joinedup.council._model import services
from joinedup.council._session import Ready
from joinedup.council.explain._indices import Group
from joinedup.declared import Parameter
from joinedup.engine import CHANGE, FIGURE, PARAMETER, Delay, Input, InputAtStart, Service, walk
from joinedup.vocabulary import Directorate

Values = NDArray[np.float64]

_PEOPLE = "figure/people"
# Everybody between 26 and 64 stands for people of all ages, who are drawn together.
_STANDS_FOR_PEOPLE = "figure/people/26_64"
_MOST_GROUPS = 6
# A group that goes with less of the answer than this is not worth two runs of its own.
_LEAST_WEIGHT = 0.01
_SEVERAL, _REST = "several", "rest"


def drawn_values(inputs: Inputs) -> dict[str, Values]:
    """Return the draws of every uncertain input that does vary, by its name. Each of shape (draw,)."""
    drawn = {name: values_of(inputs, name) for name in inputs.uncertain}
    return {name: values for name, values in drawn.items() if np.ptp(values) > 0.0}


def values_of(inputs: Inputs, name: str) -> Values:
    """Return an uncertain input in each draw: of a figure, its sum over the patches. Shape (draw,)."""
    place = inputs.names.index(_STANDS_FOR_PEOPLE if name == _PEOPLE else name)
    return np.asarray(
        inputs.values[:, :, place].sum(axis=1) if name.startswith(FIGURE) else inputs.values[:, 0, place]
    )


def weights(drawn: dict[str, Values], answer: Values) -> dict[str, float]:
    """Return how strongly each uncertain input goes with the answer: its squared rank correlation.

    What chance alone would give is taken off, so that a group of many idle inputs weighs about nothing.
    """
    ranks = stats.rankdata(answer)
    noise = 1.0 / max(len(answer) - 1, 1)
    return {
        name: float(np.corrcoef(stats.rankdata(values), ranks)[0, 1] ** 2 - noise)
        for name, values in drawn.items()
    }


def groups_by_source(asked: Ready, weighed: dict[str, float]) -> list[Group]:
    """Return groups by who stands behind the values: a study or body and its theme, or the council's figures.

    Args:
        asked: the council.
        weighed: weight of each uncertain input; only the heaviest groups stand by themselves.
    """
    said = {
        "figures": "The council's own figures and how they are carried to the start of the plan",
        "changes": "How far the coming years' counts differ from last year's, as counts do",
        _REST: "All other published and judged values",
    }
    where = {name: _source(name) for name in weighed}
    kept = _heaviest(where, weighed, always={"figures", "changes"})
    return _grouped(where, kept, lambda key: said.get(key) or _source_says(key, asked.parameters))


def groups_by_directorate(asked: Ready, weighed: dict[str, float]) -> list[Group]:
    """Return groups by the directorate whose equations read the values.

    Args:
        asked: the council.
        weighed: weight of each uncertain input; only the heaviest groups stand by themselves.
    """
    where = {name: _directorate(name) for name in weighed}
    kept = _heaviest(where, weighed, always={_SEVERAL})
    said = {_SEVERAL: "Values that several directorates share", _REST: "All other directorates"}
    return _grouped(
        where, kept, lambda key: said.get(key) or asked.council.directorate_name(Directorate(key))
    )


def _grouped(where: dict[str, str], kept: set[str], says: Callable[[str], str]) -> list[Group]:
    members: dict[str, list[str]] = {}
    for name, key in where.items():
        members.setdefault(key if key in kept else _REST, []).append(name)
    return [Group(key, says(key), tuple(sorted(names))) for key, names in sorted(members.items())]


def _heaviest(where: dict[str, str], weighed: dict[str, float], always: set[str]) -> set[str]:
    total: dict[str, float] = defaultdict(float)
    for name, key in where.items():
        total[key] += weighed[name]
    others = [key for key in total if key not in always and total[key] > _LEAST_WEIGHT]
    others.sort(key=lambda key: (-total[key], key))
    return always | set(others[:_MOST_GROUPS])


def _source(name: str) -> str:
    if name.startswith(PARAMETER):
        return ".".join(name.removeprefix(PARAMETER).split(".")[:2])
    return "changes" if name.startswith(CHANGE) else "figures"


def _source_says(key: str, parameters: dict[str, Parameter]) -> str:
    body, theme = key.split(".", 1)
    if body == "joinedup":
        return f"Judged values on {theme.replace('_', ' ')}"
    titles = Counter(
        value.source.title
        for name, parameter in parameters.items()
        if name.startswith(f"{key}.")
        for value in parameter.values.values()
        if value.source
    )
    if titles:
        return titles.most_common(1)[0][0]
    words = theme.replace("_", " ")
    return f"Studies on {words}" if body == "research" else f"{body.upper()} on {words}"


def _directorate(name: str) -> str:
    readers = _readers().get(name, frozenset())
    return next(iter(readers)) if len(readers) == 1 else _SEVERAL


@cache
def _readers() -> dict[str, frozenset[str]]:
    """Return the directorates whose equations read each input."""
    found: dict[str, set[str]] = {}
    for service in services():
        directorate = answers_for()[service.equations.service]
        for name in _read_by(service):
            found.setdefault(_PEOPLE if name.startswith(f"{_PEOPLE}/") else name, set()).add(directorate)
    return {name: frozenset(directorates) for name, directorates in found.items()}


def _read_by(service: Service) -> set[str]:
    equations = service.equations
    every = (*equations.stocks.values(), *equations.fixed.values(), *equations.steps.values())
    found = {one.mean_months for one in every if isinstance(one, Delay)}
    for one in every:
        for part in ("starts", "value", "amount"):
            of = getattr(one, part, None)
            found |= (
                {node.name for node in walk(of) if isinstance(node, Input | InputAtStart)} if of else set()
            )
    return found
