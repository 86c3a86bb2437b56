"""`joinedup demo`: the fictional county, from its files to the consequences of a decision."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup.cli._demo_accounts import MARK, PASSWORD
from joinedup.cli._demo_people import make_people, say_people
from joinedup.cli._output import AsJson, Tell, answer, progress, say, steps, waiting
from joinedup.cli._project import Draws
from joinedup.cli._serve import PROCESSES, serve_council
from joinedup.errors import InputRefused
from joinedup.folder import Council, read_council

if TYPE_CHECKING:
    from joinedup.council import Projection, Ready, Ripple, Settings
    from joinedup.loading import LoadReport
    from joinedup.reports.demo import Linked
    from joinedup.reports.load import LoadReportFiles

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
_PARTS_OF_COUNTY = 8


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to make; an earlier demo there is replaced.")
    ],
    scale: Annotated[
        float,
        typer.Option(
            metavar="SIZE",
            min=0.02,
            max=10,
            help="Size of the county: 1 is 870,000 people, 0.1 a tenth of it.",
        ),
    ] = 1.0,
    seed: Annotated[
        int, typer.Option(metavar="NUMBER", help="The same seed and size make the same county.")
    ] = 1,
    draws: Draws = 256,
    is_served: Annotated[
        bool, typer.Option("--serve", help="Open the web application on it at the end, until Ctrl+C.")
    ] = False,
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=1, max=65535, help="Port of the web application.")
    ] = 8000,
    as_json: AsJson = False,
) -> None:
    """Make a fictional county and run everything on it.

    It makes Middleshire with the files a real county holds; loads and checks them; projects the whole
    council; tries its proposals; plans five years of its money and forecasts this year's; makes accounts for
    its people, with some decisions under way; and says where to look. Nobody in it is real.
    """
    with waiting("reading the model"):
        from joinedup.council import Settings

    seconds: dict[str, float] = {}
    _clear(folder)
    with _compiling_beside() as compiled, progress() as tell:
        with _timed(seconds, "make"):
            here = _make(folder, scale, seed, tell)
        with _timed(seconds, "load"):
            report, loaded = _load(here, tell)
        with _timed(seconds, "compile"):
            compiled(tell)
        index, ripples, nothing = _run(here, Settings(draws=draws, seed=seed), loaded, seconds, tell)
        with _timed(seconds, "people"):
            people = make_people(here, ripples, nothing, tell)
    if as_json:
        accounts = [{"email": one.email, "role": one.role, "post": one.post} for one in people]
        whole = {"folder": str(folder), "page": str(index), "seconds": seconds, "rows_read": report.read}
        answer(whole | {"accounts": accounts, "password": PASSWORD})
    say(", ".join(f"{what} {taken:.0f} s" for what, taken in seconds.items()).capitalize() + ".")
    say(f"Open {index}")
    say(
        "Then ask the two questions that take longer:\n"
        f"  joinedup portfolio --council {folder}   (about a minute and a half)\n"
        f"  joinedup optimise --council {folder}    (about a minute and a half)"
    )
    say_people(people)
    if is_served:
        serve_council(here, port, "127.0.0.1", PROCESSES)
    else:
        say(f"Open the web application:\n  joinedup serve --council {folder}")


def _clear(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not (folder / MARK).is_file():
        raise InputRefused(
            f"{folder} holds something that was not made by `joinedup demo`.",
            "Name a folder that does not exist yet.",
        )
    shutil.rmtree(folder)


def _make(folder: Path, scale: float, seed: int, tell: Tell) -> Council:
    from joinedup.synthetic import make_county

    done: list[str] = []

    def made(part: str) -> None:
        done.append(part)
        tell("making the county", min(len(done) / _PARTS_OF_COUNTY, 1.0))

    tell("making the county", 0.0)
    folder.mkdir(parents=True, exist_ok=True)
    # Written first, so that a demo which was stopped half way can be replaced as well.
    (folder / MARK).write_text("This folder was made by `joinedup demo`, which may replace it.\n")
    make_county(folder, scale, seed, progress=made)
    tell("making the county", 1.0)
    return read_council(folder)


def _load(here: Council, tell: Tell) -> tuple[LoadReport, LoadReportFiles]:
    from joinedup.loading import load
    from joinedup.reports.load import write_load_report

    report = load(here, None, steps(tell))
    return report, write_load_report(here, report)


def _run(
    here: Council, settings: Settings, loaded: LoadReportFiles, seconds: dict[str, float], tell: Tell
) -> tuple[Path, list[Ripple], Projection]:
    from joinedup.council import (
        Plan,
        backcast,
        keep_projection,
        project,
        proposals_named,
        ready,
        try_proposals,
    )
    from joinedup.reports.coverage import write_coverage
    from joinedup.reports.demo import Tried, write_index
    from joinedup.reports.projection import write_projection
    from joinedup.reports.ripple import write_ripple
    from joinedup.store import keep_result, result_name

    with _timed(seconds, "run"):
        asked = ready(here)
        plan = Plan(asked, settings, tell)
        projection = project(asked, settings, plan=plan)
        past = backcast(asked, settings, tell)
        keep_projection(here, projection, past)
        asks = [list(names) for _, names in _TRIED] + [[name] for name in _TRIED[0][1]]
        ripples: list[Ripple] = []
        for names in asks:
            tell("trying proposals", len(ripples) / len(asks))
            ripples.append(try_proposals(asked, proposals_named(here, names), settings, plan=plan))
        tell("trying proposals", 1.0)
        for ripple in ripples[: len(_TRIED)]:
            name = result_name("ripple", [one.id for one in ripple.proposals])
            keep_result(here.workings, name, ripple)
        tried = [Tried(label, ripple) for (label, _), ripple in zip(_TRIED, ripples, strict=False)]
        each = ripples[len(_TRIED) :]
    money = _money(asked, settings, seconds, tell)
    with _timed(seconds, "report"):
        tell("writing the reports", 0.0)
        write_coverage(projection, here)
        write_projection(projection, past, here)
        for one in tried:
            write_ripple(one.ripple, here)
        index = write_index(here, loaded, projection, past, tried, each, money)
        tell("writing the reports", 1.0)
    return index, ripples, projection


def _money(asked: Ready, settings: Settings, seconds: dict[str, float], tell: Tell) -> tuple[Linked, ...]:
    """Write the plan of all proposals and this year's spending, and return what the front page says of them.

    Runs of five years have inputs of their own, so no longer run can serve.
    """
    from joinedup.council import proposals_named
    from joinedup.council.medium_term import medium_term_plan
    from joinedup.council.monitoring import monitored, this_year
    from joinedup.reports.demo import money_ahead
    from joinedup.reports.medium_term import write_plan
    from joinedup.reports.outturn import write_outturn
    from joinedup.store import keep_result

    here = asked.council
    with _timed(seconds, "plan"):
        proposals = proposals_named(here, sorted(path.stem for path in here.proposals.glob("*.yaml")))
        made = medium_term_plan(asked, proposals, settings, tell, this_year=this_year(asked))
        year = monitored(asked)
        keep_result(here.workings, made.kept_as, made)
        keep_result(here.workings, "outturn", year)
        return money_ahead(here, made, write_plan(made, here), year, write_outturn(year, here))


@contextmanager
def _timed(seconds: dict[str, float], part: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[part] = time.perf_counter() - began


@contextmanager
def _compiling_beside() -> Iterator[Callable[[Tell], None]]:
    """Compile the model in another process while the county is made; yields what waits for it.

    What it compiles is kept for every later run. Should it fail, the first run compiles, and says why not.
    """
    code = "from joinedup.council import compile_kernel; compile_kernel()"
    command = [sys.executable, "-c", code]
    beside = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own interpreter and our own text

    def wait(tell: Tell) -> None:
        tell("getting the model ready", 0.0)
        beside.wait()
        tell("getting the model ready", 1.0)

    try:
        yield wait
    finally:
        beside.terminate()
        beside.wait()
