"""What the files below `leadership/` say, one type for each kind of row."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar


@dataclass(frozen=True)
class Dated:
    """Something that holds from a day to a day, both included.

    Args:
        held_from: first day; None where nobody wrote it down, which is read as always.
        held_to: last day; None while it holds.
    """

    held_from: date | None
    held_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.held_from is None or self.held_from <= day) and (
            self.held_to is None or day <= self.held_to
        )

    def has_begun(self, day: date) -> bool:
        """Whether its first day is on or before a day."""
        return self.held_from is None or self.held_from <= day


@dataclass(frozen=True)
class Holding(Dated):
    """A post and who holds it for a time.

    Args:
        post: title of the post.
        person: who holds it; "" while vacant.
        directorate: local name of its directorate.
        reports_to: the post it reports to; "" at the top.
        statutory_role: roles laid down in law, separated by semicolons; "" for none.
    """

    post: str
    person: str
    directorate: str
    reports_to: str
    statutory_role: str


@dataclass(frozen=True)
class MemberRole(Dated):
    """A councillor's role for a time: name, role, portfolio and committee."""

    member: str
    role: str
    portfolio: str
    committee: str


@dataclass(frozen=True)
class Portfolio(Dated):
    """A cabinet portfolio: what its holder is designated as, and whom they answer to.

    Args:
        portfolio: its name.
        designated_as: role laid down in law; "" for none.
        answers_to: the role its holder answers to.
        in_executive: whether its holder sits in the executive; None where not written down.
        runs_services: whether its holder is given day-to-day delivery; None where not written down.
    """

    portfolio: str
    designated_as: str
    answers_to: str
    in_executive: bool | None
    runs_services: bool | None


@dataclass(frozen=True)
class Committee:
    """A committee or board: its name, kind and purpose, and how often it meets."""

    committee: str
    kind: str
    purpose: str
    meetings_a_year: int | None


@dataclass(frozen=True)
class Seat(Dated):
    """A seat on a committee: a councillor, a post or a partner, in some capacity."""

    committee: str
    seat: str
    capacity: str


@dataclass(frozen=True)
class Partner:
    """An organisation the council works with: on what, where both meet, and which post keeps the link."""

    partner: str
    sector: str
    works_on: str
    meets_at: str
    contact_post: str


@dataclass(frozen=True)
class Function(Dated):
    """A function, its duty in law, who owns it and which post answers for it.

    Args:
        function: its reference.
        title: what it is.
        duty: what must be done.
        law: the Act or regulation with its section.
        standing: `must`, `may` or `local`.
        owner: the organisation that owns it; "" for the council.
        field: code of its field, e.g. `education`.
        directorate: local name of its directorate.
        post: the post that answers for it.
        portfolio: the cabinet portfolio it belongs to.
        needs: which needs of children it serves.
    """

    function: str
    title: str
    duty: str
    law: str
    standing: str
    owner: str
    field: str
    directorate: str
    post: str
    portfolio: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Priority:
    """A priority and one measure it is judged by."""

    priority: str
    title: str
    owner_post: str
    measure: str
    target: str
    by: date | None


@dataclass(frozen=True)
class MeasureOwner(Dated):
    """A measure with the post that answers for it, the one that holds the money, and the one that may act.

    Args:
        measure: name of the figure.
        part: the part of the figure; "" for the whole.
        title: the measure as people say it.
        owner_post: the post that answers for it.
        budget_post: the post that holds its budget; "" where not written down.
        authority_post: the post that may change how it is done; "" where not written down.
    """

    measure: str
    part: str
    title: str
    owner_post: str
    budget_post: str
    authority_post: str


@dataclass(frozen=True)
class Contribution:
    """What a service contributes to a priority: its evidence and one step of its roadmap."""

    priority: str
    service: str
    directorate: str
    post: str
    contributes: str
    evidence: str
    grade: str
    step: str
    due: date | None
    done: date | None


@dataclass(frozen=True)
class PatchArrangement(Dated):
    """Who leads a patch, for which priorities, and what they may decide alone.

    Args:
        patch: identifier of the patch.
        lead_post: the post that leads it.
        priorities: references of priorities, or `all` alone.
        alone_up_to: pounds a decision; None where they may decide nothing alone.
        subjects: subjects they may decide, by code.
    """

    patch: str
    lead_post: str
    priorities: tuple[str, ...]
    alone_up_to: float | None
    subjects: tuple[str, ...]

    def leads(self, priority: str) -> bool:
        """Whether the arrangement covers a priority."""
        return self.priorities == ("all",) or priority in self.priorities


@dataclass(frozen=True)
class Team(Dated):
    """A front-line team, the function it carries out, its patch, and the post it reports to."""

    team: str
    function: str
    patch: str
    reports_to: str
    staff: int | None


@dataclass(frozen=True)
class JointAppointment(Dated):
    """A post that serves another authority too, and when both agreed."""

    post: str
    authority: str
    agreed_on: date | None


@dataclass(frozen=True)
class Assurance:
    """A local test of assurance that was held.

    Args:
        held_on: the day.
        scope: what arrangement was tested.
        weighs: added responsibilities weighed: fields by code, or `several_authorities`.
        elements: elements covered, by code.
        self_assessment: whether it began with one; None where not written down.
        outside_director: whether a director from elsewhere tested it.
        interviews: whether documents and interviews were used.
        agreed_by: who agreed it, by post or committee.
        agreed_on: when; None where it was not.
        peer_challenge_on: day of the peer challenge.
        to_scrutiny_on: day scrutiny received the findings.
        next_review: day the next review is due.
    """

    held_on: date
    scope: str
    weighs: tuple[str, ...]
    elements: tuple[str, ...]
    self_assessment: bool | None
    outside_director: bool | None
    interviews: bool | None
    agreed_by: str
    agreed_on: date | None
    peer_challenge_on: date | None
    to_scrutiny_on: date | None
    next_review: date | None


@dataclass(frozen=True)
class Event:
    """Something that makes a review of arrangements due."""

    day: date
    event: str
    says: str


@dataclass(frozen=True)
class WrittenRole:
    """What is written down about how a post works with somebody."""

    post: str
    towards: str
    means: str
    written_in: str
    since: date | None


@dataclass(frozen=True)
class Reasons:
    """The reasons the council recorded for departing from guidance."""

    rule: str
    about: str
    reasons: str
    recorded_on: date
    recorded_by: str


_R = TypeVar("_R")
_LISTS = {"needs", "priorities", "subjects", "weighs", "elements"}
_NOT_TEXT = {
    "held_from", "held_to", "by", "due", "done", "agreed_on", "held_on", "peer_challenge_on",
    "to_scrutiny_on", "next_review", "day", "since", "recorded_on", "in_executive", "runs_services",
    "self_assessment", "outside_director", "interviews", "meetings_a_year", "alone_up_to", "staff",
}  # fmt: skip


def listed(text: str | None) -> tuple[str, ...]:
    """Return what a cell lists, separated by semicolons."""
    return tuple(part for one in (text or "").split(";") if (part := one.strip()))


def record(kind: type[_R], row: dict[str, Any]) -> _R:
    """Return a row as its type; an empty cell of text is ""."""
    return kind(**{one.name: _value(one.name, row[one.name]) for one in fields(kind)})  # type: ignore[arg-type]


def _value(name: str, cell: Any) -> Any:
    if name in _LISTS:
        return listed(cell)
    return cell if name in _NOT_TEXT else cell or ""
