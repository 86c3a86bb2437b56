"""What the load report says, worked out once for the terminal, the page and the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.loading import Coverage, Duplicates, Faults, FileReport, Finding, LoadReport, SetAside, Standing
from joinedup.reports._pages import counted
from joinedup.reports.suppression import Sum, suppress

STATES = {
    "new": "New: its rows are in the store.",
    "unchanged": "The same as at the last load: nothing was done.",
    "corrected": "Its content changed: its rows took the place of the earlier ones.",
    "read again": "It did not change, but another file or a new version of JoinedUp changed what it gives.",
    "duplicate": "Another file already gives the same rows.",
    "replaced": "A later file for the same return and period took its place.",
    "refused": "Not recognised, or not readable as it is.",
    "gone": "No longer in the folder: its rows left the store.",
}
FIRST_THINGS = 5


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its count as a report may show it.

    Args:
        finding: the finding.
        children: its count, or how it is shown where it is small.
        rows: row numbers by file, which would give a small count away and are left out for one.
    """

    finding: Finding
    children: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def is_hidden(self) -> bool:
        """Whether the rows are left out because the count is."""
        return bool(self.finding.rows) and not self.rows


@dataclass(frozen=True)
class YearGrid:
    """Rows by table and year for the tables that count by the same kind of year.

    Args:
        counted_by: the kind of year; empty for tables whose rows carry none.
        years: the years, in order.
        lines: each table's name, what a row is, its rows in each year and its rows in all.
    """

    counted_by: str
    years: tuple[str, ...]
    lines: tuple[tuple[str, str, tuple[int, ...], int], ...]


def balance(report: LoadReport) -> str:
    """Return the sentence that shows that every row is accounted for."""
    return (
        f"{counted(report.read, 'row')} read = {report.loaded:,} loaded + {report.n_set_aside:,} set aside "
        f"+ {report.n_duplicates:,} already in another file."
    )


def states(report: LoadReport) -> list[tuple[str, int, str]]:
    """Return each state that a file is in, how many files are, and what it means."""
    found = [
        (state, sum(file.state == state for file in report.files), says) for state, says in STATES.items()
    ]
    return [one for one in found if one[1]]


def first_things(report: LoadReport) -> list[str]:
    """Return what to do first, most rows first."""
    todo = []
    refused = report.standing(Standing.REFUSED)
    if refused:
        todo.append(f"Look at {counted(len(refused), 'file')} that could not be used; each says why.")
    todo += _largest(
        "Correct",
        "left out",
        [(file.path, f"{one.reason}", len(one.rows)) for file, one in set_aside(report)],
    )
    todo += _largest(
        "Check", "loaded", [(file.path, f"{one.says}", len(one.rows)) for file, one in faults(report)]
    )
    if report.not_received:
        todo.append(f"Ask for {counted(len(report.not_received), 'return')} that did not come.")
    return todo[:FIRST_THINGS]


def _largest(verb: str, what: str, found: Sequence[tuple[str, str, int]]) -> list[str]:
    """Return the two reasons or rules that most rows share, each over all the files it was met in."""
    rows: dict[str, int] = {}
    files: dict[str, set[str]] = {}
    for path, why, number in found:
        rows[why] = rows.get(why, 0) + number
        files.setdefault(why, set()).add(path)
    most = sorted(rows, key=lambda why: (-rows[why], why))[:2]
    return [
        f"{verb} {counted(rows[why], 'row')} {what} from {_where(files[why])}: {why.rstrip('.')}."
        for why in most
    ]


def _where(paths: set[str]) -> str:
    return next(iter(paths)) if len(paths) == 1 else counted(len(paths), "file")


def set_aside(report: LoadReport) -> list[tuple[FileReport, SetAside]]:
    """Return the rows left out of each file, by reason."""
    return [(file, one) for file in report.files for one in file.set_aside]


def duplicates(report: LoadReport) -> list[tuple[FileReport, Duplicates]]:
    """Return the rows of each file that another file already gives."""
    return [(file, one) for file in report.files for one in file.duplicates]


def faults(report: LoadReport) -> list[tuple[FileReport, Faults]]:
    """Return the faults of each file, by rule."""
    return [(file, one) for file in report.files for one in file.faults]


def findings_by_question(report: LoadReport) -> list[tuple[str, list[ShownFinding]]]:
    """Return the findings of each question, with small numbers hidden."""
    questions = list(dict.fromkeys(finding.group for finding in report.findings))
    return [(one, _safe([f for f in report.findings if f.group == one])) for one in questions]


def _safe(findings: Sequence[Finding]) -> list[ShownFinding]:
    totals = [place for place, finding in enumerate(findings) if finding.is_total]
    parts = tuple(place for place, finding in enumerate(findings) if finding.in_total)
    sums = [Sum(total, parts) for total in totals]
    counts = [finding.children for finding in findings]
    return [
        ShownFinding(
            finding,
            children,
            tuple((one.source_file, one.rows) for one in finding.rows)
            if children == f"{finding.children:,}"
            else (),
        )
        for finding, children in zip(findings, suppress(counts, sums), strict=True)
    ]


def year_grids(report: LoadReport) -> list[YearGrid]:
    """Return rows by table and year, one grid for each kind of year."""
    kinds = list(dict.fromkeys(row.counted_by for row in report.coverage))
    grids = [_grid(kind, [row for row in report.coverage if row.counted_by == kind]) for kind in kinds]
    return sorted(grids, key=lambda grid: (grid.counted_by == "", grid.counted_by))


def _grid(kind: str, rows: Sequence[Coverage]) -> YearGrid:
    years = tuple(sorted({row.year for row in rows if row.year}))
    by_table = {row.table: {one.year: one.rows for one in rows if one.table == row.table} for row in rows}
    says = {row.table: row.says for row in rows}
    return YearGrid(
        kind,
        years,
        tuple(
            (table, says[table], tuple(by_year.get(year, 0) for year in years), sum(by_year.values()))
            for table, by_year in sorted(by_table.items())
        ),
    )
