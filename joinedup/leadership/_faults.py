"""What the files of `leadership/` say about each other: every name used must be declared somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from joinedup.folder import Council
from joinedup.leadership._elements import ELEMENTS
from joinedup.leadership._leadership import Leadership
from joinedup.leadership._structure import SEVERAL_AUTHORITIES
from joinedup.returns.leadership import FIELDS, NEEDS

_ALL = "all"


def faults_between(held: Leadership, council: Council) -> Iterator[str]:
    """Yield every name in one file that no other file declares, in words.

    A column is checked only where the file that would declare its names is there.

    Args:
        held: what the files say.
        council: the council, whose patches and organisations are declared in `council.toml`.
    """
    yield from _posts(held)
    yield from _functions(held, council)
    yield from _priorities(held)
    yield from _patches(held, council)
    yield from _governance(held)


def _posts(held: Leadership) -> Iterator[str]:
    posts = {one.post for one in held.holdings}
    used = {
        "posts": [one.reports_to for one in held.holdings],
        "functions": [one.post for one in held.functions if one.owner in ("", held.council)],
        "priorities": [one.owner_post for one in held.priorities],
        "measure_owners": [
            post for one in held.measures for post in (one.owner_post, one.budget_post, one.authority_post)
        ],
        "contributions": [one.post for one in held.contributions],
        "patch_arrangements": [one.lead_post for one in held.patches],
        "teams": [one.reports_to for one in held.teams],
        "joint_appointments": [one.post for one in held.joint],
        "written_roles": [one.post for one in held.written],
        "partners": [one.contact_post for one in held.partners],
    }
    for table, names in used.items():
        yield from _unknown(held, table, "post", names, posts)


def _functions(held: Leadership, council: Council) -> Iterator[str]:
    owners = {
        council.name,
        *(one.id for one in council.organisations),
        *(one.partner for one in held.partners),
    }
    owners |= {one.name for one in council.organisations}
    yield from _unknown(held, "functions", "organisation", [one.owner for one in held.functions], owners)
    yield from _unknown(
        held, "functions", "need", [n for one in held.functions for n in one.needs], set(NEEDS)
    )
    if "portfolios" in held.files:
        portfolios = {one.portfolio for one in held.portfolios}
        yield from _unknown(
            held, "functions", "portfolio", [one.portfolio for one in held.functions], portfolios
        )
    if "functions" in held.files:
        known = {one.function for one in held.functions}
        yield from _unknown(held, "teams", "function", [one.function for one in held.teams], known)


def _priorities(held: Leadership) -> Iterator[str]:
    if "priorities" not in held.files:
        return
    known = {one.priority for one in held.priorities}
    yield from _unknown(
        held, "contributions", "priority", [one.priority for one in held.contributions], known
    )
    named = [one for arrangement in held.patches for one in arrangement.priorities]
    yield from _unknown(held, "patch_arrangements", "priority", named, known | {_ALL})


def _patches(held: Leadership, council: Council) -> Iterator[str]:
    patches = {one.id for one in council.patches}
    yield from _unknown(held, "patch_arrangements", "patch", [one.patch for one in held.patches], patches)
    yield from _unknown(held, "teams", "patch", [one.patch for one in held.teams], patches)


def _governance(held: Leadership) -> Iterator[str]:
    weighed = [one for test in held.assurances for one in test.weighs]
    yield from _unknown(held, "assurance", "added responsibility", weighed, {*FIELDS, SEVERAL_AUTHORITIES})
    covered = [one for test in held.assurances for one in test.elements]
    yield from _unknown(held, "assurance", "element", covered, {one.code for one in ELEMENTS})
    if "committees" in held.files:
        known = {one.committee for one in held.committees}
        yield from _unknown(
            held, "committee_members", "committee", [one.committee for one in held.seats], known
        )


def _unknown(held: Leadership, table: str, what: str, names: Iterable[str], known: set[str]) -> Iterator[str]:
    if table not in held.files:
        return
    for name in sorted({one for one in names if one} - known):
        close = get_close_matches(name, known, n=1, cutoff=0.7)
        meant = f"; did you mean {close[0]!r}?" if close else ""
        yield f"{held.files[table].name}: no file declares the {what} {name!r}{meant}"
