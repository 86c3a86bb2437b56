"""Whether ranges hold as many truths as they say, on made-up worlds whose truth is known.

    python benchmarks/coverage.py [--worlds 1000] [--draws 256] [--markdown FILE]

A world is a made-up council with true values of its own for everything the model is not sure of, drawn from
what the model holds possible, and a future of ten years run on them with chance of its own. The forecast sees
none of that: only what the council's returns would say on the first day. Three kinds of world are made:

exact returns: the returns say what is so;
counted returns: each count is off by chance, as a count of so many is (Poisson);
shifted assumptions: the same, and the truth of half of all parameters, chosen anew in each world, is drawn
one standard deviation higher than the model believes.

A fair 80% range holds 80% of truths and a fair 95% range 95%. `spread` is how far truths lie from the middle
of the forecast against how far the forecast says they will: above 1 it is too sure, below 1 not sure enough.
`lean` is how many of the forecast's standard deviations truths lie above its middle, on average.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import special

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from made_figures import MadeCouncil

from joinedup.council import Figures, collect_figures
from joinedup.council._inputs import Inputs
from joinedup.council._paths import Paths
from joinedup.declared import FigureValue, Parameter
from joinedup.engine import FIGURE, Uncertain, spread
from joinedup.vocabulary import FIGURES, SPENDING_LINES, Pot

YEARS = 10
AHEAD = (1, 5, 10)
# What is forecast, from a run. Each has the shape (draw, year).
FORECAST: dict[str, Callable[[Paths], np.ndarray]] = {
    "General Fund spending": lambda paths: general_fund(paths),
    "looked-after children": lambda paths: paths.whole("care.looked_after"),
    "children in need": lambda paths: paths.whole("children_in_need.in_need"),
    "EHC plans": lambda paths: paths.whole("send.plans"),
}
PROMISED = {80: (77, 83), 95: (93, 97)}
# Added to a world's number, so that its truth, its chance and its forecast share no draw.
TRUTH, CHANCE, FORECASTER = 1_000_000, 2_000_000, 3_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of world.

    Args:
        says: what it is called.
        is_counted: whether returns are counts that err by chance.
        is_shifted: whether the truth of half of the parameters is drawn from higher values.
    """

    says: str
    is_counted: bool
    is_shifted: bool


KINDS = (
    Kind("exact returns", False, False),
    Kind("counted returns", True, False),
    Kind("shifted assumptions", True, True),
)


@dataclass(frozen=True)
class Held:
    """One truth beside its forecast.

    Args:
        in_80: whether the 80 per cent range held it.
        in_95: whether the 95 per cent range held it.
        far: how many of the forecast's standard deviations it lies above the forecast's middle.
    """

    in_80: bool
    in_95: bool
    far: float


Found = dict[tuple[str, str, int], list[Held]]


def main() -> None:
    """Read the arguments, make the worlds and print how many truths the ranges held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--worlds", type=int, default=1_000, help="worlds of each kind")
    parser.add_argument("--draws", type=int, default=256, help="draws of each forecast")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    began = time.perf_counter()
    found: Found = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        made = MadeCouncil(Path(folder))
        for number in range(given.worlds):
            for kind in KINDS:
                one_world(made, kind, number, given.draws, found)
            if sys.stderr.isatty():
                print(f"\rworld {number + 1:,} of {given.worlds:,}", end="", file=sys.stderr)
    lines = table(found, given.worlds, given.draws, time.perf_counter() - began)
    print("\n".join(lines))
    if given.markdown:
        given.markdown.write_text("\n".join(["# Do ranges hold what they say?", "", *lines, ""]), "utf-8")


def one_world(made: MadeCouncil, kind: Kind, number: int, draws: int, found: Found) -> None:
    """Make a world, forecast it from its returns alone, and note which ranges held the truth."""
    rng = np.random.default_rng([number, kind.is_shifted])
    believed = made.parameters
    true_values = shifted(believed, rng) if kind.is_shifted else believed
    around = collect_figures(made.council.ons_code, base_values(made))
    truth = made.inputs(draws=1, years=YEARS, seed=TRUTH + number, figures=around, parameters=true_values)
    came = made.run(truth, seed=CHANCE + number, with_chance=True, threads=1)
    seen = returns(made, truth, rng if kind.is_counted else None)
    forecast = made.inputs(draws=draws, years=YEARS, seed=FORECASTER + number, figures=seen)
    expected = made.run(forecast, seed=FORECASTER + number, with_chance=True, threads=2)
    for says, take in FORECAST.items():
        for ahead in AHEAD:
            fan, value = take(expected)[:, ahead - 1], float(take(came)[0, ahead - 1])
            found[kind.says, says, ahead].append(held(fan, value))


def held(fan: np.ndarray, truth: float) -> Held:
    """Return whether the ranges of a forecast held a truth."""
    low_95, low_80, middle, high_80, high_95 = np.quantile(fan, (0.025, 0.1, 0.5, 0.9, 0.975))
    far = (truth - middle) / fan.std()
    return Held(bool(low_80 <= truth <= high_80), bool(low_95 <= truth <= high_95), float(far))


def base_values(made: MadeCouncil) -> list[FigureValue]:
    """Return the council that worlds are drawn around, without a past that no world of ours had."""
    return [by_date[max(by_date)] for by_date in made.figures().values.values()]


def returns(made: MadeCouncil, truth: Inputs, rng: np.random.Generator | None) -> Figures:
    """Return what a world's returns say on the first day: its true figures, counted by chance where asked."""
    so, counts = true_figures(truth)
    values = []
    for value in base_values(made):
        key = (value.figure, value.band)
        if value.area == made.council.ons_code and key in so:
            said = rng.poisson(so[key]) if rng is not None and key in counts else so[key]
            values.append(replace(value, value=float(said)))
        else:
            values.append(value)
    return collect_figures(made.council.ons_code, values)


