"""Finance: budgets, outturn by year and month, reserves, grants, the plan, savings and council tax."""

import polars as pl

from joinedup.declared import Rule
from joinedup.returns.finance import columns
from joinedup.returns.finance._months import month_of
from joinedup.returns.finance._rules import TRACKER_CHECKS, month_checks
from joinedup.returns.reading import Check, TabularReturn, YearColumns

_FINANCIAL_YEARS = r"20\d\d\s*[/-]\s*(20)?\d\d"
# Budget books round each figure to the pound, so a net may differ from its parts by that much.
_ROUNDING_GBP = 1.0


def _adds_up(table: str, net: str) -> Check:
    parts = pl.col("gross_expenditure") - pl.col("income").abs()
    return Check(
        Rule("net_does_not_add_up", table, "The net is not gross expenditure less income.", columns.SOURCE),
        net,
        (parts - pl.col(net)).abs() > _ROUNDING_GBP,
    )


BUDGET = TabularReturn(
    columns.BUDGET,
    "Adopted budget",
    ("service", "financial_year", "net_budget"),
    checks=(_adds_up("budget", "net_budget"),),
)
OUTTURN = TabularReturn(
    columns.OUTTURN,
    "Revenue outturn",
    ("service", "financial_year", "net_outturn"),
    checks=(_adds_up("outturn", "net_outturn"),),
)
RESERVES = TabularReturn(columns.RESERVES, "Reserves", ("reserve", "balance"))
GRANTS = TabularReturn(columns.GRANTS, "Grants", ("grant", "financial_year", "amount"))
MTFS = TabularReturn(columns.MTFS, "Medium-term financial strategy", ("financial_year", "line", "amount"))
PROPOSALS = TabularReturn(
    columns.PROPOSALS,
    "Proposals in the medium-term financial strategy",
    ("reference", "title", "is_cashable"),
    year_columns=YearColumns(_FINANCIAL_YEARS, "year", "amount"),
)
COUNCIL_TAX = TabularReturn(columns.COUNCIL_TAX, "Council tax", ("financial_year", "tax_base", "band_d"))
MONTHLY_OUTTURN = TabularReturn(
    columns.MONTHLY_OUTTURN,
    "Monthly outturn",
    ("service", "pot", "month", "actual"),
    checks=month_checks("monthly_outturn"),
)
OUTTURN_TO_DATE = TabularReturn(
    columns.OUTTURN_TO_DATE,
    "Outturn to date by month",
    ("service", "pot", "month", "actual"),
    checks=month_checks("outturn_to_date"),
)
SAVINGS_TRACKER = TabularReturn(
    columns.SAVINGS_TRACKER,
    "Savings tracker",
    ("reference", "status", "planned", "as_at"),
    checks=TRACKER_CHECKS,
)

__all__ = [
    "BUDGET",
    "COUNCIL_TAX",
    "GRANTS",
    "MONTHLY_OUTTURN",
    "MTFS",
    "OUTTURN",
    "OUTTURN_TO_DATE",
    "PROPOSALS",
    "RESERVES",
    "SAVINGS_TRACKER",
    "columns",
    "month_of",
]
