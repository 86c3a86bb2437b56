"""The workbook of a medium-term plan: every row to the penny, with formulas where a person would put them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from joinedup.council.medium_term import (
    EARMARKED,
    PENCE_A_POUND,
    PLANNED,
    PROPOSED,
    STATED,
    MediumTermPlan,
    Movement,
    PlanRow,
    PotPlan,
    ReservePlan,
    Section,
)
from joinedup.folder import Council
from joinedup.reports._sheets import PENNIES, Cell, Column, Formula, Given, Sheets
from joinedup.reports.medium_term._assumptions import ASSUMPTIONS, RATE, YEAR_COLUMNS, Assumptions
from joinedup.reports.medium_term._words import advice, balance_says
from joinedup.vocabulary import GRANT_BLOCKS, Pot

SAVINGS, RESERVES = "Savings", "Reserves"
_FIVE, _PRESENT = "I", "J"
_OF_POT = {
    Pot.GENERAL_FUND: "General Fund",
    Pot.DSG_SCHOOLS: "DSG schools",
    Pot.DSG_HIGH_NEEDS: "DSG high needs",
    Pot.DSG_EARLY_YEARS: "DSG early years",
    Pot.DSG_CENTRAL: "DSG central",
    Pot.PUBLIC_HEALTH: "Public health",
    Pot.CAPITAL: "Capital",
}


def plan_workbook(plan: MediumTermPlan, council: Council) -> bytes:
    """Return a plan as an XLSX workbook that a finance officer can continue in.

    Every formula shows what it gives for the inputs as they stand, which is the plan's own number to the
    penny. Nothing is protected.
    """
    sheets = Sheets(f"{council.name}: medium-term plan", plan.manifest.made_at)
    sheets.add("Read me", ("What", "In words"), _read_me(plan))
    assumptions = Assumptions(plan)
    sheets.add(ASSUMPTIONS, _columns(plan, "Assumption", "Unit", "Where it comes from"), assumptions.rows)
    sheets.add(SAVINGS, _savings_columns(plan), list(_savings(plan)))
    for pot in plan.pots:
        title = _columns(plan, "Row", "What for", "Code")
        extra = (Column("Five years", PENNIES), Column("Present value", PENNIES), "Where it comes from")
        book = _PotSheet(plan, pot, assumptions)
        sheets.add(_OF_POT[pot.pot], (*title[:-1], *extra, "Adds to gap"), book.rows)
    sheets.add(RESERVES, _columns(plan, "Reserve", "What moves it", "Where it comes from"), _reserves(plan))
    sheets.add("Year to year", _columns(plan, "What changes", "Code", "Notes"), _steps(plan))
    sheets.add(
        "Sensitivities",
        ("Assumption", *(Column(year, PENNIES) for year in plan.years)),
        [(one.says, *one.gap) for one in plan.robustness.sensitivities],
    )
    covered = [(one.kind, one.says, one.pounds if one.is_held else None, one.basis) for one in plan.coverage]
    sheets.add("Coverage", ("Kind", "Row", Column("Pounds", PENNIES), "Comes from"), covered)
    return sheets.content()


def _columns(plan: MediumTermPlan, *texts: str) -> tuple[str | Column, ...]:
    first, second, last = texts
    return (
        first,
        second,
        last if last == "Code" else "Of",
        *(Column(year, PENNIES) for year in plan.years),
        last,
    )


def _read_me(plan: MediumTermPlan) -> list[tuple[str, str]]:
    return [
        ("What this is", balance_says(plan)),
        ("Advice", advice(plan) or "Every year is balanced by the rule on the page."),
        ("Inputs", "Blue on yellow: change them, and every sum follows. Nothing is protected."),
        (
            "What follows what",
            "Council tax follows base, band D, rises and the share collected. Savings follow the share "
            "delivered; what the model finds on services' own lines and in other services follows it in "
            "proportion. Points on an index move the gap by what one point did in the model.",
        ),
        (
            "What does not",
            "Demand does not follow a change here: run the plan again for that. A reserve of the General "
            "Fund takes its share of a change in the gap as the assumption says, and is not run anew; the "
            "schools grant's takes the gaps of its blocks. The sheets Year to year, Sensitivities and "
            "Coverage stay as the model ran them.",
        ),
        ("Sums", "Pounds and pence at the prices of each year. Checks show 0.00 while all adds up."),
        ("Pots", "One sheet a pot. No formula reads two pots, but for reserves, each of which has its own."),
    ]


_FIRST_OF_SAVINGS = 2


def _savings_columns(plan: MediumTermPlan) -> tuple[str | Column, ...]:
    years = plan.years
    return (
        *("Proposal", "Pot", "What for"),
        Column("Pounds a year", PENNIES),
        Column("Expected share", RATE),
        Column("Share now", RATE),
        Column("Whole post or contract", PENNIES),
        *(Column(f"In force {year}", "0.00%") for year in years),
        *(Column(f"As stated {year}", PENNIES) for year in years),
        *(Column(f"Not delivered {year}", PENNIES) for year in years),
        *(Column(f"Below a whole {year}", PENNIES) for year in years),
    )


_IN_FORCE, _STATED, _LOST, _PART = "HIJKL", "MNOPQ", "RSTUV", ("W", "X", "Y", "Z", "AA")


def _savings(plan: MediumTermPlan) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    prices = _price_row(plan)
    for at, one in enumerate(plan.stated, start=_FIRST_OF_SAVINGS):
        now = f"F{at}"
        cells: list[Cell] = [one.proposal.title, _OF_POT[Pot(one.pot)], one.section.value]
        cells += [
            Given(one.pounds_a_year, PENNIES, f"{one.proposal.id}, from {one.starts}"),
            Given(one.share, RATE),
        ]
        # More than the whole counts only where more has been delivered already.
        cells.append(Formula(f"=MIN(MAX(1,E{at}),E{at}*Delivered)", one.share, RATE))
        cells.append(Given(one.step, PENNIES) if one.step else None)
        cells += [Given(months, "0.00%") for months in one.in_force]
        sums = [f"D{at}*{_IN_FORCE[year]}{at}*{prices[year]}" for year in range(len(plan.years))]
        sign = "-" if one.is_saving else ""
        times = "" if one.is_saving else f"*{now}"
        for year, whole in enumerate(sums):
            value = (-1 if one.is_saving else 1) * one.pence[year] / PENCE_A_POUND
            cells.append(Formula(f"={sign}ROUND({whole}{times},2)", value))
        for year, whole in enumerate(sums):
            lost = f"=ROUND({whole}*(1-{now}),2)" if one.is_saving else "=0"
            cells.append(Formula(lost, one.not_delivered[year] / PENCE_A_POUND))
        for year in range(len(plan.years)):
            part = "=0"
            if one.step:
                left = f"MAX(D{at}*{now}-INT(D{at}*{now}/G{at}+0.000000001)*G{at},0)"
                part = f"=ROUND({left}*{_IN_FORCE[year]}{at}*{prices[year]},2)"
            cells.append(Formula(part, one.part_steps[year] / PENCE_A_POUND))
        rows.append(cells)
    return rows


def _price_row(plan: MediumTermPlan) -> list[str]:
    assumptions = Assumptions(plan)
    return [assumptions.at("prices", year) for year in range(len(plan.years))]


class _PotSheet:
    """One pot's sheet: its rows, its sums and its checks."""

    def __init__(self, plan: MediumTermPlan, pot: PotPlan, assumptions: Assumptions) -> None:
        self._plan, self._pot, self._assumptions = plan, pot, assumptions
        self._years = range(len(plan.years))
        self.rows: list[Sequence[Cell]] = []
        self._first: dict[str, int] = {}
        spent = self._block(
            "Spending before proposals",
            [Section.OPENING, Section.DEMAND, Section.INFLATION, Section.THIS_YEAR],
        )
        paid = self._block(
            "Paid for by funding and planned reserves", [Section.FUNDING, Section.PLANNED_RESERVES]
        )
        done = self._block("Proposals in all", list(PROPOSED))
        self._points()
        self._gap(spent, paid, done)

    @property
    def _next(self) -> int:
        return len(self.rows) + 2

    def _block(self, says: str, sections: list[Section]) -> int | None:
        rows = self._pot.of(*sections)
        if not rows:
            return None
        first = self._next
        for row in rows:
            self._row(row)
        last = self._next - 1
        values = [sum(row.pence[year] for row in rows) / PENCE_A_POUND for year in self._years]
        present = sum(row.present_value for row in rows) / PENCE_A_POUND
        cells = [
            Formula(f"=SUM({column}{first}:{column}{last})", value, is_total=True)
            for column, value in zip(
                (*YEAR_COLUMNS, _FIVE, _PRESENT), (*values, sum(values), present), strict=True
            )
        ]
        self.rows.append((says, "", "", *cells, "", 0))
        return self._next - 1

    def _row(self, row: PlanRow) -> None:
        at = self._next
        cells = [self._cell(row, year) for year in self._years]
        five = Formula(f"=SUM(D{at}:H{at})", sum(row.pence) / PENCE_A_POUND)
        present = self._present(at, row.present_value / PENCE_A_POUND)
        self.rows.append(
            (row.says, row.section.says, row.name, *cells, five, present, row.basis, row.section.widens)
        )

    def _present(self, at: int, value: float) -> Formula:
        return Formula(f"=ROUND(SUMPRODUCT(D{at}:H{at},{self._assumptions.across('discount')}),2)", value)

    def _cell(self, row: PlanRow, year: int) -> Cell:
        value = row.pence[year] / PENCE_A_POUND
        if row.section in STATED:
            return Formula(self._sum_of(row.section, year), value)
        if row.section in (Section.FOUND, Section.ELSEWHERE):
            return Formula(f"=ROUND({value:.2f}*Delivered,2)", value)
        tax = {"council_tax:base": self._base, "council_tax:rate": self._rate}.get(row.name)
        if tax and self._plan.council_tax:
            return Formula(tax(year), value)
        if row.name == "council_tax:adopted":
            self._first["council_tax:adopted"] = self._next
        return Given(value)

    def _sum_of(self, section: Section, year: int) -> str:
        count = max(len(self._plan.stated), 1) + _FIRST_OF_SAVINGS - 1
        column = {Section.NOT_DELIVERED: _LOST, Section.PART_STEPS: _PART}.get(section, tuple(_STATED))[year]
        which = "" if section in (Section.NOT_DELIVERED, Section.PART_STEPS) else _for(section, count)
        sums = f"{SAVINGS}!${column}$2:${column}${count}"
        return f'=ROUND(SUMIFS({sums},{SAVINGS}!$B$2:$B${count},"{_OF_POT[self._pot.pot]}"{which}),2)'

    def _base(self, year: int) -> str:
        adopted = f"{YEAR_COLUMNS[year]}{self._first['council_tax:adopted']}"
        return f"=ROUND({self._assumptions.at('tax_base', year)}*Band_D*Collected,2)-{adopted}"

    def _rate(self, year: int) -> str:
        base = f"{self._assumptions.at('tax_base', year)}*Band_D*Collected"
        return f"=ROUND({base}*{self._assumptions.at('level', year)},2)-ROUND({base},2)"

    def _points(self) -> None:
        """Add the row that follows points on an index; the General Fund alone, whose gap they moved."""
        if self._pot.pot is not Pot.GENERAL_FUND or not self._assumptions.points:
            return
        at = self._next
        cells = []
        for year in self._years:
            at_ = self._assumptions.at
            parts = [
                f"{at_(name, 0)}*{at_(name.replace('points:', 'slope:'), year)}"
                for name in self._assumptions.points
            ]
            cells.append(Formula(f"=ROUND({'+'.join(parts)},2)", 0.0))
        five = Formula(f"=SUM(D{at}:H{at})", 0.0)
        note = "points on the sheet of assumptions; 0 as run"
        self.rows.append(
            (
                "Other inflation than in the plan",
                "Inflation",
                "points",
                *cells,
                five,
                self._present(at, 0.0),
                note,
                1,
            )
        )
        self._first["points"] = at

    def _gap(self, spent: int | None, paid: int | None, done: int | None) -> None:
        pot, last = self._pot, self._next - 1
        values = [one / PENCE_A_POUND for one in pot.gap]
        present = pot.gap_present_value / PENCE_A_POUND
        plus = [at for at in (spent, done, self._first.get("points")) if at]
        at = self._next
        cells = []
        for column, value in zip(
            (*YEAR_COLUMNS, _FIVE, _PRESENT), (*values, sum(values), present), strict=True
        ):
            text = "+".join(f"{column}{row}" for row in plus) + (f"-{column}{paid}" if paid else "")
            cells.append(Formula(f"={text}", value, is_total=True))
        self.rows.append(("Gap" if paid else "Spending in all", "", "gap", *cells, "", 0))
        checks = [
            Formula(f"=ROUND(SUMPRODUCT({column}2:{column}{last},$L$2:$L${last})-{column}{at},2)", 0.0)
            for column in (*YEAR_COLUMNS, _FIVE, _PRESENT)
        ]
        self.rows.append(("Check: rows less gap", "", "", *checks, "0.00 while every column adds up", 0))
        across = Formula(f"=ROUND(SUM(D{at}:H{at})-I{at},2)", 0.0)
        self.rows.append(
            ("Check: years less five years", "", "", across, *[None] * 6, "0.00 while every row adds up", 0)
        )
        if paid:
            as_run = [Given(value) for value in values]
            self.rows.append(
                ("Gap as the model ran it", "", "as_run", *as_run, None, None, "compare after a change", 0)
            )


