"""The targets file in the guide, and the one that the fictional county holds, are ready to be asked."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from joinedup.council import capacities, measures
from joinedup.council.better_sets import Known, TargetsDraft, read_targets
from joinedup.synthetic._targets import write_targets

pytestmark = pytest.mark.docs

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user_guide"
YEARS = ("2026/27", "2027/28", "2028/29", "2029/30", "2030/31")


def known() -> Known:
    proposals = tuple(
        one.name.removesuffix(".yaml") for one in (files("joinedup.synthetic") / "proposals").iterdir()
    )
    directions = {one.name: "lower" for one in measures().values() if one.unit != "pounds"}
    return Known(proposals, directions | {one.load: "lower" for one in capacities()}, YEARS)


def test_the_file_shown_in_the_guide_is_understood() -> None:
    text = (GUIDE / "better_sets.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    targets = TargetsDraft(yaml.safe_load(shown), "shown.yaml").checked(known())
    assert targets.must == ("three-weekly-waste",)
    assert targets.targets[0].chance == pytest.approx(0.8)


def test_the_county_s_own_file_grows_with_the_county(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "tenth").mkdir()
    (whole,), (tenth,) = write_targets(tmp_path / "whole", 1.0), write_targets(tmp_path / "tenth", 0.1)
    large, small = (read_targets(path).checked(known()) for path in (whole, tenth))
    assert [one.saves for one in small.targets] == pytest.approx([one.saves / 10 for one in large.targets])
    by_name = {
        one.measure: (one.value, two.value) for one, two in zip(large.floors, small.floors, strict=True)
    }
    assert by_name["children_in_need.turned_away"][1] == by_name["children_in_need.turned_away"][0] / 10
    # What is 1 when full is 1 in a county of any size.
    assert by_name["workforce.load"] == (1, 1)
    assert len(large.officers) > 5
