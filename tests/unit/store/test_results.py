"""Results that are kept come back exactly, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from made_results import made_backcast, made_projection, made_ripple

from joinedup.council import Backcast, Projection, Ripple
from joinedup.errors import StoreRefused
from joinedup.store import frozen, keep_result, kept_result, thawed

pytestmark = pytest.mark.unit


@dataclass(frozen=True)
class Held:
    on: date
    values: tuple[float, ...]


HELD = Held(date(2026, 4, 1), (0.1, 1e-300, 1e300, 2.0))


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        (made_projection(), Projection),
        (made_backcast(), Backcast),
        (made_ripple({"family_help": -2.0e6}), Ripple),
        (HELD, Held),
    ],
    ids=["projection", "backcast", "ripple", "held"],
)
def test_what_comes_back_is_what_was_kept(tmp_path: Path, result: object, kind: type[object]) -> None:
    keep_result(tmp_path, "one", result)
    assert kept_result(tmp_path, "one", kind) == result


def test_nothing_kept_is_none(tmp_path: Path) -> None:
    assert kept_result(tmp_path, "one", Held) is None


def test_the_last_one_kept_is_the_one_that_comes_back(tmp_path: Path) -> None:
    keep_result(tmp_path, "one", HELD)
    assert kept_result(tmp_path, "one", Held) == HELD
    later = Held(date(2027, 4, 1), ())
    keep_result(tmp_path, "one", later)
    assert kept_result(tmp_path, "one", Held) == later


def test_the_same_result_is_the_same_bytes() -> None:
    assert frozen(HELD) == frozen(Held(date(2026, 4, 1), (0.1, 1e-300, 1e300, 2.0)))


@pytest.mark.parametrize("content", [b"", b"not gzip", frozen([1, 2]), frozen({"on": "not a day"})])
def test_what_is_damaged_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(StoreRefused, match="cannot be read as a Held"):
        thawed(content, Held)


def test_one_changed_byte_is_not_read_as_something_else() -> None:
    content = bytearray(frozen(HELD))
    content[len(content) // 2] ^= 1
    with pytest.raises(StoreRefused):
        thawed(bytes(content), Held)
