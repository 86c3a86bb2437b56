"""The work of one load: which files are read, what becomes of their rows, and what the store holds then."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from joinedup.folder import Council
from joinedup.loading._accounts import refused_report, removed_report, same_outcome, settled_report
from joinedup.loading._changes import changes_between
from joinedup.loading._file_report import Came, Change, FileReport
from joinedup.loading._find import Found, file_at, find_files
from joinedup.loading._folder_year import shares_year, with_folder_years
from joinedup.loading._overlap import Settled, settle
from joinedup.loading._reading import Progress, Read, Reading, read_all
from joinedup.returns import FileRead, Refused, TableRead
from joinedup.store import Manifest, Piece, SourceFile, Store, Writer, make_folder


@dataclass
class Work:
    """One load while it runs: what was read, and what is to be in the store afterwards."""

    council: Council
    store: Store
    writer: Writer
    reader: Read
    progress: Progress
    is_partial: bool
    again: bool
    readings: dict[str, Reading] = field(default_factory=dict)
    sources: dict[str, SourceFile] = field(default_factory=dict)
    reports: dict[str, FileReport] = field(default_factory=dict)

    @property
    def before(self) -> Manifest:
        """The manifest the load starts from."""
        return self.writer.before

    def read(self, found: Sequence[Found]) -> None:
        """Read what is new or changed, and the files whose rows depend on it."""
        names = {one.path for one in found}
        stayed = [s for s in self.before.sources if s.path in names or self.is_partial]
        self._note_removed([s for s in self.before.sources if s.path not in names and not self.is_partial])
        self._read([one for one in found if self._is_due(one)])
        relatives = self._relatives([s for s in stayed if s.path not in self.readings])
        self._read(relatives)
        for source in stayed:
            if source.path not in self.readings and source.path not in self.reports:
                self._keep(source)

    def _is_due(self, found: Found) -> bool:
        known = self.before.source(found.path)
        is_same = known is not None and known.content_hash == found.content_hash
        return self.again or not is_same or (known is not None and known.read_with != _version())

    def _read(self, files: Sequence[Found]) -> None:
        for found, result in zip(files, read_all(files, self.reader, self.progress), strict=True):
            known = self.before.source(found.path)
            is_known = known is not None and known.content_hash == found.content_hash
            first_seen = known.first_seen if known is not None and is_known else self.writer.load
            self.readings[found.path] = Reading(found, result, first_seen)

    def _relatives(self, unread: Sequence[SourceFile]) -> list[Found]:
        """Return the unread files that are tied, directly or through others, to a changed one."""
        changed = [self.before.source(path) for path in (*self.readings, *self.reports)]
        touched = {tie for source in changed if source is not None for tie in self._ties(source)}
        touched |= {tie for reading in self.readings.values() for tie in _ties_of_reading(reading)}
        waiting, related = list(unread), list[SourceFile]()
        while near := [source for source in waiting if touched & self._ties(source)]:
            related += near
            waiting = [source for source in waiting if source not in near]
            touched |= {tie for source in near for tie in self._ties(source)}
        there = [source for source in related if file_at(self.council, source.path).is_file()]
        self._note_removed([source for source in related if source not in there])
        files = [file_at(self.council, source.path) for source in there]
        return find_files(self.council, files) if files else []

    def _ties(self, source: SourceFile) -> set[str]:
        """Return what ties a file to others: its tables, and its folder where that gives its year."""
        file = file_at(self.council, source.path)
        return _ties(file, source.recognised_as, (piece.table for piece in source.pieces))

    def _note_removed(self, sources: Sequence[SourceFile]) -> None:
        for source in sources:
            self.reports[source.path] = removed_report(self._account(source))

    def _keep(self, source: SourceFile) -> None:
        self.sources[source.path] = source
        self.reports[source.path] = replace(self._account(source), came=Came.UNCHANGED, changes=())

    def _account(self, source: SourceFile) -> FileReport:
        return FileReport.from_json(self.store.account(source.account))

    def settle_and_write(self) -> None:
        """Decide which rows are used and write them."""
        for reading in self.readings.values():
            if isinstance(reading.result, Refused):
                report = refused_report(reading.found.path, self._came(reading.found), reading.result)
                self._settle_on(reading, report, None)
        settled = settle(with_folder_years(list(self.readings.values())))
        for done, one in enumerate(settled, start=1):
            self._settle_on(one.reading, self._report(one, settled), one)
            self.progress("Writing", done, len(settled))

    def finish(self) -> Manifest:
        """Make the result the current manifest, unless nothing changed."""
        sources = sorted(self.sources.values(), key=lambda source: source.path)
        if tuple(sources) == self.before.sources:
            return self.before
        return self.writer.commit(sources)

    def says(self) -> dict[str, str]:
        """Return what a row of each table is."""
        return {table.table: table.says for report in self.reports.values() for table in report.tables}

    def _came(self, found: Found) -> Came:
        known = self.before.source(found.path)
        if known is None:
            return Came.NEW
        return Came.READ_AGAIN if known.content_hash == found.content_hash else Came.CORRECTED

    def _report(self, settled: Settled, all_settled: Sequence[Settled]) -> FileReport:
        report = settled_report(settled, self._came(settled.reading.found))
        changes = [*self._own_changes(settled), *_changes_to_replaced(settled, all_settled)]
        moved = [
            f"The same file was at {source.path} before."
            for source in self.before.sources
            if report.came is Came.NEW
            and source.content_hash == settled.reading.found.content_hash
            and self.reports.get(source.path, report).came is Came.REMOVED
        ]
        return replace(report, changes=tuple(changes), notes=(*report.notes, *moved))

    def _own_changes(self, settled: Settled) -> list[Change]:
        known = self.before.source(settled.path)
        if known is None or self._came(settled.reading.found) is not Came.CORRECTED:
            return []
        old = {piece.table: piece for piece in known.pieces}
        return [
            changes_between(
                table.table, settled.path, self.store.read_piece(old[name].file), settled.rows[name]
            )
            for table in _tables(settled)
            if (name := table.table.name) in old
        ]

    def _settle_on(self, reading: Reading, report: FileReport, settled: Settled | None) -> None:
        found, known = reading.found, self.before.source(reading.found.path)
        is_known = known is not None and (known.content_hash, known.read_with) == (
            found.content_hash,
            _version(),
        )
        if known is not None and is_known and same_outcome(self._account(known), report):
            self._keep(known)
            return
        self.reports[found.path] = report
        if found.is_outside and settled is None:
            # A file from elsewhere that was refused stays where it is: there is nothing to remember.
            return
        if found.is_outside:
            _copy(found.file, file_at(self.council, found.path))
        self.sources[found.path] = SourceFile(
            path=found.path,
            content_hash=found.content_hash,
            read_with=_version(),
            recognised_as=report.recognised_as,
            period=report.period,
            first_seen=reading.first_seen,
            replaced_by=settled.replaced_by if settled is not None else "",
            account=self.writer.account(report.to_json()),
            pieces=self._pieces(settled) if settled is not None else (),
        )

    def _pieces(self, settled: Settled) -> tuple[Piece, ...]:
        return tuple(
            self.writer.piece(table, rows, settled.path) for table, rows in sorted(settled.rows.items())
        )


def _ties_of_reading(reading: Reading) -> set[str]:
    read = reading.result
    if isinstance(read, Refused):
        return set()
    return _ties(reading.found.file, read.recognised_as, (table.table.name for table in read.tables))


def _ties(file: Path, recognised_as: str, tables: Iterable[str]) -> set[str]:
    return {*tables, *([str(file.parent)] if shares_year(recognised_as, file) else [])}


def _changes_to_replaced(settled: Settled, all_settled: Sequence[Settled]) -> list[Change]:
    replaced = [one for one in all_settled if one.replaced_by == settled.path]
    return [
        changes_between(table.table, old.path, old_table.rows, settled.rows[table.table.name])
        for old in replaced
        for old_table in _tables(old)
        for table in _tables(settled)
        if table.table.name == old_table.table.name
    ]


def _tables(settled: Settled) -> Iterable[TableRead]:
    assert isinstance(settled.reading.result, FileRead)
    return settled.reading.result.tables


def _copy(file: Path, to: Path) -> None:
    make_folder(to.parent)
    unfinished = to.with_name(to.name + ".unfinished")
    shutil.copyfile(file, unfinished)
    unfinished.chmod(0o600)
    unfinished.replace(to)


def _version() -> str:
    return version("joinedup")
