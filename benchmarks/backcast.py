"""Backcasts of every authority started from open tables, beside the naive forecast.

    python benchmarks/backcast.py [OPEN_DATA] [--every 4] [--markdown docs/backcast.md]

Each authority is run from the last three years held, as if nothing later were known, and scored against what
came. Errors are shares of the truth; skill is 1 less the model's CRPS over the naive forecast's, each divided
by the truth so that large authorities do not decide alone: above 0 the model is better, below 0 worse.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from joinedup.council import Scored, Settings, backcast, figures_of, ready_with
from joinedup.folder import read_council
from joinedup.national import OpenData, authorities, start_council

OPEN_DATA = Path(os.environ.get("JOINEDUP_SHARED_DATA", "../shared/data"))
HEADER = (
    "measure",
    "years ahead",
    "forecasts",
    "bias",
    "error",
    "naive error",
    "skill",
    "inside 80% range",
)
# Too few children for a forecast of anything.
LEFT_OUT = {"201", "420"}


def main() -> None:
    """Read the arguments, run the backcasts and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "open_data", type=Path, nargs="?", default=OPEN_DATA, help="folder of national tables"
    )
    parser.add_argument("--every", type=int, default=1, help="only every n-th authority")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    if not given.open_data.is_dir():
        print(f"left out: there is no folder {given.open_data} of national tables")
        return
    began = time.perf_counter()
    scored, n = score_all(OpenData(given.open_data), given.every)
    rows = table(scored)
    print("\n".join("  ".join(row) for row in (HEADER, *rows)))
    print(f"\n{n} authorities, {time.perf_counter() - began:.0f} s")
    if given.markdown:
        given.markdown.write_text(markdown(rows, n), encoding="utf-8")
        print(f"written to {given.markdown}", file=sys.stderr)


def score_all(data: OpenData, every: int) -> tuple[list[Scored], int]:
    """Return every forecast against what came, and how many authorities were run."""
    scored: list[Scored] = []
    chosen = [authority for authority in authorities()[::every] if authority.dfe_code not in LEFT_OUT]
    for authority in chosen:
        with tempfile.TemporaryDirectory() as made:
            started = start_council(Path(made) / "council", authority, data)
            council = read_council(started.folder)
            asked = ready_with(council, figures_of(council, list(started.figures)))
            scored += backcast(asked, Settings()).scored
    return scored, len(chosen)


def table(scored: list[Scored]) -> list[tuple[str, ...]]:
    """Return one row for each measure and number of years ahead."""
    groups: dict[tuple[str, int], list[Scored]] = defaultdict(list)
    for one in scored:
        groups[one.measure.says, round((one.as_at - one.starts).days / 365.25)].append(one)
    return [_row(says, ahead, ones) for (says, ahead), ones in groups.items()]


def _row(says: str, ahead: int, ones: list[Scored]) -> tuple[str, ...]:
    model = sum(one.score / one.truth for one in ones)
    naive = sum(one.naive_score / one.truth for one in ones)
    return (
        says,
        str(ahead),
        str(len(ones)),
        f"{np.mean([one.error for one in ones]):+.1%}",
        f"{np.mean([abs(one.error) for one in ones]):.1%}",
        f"{np.mean([abs(one.naive_error) for one in ones]):.1%}",
        f"{1 - model / naive:+.2f}",
        f"{np.mean([one.low_80 <= one.truth <= one.high_80 for one in ones]):.0%}",
    )


def markdown(rows: list[tuple[str, ...]], n: int) -> str:
    """Return the page for the manual."""
    opening = [
        "# How far off the model would have been",
        "",
        f"{n} authorities, each started from open tables and run from the last three years held as if "
        "nothing later were known, scored against what came and against the naive forecast that nothing "
        "changes. Errors are shares of the truth. Skill is 1 less the ratio of the two forecasts' scores "
        "(CRPS): above 0 the model is better, below 0 the naive forecast is. A good 80% range holds 80% of "
        "what came.",
        "",
        "Made by `python benchmarks/backcast.py OPEN_DATA --markdown docs/backcast.md`.",
        "",
        "| " + " | ".join(HEADER) + " |",
        "|---" * len(HEADER) + "|",
    ]
    return "\n".join([*opening, *("| " + " | ".join(row) + " |" for row in rows), ""])


if __name__ == "__main__":
    main()
