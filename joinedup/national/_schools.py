"""Pupils and places by year group, absence and exclusions, and young people not in education."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority
from joinedup.national._history import Question, Reading, children, history
from joinedup.national._open_data import OpenData
from joinedup.national._panels import LaitMeasure, Panel, dfe_code_by_ons_code, panel_of
from joinedup.national._patch_figures import patch_share
from joinedup.national._patches import patches_of
from joinedup.national._people import ages_of
from joinedup.national._publications import LAIT, PEOPLE_2023, RECEPTION, SCORECARD
from joinedup.national._values import PER_CENT, Taken, figure_value, joined

_JANUARY = (1, 31)
_AUGUST = (8, 31)
_DECEMBER = (12, 31)
# The scorecard of a year holds the roll of the following January.
_ROLL_YEAR = 2024
_FIRST_AGE = 4
_PER_100_000 = 1 / 100_000


@dataclass(frozen=True)
class Phase:
    """A phase of school and where the scorecard holds its pupils and unfilled places.

    Args:
        name: its name in planning areas.
        roll: the scorecard's column of pupils on roll.
        unfilled: the scorecard's column of unfilled places, in per cent.
        year_groups: the year groups in it.
    """

    name: str
    roll: str
    unfilled: str
    year_groups: tuple[str, ...]


PHASES = (
    Phase("primary", "PriNOR", "Quan_P_UP", ("R", *(str(year) for year in range(1, 7)))),
    Phase("secondary", "SecNOR", "Quan_S_UP", tuple(str(year) for year in range(7, 12))),
)


@dataclass(frozen=True)
class ScorecardColumn:
    """One column of the school places scorecard."""

    name: str

    def panel(self, data: OpenData) -> Panel:
        """Return the column's values, under the January its roll was counted in."""
        return data.once(self, lambda: self._read(data))

    def _read(self, data: OpenData) -> Panel:
        frame = data.table(SCORECARD).select("LANumber", self.name)
        return panel_of(SCORECARD, [(code, str(_ROLL_YEAR), cell) for code, cell in frame.rows() if code])


@dataclass(frozen=True)
class ReceptionPupils:
    """Reception pupils of state primary schools, each January."""

    def panel(self, data: OpenData) -> Panel:
        """Return the pupils by authority and year."""
        return data.once(self, lambda: self._read(data))

    def _read(self, data: OpenData) -> Panel:
        codes = dfe_code_by_ons_code()
        rows = data.table(RECEPTION).select("new_la_code", "time_period", "headcount").rows()
        return panel_of(RECEPTION, [(codes.get(code, code), year, cell) for code, year, cell in rows])


