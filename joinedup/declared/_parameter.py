"""A parameter: a dated value with its range, unit, standing and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from joinedup.declared._source import Source


class Standing(StrEnum):
    """How far a value can be trusted."""

    FOUND = "found"
    DERIVED = "derived"
    RECALLED = "recalled"
    JUDGEMENT = "judgement"

    @property
    def is_verified(self) -> bool:
        """Whether a published source stands behind the value."""
        return self in (Standing.FOUND, Standing.DERIVED)


class RangeMeaning(StrEnum):
    """What low and high span: our uncertainty, or the difference between authorities."""

    ESTIMATE = "estimate"
    AUTHORITIES = "authorities"


class Distribution(StrEnum):
    """How draws spread between low and high, which hold the central 95 per cent."""

    FIXED = "fixed"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    TRIANGULAR = "triangular"
    UNIFORM = "uniform"


class Design(StrEnum):
    """The kind of study behind an effect."""

    TRIAL = "trial"
    QUASI_EXPERIMENT = "quasi-experiment"
    ASSOCIATION = "association"
    JUDGEMENT = "judgement"
    STATISTIC = "official statistic"
    RULE = "rule or price list"


@dataclass(frozen=True)
class ParameterValue:
    """The value of a parameter from one date on.

    Args:
        value: best estimate, in the parameter's unit.
        low: lower end of the central 95 per cent.
        high: upper end of the central 95 per cent.
        range_is: whether low to high is our uncertainty or the spread between authorities.
        standing: how far it can be trusted.
        source: where it was read; required where found or derived.
        reason: why this value; required where recalled or judged.
    """

    value: float
    low: float
    high: float
    range_is: RangeMeaning
    standing: Standing
    source: Source | None
    reason: str


@dataclass(frozen=True)
class Parameter:
    """A value set by others, on which the model depends.

    Args:
        name: dotted name, from its place under `joinedup/parameters/`.
        says: one sentence.
        unit: unit of the value.
        geography: the area the value speaks of.
        distribution: how draws spread between low and high.
        design: the kind of study behind it.
        values: from each date on, the value.
        owner: who keeps it up to date.
        moves_with: group of parameters that tend to be high or low together, such as prices; "" for none. How
            strongly is the parameter `joinedup.correlation.<group>`.
    """

    name: str
    says: str
    unit: str
    geography: str
    distribution: Distribution
    design: Design
    values: dict[date, ParameterValue]
    owner: str
    moves_with: str = ""

    def at(self, on: date) -> ParameterValue:
        """Return the value in force on a day: the latest dated on or before it, or the earliest known."""
        dates = sorted(self.values)
        earlier = [day for day in dates if day <= on]
        return self.values[earlier[-1] if earlier else dates[0]]
