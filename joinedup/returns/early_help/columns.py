"""The early help list: one row per child and episode, as exported from the case system."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table
from joinedup.returns import _codes as shared

SOURCE = Source("Early help episode list", "no national layout; JoinedUp reference, Returns", "2026")

EPISODES = Table(
    "early_help_episodes",
    "An episode of early help for a child.",
    (
        Column(
            "Early Help ID", "early_help_id", Kind.TEXT, "The episode's number.", required=True, personal=True
        ),
        Column(
            "Child ID",
            "child",
            Kind.TEXT,
            "The council's number for the child.",
            required=True,
            personal=True,
        ),
        Column("Family ID", "family", Kind.TEXT, "The council's number for the family.", personal=True),
        Column("UPN", "upn", Kind.TEXT, "Unique pupil number.", personal=True),
        Column("Forename", "forename", Kind.TEXT, "Forename.", personal=True, aliases=("First name",)),
        Column("Surname", "surname", Kind.TEXT, "Surname.", personal=True, aliases=("Last name",)),
        Column(
            "DOB", "born", Kind.DATE, "Date of birth.", personal=True, aliases=("Date of birth", "Birth date")
        ),
        Column("Sex", "sex", Kind.CODE, "Sex.", codes=shared.SEXES, aliases=("Gender",)),
        Column("Postcode", "postcode", Kind.TEXT, "Postcode of the home.", personal=True),
        Column("Referral date", "referred", Kind.DATE, "Date of the request for help."),
        Column("Start date", "started", Kind.DATE, "Date the episode began; empty while waiting."),
        Column(
            "Closure date", "closed", Kind.DATE, "Date it closed; empty while open.", aliases=("End date",)
        ),
        Column("Closure reason", "closure_reason", Kind.TEXT, "Why it closed.", aliases=("End reason",)),
        Column("Team", "team", Kind.TEXT, "Team that holds it."),
    ),
    key=("early_help_id", "child"),
    source=SOURCE,
)
