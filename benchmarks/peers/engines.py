"""Run the nine stocks of social care in one of the engines that others offer, and say how long it took.

    python engines.py PEER JOB RESULT

It stands alone, so that it can run in an environment that holds the peers and not JoinedUp. JOB is a JSON
file with the model and its draws; RESULT becomes a NumPy file with every stock, draw and month, beside a JSON
file with the seconds taken. Reading and building the model is not counted; drawing out every path is.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

Job = dict[str, Any]
# A run of these draws gives the paths of every one. Shape (draw, stock, month).
Run = Callable[[np.ndarray], np.ndarray]


def main() -> None:
    """Run one peer; the last word on standard error is why it could not."""
    peer, job_path, result = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    job = json.loads(job_path.read_text(encoding="utf-8"))
    package, build, most = PEERS[peer]
    began = time.perf_counter()
    run = build(job)
    building = time.perf_counter() - began
    draws = np.array(job["draws"])[:most]
    paths, seconds = best(run, draws, times=job["times"])
    np.save(result.with_suffix(".npy"), paths)
    said = {"seconds": seconds, "building": building, "draws": len(draws), "version": version(package)}
    result.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")


def best(run: Run, draws: np.ndarray, times: int) -> tuple[np.ndarray, float]:
    """Return what a run gives and the least of the processor seconds it took."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        paths = run(draws)
        taken.append(time.process_time() - began)
    return paths, min(taken)


def pysd_model(xmile: str) -> Any:
    """Return PySD's reading of a model."""
    import pysd

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "care.xmile"
        path.write_text(xmile, encoding="utf-8")
        return pysd.read_xmile(str(path))


def pysd_plain(job: Job) -> Run:
    """One run a draw, as most people use it."""
    model, stocks, names = pysd_model(job["xmile"]), job["stocks"], job["varied"]

    def run(draws: np.ndarray) -> np.ndarray:
        found = [
            model.run(params=dict(zip(names, map(float, values), strict=True)), return_columns=list(stocks))
            for values in draws
        ]
        return np.stack([one[list(stocks)].to_numpy().T for one in found])

    return run


def pysd_subscripted(job: Job) -> Run:
    """All draws as the elements of one subscript, in one run."""
    import xarray

    model, stocks, names = pysd_model(job["xmile_subscripted"]), list(job["stocks"]), job["varied"]
    [(subscript, elements)] = model.subscripts.items()

    def run(draws: np.ndarray) -> np.ndarray:
        given = {
            name: xarray.DataArray(values, {subscript: elements}, [subscript])
            for name, values in zip(names, draws.T, strict=True)
        }
        found = model.run(params=given, return_columns=stocks, flatten_output=False)
        by_stock = [np.stack([np.asarray(one, float) for one in found[stock]], axis=1) for stock in stocks]
        return np.stack(by_stock, axis=1)

    return run


def bptk_model(job: Job) -> Any:
    """Return the model in BPTK-Py's own language."""
    from BPTK_Py import Model

    model = Model(starttime=0.0, stoptime=float(job["months"]), dt=1.0, name="care")
    known: dict[str, Any] = {}
    for name, value in job["values"].items():
        known[name] = model.constant(name)
        known[name].equation = float(value)
    for name, start in job["stocks"].items():
        known[name] = model.stock(name)
        known[name].initial_value = float(start)
    known["load"] = model.converter("load")
    known |= {name: model.flow(name) for name in job["flows"]}
    for name, (_, _, amount) in (job["flows"] | {"load": ("", "", job["load"])}).items():
        known[name].equation = worked_out(amount, known)
    for name in job["stocks"]:
        moved = [(1.0, flow) for flow, (_, to, _) in job["flows"].items() if to == name]
        moved += [(-1.0, flow) for flow, (of, _, _) in job["flows"].items() if of == name]
        known[name].equation = sum(sign * known[flow] for sign, flow in moved[1:]) + (
            moved[0][0] * known[moved[0][1]]
        )
    return model


def bptk_rust(job: Job) -> Run:
    """BPTK-Py's compiled engine, the model read once and its constants set for each draw."""
    from BPTK_Py._rust_engine import RustSdEngine

    stocks, names = list(job["stocks"]), job["varied"]
    compiled = RustSdEngine().load_model(bptk_model(job).to_json())

    def run(draws: np.ndarray) -> np.ndarray:
        paths = np.empty((len(draws), len(stocks), job["months"] + 1))
        for place, values in enumerate(draws):
            for name, value in zip(names, values, strict=True):
                compiled.set_constant(name, float(value))
            # Month by month: `simulate` gives the same numbers in half again the time.
            months = [compiled.init(stocks, None)]
            months += [compiled.step() for _ in range(job["months"])]
            paths[place] = [[month[stock] for month in months] for stock in stocks]
        return paths

    return run


