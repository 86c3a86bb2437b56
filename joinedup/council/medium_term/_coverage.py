"""Where the figures of a plan come from: the council's own files, published tables, or nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council._starting import StartingValue
from joinedup.declared import Origin
from joinedup.vocabulary import COUNCIL_LINES, FUNDING_LINES, RESERVES

_SPENT = {"budget", "net_spend"}
_A_YEAR = re.compile(r"\b20\d\d\b")
NOT_HELD = "no figure is held; taken as none"


@dataclass(frozen=True)
class Covered:
    """Where the opening figure of one row comes from.

    Args:
        kind: `budget`, `funding` or `reserves`.
        code: code of the line or kind of reserve.
        says: what it is.
        pounds: the figure.
        origin: whose number it is.
        source: file or table with its year, and what was done to it.
        is_held: whether anybody holds a figure.
        is_carried: whether last year's outturn stands in for a budget that nobody holds.
    """

    kind: str
    code: str
    says: str
    pounds: float
    origin: Origin
    source: str
    is_held: bool
    is_carried: bool

    @property
    def basis(self) -> str:
        """Where it comes from, in one phrase."""
        if not self.is_held:
            return NOT_HELD
        stands_in = "outturn in place of a budget; " if self.is_carried else ""
        return f"{stands_in}{self.source} ({self.origin.says})"


def coverage(starting: Sequence[StartingValue]) -> tuple[Covered, ...]:
    """Return where each opening figure of the plan comes from, in the order of the plan."""
    held: dict[tuple[str, str], StartingValue] = {}
    for one in starting:
        kind = "budget" if one.figure in _SPENT else one.figure
        held[kind, one.band] = one
    wanted = [("budget", line.code, line.says) for line in COUNCIL_LINES]
    wanted += [("funding", code, says) for code, (says, _) in FUNDING_LINES.items()]
    wanted += [("reserves", kind, says) for kind, says in RESERVES.items()]
    return tuple(_covered(kind, code, says, held.get((kind, code))) for kind, code, says in wanted)


def _covered(kind: str, code: str, says: str, one: StartingValue | None) -> Covered:
    if one is None:
        return Covered(kind, code, says, 0.0, Origin.ASSUMED, "", is_held=False, is_carried=False)
    found = one.held
    source = found.source if _A_YEAR.search(found.source) else f"{found.source}, {found.as_at:%Y}"
    source = f"{source}; {found.note}" if found.note else source
    is_held = found.origin is not Origin.ASSUMED
    is_carried = one.figure == "net_spend"
    return Covered(kind, code, says, one.value, found.origin, source, is_held, is_carried)
