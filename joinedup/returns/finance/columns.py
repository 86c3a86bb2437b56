"""Budgets, outturn, reserves, grants, the medium-term plan and council tax."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table

SOURCE = Source("Budget book and medium-term financial strategy", "JoinedUp reference, Returns", "2026")


def _year() -> Column:
    return Column("Financial year", "financial_year", Kind.TEXT, "Financial year, as 2026/27.", required=True)


def _pot() -> Column:
    return Column("Pot", "pot", Kind.TEXT, "The pot the money is in.", required=True)


def _spending(net: str, name: str, says: str) -> tuple[Column, ...]:
    return (
        Column("Directorate", "directorate", Kind.TEXT, "Directorate."),
        Column("Service", "service", Kind.TEXT, "Spending line.", required=True),
        _pot(),
        _year(),
        Column("Gross expenditure", "gross_expenditure", Kind.MONEY, "Gross expenditure."),
        Column("Income", "income", Kind.MONEY, "Income."),
        Column(net, name, Kind.MONEY, says, required=True),
    )


BUDGET = Table(
    "budget",
    "Adopted budget of one service in one financial year.",
    _spending("Net budget", "net_budget", "Gross expenditure less income."),
    key=("directorate", "service", "pot", "financial_year"),
    source=SOURCE,
)
OUTTURN = Table(
    "outturn",
    "What one service spent in one financial year.",
    _spending("Net outturn", "net_outturn", "Gross expenditure less income."),
    key=("directorate", "service", "pot", "financial_year"),
    source=SOURCE,
)
RESERVES = Table(
    "reserves",
    "The balance of a reserve on a day.",
    (
        Column("Reserve", "reserve", Kind.TEXT, "Name of the reserve.", required=True),
        Column("Kind", "kind", Kind.TEXT, "General, Earmarked or DSG.", required=True),
        Column("Date", "as_at", Kind.DATE, "Day.", required=True, aliases=("As at",)),
        Column("Balance", "balance", Kind.MONEY, "Balance; a deficit is negative.", required=True),
    ),
    key=("reserve", "kind", "as_at"),
    source=SOURCE,
)
GRANTS = Table(
    "grants",
    "A grant received in a financial year.",
    (
        Column("Grant", "grant", Kind.TEXT, "Name of the grant.", required=True),
        _pot(),
        _year(),
        Column("Amount", "amount", Kind.MONEY, "Amount.", required=True),
    ),
    key=("grant", "pot", "financial_year"),
    source=SOURCE,
)
MTFS = Table(
    "mtfs",
    "A line of the medium-term financial strategy.",
    (
        _year(),
        Column("Line", "line", Kind.TEXT, "Line of the strategy.", required=True),
        _pot(),
        Column("Amount", "amount", Kind.MONEY, "Amount.", required=True),
    ),
    key=("financial_year", "line", "pot"),
    source=SOURCE,
)
PROPOSALS = Table(
    "mtfs_proposals",
    "What a saving or investment in the strategy is worth in one year.",
    (
        Column("Reference", "reference", Kind.TEXT, "The proposal's reference.", required=True),
        Column("Title", "title", Kind.TEXT, "Title."),
        Column("Directorate", "directorate", Kind.TEXT, "Directorate."),
        Column("Service", "service", Kind.TEXT, "Spending line."),
        Column("Type", "type", Kind.TEXT, "Saving or Investment."),
        _pot(),
        Column("Cashable", "is_cashable", Kind.YES_NO, "Whether the saving can be taken from the budget."),
        Column("", "year", Kind.TEXT, "Financial year, from the name of the column."),
        Column("", "amount", Kind.MONEY, "Amount in the year; empty where the cell is."),
    ),
    key=("reference", "year"),
    source=SOURCE,
)
COUNCIL_TAX = Table(
    "council_tax",
    "The council tax base and charge of one financial year.",
    (
        _year(),
        Column("Dwellings", "dwellings", Kind.WHOLE, "Homes on the valuation list."),
        Column("Tax base", "tax_base", Kind.NUMBER, "Band D equivalents."),
        Column("Band D", "band_d", Kind.MONEY, "Charge for a home in band D."),
        Column("Collection rate", "collection_rate", Kind.NUMBER, "Share of the charge collected."),
    ),
    key=("financial_year",),
    source=SOURCE,
)
