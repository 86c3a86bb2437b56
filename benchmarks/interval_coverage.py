"""Whether ranges hold as many truths as they say, on made-up worlds whose truth is known.

    python benchmarks/interval_coverage.py [--worlds 1000] [--draws 128] [--markdown FILE]

A world is a made-up council with true values of its own for everything the model is not sure of, drawn from
what the model holds possible, and a future of ten years run on them with chance of its own. The forecast sees
none of that: only what the council's returns would say on the first day. These kinds of world are made:

exact returns: the returns say what is so on the first day;
noisy returns: each figure is off by chance, as far as the model believes returns to be off;
noisy, shifted: the same, and the truth of half of all parameters, chosen anew in each world, is drawn one
standard deviation higher than the model believes;
with a past: the world began some years before, and its returns of each year since are seen. What no measure
counts is seen at its beginning alone, and each budget is the last year's spending, raised as it last rose;
past, not weighed: the same worlds and returns, forecast without weighing draws by the past;
past, shifted: the same as with a past, on shifted truths.

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
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy import special

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from made_figures import MadeCouncil

from joinedup.council import Figures, Settings, collect_figures, measures
from joinedup.council._inputs import make_inputs
from joinedup.council._paths import Paths
from joinedup.council._runs import run_paths
from joinedup.council._session import draw_inputs
from joinedup.declared import FigureValue, Origin, Parameter
from joinedup.engine import FIGURE, Uncertain, spread
from joinedup.vocabulary import SPENDING_LINES, Pot

YEARS = 10
PROCESSES = 2
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
        past: years that the world runs, and is seen, before the forecast is made.
        is_weighed: whether the forecast weighs its draws by the past.
    """

    says: str
    is_counted: bool = True
    is_shifted: bool = False
    past: int = 0
    is_weighed: bool = False


