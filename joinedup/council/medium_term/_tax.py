"""Council tax as base, charge, rise and collection, and the limit on its rise."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.council._session import Ready
from joinedup.council.medium_term._rows import PotPlan
from joinedup.parameters import find_parameter

_LIMIT = "mhclg.council_tax.referendum_limit"


@dataclass(frozen=True)
class CouncilTax:
    """Council tax in each year: base times band D times the rises so far times the share collected.

    Args:
        base: band D homes of each year, such that the product is the plan's council tax to the penny.
        band_d: band D at the start, in pounds.
        rise: rise of band D in each year; none in the first, whose budget is adopted.
        collected: share collected, such that the product of the first year's adopted figures is the adopted
            council tax; a base that allows for losses already gives 1.
        limit: rise above which a referendum must be held.
        limit_basis: where that limit comes from.
        is_base_held: whether anybody holds the tax base and band D; otherwise a base of 1 stands for all.
    """

    base: tuple[float, ...]
    band_d: float
    rise: tuple[float, ...]
    collected: float
    limit: float
    limit_basis: str
    is_base_held: bool


def council_tax(asked: Ready, fund: PotPlan) -> CouncilTax | None:
    """Return what council tax is made of; None where nothing is collected.

    Args:
        asked: the council.
        fund: the General Fund.
    """
    rows = {row.name: row.pence for row in fund.rows if row.line == "council_tax" and ":" in row.name}
    adopted, base = rows["council_tax:adopted"], rows["council_tax:base"]
    if adopted[0] <= 0:
        return None
    starts = asked.council.plan_starts
    homes = asked.figures.latest("council_tax_base", on=starts.replace(year=starts.year + 1))
    charge = asked.figures.latest("council_tax_band_d", on=starts.replace(year=starts.year + 1))
    is_held = bool(homes and charge and homes.value > 0 and charge.value > 0)
    count = homes.value if is_held and homes else 1.0
    band_d = charge.value if is_held and charge else adopted[0] / 100
    collected = adopted[0] / 100 / (count * band_d)
    at_base = [one + more for one, more in zip(adopted, base, strict=True)]
    whole = [one + more for one, more in zip(at_base, rows["council_tax:rate"], strict=True)]
    level = [now / then for now, then in zip(whole, at_base, strict=True)]
    rise = [now / before - 1 for before, now in zip([1.0, *level[:-1]], level, strict=True)]
    limit = find_parameter(asked.parameters, _LIMIT).at(starts)
    return CouncilTax(
        tuple(one / 100 / (band_d * collected) for one in at_base),
        band_d,
        tuple(rise),
        collected,
        limit.value,
        limit.source.title if limit.source else f"not verified: {limit.reason}",
        is_held,
    )
