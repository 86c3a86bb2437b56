"""Who reports to whom and answers for what on one day: the thing every rule reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from joinedup.leadership._records import (
    Assurance,
    Committee,
    Contribution,
    Event,
    Function,
    JointAppointment,
    MeasureOwner,
    MemberRole,
    Partner,
    PatchArrangement,
    Portfolio,
    Priority,
    Reasons,
    Seat,
    Team,
    WrittenRole,
    listed,
)

DIRECTOR = "Director of Children's Services"
LEAD_MEMBER = "Lead Member for Children's Services"
HEAD_OF_PAID_SERVICE = "Head of Paid Service"
LEADER = "Leader of the Council"
SEVERAL_AUTHORITIES = "several_authorities"
CHILDRENS_FIELDS = ("education", "children_social_care")


def slug_of(title: str) -> str:
    """Return a title as it stands in an address: lower-case words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


@dataclass(frozen=True)
class Post:
    """A post on one day.

    Args:
        title: title of the post.
        people: who holds it; none while vacant, several where it is shared.
        directorate: local name of its directorate.
        reports_to: the post it reports to; "" at the top.
        roles: roles laid down in law.
        since: since when it has been held as it is; None where not known.
    """

    title: str
    people: tuple[str, ...]
    directorate: str
    reports_to: str
    roles: tuple[str, ...]
    since: date | None = None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it."""
        return not self.people


class LineEnd(StrEnum):
    """How a line of accountability ends."""

    TOP = "reaches the top"
    UNKNOWN = "ends at a post that does not exist"
    CIRCLE = "goes round in a circle"


@dataclass(frozen=True)
class Line:
    """A line of accountability from a post upwards.

    Args:
        posts: titles from the post itself to the last post reached.
        end: how it ends.
        missing: title of the post that does not exist; "" where none is missing.
    """

    posts: tuple[str, ...]
    end: LineEnd
    missing: str = ""

    def reaches(self, post: str) -> bool:
        """Whether a post lies on the line."""
        return post in self.posts

    def layers_to(self, post: str) -> int | None:
        """Return how many steps up a post lies; None where the line does not reach it."""
        return self.posts.index(post) if post in self.posts else None


@dataclass(frozen=True)
class Structure:
    """Everything about leadership that holds on one day.

    Args:
        on: the day.
        council: name of the council.
        posts: posts by title.
        members: roles of councillors.
        portfolios: cabinet portfolios.
        committees: committees.
        seats: seats on committees.
        partners: partner organisations.
        functions: functions, those of other organisations too.
        priorities: priorities, one row for each measure.
        measures: measures with their owners.
        contributions: contributions to priorities.
        patches: arrangements of patches.
        teams: front-line teams.
        joint: joint appointments.
        assurances: tests of assurance held on or before the day.
        events: events on or before the day, those that posts and members tell among them.
        written: what is written down about how posts work with others.
        reasons: reasons recorded for departures.
        held: names of the tables that the council has filled in.
    """

    on: date
    council: str
    posts: dict[str, Post]
    members: tuple[MemberRole, ...] = ()
    portfolios: tuple[Portfolio, ...] = ()
    committees: tuple[Committee, ...] = ()
    seats: tuple[Seat, ...] = ()
    partners: tuple[Partner, ...] = ()
    functions: tuple[Function, ...] = ()
    priorities: tuple[Priority, ...] = ()
    measures: tuple[MeasureOwner, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    patches: tuple[PatchArrangement, ...] = ()
    teams: tuple[Team, ...] = ()
    joint: tuple[JointAppointment, ...] = ()
    assurances: tuple[Assurance, ...] = ()
    events: tuple[Event, ...] = ()
    written: tuple[WrittenRole, ...] = ()
    reasons: tuple[Reasons, ...] = ()
    held: frozenset[str] = field(default_factory=frozenset)

    def line(self, title: str) -> Line:
        """Return the line of accountability from a post upwards."""
        walked: list[str] = []
        while title in self.posts and title not in walked:
            walked.append(title)
            title = self.posts[title].reports_to
            if not title:
                return Line(tuple(walked), LineEnd.TOP)
        if title in walked:
            return Line(tuple(walked), LineEnd.CIRCLE)
        return Line(tuple(walked), LineEnd.UNKNOWN, title)

    def reports_of(self, title: str) -> list[Post]:
        """Return the posts that report straight to a post, in the order of the file."""
        return [post for post in self.posts.values() if post.reports_to == title]

    def teams_of(self, title: str) -> list[Team]:
        """Return the teams that report straight to a post."""
        return [team for team in self.teams if team.reports_to == title]

    def span(self, title: str) -> int:
        """Return how many posts and teams report straight to a post."""
        return len(self.reports_of(title)) + len(self.teams_of(title))

    def below(self, title: str) -> list[str]:
        """Return every post whose line goes through a post, without the post itself."""
        return [one for one in self.posts if one != title and self.line(one).reaches(title)]

    def tops(self) -> list[Post]:
        """Return the posts that report to nobody."""
        return [post for post in self.posts.values() if not post.reports_to]

    def with_role(self, role: str) -> list[Post]:
        """Return the posts that carry a statutory role."""
        return [post for post in self.posts.values() if role in post.roles]

    def director(self) -> Post | None:
        """Return the post of the director of children's services, where exactly one carries the role."""
        found = self.with_role(DIRECTOR)
        return found[0] if len(found) == 1 else None

    def chief(self) -> Post | None:
        """Return the post of the head of paid service, where exactly one carries the role."""
        found = self.with_role(HEAD_OF_PAID_SERVICE)
        return found[0] if len(found) == 1 else None

    def lead_portfolio(self) -> Portfolio | None:
        """Return the portfolio whose holder is the lead member, where exactly one is designated so."""
        found = [one for one in self.portfolios if LEAD_MEMBER in listed(one.designated_as)]
        return found[0] if len(found) == 1 else None

    def holders_of(self, portfolio: str) -> list[MemberRole]:
        """Return the councillors who hold a portfolio."""
        return [one for one in self.members if portfolio and one.portfolio == portfolio]

    def own_functions(self, *fields: str) -> list[Function]:
        """Return the functions that the council itself owns, of some fields or of all."""
        return [
            one
            for one in self.functions
            if one.owner in ("", self.council) and (not fields or one.field in fields)
        ]

    def held_with(self, post: Post) -> set[str]:
        """Return every post held by whoever holds a post, itself among them."""
        people = set(post.people)
        return {post.title} | {one.title for one in self.posts.values() if people & set(one.people)}

    def posts_of_director(self) -> set[str]:
        """Return every post held by the director of children's services."""
        post = self.director()
        return self.held_with(post) if post is not None else set()

    def functions_under(self, titles: set[str]) -> list[Function]:
        """Return the council's functions whose answering post is, or reports up to, one of these posts."""
        return [one for one in self.own_functions() if titles & set(self.line(one.post).posts)]
