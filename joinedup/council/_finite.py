"""Numbers in what somebody wrote that are no number, which YAML can hold and no sum can."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any


def not_finite(written: Any, where: str = "") -> Iterator[str]:
    """Yield a fault for every number that is infinite or undefined.

    Args:
        written: content of a YAML file.
        where: where it stands in the file, for the message.
    """
    if isinstance(written, float) and not math.isfinite(written):
        yield f"{where}: {written} is not a number that can be reckoned with"
    held = written if isinstance(written, dict) else {}
    if isinstance(written, list):
        held = dict(enumerate(written, start=1))
    for step, one in held.items():
        yield from not_finite(one, f"{where}.{step}".lstrip("."))
