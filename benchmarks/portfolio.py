"""How long portfolios, plans and better sets take, how exact shares are, and if the best set is found.

    python benchmarks/portfolio.py [--county FOLDER] [--only times,shares,sets] [--markdown FILE]

Times: each command as a user gives it, in a process of its own, with nothing kept from earlier runs, on the
fictional county (made and loaded first where no folder is named).

Fair shares: of eight proposals of the county, from every set, against those from orders. Orders tried both
ways round, as `joinedup portfolio` tries them beyond eight proposals, are held against orders drawn singly
(Castro, Gómez and Tejada 2009) that run as many sets. Errors are shares of the largest fair share of the
General Fund over five years; each way is tried with many seeds.

Better sets: portfolios made by hand, whose best set is known from running every set. Proposals work on each
other two at a time, and in the second kind three at a time as well, which the pairwise picture cannot see.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from joinedup.cli._proposals import proposals_named
from made_choices import MadePortfolio, every_set, menu_of, saves_at_least, searched

from joinedup.council import Plan, Settings, ready
from joinedup.council.portfolios import FIVE_YEARS, SET_DRAWS, KeptSets, Worth
from joinedup.council.portfolios._sampled import additions, orders
from joinedup.council.portfolios._shapley import shapley
from joinedup.folder import read_council
from joinedup.vocabulary import Pot

EIGHT = (
    "family-help-trim",
    "youth-trim",
    "attendance-trim",
    "social-work-trim",
    "support-workers",
    "transport-redesign",
    "travel-training",
    "family-group-conferences",
)
# What the commands are held to, in seconds on two processors.
COMMANDS = (
    ("portfolio, all twenty proposals", ("portfolio",), 180),
    ("portfolio, eight proposals, every set", ("portfolio", *EIGHT), 70),
    ("optimise, with the front", ("optimise",), 300),
    ("optimise, again with sets kept", ("optimise",), None),
    ("plan", ("plan",), None),
    ("outturn", ("outturn",), None),
)
_AGAIN = "again"
SEEDS = 200
PORTFOLIOS = 20
SIZES = (8, 10, 12)
_KINDS = (("pairs alone", 0.0), ("and threes", 0.05))

Table = list[tuple[str, ...]]


def main() -> None:
    """Read the arguments, measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--county", type=Path, help="folder of the fictional county, already loaded")
    parser.add_argument("--only", default="times,shares,sets", help="parts to measure, joined by commas")
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    given = parser.parse_args()
    asked = given.only.split(",")
    tables: dict[str, Table] = {}
    with tempfile.TemporaryDirectory() as made:
        if {"times", "shares"} & set(asked):
            county = _county(given.county, Path(made) / "county")
            if "times" in asked:
                tables["Commands, from the shell"] = _times(county)
            if "shares" in asked:
                tables["Fair shares from orders"] = _shares(county)
        if "sets" in asked:
            tables["Better sets of made portfolios"] = _sets()
    for title, table in tables.items():
        print(f"\n{title}\n" + "\n".join("  ".join(row) for row in table))
    if given.markdown:
        parts = [f"### {title}\n\n{_markdown(table)}" for title, table in tables.items()]
        given.markdown.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _county(named: Path | None, folder: Path) -> Path:
    """Return a copy of the county that may be written into."""
    if named:
        shutil.copytree(named, folder)
    else:
        _joinedup("demo", str(folder))
    return folder


def _joinedup(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "joinedup", *words], check=True, capture_output=True)


def _times(county: Path) -> Table:
    rows: Table = [("command", "seconds", "limit")]
    for says, words, limit in COMMANDS:
        if _AGAIN not in says:
            shutil.rmtree(county / ".joinedup" / "sets", ignore_errors=True)
        began = time.perf_counter()
        _joinedup(*words, "--council", str(county))
        taken = time.perf_counter() - began
        rows.append((says, f"{taken:.0f}", "" if limit is None else str(limit)))
        print("  ".join(rows[-1]), file=sys.stderr)
    return rows


