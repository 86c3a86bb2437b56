"""Where the answer flips: the part of the assumptions in which what saves costs, or what costs saves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.council.explain._boxes import best_box, coverage, density
from joinedup.council.explain._inputs_in_words import Condition, condition
from joinedup.declared import Parameter
from joinedup.vocabulary import pounds

Values = NDArray[np.float64]

# Where a smaller share of draws flips, they tell nothing about where they lie.
_FEWEST = 0.03
_NEAREST = 0.1
_MOST_COLUMNS = 10


@dataclass(frozen=True)
class FlipRegion:
    """Where the answer flips, or where it comes nearest to that.

    Args:
        usually: `saves` or `costs`: what most draws say.
        share_flipped: share of all draws that say the other.
        is_flip: whether the conditions tell where it flips; otherwise where the sum is nearest to 0.
        conditions: one or two, all of which hold; empty where none tell draws apart.
        density: of the draws in which they hold, the share that flips (or is among the nearest tenth).
        coverage: of the draws that flip (or are among the nearest tenth), the share in which they hold.
        mean: mean sum over the plan where they hold, in pounds; above 0 costs.
    """

    usually: str
    share_flipped: float
    is_flip: bool
    conditions: tuple[Condition, ...]
    density: float
    coverage: float
    mean: float

    def in_words(self) -> str:
        """Return it in a sentence or two."""
        other = "costs" if self.usually == "saves" else "saves"
        where = " and ".join(one.says for one in self.conditions)
        if self.is_flip:
            if not where:
                return f"It {other} in {_hundred(self.share_flipped)}, and no few assumptions tell where."
            return (
                f"It {other} in {_hundred(self.density)} where {where}. "
                f"Of all draws in which it {other}, {round(self.coverage * 100)} of 100 lie there."
            )
        often = (
            f"in all but {self.share_flipped * 100:.1f}% of draws" if self.share_flipped else "in every draw"
        )
        if not where:
            return f"It {self.usually} {often}, and no few assumptions bring it near to nothing."
        word = "saves" if self.mean < 0 else "costs"
        return (
            f"It {self.usually} {often}. It comes nearest to nothing where {where}: "
            f"there it {word} {pounds(abs(self.mean))} over the plan on average."
        )


def flip_region(
    drawn: dict[str, Values],
    answer: Values,
    weighed: dict[str, float],
    parameters: dict[str, Parameter],
) -> FlipRegion:
    """Return where the answer flips.

    The rule is found in the first half of the draws and judged by the second, so that it is not praised for
    fitting chance.

    Args:
        drawn: draws of each uncertain input.
        answer: sum over the plan, above 0 where it costs. Shape (draw,).
        weighed: how strongly each input goes with the answer; only the strongest are looked at.
        parameters: parameters by name.
    """
    names = sorted(drawn, key=lambda name: (-weighed[name], name))[:_MOST_COLUMNS]
    values = np.stack([drawn[name] for name in names], axis=1)
    costs = answer > 0
    is_usually_cost = bool(costs.mean() >= 0.5)
    flipped = ~costs if is_usually_cost else costs
    half = len(answer) // 2
    is_flip = float(min(flipped[:half].mean(), flipped[half:].mean())) >= _FEWEST
    cases = flipped if is_flip else np.abs(answer) <= np.quantile(np.abs(answer), _NEAREST)
    box = best_box(values[:half], cases[:half])
    inside = box.holds(values[half:]) if box else np.ones(len(answer) - half, dtype=np.bool_)
    conditions = (
        tuple(
            condition(names[column], low, high, parameters)
            for column, (low, high) in zip(box.columns, box.limits, strict=True)
        )
        if box
        else ()
    )
    return FlipRegion(
        usually="costs" if is_usually_cost else "saves",
        share_flipped=float(flipped.mean()),
        is_flip=is_flip,
        conditions=conditions,
        density=density(box, values[half:], cases[half:]) if box else float(cases.mean()),
        coverage=coverage(box, values[half:], cases[half:]) if box else 1.0,
        mean=float(answer[half:][inside].mean()) if inside.any() else float(answer.mean()),
    )


def _hundred(share: float) -> str:
    return f"{round(share * 100)} of 100 draws"
