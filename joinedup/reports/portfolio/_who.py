"""Who saves and who pays, and where each pound went, by fair share, in thousands that still add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from joinedup.council.portfolios import FIVE_YEARS, FUNDING, LineShare, Portfolio, PotShare
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import SMALL_SUM, lower_first
from joinedup.reports.portfolio._answer import titles_of
from joinedup.reports.portfolio._thousands import HINT, in_thousands, signed, table_in_thousands
from joinedup.vocabulary import Pot


@dataclass(frozen=True)
class MatrixCell:
    """One cell of who saves and who pays.

    Args:
        text: the sum in thousands.
        kind: `saves`, `pays` or "".
    """

    text: str
    kind: str


@dataclass(frozen=True)
class MatrixRow:
    """One row of who saves and who pays.

    Args:
        name: who proposes.
        cells: what that does to each, and in all.
        is_total: whether it is the sum of the rows above.
    """

    name: str
    cells: tuple[MatrixCell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Matrix:
    """Who saves and who pays in one pot.

    Args:
        caption: its title.
        hint: unit and how to read it.
        columns: whose budget changes, and all of them.
        rows: who proposes, and all of them.
    """

    caption: str
    hint: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def touching(portfolio: Portfolio, pot: str) -> list[PotShare]:
    """Return the proposals that touch a pot by a sum worth speaking of, largest fair share first."""
    held = portfolio.shares_of(pot, FIVE_YEARS)
    felt = [one for one in held if max(map(abs, (one.proposed, one.alone, one.fair_share))) >= SMALL_SUM]
    return sorted(felt, key=lambda one: one.fair_share)


def matrix_of(portfolio: Portfolio, council: Council, pot: str) -> Matrix:
    """Return who saves and who pays in one pot, five years added up."""
    held: dict[tuple[str, str], int] = defaultdict(int)
    for one in portfolio.bears:
        if (one.pot, one.when) == (pot, FIVE_YEARS):
            held[one.proposing, one.bearing] += one.pounds
    proposing = in_order({first for first, _ in held}, council)
    bearing = in_order({last for _, last in held}, council)
    rows, row_names = _with_rest(proposing, bearing, held, council)
    turned = {(last, first): pounds for (first, last), pounds in held.items()}
    columns, column_names = _with_rest(bearing, proposing, turned, council)
    cells = table_in_thousands(
        [[sum(held.get((a, b), 0) for a in row for b in column) for column in columns] for row in rows]
    )
    return Matrix(
        f"{Pot(pot).says}: who saves and who pays, {portfolio.years[0]} to {portfolio.last_year}",
        f"{HINT}. Each row is what one directorate proposes, by fair share; each column is whose budget "
        "changes.",
        (*column_names, "In all"),
        tuple(
            MatrixRow(name, tuple(_matrix_cell(cell) for cell in row), is_total=place == len(rows))
            for place, (name, row) in enumerate(zip([*row_names, "All proposals"], cells, strict=True))
        ),
    )


def _with_rest(
    those: Sequence[str], others: Sequence[str], held: Mapping[tuple[str, str], int], council: Council
) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return directorates one by one, and last together those whom no sum worth speaking of touches."""
    felt = [one for one in those if any(abs(held.get((one, other), 0)) >= SMALL_SUM for other in others)]
    rest = tuple(one for one in those if one not in felt)
    groups = [(one,) for one in felt] + ([rest] if rest else [])
    return groups, [council.directorate_name(one) for one in felt] + (["All others"] if rest else [])


def in_order(directorates: Iterable[str], council: Council) -> list[str]:
    """Return directorates in the council's own order, those that it does not name last."""
    own = list(council.directorates)
    return sorted(directorates, key=lambda one: (own.index(one) if one in own else len(own), one))


def _matrix_cell(thousands: int) -> MatrixCell:
    return MatrixCell(signed(thousands), "pays" if thousands > 0 else "saves" if thousands < 0 else "")


def lines_of(portfolio: Portfolio, council: Council, pot: str) -> DataTable:
    """Return where each pound went: budget lines by the directorate that proposes, five years added up."""
    held: dict[tuple[str, str], int] = defaultdict(int)
    in_pot = [one for one in portfolio.lines if (one.pot, one.when) == (pot, FIVE_YEARS)]
    said = {one.line: line_said(one) for one in in_pot}
    for one in in_pot:
        held[one.proposing, one.line] += one.pounds
    proposing = in_order({first for first, _ in held}, council)
    of_line = {line: sum(held.get((one, line), 0) for one in proposing) for line in said}
    felt = [line for line in said if any(abs(held.get((one, line), 0)) >= SMALL_SUM for one in proposing)]
    felt.sort(key=lambda line: of_line[line])
    rest = [line for line in said if line not in felt]
    groups = [[line] for line in felt] + ([rest] if rest else [])
    columns, names = _with_rest(proposing, list(said), held, council)
    rows = [
        [sum(held.get((one, line), 0) for line in group for one in column) for column in columns]
        for group in groups
    ]
    return DataTable(
        f"{Pot(pot).says}: where each pound went, {portfolio.years[0]} to {portfolio.last_year}",
        f"{HINT}. By budget line and by the directorate that proposes, by fair share.",
        "Budget line",
        (*names, "In all"),
        _summed([said[line] for line in felt] + (["All other lines"] if rest else []), rows),
    )


def _summed(names: Sequence[str], cells: Sequence[Sequence[int]]) -> tuple[Row, ...]:
    if not cells:
        return ()
    shown = table_in_thousands(cells)
    return tuple(
        Row(name, tuple(Cell(signed(cell)) for cell in row), is_total=place == len(names))
        for place, (name, row) in enumerate(zip([*names, "Added up"], shown, strict=True))
    )


def parts_of(portfolio: Portfolio, council: Council, pot: str) -> DataTable:
    """Return each proposal's pounds by budget line: the proposal with its sum, then its lines."""
    titles, rows = titles_of(portfolio), []
    for one in touching(portfolio, pot):
        where = (one.proposal, pot, FIVE_YEARS)
        lines = [line for line in portfolio.lines if (line.proposal, line.pot, line.when) == where]
        felt = sorted((line for line in lines if abs(line.pounds) >= SMALL_SUM), key=lambda line: line.pounds)
        sums = [line.pounds for line in felt]
        says = [(line_said(line), council.directorate_name(line.bearing)) for line in felt]
        if len(felt) < len(lines):
            sums.append(one.fair_share - sum(sums))
            says.append(("All other lines", ""))
        shown = in_thousands(sums)
        rows.append(Row(titles[one.proposal], (Cell(""), Cell(signed(sum(shown)))), is_total=True))
        rows += [
            Row(line, (Cell(whose), Cell(signed(cell))))
            for (line, whose), cell in zip(says, shown, strict=True)
        ]
    return DataTable(
        f"{Pot(pot).says}: where each proposal’s pounds went, line by line",
        f"{HINT}, {portfolio.years[0]} to {portfolio.last_year}, by fair share. Below each proposal, its "
        "lines.",
        "Proposal and budget line",
        ("Whose budget", "Fair share"),
        tuple(rows),
    )


def line_said(one: LineShare) -> str:
    """Return a budget or funding line as a budget book names it."""
    return f"Income: {lower_first(one.says)}" if one.line.startswith(FUNDING) else one.says
