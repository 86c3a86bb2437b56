"""The proposals that come with the fictional county: each is one the model takes, and each does something."""

from __future__ import annotations

import numpy as np
import pytest
import yaml
from made_figures import MadeCouncil

from joinedup.council import BUDGET_LEVER, levers
from joinedup.council._inputs import Inputs
from joinedup.council._paths import Paths
from joinedup.council.proposals import Proposal, ProposalDraft
from joinedup.synthetic._proposals import sized_forms
from joinedup.synthetic._savings import planned

pytestmark = pytest.mark.spec

YEARS = 5
# The council made up for tests is about a quarter of Middleshire.
FORMS = sized_forms(0.25)
LINE_OF = {one.reference: one.line for one in planned(1.0, range(2026, 2031))}
IDS = sorted(LINE_OF)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeCouncil:
    return MadeCouncil(tmp_path_factory.mktemp("testshire"))


@pytest.fixture(scope="module")
def inputs(made: MadeCouncil) -> Inputs:
    return made.inputs(draws=8, years=YEARS)


@pytest.fixture(scope="module")
def without(made: MadeCouncil, inputs: Inputs) -> Paths:
    return made.run(inputs)


def proposal(made: MadeCouncil, name: str) -> Proposal:
    # As text, as a file's days are read.
    content = yaml.load(FORMS[f"{name}.yaml"], Loader=yaml.BaseLoader)
    for change in content["changes"]:
        change["by"] = change["by"] if change["by"].endswith("%") else float(change["by"])
        if "over_months" in change:
            change["over_months"] = int(change["over_months"])
    for saving in content["savings"]:
        saving["pounds_a_year"] = float(saving["pounds_a_year"])
    return ProposalDraft(content, f"{name}.yaml").checked(made.limits(YEARS))


def test_every_proposal_shipped_is_in_the_plan() -> None:
    assert sorted(FORMS) == [f"{name}.yaml" for name in IDS]


@pytest.mark.parametrize("name", IDS)
def test_the_model_takes_it_and_it_moves_the_line_it_is_planned_on(
    made: MadeCouncil, inputs: Inputs, without: Paths, name: str
) -> None:
    one = proposal(made, name)
    assert LINE_OF[name] in {levers()[change.lever].line for change in one.changes}
    with_it = made.run(inputs, one)
    line = f"spend.{LINE_OF[name]}"
    assert np.abs(with_it.whole(line) - without.whole(line)).max() > 1.0


@pytest.mark.parametrize("name", IDS)
def test_money_alone_is_proposed_only_where_the_model_holds_nothing_on_the_service(name: str) -> None:
    """What a proposal does beyond its money is the model's to work out, wherever it can."""
    pulled = {change["lever"] for change in yaml.safe_load(FORMS[f"{name}.yaml"])["changes"]}
    of_the_service = {one for one in pulled if not one.startswith((BUDGET_LEVER, "corporate."))}
    works_out = {
        lever.name
        for lever in levers().values()
        if lever.line == LINE_OF[name] and not lever.name.startswith(BUDGET_LEVER)
    }
    assert of_the_service or pulled & works_out or not works_out


def test_cutting_support_workers_and_social_workers_together_costs_more_than_each_alone(
    made: MadeCouncil, inputs: Inputs, without: Paths
) -> None:
    """Both take from the same people's time: what either leaves free the other takes."""

    def load(*names: str) -> float:
        with_them = made.run(inputs, *(proposal(made, name) for name in names))
        change = with_them.whole("workforce.load") - without.whole("workforce.load")
        return float(change[:, -1].mean())

    support, posts = load("support-workers"), load("social-work-trim")
    assert support > 0
    assert posts > 0
    assert load("support-workers", "social-work-trim") > max(support, posts)
