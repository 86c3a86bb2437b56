"""Who saves and who pays: fair shares by who proposes and who answers for the money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from joinedup.council._session import Ready
from joinedup.council.portfolios._portfolio import Bears, LineShare, OrganisationBears
from joinedup.vocabulary import Directorate

_Key = tuple[str, str, str, str]
THE_COUNCIL = "the council itself"


def by_directorate(lines: Sequence[LineShare]) -> list[Bears]:
    """Return what each directorate's proposals do to what each answers for, pot by pot.

    Args:
        lines: fair shares by budget line.
    """
    return [Bears(*key, pounds) for key, pounds in _added(lines, lambda line: line.bearing).items()]


def by_organisation(lines: Sequence[LineShare], asked: Ready) -> list[OrganisationBears]:
    """Return what each directorate's proposals do to the lines that each organisation owns, pot by pot.

    Args:
        lines: fair shares by budget line.
        asked: the council, which says which organisations own which lines.
    """
    owner = {line.line: _owner(line, asked) for line in lines}
    names = dict(owner.values())
    added = _added(lines, lambda line: owner[line.line][0])
    return [
        OrganisationBears(proposing, organisation, names[organisation], pot, when, pounds)
        for (proposing, organisation, pot, when), pounds in added.items()
    ]


def _added(lines: Sequence[LineShare], bearer: Callable[[LineShare], str]) -> dict[_Key, int]:
    found: dict[_Key, int] = defaultdict(int)
    for line in lines:
        found[line.proposing, bearer(line), line.pot, line.when] += line.pounds
    return dict(found)


def _owner(line: LineShare, asked: Ready) -> tuple[str, str]:
    """Return the identifier and name of whoever owns a line; of all together where several do."""
    owners = [one for one in asked.council.organisations if line.line in one.functions]
    if owners:
        return " and ".join(one.id for one in owners), " and ".join(one.name for one in owners)
    if line.bearing == Directorate.PARTNERS:
        return str(Directorate.PARTNERS), Directorate.PARTNERS.says
    return "", THE_COUNCIL
