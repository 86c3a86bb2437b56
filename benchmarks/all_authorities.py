"""Start every English authority with children's services from open tables, and say how well each is covered.

    python benchmarks/all_authorities.py ../shared/data [--markdown docs/all_authorities.md]

The tables are read once and serve all 153. A figure counts by the origin of its latest value for the council
as a whole, each band by itself.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from joinedup.declared import Origin
from joinedup.national import Authority, CoverageRow, OpenData, authorities, coverage, open_figures


@dataclass
class Row:
    """One authority's line of the table."""

    authority: Authority
    seconds: float
    rows: list[CoverageRow]
    n_values: int
    weaker: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Origin]:
        """Latest values by whose number they are."""
        return Counter(row.origin for row in self.rows)

    @property
    def latest(self) -> date:
        """The latest day any value stands for, the future left out."""
        return max(row.as_at for row in self.rows if not row.figure.startswith("planned"))


def main() -> None:
    """Read the arguments, start every authority and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("open_data", type=Path, help="folder of national tables")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    rows = run(OpenData(given.open_data))
    for line in table(rows):
        print(line)
    print(f"\n{sum(row.seconds for row in rows):.1f} s in all")
    if given.markdown:
        given.markdown.write_text(markdown(rows), encoding="utf-8")
        print(f"written to {given.markdown}", file=sys.stderr)


def run(data: OpenData) -> list[Row]:
    """Start every authority and note where it is covered worse than most."""
    rows = []
    for authority in authorities():
        began = time.perf_counter()
        values = open_figures(data, authority)
        seconds = time.perf_counter() - began
        rows.append(Row(authority, seconds, coverage(values), len(values)))
    usual = usual_origins(rows)
    for row in rows:
        row.weaker = _weaker(row, usual)
    return rows


def usual_origins(rows: list[Row]) -> dict[tuple[str, str], Origin]:
    """Return the commonest origin of each figure and band."""
    seen: dict[tuple[str, str], Counter[Origin]] = {}
    for row in rows:
        for one in row.rows:
            seen.setdefault((one.figure, one.band), Counter())[one.origin] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in seen.items()}


def _weaker(row: Row, usual: dict[tuple[str, str], Origin]) -> list[str]:
    """Return what is weaker for an authority than for most; the budget repeats spending and is left out."""
    order = list(Origin)
    weaker = [one for one in row.rows if order.index(one.origin) > order.index(usual[one.figure, one.band])]
    found: dict[tuple[str, Origin], int] = Counter((one.figure, one.origin) for one in weaker)
    said = [
        f"{figure} ({f'{n} lines, ' if figure in MONEY else ''}{origin})"
        for (figure, origin), n in found.items()
        if figure != "budget"
    ]
    missing = sorted({figure for figure, _ in usual} - {one.figure for one in row.rows})
    return said + [f"{figure} (none)" for figure in missing]


MONEY = ("net_spend", "funding")
HEADER = ("authority", "seconds", "values", *(one.value for one in Origin), "latest", "weaker than most")


def cells(row: Row) -> tuple[str, ...]:
    """Return one authority's cells, in the order of the header."""
    return (
        row.authority.name,
        f"{row.seconds:.2f}",
        str(row.n_values),
        *(str(row.counts[one]) for one in Origin),
        f"{row.latest:%d %B %Y}",
        "; ".join(row.weaker) or "-",
    )


def table(rows: list[Row]) -> list[str]:
    """Return the table for a terminal."""
    return ["  ".join(HEADER), *("  ".join(cells(row)) for row in rows)]


def markdown(rows: list[Row]) -> str:
    """Return the page for the manual."""
    shared = sorted(
        {figure for (figure, _), origin in usual_origins(rows).items() if origin is not Origin.PUBLISHED}
    )
    total, slowest = sum(row.seconds for row in rows), max(rows, key=lambda row: row.seconds)
    opening = [
        "# All authorities from open data",
        "",
        f"All {len(rows)} English authorities with children's services, started from open tables in one run "
        f"of {total:.1f} seconds; the first, {slowest.authority.name}, took {slowest.seconds:.1f} seconds "
        "because it reads the tables for all. Figures count by the origin of their latest value for the "
        "council as a whole, each band by itself. The last column names what is weaker than it is for most "
        "authorities.",
        "",
        "For most authorities these are apportioned or at England's rate, at least in part, because nobody "
        f"publishes them by authority: {', '.join(f'`{figure}`' for figure in shared)}.",
        "",
        "Made by `python benchmarks/all_authorities.py OPEN_DATA --markdown docs/all_authorities.md`.",
        "",
        "| " + " | ".join(HEADER) + " |",
        "|---" * len(HEADER) + "|",
    ]
    return "\n".join([*opening, *("| " + " | ".join(cells(row)) + " |" for row in rows), ""])


if __name__ == "__main__":
    main()
