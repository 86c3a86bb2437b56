"""What a ripple does to people and services: the measures that move, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council import MeasureEffect, PlacesShort, Ripple
from joinedup.declared import Measure, Over
from joinedup.reports._wording import lower_first, quantity, year_end

_LEAST_SHARE = 0.001
_LEAST_COUNT = 0.5
_FIRST = 4


@dataclass(frozen=True)
class MovedMeasure:
    """A main measure with its effect in each year, for the whole council or one patch."""

    measure: Measure
    effects: tuple[MeasureEffect, ...]

    def in_year(self, year: str) -> MeasureEffect:
        """Return the effect in one year."""
        return next(one for one in self.effects if one.year == year)

    @property
    def weight(self) -> float:
        """The largest mean change in any year, as a share of the measure."""
        return max(abs(one.change.mean) / max(abs(one.without.mean), 1.0) for one in self.effects)


def main_measures(ripple: Ripple, patch: str = "") -> list[MovedMeasure]:
    """Return every main measure of the council or of a patch, most moved first."""
    found: dict[str, list[MeasureEffect]] = {}
    for one in ripple.measures:
        if one.measure.is_main and one.patch == patch:
            found.setdefault(one.measure.name, []).append(one)
    moved = [MovedMeasure(rows[0].measure, tuple(rows)) for rows in found.values()]
    return sorted(moved, key=lambda one: (-one.weight, one.measure.name))


def is_moved(one: MovedMeasure) -> bool:
    """Whether in any year the 80 per cent range lies on one side of nought and the change can be seen."""
    return any(
        (effect.change.low_80 > 0 or effect.change.high_80 < 0)
        and abs(effect.change.mean) >= max(_LEAST_COUNT, _LEAST_SHARE * abs(effect.without.mean))
        for effect in one.effects
    )


def for_people(ripple: Ripple, year: str) -> list[str]:
    """Return the few measures that move most, each as a sentence, in the year spoken of."""
    # What money does is said pot by pot.
    people = [one for one in main_measures(ripple) if one.measure.unit != "pounds"]
    moved = [one for one in people if is_moved(one) and _shows(one.in_year(year))]
    return [sentence(one.in_year(year)) for one in moved[:_FIRST]]


def _shows(effect: MeasureEffect) -> bool:
    return quantity(abs(effect.change.mean), effect.measure.unit) not in ("0", "0.00")


def sentence(effect: MeasureEffect) -> str:
    """Return one change in words: `21 more looked-after children on 31 March 2031 (likely 8 to 39 more)`."""
    change, unit = effect.change, effect.measure.unit
    says = lower_first(effect.measure.says)
    return (
        f"{quantity(abs(change.mean), unit)} {_direction(change.mean, effect.measure)} {says} {when(effect)} "
        f"({_likely(effect)})"
    )


def _direction(amount: float, measure: Measure) -> str:
    is_counted = measure.unit not in ("ratio", "share") and not measure.unit.startswith("pounds")
    return "more" if amount > 0 else "fewer" if is_counted else "less"


def when(effect: MeasureEffect) -> str:
    """Return when a measure is counted, in the year of an effect."""
    if effect.measure.over is Over.YEAR_END:
        return f"on {year_end(effect.year)}"
    return f"in {effect.year}" if effect.measure.over is Over.YEAR_SUM else f"on average in {effect.year}"


def _likely(effect: MeasureEffect) -> str:
    change, measure = effect.change, effect.measure
    low, high = change.low_80, change.high_80
    if low < 0 < high:
        fewer = f"{quantity(-low, measure.unit)} {_direction(low, measure)}"
        return f"likely between {fewer} and {quantity(high, measure.unit)} more"
    near, far = sorted((abs(low), abs(high)))
    first, last = quantity(near, measure.unit), quantity(far, measure.unit)
    return f"{first} in nearly every case" if first == last else f"likely between {first} and {last}"


def short_areas(ripple: Ripple) -> Sequence[PlacesShort]:
    """Return the planning areas that are short of places, without or with the proposals."""
    return [one for one in ripple.places_short if max(one.without.mean, one.with_.mean) >= _LEAST_COUNT]
