"""`joinedup demo`: the fictional county, from its files to the consequences of a decision."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._output import AsJson, answer, err, progress
from joinedup.errors import InputRefused

# What the demo tries, in order: what it is called on the page, and the proposals taken together.
_TRIED = (
    (
        "Four modest cuts taken together",
        ("family-help-trim", "youth-trim", "attendance-trim", "social-work-trim"),
    ),
    ("One targeted alternative of the same size", ("transport-redesign",)),
    ("2,400 homes as one village", ("garden-village",)),
    ("120 more special school places", ("specialist-places",)),
)
_MARK = ".joinedup-demo"


def demo(
    folder: Annotated[Path, typer.Argument(help="Folder for the county; an earlier demo there is replaced.")],
    scale: Annotated[float, typer.Option(min=0.02, max=10, help="Size beside 870,000 people.")] = 1.0,
    seed: Annotated[int, typer.Option(help="The same seed makes the same county.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Make the fictional county of Middleshire and run the whole system on it."""
    from joinedup.cli._proposals import proposals_named
    from joinedup.council import Settings, backcast, project, ready, try_proposals
    from joinedup.folder import read_council
    from joinedup.loading import load
    from joinedup.reports.coverage import write_coverage
    from joinedup.reports.demo import Tried, write_index
    from joinedup.reports.load import write_load_report
    from joinedup.reports.projection import write_projection
    from joinedup.reports.ripple import write_ripple
    from joinedup.synthetic import make_county

    seconds: dict[str, float] = {}
    _clear(folder)
    compiling = _compile_beside()
    with progress() as tell:
        began = time.perf_counter()
        done = 0

        def made(part: str) -> None:
            nonlocal done
            done += 1
            tell("making the county", min(done / 8, 1.0))

        make_county(folder, scale, seed, progress=made)
        (folder / _MARK).write_text("This folder was made by `joinedup demo` and may be replaced by it.\n")
        tell("making the county", 1.0)
        seconds["make"] = time.perf_counter() - began
        here = read_council(folder)
        began = time.perf_counter()
        report = load(here, None, lambda doing, at, of: tell(doing, at / of if of else 1.0))
        loaded = write_load_report(here, report)
        seconds["load"] = time.perf_counter() - began
        began = time.perf_counter()
        compiling.wait()
        seconds["wait for the model to be compiled"] = time.perf_counter() - began
        began = time.perf_counter()
        settings = Settings(seed=seed)
        asked = ready(here)
        projection = project(asked, settings, tell)
        past = backcast(asked, settings, tell)
        tried = [
            Tried(label, try_proposals(asked, proposals_named(here, list(names)), settings, tell))
            for label, names in _TRIED
        ]
        each = [try_proposals(asked, proposals_named(here, [name]), settings) for name in _TRIED[0][1]]
        seconds["run"] = time.perf_counter() - began
        began = time.perf_counter()
        tell("writing reports", 0.0)
        write_coverage(projection, here)
        write_projection(projection, past, here)
        for place, one in enumerate(tried, start=1):
            write_ripple(one.ripple, here)
            tell("writing reports", place / (len(tried) + 1))
        index = write_index(here, loaded, projection, past, tried, each)
        tell("writing reports", 1.0)
        seconds["report"] = time.perf_counter() - began
    if as_json:
        answer({"folder": str(folder), "index": str(index), "seconds": seconds, "rows_read": report.read})
    parts = ", ".join(f"{what} {taken:.0f} s" for what, taken in seconds.items())
    err.print(f"Done: {parts}.\nOpen {index}", highlight=False, soft_wrap=True)


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / _MARK).is_file():
        raise InputRefused(
            f"{folder} holds something that was not made by `joinedup demo`.",
            "Name a folder that does not exist yet.",
        )
    shutil.rmtree(folder)


def _compile_beside() -> subprocess.Popen[bytes]:
    """Compile the model in another process while the county is made; it is kept for every later run."""
    code = "from joinedup.council import compile_kernel; compile_kernel()"
    return subprocess.Popen([sys.executable, "-c", code])  # noqa: S603 -- our own interpreter and our own text
