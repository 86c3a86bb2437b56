"""A draft structure: changes to today's structure, written down in a file and applied to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from joinedup.council import faults_of_form, read_written, refuse_faults
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.leadership._records import Event, JointAppointment
from joinedup.leadership._structure import Post, Structure
from joinedup.store import put

STRUCTURES = "leadership/structures"
_TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}
_LIST = {"type": "array", "minItems": 1, "items": _TEXT}
_OPTIONAL = {"type": "string"}

# What each kind of change must state and may state.
FORMS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "move": ({"post": _TEXT, "reports_to": _TEXT}, {}),
    "merge": ({"posts": {**_LIST, "minItems": 2}, "into": _TEXT}, {"reports_to": _OPTIONAL}),
    "create": ({"post": _TEXT, "reports_to": _TEXT, "directorate": _TEXT}, {"roles": _LIST}),
    "remove": ({"post": _TEXT, "to": _TEXT}, {}),
    "responsibilities": ({"functions": _LIST, "to": _TEXT}, {}),
    "hold": ({"post": _TEXT, "by_holder_of": _TEXT}, {}),
    "portfolio": ({"functions": _LIST, "to": _TEXT}, {}),
    "share": ({"post": _TEXT, "authority": _TEXT}, {"agreed_on": _TEXT}),
    "patch": ({"patch": _TEXT, "lead": _TEXT}, {}),
    "team": ({"team": _TEXT, "reports_to": _TEXT}, {}),
}
KINDS = {
    "move": "A post reports to another post",
    "merge": "Posts become one",
    "create": "A new post",
    "remove": "A post goes, and another takes over what it did",
    "responsibilities": "Functions move to another post",
    "hold": "One person holds another post too",
    "portfolio": "Functions move to another cabinet portfolio",
    "share": "A post serves another authority too",
    "patch": "A patch is led by another post",
    "team": "A team reports to another post",
}
DRAFT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "title", "from", "changes"],
    "properties": {
        "id": {
            "type": "string",
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": 60,
            "description": "Lower-case words joined by hyphens, as the file is named.",
        },
        "title": _TEXT,
        "says": _OPTIONAL,
        "from": {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}$",
            "description": "First day, as 2027-04-01.",
        },
        "changes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": list(FORMS)}},
                "allOf": [
                    {
                        "if": {"properties": {"kind": {"const": kind}}},
                        "then": {
                            "required": list(must),
                            "properties": {"kind": True, **must, **may},
                            "additionalProperties": False,
                        },
                    }
                    for kind, (must, may) in FORMS.items()
                ],
            },
        },
    },
}


@dataclass(frozen=True)
class Change:
    """One change of a draft.

    Args:
        kind: one of `KINDS`.
        states: what it states, by name.
    """

    kind: str
    states: dict[str, Any]

    def says(self) -> str:
        """Return the change in a sentence."""
        return _SAID[self.kind](self.states)


@dataclass(frozen=True)
class Draft:
    """A draft structure.

    Args:
        id: short identifier, as the file is named.
        title: what it is called.
        says: what it is for.
        starts: first day.
        changes: its changes, in the order in which they are made.
    """

    id: str
    title: str
    says: str
    starts: date
    changes: tuple[Change, ...]


def read_draft(path: Path) -> Draft:
    """Read a draft structure.

    Raises:
        InputRefused: the file is missing or wrong in form; every fault is named at once.
    """
    return draft_of(read_written(path, InputRefused), path.name, stem=path.stem)


def draft_of(content: Any, file: str, stem: str = "") -> Draft:
    """Return a draft from what a file or a form states.

    Args:
        content: what is stated.
        file: name of the file, for messages.
        stem: the identifier that the file's name gives; "" where it may be any.

    Raises:
        InputRefused: it is wrong in form.
    """
    faults = list(faults_of_form(content, DRAFT_SCHEMA))
    if not faults and stem and content["id"] != stem:
        faults.append(f"id: {content['id']!r} is not the name of the file, {stem!r}")
    starts = date.min
    if not faults:
        try:
            starts = date.fromisoformat(content["from"])
        except ValueError:
            faults.append(f"from: {content['from']!r} is not a day in the calendar")
    refuse_faults(file, faults, InputRefused)
    changes = tuple(
        Change(one["kind"], {name: value for name, value in one.items() if name != "kind"})
        for one in content["changes"]
    )
    return Draft(content["id"], content["title"].strip(), content.get("says", "").strip(), starts, changes)


def drafts_of(council: Council) -> list[Path]:
    """Return the files of a council's draft structures, in order of name."""
    folder = council.folder / STRUCTURES
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def draft_path(council: Council, id: str) -> Path:
    """Return where the draft with an identifier is kept.

    Raises:
        InputRefused: the identifier is not one, so that no path outside the folder can be named.
    """
    faults = list(faults_of_form(id, DRAFT_SCHEMA["properties"]["id"]))
    refuse_faults("The identifier", faults, InputRefused)
    return council.folder / STRUCTURES / f"{id}.yaml"


