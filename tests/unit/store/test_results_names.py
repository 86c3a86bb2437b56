"""What results are kept as."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.store import keep_result, result_name, result_path

pytestmark = pytest.mark.unit


def test_the_order_of_what_a_result_is_about_does_not_matter() -> None:
    assert result_name("ripple", ["youth-trim", "bus-passes"]) == "ripple-bus-passes+youth-trim"
    assert result_name("ripple", ["bus-passes", "youth-trim"]) == "ripple-bus-passes+youth-trim"


def test_a_result_about_very_many_things_can_be_kept_and_is_told_from_another(tmp_path: Path) -> None:
    many = [f"a-proposal-with-a-long-name-{at}" for at in range(60)]
    names = {result_name("ripple", some) for some in (many, many[:-1], many[1:])}
    assert len(names) == 3
    for name in names:
        assert keep_result(tmp_path, name, many) == result_path(tmp_path, name)
        assert result_path(tmp_path, name).is_file()
