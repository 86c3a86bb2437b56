"""Children's social care: the front door, children in need, plans, looked-after children and care leavers."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.national._authorities import Authority
from joinedup.national._history import Question, Reading, history, worst
from joinedup.national._open_data import OpenData
from joinedup.national._panels import Column, LaitMeasure
from joinedup.national._publications import (
    ASSESSMENTS,
    CARE_LEAVERS,
    CARE_STARTS_KINDS,
    IN_NEED,
    LAIT,
    LOOKED_AFTER,
    PLANS,
    REFERRALS,
)
from joinedup.national._values import PER_CENT, Taken, figure_value, joined

_MARCH = (3, 31)
_STARTING = "Children starting to be looked after each year"


def _count(column: Column | LaitMeasure, *, fills: bool = True) -> Question:
    return Question(column, _MARCH, fills=fills)


def _rate(column: Column | LaitMeasure) -> Question:
    return Question(column, _MARCH, is_rate=True)


def _looked_after(population: str) -> Column:
    return Column(LOOKED_AFTER, "children_count", (("population_type", population),))


def _leavers(age: str) -> Question:
    return _count(
        Column(
            CARE_LEAVERS,
            "care_leaver_count",
            (("care_leaver_age", age), ("breakdown", "Suitability total")),
        )
    )


_TAKEN = (
    Taken("referrals", _count(Column(REFERRALS, "referral_count"))),
    Taken("re_referral_share", _rate(Column(REFERRALS, "rereferral_percent")), PER_CENT),
    Taken("assessments", _count(Column(ASSESSMENTS, "Assessments_completed"))),
    Taken("child_protection_plans", _count(Column(PLANS, "CPP_At31"))),
    Taken("child_protection_starts", _count(Column(PLANS, "CPP_start"))),
    Taken("child_protection_ends", _count(Column(PLANS, "CPP_end"))),
    Taken(
        "care_starts_16_plus",
        _count(
            Column(
                CARE_STARTS_KINDS,
                "placements_number",
                (
                    ("cla_group", "Age on starting"),
                    ("characteristic", "16 years and over"),
                    ("population_count", _STARTING),
                ),
            )
        ),
        note="includes unaccompanied asylum-seeking children",
    ),
    Taken(
        "foster_places",
        _count(LaitMeasure(LAIT, "Number_Foster_Places(New)")),
        note="approved places, without family and friends carers",
    ),
    Taken("price_residential", _rate(LaitMeasure(LAIT, "RescareFinance"))),
    Taken("price_fostering", _rate(LaitMeasure(LAIT, "FosteringFinance"))),
)
# The tidy table starts in 2021; the interactive tool holds the same series from 2016.
_CARE = (
    ("looked_after_children", "Children looked after on 31 March each year", "LACnum"),
    ("care_starts", _STARTING, "LACnum_Start"),
    ("care_ends", "Children ceasing to be looked after each year", "LACceased"),
)
_EPISODES = _count(Column(IN_NEED, "At31_episodes"))
_PLANS = _count(Column(PLANS, "CPP_At31"))


def social_care(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return every figure of children's social care that is published, in every year."""
    values = [value for taken in _TAKEN for value in taken.values(data, authority)]
    for figure, population, measure in _CARE:
        values += _from_two_tables(data, authority, figure, population, measure)
    return values + _in_need_only(data, authority, values) + _care_leavers(data, authority)


def _from_two_tables(
    data: OpenData, authority: Authority, figure: str, population: str, measure: str
) -> list[FigureValue]:
    newer = _count(_looked_after(population))
    older = _count(LaitMeasure(LAIT, measure), fills=False)
    readings = history(data, newer, authority)
    first = min(newer.reader.panel(data).years)
    values = [
        figure_value(figure, authority.ons_code, newer, one, LOOKED_AFTER, value=one.value)
        for one in readings
    ]
    earlier = [one for one in history(data, older, authority) if one.year < first]
    return values + [
        figure_value(figure, authority.ons_code, older, one, LAIT, value=one.value) for one in earlier
    ]


def _in_need_only(data: OpenData, authority: Authority, known: list[FigureValue]) -> list[FigureValue]:
    """Return children in need without a plan and not looked after: the published stock less both."""
    looked_after = {value.as_at: value for value in known if value.figure == "looked_after_children"}
    plans = {one.year: one for one in history(data, _PLANS, authority)}
    values = []
    for episodes in history(data, _EPISODES, authority):
        plan, care = plans.get(episodes.year), looked_after.get(_EPISODES.as_at(episodes.year))
        if plan is None or care is None:
            continue
        rest = Reading(
            episodes.year,
            max(episodes.value - plan.value - care.value, 0.0),
            worst((episodes.origin, plan.origin, care.origin)),
            joined(episodes.note, plan.note, care.note),
        )
        note = (
            f"{episodes.value:,.0f} episodes at 31 March less {plan.value:,.0f} plans (D1) "
            f"and {care.value:,.0f} looked-after children"
        )
        values.append(
            figure_value(
                "children_in_need",
                authority.ons_code,
                _EPISODES,
                rest,
                IN_NEED,
                value=rest.value,
                note=note,
            )
        )
    return values


def _care_leavers(data: OpenData, authority: Authority) -> list[FigureValue]:
    question = _leavers("17 to 18 years")
    younger = {one.year: one for one in history(data, question, authority)}
    older = {one.year: one for one in history(data, _leavers("19 to 21 years"), authority)}
    values = []
    for year in sorted(younger.keys() & older.keys()):
        pair = (younger[year], older[year])
        total = Reading(
            year,
            sum(one.value for one in pair),
            worst(one.origin for one in pair),
            joined(*(one.note for one in pair)),
        )
        values.append(
            figure_value(
                "care_leavers",
                authority.ons_code,
                question,
                total,
                CARE_LEAVERS,
                value=total.value,
                note="aged 17 to 18 and 19 to 21 together",
            )
        )
    return values
