"""The files below `leadership/`, read together, over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from joinedup.leadership._records import (
    Assurance,
    Committee,
    Contribution,
    Dated,
    Event,
    Function,
    Holding,
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
from joinedup.leadership._structure import HEAD_OF_PAID_SERVICE, LEADER, Post, Structure

_D = TypeVar("_D", bound=Dated)
_LONG_AGO = date.min


@dataclass(frozen=True)
class Leadership:
    """Who has held what and answered for what, as the council's files say.

    Args:
        council: name of the council.
        holdings: posts and who held them.
        members: roles of councillors.
        portfolios, committees, seats, partners, functions, priorities, measures, contributions, patches,
            teams, joint, assurances, events, written, reasons: the rows of the other files.
        files: the file that each table was read from.
    """

    council: str
    holdings: tuple[Holding, ...] = ()
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
    files: dict[str, Path] = field(default_factory=dict)

    def on(self, day: date) -> Structure:
        """Return everything that holds on a day."""
        return Structure(
            on=day,
            council=self.council,
            posts=self._posts(day),
            members=_holding(self.members, day),
            portfolios=_holding(self.portfolios, day),
            committees=self.committees,
            seats=_holding(self.seats, day),
            partners=self.partners,
            functions=_holding(self.functions, day),
            priorities=self.priorities,
            measures=_holding(self.measures, day),
            contributions=self.contributions,
            patches=_holding(self.patches, day),
            teams=_holding(self.teams, day),
            joint=_holding(self.joint, day),
            assurances=tuple(one for one in self.assurances if one.held_on <= day),
            events=tuple(sorted(self._events(day), key=lambda one: (one.day, one.event, one.says))),
            written=self.written,
            reasons=tuple(one for one in self.reasons if one.recorded_on <= day),
            held=frozenset(self.files),
        )

    def with_assurances(self, more: Iterable[Assurance]) -> Leadership:
        """Return the same with further tests of assurance, such as those held in the web application."""
        return replace(self, assurances=(*self.assurances, *more))

    def holders(self, post: str) -> list[Holding]:
        """Return who has held a post, earliest first."""
        held = [one for one in self.holdings if one.post == post]
        return sorted(held, key=lambda one: one.held_from or _LONG_AGO)

    def _posts(self, day: date) -> dict[str, Post]:
        begun: dict[str, list[Holding]] = {}
        for one in self.holdings:
            if one.has_begun(day):
                begun.setdefault(one.post, []).append(one)
        lines = {one.reports_to for one in self.holdings if one.holds_on(day)}
        # A post that nobody holds and nobody reports to has been abolished; one somebody needs is vacant.
        return {
            post: _post(post, rows, day)
            for post, rows in begun.items()
            if post in lines or any(one.holds_on(day) for one in rows)
        }

    def _events(self, day: date) -> Iterable[Event]:
        yield from (one for one in self.events if one.day <= day)
        yield from (one for one in self._new_leaders() if one.day <= day)
        yield from (one for one in self._new_members() if one.day <= day)

    def _new_leaders(self) -> Iterable[Event]:
        chiefs = {one.post for one in self.holdings if HEAD_OF_PAID_SERVICE in listed(one.statutory_role)}
        senior = chiefs | {one.post for one in self.holdings if one.reports_to in chiefs}
        for post in sorted(senior):
            held = [one for one in self.holders(post) if one.person]
            new = held[:1] + [after for before, after in pairwise(held) if after.person != before.person]
            for one in new:
                if one.held_from is not None:
                    yield Event(one.held_from, "new_leaders", f"{post}: somebody new")

    def _new_members(self) -> Iterable[Event]:
        held = [one for one in self.members if one.held_from and (one.portfolio or one.role == LEADER)]
        for day in sorted({one.held_from for one in held if one.held_from}):
            names = sorted({one.portfolio or one.role for one in held if one.held_from == day})
            yield Event(
                day, "new_administration", f"New holders of {len(names)} portfolios: {', '.join(names)}"
            )


def _post(title: str, rows: list[Holding], day: date) -> Post:
    """Return a post from its rows that have begun: the latest tells its line, those in force its people."""
    now = [one for one in rows if one.holds_on(day)]
    latest = max(now or rows, key=lambda one: one.held_from or _LONG_AGO)
    return Post(
        title=title,
        people=tuple(dict.fromkeys(one.person for one in now if one.person)),
        directorate=latest.directorate,
        reports_to=latest.reports_to,
        roles=listed(latest.statutory_role),
        since=latest.held_from if now else latest.held_to,
    )


def _holding(rows: Iterable[_D], day: date) -> tuple[_D, ...]:
    return tuple(one for one in rows if one.holds_on(day))
