"""A step of a decision that may not be taken as things stand."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.errors import JoinedUpError


class StepRefused(JoinedUpError):
    """A step of a decision may not be taken yet, or not by this person; every reason is named at once.

    Args:
        what: the step, in a sentence.
        reasons: why not, one sentence each.
    """

    def __init__(self, what: str, reasons: Sequence[str]) -> None:
        super().__init__(f"{what} {' '.join(reasons)}".strip())
        self.step = what
        self.reasons = tuple(reasons)


def refuse(what: str, reasons: Sequence[str]) -> None:
    """Refuse a step where there is a reason to.

    Raises:
        StepRefused: there is at least one reason.
    """
    if reasons:
        raise StepRefused(what, reasons)
