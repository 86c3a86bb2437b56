"""The load report in the terminal: what came, what did not, and what to do."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from joinedup.loading import FileReport, LoadReport, Standing
from joinedup.reports._pages import LISTED, counted
from joinedup.reports.load._shown import balance, findings_by_question, first_things, states


def load_summary(report: LoadReport) -> Group:
    """Return what to print after a load."""
    parts: list[RenderableType] = [
        Text(f"Load {report.load} of {report.council}", style="bold"),
        Text(balance(report)),
        _returns(report),
        *[
            Text(f"  {state:<11}{counted(number, 'file'):>9}  {says}")
            for state, number, says in states(report)
        ],
    ]
    not_used = report.standing(Standing.REFUSED)
    if not_used:
        parts.append(_refused(not_used))
    if report.findings:
        parts.append(_children(report))
    if report.not_received:
        titles = "; ".join(one.title for one in report.not_received)
        parts.append(Text(f"Did not come: {titles}."))
    todo = first_things(report)
    if todo:
        parts.append(Text("What to do first", style="bold"))
        parts += [Text(f"  {number}. {thing}") for number, thing in enumerate(todo, start=1)]
    return Group(*parts)


def _returns(report: LoadReport) -> Table:
    table = Table(title="Rows by return", title_justify="left")
    table.add_column("Return")
    for name in ("Files", "Read", "Loaded", "Set aside", "In another file", "Faults"):
        table.add_column(name, justify="right")
    recognised = sorted({file.recognised_as for file in report.files if file.recognised_as})
    for name in recognised:
        files = [file for file in report.files if file.recognised_as == name]
        table.add_row(escape(name), *[f"{number:,}" for number in (len(files), *_counts(files))])
    table.add_section()
    table.add_row("All", *[f"{number:,}" for number in (len(report.files), *_counts(report.files))])
    return table


def _counts(files: list[FileReport] | tuple[FileReport, ...]) -> tuple[int, ...]:
    return (
        sum(file.read for file in files),
        sum(file.loaded for file in files),
        sum(file.n_set_aside for file in files),
        sum(file.n_duplicates for file in files),
        sum(file.n_faults for file in files),
    )


def _refused(files: tuple[FileReport, ...]) -> Table:
    table = Table(title="Files that could not be used", title_justify="left")
    for name in ("File", "Why", "What to do"):
        table.add_column(name, overflow="fold")
    for file in files[:LISTED]:
        table.add_row(escape(file.path), escape(file.reason), escape(file.todo))
    if len(files) > LISTED:
        table.caption = f"and {len(files) - LISTED} more, listed in the report"
    return table


def _children(report: LoadReport) -> Table:
    table = Table(title="The same child across returns", title_justify="left")
    table.add_column("Finding", overflow="fold")
    table.add_column("Children", justify="right")
    for question, findings in findings_by_question(report):
        table.add_row(f"[bold]{escape(question)}[/bold]", "")
        for one in findings:
            style = "bold" if one.finding.is_total else ""
            table.add_row(f"  {one.finding.says}", one.children, style=style)
    return table
