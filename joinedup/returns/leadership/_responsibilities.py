"""Who answers for what: functions, measures, priorities, contributions, patches and teams."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table

SOURCE = Source(
    "Council constitution and structure", "no national layout; JoinedUp reference, Returns", "2026"
)
FIELDS = {
    "education": "education",
    "children_social_care": "children's social care",
    "adult_social_care": "adult social care",
    "public_health": "public health",
    "housing": "housing and homelessness",
    "growth": "growth and planning",
    "place": "place: highways, transport and environment",
    "communities": "communities, culture and leisure",
    "corporate": "corporate services",
    "resources": "resources and finance",
}
NEEDS = {
    "safety": "children's safety",
    "education": "educational needs",
    "social": "social needs",
    "emotional": "emotional needs",
}
STANDINGS = {"must": "the law requires it", "may": "a power in law", "local": "the council has chosen it"}
GRADES = {
    "trial": "a randomised trial",
    "quasi_experiment": "a quasi-experiment",
    "association": "an association",
    "judgement": "judgement",
}
FROM = Column("From", "held_from", Kind.DATE, "First day.")
TO = Column("To", "held_to", Kind.DATE, "Last day; empty while it holds.")

FUNCTIONS = Table(
    "functions",
    "A function of the council or a partner, its duty in law, and the post that answers for it.",
    (
        Column("Function", "function", Kind.TEXT, "The function's reference.", required=True),
        Column("Title", "title", Kind.TEXT, "What it is.", required=True),
        Column("Duty", "duty", Kind.TEXT, "What must be done."),
        Column("Law", "law", Kind.TEXT, "The Act or regulation with its section."),
        Column("Standing", "standing", Kind.CODE, "Whether law requires or allows it.", codes=STANDINGS),
        Column("Owner", "owner", Kind.TEXT, "The organisation that owns it; empty for the council."),
        Column("Field", "field", Kind.CODE, "The field it belongs to.", required=True, codes=FIELDS),
        Column("Directorate", "directorate", Kind.TEXT, "Directorate."),
        Column("Post", "post", Kind.TEXT, "The post that answers for it."),
        Column("Portfolio", "portfolio", Kind.TEXT, "The cabinet portfolio it belongs to."),
        Column("Needs", "needs", Kind.TEXT, f"Which needs of children it serves, of {'; '.join(NEEDS)}."),
        FROM,
        TO,
    ),
    key=("function", "held_from"),
    source=SOURCE,
)
MEASURES = Table(
    "measure_owners",
    "A measure, the post that answers for it, and those that hold its budget and may change its practice.",
    (
        Column("Measure", "measure", Kind.TEXT, "Name of the figure.", required=True),
        Column("Part", "part", Kind.TEXT, "The part of the figure; empty for the whole."),
        Column("Title", "title", Kind.TEXT, "The measure as people say it."),
        Column("Owner post", "owner_post", Kind.TEXT, "The post that answers for it.", required=True),
        Column("Budget post", "budget_post", Kind.TEXT, "The post that holds the money for it."),
        Column("Authority post", "authority_post", Kind.TEXT, "The post that may change how it is done."),
        FROM,
        TO,
    ),
    key=("measure", "part", "held_from"),
    source=SOURCE,
)
CONTRIBUTIONS = Table(
    "contributions",
    "What a service of any directorate contributes to a priority, with its evidence and the next step.",
    (
        Column("Priority", "priority", Kind.TEXT, "The priority's reference.", required=True),
        Column("Service", "service", Kind.TEXT, "The service.", required=True),
        Column("Directorate", "directorate", Kind.TEXT, "Its directorate."),
        Column("Post", "post", Kind.TEXT, "The post that answers for the contribution."),
        Column("Contributes", "contributes", Kind.TEXT, "What it does for the priority."),
        Column("Evidence", "evidence", Kind.TEXT, "Why it should work."),
        Column("Grade", "grade", Kind.CODE, "How strong the evidence is.", codes=GRADES),
        Column("Step", "step", Kind.TEXT, "The step of the roadmap.", required=True),
        Column("Due", "due", Kind.DATE, "When the step is due."),
        Column("Done", "done", Kind.DATE, "When it was done; empty until then."),
    ),
    key=("priority", "service", "step"),
    source=SOURCE,
)
PATCHES = Table(
    "patch_arrangements",
    "Who leads a patch for which priorities, and what they may decide alone.",
    (
        Column("Patch", "patch", Kind.TEXT, "Identifier of the patch.", required=True),
        Column("Lead post", "lead_post", Kind.TEXT, "The post that leads it.", required=True),
        Column("Priorities", "priorities", Kind.TEXT, "References, or `all`."),
        Column("Alone up to", "alone_up_to", Kind.MONEY, "Pounds a decision the lead may take alone."),
        Column("Subjects", "subjects", Kind.TEXT, "Subjects the lead may decide, as in delegations.yaml."),
        FROM,
        TO,
    ),
    key=("patch", "held_from"),
    source=SOURCE,
)
TEAMS = Table(
    "teams",
    "A front-line team, the function it carries out and the post it reports to.",
    (
        Column("Team", "team", Kind.TEXT, "Name of the team.", required=True),
        Column("Function", "function", Kind.TEXT, "Reference of the function.", required=True),
        Column("Patch", "patch", Kind.TEXT, "Identifier of the patch; empty for the whole council."),
        Column("Reports to", "reports_to", Kind.TEXT, "The post it reports to.", required=True),
        Column("Staff", "staff", Kind.WHOLE, "People in the team."),
        FROM,
        TO,
    ),
    key=("team", "held_from"),
    source=SOURCE,
)
