"""What is always true of loading a parameter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from joinedup.parameters import to_json
from joinedup.parameters._read import read_parameter

pytestmark = pytest.mark.property

LETTERS = st.characters(max_codepoint=0x2FF, exclude_categories=["Cc"])
WORDS = st.text(LETTERS, min_size=1).map(str.strip).filter(bool)
NUMBERS = st.floats(min_value=0.001, max_value=1e9, allow_nan=False)
DAYS = st.dates(date(1990, 1, 1), date(2050, 1, 1))


@st.composite
def dated_values(draw: st.DrawFn) -> dict[str, Any]:
    low, value, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3, unique=True)))
    source = {key: draw(WORDS) for key in ("title", "identifier", "published", "at")}
    return {
        "value": value,
        "low": low,
        "high": high,
        "range_is": draw(st.sampled_from(["estimate", "authorities"])),
        "standing": draw(st.sampled_from(["found", "derived", "recalled", "judgement"])),
        "source": source,
        "reason": draw(WORDS),
    }


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    group = {"moves_with": "prices"} if draw(st.booleans()) else {}
    return group | {
        "says": draw(WORDS),
        "unit": "pounds " + draw(WORDS),
        "geography": draw(WORDS),
        "distribution": draw(st.sampled_from(["normal", "lognormal", "triangular", "uniform"])),
        "design": draw(st.sampled_from(["trial", "judgement", "official statistic"])),
        "owner": draw(WORDS),
        "values": draw(st.dictionaries(DAYS, dated_values(), min_size=1, max_size=3)),
    }


def read(content: dict[str, Any]) -> tuple[Any, list[str]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.yaml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return read_parameter(path, "a.one")


@given(files())
def test_what_a_file_says_is_what_is_read(content: dict[str, Any]) -> None:
    parameter, faults = read(content)
    assert faults == []
    written = to_json(parameter)
    assert written.pop("name") == "a.one"
    expected = (
        {"moves_with": ""}
        | content
        | {"values": {day.isoformat(): value for day, value in content["values"].items()}}
    )
    assert written == expected


@given(files(), st.data())
def test_leaving_out_anything_required_is_refused(content: dict[str, Any], data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(sorted(content["values"])))
    required = ["says", "unit", "geography", "distribution", "design", "owner"]
    key = data.draw(st.sampled_from([*required, "value", "low", "high", "range_is", "standing"]))
    del (content if key in required else content["values"][day])[key]
    _, faults = read(content)
    assert any(f"states no `{key}`" in fault for fault in faults)


@given(files(), DAYS)
def test_the_value_on_a_day_is_the_latest_known_by_then(content: dict[str, Any], on: date) -> None:
    parameter, _ = read(content)
    days = sorted(content["values"])
    known = [day for day in days if day <= on] or days[:1]
    assert parameter.at(on).value == content["values"][known[-1]]["value"]
