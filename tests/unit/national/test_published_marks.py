"""Published numbers and the marks in their place."""

from __future__ import annotations

import pytest

from joinedup.national._marks import Mark, number, published

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1385", 1385.0),
        (" 12.7 ", 12.7),
        ("319.60000000000002", 319.6),
        ("9.4950000000000007E-2", 0.09495),
        ("126,836,285.5", 126_836_285.5),
        ("-20037.42", -20037.42),
        ("0", 0.0),
    ],
)
def test_a_number_is_read_as_it_is(text: str, expected: float) -> None:
    assert published(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("c", Mark.SUPPRESSED),
        ("z", Mark.NOT_APPLICABLE),
        ("x", Mark.NOT_AVAILABLE),
        ("[x]", Mark.NOT_AVAILABLE),
        ("[note 4]", Mark.NOT_AVAILABLE),
        ("u", Mark.UNRELIABLE),
        ("k", Mark.LOW),
        ("LOW", Mark.LOW),
        ("low", Mark.LOW),
        ("-", Mark.ABSENT),
        ("NA", Mark.ABSENT),
        (":", Mark.ABSENT),
        ("", Mark.ABSENT),
        (None, Mark.ABSENT),
    ],
)
def test_a_mark_is_not_a_number(text: str | None, mark: Mark) -> None:
    assert published(text) is mark
    assert number(text) is None


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        published("about 30")
