"""Education, health and care plans: requests, plans, placements, transport and cost."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table
from joinedup.returns import _codes as shared

SOURCE = Source(
    "SEN2 person level census: guide (Department for Education)", "JoinedUp reference, Returns", "2026"
)
PLACEMENTS = dict.fromkeys(
    (
        "Mainstream school",
        "Resourced provision",
        "State-funded special school",
        "Independent special school",
        "Non-maintained special school",
        "Further education",
        "Educated elsewhere",
        "NEET",
    ),
    "as SEN2 names it",
)

PLANS = Table(
    "ehc_plans",
    "A request for an education, health and care plan and the plan that followed.",
    (
        Column("EHC ID", "ehc_id", Kind.TEXT, "The plan's number.", required=True, personal=True),
        Column("UPN", "upn", Kind.TEXT, "Unique pupil number.", personal=True),
        Column("Forename", "forename", Kind.TEXT, "Forename.", personal=True),
        Column("Surname", "surname", Kind.TEXT, "Surname.", personal=True),
        Column("DOB", "born", Kind.DATE, "Date of birth.", personal=True, aliases=("Date of birth",)),
        Column("Sex", "sex", Kind.CODE, "Sex.", codes=shared.SEXES, aliases=("Gender",)),
        Column("Postcode", "postcode", Kind.TEXT, "Postcode of the home.", personal=True),
        Column("Request date", "requested", Kind.DATE, "Date of the request.", required=True),
        Column("Decision to assess", "decided", Kind.DATE, "Date it was decided to assess."),
        Column("Plan issued", "issued", Kind.DATE, "Date the final plan was issued."),
        Column("Plan ceased", "ceased", Kind.DATE, "Date the plan ceased; empty while in force."),
        Column("Ceased reason", "ceased_reason", Kind.TEXT, "Why it ceased."),
        Column("Primary need", "primary_need", Kind.CODE, "Main need."),
        Column("Placement type", "placement_type", Kind.CODE, "Kind of placement.", codes=PLACEMENTS),
        Column("URN", "urn", Kind.TEXT, "The school's number."),
        Column(
            "Home to school transport",
            "has_transport",
            Kind.YES_NO,
            "Whether the council provides transport.",
        ),
        Column("Annual cost", "annual_cost", Kind.MONEY, "Cost of the placement, pounds a year."),
    ),
    key=("ehc_id",),
    source=SOURCE,
)