def draft_text(draft: Draft) -> str:
    """Return a draft as the text of its file."""
    content = {
        "id": draft.id,
        "title": draft.title,
        "says": draft.says,
        "from": draft.starts.isoformat(),
        "changes": [{"kind": one.kind, **one.states} for one in draft.changes],
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)


def write_draft(council: Council, draft: Draft) -> Path:
    """Write a draft to its file, all of it or none, and return the file."""
    path = draft_path(council, draft.id)
    put(path, draft_text(draft).encode("utf-8"))
    return path


def applied(structure: Structure, draft: Draft) -> Structure:
    """Return a structure after the changes of a draft, on the later of its first day and the structure's.

    Raises:
        InputRefused: changes name what is not there; all are told at once.
    """
    faults: list[str] = []
    after = replace(structure, on=max(structure.on, draft.starts))
    for number, change in enumerate(draft.changes, start=1):
        missing = list(_missing(after, change))
        faults += [f"changes.{number}: {one}" for one in missing]
        if not missing:
            after = _MADE[change.kind](after, change.states)
    refuse_faults(f"{draft.id}.yaml", faults, InputRefused)
    return _with_trigger(structure, _dated(structure, after), draft)


def _dated(before: Structure, after: Structure) -> Structure:
    """Give what comes under the director only now the day on which it does, which rules of assurance read."""
    had = {one.function for one in before.functions_under(before.posts_of_director())}
    has = {one.function for one in after.functions_under(after.posts_of_director())}
    new = has - had
    functions = tuple(
        replace(one, held_from=after.on) if one.function in new else one for one in after.functions
    )
    return replace(after, functions=functions)


def _with_trigger(before: Structure, after: Structure, draft: Draft) -> Structure:
    """Add the event that a change of senior structure is, so that the rules see that a review is due."""
    chief = before.chief() or after.chief()
    top = chief.title if chief else ""
    first_tier = [{one.title for one in s.posts.values() if one.reports_to == top} for s in (before, after)]
    moved = {one.function: one.post for one in before.functions} != {
        one.function: one.post for one in after.functions
    }
    told = []
    if first_tier[0] != first_tier[1] or {p.title for p in before.tops()} != {p.title for p in after.tops()}:
        told.append(Event(after.on, "senior_structure", f"The structure {draft.title!r} would take effect"))
    elif any(after.posts[one].people != before.posts[one].people for one in {top, *first_tier[0]} - {""}):
        told.append(Event(after.on, "new_leaders", f"The structure {draft.title!r} would take effect"))
    if moved and {one.field for one in before.functions_under(before.posts_of_director())} != {
        one.field for one in after.functions_under(after.posts_of_director())
    }:
        told.append(Event(after.on, "responsibilities", f"The structure {draft.title!r} would take effect"))
    return replace(after, events=(*after.events, *told))


def _missing(structure: Structure, change: Change) -> Iterator[str]:
    """Yield what a change names that is not there."""
    posts, states = structure.posts, change.states
    named = [
        states[name] for name in ("post", "reports_to", "to", "by_holder_of", "lead") if states.get(name)
    ]
    named += states.get("posts", [])
    if change.kind == "create":
        named.remove(states["post"])
        if states["post"] in posts:
            yield f"the post {states['post']!r} is there already"
    if change.kind == "portfolio":
        named.remove(states["to"])
        if states["to"] not in {one.portfolio for one in structure.portfolios}:
            yield f"there is no portfolio {states['to']!r}"
    yield from (f"there is no post {one!r}" for one in dict.fromkeys(named) if one not in posts)
    functions = {one.function for one in structure.functions}
    yield from (
        f"there is no function {one!r}" for one in states.get("functions", []) if one not in functions
    )
    if change.kind == "patch" and states["patch"] not in {one.patch for one in structure.patches}:
        yield f"there is no arrangement for the patch {states['patch']!r}"
    if change.kind == "team" and states["team"] not in {one.team for one in structure.teams}:
        yield f"there is no team {states['team']!r}"
    if change.kind == "share" and "agreed_on" in states:
        try:
            date.fromisoformat(states["agreed_on"])
        except ValueError:
            yield f"agreed_on {states['agreed_on']!r} is not a day such as 2027-04-01"


def _with_post(structure: Structure, post: Post) -> Structure:
    return replace(structure, posts={**structure.posts, post.title: post})


def _move(structure: Structure, states: dict[str, Any]) -> Structure:
    return _with_post(structure, replace(structure.posts[states["post"]], reports_to=states["reports_to"]))


def _merge(structure: Structure, states: dict[str, Any]) -> Structure:
    merged = [structure.posts[title] for title in states["posts"]]
    first = merged[0]
    kept = next((one for one in merged if one.title == states["into"]), first)
    # Where one of the posts reports to another, the one they become reports to the next post further up.
    above = [one for one in structure.line(kept.title).posts if one not in states["posts"]]
    reports_to = states.get("reports_to") or next(iter(above), "")
    post = Post(
        title=states["into"],
        people=kept.people,
        directorate=kept.directorate,
        reports_to=reports_to,
        roles=tuple(dict.fromkeys(role for one in merged for role in one.roles)),
        since=structure.on,
    )
    for one in merged:
        structure = _handed(structure, one.title, post.title)
    return _with_post(structure, post)


