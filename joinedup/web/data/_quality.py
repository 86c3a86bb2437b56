"""Rows to correct: the workbook, sending it back to the service that owns the data, and how far that is."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.errors import InputRefused
from joinedup.loading import LoadReport, to_correct
from joinedup.reports.load import quality_workbook, rows_in_words
from joinedup.web.data._forms import CloseForm, SendBackForm
from joinedup.web.data._loads import XLSX, download
from joinedup.web.data._state import current_report, everything_sent_back, progress_of
from joinedup.web.data.models import SentBack
from joinedup.web.shell import council, person_of, show


def quality(request: HttpRequest) -> HttpResponse:
    """Show the rows to correct by file and reason, and everything that was sent back."""
    here, on = council(), timezone.localdate()
    found = current_report(here)
    wrong = to_correct(found) if found else []
    context = {
        "report": found,
        "wrong": wrong,
        "rows": rows_in_words(wrong) if wrong else "",
        "sent": [(one, one.is_late(on)) for one in everything_sent_back(here)],
        "may_load": person_of(request).may(Needs.LOAD_DATA),
    }
    return show(request, "data/quality.html", context)


def workbook(request: HttpRequest) -> HttpResponse:
    """Give every row to correct as a workbook."""
    here, person = council(), person_of(request)
    if not person.may(Needs.SEE_DATA):
        raise PermissionDenied(Needs.SEE_DATA)
    found = _report()
    wrong = to_correct(found)
    record(person, "downloaded rows to correct", f"load {found.load}", rows=_n_rows(wrong))
    content = quality_workbook(wrong, here.name, found.load, found.made_at)
    return download(content, f"rows_to_correct_load_{found.load}.xlsx", XLSX)


def send_back(request: HttpRequest) -> HttpResponse:
    """Send rows to the person who must have them corrected."""
    found, on, person = _report(), timezone.localdate(), person_of(request)
    wrong = to_correct(found)
    if not wrong:
        raise InputRefused(f"No row of load {found.load} needs to be corrected.", "There is nothing to send.")
    form = SendBackForm(wrong, on, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            sent = SentBack(
                load=found.load,
                sent_to=form.person,
                sent_by=person,
                due=form.cleaned_data["due"],
                note=form.cleaned_data["note"],
            )
            sent.wrong = form.chosen
            sent.save()
            record(
                *(person, "sent rows back to be corrected", f"rows sent back {sent.pk}"),
                account=form.person.pk,
                load=found.load,
                rows=_n_rows(form.chosen),
            )
        return redirect("sent_back", sent.pk)
    return show(request, "data/send_back.html", {"form": form, "report": found})


def sent_back(request: HttpRequest, number: int) -> HttpResponse:
    """Show rows that were sent back and how far they have been corrected."""
    sent, person = _sent(request, number), person_of(request)
    context = {
        "one": progress_of(sent, council()),
        "form": CloseForm(),
        "may_load": person.may(Needs.LOAD_DATA),
        "on": timezone.localdate(),
    }
    return show(request, "data/sent_back.html", context)


def sent_back_workbook(request: HttpRequest, number: int) -> HttpResponse:
    """Give the workbook of rows that were sent back, to whom they were sent and to analysts."""
    sent, here = _sent(request, number), council()
    record(
        *(person_of(request), "downloaded rows to correct", f"rows sent back {sent.pk}"),
        rows=_n_rows(sent.wrong),
    )
    made_at = sent.sent_at.isoformat(timespec="seconds")
    content = quality_workbook(sent.wrong, here.name, sent.load, made_at, due=sent.due)
    return download(content, f"rows_to_correct_{sent.pk}.xlsx", XLSX)


@require_POST
def sent_back_closed(request: HttpRequest, number: int) -> HttpResponse:
    """Close rows that were sent back and need no correction, with the reason."""
    sent, form = _sent(request, number), CloseForm(request.POST)
    if not form.is_valid():
        context = {"one": progress_of(sent, council()), "form": form, "may_load": True}
        return show(request, "data/sent_back.html", {**context, "on": timezone.localdate()})
    with transaction.atomic():
        # Of two who close it at once, the second is told what the first did.
        sent = SentBack.objects.select_for_update().get(pk=sent.pk)
        if sent.closed_at is not None:
            raise InputRefused("These rows were closed already.", "Open the page anew to see why.")
        sent.closed_at, sent.closed_because = timezone.now(), form.cleaned_data["because"]
        sent.save(update_fields=["closed_at", "closed_because"])
        record(person_of(request), "closed rows sent back", f"rows sent back {sent.pk}")
    return redirect("sent_back", number)


def _sent(request: HttpRequest, number: int) -> SentBack:
    """Return what was sent back to those whom it concerns: who must correct it, and who loads data."""
    person = person_of(request)
    sent = get_object_or_404(SentBack.objects.select_related("sent_to", "sent_by"), pk=number)
    if sent.sent_to_id != person.pk and not _loads_data(person):
        raise PermissionDenied(Needs.LOAD_DATA)
    return sent


def _loads_data(person: Account) -> bool:
    return person.may(Needs.SEE_DATA) and person.may(Needs.LOAD_DATA)


def _report() -> LoadReport:
    found = current_report(council())
    if found is None:
        raise InputRefused("Nothing has been loaded yet.", "Load the council's files first.")
    return found


def _n_rows(wrong: object) -> int:
    assert isinstance(wrong, list | tuple)
    return sum(len(one.rows) for one in wrong)
