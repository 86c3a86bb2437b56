"""The forward plan: decisions to come, by date, with what each still lacks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from joinedup.register._deciding import Readiness, readiness
from joinedup.register._proposing import OPEN_STAGES
from joinedup.register._terms import Terms
from joinedup.register.models import Decision, LawfulRoute
from joinedup.store import not_a_formula

_COLUMNS = (
    "Reference",
    "Title",
    "To be decided",
    "By",
    "Key decision",
    "Why key",
    "Notice published",
    "Directorates",
    "Exempt part",
    "Documents",
    "Standing",
)


@dataclass(frozen=True)
class Entry:
    """One decision to come.

    Args:
        decision: the decision.
        route: its route; None while nobody has set one.
        on: the day on which it is to be decided; None while that is not known.
        readiness: what it still lacks for that day.
        notice_on: the first day on which notice of it was published; None where none was.
        documents: what was listed in the notice.
        exempt: public titles of its exempt parts, with the paragraph.
    """

    decision: Decision
    route: LawfulRoute | None
    on: date | None
    readiness: Readiness
    notice_on: date | None
    documents: str
    exempt: tuple[str, ...]

    @property
    def is_key(self) -> bool:
        """Whether it is a key decision."""
        return self.route is not None and self.route.is_key

    @property
    def is_public(self) -> bool:
        """Whether it stands on the public plan: a key decision of which notice was published."""
        return self.is_key and self.notice_on is not None

    @property
    def by(self) -> str:
        """Who decides."""
        return self.route.who if self.route else "not set"


def forward_plan(terms: Terms, on: date, horizon: date | None = None) -> tuple[Entry, ...]:
    """Return every decision to come, those without a day last.

    Args:
        terms: what is laid down.
        on: today.
        horizon: the last day looked at; none where None.
    """
    decisions = Decision.objects.filter(stage__in=OPEN_STAGES).select_related("lawful_route")
    found = [entry_of(one, terms, on) for one in decisions]
    kept = [one for one in found if horizon is None or one.on is None or one.on <= horizon]
    return tuple(sorted(kept, key=lambda one: (one.on or date.max, one.decision.pk)))


def entry_of(decision: Decision, terms: Terms, on: date) -> Entry:
    """Return one decision as it stands on the plan; one that is late is looked at as of today."""
    route = LawfulRoute.objects.filter(decision=decision).first()
    day = route.planned_for if route else None
    notices = [one for one in decision.notices.all() if one.withdrawn_on is None]
    return Entry(
        decision,
        route,
        day,
        readiness(decision, terms, max(day, on) if day else on),
        min((one.published_on for one in notices), default=None),
        "; ".join(one.documents for one in notices if one.documents),
        tuple(
            f"{one.title} (paragraph {one.paragraph})"
            for one in decision.exempt_items.filter(withdrawn_at=None)
        ),
    )


def forward_plan_csv(entries: Iterable[Entry], is_public: bool) -> str:
    """Return the plan as CSV; the public one holds key decisions of which notice was published, no more.

    Args:
        entries: the plan.
        is_public: whether it is for everybody.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_COLUMNS[:-1] if is_public else _COLUMNS)
    for one in entries:
        if not is_public or one.is_public:
            row = _row(one)
            writer.writerow([not_a_formula(cell) for cell in (row[:-1] if is_public else row)])
    return written.getvalue()


def _row(one: Entry) -> list[str]:
    why = " ".join(one.route.key_because) if one.route and one.is_key else ""
    return [
        one.decision.reference,
        one.decision.title,
        one.on.isoformat() if one.on else "",
        one.by,
        "Yes" if one.is_key else "No",
        why,
        one.notice_on.isoformat() if one.notice_on else "",
        "; ".join(one.decision.directorates),
        "; ".join(one.exempt),
        one.documents,
        "; ".join(one.readiness.reasons) or "Nothing is missing",
    ]
