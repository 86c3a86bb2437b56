"""The papers of a decision, as a part of its page."""

from __future__ import annotations

from django.http import HttpRequest

from joinedup.access.models import Account
from joinedup.register.models import Decision
from joinedup.reports.papers import PaperKind
from joinedup.web.papers._kept import may_write
from joinedup.web.papers._views import newest_tests
from joinedup.web.shell import Panel

_ORDER = 110


def panel(request: HttpRequest, decision: Decision) -> Panel | None:
    """Return which papers there are and whether each was made from the newest tests."""
    person = request.user
    if not isinstance(person, Account):
        return None
    newest = set(newest_tests(decision))
    makings = {one.kind: one.makings.first() for one in decision.papers.all()}
    writes = may_write(person, decision)
    rows = []
    for kind in PaperKind:
        made = makings.get(kind.value)
        if made or writes:
            rows.append((kind, made, made is not None and set(made.tests) != newest))
    if not rows:
        return None
    context = {"decision": decision, "rows": rows, "may_write": writes}
    return Panel("Papers", "papers/panel.html", context, _ORDER, "papers")
