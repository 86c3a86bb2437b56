"""How fast the engine runs: beside other engines on nine stocks, and on the whole council.

    python benchmarks/engine.py [--peers-python PYTHON] [--times 3]

Each run is made several times and the best is shown, so that kernels are made and read before anything
counts. Engines are compared by processor seconds, each on one thread, so that what else the machine does
favours none; the council is timed by the clock. Other engines run in an interpreter of their own, whose path
is given here or in JOINEDUP_PEERS_PYTHON, because their needs and ours do not go together; those that are not
installed there are listed with how to install them:

    python -m venv peers && peers/bin/pip install pysd bptk-py atomica
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from xmile_model import FLOWS, LOAD, STOCKS, VALUES, as_equations, as_xmile, starts

from joinedup.council import Ready, Settings, kernel, levers, ready, services, try_proposals
from joinedup.council._plan import Plan
from joinedup.council.proposals import Proposal, ProposalDraft, limits_for
from joinedup.declared import Over
from joinedup.engine import Kernel, Recorded, compile_model, no_overlay, run_ensemble
from joinedup.folder import read_council
from joinedup.loading import load
from joinedup.synthetic import make_county

MONTHS = 180
YEARS = 15
NINE_DRAWS = 1_000
SEED = 1
PROPOSAL = "family-help-trim"
PEERS = Path(__file__).resolve().parent / "peers" / "engines.py"
# Peer: what it is called, and how it is installed.
PEERS_OFFERED = {
    "pysd": ("PySD, one draw at a time", "pysd"),
    "pysd-subscripted": ("PySD, all draws as one subscript", "pysd"),
    "bptk-rust": ("BPTK-Py, compiled engine", "bptk-py"),
    "bptk-python": ("BPTK-Py, Python engine", "bptk-py"),
    "atomica": ("Atomica, one draw at a time", "atomica"),
}


def seconds(run: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the least of the times a run took, by this clock."""
    taken = []
    for _ in range(times):
        began = clock()
        run()
        taken.append(clock() - began)
    return min(taken)


def row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


@dataclass(frozen=True)
class Peer:
    """What came of running another engine.

    Args:
        says: what it is called, with its version.
        seconds: processor seconds for all draws; nothing where it could not be run.
        note: how it was timed, or why it was not.
        difference: largest relative difference from our paths.
    """

    says: str
    seconds: float | None
    note: str
    difference: float = 0.0


def nine_stocks(python: str, times: int) -> None:
    """Time nine stocks, every path kept, in ours and in every other engine that is installed."""
    print(f"\nNine stocks, {NINE_DRAWS:,} draws of {MONTHS + 1} months, every month of every stock kept.\n")
    draws = nine_draws()
    ours, kept = nine_ours(draws, 1, times), our_paths(draws, 1)
    row("engine", "processor seconds", "times ours", "largest relative difference", "note")
    row("---", "--:", "--:", "--:", "---")
    row("JoinedUp, 1 thread", f"{ours:.4f}", "1.0", "", "")
    both = seconds(_our_run(draws, 2), 3 * times)
    apart = "" if our_paths(draws, 2).tobytes() == kept.tobytes() else "NOT the same to the last bit"
    row(
        "JoinedUp, 2 threads, by the clock", f"{both:.4f}", f"{both / ours:.1f}", "", apart or "the same bits"
    )
    hand, by_hand = seconds(lambda: by_numpy(draws), 3 * times, time.process_time), by_numpy(draws)
    row(
        "NumPy by hand",
        f"{hand:.4f}",
        f"{hand / ours:.1f}",
        _far(by_hand, kept),
        "written for this model alone",
    )
    peers = {name: run_peer(name, python, draws, kept, times) for name in PEERS_OFFERED}
    for peer in peers.values():
        if peer.seconds is None:
            row(peer.says, "-", "-", "-", peer.note)
        else:
            took = f"{peer.seconds:.2f}"
            row(peer.says, took, f"{peer.seconds / ours:,.0f}", f"{peer.difference:.0e}", peer.note)
    promised(peers, ours)


def promised(peers: dict[str, Peer], ours: float) -> None:
    """Print what was promised beside what was got."""
    print()
    row("one thread of ours beside", "predicted", "got")
    row("---", "--:", "--:")
    plain = peers["pysd"].seconds
    row("PySD", "200 times or more", f"{plain / ours:,.0f} times" if plain else "not run")
    timed = [(one.seconds, one.says) for one in peers.values() if one.seconds is not None]
    if timed:
        best, says = min(timed)
        row(f"the best of the others ({says})", "5 times or more", f"{best / ours:,.0f} times")


def nine_draws() -> np.ndarray:
    """Return values of the nine-stock model, each up to a tenth away from its own. Shape (draw, value)."""
    rng = np.random.default_rng(SEED)
    return np.array(list(VALUES.values())) * rng.uniform(0.9, 1.1, (NINE_DRAWS, len(VALUES)))


def _nine_kernel() -> Kernel:
    return compile_model([as_equations()], [Recorded(f"m.{stock}", Over.YEAR_END) for stock in STOCKS])


