"""One load: find, read, settle, write, swap, report."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from joinedup.errors import InputRefused
from joinedup.folder import Council, make_private
from joinedup.loading._coverage import coverage_of
from joinedup.loading._expected import not_received
from joinedup.loading._find import find_files
from joinedup.loading._load_report import LoadReport
from joinedup.loading._reading import Progress, Read, silent
from joinedup.loading._reconcile import reconcile
from joinedup.loading._together import Together, checked_together
from joinedup.loading._work import Work
from joinedup.returns import check_together, read_file
from joinedup.store import Store, put


@dataclass(frozen=True)
class Undone:
    """A load that was undone.

    Args:
        load: its number.
        back_to: number of the load whose rows are in the store now; 0 where there are none.
    """

    load: int
    back_to: int


def load(
    council: Council,
    paths: Sequence[Path] | None = None,
    progress: Progress = silent,
    *,
    read: Read = read_file,
    together: Together = check_together,
    again: bool = False,
) -> LoadReport:
    """Load a council's files into its store, and make its folder readable by its owner alone.

    Args:
        council: the council.
        paths: files and folders to load; None for everything below `data/` and `leadership/`. A file from
            elsewhere that is recognised is copied into `data/received/`.
        progress: told how far the load has come.
        read: reads one file.
        together: runs the rules that need several files.
        again: whether to read files again that have not changed.

    Returns:
        What became of every file and every row.

    Raises:
        InputRefused: a path does not exist.
        StoreRefused: another load is running, or the store is damaged.
    """
    make_private(council.folder)
    seconds: dict[str, float] = {}
    store = Store(council.workings)
    with _timed(seconds, "find files"):
        found = find_files(council, paths)
    with store.writing() as writer:
        work = Work(council, store, writer, read, progress, is_partial=paths is not None, again=again)
        with _timed(seconds, "read files"):
            work.read(found)
        with _timed(seconds, "write the store"):
            work.settle_and_write()
            manifest = work.finish()
    with _timed(seconds, "compare returns"):
        files = checked_together(store, work.reports, together)
        connection = store.connect()
        coverage, findings = coverage_of(connection, work.says()), reconcile(connection)
        connection.close()
    report = LoadReport(
        council=council.name,
        load=manifest.load,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        changed=manifest != work.before,
        files=files,
        coverage=coverage,
        not_received=not_received(set(manifest.tables)),
        findings=findings,
        seconds=seconds,
    )
    _save(council, report)
    return report


def undo(council: Council) -> Undone:
    """Go back to the store before the last load; the files in `data/` stay as they are.

    Raises:
        StoreRefused: there is no load to undo, or another load is running.
    """
    store = Store(council.workings)
    undone = store.manifest().load
    return Undone(undone, store.undo().load)


def last_report(council: Council) -> LoadReport:
    """Return the report of the load whose rows are in the store.

    Raises:
        InputRefused: nothing has been loaded, or its report has been deleted.
    """
    path = _report_path(council, Store(council.workings).manifest().load)
    if not path.is_file():
        raise InputRefused("There is no load report for this council.", "Run `joinedup load`.")
    return LoadReport.from_json(json.loads(path.read_text(encoding="utf-8")))


def _save(council: Council, report: LoadReport) -> None:
    path = _report_path(council, report.load)
    # A load that changes nothing keeps the report that says how its rows came to be there.
    if report.changed or not path.is_file():
        put(path, json.dumps(report.to_json(), indent=1).encode())


def _report_path(council: Council, load: int) -> Path:
    return council.workings / "loads" / f"{load}.json"


@contextmanager
def _timed(seconds: dict[str, float], part: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[part] = round(time.perf_counter() - start, 3)
