"""Suspensions and permanent exclusions."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table

SOURCE = Source("School census: exclusions (Department for Education)", "termlyexclusions", "2025")
CATEGORIES = {"SUSP": "Suspension", "PERM": "Permanent exclusion", "LNCH": "Lunchtime suspension"}

EXCLUSIONS = Table(
    "exclusions",
    "A suspension or permanent exclusion of a pupil.",
    (
        Column("UPN", "upn", Kind.TEXT, "Unique pupil number.", required=True, personal=True),
        Column("URN", "urn", Kind.TEXT, "The school's number."),
        Column("Academic year", "academic_year", Kind.TEXT, "Academic year, as 2025/26."),
        Column("Category", "category", Kind.CODE, "Kind.", required=True, codes=CATEGORIES),
        Column("Start date", "started", Kind.DATE, "First day.", required=True),
        Column("Sessions", "sessions", Kind.WHOLE, "Half days missed."),
        Column("Reason", "reason", Kind.CODE, "Reason."),
    ),
    key=("upn", "urn", "category", "started"),
    source=SOURCE,
)
