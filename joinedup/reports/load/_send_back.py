"""The workbook of rows to correct, for the people who own the data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from joinedup.loading import ToCorrect
from joinedup.reports._pages import counted
from joinedup.reports._sheets import Cell, Sheets
from joinedup.reports._wording import day

_HOW = (
    "Correct each row in the system it came from, export the whole return again and give the file to the "
    "analyst, or put it in place of the old one. Rows are counted as corrected when the new file is loaded."
)


def quality_workbook(
    wrong: Sequence[ToCorrect], council: str, load: int, made_at: str, *, due: date | None = None
) -> bytes:
    """Return rows to correct as a workbook: where each is and what is wrong with it, and no value from it.

    Args:
        wrong: the rows.
        council: name of the council.
        load: number of the load that found them.
        made_at: when that load was made, in UTC.
        due: the day by which they are to be corrected, where one is set.
    """
    sheets = Sheets(f"{council}: rows to correct from load {load}", made_at)
    n_rows = sum(len(one.rows) for one in wrong)
    about: list[tuple[Cell, ...]] = [
        ("Council", council),
        ("Load", str(load)),
        ("Rows to correct", n_rows),
        ("Correct by", day(due) if due else "no day set"),
        ("What to do", _HOW),
        (
            "Row numbers",
            "Those of the file as a spreadsheet shows it, its header included; in an XML message they number "
            "the children.",
        ),
    ]
    sheets.add("What to do", ("What", "Answer"), about)
    sheets.add(
        "By file",
        ("File", "Return", "Period", "What is wrong", "Rows are", "Rows"),
        [
            (one.file, one.recognised_as, one.period, one.why, _are(one), len(one.rows))
            for one in sorted(wrong, key=lambda one: (one.file, one.table, one.why))
        ],
    )
    sheets.add(
        "Rows",
        ("File", "Table", "Row", "Column", "What is wrong", "Rule", "Row is"),
        [
            (one.file, one.table, row, one.column, one.why, one.rule, _are(one))
            for one in sorted(wrong, key=lambda one: (one.file, one.table, one.why))
            for row in one.rows
        ],
    )
    return sheets.content()


def _are(one: ToCorrect) -> str:
    return "left out" if one.is_left_out else "loaded as they are"


def rows_in_words(wrong: Sequence[ToCorrect]) -> str:
    """Return how many rows of how many files: `19 rows of 3 files`, `1 row of grants.csv`."""
    files = list(dict.fromkeys(one.file for one in wrong))
    where = files[0] if len(files) == 1 else counted(len(files), "file")
    return f"{counted(sum(len(one.rows) for one in wrong), 'row')} of {where}"