def bptk_python(job: Job) -> Run:
    """BPTK-Py's engine in Python."""
    model, stocks, names = bptk_model(job), list(job["stocks"]), job["varied"]

    def run(draws: np.ndarray) -> np.ndarray:
        paths = []
        for values in draws:
            for name, value in zip(names, values, strict=True):
                model.constants[name].equation = float(value)
            paths.append(model.simulate(stocks)[stocks].to_numpy().T)
        return np.stack(paths)

    return run


def atomica_project(job: Job, folder: Path) -> Any:
    """Return the model as an Atomica project, in which every flow is a number of people a month."""
    import atomica

    framework_path = folder / "framework.xlsx"
    write_framework(job, framework_path)
    framework = atomica.ProjectFramework(str(framework_path))
    data = atomica.ProjectData.new(
        framework, tvec=np.array([0.0]), pops={"everyone": "Everyone"}, transfers=0
    )
    for name, value in (job["values"] | job["stocks"]).items():
        for series in data.tdve[name].ts.values():
            series.insert(None if name in job["values"] else 0.0, float(value))
    project = atomica.Project(framework=framework, databook=data.to_spreadsheet(), do_run=False)
    project.settings.update_time_vector(start=0.0, end=job["months"] / 12, dt=1 / 12)
    return project


def write_framework(job: Job, path: Path) -> None:
    """Write the spreadsheet in which Atomica reads a model."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)

    def sheet(title: str, rows: list[tuple[Any, ...]]) -> None:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)

    compartments = ["outside", *job["stocks"], "gone"]
    sheet("About", [("Name", "Description"), ("Care", "Nine stocks")])
    sheet("Databook Pages", [("Datasheet Code Name", "Datasheet Title"), ("all", "All")])
    head = (
        "Code Name",
        "Display Name",
        "Is Source",
        "Is Sink",
        "Is Junction",
        "Setup Weight",
        "Databook Page",
    )
    rows = [("outside", "outside", "y", "n", "n", 0, None)]
    rows += [(name, name, "n", "n", "n", 1, "all") for name in job["stocks"]]
    sheet("Compartments", [head, *rows, ("gone", "gone", "n", "y", "n", 0, None)])
    shared: dict[tuple[str, str], list[str]] = {}
    for flow, (of, to, _) in job["flows"].items():
        shared.setdefault((of or "outside", to or "gone"), []).append(flow)
    grid = [(of, *(",".join(shared.get((of, to), [])) or None for to in compartments)) for of in compartments]
    sheet("Transitions", [(None, *compartments), *grid])
    head = ("Code Name", "Display Name", "Format", "Timescale", "Databook Page", "Default Value", "Function")
    rows = [(name, name, None, None, "all", value, None) for name, value in job["values"].items()]
    rows.append(("load", "load", None, None, None, None, job["load"]))
    rows += [
        (flow, flow, "number", 1 / 12, None, None, amount) for flow, (_, _, amount) in job["flows"].items()
    ]
    sheet("Parameters", [head, *rows])
    book.save(path)


def atomica_plain(job: Job) -> Run:
    """Atomica, one run a draw."""
    import atomica

    atomica.logger.setLevel("ERROR")
    names, stocks = job["varied"], list(job["stocks"])
    with tempfile.TemporaryDirectory() as folder:
        project = atomica_project(job, Path(folder))
    parset = project.parsets[0]

    def run(draws: np.ndarray) -> np.ndarray:
        paths = []
        for values in draws:
            for name, value in zip(names, values, strict=True):
                parset.pars[name].ts["everyone"].assumption = float(value)
            found = atomica.run_model(project.settings, project.framework, parset)
            paths.append([found.get_variable(stock)[0].vals.copy() for stock in stocks])
        return np.array(paths)

    return run


def worked_out(text: str, known: dict[str, Any]) -> Any:
    """Return arithmetic over names as the peer's own expression."""
    return eval(text, {"__builtins__": {}}, known)


# Peer: the package it needs, how it is built, and the most draws to time; the rest is reckoned up.
PEERS: dict[str, tuple[str, Callable[[Job], Run], int | None]] = {
    "pysd": ("pysd", pysd_plain, 6),
    "pysd-subscripted": ("pysd", pysd_subscripted, None),
    "bptk-rust": ("bptk-py", bptk_rust, None),
    "bptk-python": ("bptk-py", bptk_python, 6),
    "atomica": ("atomica", atomica_plain, 6),
}

if __name__ == "__main__":
    main()