def _create(structure: Structure, states: dict[str, Any]) -> Structure:
    roles = tuple(states.get("roles", ()))
    post = Post(states["post"], (), states["directorate"], states["reports_to"], roles, structure.on)
    return _with_post(structure, post)


def _remove(structure: Structure, states: dict[str, Any]) -> Structure:
    gone = structure.posts[states["post"]]
    heir = structure.posts[states["to"]]
    roles = tuple(dict.fromkeys((*heir.roles, *gone.roles)))
    return _handed(_with_post(structure, replace(heir, roles=roles)), gone.title, heir.title)


def _handed(structure: Structure, gone: str, to: str) -> Structure:
    """Hand everything a post has to another, and take the post away."""

    def now(post: str) -> str:
        return to if post == gone else post

    posts = {
        title: replace(one, reports_to=now(one.reports_to))
        for title, one in structure.posts.items()
        if title != gone
    }
    if to in posts and posts[to].reports_to == to:
        posts[to] = replace(posts[to], reports_to=structure.posts[gone].reports_to)
    return replace(
        structure,
        posts=posts,
        functions=tuple(replace(one, post=to) if one.post == gone else one for one in structure.functions),
        priorities=tuple(replace(one, owner_post=now(one.owner_post)) for one in structure.priorities),
        measures=tuple(
            replace(
                one,
                owner_post=now(one.owner_post),
                budget_post=now(one.budget_post),
                authority_post=now(one.authority_post),
            )
            for one in structure.measures
        ),
        contributions=tuple(replace(one, post=now(one.post)) for one in structure.contributions),
        patches=tuple(replace(one, lead_post=now(one.lead_post)) for one in structure.patches),
        teams=tuple(replace(one, reports_to=now(one.reports_to)) for one in structure.teams),
        joint=tuple(replace(one, post=now(one.post)) for one in structure.joint),
        written=tuple(replace(one, post=now(one.post)) for one in structure.written),
        partners=tuple(replace(one, contact_post=now(one.contact_post)) for one in structure.partners),
    )


def _responsibilities(structure: Structure, states: dict[str, Any]) -> Structure:
    functions = tuple(
        replace(one, post=states["to"]) if one.function in states["functions"] else one
        for one in structure.functions
    )
    return replace(structure, functions=functions)


def _portfolio(structure: Structure, states: dict[str, Any]) -> Structure:
    functions = tuple(
        replace(one, portfolio=states["to"], held_from=structure.on)
        if one.function in states["functions"]
        else one
        for one in structure.functions
    )
    return replace(structure, functions=functions)


def _hold(structure: Structure, states: dict[str, Any]) -> Structure:
    people = structure.posts[states["by_holder_of"]].people
    return _with_post(structure, replace(structure.posts[states["post"]], people=people, since=structure.on))


def _share(structure: Structure, states: dict[str, Any]) -> Structure:
    agreed = date.fromisoformat(states["agreed_on"]) if "agreed_on" in states else None
    joint = JointAppointment(structure.on, None, states["post"], states["authority"], agreed)
    return replace(structure, joint=(*structure.joint, joint))


def _patch(structure: Structure, states: dict[str, Any]) -> Structure:
    patches = tuple(
        replace(one, lead_post=states["lead"]) if one.patch == states["patch"] else one
        for one in structure.patches
    )
    return replace(structure, patches=patches)


def _team(structure: Structure, states: dict[str, Any]) -> Structure:
    teams = tuple(
        replace(one, reports_to=states["reports_to"]) if one.team == states["team"] else one
        for one in structure.teams
    )
    return replace(structure, teams=teams)


_MADE: dict[str, Callable[[Structure, dict[str, Any]], Structure]] = {
    "move": _move,
    "merge": _merge,
    "create": _create,
    "remove": _remove,
    "responsibilities": _responsibilities,
    "hold": _hold,
    "portfolio": _portfolio,
    "share": _share,
    "patch": _patch,
    "team": _team,
}
_SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    "move": lambda s: f"{s['post']} reports to {s['reports_to']}.",
    "merge": lambda s: f"{' and '.join(s['posts'])} become {s['into']}.",
    "create": lambda s: f"{s['post']} is a new post that reports to {s['reports_to']}.",
    "remove": lambda s: f"{s['post']} goes; {s['to']} takes over what it did.",
    "responsibilities": lambda s: f"{', '.join(s['functions'])} move to {s['to']}.",
    "hold": lambda s: f"Whoever is {s['by_holder_of']} holds {s['post']} too.",
    "portfolio": lambda s: f"{', '.join(s['functions'])} move to the portfolio {s['to']}.",
    "share": lambda s: f"{s['post']} serves {s['authority']} too.",
    "patch": lambda s: f"{s['lead']} leads the patch {s['patch']}.",
    "team": lambda s: f"{s['team']} reports to {s['reports_to']}.",
}
