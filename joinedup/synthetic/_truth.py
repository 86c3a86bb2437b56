"""The truth behind the county's data, kept apart from it; only tests read it."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl

from joinedup.synthetic._faults import Fault


def write_truth(folder: Path, tables: dict[str, pl.DataFrame], faults: list[Fault]) -> None:
    """Write each table as Parquet and the faults planted as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    with (folder / "faults.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("file", "fault", "rows"))
        for fault in faults:
            writer.writerow((fault.file, fault.fault, " ".join(str(row) for row in fault.rows)))
