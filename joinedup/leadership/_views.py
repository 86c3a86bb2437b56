"""What one person needs on one page: a priority, a patch, a post, and the handover of a post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from joinedup.errors import InputRefused
from joinedup.leadership._compare import Load, load_of
from joinedup.leadership._due import assurance_due
from joinedup.leadership._records import (
    Contribution,
    Function,
    MeasureOwner,
    PatchArrangement,
    Priority,
    Seat,
    Team,
    WrittenRole,
)
from joinedup.leadership._structure import Line, Post, Structure
from joinedup.leadership.rules import Finding, findings_of


@dataclass(frozen=True)
class Step:
    """One step of a roadmap, and whether it is late.

    Args:
        contribution: the contribution it belongs to.
        is_late: whether it was due before the day of the structure and is not done.
    """

    contribution: Contribution
    is_late: bool


@dataclass(frozen=True)
class PriorityView:
    """A priority with its measures and what every service contributes.

    Args:
        id: its reference.
        title: what it is.
        owner_post: the post that answers for it.
        rows: one for each measure and target.
        measures: owners of its measures.
        services: what each service contributes, by service, with the steps of its roadmap in order of day.
        patches: arrangements whose lead answers for it in their patch.
    """

    id: str
    title: str
    owner_post: str
    rows: tuple[Priority, ...]
    measures: tuple[MeasureOwner, ...]
    services: tuple[tuple[str, tuple[Step, ...]], ...]
    patches: tuple[PatchArrangement, ...]


@dataclass(frozen=True)
class PatchView:
    """A patch: its lead, all priorities there, its teams, and what the lead may decide alone."""

    id: str
    arrangement: PatchArrangement
    line: Line
    priorities: tuple[PriorityView, ...]
    teams: tuple[Team, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class DatedTask:
    """Something a post must have in mind by a day."""

    day: date
    says: str
    is_late: bool


@dataclass(frozen=True)
class Handover:
    """What a person new to a post must know of it.

    Args:
        post: the post.
        line: to whom it reports, up to the top.
        reports: posts that report to it.
        teams: teams that report to it.
        load: what it carries.
        functions: functions it answers for itself.
        functions_below: functions that posts below it answer for.
        measures: measures it owns.
        funds: measures of others whose budget it holds.
        authority_over: measures of others whose practice it may change.
        priorities: priorities it owns.
        steps: steps of roadmaps it answers for.
        patches: patches it leads.
        seats: committees it sits on.
        written: what is written down about how it works with others.
        dates: what is due, in order of day.
        findings: findings about it or what it answers for.
    """

    post: Post
    line: Line
    reports: tuple[Post, ...]
    teams: tuple[Team, ...]
    load: Load
    functions: tuple[Function, ...]
    functions_below: tuple[Function, ...]
    measures: tuple[MeasureOwner, ...]
    funds: tuple[MeasureOwner, ...]
    authority_over: tuple[MeasureOwner, ...]
    priorities: tuple[PriorityView, ...]
    steps: tuple[Step, ...]
    patches: tuple[PatchArrangement, ...]
    seats: tuple[Seat, ...]
    written: tuple[WrittenRole, ...]
    dates: tuple[DatedTask, ...]
    findings: tuple[Finding, ...]


def priorities_of(structure: Structure) -> tuple[PriorityView, ...]:
    """Return every priority, in the order of the file."""
    return tuple(
        priority_view(structure, one) for one in dict.fromkeys(p.priority for p in structure.priorities)
    )


def priority_view(structure: Structure, id: str) -> PriorityView:
    """Return one priority.

    Raises:
        InputRefused: there is no such priority.
    """
    rows = tuple(one for one in structure.priorities if one.priority == id)
    if not rows:
        raise InputRefused(f"There is no priority {id!r}.", "leadership/priorities.csv lists them.")
    measures = {one.measure for one in rows}
    mine = [one for one in structure.contributions if one.priority == id]
    steps = sorted(mine, key=lambda one: (one.service, one.due or date.max, one.step))
    return PriorityView(
        id=id,
        title=rows[0].title,
        owner_post=rows[0].owner_post,
        rows=rows,
        measures=_measures_of(structure, rows[0].owner_post, measures),
        services=tuple(
            (service, tuple(_step(structure, one) for one in group))
            for service, group in groupby(steps, key=lambda one: one.service)
        ),
        patches=tuple(one for one in structure.patches if one.leads(id)),
    )


def _measures_of(structure: Structure, owner: str, names: set[str]) -> tuple[MeasureOwner, ...]:
    """Return the owners of measures; of one in several parts, those that its priority's owner has."""
    named = [one for one in structure.measures if one.measure in names]
    own = {one.measure for one in named if one.owner_post == owner}
    return tuple(one for one in named if one.owner_post == owner or one.measure not in own)


