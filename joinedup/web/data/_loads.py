"""The loads that were made: their reports and workbooks, and taking the last one back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from joinedup.access.audit import record
from joinedup.access.roles import Needs
from joinedup.loading import LoadReport, load_report, undo
from joinedup.reports.load import load_page_parts, load_workbook, rows_to_correct
from joinedup.store import Store, remembered
from joinedup.web.data._state import every_load, moment_of
from joinedup.web.shell import council, person_of, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def loads(request: HttpRequest) -> HttpResponse:
    """Show every load with what it changed."""
    made = [(one, moment_of(one.report.made_at)) for one in every_load(council())]
    context = {"loads": made, "may_load": person_of(request).may(Needs.LOAD_DATA)}
    return show(request, "data/loads.html", context)


def report(request: HttpRequest, number: int) -> HttpResponse:
    """Show the report of one load: the same page as the report in the council's folder."""
    here, found = council(), _found(number)
    path = here.workings / "loads" / f"{number}.json"
    parts = remembered((str(here.folder), "load page", number), (path,), lambda: load_page_parts(found))
    may_load = person_of(request).may(Needs.LOAD_DATA)
    return show(request, "data/load_report.html", {**parts, "may_load": may_load})


def workbook(request: HttpRequest, number: int) -> HttpResponse:
    """Give the workbook of one load, in which small counts of children are hidden."""
    return download(load_workbook(_found(number)), f"load_{number}.xlsx", XLSX)


def rows(request: HttpRequest, number: int) -> HttpResponse:
    """Give every row behind the comparison of children across returns; it does not leave the council."""
    if not person_of(request).may(Needs.SEE_DATA):
        raise PermissionDenied(Needs.SEE_DATA)
    content = rows_to_correct(_found(number)).encode("utf-8-sig")
    record(person_of(request), "downloaded rows across returns", f"load {number}")
    return download(content, f"load_{number}_rows_to_correct.csv", "text/csv; charset=utf-8")


def taken_back(request: HttpRequest) -> HttpResponse:
    """Ask whether the last load is to be taken back, and take it back."""
    here = council()
    held = Store(here.workings).loads()
    back_to = held[1] if len(held) > 1 else 0
    if request.method != "POST":
        return show(request, "data/undo.html", {"load": held[0] if held else 0, "back_to": back_to})
    # What the person saw is what is taken back: not a load that ended meanwhile.
    if not held or request.POST.get("load") != str(held[0]):
        return redirect("load_undo")
    with transaction.atomic():
        record(person_of(request), "took a load back", f"load {held[0]}", back_to=back_to)
        undo(here)
    return redirect("loads")


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return a file to save."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(number: int) -> LoadReport:
    found = load_report(council(), number)
    if found is None:
        raise Http404
    return found
