"""The brief of an incident: one page of what is known, who was told, who must be, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from joinedup.folder import Council
from joinedup.register.incidents import incident_kinds
from joinedup.register.models import Incident, IncidentFact, IncidentNotice, IncidentSetBack
from joinedup.reports import Cell, DataTable, Row
from joinedup.reports.papers import Block, Bullets, Paper, Paragraph, Section, TableBlock
from joinedup.web.shell import moment

# What fits on one page of A4; the rest stays in the register and the brief says so.
_FACTS, _STEPS, _NOTICES = 2, 5, 12
# Letters that all facts together, and each of them at least and at most, may take.
_ALL_LETTERS, _FEWEST, _MOST = 1_500, 70, 230
_OF_A_STEP, _OF_A_LAW, _OF_TOLD = 90, 80, 60
RESTRICTED = "Restricted: for those named on it alone"


def brief_of(incident: Incident, council: Council, now: datetime) -> Paper:
    """Return the brief of an incident as one page.

    Args:
        incident: the incident.
        council: the council.
        now: the moment for which it is made; clocks are read then.
    """
    kind = incident_kinds()[incident.kind]
    return Paper(
        title=f"{incident.reference}: {kind.says}",
        kind="Incident brief",
        council=council.name,
        reference=incident.reference,
        day=timezone.localtime(now).date(),
        sections=(
            Section("what", "What happened", tuple(_what(incident, council, now))),
            Section("told", "Who must be told, and who was", tuple(_told(incident, now))),
            Section("known", "What is known, by department", tuple(_known(incident, council))),
            Section("next", "Next steps", tuple(_next(incident))),
        ),
        rests_on=f"As it stood in the register, {moment(now)}. Corrections are added, never made over.",
        is_one_page=True,
        restriction=RESTRICTED,
    )


def clock_says(notice: IncidentNotice, now: datetime) -> str:
    """Return how much time is left to tell somebody, or since when it is past."""
    left = notice.due - now
    hours = abs(left).total_seconds() / 3600
    size = (
        f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours" if hours >= 1 else "under an hour"
    )
    if notice.limit == "at once":
        return "at once"
    return f"{size} left" if left.total_seconds() >= 0 else f"{size} late"


def standing_facts(incident: Incident) -> list[IncidentFact]:
    """Return what is known and has not been corrected, newest first."""
    held = incident.facts.select_related("by").prefetch_related("corrected_by").order_by("-known_at", "-id")
    return [one for one in held if not hasattr(one, "corrected_by")]


def _what(incident: Incident, council: Council, now: datetime) -> list[Block]:
    names = {one.id: one.name for one in council.patches}
    where = ", ".join(one for one in (incident.place, names.get(incident.patch, "")) if one)
    says = [
        f"The council became aware {moment(incident.aware_at)}.",
        f"Where: {where}." if where else "",
        f"{council.directorate_name(incident.directorate)} leads.",
        f"Case system: {incident.case_reference}." if incident.case_reference else "",
        f"Closed {moment(incident.closed_at)}: {incident.closed_because}" if incident.closed_at else "",
    ]
    return [Paragraph.of(" ".join(one for one in says if one))]


def _told(incident: Incident, now: datetime) -> list[Block]:
    every = list(incident.notices.all())
    shown = sorted(every, key=lambda one: (not one.is_open, one.due, one.pk))
    mistaken = {one.notice_id: one for one in incident.set_backs.all()}
    rows = tuple(
        Row(one.who, (Cell(_law(one)), Cell(_limit(one, now)), Cell(_outcome(one, mistaken.get(one.pk)))))
        for one in shown
    )
    still = sum(one.is_open for one in every)
    table = DataTable(
        f"{still} of {len(every)} still to be told" if still else "Everybody has been told or need not be",
        "“to be checked” marks a duty or time that is recalled and nobody has checked",
        "Who",
        ("By which law", "By when", "Told"),
        rows[:_NOTICES],
        is_text=True,
    )
    rest = len(rows) - _NOTICES
    return [TableBlock(table), *([Paragraph.of(f"{rest} more in the register.")] if rest > 0 else [])]


def _law(notice: IncidentNotice) -> str:
    checked = " (to be checked)" if notice.is_recalled else ""
    return _short(f"{notice.law}{checked}" + (f"; {notice.when}" if notice.when else ""), _OF_A_LAW)


def _limit(notice: IncidentNotice, now: datetime) -> str:
    if not notice.is_open or notice.limit == "at once":
        return notice.limit
    due = timezone.localtime(notice.due)
    return f"{due.day} {due:%b}, {due:%H:%M}: {clock_says(notice, now)}"


def _outcome(notice: IncidentNotice, mistaken: IncidentSetBack | None) -> str:
    if notice.told_at:
        return _short(f"{moment(notice.told_at)}, by {notice.told_by}, {notice.told_how}", _OF_TOLD)
    why = notice.not_needed_because
    if why:
        return _short(f"Not needed: {why}", _OF_TOLD)
    # An earlier brief may have said otherwise.
    return f"Not yet; “{mistaken.was}” was a mistake" if mistaken else "Not yet"


def _known(incident: Incident, council: Council) -> list[Block]:
    facts = standing_facts(incident)
    shown = sum(min(count, _FACTS) for count in Counter(one.directorate for one in facts).values())
    letters = min(max(_ALL_LETTERS // max(shown, 1), _FEWEST), _MOST)
    lines: list[Paragraph] = []
    for directorate in dict.fromkeys(one.directorate for one in facts):
        own = [one for one in facts if one.directorate == directorate]
        said = " ".join(
            f"{_short(one.says, letters)} ({one.source}, {moment(one.known_at)}.)" for one in own[:_FACTS]
        )
        more = f" {len(own) - _FACTS} earlier in the register." if len(own) > _FACTS else ""
        lines.append(_lead(council.directorate_name(directorate), f"{said}{more}"))
    return [Bullets(tuple(lines))] if lines else [Paragraph.of("Nothing is known yet.")]


def _next(incident: Incident) -> list[Block]:
    steps = [one for one in incident.steps.all() if one.done_at is None]
    if not steps:
        return [Paragraph.of("No next step has been set.")]
    lines = [
        _lead(one.owner_post, f"{_short(one.what, _OF_A_STEP)}, by {one.due.day} {one.due:%b}")
        for one in steps
    ]
    rest = len(lines) - _STEPS
    more = [Paragraph.of(f"{rest} more in the register.")] if rest > 0 else []
    return [Bullets((*lines[:_STEPS], *more))]


def _lead(who: str, says: str) -> Paragraph:
    return Paragraph.of(f"{who}: {says}")


def _short(text: str, most: int) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= most else f"{joined[: most - 1].rstrip()}…"


def open_notices(incidents: Iterable[Incident]) -> list[IncidentNotice]:
    """Return everybody who has still to be told, the next due first."""
    held = [one for incident in incidents for one in incident.notices.all() if one.is_open]
    return sorted(held, key=lambda one: (one.due, one.pk))
