"""Changes to the files of `leadership/` made through a form: the same file a person would write.

Every other row and the order of columns stay as they are, so that a comparison of the file before and after
shows the change and nothing else.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from joinedup.declared import Table
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.leadership._read import FOLDER, read_leadership
from joinedup.leadership._records import Contribution
from joinedup.returns.leadership import ALL
from joinedup.store import only_writer, put

_UK_DATE = "%d/%m/%Y"
_TABLES: dict[str, Table] = {one.name: one.table for one in ALL}
# Names of files that are written new; those that exist keep theirs.
_FILES = {"measure_owners": "measures.csv", "patch_arrangements": "patches.csv"}


def version_of(path: Path) -> str:
    """Return what tells one content of a file from another; "" where there is no file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def file_of(council: Council, table: str) -> Path:
    """Return the file that holds a table, or where it would be written."""
    return read_leadership(council).files.get(table) or new_file(council, table)


def new_file(council: Council, table: str) -> Path:
    """Return where a table would be written that no file holds yet."""
    return council.folder / FOLDER / _FILES.get(table, f"{table}.csv")


def record_reasons(
    council: Council, rule: str, about: str, reasons: str, recorded_on: date, recorded_by: str, version: str
) -> Path:
    """Add the council's reasons for departing from guidance to `departures.csv`.

    Args:
        council: the council.
        rule: code of the rule.
        about: what departs.
        reasons: the reasons.
        recorded_on: today.
        recorded_by: the post that records them.
        version: what `version_of` gave when the form was shown.

    Returns:
        The file.

    Raises:
        InputRefused: the file was changed meanwhile, or cannot be written in its form.
    """
    row = {
        "Rule": rule,
        "About": about,
        "Reasons": " ".join(reasons.split()),
        "Recorded on": recorded_on.strftime(_UK_DATE),
        "Recorded by": recorded_by,
    }
    return _changed(council, "departures", version, row, None)


def mark_done(council: Council, one: Contribution, done: date | None, version: str) -> Path:
    """Write into `contributions.csv` that a step of a roadmap was done, or that it was not.

    Args:
        council: the council.
        one: the contribution whose step it is.
        done: the day; None to take it back.
        version: what `version_of` gave when the form was shown.

    Raises:
        InputRefused: the file was changed meanwhile, or the step is not in it.
    """
    row = {"Done": done.strftime(_UK_DATE) if done else ""}
    key = {"Priority": one.priority, "Service": one.service, "Step": one.step}
    return _changed(council, "contributions", version, row, key)


def add_contribution(council: Council, one: Contribution, version: str) -> Path:
    """Add a contribution to `contributions.csv`.

    Raises:
        InputRefused: the file was changed meanwhile, or holds the same step already.
    """
    row = {column.published: _cell(getattr(one, column.name)) for column in _TABLES["contributions"].columns}
    return _changed(council, "contributions", version, row, None)


def _cell(value: object) -> str:
    if isinstance(value, date):
        return value.strftime(_UK_DATE)
    return " ".join(str(value).split()) if value is not None else ""


def _changed(
    council: Council, table: str, version: str, row: Mapping[str, str], key: Mapping[str, str] | None
) -> Path:
    """Change the row with a key, or add one where there is no key; what no longer reads is put back."""
    with only_writer(council.folder / FOLDER / ".lock"):
        path = file_of(council, table)
        before = path.read_bytes() if path.is_file() else b""
        if version_of(path) != version:
            raise InputRefused(
                f"{path.name} was changed while you were writing.", "Look at it as it is now and try again."
            )
        put(path, _content(path, _TABLES[table], before, row, key))
        try:
            read_leadership(council)
        except InputRefused:
            # What the form wrote does not fit the other files; the file is put back as it was.
            _put_back(path, before)
            raise
    return path


def _put_back(path: Path, before: bytes) -> None:
    if before:
        put(path, before)
    else:
        path.unlink(missing_ok=True)


def _content(
    path: Path, table: Table, before: bytes, row: Mapping[str, str], key: Mapping[str, str] | None
) -> bytes:
    if path.suffix.lower() != ".csv":
        raise InputRefused(f"{path.name} is a workbook.", "Change it in your spreadsheet program.")
    try:
        text = before.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path.name} is not in UTF-8.", "Save it as CSV UTF-8 and try again.") from error
    names = [column.published for column in table.columns]
    header = next(csv.reader(io.StringIO(text)), None) or names
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if key is None:
        body = text if text else _line(names, ending)
        body += "" if body.endswith(("\n", "\r")) else ending
        body += _line([row.get(name.strip(), "") for name in header], ending)
    else:
        body = _replaced(path, text, header, row, key, ending)
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + body.encode("utf-8")


def _replaced(
    path: Path, text: str, header: list[str], row: Mapping[str, str], key: Mapping[str, str], ending: str
) -> str:
    """Return the text with the cells of one row replaced; other rows keep every character."""
    names = [name.strip() for name in header]
    if not {*row, *key} <= set(names):
        raise InputRefused(
            f"{path.name} lacks the column {' or '.join(sorted({*row, *key} - set(names)))}.",
            "Add the column.",
        )
    parts: list[str] = []
    found = 0
    for raw, cells in _records(text):
        held = dict(zip(names, cells, strict=False))
        if all(held.get(name, "").strip() == value for name, value in key.items()):
            found += 1
            parts.append(_line([row.get(name, held.get(name, "")) for name in names], ending))
        else:
            parts.append(raw)
    if found != 1:
        raise InputRefused(
            f"{path.name} holds that step {found} times.", "Look at it as it is now and try again."
        )
    return "".join(parts)


def _records(text: str) -> list[tuple[str, list[str]]]:
    """Return each record's own characters with its cells; a record may hold line breaks within quotes."""
    lines = text.splitlines(keepends=True)
    records, at = [], 0
    reader = csv.reader(lines)
    for cells in reader:
        records.append(("".join(lines[at : reader.line_num]), cells))
        at = reader.line_num
    return records


def _line(cells: list[str], ending: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=ending).writerow([_safe(cell) for cell in cells])
    return buffer.getvalue()


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@") or (cell[:1] == "-" and len(cell) > 1) else cell
