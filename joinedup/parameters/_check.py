"""Look across all parameters for what no single file can show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from joinedup.declared import Parameter
from joinedup.parameters._load import load_parameters


@dataclass(frozen=True)
class Finding:
    """Something worth a look in the parameters.

    Args:
        names: the parameters concerned.
        says: one sentence.
        is_fault: whether it must be corrected; otherwise it is worth knowing.
    """

    names: tuple[str, ...]
    says: str
    is_fault: bool


def check_parameters(local: Path | None = None) -> tuple[Finding, ...]:
    """Return what is wrong, and then what is unverified, in the parameters.

    Args:
        local: folder of a council's own values.

    Raises:
        ParameterRefused: a file lacks something that it must state.
    """
    parameters = load_parameters(local)
    return (*_filed_twice(parameters), *_unverified(parameters))


def _filed_twice(parameters: Mapping[str, Parameter]) -> list[Finding]:
    by_numbers: dict[tuple[object, ...], list[str]] = defaultdict(list)
    by_place: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for parameter in parameters.values():
        for day, value in parameter.values.items():
            numbers = (parameter.unit, parameter.geography, day, value.value, value.low, value.high)
            by_numbers[numbers].append(parameter.name)
            if value.source is not None and value.source.at:
                by_place[(value.source.identifier, value.source.at)].append(parameter.name)
    same_numbers = _pairs(by_numbers.values())
    same_place = _pairs(by_place.values())
    return [
        Finding(pair, f"{pair[0]} and {pair[1]} look like one series: {why}.", is_fault=True)
        for pair, why in sorted(
            dict.fromkeys(same_place, "the same place in the same source").items()
            | dict.fromkeys(same_numbers - same_place, "the same unit, date, value and range").items()
        )
    ]


def _pairs(groups: Iterable[list[str]]) -> set[tuple[str, str]]:
    return {(one, other) for names in groups for one, other in combinations(sorted(set(names)), 2)}


def _unverified(parameters: Mapping[str, Parameter]) -> list[Finding]:
    findings = []
    for name in sorted(parameters):
        values = parameters[name].values
        latest = values[max(values)]
        if not latest.standing.is_verified:
            says = f"{name} rests on {_WORDS[latest.standing.value]}: {latest.reason}"
            findings.append(Finding((name,), says, is_fault=False))
    return findings


_WORDS = {"recalled": "memory, to be checked", "judgement": "our judgement"}
