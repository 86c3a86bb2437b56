"""One run of the model, and the manifest that lets anybody make it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version

import numpy as np

from joinedup.council._code import code_hash
from joinedup.council._figures import Figures
from joinedup.council._inputs import Inputs
from joinedup.council._model import kernel, ratios
from joinedup.council._paths import Paths
from joinedup.declared import Parameter
from joinedup.engine import SCHEDULE, Overlay, no_overlay, run_ensemble
from joinedup.errors import ModelRefused
from joinedup.vocabulary import MONTHS_A_YEAR

_LIBRARIES = ("numpy", "numba", "scipy", "polars", "duckdb")


@dataclass(frozen=True)
class RunManifest:
    """What a run was made from; two runs with the same manifest give the same answer.

    Args:
        run: identifier: the hash of everything below but the time.
        made_at: when, in UTC.
        council: name of the council.
        load: number of the load whose data were used.
        data: hash of every figure.
        parameters: hash of every parameter.
        proposals: hash of each proposal, by identifier.
        model: hash of the model's structure.
        code: hash of the program.
        seed: seed of every draw and chance.
        draws: number of draws.
        starts: first day of the plan.
        years: length of the plan in years.
        libraries: versions of the libraries that calculate.
    """

    run: str
    made_at: str
    council: str
    load: int
    data: str
    parameters: str
    proposals: dict[str, str]
    model: str
    code: str
    seed: int
    draws: int
    starts: str
    years: int
    libraries: dict[str, str]


def run_paths(
    inputs: Inputs,
    starts: date,
    *,
    seed: int,
    overlay: Overlay | None = None,
    threads: int | None = None,
    with_chance: bool = True,
    first_draw: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Paths:
    """Run the model once over every draw.

    Args:
        inputs: the inputs.
        starts: first day of the plan.
        seed: fixes every chance.
        overlay: what proposals change; nothing where None.
        threads: threads to use.
        with_chance: whether single people move by chance.
        first_draw: number of the first draw, where these are part of a longer run.
        progress: told the share done.
    """
    model = kernel()
    laid = base_overlay(inputs) if overlay is None else overlay
    values = run_ensemble(
        model,
        inputs.values,
        laid,
        seed=seed,
        threads=threads,
        with_chance=with_chance,
        start_month=starts.month,
        first_draw=first_draw,
        progress=progress,
    )
    return Paths(tuple(one.name for one in model.recorded), inputs.patches, starts, values, ratios())


def base_overlay(inputs: Inputs) -> Overlay:
    """Return the overlay of the adopted plan: homes as planned and nothing else."""
    patches, months = inputs.planned.shape
    overlay = no_overlay(months, patches, len(inputs.names))
    homes = inputs.names.index(f"{SCHEDULE}planned_completions")
    overlay.plus[:, :, homes] = inputs.planned.T
    overlay.earlier[:, homes] = inputs.planned[:, 0]
    return overlay


def make_manifest(
    *,
    council: str,
    load: int,
    figures: Figures,
    parameters: dict[str, Parameter],
    proposals: dict[str, str],
    seed: int,
    draws: int,
    starts: date,
    years: int,
    made_at: str,
) -> RunManifest:
    """Return the manifest of a run.

    Args:
        council: name of the council.
        load: number of the load.
        figures: what was held.
        parameters: parameters by name.
        proposals: hash of each proposal.
        seed: seed.
        draws: number of draws.
        starts: first day of the plan.
        years: length of the plan.
        made_at: when, in UTC.
    """
    facts = {
        "council": council,
        "load": load,
        "data": _hash_figures(figures),
        "parameters": _hash(repr(sorted(parameters.items(), key=lambda item: item[0]))),
        "proposals": dict(sorted(proposals.items())),
        "model": kernel().structure[:16],
        "code": code_hash(),
        "seed": seed,
        "draws": draws,
        "starts": starts.isoformat(),
        "years": years,
        "libraries": {name: version(name) for name in _LIBRARIES},
    }
    return RunManifest(run=_hash(json.dumps(facts, sort_keys=True)), made_at=made_at, **facts)  # type: ignore[arg-type]


def manifest_as_json(manifest: RunManifest) -> str:
    """Return a manifest as it is kept beside its results."""
    return json.dumps(asdict(manifest), indent=2) + "\n"


def _hash_figures(figures: Figures) -> str:
    rows = [
        f"{value.figure}|{value.area}|{value.band}|{value.as_at}|{value.value!r}|{value.origin}"
        for held in figures.values.values()
        for value in held.values()
    ]
    return _hash("\n".join(sorted(rows)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def compile_kernel() -> None:
    """Compile the model and keep it, so that the next run starts at once."""
    model = kernel()
    inputs, overlay = np.zeros((1, 1, len(model.inputs))), no_overlay(MONTHS_A_YEAR, 1, len(model.inputs))
    try:
        run_ensemble(model, inputs, overlay, seed=0)
    except ModelRefused:
        # A council of nobody has no finite answer to some questions; compiling was the point.
        return
