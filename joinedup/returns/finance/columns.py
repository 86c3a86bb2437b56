"""Budgets, outturn by year and month, reserves, grants, the medium-term plan, savings and council tax."""

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


def _month_of_a_service(actual: Column, profiled: Column) -> tuple[Column, ...]:
    return (
        Column("Directorate", "directorate", Kind.TEXT, "Directorate."),
        Column("Service", "service", Kind.TEXT, "Spending line.", required=True, aliases=("Service name",)),
        _pot(),
        Column(
            "Cost centre",
            "cost_centre",
            Kind.TEXT,
            "Part of the service, where the ledger gives several rows a month.",
            aliases=("Cost centre code", "Account", "Subjective"),
        ),
        Column(
            "Financial year",
            "financial_year",
            Kind.TEXT,
            "Financial year, as 2026/27; may be left out where the month is a date.",
        ),
        Column(
            "Month",
            "month",
            Kind.TEXT,
            "Period from 1 for April to 12 for March, the month's name, or a day in it.",
            required=True,
            aliases=("Period", "Accounting period", "Period number", "Month ending", "Period ending"),
        ),
        actual,
        profiled,
    )


_A_MONTH = ("directorate", "service", "pot", "cost_centre", "financial_year", "month")
MONTHLY_OUTTURN = Table(
    "monthly_outturn",
    "What one service spent in one month, net of income.",
    _month_of_a_service(
        Column(
            "Actual in month",
            "actual",
            Kind.MONEY,
            "Net spending in this month alone; a refund or correction may be negative.",
            required=True,
            aliases=("In-month actual", "Month actual", "Actual for month", "Net actual in month"),
        ),
        Column(
            "Profiled budget in month",
            "profiled",
            Kind.MONEY,
            "Part of the net budget that the council expects to spend in this month.",
            aliases=("Budget in month", "Profiled budget", "Month budget", "In-month budget"),
        ),
    ),
    key=_A_MONTH,
    source=SOURCE,
)
OUTTURN_TO_DATE = Table(
    "outturn_to_date",
    "What one service spent from April to the end of one month, net of income.",
    _month_of_a_service(
        Column(
            "Actual to date",
            "actual",
            Kind.MONEY,
            "Net spending since 1 April.",
            required=True,
            aliases=(
                "Actual year to date",
                "Year to date actual",
                "YTD actual",
                "Actual YTD",
                "Cumulative actual",
            ),
        ),
        Column(
            "Profiled budget to date",
            "profiled",
            Kind.MONEY,
            "Part of the net budget that the council expects to have spent by the end of this month.",
            aliases=("Budget to date", "YTD budget", "Budget YTD", "Cumulative budget"),
        ),
    ),
    key=_A_MONTH,
    source=SOURCE,
)
STATUSES = {
    "proposed": "Not agreed or not begun.",
    "in delivery": "Begun; the forecast says how much is expected.",
    "delivered": "Delivered for the year; nothing more is expected.",
    "undeliverable": "Given up.",
}
KINDS = {
    "cashable": "It can be taken from the budget.",
    "avoided": "It keeps spending from rising; nothing can be taken from the budget.",
}
SAVINGS_TRACKER = Table(
    "savings_tracker",
    "How one saving stood for one financial year on one day; a saving is positive.",
    (
        Column(
            "Reference",
            "reference",
            Kind.TEXT,
            "Identifier of the proposal, or the council's own reference.",
            required=True,
            aliases=("Ref", "Saving reference"),
        ),
        Column("Title", "title", Kind.TEXT, "Title.", aliases=("Saving", "Description")),
        Column("Directorate", "directorate", Kind.TEXT, "Directorate."),
        Column("Service", "service", Kind.TEXT, "Spending line."),
        _pot(),
        Column(
            "Kind",
            "kind",
            Kind.CODE,
            "Whether it can be taken from the budget.",
            required=True,
            codes=KINDS,
            aliases=("Cashable or avoided", "Type of saving"),
        ),
        Column("Status", "status", Kind.CODE, "How it stands.", required=True, codes=STATUSES),
        _year(),
        Column("Planned", "planned", Kind.MONEY, "What was planned for the year.", required=True),
        Column(
            "Delivered to date", "delivered", Kind.MONEY, "What has been delivered.", aliases=("Delivered",)
        ),
        Column(
            "Forecast for the year",
            "forecast",
            Kind.MONEY,
            "What is expected for the year.",
            aliases=("Forecast", "Forecast outturn", "Forecast delivery"),
        ),
        Column("As at", "as_at", Kind.DATE, "Day.", required=True, aliases=("Date", "Position at")),
        Column("Note", "note", Kind.TEXT, "What stands behind it; may name people.", personal=True),
    ),
    key=("reference", "service", "pot", "kind", "financial_year", "as_at"),
    source=SOURCE,
)
