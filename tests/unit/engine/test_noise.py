"""Chance that can be found again, and that has the moments it is said to have."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special
from small_models import compiled, run_small

from joinedup.council import services
from joinedup.declared import Over
from joinedup.engine import Equations, counted, fill_normals, given, philox, stream
from joinedup.engine._equations import Flow

pytestmark = pytest.mark.unit

ALL_ONES = 0xFFFFFFFF
# The known answers that come with Random123 1.14 (kat_vectors, philox4x32, 10 rounds).
KNOWN = {
    "zeros": ((0, 0, 0, 0, 0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    "ones": ((ALL_ONES,) * 6, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    "pi": (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0),
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
}


def normals(*key: int) -> list[float]:
    """Return the four normal numbers of a seed, draw, flow, season of four months and patch."""
    into = np.zeros(4)
    fill_normals(*key, into)
    return into.tolist()


@pytest.mark.parametrize("name", KNOWN)
def test_philox_gives_its_authors_known_answers(name: str) -> None:
    counter_and_key, expected = KNOWN[name]
    assert " ".join(f"{int(word):08x}" for word in philox(*counter_and_key)) == expected


def test_chance_depends_on_all_it_is_keyed_by_and_on_nothing_else() -> None:
    keys = [(1, 2, 3, 4, 5)] + [
        tuple(1 + place + (place == other) for place in range(5)) for other in range(5)
    ]
    found = [number for key in keys for number in normals(*key)]
    assert len(set(found)) == len(found)
    assert found == [number for key in keys for number in normals(*key)]


def test_a_large_seed_is_as_good_as_a_small_one() -> None:
    assert np.isfinite([normals(2**40 + 1, draw, 7, 3, 0) for draw in range(100)]).all()


def test_chance_is_standard_normal_and_independent_between_flows_and_months() -> None:
    drawn = np.array(
        [[normals(1, draw, flow, season, 0) for draw in range(4000)] for flow, season in SEASONS]
    )
    found = drawn.transpose(0, 2, 1).reshape(-1, 4000)
    assert np.abs(found.mean(axis=1)).max() < 4 / np.sqrt(4000)
    assert np.abs(found.std(axis=1) - 1).max() < 4 / np.sqrt(2 * 4000)
    between = np.corrcoef(found)[~np.eye(len(found), dtype=bool)]
    assert np.abs(between).max() < 4.5 / np.sqrt(4000)


SEASONS = [
    (flow, season) for flow in (stream("care.other_entries"), stream("send.requests")) for season in (0, 1)
]


@pytest.mark.parametrize("expected", [0.5, 1.0, 3.0, 20.0, 500.0])
def test_a_count_has_the_mean_and_variance_of_a_poisson_count(expected: float) -> None:
    points, weights = special.roots_hermitenorm(150)
    weights = weights / weights.sum()
    counts = np.array([counted(expected, point) for point in points])
    mean = float((weights * counts).sum())
    assert mean == pytest.approx(expected, rel=1e-6)
    assert float((weights * (counts - mean) ** 2).sum()) == pytest.approx(expected, rel=1e-4)


def test_a_count_is_never_negative_and_nothing_expected_gives_nothing() -> None:
    assert counted(0.0, 3.0) == 0.0
    assert counted(-1e-12, 3.0) == 0.0
    assert min(counted(expected, -6.0) for expected in (1e-12, 1e-6, 0.1, 1.0, 100.0)) >= 0.0


def test_no_two_flows_of_people_share_a_stream() -> None:
    flows = [
        step.name
        for service in services()
        for step in service.equations.steps.values()
        if isinstance(step, Flow) and step.is_chance
    ]
    assert len(flows) > 20
    assert len({stream(name) for name in flows}) == len(flows)


def test_a_new_flow_of_people_leaves_the_chance_of_others_as_it_was() -> None:
    def arrivals(*more: str) -> Equations:
        equations = Equations("a")
        equations.flow("a.arrive", given("rate"), "Arrive.", is_chance=True)
        for name in more:
            equations.flow(name, given("rate"), "Arrive too.", is_chance=True)
        return equations

    found = []
    for more in ((), ("a.aunt", "a.zebra")):
        kernel = compiled(arrivals(*more), recorded={"a.arrive": Over.YEAR_SUM})
        found.append(run_small(kernel, {"rate": 5.0}, draws=16, with_chance=True)["a.arrive"])
    assert found[0].tolist() == found[1].tolist()
    assert np.ptp(found[0]) > 0
