"""Throw every file of one or more folders at the readers and print, as Markdown, what became of each.

Run with `python benchmarks/real_files.py TITLE=FOLDER …`. Files refused for the same reason share a line.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from joinedup.returns import FileRead, Refused, read_file


def main() -> None:
    """Print one table of what was read and one of what was refused for each folder."""
    for argument in sys.argv[1:]:
        title, _, folder = argument.partition("=")
        paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
        results = {path.relative_to(folder).as_posix(): read_file(path) for path in paths}
        read = {name: result for name, result in results.items() if isinstance(result, FileRead)}
        refused = {name: result for name, result in results.items() if isinstance(result, Refused)}
        print(f"## {title}\n\n{len(results)} files: {len(read)} read, {len(refused)} refused.\n")
        if read:
            print_read(read)
        if refused:
            print_refused(refused)


def print_read(results: dict[str, FileRead]) -> None:
    """Print what was read."""
    print("| File | Recognised as | For | Rows read | Loaded | Set aside | Faults noted |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: |")
    for name, result in results.items():
        faults = sum(len(table.faults) for table in result.tables)
        counts = (result.n_read, result.n_loaded, result.n_set_aside, faults)
        numbers = " | ".join(f"{count:,}" for count in counts)
        print(f"| `{name}` | {result.recognised_as} | {result.period} | {numbers} |")
    print()


def print_refused(results: dict[str, Refused]) -> None:
    """Print what was refused, by reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, result in results.items():
        by_reason[result.reason].append(name)
    print("| Refused because | Files | Which |")
    print("| --- | ---: | --- |")
    for reason, names in by_reason.items():
        print(f"| {reason} | {len(names)} | {', '.join(f'`{name}`' for name in names)} |")
    print()


if __name__ == "__main__":
    main()
