"""What is loaded, and sending files and loading them."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from joinedup.access.audit import record
from joinedup.access.roles import Needs
from joinedup.errors import InputRefused
from joinedup.loading import not_loaded
from joinedup.parameters import load_parameters
from joinedup.reports.load import balance, held_table
from joinedup.store import Store
from joinedup.web.data._files import keep, remove, uploaded_file, uploaded_files
from joinedup.web.data._forms import UploadForm
from joinedup.web.data._job import LOAD
from joinedup.web.data._state import current_report, days_loaded, everything_sent_back, moment_of
from joinedup.web.jobs.asking import ask_for
from joinedup.web.shell import council, person_of, show


def data(request: HttpRequest) -> HttpResponse:
    """Show what is loaded, what waits to be loaded, and what was sent back."""
    here, on = council(), timezone.localdate()
    report = current_report(here)
    table = None
    if report is not None:
        table = held_table(report, days_loaded(here), load_parameters(here.local_parameters), on)
    context = {
        "report": report,
        "loaded_at": moment_of(report.made_at) if report else None,
        "balance": balance(report) if report else "",
        "held": table,
        "waiting": not_loaded(here, Store(here.workings).manifest()),
        "may_load": person_of(request).may(Needs.LOAD_DATA),
        "n_sent_back": sum(one.is_open for one in everything_sent_back(here)),
    }
    return show(request, "data/data.html", context)


def files(request: HttpRequest) -> HttpResponse:
    """Show the files that were sent, and take more."""
    here = council()
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            with transaction.atomic():
                kept = keep(here, chosen["uploads"], chosen["folder"], is_replacing=chosen["is_replacing"])
                for path in kept:
                    record(person_of(request), "sent a file", path, replacing=chosen["is_replacing"])
        except InputRefused as refusal:
            form.add_error("uploads", f"{refusal.what} {refusal.todo}")
        else:
            return redirect(f"{reverse('data')}#waiting")
    return show(request, "data/files.html", {"form": form, "files": uploaded_files(here)})


def file_removed(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether a file that was sent is to be taken away, and take it away."""
    here = council()
    file = uploaded_file(here, key)
    if request.method != "POST":
        return show(request, "data/remove.html", {"file": file})
    with transaction.atomic():
        record(person_of(request), "took a file away", file.path)
        remove(here, file)
    return redirect("data_files")


@require_POST
def load_asked_for(request: HttpRequest) -> HttpResponse:
    """Ask for a load of everything in the council's folder."""
    return redirect("job", ask_for(LOAD, person_of(request)).pk)
