"""The sheet of inputs in the workbook of a medium-term plan."""

from __future__ import annotations

from collections.abc import Sequence
from math import expm1

from joinedup.council.medium_term import INDICES, MediumTermPlan
from joinedup.reports._sheets import NUMBER, SHARE, Cell, Formula, Given

ASSUMPTIONS = "Assumptions"
RATE = "0.0000%"
_FACTOR = "0.0000"
YEAR_COLUMNS = "DEFGH"


class Assumptions:
    """The sheet of inputs, and where each stands."""

    def __init__(self, plan: MediumTermPlan) -> None:
        self.rows: list[Sequence[Cell]] = []
        self._places: dict[str, int] = {}
        tax, years = plan.council_tax, len(plan.years)
        blank = ["" for _ in range(years - 1)]
        if tax is not None:
            base = "tax base and band D as held" if tax.is_base_held else "no base is held; 1 stands for all"
            self._add("tax_base", "Tax base", "band D homes", [Given(one, NUMBER) for one in tax.base], base)
            self._add(
                "band_d",
                "Band D at the start",
                "pounds",
                [_named(tax.band_d, "Band_D", NUMBER), *blank],
                base,
            )
            held = _named(tax.collected, "Collected", RATE)
            self._add(
                "collected",
                "Share collected",
                "share",
                [held, *blank],
                "adopted council tax over base and band D",
            )
            rises = [Given(one, RATE) for one in tax.rise]
            self._add(
                "rise",
                "Rise of band D",
                "share",
                rises,
                "mean over futures of joinedup.money.council_tax_rise",
            )
            self._add("level", "Band D against the start", "times", self._levels(plan), "rises so far")
            limit = _named(tax.limit, "Referendum_limit", RATE)
            self._add("limit", "Rise without a referendum", "share", [limit, *blank], tax.limit_basis)
            self._add(
                "above",
                "Points above the limit",
                "share",
                self._above(plan),
                "above 0 a referendum is needed; the model compounds a planned rise, so one at the limit "
                f"shows as {100 * expm1(tax.limit):.2f}%",
            )
        delivered = _named(1.0, "Delivered", _FACTOR)
        says = "1 is each proposal's expected share; 0 is none delivered"
        self._add("delivered", "Delivery against what is expected", "times", [delivered, *blank], says)
        factors = [
            Given(1 / level / (1 + plan.discount) ** year, "0.000000")
            for year, level in enumerate(plan.prices)
        ]
        self._add(
            "discount",
            "Present value of a pound",
            "times",
            factors,
            f"general prices and {100 * plan.discount:.1f}% real, Green Book",
        )
        self._add(
            "prices",
            "General prices",
            "times",
            [Given(one, "0.000000") for one in plan.prices],
            "joinedup.money.cpi",
        )
        share = _named(plan.earmarked_first, "Earmarked_share", SHARE)
        self._add(
            "earmarked",
            "Share of a further gap met from earmarked reserves",
            "share",
            [share, *blank],
            "judgement",
        )
        self._sensitivities(plan, blank)

    def at(self, name: str, year: int) -> str:
        """Return where an assumption of a year stands, for a formula of any sheet."""
        return f"{ASSUMPTIONS}!{YEAR_COLUMNS[year]}${self._places[name]}"

    def across(self, name: str) -> str:
        """Return where an assumption stands in all years."""
        row = self._places[name]
        return f"{ASSUMPTIONS}!$D${row}:$H${row}"

    @property
    def points(self) -> list[str]:
        """Names of the indices whose points a reader may change."""
        return [name for name in self._places if name.startswith("points:")]

    def _add(self, name: str, says: str, unit: str, cells: Sequence[Cell], basis: str) -> None:
        self.rows.append((says, unit, "", *cells, basis))
        # Rows are counted from 1 and the first is the header.
        self._places[name] = len(self.rows) + 1

    def _levels(self, plan: MediumTermPlan) -> list[Cell]:
        row, level, cells = self._places["rise"], 1.0, list[Cell]()
        for year, rise in enumerate(plan.council_tax.rise if plan.council_tax else ()):
            level *= 1 + rise
            column = YEAR_COLUMNS[year]
            before = "1" if year == 0 else f"{YEAR_COLUMNS[year - 1]}{row + 1}"
            cells.append(Formula(f"={before}*(1+{column}{row})", level, "0.000000"))
        return cells

    def _above(self, plan: MediumTermPlan) -> list[Cell]:
        row = self._places["rise"]
        tax = plan.council_tax
        return [
            Formula(f"=MAX({YEAR_COLUMNS[year]}{row}-Referendum_limit,0)", max(rise - tax.limit, 0.0), RATE)
            for year, rise in enumerate(tax.rise if tax else ())
            if tax is not None
        ]

    def _sensitivities(self, plan: MediumTermPlan, blank: Sequence[str]) -> None:
        moved = {one.name: one.gap for one in plan.robustness.sensitivities}
        for index in INDICES:
            gap = moved[f"{index.name}:more"]
            if not any(abs(one) >= 1 for one in gap):
                continue
            points = Given(0.0, NUMBER, f"Points a year above the plan, such as 1 or -0.5: {index.says}")
            self._add(
                f"points:{index.name}",
                f"{index.says}: points above the plan",
                "points a year",
                [points, *blank],
                "",
            )
            slope = [round(one, 2) for one in gap]
            self._add(
                f"slope:{index.name}", f"{index.says}: one point adds", "pounds", slope, "runs of the model"
            )


def _named(value: float, name: str, form: str) -> Given:
    return Given(value, form, name=name)
