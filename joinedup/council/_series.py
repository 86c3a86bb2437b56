"""What can be asked of a collection of figures."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from joinedup.declared import FigureValue


class Held(Protocol):
    """Figures that can be asked for their latest value."""

    def latest(
        self, figure: str, band: str = "", area: str = "", on: date | None = None
    ) -> FigureValue | None:
        """Return the value to start from."""
