"""Load real files as unknown input and print, as Markdown, what became of each.

Run with `python benchmarks/real_files.py TITLE=PATH[,PATH…] …`. Each title's files and folders go into
a new council of their own. Files refused for the same reason share a line. File names and counts only.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from joinedup.folder import new_council
from joinedup.loading import FileReport, LoadReport, Standing, load


def main() -> None:
    """Print one table of what was recognised and one of what was refused for each title."""
    for argument in sys.argv[1:]:
        title, _, paths = argument.partition("=")
        with tempfile.TemporaryDirectory() as folder:
            report = load(new_council(Path(folder) / "council", title), [Path(p) for p in paths.split(",")])
        print_report(title, report)


def print_report(title: str, report: LoadReport) -> None:
    """Print what became of the files under one title."""
    refused = report.standing(Standing.REFUSED)
    used = [file for file in report.files if file.standing is not Standing.REFUSED]
    print(f"## {title}\n")
    print(f"{len(report.files)} files: {len(used)} recognised, {len(refused)} refused.")
    left = f"{report.n_set_aside:,} set aside + {report.n_duplicates:,} in another file"
    print(f"{report.read:,} rows read = {report.loaded:,} loaded + {left}.\n")
    if used:
        print_used(used)
    if refused:
        print_refused(refused)


def print_used(files: Sequence[FileReport]) -> None:
    """Print what was recognised."""
    print("| File | Recognised as | For | Rows read | Loaded | Set aside | In another file | Faults noted |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for file in files:
        counts = (file.read, file.loaded, file.n_set_aside, file.n_duplicates, file.n_faults)
        numbers = " | ".join(f"{count:,}" for count in counts)
        print(f"| {name_of(file)} | {file.recognised_as} | {file.period} | {numbers} |")
    print()


def print_refused(files: Sequence[FileReport]) -> None:
    """Print what was refused, by reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for file in files:
        by_reason[file.reason].append(name_of(file))
    print("| Refused because | Files | Which |")
    print("| --- | ---: | --- |")
    for reason, names in by_reason.items():
        print(f"| {reason} | {len(names)} | {', '.join(names)} |")
    print()


def name_of(file: FileReport) -> str:
    """Return a file's name as it lay in the folder that was loaded."""
    return f"`{file.path.removeprefix('received/')}`"


if __name__ == "__main__":
    main()
