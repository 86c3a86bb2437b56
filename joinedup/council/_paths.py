"""What a run recorded, by draw, patch and year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Paths:
    """What a run recorded.

    Args:
        names: names of the quantities.
        patches: identifiers of the patches.
        starts: first day of the plan.
        values: quantities by year. Shape (draw, patch, quantity, year).
        ratios: names of those that are ratios, so that patches are averaged and not added.
    """

    names: tuple[str, ...]
    patches: tuple[str, ...]
    starts: date
    values: NDArray[np.float64]
    ratios: frozenset[str] = frozenset()

    def of(self, name: str) -> NDArray[np.float64]:
        """Return one quantity. Shape (draw, patch, year)."""
        return np.asarray(self.values[:, :, self.names.index(name), :])

    def whole(self, name: str) -> NDArray[np.float64]:
        """Return one quantity of the whole council: the sum over patches, or their mean where it is a ratio.

        Shape (draw, year).
        """
        by_patch = self.of(name)
        added = np.asarray(by_patch.sum(axis=1), dtype=np.float64)
        return added / by_patch.shape[1] if name in self.ratios else added

    @property
    def years(self) -> tuple[int, ...]:
        """The year each financial year ends in."""
        return tuple(self.starts.year + 1 + year for year in range(self.values.shape[3]))
