"""How fast the engine runs, beside PySD and on the whole council by draws, patches and threads.

Run with `python benchmarks/engine.py`. Each run is made three times and the best is shown, so that kernels
are made and read before anything counts. PySD runs one draw at a time, so a handful of its runs are timed
and multiplied; the table says so.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pysd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from made_figures import MadeCouncil
from xmile_model import STOCKS, VALUES, as_equations, as_xmile, starts

from joinedup.council import kernel, services
from joinedup.declared import Over
from joinedup.engine import Kernel, Recorded, compile_model, no_overlay, run_ensemble

N_RUNS = 3
N_PEER = 6
MONTHS = 180
SEED = 1


def seconds(run: Callable[[], object], times: int = N_RUNS) -> float:
    """Return the least of the times a run took."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return min(taken)


def row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def nine_stocks() -> None:
    """Time a model of nine stocks in PySD and in ours, one thread each."""
    recorded = [Recorded(f"m.{stock}", Over.YEAR_END) for stock in STOCKS]
    ours = compile_model([as_equations()], recorded)
    peer = peer_seconds()
    row("nine stocks, 180 months", "ours, 1 thread", "PySD (one draw × draws)", "times as fast")
    row("---", "--:", "--:", "--:")
    for draws in (256, 1024):
        inputs = nine_inputs(ours, draws)
        overlay = no_overlay(MONTHS, 1, len(ours.inputs))
        taken = seconds(lambda at=inputs, o=overlay: run_ensemble(ours, at, o, seed=SEED, threads=1))
        row(
            f"{draws:,} draws",
            f"{1000 * taken:.1f} ms",
            f"{peer * draws:.1f} s",
            f"{peer * draws / taken:,.0f}",
        )


def nine_inputs(model: Kernel, draws: int) -> np.ndarray:
    """Return draws of the nine-stock model, each value up to a tenth away from its own."""
    rng = np.random.default_rng(SEED)
    values = np.array([starts()[name] for name in model.inputs])
    varied = np.array([name in VALUES for name in model.inputs])
    return np.where(varied, values * rng.uniform(0.9, 1.1, (draws, 1, len(values))), values)


def peer_seconds() -> float:
    """Return the seconds PySD takes for one draw."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "care.xmile"
        path.write_text(as_xmile(MONTHS), encoding="utf-8")
        model = pysd.read_xmile(str(path))
        ends = range(12, MONTHS + 1, 12)

        def handful() -> None:
            for number in range(N_PEER):
                rng = np.random.default_rng(number)
                values = {name: value * rng.uniform(0.9, 1.1) for name, value in VALUES.items()}
                model.run(params=values, return_columns=list(STOCKS), return_timestamps=ends)

        return seconds(handful) / N_PEER


def whole_council() -> None:
    """Time the whole council by draws, patches and threads."""
    with tempfile.TemporaryDirectory() as folder:
        made = MadeCouncil(Path(folder))
        inputs = made.inputs(draws=1024, years=MONTHS // 12).values
    stocks = sum(len(service.equations.stocks) for service in services())
    steps = sum(len(service.equations.steps) for service in services())
    print(f"\nWhole council: {stocks} stocks, {steps} flows and other quantities, chance on people.\n")
    row("draws", "patches", "threads", "seconds", "µs a draw, patch and month")
    row("--:", "--:", "--:", "--:", "--:")
    for draws, patches, threads in SIZES:
        at = np.ascontiguousarray(np.repeat(inputs[:draws, :1], patches, axis=1))
        overlay = no_overlay(MONTHS, patches, len(kernel().inputs))
        taken = seconds(
            lambda at=at, o=overlay, n=threads: run_ensemble(kernel(), at, o, seed=SEED, threads=n)
        )
        each = taken / (draws * patches * MONTHS) * 1e6
        row(f"{draws:,}", str(patches), str(threads), f"{taken:.2f}", f"{each:.2f}")


SIZES = (
    (256, 1, 1),
    (256, 2, 1),
    (256, 4, 1),
    (512, 4, 1),
    (1024, 4, 1),
    (256, 4, 2),
    (512, 4, 2),
    (1024, 4, 2),
)


def main() -> None:
    """Print both tables."""
    nine_stocks()
    whole_council()


if __name__ == "__main__":
    main()
