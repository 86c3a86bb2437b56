"""The same models in other engines, and the same scores by another formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pysd
import pytest
import scoringrules
import xarray as xr
from scipy.integrate import solve_ivp
from small_models import compiled, run_small
from xmile_model import FLOWS, LOAD, STOCKS, VALUES, as_equations, as_xmile, starts

from joinedup.declared import Over
from joinedup.engine import Kernel
from joinedup.evidence import crps

pytestmark = pytest.mark.peers

YEARS = 15
SETS = 1_000
YEAR_ENDS = range(12, 12 * YEARS + 1, 12)
Array = np.ndarray


@pytest.fixture(scope="module")
def ours() -> Kernel:
    return compiled(as_equations(), recorded={f"m.{stock}": Over.YEAR_END for stock in STOCKS})


@pytest.fixture(scope="module")
def sets() -> dict[str, Array]:
    """Values of the model in a thousand sets, each up to a tenth away from its own. Shape (set,)."""
    rng = np.random.default_rng(1)
    return {name: value * rng.uniform(0.9, 1.1, SETS) for name, value in VALUES.items()}


def read_by_pysd(folder: Path, draws: int = 0) -> Any:
    path = folder / f"care_{draws}.xmile"
    path.write_text(as_xmile(12 * YEARS, draws), encoding="utf-8")
    return pysd.read_xmile(str(path))


@pytest.fixture(scope="module")
def theirs(sets: dict[str, Array], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Array]:
    """Every set run in PySD at once, each an element of one subscript. Shape (set, year)."""
    model = read_by_pysd(tmp_path_factory.mktemp("subscripted"), SETS)
    elements = model.subscripts["draw"]
    given = {name: xr.DataArray(values, {"draw": elements}, ["draw"]) for name, values in sets.items()}
    found = model.run(
        params=given, return_columns=list(STOCKS), return_timestamps=YEAR_ENDS, flatten_output=False
    )
    return {stock: np.stack([np.asarray(one, float) for one in found[stock]], axis=1) for stock in STOCKS}


def test_pysd_gives_the_same_course_to_the_last_digits_in_a_thousand_sets(
    ours: Kernel, theirs: dict[str, Array], sets: dict[str, Array]
) -> None:
    found = run_small(ours, starts() | sets, months=12 * YEARS, draws=SETS)
    for stock in STOCKS:
        peer = theirs[stock]
        assert peer.shape == (SETS, YEARS)
        assert len(np.unique(peer[:, -1])) == SETS, stock
        assert np.abs(found[f"m.{stock}"][:, 0] / peer - 1.0).max() < 1e-12, stock


def test_pysd_gives_the_same_course_one_set_at_a_time_as_all_at_once(
    theirs: dict[str, Array], sets: dict[str, Array], tmp_path: Path
) -> None:
    """So that what we are held against is PySD's answer for each set and not for their middle."""
    model = read_by_pysd(tmp_path)
    for number in (0, 417, SETS - 1):
        one = {name: float(values[number]) for name, values in sets.items()}
        found = model.run(params=one, return_columns=list(STOCKS), return_timestamps=YEAR_ENDS)
        for stock in STOCKS:
            assert found[stock].to_numpy() == pytest.approx(theirs[stock][number], rel=1e-13), stock


def test_a_monthly_step_stays_close_to_the_smooth_course(ours: Kernel) -> None:
    """What a monthly step costs in accuracy, against an integrator that chooses its own steps."""
    names = list(STOCKS)
    code = {flow: compile(amount, flow, "eval") for flow, (_, _, amount) in FLOWS.items()}
    load = compile(LOAD, "load", "eval")

    def slope(_: float, held: np.ndarray) -> np.ndarray:
        known = VALUES | dict(zip(names, held, strict=True))
        known["load"] = eval(load, {"__builtins__": {}}, known)
        moved = np.zeros(len(names))
        for flow, (leaves, enters, _) in FLOWS.items():
            known[flow] = eval(code[flow], {"__builtins__": {}}, known)
            if leaves:
                moved[names.index(leaves)] -= known[flow]
            if enters:
                moved[names.index(enters)] += known[flow]
        return moved

    smooth = solve_ivp(slope, (0, 60), list(STOCKS.values()), t_eval=[12, 24, 36, 48, 60], rtol=1e-8)
    found = run_small(ours, starts(), months=60)
    for place, stock in enumerate(names):
        assert found[f"m.{stock}"][0, 0] == pytest.approx(smooth.y[place], rel=0.01), stock


@pytest.mark.parametrize("draws", [2, 7, 64])
def test_the_score_is_mean_distance_to_the_truth_less_half_the_mean_distance_between_draws(
    draws: int,
) -> None:
    ensemble = np.random.default_rng(draws).normal(300, 20, draws)
    between = np.abs(ensemble[:, None] - ensemble[None, :]).sum() / (draws * (draws - 1))
    for truth in (250.0, 300.0, 390.0):
        direct = np.abs(ensemble - truth).mean() - between / 2
        assert crps(truth, ensemble) == pytest.approx(direct, rel=1e-12)
        library = float(scoringrules.crps_ensemble(truth, ensemble, estimator="fair"))
        assert crps(truth, ensemble) == pytest.approx(library, rel=1e-9)
