"""The page of national tables."""

from __future__ import annotations

from pathlib import Path

from reference_pages.markdown import MADE, code, heading, page, table

from joinedup.national import publications


def national_tables_page() -> str:
    """List every national table that a council can start from."""
    folders = sorted({str(Path(one.file).parent) for one in publications()})
    parts = [
        "# National tables",
        MADE,
        "`joinedup start` reads these from the folder named with `--open-data`. Anyone can download them. "
        "Each is found by its path, and the years in it are read from the table, not from its name.",
    ]
    for folder in folders:
        rows = [(code(one.file), one.title) for one in publications() if str(Path(one.file).parent) == folder]
        parts += [f"## {heading(folder.rsplit('/', 1)[-1])}", table(("File", "Publication"), rows)]
    return page(parts)