def _for(section: Section, count: int) -> str:
    return f',{SAVINGS}!$C$2:$C${count},"{section.value}"'


def _codes(plan: MediumTermPlan, pot: PotPlan) -> dict[str, str]:
    """Return where the rows of a pot's sheet stand for a formula of another, by their code."""
    rows = _PotSheet(plan, pot, Assumptions(plan)).rows
    sheet = f"'{_OF_POT[pot.pot]}'"
    return {str(row[2]): f"{sheet}!{{column}}{at}" for at, row in enumerate(rows, start=2) if row[2]}


def _reserves(plan: MediumTermPlan) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    fund = _codes(plan, plan.fund)
    parts = {"general": "(1-Earmarked_share)", "earmarked": "Earmarked_share"}
    # What moves a reserve as a row of its pot's sheet does follows that row.
    follows = {PLANNED: fund[EARMARKED]} if EARMARKED in fund else {}
    follows |= {one.pot.value: _codes(plan, one)["gap"] for one in plan.pots if one.pot in GRANT_BLOCKS}
    for one in plan.reserves:
        moved = None
        if one.kind in parts:
            moved = [
                f"=-ROUND(({fund['gap']}-{fund['as_run']})*{parts[one.kind]},2)".format(column=column)
                for column in YEAR_COLUMNS
            ]
        rows += _reserve(one, len(rows) + 2, moved, follows)
    return rows


