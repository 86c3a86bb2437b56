"""What the files say for each element of a test of assurance, so that nobody starts from an empty page."""

from __future__ import annotations

from collections.abc import Callable

from joinedup.leadership._compare import layers_of, load_of
from joinedup.leadership._structure import CHILDRENS_FIELDS, Structure
from joinedup.leadership.rules import findings_of
from joinedup.returns.leadership import TOWARDS

_HEAVIEST = 5


def facts_for(structure: Structure, element: str) -> tuple[str, ...]:
    """Return what the council's files say for an element, in sentences.

    Args:
        structure: the structure tested.
        element: code of the element.

    Raises:
        KeyError: there is no such element.
    """
    return tuple(_FACTS[element](structure))


def _duties(structure: Structure) -> list[str]:
    under = structure.functions_under(structure.posts_of_director())
    must = [one for one in under if one.standing == "must"]
    unheld = [
        one.title for one in must if one.post in structure.posts and structure.posts[one.post].is_vacant
    ]
    facts = [f"{len(must)} functions that the law requires are answered for by the director or below."]
    facts += [f"The post that answers for {one} is vacant." for one in unheld]
    return facts


def _said_by(structure: Structure, *rules: str) -> list[str]:
    found = [one for one in findings_of(structure) if one.rule.code in rules]
    return [one.says for one in found]


def _transparency(structure: Structure) -> list[str]:
    without = [one.title for one in structure.own_functions() if not one.post]
    facts = [f"No post answers for {one}." for one in without]
    return facts + _said_by(structure, "one-officer", "one-member", "owner-can-act")


def _partnership(structure: Structure) -> list[str]:
    return [f"With {one.partner}: {one.works_on or 'nothing written down'}." for one in structure.partners]


def _senior(structure: Structure) -> list[str]:
    director = structure.director()
    if director is None:
        return ["No single post is the director's."]
    line = " → ".join(structure.line(director.title).posts)
    vacant = [one for one in structure.below(director.title) if structure.posts[one].is_vacant]
    return [f"Line of the director: {line}.", *(f"Vacant: {one}." for one in vacant)]


def _functions(structure: Structure) -> list[str]:
    layers = layers_of(structure)
    facts = [f"{layers.n_teams} front-line teams of children's services have a line to the director."]
    if layers.n_broken:
        facts.append(f"{layers.n_broken} have none.")
    if layers.most is not None:
        facts.append(f"At most {layers.most} posts stand between a team and the director.")
    with_team = {one.function for one in structure.teams}
    if with_team:
        without = [f.title for f in structure.own_functions(*CHILDRENS_FIELDS) if f.function not in with_team]
        facts += [f"No team is named for {one}." for one in without]
    return facts


def _load(structure: Structure) -> list[str]:
    loads = [load_of(structure, post) for post in structure.posts_of_director()]
    loads += sorted(
        (load_of(structure, post.title) for post in structure.posts.values()),
        key=lambda one: (one.span, one.functions, one.post),
        reverse=True,
    )[:_HEAVIEST]
    return [
        f"{one.post}: {_count(one.span, 'report')}, {_count(one.functions, 'function')} of its own and "
        f"{one.functions_below} below it, {_count(one.measures, 'measure')}, "
        f"{_count(one.patches, 'patch', 'patches')}."
        for one in dict.fromkeys(loads)
    ]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _written(structure: Structure, *towards: str) -> list[str]:
    told = [one for one in structure.written if one.towards in towards]
    facts = [f"{one.post}, towards {TOWARDS[one.towards]}: {one.means} ({one.written_in})." for one in told]
    lacking = [TOWARDS[one] for one in towards if one not in {each.towards for each in told}]
    return facts + [f"Nothing is written down towards {one}." for one in lacking]


def _children(structure: Structure) -> list[str]:
    return _written(structure, "children", "families", "schools")


def _protection(structure: Structure) -> list[str]:
    answering = [one for one in structure.own_functions(*CHILDRENS_FIELDS) if "safety" in one.needs]
    facts = [f"{one.post} answers for {one.title}." for one in answering]
    return facts + _written(structure, "safeguarding_partnership", "family_courts")


def _boards(structure: Structure) -> list[str]:
    boards = [one for one in structure.committees if one.kind in ("board", "partnership")]
    return [
        f"{one.committee}: {_count(sum(s.committee == one.committee for s in structure.seats), 'seat')} "
        "written down."
        for one in boards
    ]


_FACTS: dict[str, Callable[[Structure], list[str]]] = {
    "statutory_duties": _duties,
    "transparency": _transparency,
    "partnership": _partnership,
    "senior_management": _senior,
    "functions": _functions,
    "load": _load,
    "children": _children,
    "protection": _protection,
    "partnership_accountability": _boards,
}
