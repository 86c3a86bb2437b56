"""Posts, members and priorities: who holds what, and what the council has said it will achieve."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Table
from joinedup.returns.leadership._responsibilities import SOURCE

POSTS = Table(
    "posts",
    "A post, and who holds it from when to when.",
    (
        Column("Post", "post", Kind.TEXT, "Title of the post.", required=True),
        Column("Person", "person", Kind.TEXT, "Who holds it; empty while vacant.", personal=True),
        Column("Directorate", "directorate", Kind.TEXT, "Directorate."),
        Column("Reports to", "reports_to", Kind.TEXT, "The post it reports to."),
        Column("From", "held_from", Kind.DATE, "First day."),
        Column("To", "held_to", Kind.DATE, "Last day; empty while held."),
        Column("Statutory role", "statutory_role", Kind.TEXT, "Role laid down in law, if any."),
    ),
    key=("post", "person", "held_from"),
    source=SOURCE,
)
MEMBERS = Table(
    "members",
    "A councillor's role, from when to when.",
    (
        Column("Member", "member", Kind.TEXT, "The councillor.", required=True, personal=True),
        Column("Role", "role", Kind.TEXT, "Role."),
        Column("Portfolio", "portfolio", Kind.TEXT, "Portfolio."),
        Column("Committee", "committee", Kind.TEXT, "Committee."),
        Column("From", "held_from", Kind.DATE, "First day."),
        Column("To", "held_to", Kind.DATE, "Last day; empty while held."),
    ),
    key=("member", "role", "committee", "held_from"),
    source=SOURCE,
)
PRIORITIES = Table(
    "priorities",
    "Something the council has said it will achieve.",
    (
        Column("Priority", "priority", Kind.TEXT, "The priority's reference.", required=True),
        Column("Title", "title", Kind.TEXT, "Title."),
        Column("Owner post", "owner_post", Kind.TEXT, "The post that answers for it."),
        Column("Measure", "measure", Kind.TEXT, "The measure it is judged by."),
        Column("Target", "target", Kind.TEXT, "What is to be reached, in the council's words."),
        Column("By", "by", Kind.DATE, "The day it is to be reached by."),
    ),
    key=("priority", "measure"),
    source=SOURCE,
)
