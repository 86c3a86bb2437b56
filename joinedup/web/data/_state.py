"""What the pages of data read: the last load, and how far what was sent back has been corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from joinedup.access.models import Account
from joinedup.folder import Council
from joinedup.loading import Corrected, LoadReport, MadeLoad, corrected, load_report, loads_made
from joinedup.reports.load import rows_in_words
from joinedup.store import Store, remembered
from joinedup.web.data.models import SentBack


def current_report(council: Council) -> LoadReport | None:
    """Return the report of the load whose rows are in the store; None where nothing is loaded."""
    number = Store(council.workings).manifest().load
    path = council.workings / "loads" / f"{number}.json"
    return remembered(
        (str(council.folder), "load report", number), (path,), lambda: load_report(council, number)
    )


def every_load(council: Council) -> list[MadeLoad]:
    """Return every load, newest first."""
    made_from = (Store(council.workings).manifest_path, council.workings / "loads")
    return remembered((str(council.folder), "loads"), made_from, lambda: loads_made(council))


def days_loaded(council: Council) -> dict[str, date]:
    """Return the day on which each file was loaded as it is now, by its path."""
    days = {one.report.load: day_of(one.report.made_at) for one in every_load(council)}
    sources = Store(council.workings).manifest().sources
    return {one.path: days[one.first_seen] for one in sources if one.first_seen in days}


def moment_of(made_at: str) -> datetime:
    """Return when a load was made."""
    return datetime.fromisoformat(made_at)


def day_of(made_at: str) -> date:
    """Return the day on which a load was made, in the time of the council."""
    return timezone.localtime(moment_of(made_at)).date()


@dataclass(frozen=True)
class Progress:
    """How far rows that were sent back have been corrected.

    Args:
        sent: the rows and to whom they went.
        rows: how many of which file, in words.
        counted: how many are corrected.
    """

    sent: SentBack
    rows: str
    counted: Corrected

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done about them."""
        return self.sent.closed_at is None and self.counted.left != 0

    def is_late(self, on: date) -> bool:
        """Whether they should have been corrected by now."""
        return self.is_open and on > self.sent.due

    @property
    def says(self) -> str:
        """How far they are, in words."""
        if self.counted.left == 0:
            return f"All {self.counted.sent:,} rows corrected" if self.counted.sent > 1 else "Corrected"
        if self.sent.closed_at is not None:
            return f"Closed: {self.sent.closed_because}"
        if self.counted.left is None:
            return "Cannot be counted: the file is no longer loaded, or its rule could not be checked"
        return f"{self.counted.corrected:,} of {self.counted.sent:,} corrected, {self.counted.left:,} left"


def sent_back_to(person: Account, council: Council) -> list[Progress]:
    """Return what was sent back to a person and is still to be done, soonest due first."""
    kept = SentBack.objects.filter(sent_to=person, closed_at=None).order_by("due")
    return [one for one in _progress(list(kept.select_related("sent_to", "sent_by")), council) if one.is_open]


def everything_sent_back(council: Council) -> list[Progress]:
    """Return everything that was sent back, newest first."""
    return _progress(list(SentBack.objects.select_related("sent_to", "sent_by")), council)


def progress_of(sent: SentBack, council: Council) -> Progress:
    """Return how far rows that were sent back have been corrected."""
    return _progress([sent], council)[0]


def _progress(kept: list[SentBack], council: Council) -> list[Progress]:
    report = current_report(council)
    return [
        Progress(
            one,
            rows_in_words(one.wrong),
            corrected(one.wrong, report)
            if report is not None
            else Corrected(sum(len(rows.rows) for rows in one.wrong), None),
        )
        for one in kept
    ]
