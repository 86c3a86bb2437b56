"""Every load that was made, newest first, and which of them were taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from joinedup.folder import Council
from joinedup.loading._file_report import Came
from joinedup.loading._load_report import LoadReport
from joinedup.store import Store


@dataclass(frozen=True)
class MadeLoad:
    """One load among those that were made.

    Args:
        report: what it did.
        is_current: whether its rows are in the store now.
        is_taken_back: whether it was undone.
    """

    report: LoadReport
    is_current: bool
    is_taken_back: bool

    @property
    def n_new(self) -> int:
        """Files that came for the first time."""
        return self._came(Came.NEW)

    @property
    def n_corrected(self) -> int:
        """Files whose content had changed."""
        return self._came(Came.CORRECTED)

    @property
    def n_gone(self) -> int:
        """Files that were no longer there."""
        return self._came(Came.REMOVED)

    def _came(self, how: Came) -> int:
        return sum(file.came is how for file in self.report.files)


def loads_made(council: Council) -> list[MadeLoad]:
    """Return every load whose report is kept, newest first."""
    before = Store(council.workings).loads()
    current = before[0] if before else 0
    return [
        MadeLoad(report, report.load == current, _is_taken_back(report.load, before))
        for number in sorted(_numbers(council), reverse=True)
        if (report := load_report(council, number)) is not None
    ]


def load_report(council: Council, number: int) -> LoadReport | None:
    """Return the report of one load; None where none is kept."""
    path = council.workings / "loads" / f"{number}.json"
    if not path.is_file():
        return None
    return LoadReport.from_json(json.loads(path.read_text(encoding="utf-8")))


def _numbers(council: Council) -> list[int]:
    folder = council.workings / "loads"
    return [int(path.stem) for path in folder.glob("*.json") if path.stem.isdigit()]


def _is_taken_back(load: int, before: list[int]) -> bool:
    """Whether a load was undone: newer than the oldest that can be gone back to, and not one of them."""
    return load not in before and (not before or load > before[-1])
