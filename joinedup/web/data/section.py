"""The addresses of data, and what waits for somebody in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.folder import Council
from joinedup.loading import not_loaded
from joinedup.reports.load import rows_in_words
from joinedup.store import Store
from joinedup.web.data import _loads as loads
from joinedup.web.data import _pages as pages
from joinedup.web.data import _quality as quality
from joinedup.web.data._job import LOAD
from joinedup.web.data._state import sent_back_to
from joinedup.web.shell import Route, Section, Task


def _waiting(person: Account, council: Council) -> Iterator[Task]:
    for one in sent_back_to(person, council):
        yield Task(
            f"Correct {rows_in_words(one.sent.wrong)}",
            reverse("sent_back", args=[one.sent.pk]),
            f"Sent back by {one.sent.sent_by.name}. {one.says}.",
            one.sent.due,
        )
    if person.may(Needs.LOAD_DATA):
        files = not_loaded(council, Store(council.workings).manifest())
        if files:
            many = f"{len(files):,} files that have" if len(files) > 1 else "a file that has"
            yield Task(f"Load {many} changed since the last load", reverse("data"), "The council's folder")


SECTION = Section(
    "Data",
    "data/",
    (
        Route("", pages.data, "data", Needs.SEE_DATA),
        Route("files/", pages.files, "data_files", Needs.LOAD_DATA),
        Route("files/<slug:key>/remove/", pages.file_removed, "data_file_removed", Needs.LOAD_DATA),
        Route("load/", pages.load_asked_for, "load", Needs.LOAD_DATA),
        Route("loads/", loads.loads, "loads", Needs.SEE_DATA),
        Route("loads/undo/", loads.taken_back, "load_undo", Needs.LOAD_DATA),
        Route("loads/<int:number>/", loads.report, "load_report", Needs.SEE_DATA),
        Route("loads/<int:number>/workbook/", loads.workbook, "load_workbook", Needs.SEE_DATA),
        Route("loads/<int:number>/rows/", loads.rows, "load_rows", Needs.LOAD_DATA),
        Route("quality/", quality.quality, "quality", Needs.SEE_DATA),
        Route("quality/workbook/", quality.workbook, "quality_workbook", Needs.LOAD_DATA),
        Route("quality/send-back/", quality.send_back, "send_back", Needs.LOAD_DATA),
        Route("quality/<int:number>/", quality.sent_back, "sent_back", Needs.SEE_DATA),
        Route(
            "quality/<int:number>/workbook/", quality.sent_back_workbook, "sent_back_workbook", Needs.SEE_DATA
        ),
        Route("quality/<int:number>/close/", quality.sent_back_closed, "sent_back_closed", Needs.LOAD_DATA),
    ),
    Needs.SEE_DATA,
    _waiting,
    jobs=(LOAD,),
)
