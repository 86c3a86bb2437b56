"""Faults of the kind met in real files, planted in about a tenth of the county's, each written down."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import polars as pl
from numpy.random import Generator

from joinedup.synthetic.writers import Output, workbook_bytes


@dataclass(frozen=True)
class Fault:
    """One fault planted.

    Args:
        file: path below the council's folder.
        fault: what is wrong.
        rows: data rows it is in, 1 for the first below the header; empty where it is the file as a whole.
    """

    file: str
    fault: str
    rows: tuple[int, ...] = ()


def plant_faults(out: Output, rng: Generator) -> list[Fault]:
    """Spoil some files and return what was done."""
    return [
        *_other_encoding(out, "data/social_care/early_help.csv"),
        *_other_encoding(out, "data/population/births_by_ward.csv"),
        *_byte_order_mark(out, "data/social_care/ssda903/2023/reviews.csv"),
        *_workbook_named_csv(out, "data/schools/special_school_places.csv"),
        *_iso_dates(out, "data/social_care/ssda903/2024/missing.csv"),
        *_missing_column(out, "data/social_care/ssda903/2022/oc3.csv", "ACCOM"),
        *_totals_row(out, "data/finance/grants.csv", "Amount"),
        *_mixed_dates(out, "data/send/ehc_plans.csv", "Request date", rng),
        *_impossible_dates(out, "data/send/ehc_plans.csv", "Plan issued", rng),
        *_repeated_rows(out, "data/send/ehc_plans.csv", rng),
        *_repeated_rows(out, "data/schools/exclusions.csv", rng),
        *_impossible_dates(out, "data/social_care/ssda903/2025/episodes.csv", "DECOM", rng),
        *_impossible_xml_dates(
            out, "data/social_care/cin/cin_census_2023.xml", "AssessmentAuthorisationDate"
        ),
        *_empty_file(out, "data/schools/Copy of school_rolls.csv"),
        *_totals_row(out, "data/finance/monthly_outturn_2026-27.csv", "Actual in month"),
        *_repeated_rows(out, "data/finance/savings_tracker.csv", rng),
    ]


def _content(out: Output, path: str) -> bytes:
    return (out.folder / path).read_bytes()


def _rows(out: Output, path: str) -> tuple[list[str], list[list[str]]]:
    lines = list(csv.reader(io.StringIO(_content(out, path).decode("utf-8"), newline="")))
    return lines[0], lines[1:]


def _put(out: Output, path: str, header: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    out.text(path, text.getvalue(), len(rows))


def _some(rows: int, most: int, rng: Generator) -> list[int]:
    """Choose a few rows (from 0)."""
    return sorted(rng.choice(rows, min(most, rows), replace=False).tolist())


def _numbers(rows: list[int]) -> tuple[int, ...]:
    return tuple(row + 1 for row in rows)


def _other_encoding(out: Output, path: str) -> list[Fault]:
    out.bytes(path, _content(out, path).decode("utf-8").encode("cp1252"), out.rows[path])
    return [Fault(path, "written in Windows-1252, not UTF-8")]


def _byte_order_mark(out: Output, path: str) -> list[Fault]:
    out.bytes(path, b"\xef\xbb\xbf" + _content(out, path), out.rows[path])
    return [Fault(path, "begins with a UTF-8 byte order mark")]


def _workbook_named_csv(out: Output, path: str) -> list[Fault]:
    frame = pl.read_csv(io.BytesIO(_content(out, path)))
    out.bytes(path, workbook_bytes({"Places": frame}, {}), len(frame))
    return [Fault(path, "an XLSX workbook named .csv")]


def _iso_dates(out: Output, path: str) -> list[Fault]:
    text = _content(out, path).decode("utf-8")
    out.text(path, re.sub(r"\b(\d\d)/(\d\d)/(\d{4})\b", r"\3-\2-\1", text), out.rows[path])
    return [Fault(path, "dates as 2024-03-31, not 31/03/2024")]


def _missing_column(out: Output, path: str, column: str) -> list[Fault]:
    header, rows = _rows(out, path)
    at = header.index(column)
    _put(out, path, header[:at] + header[at + 1 :], [row[:at] + row[at + 1 :] for row in rows])
    return [Fault(path, f"the column {column} is missing")]


def _totals_row(out: Output, path: str, column: str) -> list[Fault]:
    header, rows = _rows(out, path)
    at = header.index(column)
    total = ["Total", *[""] * (len(header) - 1)]
    total[at] = str(sum(float(row[at]) for row in rows))
    _put(out, path, header, [*rows, total])
    return [Fault(path, "ends with a totals row", (len(rows) + 1,))]


def _mixed_dates(out: Output, path: str, column: str, rng: Generator) -> list[Fault]:
    header, rows = _rows(out, path)
    at = header.index(column)
    chosen = _some(len(rows), 40, rng)
    for row in chosen:
        rows[row][at] = "-".join(reversed(rows[row][at].split("/")))
    _put(out, path, header, rows)
    return [Fault(path, f"{column} as 2024-03-31 among dates as 31/03/2024", _numbers(chosen))]


def _impossible_dates(out: Output, path: str, column: str, rng: Generator) -> list[Fault]:
    header, rows = _rows(out, path)
    at = header.index(column)
    filled = [number for number, row in enumerate(rows) if row[at]]
    chosen = [filled[number] for number in _some(len(filled), 3, rng)]
    for row in chosen:
        rows[row][at] = "31/02" + rows[row][at][-5:] if "/" in rows[row][at] else rows[row][at][:4] + "-02-31"
    _put(out, path, header, rows)
    return [Fault(path, f"{column} is a date that does not exist", _numbers(chosen))]


def _repeated_rows(out: Output, path: str, rng: Generator) -> list[Fault]:
    header, rows = _rows(out, path)
    again = [rows[number] for number in _some(len(rows), 4, rng)]
    _put(out, path, header, [*rows, *again])
    return [Fault(path, "rows given twice", tuple(range(len(rows) + 1, len(rows) + len(again) + 1)))]


def _impossible_xml_dates(out: Output, path: str, element: str) -> list[Fault]:
    """Spoil the date in the first two children that have one; the row is the number of the child."""
    lines = _content(out, path).decode("utf-8").split("\n")
    children = [number for number, line in enumerate(lines) if line.startswith("<Child>")]
    chosen = [number for number in children if f"<{element}>" in lines[number]][:2]
    for number in chosen:
        lines[number] = re.sub(
            rf"<{element}>(\d{{4}})-\d\d-\d\d<", rf"<{element}>\1-02-30<", lines[number], count=1
        )
    out.text(path, "\n".join(lines), out.rows[path])
    return [
        Fault(
            path,
            f"{element} is a date that does not exist",
            tuple(children.index(number) + 1 for number in chosen),
        )
    ]


def _empty_file(out: Output, path: str) -> list[Fault]:
    out.bytes(path, b"", 0)
    return [Fault(path, "an empty file")]


def trajectory_with_faults(out: Output, path: str, trajectory: pl.DataFrame) -> list[Fault]:
    """Write the trajectory as the workbook a planner sends: a totals row, made with formulas."""
    last = len(trajectory) + 1
    sums = {
        f"{_letter(column)}{last + 1}": f"=SUM({_letter(column)}2:{_letter(column)}{last})"
        for column in range(8, len(trajectory.columns))
    }
    label = dict.fromkeys(trajectory.columns) | {"Site reference": "Total"}
    total = pl.DataFrame([label], schema=trajectory.schema)
    out.workbook(path, {"Trajectory": pl.concat([trajectory, total])}, sums)
    return [Fault(path, "ends with a totals row", (last,)), Fault(path, "a formula in a cell", (last,))]


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else "A" + chr(ord("A") + column - 26)