def patch_view(structure: Structure, id: str) -> PatchView:
    """Return one patch.

    Raises:
        InputRefused: no arrangement is in force for it.
    """
    found = [one for one in structure.patches if one.patch == id]
    if not found:
        raise InputRefused(
            f"No arrangement is in force for the patch {id!r}.", "leadership/patches.csv lists them."
        )
    one = found[0]
    about = {id, one.lead_post}
    return PatchView(
        id=id,
        arrangement=one,
        line=structure.line(one.lead_post),
        priorities=tuple(each for each in priorities_of(structure) if one.leads(each.id)),
        teams=tuple(team for team in structure.teams if team.patch == id),
        findings=tuple(f for f in findings_of(structure) if f.about in about),
    )


def handover(structure: Structure, post: str) -> Handover:
    """Return what a person new to a post must know of it.

    Raises:
        InputRefused: there is no such post on the day of the structure.
    """
    if post not in structure.posts:
        raise InputRefused(f"There is no post {post!r} on that day.", "leadership/posts.csv lists them.")
    functions = tuple(one for one in structure.own_functions() if one.post == post)
    measures = tuple(one for one in structure.measures if one.owner_post == post)
    priorities = tuple(one for one in priorities_of(structure) if one.owner_post == post)
    steps = tuple(_step(structure, one) for one in structure.contributions if one.post == post)
    return Handover(
        post=structure.posts[post],
        line=structure.line(post),
        reports=tuple(structure.reports_of(post)),
        teams=tuple(structure.teams_of(post)),
        load=load_of(structure, post),
        functions=functions,
        functions_below=tuple(one for one in structure.functions_under({post}) if one.post != post),
        measures=measures,
        funds=tuple(one for one in structure.measures if one.budget_post == post != one.owner_post),
        authority_over=tuple(
            one for one in structure.measures if one.authority_post == post != one.owner_post
        ),
        priorities=priorities,
        steps=tuple(sorted(steps, key=lambda one: one.contribution.due or date.max)),
        patches=tuple(one for one in structure.patches if one.lead_post == post),
        seats=tuple(one for one in structure.seats if one.seat == post),
        written=tuple(one for one in structure.written if one.post == post),
        dates=_dates(structure, post, priorities, steps),
        findings=_about(structure, post, functions, measures),
    )


def _step(structure: Structure, one: Contribution) -> Step:
    return Step(one, is_late=one.done is None and one.due is not None and one.due < structure.on)


def _dates(
    structure: Structure, post: str, priorities: tuple[PriorityView, ...], steps: tuple[Step, ...]
) -> tuple[DatedTask, ...]:
    dates = [
        DatedTask(one.by, f"{one.title}: {one.target}", one.by < structure.on)
        for view in priorities
        for one in view.rows
        if one.by is not None
    ]
    dates += [
        DatedTask(one.contribution.due, one.contribution.step, one.is_late)
        for one in steps
        if one.contribution.due is not None and one.contribution.done is None
    ]
    due = assurance_due(structure)
    if post in structure.posts_of_director() and due.last is not None and due.last.next_review is not None:
        day = due.last.next_review
        dates.append(DatedTask(day, "Next review of the test of assurance", day < structure.on))
    return tuple(sorted(dates, key=lambda one: (one.day, one.says)))


def _about(
    structure: Structure, post: str, functions: tuple[Function, ...], measures: tuple[MeasureOwner, ...]
) -> tuple[Finding, ...]:
    if post in structure.posts_of_director():
        # Every rule speaks of the director's services, so all of it is theirs to know.
        return findings_of(structure)
    about = {post, *(one.title for one in functions), *(one.title or one.measure for one in measures)}
    about |= {one.patch for one in structure.patches if one.lead_post == post}
    about |= {one.team for one in structure.teams_of(post)}
    return tuple(
        one for one in findings_of(structure) if one.about in about or one.about.startswith(f"{post}:")
    )
