"""Two structures side by side: lines, spans, layers, loads, findings, and whether assurance is due."""

from __future__ import annotations

from dataclasses import dataclass, replace

from joinedup.leadership._due import AssuranceDue, assurance_due
from joinedup.leadership._structure import CHILDRENS_FIELDS, Structure
from joinedup.leadership.rules import Finding, broken, findings_of


@dataclass(frozen=True)
class Load:
    """What a post carries.

    Args:
        post: its title.
        functions: functions it answers for itself.
        functions_below: those of posts that report up to it.
        measures: measures it owns.
        priorities: priorities it owns.
        patches: patches it leads.
        roles: roles laid down in law.
        span: posts and teams that report straight to it.
    """

    post: str
    functions: int
    functions_below: int
    measures: int
    priorities: int
    patches: int
    roles: int
    span: int


@dataclass(frozen=True)
class LoadChange:
    """What a post carries before and after; None where it is not there."""

    post: str
    before: Load | None
    after: Load | None

    @property
    def is_changed(self) -> bool:
        """Whether it carries anything else than before."""
        return self.before != self.after


@dataclass(frozen=True)
class LineChange:
    """A function's or team's line to the director before and after.

    Args:
        what: the function or team.
        before: posts on the way up, before; empty where there was none.
        after: the same, after.
        broken_before: how it was broken; "" where whole.
        broken_after: how it is broken after; "" where whole.
    """

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    broken_before: str
    broken_after: str

    @property
    def is_broken(self) -> bool:
        """Whether a line that was whole is whole no longer."""
        return bool(self.broken_after) and not self.broken_before

    @property
    def is_mended(self) -> bool:
        """Whether a line that was broken is whole now."""
        return bool(self.broken_before) and not self.broken_after

    @property
    def is_changed(self) -> bool:
        """Whether it runs through other posts than before."""
        return self.before != self.after or self.broken_before != self.broken_after


@dataclass(frozen=True)
class Layers:
    """Posts between a front-line team and the director, the director not counted.

    Args:
        most: most layers of any team; None where no team's line reaches the director.
        mean: average over the teams whose line does.
        n_teams: teams whose line reaches the director.
        n_broken: teams whose line does not.
    """

    most: int | None
    mean: float | None
    n_teams: int
    n_broken: int


@dataclass(frozen=True)
class Comparison:
    """Two structures compared.

    Args:
        lines: lines of children's functions and teams that changed.
        loads: posts that carry something else than before, and those that came or went.
        layers_before, layers_after: layers from the front line to the director.
        widest_before, widest_after: the post with most reports, and how many.
        gained: findings that the second has and the first has not.
        lost: findings that the first has and the second has not.
        kept: findings that both have.
        due: whether a test of assurance would be due.
    """

    lines: tuple[LineChange, ...]
    loads: tuple[LoadChange, ...]
    layers_before: Layers
    layers_after: Layers
    widest_before: tuple[str, int]
    widest_after: tuple[str, int]
    gained: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    kept: tuple[Finding, ...]
    due: AssuranceDue


def compare(before: Structure, after: Structure) -> Comparison:
    """Compare two structures, as both would stand on the day of the second.

    Args:
        before: today's, or any other.
        after: the one proposed.
    """
    # A day that passes for both, such as that of a review, is no difference between them.
    before = replace(before, on=after.on)
    was, now = findings_of(before), findings_of(after)
    had, has = {one.key for one in was}, {one.key for one in now}
    return Comparison(
        lines=tuple(one for one in _lines(before, after) if one.is_changed),
        loads=tuple(one for one in _loads(before, after) if one.is_changed),
        layers_before=layers_of(before),
        layers_after=layers_of(after),
        widest_before=_widest(before),
        widest_after=_widest(after),
        gained=tuple(one for one in now if one.key not in had),
        lost=tuple(one for one in was if one.key not in has),
        kept=tuple(one for one in now if one.key in had),
        due=assurance_due(after),
    )


def load_of(structure: Structure, post: str) -> Load:
    """Return what a post carries."""
    own = structure.own_functions()
    mine = [one for one in own if one.post == post]
    return Load(
        post=post,
        functions=len(mine),
        functions_below=len(structure.functions_under({post})) - len(mine),
        measures=sum(one.owner_post == post for one in structure.measures),
        priorities=len({one.priority for one in structure.priorities if one.owner_post == post}),
        patches=sum(one.lead_post == post for one in structure.patches),
        roles=len(structure.posts[post].roles),
        span=structure.span(post),
    )


def layers_of(structure: Structure) -> Layers:
    """Return the layers between front-line teams of children's services and the director."""
    director = structure.director()
    teams = _childrens_teams(structure)
    if director is None:
        return Layers(None, None, 0, len(teams))
    steps = [structure.line(one).layers_to(director.title) for one in teams.values()]
    reached = [one for one in steps if one is not None]
    mean = sum(reached) / len(reached) if reached else None
    return Layers(max(reached, default=None), mean, len(reached), len(steps) - len(reached))


def _childrens_teams(structure: Structure) -> dict[str, str]:
    childrens = {one.function for one in structure.own_functions(*CHILDRENS_FIELDS)}
    return {one.team: one.reports_to for one in structure.teams if one.function in childrens}


def _starts(structure: Structure) -> dict[str, str]:
    """Return where each line begins: the post of each children's function, and the head of each team."""
    functions = {one.title: one.post for one in structure.own_functions(*CHILDRENS_FIELDS)}
    return functions | _childrens_teams(structure)


def _lines(before: Structure, after: Structure) -> list[LineChange]:
    was, now = _starts(before), _starts(after)
    return [
        LineChange(
            what,
            _up(before, was.get(what, "")),
            _up(after, now.get(what, "")),
            _how_broken(before, was.get(what, "")),
            _how_broken(after, now.get(what, "")),
        )
        for what in dict.fromkeys((*was, *now))
    ]


def _up(structure: Structure, post: str) -> tuple[str, ...]:
    return structure.line(post).posts if post else ()


def _how_broken(structure: Structure, post: str) -> str:
    director = structure.director()
    return broken(structure, post, director.title) if director else "no post is the director's"


def _loads(before: Structure, after: Structure) -> list[LoadChange]:
    return [
        LoadChange(
            post,
            load_of(before, post) if post in before.posts else None,
            load_of(after, post) if post in after.posts else None,
        )
        for post in dict.fromkeys((*before.posts, *after.posts))
    ]


def _widest(structure: Structure) -> tuple[str, int]:
    widest = max(structure.posts, key=structure.span, default="")
    return widest, structure.span(widest) if widest else 0
