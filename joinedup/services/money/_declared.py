"""What a decision can change in money, and what readers see of it."""

from __future__ import annotations

from joinedup.declared import Better, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "money.council_tax_rise",
        "Rise in council tax each April beyond the plan's; no rise goes beyond the referendum limit.",
        "share points a year (0.01 is one per cent of band D)",
        LeverKind.AMOUNT,
        "resources",
    ),
    Lever(
        "money.council_tax_support",
        "Council tax support that households get.",
        "of today's support",
        LeverKind.SHARE,
        "resources",
    ),
)


def _pounds(name: str, says: str, over: Over, better: Better, *, is_main: bool = False) -> Measure:
    return Measure(name, says, "pounds", "resources", over, better, is_main)


MEASURES = (
    _pounds("money.general_reserve", "General reserve", Over.YEAR_END, Better.HIGHER),
    _pounds("money.earmarked_reserve", "Earmarked reserves", Over.YEAR_END, Better.HIGHER),
    _pounds("money.dsg_reserve", "Dedicated Schools Grant reserve", Over.YEAR_END, Better.HIGHER),
    _pounds(
        "money.gap", "General Fund gap beyond the adopted budget", Over.YEAR_SUM, Better.LOWER, is_main=True
    ),
    _pounds("money.reserve_short", "General reserve below its floor", Over.YEAR_END, Better.LOWER),
    _pounds("money.arrears_owed", "Council tax owed from before", Over.YEAR_END, Better.LOWER),
    Measure(
        "money.households_in_arrears",
        "Households who owe council tax from before",
        "households",
        "resources",
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "money.recruitment_freeze",
        "Share of job offers held back to save money",
        "ratio",
        "resources",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)
