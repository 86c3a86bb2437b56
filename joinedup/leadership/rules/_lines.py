"""The line from the front line to the director: unbroken for services, and for patches."""

from __future__ import annotations

from collections.abc import Iterator

from joinedup.leadership._structure import CHILDRENS_FIELDS, Line, LineEnd, Structure
from joinedup.leadership.rules._appointments import PRESS, director_of
from joinedup.leadership.rules._rule import AccountabilityRule, CannotRun, Force, Found, Verdict
from joinedup.returns.leadership import FIELDS


def broken(structure: Structure, post: str, director: str) -> str:
    """Return how the line from a post to the director is broken, in words; "" where it is whole.

    A line that goes through a post nobody holds is broken until somebody acts in it.
    """
    if not post:
        return "no post is named"
    line = structure.line(post)
    if not line.reaches(director):
        return _where_it_goes(post, line)
    up_to = line.posts[: line.posts.index(director) + 1]
    vacant = [one for one in up_to if structure.posts[one].is_vacant]
    return f"nobody holds {' and '.join(vacant)}" if vacant else ""


def _where_it_goes(post: str, line: Line) -> str:
    if line.end is LineEnd.CIRCLE:
        return f"the line from {post} goes round in a circle"
    if line.end is LineEnd.UNKNOWN:
        return f"the line from {post} ends at {line.missing or post}, which is no post today"
    return f"the line from {post} leads to {line.posts[-1]} and does not go through the director"


def _breaks(structure: Structure, field: str, director: str) -> Iterator[Found]:
    functions = structure.own_functions(field)
    for one in functions:
        if how := broken(structure, one.post, director):
            yield Found(one.title, f"{one.title}: {how}.")
    references = {one.function for one in functions}
    for team in structure.teams:
        if team.function in references and (how := broken(structure, team.reports_to, director)):
            yield Found(team.team, f"{team.team}: {how}.")


def _single_line(field: str, structure: Structure) -> Verdict:
    director = director_of(structure).title
    if not structure.own_functions(field):
        raise CannotRun(f"functions.csv lists none of the council's functions of {FIELDS[field]}.")
    teams = "teams" in structure.held
    start = "each team and answering post" if teams else "each answering post (teams.csv is not filled in)"
    says = f"From {start}, a line goes to {director} for {FIELDS[field]}."
    return Verdict(says, tuple(_breaks(structure, field, director)))


def _education(structure: Structure) -> Verdict:
    return _single_line("education", structure)


def _social_care(structure: Structure) -> Verdict:
    return _single_line("children_social_care", structure)


def _patch_line(structure: Structure) -> Verdict:
    director = director_of(structure).title
    found = []
    for one in structure.patches:
        if not _leads_childrens(structure, one.patch, director):
            continue
        if how := broken(structure, one.lead_post, director):
            found.append(
                Found(
                    one.patch,
                    f"{one.lead_post} leads children's services in the patch {one.patch}, but {how}.",
                )
            )
    says = f"{len(structure.patches)} patch arrangements were looked at."
    return Verdict(says, tuple(found), is_in_use=bool(structure.patches))


def _leads_childrens(structure: Structure, patch: str, director: str) -> bool:
    """Whether a patch's lead answers for children's services there: by priority, or by teams below them."""
    arrangements = [one for one in structure.patches if one.patch == patch]
    priorities = [
        one.priority for one in structure.priorities if structure.line(one.owner_post).reaches(director)
    ]
    if any(one.leads(priority) for one in arrangements for priority in priorities):
        return True
    childrens = {one.function for one in structure.own_functions(*CHILDRENS_FIELDS)}
    leads = {one.lead_post for one in arrangements}
    return any(
        team.function in childrens and leads & set(structure.line(team.reports_to).posts)
        for team in structure.teams
    )


RULES = (
    AccountabilityRule(
        "single-line-education",
        "A single line of accountability runs from the front line to senior management for education.",
        Force.MUST,
        PRESS,
        False,
        ("posts", "functions"),
        _education,
    ),
    AccountabilityRule(
        "single-line-social-care",
        "A single line of accountability runs from the front line to senior management for children's social "
        "care.",
        Force.MUST,
        PRESS,
        False,
        ("posts", "functions"),
        _social_care,
    ),
    AccountabilityRule(
        "patch-line",
        "A patch lead who answers for children's services stands on the line to the director, and does not "
        "break it.",
        Force.MUST,
        f"{PRESS}, on the single line, applied to patches",
        False,
        ("posts", "patch_arrangements"),
        _patch_line,
    ),
)