def _our_run(draws: np.ndarray, threads: int) -> Callable[[], np.ndarray]:
    model, given = _nine_kernel(), list(VALUES)
    at_start = np.array([starts()[name] for name in model.inputs])
    inputs = np.tile(at_start, (len(draws), 1, 1))
    for place, name in enumerate(model.inputs):
        if name in given:
            inputs[:, 0, place] = draws[:, given.index(name)]
    overlay = no_overlay(MONTHS, 1, len(model.inputs))
    return lambda: run_ensemble(
        model, inputs, overlay, seed=SEED, threads=threads, with_chance=False, months_a_period=1
    )


def nine_ours(draws: np.ndarray, threads: int, times: int) -> float:
    """Return the processor seconds ours takes, once the kernel is at hand."""
    run = _our_run(draws, threads)
    run()
    return seconds(run, 3 * times, time.process_time)


def our_paths(draws: np.ndarray, threads: int) -> np.ndarray:
    """Return our paths from the end of the first month on. Shape (draw, stock, month)."""
    return _our_run(draws, threads)()[:, 0]


def by_numpy(draws: np.ndarray) -> np.ndarray:
    """Return the same paths from arithmetic over whole arrays, as a careful analyst would write it."""
    code = {flow: compile(amount, flow, "eval") for flow, (_, _, amount) in FLOWS.items()}
    load_code = compile(LOAD, "load", "eval")
    known: dict[str, np.ndarray] = dict(zip(VALUES, np.ascontiguousarray(draws.T), strict=True))
    known |= {stock: np.full(len(draws), value) for stock, value in STOCKS.items()}
    paths = np.empty((len(draws), len(STOCKS), MONTHS + 1))
    for month in range(MONTHS + 1):
        for place, stock in enumerate(STOCKS):
            paths[:, place, month] = known[stock]
        known["load"] = eval(load_code, {"__builtins__": {}}, known)
        for flow in FLOWS:
            known[flow] = eval(code[flow], {"__builtins__": {}}, known)
        moved = {stock: np.zeros(len(draws)) for stock in STOCKS}
        for flow, (of, to, _) in FLOWS.items():
            if to:
                moved[to] += known[flow]
            if of:
                moved[of] -= known[flow]
        for stock in STOCKS:
            known[stock] = known[stock] + moved[stock]
    return paths


def _far(theirs: np.ndarray, ours: np.ndarray) -> str:
    return f"{_difference(theirs, ours):.0e}"


def _difference(theirs: np.ndarray, ours: np.ndarray) -> float:
    """Return the largest relative difference in any stock, draw and month; theirs begin at the start."""
    return float(np.abs(theirs[:, :, 1:] / ours[: len(theirs)] - 1).max())


def run_peer(name: str, python: str, draws: np.ndarray, kept: np.ndarray, times: int) -> Peer:
    """Run another engine in its own interpreter and hold its paths against ours."""
    says, package = PEERS_OFFERED[name]
    with tempfile.TemporaryDirectory() as folder:
        job, result = Path(folder) / "job.json", Path(folder) / "result"
        job.write_text(json.dumps(_job(draws, times)), encoding="utf-8")
        called = [python, str(PEERS), name, str(job), str(result)]
        done = subprocess.run(called, capture_output=True, text=True, cwd=folder)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            missing = "ModuleNotFoundError" in last
            return Peer(says, None, f"not installed: pip install {package}" if missing else f"failed: {last}")
        found = json.loads(result.with_suffix(".json").read_text(encoding="utf-8"))
        paths = np.load(result.with_suffix(".npy"))
    timed = found["draws"]
    note = "" if timed == len(draws) else f"{timed} draws timed and multiplied"
    each = found["seconds"] / timed
    return Peer(f"{says}, {found['version']}", each * len(draws), note, _difference(paths, kept))


def _job(draws: np.ndarray, times: int) -> dict[str, object]:
    return {
        "months": MONTHS,
        "stocks": STOCKS,
        "values": VALUES,
        "flows": FLOWS,
        "load": LOAD,
        "varied": list(VALUES),
        "xmile": as_xmile(MONTHS),
        "xmile_subscripted": as_xmile(MONTHS, len(draws)),
        "draws": draws.tolist(),
        "times": times,
    }


def whole_council(times: int) -> None:
    """Time the whole council: by draws and patches, with a proposal, and from the shell."""
    stocks = sum(len(service.equations.stocks) for service in services())
    steps = sum(len(service.equations.steps) for service in services())
    print(f"\nWhole council: {stocks} stocks, {steps} flows and other quantities, chance on people.\n")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "middleshire"
        make_county(folder, scale=0.02, seed=SEED)
        council = read_council(folder)
        load(council)
        asked = ready(council)
        got = by_size(asked, times)
        pairs = [("1,024 draws, 4 patches, 180 months", "at most 3 s, aim 1 s", f"{got:.2f} s")]
        pairs += [*with_proposal(asked, times), *from_the_shell(asked, folder, times)]
    print()
    row("what", "predicted", "got")
    row("---", "--:", "--:")
    for pair in pairs:
        row(*pair)


