"""Reading the audit, searching it, checking it, and taking it away.

What is searched for is kept in the session and not in the address: it may be somebody's name.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.access.audit import record, verify
from joinedup.access.models import Account, AuditEntry
from joinedup.store import not_a_formula
from joinedup.web.components import DateField, Form
from joinedup.web.shell import council, person_of, show

CHECKED = "checked the audit"
_A_PAGE = 50
_SEARCH = "audit_search"
_CHECK = "audit_check"
_ACCOUNT = "account"
_COLUMNS = ("number", "at", "actor", "action", "about", "detail", "before", "digest")


class SearchForm(Form):
    """What to look for."""

    words = forms.CharField(
        label="Words", max_length=100, required=False, help_text="In what was done, to what, or by whom."
    )
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        held = super().clean() or self.cleaned_data
        since, until = held.get("since"), held.get("until")
        if since and until and until < since:
            self.add_error("until", "To must be on or after From")
        return held


def audit(request: HttpRequest) -> HttpResponse:
    """List the audit, newest first, and what the last check of it found."""
    asked = request.session.get(_SEARCH, {})
    form = SearchForm(initial={**asked, **{one: _day(asked.get(one)) for one in ("since", "until")}})
    return _listed(request, form, asked)


@require_POST
def search_audit(request: HttpRequest) -> HttpResponse:
    """Keep what is looked for, and list it; nothing to look for lists everything."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _listed(request, form, request.session.get(_SEARCH, {}))
    held = form.cleaned_data
    request.session[_SEARCH] = {
        "words": held["words"],
        **{one: held[one].isoformat() if held[one] else "" for one in ("since", "until")},
    }
    return redirect("audit")


@require_POST
def check_audit(request: HttpRequest) -> HttpResponse:
    """Check the whole audit and say what was found."""
    person = person_of(request)
    verdict = verify(council().folder)
    record(person, CHECKED, entries=verdict.entries, faults=len(verdict.faults), last=verdict.last)
    request.session[_CHECK] = {
        "at": timezone.now().isoformat(),
        "entries": verdict.entries,
        "last": verdict.last,
        "faults": [[one.number, one.says] for one in verdict.faults[:_A_PAGE]],
        "n_faults": len(verdict.faults),
        "unanchored": len(verdict.unanchored),
    }
    return redirect("audit")


@require_POST
def export_audit(request: HttpRequest) -> HttpResponse:
    """Answer with what the search found: a table, or each entry word for word so that others can check it."""
    person = person_of(request)
    last = AuditEntry.objects.aggregate(last=Max("number"))["last"] or 0
    # No further than what is counted: this act adds an entry too, and others add theirs meanwhile.
    found = _found(request.session.get(_SEARCH, {})).filter(number__lte=last).order_by("number")
    is_exact = request.POST.get("kind") == "exact"
    record(person, "took the audit away", entries=found.count(), kind="exact" if is_exact else "table")
    rows = found.values_list(*_COLUMNS).iterator(_A_PAGE * _A_PAGE)
    answer = StreamingHttpResponse(
        _exact(rows) if is_exact else _table(rows),
        content_type="application/jsonl" if is_exact else "text/csv; charset=utf-8",
    )
    name = "audit.jsonl" if is_exact else "audit.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    # Sent line by line; to whatever passes it on it is an answer like any other.
    return cast(HttpResponse, answer)


def _listed(request: HttpRequest, form: SearchForm, asked: dict[str, str]) -> HttpResponse:
    pages = Paginator(_found(asked).order_by("-number"), _A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_searched": any(asked.values()),
        "shown": shown,
        "rows": [(one, datetime.fromisoformat(one.at), said) for one, said in _with_details(list(shown))],
        "check": _last_check(request),
        "folder": settings.COUNCIL_FOLDER,
    }
    return show(request, "administration/audit.html", context)


def _found(asked: dict[str, str]) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.all()
    words = asked.get("words", "")
    if words:
        found = found.filter(
            Q(action__icontains=words) | Q(about__icontains=words) | Q(actor__icontains=words)
        )
    # The audit writes moments in one form and one time zone, so that their order is that of their letters.
    since, until = _day(asked.get("since")), _day(asked.get("until"))
    if since:
        found = found.filter(at__gte=_begins(since))
    if until and until < date.max:
        found = found.filter(at__lt=_begins(until + timedelta(days=1)))
    return found


def _begins(on: date) -> str:
    local = timezone.make_aware(datetime.combine(on, time.min))
    return local.astimezone(UTC).isoformat(timespec="milliseconds")


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _with_details(entries: list[AuditEntry]) -> list[tuple[AuditEntry, str]]:
    """Return entries, each with its detail as words.

    Whom an entry concerns it holds as the number of an account; who that is, is looked up as it is shown.
    """
    held = [_detail(one) for one in entries]
    numbers = {number for one in held if isinstance(number := one.get(_ACCOUNT), int)}
    names = dict(Account.objects.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}
    return [(one, _said(detail, names) or _unread(one)) for one, detail in zip(entries, held, strict=True)]


def _detail(entry: AuditEntry) -> dict[str, Any]:
    try:
        held = json.loads(entry.detail)
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _unread(entry: AuditEntry) -> str:
    """Return a detail word for word where it is not what the audit writes."""
    return "" if _detail(entry) or entry.detail == "{}" else entry.detail


def _said(detail: dict[str, Any], names: dict[int, str]) -> str:
    """Return the detail of an entry as words."""
    shown, number = dict(detail), detail.get(_ACCOUNT)
    if isinstance(number, int) and number in names:
        shown[_ACCOUNT] = f"{names[number]} ({number})"
    return "; ".join(
        f"{key.replace('_', ' ')}: {_value(value)}" for key, value in shown.items() if value not in ("", [])
    )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _last_check(request: HttpRequest) -> dict[str, Any] | None:
    held = request.session.get(_CHECK)
    return {**held, "at": datetime.fromisoformat(held["at"])} if held else None


def _exact(rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(dict(zip(_COLUMNS, row, strict=True)), ensure_ascii=False) + "\n"


def _table(rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    writer = csv.writer(_Through())
    yield "\ufeff" + writer.writerow([one.capitalize() for one in _COLUMNS])
    for row in rows:
        yield writer.writerow([not_a_formula(one) for one in row])


class _Through:
    """What `csv` writes to when each line is to be passed on at once."""

    def write(self, line: str) -> str:
        return line
