"""Homes: the phased trajectory of each site, and completions in the past."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table

SOURCE = Source(
    "Housing trajectory and completions", "no national layout; JoinedUp reference, Returns", "2026"
)

TRAJECTORY = Table(
    "housing_trajectory",
    "Homes expected on one site in one year.",
    (
        Column(
            "Site reference", "site", Kind.TEXT, "The site's reference.", required=True, aliases=("Site ref",)
        ),
        Column("Site name", "site_name", Kind.TEXT, "The site's name.", aliases=("Site address",)),
        Column("Ward code", "ward", Kind.TEXT, "ONS code of the ward."),
        Column(
            "Permission reference",
            "permission",
            Kind.TEXT,
            "Planning permission.",
            aliases=("Permission ref",),
        ),
        Column("Status", "status", Kind.TEXT, "Status in planning."),
        Column("Tenure", "tenure", Kind.TEXT, "Market or affordable."),
        Column("Dwelling type", "dwelling_type", Kind.TEXT, "Houses or flats."),
        Column("Bedrooms", "bedrooms", Kind.TEXT, "Bedrooms: 1, 2, 3 or 4+."),
        Column("Net capacity", "net_capacity", Kind.NUMBER, "Homes in all, net of losses."),
        Column("Completed to date", "completed_to_date", Kind.NUMBER, "Homes already completed."),
        Column("", "year", Kind.TEXT, "Financial year, from the name of the column."),
        Column("", "homes", Kind.NUMBER, "Homes expected in the year; empty where the cell is."),
    ),
    key=("site", "tenure", "dwelling_type", "bedrooms", "year"),
    source=SOURCE,
)

COMPLETIONS = Table(
    "housing_completions",
    "Homes completed in a ward in a financial year, and homes standing at its end.",
    (
        Column("Ward code", "ward", Kind.TEXT, "ONS code of the ward.", required=True),
        Column("Financial year", "financial_year", Kind.TEXT, "Financial year, as 2025/26.", required=True),
        Column("Net completions", "net_completions", Kind.NUMBER, "Homes completed, net of losses."),
        Column("Dwelling stock", "dwelling_stock", Kind.NUMBER, "Homes standing on 31 March."),
    ),
    key=("ward", "financial_year"),
    source=SOURCE,
)
