"""The front of Leadership: findings first, then the structure as a tree, priorities, patches and files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.leadership import Post, Structure, Team, assurance_due, priorities_of, slug_of
from joinedup.leadership.rules import Outcome, check_all
from joinedup.reports import table_csv
from joinedup.reports.leadership import checks_table
from joinedup.web.leadership._held import held, patch_names, structure_now
from joinedup.web.shell import council, show


@dataclass(frozen=True)
class Branch:
    """A post in the tree, with the posts and teams that report to it."""

    post: Post
    below: tuple[Branch, ...]
    teams: tuple[Team, ...]


def tree_of(structure: Structure) -> tuple[Branch, ...]:
    """Return the structure as a tree, with a post in a circle or on a line to nowhere at the top."""
    shown: set[str] = set()

    def branch(post: Post) -> Branch:
        shown.add(post.title)
        below = [one for one in structure.reports_of(post.title) if one.title not in shown]
        return Branch(post, tuple(branch(one) for one in below), tuple(structure.teams_of(post.title)))

    roots = [branch(one) for one in structure.tops()]
    # Whoever is not reached from the top stands beside it, so that nobody is left out of the picture.
    lost = [
        one for one in structure.posts.values() if one.reports_to not in structure.posts and one.reports_to
    ]
    roots += [branch(one) for one in lost if one.title not in shown]
    for one in structure.posts.values():
        if one.title not in shown:
            roots.append(branch(one))
    return tuple(roots)


def leadership(request: HttpRequest) -> HttpResponse:
    """Answer with the overview."""
    structure = structure_now()
    checked = check_all(structure)
    return show(
        request,
        "leadership/overview.html",
        {
            "structure": structure,
            "findings": [finding for one in checked for finding in one.findings],
            "n_rules": len(checked),
            "not_run": sum(one.outcome is Outcome.NOT_RUN for one in checked),
            "due": assurance_due(structure),
            "tree": tree_of(structure),
            "priorities": priorities_of(structure),
            "patches": patch_names(council()),
            "files": sorted(path.name for path in held().files.values()),
            "may_edit": _may(request, Needs.EDIT_LEADERSHIP),
        },
    )


def checks(request: HttpRequest) -> HttpResponse:
    """Answer with every rule, its standing and what came of it; `?as=csv` as a table."""
    checked = check_all(structure_now())
    if request.GET.get("as") == "csv":
        response = HttpResponse(table_csv(checks_table(checked)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="accountability-checks.csv"'
        return response
    counts = {outcome: sum(one.outcome is outcome for one in checked) for outcome in Outcome}
    return show(
        request,
        "leadership/checks.html",
        {"checked": checked, "counts": counts, "may_edit": _may(request, Needs.EDIT_LEADERSHIP)},
    )


def governance(request: HttpRequest) -> HttpResponse:
    """Answer with members, portfolios, committees and partners."""
    structure = structure_now()
    return show(request, "leadership/governance.html", {"structure": structure, "seats": _seats(structure)})


def leadership_file(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with one of the files of leadership as it is."""
    for path in held().files.values():
        if path.name == name:
            response = HttpResponse(path.read_bytes(), content_type="application/octet-stream")
            response["Content-Disposition"] = f'attachment; filename="{slug_of(path.stem)}{path.suffix}"'
            return response
    raise Http404


def _seats(structure: Structure) -> dict[str, list[tuple[str, str]]]:
    """Return who sits on each committee, and in what capacity."""
    seats: dict[str, list[tuple[str, str]]] = {one.committee: [] for one in structure.committees}
    for member in structure.members:
        if member.committee:
            seats.setdefault(member.committee, []).append((member.member, member.role))
    for seat in structure.seats:
        seats.setdefault(seat.committee, []).append((seat.seat, seat.capacity))
    return seats


def _may(request: HttpRequest, needs: Needs) -> bool:
    return isinstance(request.user, Account) and request.user.may(needs)