def _shares(county: Path) -> Table:
    here = read_council(county)
    asked, settings = ready(here), Settings(draws=SET_DRAWS)
    worth = Worth(Plan(asked, settings), proposals_named(here, list(EIGHT)), kept=KeptSets(asked, settings))
    worth.run_all(range(1 << len(EIGHT)), "every set")
    fund = worth.series.money(Pot.GENERAL_FUND, FIVE_YEARS)
    game = np.stack([fund.of(worth.mean(chosen)) for chosen in range(1 << len(EIGHT))])[:, None]
    exact = shapley(game)[:, 0]
    rows: Table = [("way", "orders", "sets run", "largest error", "usual error")]
    for pairs in (1, 3, 6):
        both = [_from_orders(game, pairs, seed, is_mirrored=True) for seed in range(SEEDS)]
        single = [_from_orders(game, 2 * pairs, seed, is_mirrored=False) for seed in range(SEEDS)]
        rows.append(_error("both ways round", 2 * pairs, both, exact))
        rows.append(_error("singly", 2 * pairs, single, exact))
    return rows


def _from_orders(
    game: NDArray[np.float64], count: int, seed: int, *, is_mirrored: bool
) -> tuple[NDArray[np.float64], int]:
    """Return fair shares from some orders, and how many sets they look at."""
    held: list[NDArray[np.float64]] = []
    seen: set[int] = set()

    def value(chosen: int) -> NDArray[np.float64]:
        seen.add(chosen)
        return np.asarray(game[chosen])

    drawn = orders(range(len(EIGHT)), seed)
    for _ in range(count):
        held.append((additions if is_mirrored else _one_way)(value, next(drawn)))
    return np.mean(held, axis=0)[:, 0], len(seen - {0})


def _one_way(value: Callable[[int], NDArray[np.float64]], order: tuple[int, ...]) -> NDArray[np.float64]:
    """Return what each player adds in one order. Shape (player, series)."""
    added, so_far = np.zeros((len(order), *value(0).shape)), 0
    for player in order:
        added[player] = value(so_far | 1 << player) - value(so_far)
        so_far |= 1 << player
    return added


def _error(
    says: str,
    count: int,
    found: list[tuple[NDArray[np.float64], int]],
    exact: NDArray[np.float64],
) -> tuple[str, ...]:
    largest = np.abs(exact).max()
    missed = np.array([np.abs(shares - exact).max() / largest for shares, _ in found])
    sets = np.mean([sets for _, sets in found])
    return says, str(count), f"{sets:.0f}", f"{missed.max():.2%}", f"{np.median(missed):.2%}"


def _sets() -> Table:
    rows: Table = [
        (
            "proposals work on each other",
            "proposals",
            "best found",
            "furthest off, of the range",
            "sets run",
            "of",
        )
    ]
    for says, noise in _KINDS:
        for n in SIZES:
            rows.append((says, str(n), *_searches(n, noise)))
    return rows


def _searches(n: int, noise: float) -> tuple[str, ...]:
    """Return how often the best set is found, how far the worst miss is, and what it took."""
    hits, tried, worst, ran = 0, 0, 0.0, []
    for seed in range(PORTFOLIOS):
        portfolio, menu = MadePortfolio(n, seed, noise=noise), menu_of(n)
        limits = [saves_at_least(1.0)]
        truth = every_set(portfolio, menu, limits)
        if not truth:
            # No set of this portfolio saves so much: there is nothing to find.
            continue
        best, least = (end(one.outcome for one in truth.values()) for end in (max, min))
        finder = searched(portfolio, menu, limits)
        found = finder.best("outcome", steps=20)
        reached = truth[found.choice].outcome if found.choice is not None else -np.inf
        tried += 1
        hits += reached >= best - 1e-9
        worst = max(worst, (best - reached) / max(best - least, 1e-9))
        ran.append(len(finder.verified))
    return f"{hits} of {tried}", f"{worst:.1%}", f"{np.mean(ran):.0f}", f"{2**n:,}"


def _markdown(table: Table) -> str:
    header, *rows = table
    lines = [header, tuple("---" if not place else "--:" for place in range(len(header))), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
