"""How the director keeps in touch, which roles are written down, and whether owners can act."""

from __future__ import annotations

from joinedup.leadership._records import MeasureOwner
from joinedup.leadership._structure import Structure
from joinedup.leadership.rules._appointments import director_of
from joinedup.leadership.rules._rule import AccountabilityRule, CannotRun, Force, Found, Verdict
from joinedup.returns.leadership import TOWARDS


def _written(
    structure: Structure, towards: tuple[str, ...], posts: set[str], lacks: str
) -> tuple[Found, ...]:
    told = {one.towards for one in structure.written if one.post in posts and one.written_in}
    return tuple(Found(TOWARDS[one], f"{lacks} {TOWARDS[one]}.") for one in towards if one not in told)


def _in_touch(structure: Structure) -> Verdict:
    held = structure.held_with(director_of(structure))
    lacks = "Nothing is written down about how the director regularly stays in touch with"
    found = _written(structure, ("children", "families", "schools"), held, lacks)
    return Verdict(
        "Regular means to stay in touch with children, families and schools are written down.", found
    )


def _influence(structure: Structure) -> Verdict:
    director = director_of(structure)
    posts = structure.held_with(director) | set(structure.below(director.title))
    lacks = "Nothing is written down about how the council goes on influencing"
    found = _written(structure, ("schools", "partners"), posts, lacks)
    return Verdict("How schools, academies included, and partners are influenced is written down.", found)


def _roles(structure: Structure) -> Verdict:
    held = structure.held_with(director_of(structure))
    boards = ("health_and_wellbeing_board", "family_courts", "safeguarding_partnership")
    found = _written(structure, boards, held, "The director's role is not written down towards")
    return Verdict(
        "The director's roles towards the health and wellbeing board, the family courts and the safeguarding "
        "partnership are written down.",
        found,
    )


def can_act(structure: Structure, owner: str, post: str) -> bool:
    """Whether an owner holds what a post holds: it is theirs, their report's, or held by the same person."""
    if structure.line(post).reaches(owner):
        return True
    if owner not in structure.posts or post not in structure.posts:
        return False
    return bool(set(structure.posts[owner].people) & set(structure.posts[post].people))


def _owners_can_act(structure: Structure) -> Verdict:
    told = [one for one in structure.measures if one.budget_post and one.authority_post]
    if not told:
        raise CannotRun("No measure names both a budget post and an authority post.")
    found = tuple(Found(_name(one), _says(one)) for one in told if not _may_act(structure, one))
    untold = len(structure.measures) - len(told)
    left = f" {untold} more do not name both a budget post and an authority post." if untold else ""
    return Verdict(f"{len(told)} measures were looked at.{left}", found)


def _may_act(structure: Structure, one: MeasureOwner) -> bool:
    return can_act(structure, one.owner_post, one.budget_post) or can_act(
        structure, one.owner_post, one.authority_post
    )


def _name(one: MeasureOwner) -> str:
    return one.title or one.measure


def _says(one: MeasureOwner) -> str:
    return (
        f"{one.owner_post} answers for {_name(one)}, but {one.budget_post} holds the budget and "
        f"{one.authority_post} the authority, and neither reports to {one.owner_post}."
    )


RULES = (
    AccountabilityRule(
        "in-touch",
        "The structure is not too remote: the director has regular means to stay in touch with children, "
        "families and schools.",
        Force.SHOULD,
        "Stockport's director, in sector press on the revised guidance",
        False,
        ("posts", "written_roles"),
        _in_touch,
    ),
    AccountabilityRule(
        "influence",
        "The council stays responsible for influencing schools, academies included, and partners, to secure "
        "outcomes.",
        Force.SHOULD,
        "Stockport's director, in sector press on the revised guidance",
        False,
        ("posts", "written_roles"),
        _influence,
    ),
    AccountabilityRule(
        "roles-written-down",
        "Roles towards the health and wellbeing board, family courts and the safeguarding partnership are "
        "written down.",
        Force.SHOULD,
        "Hillingdon's lead member, in sector press on the revised guidance",
        False,
        ("posts", "written_roles"),
        _roles,
    ),
    AccountabilityRule(
        "owner-can-act",
        "Whoever answers for a measure holds the budget or the authority for it.",
        Force.PRACTICE,
        "JoinedUp's own rule, from no guidance: nobody can answer for what they can neither fund nor decide",
        False,
        ("posts", "measure_owners"),
        _owners_can_act,
    ),
)