def _movement(move: Movement, follows: Mapping[str, str]) -> list[Cell]:
    """Return a movement of each year: as the row of a pot's sheet that it follows, else as given."""
    values = [pence / PENCE_A_POUND for pence in move.pence]
    if move.name not in follows:
        return [Given(value) for value in values]
    return [
        Formula(f"=-{follows[move.name]}".format(column=column), value)
        for column, value in zip(YEAR_COLUMNS, values, strict=True)
    ]


def _reserve(
    one: ReservePlan, first: int, moved: list[str] | None, follows: Mapping[str, str]
) -> list[Sequence[Cell]]:
    count = len(one.movements) + (1 if moved else 0)
    closing = first + count + 1
    opens: list[Cell] = [Given(one.opening[0] / PENCE_A_POUND, note=one.basis)]
    opens += [
        Formula(f"={YEAR_COLUMNS[year - 1]}{closing}", one.opening[year] / PENCE_A_POUND)
        for year in range(1, len(one.opening))
    ]
    rows: list[Sequence[Cell]] = [(one.says, "On 1 April", "", *opens, one.basis)]
    rows += [(one.says, move.says, "", *_movement(move, follows), "the model") for move in one.movements]
    if moved:
        rows.append(
            (one.says, "Its part of a change made here", "", *(Formula(text, 0.0) for text in moved), "")
        )
    ends = [
        Formula(f"=SUM({column}{first}:{column}{closing - 1})", pence / PENCE_A_POUND, is_total=True)
        for column, pence in zip(YEAR_COLUMNS, one.closing, strict=True)
    ]
    rows.append((one.says, "On 31 March", "closing", *ends, "opening and movements"))
    return rows


def _steps(plan: MediumTermPlan) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [
        (one.says, one.name, "", *(pence / PENCE_A_POUND for pence in one.pence), "") for one in plan.steps
    ]
    last = len(rows) + 1
    gaps = [one / PENCE_A_POUND for one in plan.fund.gap]
    moved = [now - before for before, now in zip([0.0, *gaps[:-1]], gaps, strict=True)]
    sums = [
        Formula(f"=SUM({column}2:{column}{last})", round(value, 2), is_total=True)
        for column, value in zip(YEAR_COLUMNS, moved, strict=True)
    ]
    return [*rows, ("Change in the gap", "", "", *sums, "")]
