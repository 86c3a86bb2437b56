"""Every return that can be read; the order decides between two that a header fits equally well."""

from __future__ import annotations

from joinedup.returns import (
    capacity,
    cin_census,
    early_help,
    ehc_plans,
    exclusions,
    finance,
    gias,
    housing,
    leadership,
    open_figures,
    population,
    pupil_census,
    school_rolls,
    social_work_workforce,
    ssda903,
)
from joinedup.returns.reading import Check, TabularReturn, XmlReturn

TABULAR: tuple[TabularReturn, ...] = (
    *ssda903.CSV,
    early_help.LIST,
    pupil_census.LIST,
    school_rolls.ROLLS,
    school_rolls.ABSENCE,
    capacity.CAPACITY,
    capacity.ADMISSION_NUMBERS,
    capacity.SPECIAL_PLACES,
    gias.ESTABLISHMENTS,
    gias.LINKS,
    gias.GROUP_MEMBERS,
    gias.GROUPS,
    gias.TYPES,
    gias.BY_COUNCIL,
    ehc_plans.LIST,
    exclusions.LIST,
    population.BIRTHS,
    population.POPULATION,
    population.POSTCODES,
    population.DEPRIVATION,
    population.BOUNDARIES,
    housing.TRAJECTORY,
    housing.COMPLETIONS,
    finance.BUDGET,
    finance.OUTTURN,
    finance.RESERVES,
    finance.GRANTS,
    finance.MTFS,
    finance.PROPOSALS,
    finance.COUNCIL_TAX,
    finance.MONTHLY_OUTTURN,
    finance.OUTTURN_TO_DATE,
    finance.SAVINGS_TRACKER,
    leadership.POSTS,
    leadership.MEMBERS,
    leadership.PRIORITIES,
    *leadership.OTHERS,
    open_figures.LIST,
)
XML: tuple[XmlReturn, ...] = (ssda903.XML, cin_census.XML, social_work_workforce.XML)


def known_returns() -> list[TabularReturn | XmlReturn]:
    """Return every return that can be read, with its tables, columns and rules."""
    return [*TABULAR, *XML]


def known_checks() -> list[Check]:
    """Return every rule of every return, once each."""
    checks = {(c.rule.table, c.rule.code): c for one in known_returns() for c in one.checks}
    return list(checks.values())
