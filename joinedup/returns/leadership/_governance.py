"""How leadership is held to account: portfolios, committees, partners, joint posts and assurance."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Table
from joinedup.returns.leadership._responsibilities import FROM, SOURCE, TO

COMMITTEE_KINDS = {
    "executive": "the cabinet or a committee of it",
    "council": "full council or a committee of it",
    "scrutiny": "overview and scrutiny",
    "board": "a statutory or advisory board",
    "partnership": "a partnership with other organisations",
}
TOWARDS = {
    "children": "children and young people",
    "families": "families",
    "schools": "schools, academies included",
    "partners": "partner organisations",
    "health_and_wellbeing_board": "the health and wellbeing board",
    "family_courts": "the family courts",
    "safeguarding_partnership": "the safeguarding partnership",
}
EVENTS = {
    "senior_structure": "senior structure changed",
    "new_leaders": "a new chief executive or director",
    "split_of_commissioning": "commissioning split from delivery",
    "new_administration": "a new administration or portfolio holder",
    "finance": "concern about finance",
    "performance": "concern about performance",
    "responsibilities": "responsibilities added to the director or lead member",
}

PORTFOLIOS = Table(
    "portfolios",
    "A cabinet portfolio: what its holder is designated as and whom they answer to.",
    (
        Column("Portfolio", "portfolio", Kind.TEXT, "The portfolio.", required=True),
        Column("Designated as", "designated_as", Kind.TEXT, "Role laid down in law, if any."),
        Column("Answers to", "answers_to", Kind.TEXT, "The role its holder answers to.", required=True),
        Column("In the executive", "in_executive", Kind.YES_NO, "Whether its holder sits in the executive."),
        Column(
            "Runs services",
            "runs_services",
            Kind.YES_NO,
            "Whether its holder is given day-to-day delivery to run.",
        ),
        FROM,
        TO,
    ),
    key=("portfolio", "held_from"),
    source=SOURCE,
)
COMMITTEES = Table(
    "committees",
    "A committee or board.",
    (
        Column("Committee", "committee", Kind.TEXT, "Its name.", required=True),
        Column("Kind", "kind", Kind.CODE, "What kind it is.", required=True, codes=COMMITTEE_KINDS),
        Column("Purpose", "purpose", Kind.TEXT, "What it is for."),
        Column("Meetings a year", "meetings_a_year", Kind.WHOLE, "How often it meets."),
    ),
    key=("committee",),
    source=SOURCE,
)
MEMBERSHIPS = Table(
    "committee_members",
    "Who sits on a committee: a councillor, an officer by post, or a partner.",
    (
        Column("Committee", "committee", Kind.TEXT, "The committee.", required=True),
        Column(
            "Seat", "seat", Kind.TEXT, "Who sits: councillor, post or partner.", required=True, personal=True
        ),
        Column("Capacity", "capacity", Kind.TEXT, "Chair, member, adviser or co-opted."),
        FROM,
        TO,
    ),
    key=("committee", "seat", "held_from"),
    source=SOURCE,
)
PARTNERS = Table(
    "partners",
    "An organisation the council works with.",
    (
        Column("Partner", "partner", Kind.TEXT, "The organisation.", required=True),
        Column("Sector", "sector", Kind.TEXT, "Health, police, schools, district, voluntary or other."),
        Column("Works with us on", "works_on", Kind.TEXT, "What is done together."),
        Column("Meets at", "meets_at", Kind.TEXT, "The committee or board where both meet."),
        Column("Contact post", "contact_post", Kind.TEXT, "The post that keeps the link."),
    ),
    key=("partner",),
    source=SOURCE,
)
JOINT_APPOINTMENTS = Table(
    "joint_appointments",
    "A post that serves another authority too.",
    (
        Column("Post", "post", Kind.TEXT, "The post.", required=True),
        Column("Other authority", "authority", Kind.TEXT, "The other authority.", required=True),
        Column("Agreed on", "agreed_on", Kind.DATE, "Day both agreed."),
        FROM,
        TO,
    ),
    key=("post", "authority", "held_from"),
    source=SOURCE,
)
ASSURANCE = Table(
    "assurance",
    "A local test of assurance that was held.",
    (
        Column("Held on", "held_on", Kind.DATE, "Day it was held.", required=True),
        Column("Scope", "scope", Kind.TEXT, "What arrangement was tested.", required=True),
        Column("Weighs", "weighs", Kind.TEXT, "Added responsibilities weighed, by code."),
        Column("Elements", "elements", Kind.TEXT, "Elements covered, by code."),
        Column("Self-assessment", "self_assessment", Kind.YES_NO, "Whether it began with a self-assessment."),
        Column(
            "Outside director",
            "outside_director",
            Kind.YES_NO,
            "Whether a director from elsewhere tested it.",
        ),
        Column("Interviews", "interviews", Kind.YES_NO, "Whether documents and interviews were used."),
        Column("Agreed by", "agreed_by", Kind.TEXT, "Who agreed it, by post or committee."),
        Column("Agreed on", "agreed_on", Kind.DATE, "Day it was agreed."),
        Column("Peer challenge on", "peer_challenge_on", Kind.DATE, "Day of the peer challenge, if any."),
        Column("To scrutiny on", "to_scrutiny_on", Kind.DATE, "Day scrutiny received the findings."),
        Column("Next review", "next_review", Kind.DATE, "Day the next review is due."),
    ),
    key=("held_on", "scope"),
    source=SOURCE,
)
EVENTS_TABLE = Table(
    "leadership_events",
    "Something that makes a review of arrangements due.",
    (
        Column("Day", "day", Kind.DATE, "When it happened.", required=True),
        Column("Event", "event", Kind.CODE, "What kind it is.", required=True, codes=EVENTS),
        Column("What happened", "says", Kind.TEXT, "What happened, without names.", required=True),
    ),
    key=("day", "event", "says"),
    source=SOURCE,
)
WRITTEN_ROLES = Table(
    "written_roles",
    "What is written down about how a post works with children, families, schools and boards.",
    (
        Column("Post", "post", Kind.TEXT, "The post.", required=True),
        Column("Towards", "towards", Kind.CODE, "Towards whom.", required=True, codes=TOWARDS),
        Column("Means", "means", Kind.TEXT, "What the post does, how often.", required=True),
        Column("Written in", "written_in", Kind.TEXT, "The document that says so."),
        Column("Since", "since", Kind.DATE, "Since when."),
    ),
    key=("post", "towards", "means"),
    source=SOURCE,
)
REASONS = Table(
    "departures",
    "The reasons recorded for departing from guidance.",
    (
        Column("Rule", "rule", Kind.TEXT, "The accountability rule.", required=True),
        Column("About", "about", Kind.TEXT, "What departs: a post, portfolio, patch or measure."),
        Column("Reasons", "reasons", Kind.TEXT, "The council's reasons.", required=True),
        Column("Recorded on", "recorded_on", Kind.DATE, "Day they were recorded.", required=True),
        Column("Recorded by", "recorded_by", Kind.TEXT, "The post that recorded them."),
    ),
    key=("rule", "about", "recorded_on"),
    source=SOURCE,
)
