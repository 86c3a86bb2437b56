"""Whether each year is balanced, and what must be said where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council.medium_term._pence import pence
from joinedup.council.medium_term._reserves import ReservePlan
from joinedup.council.medium_term._rows import SPENDING, PotPlan
from joinedup.declared import ParameterValue

ADVICE = "Unbalanced: section 151 officer's advice needed."
RULE = (
    "A year is called unbalanced where a gap is expected beyond the planned use of reserves, where the "
    "general reserve is expected to end it below its floor, or where the planned use would take more than "
    "earmarked reserves hold."
)


@dataclass(frozen=True)
class YearBalance:
    """Whether one year is balanced.

    Args:
        year: the financial year.
        gap: gap expected beyond planned use of reserves, in pence; a surplus is negative.
        reserve: general reserve expected on 31 March, in pence.
        floor: the least it should hold then, in pence; None where nobody holds the reserve.
        earmarked: earmarked reserves expected then, in pence; None where nobody holds them.
    """

    year: str
    gap: int
    reserve: int
    floor: int | None
    earmarked: int | None = None

    @property
    def has_gap(self) -> bool:
        """Whether a gap is expected that nothing planned meets."""
        return self.gap > 0

    @property
    def is_below_floor(self) -> bool:
        """Whether the general reserve is expected to end the year below its floor."""
        return self.floor is not None and self.reserve < self.floor

    @property
    def is_overdrawn(self) -> bool:
        """Whether more is planned from earmarked reserves than they hold."""
        return self.earmarked is not None and self.earmarked < 0

    @property
    def is_balanced(self) -> bool:
        """Whether none of them is so."""
        return not self.has_gap and not self.is_below_floor and not self.is_overdrawn


def year_balances(
    years: Sequence[str],
    fund: PotPlan,
    general: ReservePlan,
    earmarked: ReservePlan,
    floor_share: ParameterValue,
) -> tuple[YearBalance, ...]:
    """Return whether each year of the General Fund is balanced.

    Args:
        years: financial years.
        fund: the General Fund.
        general: the general reserve.
        earmarked: earmarked reserves.
        floor_share: the least it should hold, as a share of spending.
    """
    spent = fund.total(*SPENDING)
    gap = fund.gap
    return tuple(
        YearBalance(
            year,
            gap[place],
            general.closing[place],
            pence(spent[place] / 100 * floor_share.value) if general.is_held else None,
            earmarked.closing[place] if earmarked.is_held else None,
        )
        for place, year in enumerate(years)
    )