def schools(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return every figure of schools and young people, planning areas included."""
    values = [value for taken in _TAKEN for value in taken.values(data, authority)]
    for figure, measure, note in _EXCLUSIONS:
        values += _rate_of_pupils(data, authority, figure, measure, note)
    values += _first_time_entrants(data, authority)
    for phase in PHASES:
        values += _of_phase(data, authority, phase)
    return values + _reception(data, authority)


_TAKEN = (
    Taken(
        "persistent_absence_share",
        Question(LaitMeasure(LAIT, "TotPerAbNew"), _AUGUST, is_rate=True),
        PER_CENT,
        "academic year",
    ),
    Taken(
        "neet_share",
        Question(LaitMeasure(LAIT, "16-17 NEET"), (2, 28), is_rate=True),
        PER_CENT,
        "mean of December to February",
    ),
)
_EXCLUSIONS = (
    ("permanent_exclusions", "TotPermEx", "permanent exclusions"),
    ("suspensions", "TotFixedEx", "suspensions"),
)


def _rate_of_pupils(
    data: OpenData, authority: Authority, figure: str, measure: str, what: str
) -> list[FigureValue]:
    question = Question(LaitMeasure(LAIT, measure), _AUGUST, is_rate=True)
    roll = sum(_roll(data, authority, phase).value for phase in PHASES)
    values = []
    for reading in history(data, question, authority):
        growth = children(data, authority, reading.year) / children(data, authority, _ROLL_YEAR)
        count = replace(reading, value=reading.value * PER_CENT * roll * growth)
        note = f"{reading.value:.4g} {what} per 100 pupils, times pupils in Reception to year 11"
        values.append(
            figure_value(figure, authority.ons_code, question, count, LAIT, value=count.value, note=note)
        )
    return values


def _first_time_entrants(data: OpenData, authority: Authority) -> list[FigureValue]:
    question = Question(LaitMeasure(LAIT, "FirstYJS"), _DECEMBER, is_rate=True)
    aged_10_to_17 = sum(ages_of(data, PEOPLE_2023, authority)[10:18])
    values = []
    for reading in history(data, question, authority):
        growth = children(data, authority, reading.year) / children(data, authority, 2023)
        count = replace(reading, value=reading.value * _PER_100_000 * aged_10_to_17 * growth)
        note = f"{reading.value:,.0f} per 100,000 aged 10 to 17, calendar year"
        values.append(
            figure_value(
                "first_time_entrants",
                authority.ons_code,
                question,
                count,
                LAIT,
                value=count.value,
                note=note,
            )
        )
    return values


def _of_phase(data: OpenData, authority: Authority, phase: Phase) -> list[FigureValue]:
    """Return pupils and places by year group, for the council and for its notional planning areas."""
    question = Question(ScorecardColumn(phase.roll), _JANUARY)
    roll, unfilled = _roll(data, authority, phase), _unfilled(data, authority, phase)
    ages = ages_of(data, PEOPLE_2023, authority)
    by_group = {group: ages[_age(group)] for group in phase.year_groups}
    everyone = sum(by_group.values())
    values = []
    for group, people in by_group.items():
        pupils = roll.value * people / everyone if everyone else 0.0
        spare = f"{unfilled.value:.1f} per cent of places unfilled"
        for figure, value, note in (
            ("pupils", pupils, f"{roll.value:,.0f} {phase.name} pupils by age of residents"),
            ("places", pupils / (1 - unfilled.value * PER_CENT), f"pupils and {spare}"),
        ):
            whole = figure_value(
                figure,
                authority.ons_code,
                question,
                replace(roll, origin=Origin.APPORTIONED),
                SCORECARD,
                value=value,
                note=joined(note, unfilled.note if figure == "places" else ""),
                band=group,
            )
            values += [whole, *_in_planning_areas(data, authority, phase, whole, group)]
    return values


def _in_planning_areas(
    data: OpenData, authority: Authority, phase: Phase, whole: FigureValue, group: str
) -> list[FigureValue]:
    note = "notional planning area: the patch's share of residents of that age"
    return [
        replace(
            whole,
            area=f"{patch.id}-{phase.name}",
            value=whole.value * patch_share(data, authority, patch.id, (str(_age(group)),)),
            note=joined(whole.note, note),
        )
        for patch in patches_of(data, authority)
    ]


def _reception(data: OpenData, authority: Authority) -> list[FigureValue]:
    question = Question(ReceptionPupils(), _JANUARY, fills=False)
    return [
        figure_value(
            "pupils",
            authority.ons_code,
            question,
            reading,
            RECEPTION,
            value=reading.value,
            note="state primary schools",
            band="R",
        )
        for reading in history(data, question, authority)
        if date(reading.year, *_JANUARY).year < _ROLL_YEAR
    ]


def _roll(data: OpenData, authority: Authority, phase: Phase) -> Reading:
    return history(data, Question(ScorecardColumn(phase.roll), _JANUARY), authority)[-1]


def _unfilled(data: OpenData, authority: Authority, phase: Phase) -> Reading:
    return history(data, Question(ScorecardColumn(phase.unfilled), _JANUARY, is_rate=True), authority)[-1]


def _age(year_group: str) -> int:
    """Return the age in the middle of the year before, of pupils in a year group each January."""
    return _FIRST_AGE if year_group == "R" else _FIRST_AGE + int(year_group)