PAST = 3
KINDS = (
    Kind("exact returns", is_counted=False),
    Kind("noisy returns"),
    Kind("noisy, shifted", is_shifted=True),
    Kind("with a past", past=PAST, is_weighed=True),
    Kind("past, not weighed", past=PAST),
    Kind("past, shifted", is_shifted=True, past=PAST, is_weighed=True),
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
    parser.add_argument("--draws", type=int, default=128, help="draws of each forecast")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    began = time.perf_counter()
    found: Found = defaultdict(list)
    shares = [range(first, given.worlds, PROCESSES) for first in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        for part in pool.map(some_worlds, shares, [given.draws] * PROCESSES):
            for key, ones in part.items():
                found[key] += ones
    lines = table(found, given.worlds, given.draws, time.perf_counter() - began)
    print("\n".join(lines))
    if given.markdown:
        given.markdown.write_text("\n".join(["# Do ranges hold what they say?", "", *lines, ""]), "utf-8")


def some_worlds(numbers: range, draws: int) -> Found:
    """Make some of the worlds and return what their forecasts held."""
    found: Found = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        made = MadeCouncil(Path(folder))
        for number in numbers:
            for kind in KINDS:
                one_world(made, kind, number, draws, found)
    return found


def one_world(made: MadeCouncil, kind: Kind, number: int, draws: int, found: Found) -> None:
    """Make a world, forecast it from its returns alone, and note which ranges held the truth."""
    rng = np.random.default_rng([number, kind.is_shifted])
    world = World(made, kind, number, shifted(made.parameters, rng) if kind.is_shifted else made.parameters)
    asked = made.ready(world.returns(rng if kind.is_counted else None))
    settings = Settings(draws=draws, years=YEARS, seed=FORECASTER + number, threads=1)
    if kind.is_weighed:
        forecast = draw_inputs(asked, settings)
    else:
        forecast = made.inputs(draws=draws, years=YEARS, seed=settings.seed, figures=asked.figures)
    expected = made.run(forecast, seed=settings.seed, with_chance=True, threads=1)
    for says, take in FORECAST.items():
        for ahead in AHEAD:
            fan, value = take(expected)[:, ahead - 1], float(take(world.came)[0, kind.past + ahead - 1])
            found[kind.says, says, ahead].append(held(fan, value))


class World:
    """A council whose truth is known, and what came of it.

    Args:
        made: the council that worlds are drawn around.
        kind: what kind of world it is.
        number: fixes its truth and its chance.
        parameters: from which its truth is drawn.
    """

    def __init__(self, made: MadeCouncil, kind: Kind, number: int, parameters: dict[str, Parameter]) -> None:
        self.council, self.past = made.council, kind.past
        self.began = years_on(made.council.plan_starts, -kind.past)
        # Without a past that no world of ours had.
        latest = [by_date[max(by_date)] for by_date in made.figures().values.values()]
        self.around = [replace(one, as_at=years_on(one.as_at, -kind.past)) for one in latest]
        self.truth = make_inputs(
            made.council,
            collect_figures(made.council.ons_code, self.around),
            parameters,
            draws=1,
            seed=TRUTH + number,
            years=kind.past + YEARS,
            on=self.began,
        )
        self.came = run_paths(self.truth, self.began, seed=CHANCE + number, threads=1)

    def returns(self, rng: np.random.Generator | None) -> Figures:
        """Return what the returns say by the first day of the forecast, counted by chance if asked."""
        so, noise = self._at_first(rng)
        values = []
        for value in self.around:
            key = (value.figure, value.band)
            is_known = value.area == self.council.ons_code and key in so
            values.append(replace(value, value=so[key]) if is_known else value)
        values += [one for year in range(self.past) for one in self._of_year(year)]
        if self.past:
            values += self._budgets()
        if rng is not None:
            values = [replace(one, value=one.value * self._noise(one, noise)) for one in values]
        return collect_figures(self.council.ons_code, values)

    def _at_first(
        self, rng: np.random.Generator | None
    ) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
        """Return true figures at the beginning by name and band, and by what factor each return is off."""
        so, noise = {}, {}
        # People of all ages are counted together, and err together.
        people = rng.standard_normal() if rng else 0.0
        for start in self.truth.starting:
            name = "budget" if start.figure == "net_spend" else start.figure
            by_patch = self.truth.values[0, :, self.truth.names.index(f"{FIGURE}{name}/{start.band}")]
            # Means, prices and shares are given to each patch as they are; counts and money are shared out.
            is_shared = abs(by_patch.sum() - start.value) < abs(by_patch.mean() - start.value)
            so[name, start.band] = float(by_patch.sum() if is_shared else by_patch.mean())
            far = people if name == "people" else (rng.standard_normal() if rng else 0.0)
            noise[name, start.band] = math.exp(start.spread * far)
        return so, noise

    def _noise(self, value: FigureValue, noise: dict[tuple[str, str], float]) -> float:
        return noise.get((value.figure, value.band), 1.0) if value.area == self.council.ons_code else 1.0

    def _of_year(self, year: int) -> list[FigureValue]:
        """Return everything measured on the 31 March that ends a year, or over that year."""
        ends = date(self.began.year + year + 1, 3, 31)
        return [
            self._value(one.figure, one.band, ends, float(self.came.whole(one.name)[0, year]))
            for one in measures().values()
            if one.figure and one.name in self.came.names
        ]

    def _budgets(self) -> list[FigureValue]:
        """Return the budget of the first year forecast: last year's spending, raised as it last rose."""
        ends, found = years_on(self.council.plan_starts, 1) - timedelta(days=1), []
        for line in SPENDING_LINES:
            if f"spend.{line.code}" in self.came.names:
                spent = self.came.whole(f"spend.{line.code}")[0, : self.past]
                rise = spent[-1] / spent[-2] if self.past > 1 and spent[-2] > 0 else 1.0
                found.append(self._value("budget", line.code, ends, float(spent[-1] * rise)))
        return found

    def _value(self, figure: str, band: str, as_at: date, value: float) -> FigureValue:
        return FigureValue(figure, self.council.ons_code, band, as_at, value, Origin.OWN, "its returns")


def years_on(day: date, years: int) -> date:
    """Return the same day so many years later."""
    return date(day.year + years, day.month, day.day)


def held(fan: np.ndarray, truth: float) -> Held:
    """Return whether the ranges of a forecast held a truth."""
    # By this rule a range of few draws holds one more draw as often as it says, so that any number will do.
    low_95, low_80, middle, high_80, high_95 = np.quantile(
        fan, (0.025, 0.1, 0.5, 0.9, 0.975), method="weibull"
    )
    far = (truth - middle) / fan.std()
    return Held(bool(low_80 <= truth <= high_80), bool(low_95 <= truth <= high_95), float(far))


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
