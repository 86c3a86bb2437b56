"""Start every English authority with children's services from open tables, and say how well each is covered.

    python benchmarks/all_authorities.py [OPEN_DATA] [--markdown docs/all_authorities.md]

The tables are read once and serve all 153. A figure counts by the origin of its latest value for the council
as a whole, each band by itself. With --project each is started as a folder, loaded, projected and asked what
five per cent less Family Help would do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from joinedup.council import Settings, levers, project, ready, try_proposals
from joinedup.council.proposals import ProposalDraft, limits_for
from joinedup.declared import Origin
from joinedup.errors import JoinedUpError
from joinedup.folder import read_council
from joinedup.loading import load
from joinedup.national import (
    Authority,
    CoverageRow,
    OpenData,
    authorities,
    coverage,
    open_figures,
    start_council,
)

OPEN_DATA = Path(os.environ.get("JOINEDUP_SHARED_DATA", "../shared/data"))


@dataclass(frozen=True)
class Asked:
    """What came of projecting an authority and trying a proposal.

    Args:
        seconds: for the folder, the load, the projection and the proposal together.
        looked_after: looked-after children: at the start, and the middle of the fifth year.
        per_pound: what the proposal costs elsewhere by the fifth year, per pound it saves.
        problem: why it could not be done; "" where it could.
    """

    seconds: float
    looked_after: tuple[float, float]
    per_pound: float
    problem: str = ""


@dataclass
class Row:
    """One authority's line of the table."""

    authority: Authority
    seconds: float
    rows: list[CoverageRow]
    n_values: int
    asked: Asked | None = None
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
    parser.add_argument(
        "open_data", type=Path, nargs="?", default=OPEN_DATA, help="folder of national tables"
    )
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    parser.add_argument("--project", action="store_true", help="also project each and try a proposal")
    given = parser.parse_args()
    if not given.open_data.is_dir():
        print(f"left out: there is no folder {given.open_data} of national tables")
        return
    rows = run(OpenData(given.open_data), ask=given.project)
    for line in table(rows):
        print(line)
    print(f"\n{sum(row.seconds for row in rows):.1f} s in all")
    if given.markdown:
        given.markdown.write_text(markdown(rows), encoding="utf-8")
        print(f"written to {given.markdown}", file=sys.stderr)


def run(data: OpenData, *, ask: bool = False) -> list[Row]:
    """Start every authority and note where it is covered worse than most."""
    rows = []
    for authority in authorities():
        began = time.perf_counter()
        values = open_figures(data, authority)
        seconds = time.perf_counter() - began
        rows.append(Row(authority, seconds, coverage(values), len(values)))
        if ask:
            rows[-1].asked = project_and_try(data, authority)
    usual = usual_origins(rows)
    for row in rows:
        row.weaker = _weaker(row, usual)
    return rows


def project_and_try(data: OpenData, authority: Authority) -> Asked:
    """Start an authority as a user would, project it and lay a proposal on it."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "council"
        start_council(folder, authority, data)
        council = read_council(folder)
        load(council)
        asked, settings = ready(council), Settings(draws=64)
        limits = limits_for(
            levers(), [patch.id for patch in council.patches], council.plan_starts, settings.years
        )
        proposal = ProposalDraft(PROPOSAL, "five-per-cent").checked(limits)
        try:
            course = {one.measure.name: one for one in project(asked, settings).measures if not one.patch}
            headline = try_proposals(asked, [proposal], settings).headlines[0]
        except JoinedUpError as error:
            return Asked(time.perf_counter() - began, (0.0, 0.0), 0.0, error.what)
    held = course["care.looked_after"]
    saved = -headline.own_lines.mean
    return Asked(
        time.perf_counter() - began,
        (held.held[-1].value if held.held else 0.0, held.expected[4].median),
        headline.elsewhere.mean / saved if saved else 0.0,
    )


PROPOSAL = {
    "id": "five-per-cent",
    "title": "Five per cent less Family Help",
    "owner": "Head of Family Help",
    "directorate": "children",
    "changes": [{"lever": "family_help.capacity", "by": "-5%", "from": "2027-04-01"}],
    "savings": [],
    "evidence": ["None; a question put to every authority alike."],
}


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
ASKED = (
    "projected and tried, seconds",
    "looked after, as held",
    "in 2030/31",
    "costs elsewhere per £1 saved",
)
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
        *asked_cells(row),
    )


def asked_cells(row: Row) -> tuple[str, ...]:
    """Return the cells of a projection; none where none was asked for."""
    if row.asked is None:
        return ()
    if row.asked.problem:
        return (f"{row.asked.seconds:.1f}", "-", "-", row.asked.problem)
    held, later = row.asked.looked_after
    return f"{row.asked.seconds:.1f}", f"{held:,.0f}", f"{later:,.0f}", f"{row.asked.per_pound * 100:.0f}p"


def table(rows: list[Row]) -> list[str]:
    """Return the table for a terminal."""
    return ["  ".join(header(rows)), *("  ".join(cells(row)) for row in rows)]


def header(rows: list[Row]) -> tuple[str, ...]:
    """Return the header, with the projection's columns where one was asked for."""
    return (*HEADER, *ASKED) if rows[0].asked else HEADER


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
        f"of {total:.1f} seconds; the slowest, {slowest.authority.name}, took {slowest.seconds:.1f}. "
        "Figures count by the origin of their latest value for the "
        "council as a whole, each band by itself. "
        "`Weaker than most` names what is. Each was then projected over 15 years with 64 draws and asked "
        "what five per cent less Family Help would do.",
        "",
        "For most authorities these are apportioned or at England's rate, at least in part, because nobody "
        f"publishes them by authority: {', '.join(f'`{figure}`' for figure in shared)}.",
        "",
        "Made by `python benchmarks/all_authorities.py OPEN_DATA --project --markdown FILE`.",
        "",
        "| " + " | ".join(header(rows)) + " |",
        "|---" * len(header(rows)) + "|",
    ]
    return "\n".join([*opening, *("| " + " | ".join(cells(row)) + " |" for row in rows), ""])


if __name__ == "__main__":
    main()