def by_size(asked: Ready, times: int) -> float:
    """Print the seconds by draws, patches and threads; return those of the size that was promised."""
    settings = Settings(draws=max(size[0] for size in SIZES), years=YEARS)
    inputs = Plan(asked, settings).inputs.values
    row("draws", "patches", "threads", "seconds", "of a straight line", "µs a draw, patch and month")
    row("--:", "--:", "--:", "--:", "--:", "--:")
    taken: dict[tuple[int, int, int], float] = {}
    for draws, patches, threads in SIZES:
        chosen = [place % inputs.shape[1] for place in range(patches)]
        at = np.ascontiguousarray(inputs[:draws][:, chosen])
        overlay = no_overlay(MONTHS, patches, len(kernel().inputs))
        run = _council_run(at, overlay, threads)
        taken[draws, patches, threads] = each = seconds(run, times)
        line = taken[1024, 4, 2] * draws * patches / 4096 * 2 / threads
        rate = each / (draws * patches * MONTHS) * 1e6
        row(f"{draws:,}", str(patches), str(threads), f"{each:.2f}", f"{each / line:.2f}", f"{rate:.2f}")
    return taken[1024, 4, 2]


def _council_run(at: np.ndarray, overlay: object, threads: int) -> Callable[[], object]:
    return lambda: run_ensemble(kernel(), at, overlay, seed=SEED, threads=threads)  # type: ignore[arg-type]


# The first is what the others are held against.
SIZES = (
    (1024, 4, 2),
    (256, 4, 2),
    (512, 4, 2),
    (2048, 4, 2),
    (1024, 1, 2),
    (1024, 2, 2),
    (1024, 8, 2),
    (1024, 4, 1),
)


def with_proposal(asked: Ready, times: int) -> list[tuple[str, str, str]]:
    """Return the seconds of a proposal: the plan and the proposal alone, and the whole answer."""
    settings, proposal = Settings(draws=1024, years=YEARS), a_proposal(asked)

    def pair() -> None:
        plan = Plan(asked, settings)
        at, overlay = plan.inputs.values, no_overlay(MONTHS, 4, len(plan.inputs.names))
        for _ in range(2):
            run_ensemble(kernel(), at, overlay, seed=SEED)

    whole = seconds(lambda: try_proposals(asked, [proposal], settings), times)
    return [
        (
            "the same with a proposal: draws made, two runs",
            "at most 6 s, aim 2 s",
            f"{seconds(pair, times):.2f} s",
        ),
        ("the whole answer: four runs, school places, ranges", "-", f"{whole:.2f} s"),
    ]


def a_proposal(asked: Ready) -> Proposal:
    """Return five per cent less Family Help, as a file would hold it."""
    content = {
        "id": PROPOSAL,
        "title": "Five per cent less Family Help",
        "owner": "Head of Family Help",
        "directorate": "children",
        "changes": [{"lever": "family_help.capacity", "by": "-5%", "from": "2027-04-01"}],
        "savings": [],
        "evidence": ["None; a question put for its time."],
    }
    limits = limits_for(
        levers(), [patch.id for patch in asked.council.patches], asked.council.plan_starts, YEARS
    )
    return ProposalDraft(content, f"{PROPOSAL}.yaml").checked(limits)


def from_the_shell(asked: Ready, folder: Path, times: int) -> list[tuple[str, str, str]]:
    """Return the seconds of a second `joinedup try`, and what of them is not the run."""
    command = [shutil.which("joinedup", path=str(Path(sys.executable).parent)) or "joinedup"]
    called = [*command, "try", PROPOSAL, "--council", str(folder)]
    if not Path(command[0]).is_file():
        return [("`joinedup try` from the shell", "4 s plus the run", "not run: `joinedup` is not installed")]
    # As on anybody's machine, where Python keeps what it has compiled.
    kept = {"PYTHONPATH": str(PEERS.parent.parent.parent), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    where = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | kept

    def call() -> None:
        subprocess.run(called, check=True, capture_output=True, env=where)

    call()
    whole = seconds(call, times)
    run = seconds(lambda: try_proposals(asked, [a_proposal(asked)], Settings()), times)
    return [
        ("a second `joinedup try` from the shell, 256 draws", "-", f"{whole:.2f} s"),
        ("of which the run", "-", f"{run:.2f} s"),
        ("the rest: starting, reading, writing the report", "at most 4 s", f"{whole - run:.2f} s"),
    ]


def main() -> None:
    """Read the arguments and print every table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--peers-python",
        default=os.environ.get("JOINEDUP_PEERS_PYTHON", sys.executable),
        help="interpreter that holds the other engines",
    )
    parser.add_argument("--times", type=int, default=3, help="how often each is run")
    given = parser.parse_args()
    if os.getloadavg()[0] > 1:
        print(f"The machine is busy with other work ({os.getloadavg()[0]:.1f}): clock times are too long.")
    nine_stocks(given.peers_python, given.times)
    whole_council(given.times)


if __name__ == "__main__":
    main()
