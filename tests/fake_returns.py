"""Small returns and a small reader, for testing what loading does with whatever a reader hands it.

A file says on its first line what it is and for when, then come a header and rows:

    rolls 2026
    urn,year_group,pupils
    100001,R,30
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from joinedup.declared import Column, Kind, Source, Table
from joinedup.folder import Council
from joinedup.loading import LoadReport, load
from joinedup.returns import Fault, FileRead, Refused, RuleNotRun, TableRead

SOURCE = Source("A test", "tests/fake_returns.py")


def _table(name: str, key: tuple[str, ...], columns: dict[str, Kind]) -> Table:
    made = tuple(
        Column(column.upper(), column, kind, "A column.", required=column in key)
        for column, kind in columns.items()
    )
    return Table(name, f"One row of {name}.", made, key, SOURCE)


TEXT, DATE = Kind.TEXT, Kind.DATE
TABLES = {
    "rolls": _table("rolls", ("urn", "year_group"), {"urn": TEXT, "year_group": TEXT, "pupils": Kind.WHOLE}),
    "homes": _table("homes", ("site",), {"site": TEXT, "homes": Kind.WHOLE}),
    "ssda903_header": _table(
        "ssda903_header",
        ("year_ending", "child"),
        {"year_ending": Kind.WHOLE, "child": TEXT, "sex": TEXT, "born": DATE, "upn": TEXT},
    ),
    "ssda903_episodes": _table(
        "ssda903_episodes",
        ("year_ending", "child", "started"),
        {"year_ending": Kind.WHOLE, "child": TEXT, "started": DATE, "ended": DATE, "legal_status": TEXT},
    ),
    "cin_children": _table(
        "cin_children",
        ("year_ending", "child"),
        {"year_ending": Kind.WHOLE, "child": TEXT, "sex": TEXT, "born": DATE, "upn": TEXT},
    ),
    "cin_details": _table(
        "cin_details",
        ("year_ending", "child", "referral_date"),
        {"year_ending": Kind.WHOLE, "child": TEXT, "referral_date": DATE, "closure_date": DATE},
    ),
    "pupil_census": _table(
        "pupil_census",
        ("pupil", "census_date"),
        {"pupil": TEXT, "upn": TEXT, "born": DATE, "sex": TEXT, "census_date": DATE},
    ),
}
_DTYPES = {Kind.TEXT: pl.String, Kind.WHOLE: pl.Int64, Kind.DATE: pl.Date}


def read_fake(path: Path) -> FileRead | Refused:
    """Read a file of a small return."""
    if path.suffix == ".crash":
        raise ValueError("Ada Lovelace is in this file")
    lines = path.read_text(encoding="utf-8").splitlines()
    words = lines[0].split() if lines else []
    if not words or words[0] not in TABLES:
        return Refused(path, "This is not a return that JoinedUp knows.", "Check what it is.")
    return FileRead(path, words[0], words[1] if len(words) > 1 else "", [_read(TABLES[words[0]], lines)])


def _read(table: Table, lines: list[str]) -> TableRead:
    names = lines[1].split(",")
    kept: list[dict[str, object]] = []
    aside: list[tuple[int, str, str]] = []
    faults: list[Fault] = []
    keys: set[tuple[object, ...]] = set()
    for number, line in enumerate(lines[2:], start=1):
        row = {name: _cell(table, name, text) for name, text in zip(names, line.split(","), strict=True)}
        key = tuple(row[name] for name in table.key)
        if None in key:
            aside.append((number, "A required cell is empty.", table.key[0].upper()))
        elif key in keys:
            aside.append((number, "This row is there twice.", table.key[0].upper()))
        else:
            keys.add(key)
            kept.append(row | {"source_row": number})
            if row.get("pupils") == 0:
                faults.append(Fault(table.name, "F1", "A year group has pupils.", "PUPILS", number))
    schema = {c.name: _DTYPES[c.kind] for c in table.columns} | {"source_row": pl.Int64}
    return TableRead(
        table,
        pl.DataFrame(kept, schema=schema),
        pl.DataFrame(
            aside, schema={"source_row": pl.Int64, "reason": pl.String, "column": pl.String}, orient="row"
        ),
        len(lines) - 2,
        faults,
    )


def _cell(table: Table, name: str, text: str) -> object:
    kind = table.column(name).kind
    if not text:
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(text)
    return int(text) if kind is Kind.WHOLE else text


def no_rules(tables: object) -> tuple[list[Fault], list[RuleNotRun]]:
    """Run no rule over several files together."""
    return [], []


def load_fake(council: Council, paths: Sequence[Path] | None = None) -> LoadReport:
    """Load the files of a council with the small reader."""
    return load(council, paths, read=read_fake, together=no_rules)


def fake_file(name: str, period: str, *rows: str) -> str:
    """Return the text of a file of the return called `name`, with all its columns."""
    header = ",".join(column.name for column in TABLES[name].columns)
    return "\n".join([f"{name} {period}", header, *rows]) + "\n"