def true_figures(truth: Inputs) -> tuple[dict[tuple[str, str], float], set[tuple[str, str]]]:
    """Return a world's true figures by name and band, and which of them are counts."""
    so, counts = {}, set()
    for start in truth.starting:
        name = "budget" if start.figure == "net_spend" else start.figure
        by_patch = truth.values[0, :, truth.names.index(f"{FIGURE}{name}/{start.band}")]
        # Means, prices and shares are given to each patch as they are; counts and money are shared out.
        is_shared = abs(by_patch.sum() - start.value) < abs(by_patch.mean() - start.value)
        so[name, start.band] = float(by_patch.sum() if is_shared else by_patch.mean())
        if is_shared and not FIGURES[name].unit.startswith("pounds"):
            counts.add((name, start.band))
    return so, counts


def shifted(parameters: dict[str, Parameter], rng: np.random.Generator) -> dict[str, Parameter]:
    """Return parameters of which half, chosen by chance, lie one standard deviation higher."""
    chosen = rng.random(len(parameters)) < 0.5
    return {
        name: higher(one) if is_chosen else one
        for (name, one), is_chosen in zip(parameters.items(), chosen, strict=True)
    }


def higher(parameter: Parameter) -> Parameter:
    """Return a parameter whose every quantile lies one standard deviation up, within its own bounds."""
    moved = {}
    for day, held_then in parameter.values.items():
        of = Uncertain(held_then.value, held_then.low, held_then.high, parameter.distribution)
        low, value, high = spread(special.ndtr(np.array([-1.96, 0.0, 1.96]) + 1.0), of)
        moved[day] = replace(held_then, low=float(low), value=float(value), high=float(high))
    return replace(parameter, values=moved)


def general_fund(paths: Paths) -> np.ndarray:
    """Return what is spent from the General Fund. Shape (draw, year)."""
    lines = [f"spend.{line.code}" for line in SPENDING_LINES if line.pot is Pot.GENERAL_FUND]
    return np.asarray(np.sum([paths.whole(name) for name in lines if name in paths.names], axis=0))


def table(found: Found, worlds: int, draws: int, seconds: float) -> list[str]:
    """Return the table, with what chance alone would do to it."""
    lines = [
        f"{worlds:,} worlds of each kind, {draws} draws to a forecast, {seconds:.0f} s. By chance alone a "
        f"fair 80% range would hold {chance(80, worlds)} and a fair 95% range {chance(95, worlds)}.",
        "",
        "| world | what | years ahead | in 80% | in 95% | spread | lean | as promised |",
        "| --- | --- | --: | --: | --: | --: | --: | --- |",
    ]
    for (kind, says, ahead), ones in sorted(found.items(), key=lambda item: _order(item[0])):
        shares = {
            80: 100 * np.mean([one.in_80 for one in ones]),
            95: 100 * np.mean([one.in_95 for one in ones]),
        }
        far = np.array([one.far for one in ones])
        kept = all(low <= shares[of] <= high for of, (low, high) in PROMISED.items())
        cells = (
            kind,
            says,
            str(ahead),
            f"{shares[80]:.1f}%",
            f"{shares[95]:.1f}%",
            f"{np.sqrt((far**2).mean()):.2f}",
            f"{far.mean():+.2f}",
            "yes" if kept else "no",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _order(key: tuple[str, str, int]) -> tuple[int, int, int]:
    kind, says, ahead = key
    return [one.says for one in KINDS].index(kind), list(FORECAST).index(says), ahead


def chance(share: int, worlds: int) -> str:
    """Return what a fair range would hold in nineteen of twenty such runs."""
    off = 1.96 * 100 * math.sqrt(share / 100 * (1 - share / 100) / worlds)
    return f"{share - off:.1f} to {min(share + off, 100):.1f}%"


if __name__ == "__main__":
    main()
