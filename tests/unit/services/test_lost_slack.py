"""Small cuts together against the sum of each alone: the same with slack, far more near the edge.

The test world: a bend of 50, every capacity's free share and that of social workers the same, nothing that
grows, and all else at its central value. What comes back is the change in what the General Fund spends, less
what the cuts themselves save on their own lines.
"""

from __future__ import annotations

import pytest
from made_figures import MadeCouncil, expected

from joinedup.council import levers
from joinedup.vocabulary import SPENDING_LINES, Pot

pytestmark = pytest.mark.unit

# Share of each lever kept, and the share of its line that it holds.
CUTS = {
    "family_help.capacity": (0.90, 1.0),
    "social_work.posts": (0.97, 1.0),
    "social_work.support": (0.90, 0.25),
    "youth.provision": (0.80, 1.0),
}
LINES = [line.code for line in SPENDING_LINES if line.pot is Pot.GENERAL_FUND]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


def together_over_alone(made: MadeCouncil, slack: float) -> float:
    shares = {name.replace(".", "__"): slack for name in made.parameters if name.endswith("slack_share")}
    inputs = made.known(
        years=10,
        figures=made.figures(caseload=16 * (1 - slack)),
        joinedup__workforce__overload_sharpness=50.0,
        **shares,
    )
    without = made.run(inputs)

    def comes_back(*names: str) -> float:
        proposals = [
            made.proposal(
                {"lever": name, "by": f"{100 * (CUTS[name][0] - 1):.4f}%"},
                id=name.replace(".", "-").replace("_", "-"),
            )
            for name in names
        ]
        run = made.run(inputs, *proposals)
        change = sum(
            (expected(run, f"spend.{code}") - expected(without, f"spend.{code}")).mean()
            for code in LINES
            if f"spend.{code}" in run.names
        )
        # Two cuts of the same line take the second out of what the first leaves.
        left = {levers()[name].line: 1.0 for name in names}
        for name in names:
            kept, part = CUTS[name]
            left[levers()[name].line] *= 1 - (1 - kept) * part
        saved = sum((1 - share) * expected(without, f"spend.{line}").mean() for line, share in left.items())
        return float(change + saved)

    return comes_back(*CUTS) / sum(comes_back(name) for name in CUTS)


def test_with_ample_slack_together_is_the_sum_of_each_alone(made: MadeCouncil) -> None:
    assert together_over_alone(made, 0.15) == pytest.approx(1.0, abs=0.05)
    assert together_over_alone(made, 0.20) == pytest.approx(1.0, abs=0.05)


def test_near_the_edge_together_is_clearly_more(made: MadeCouncil) -> None:
    assert together_over_alone(made, 0.05) > 1.5
