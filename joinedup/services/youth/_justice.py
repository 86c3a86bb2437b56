"""Young people with youth justice: first contact, disposals out of court, court orders and custody."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    against,
    change,
    exp,
    figure,
    greatest,
    last_month,
    parameter,
    ratio,
)

_YEARS = Clock("years")
_CAUTIONED, _ORDERED, _CUSTODY = "youth.out_of_court", "youth.community_orders", "youth.custody"


def declare_justice(equations: Equations, lost: Expression, pay: Expression) -> None:
    """Declare youth justice.

    Args:
        equations: the service's equations.
        lost: share of youth provision lost, followed a year behind.
        pay: pay against the start.
    """
    growth = exp(parameter("joinedup.youth.first_time_entrant_growth") * _YEARS)
    aged = ratio(last_month("population.aged_10_17"), equations.declared("youth.aged_at_start"))
    entrants = equations.flow(
        "youth.first_time_entrants",
        figure("first_time_entrants")
        / 12
        * growth
        * greatest(1 + parameter("research.youth_clubs.offending_rise") * lost, 0)
        * aged,
        "First-time entrants to youth justice.",
        is_chance=True,
    )
    _stocks(equations)
    _flows(equations, entrants)
    _spending(equations, pay)


def _stocks(equations: Equations) -> None:
    begin = figure("first_time_entrants") / 12 * change("first_time_entrants")
    cautioned = parameter("joinedup.youth.out_of_court_share")
    ordered = begin * (1 - cautioned + cautioned * parameter("joinedup.youth.return_share"))
    starts = {
        _CAUTIONED: begin * cautioned * parameter("joinedup.youth.out_of_court_months"),
        _ORDERED: ordered * parameter("joinedup.youth.justice_stay_months"),
        _CUSTODY: ordered
        * parameter("joinedup.youth.custody_share")
        * parameter("joinedup.youth.custody_months"),
    }
    says = {
        _CAUTIONED: "Young people dealt with out of court.",
        _ORDERED: "Young people with a court order in the community.",
        _CUSTODY: "Young people in custody, on remand or sentenced.",
    }
    for name, start in starts.items():
        equations.stock(name, start, says[name], "young people")
    equations.tally("youth.justice", starts, "Young people with youth justice.")


def _flows(equations: Equations, entrants: Expression) -> None:
    cautioned, back = (
        parameter("joinedup.youth.out_of_court_share"),
        parameter("joinedup.youth.return_share"),
    )
    to_custody = parameter("joinedup.youth.custody_share")
    ends = equations.held(_CAUTIONED) / parameter("joinedup.youth.out_of_court_months")
    finished = equations.held(_ORDERED) / parameter("joinedup.youth.justice_stay_months")
    freed = equations.held(_CUSTODY) / parameter("joinedup.youth.custody_months")
    moves = (
        ("cautions", entrants * cautioned, "First-time entrants dealt with out of court.", "", _CAUTIONED),
        ("first_orders", entrants * (1 - cautioned), "First-time entrants given an order.", "", _ORDERED),
        ("come_back", ends * back, "Come back with a court order.", _CAUTIONED, _ORDERED),
        ("cautions_end", ends * (1 - back), "Finish out of court.", _CAUTIONED, ""),
        ("to_custody", finished * to_custody, "Go from an order to custody.", _ORDERED, _CUSTODY),
        ("orders_end", finished * (1 - to_custody), "Finish a court order.", _ORDERED, ""),
        ("released", freed, "Leave custody.", _CUSTODY, ""),
    )
    for name, amount, says, leaves, enters in moves:
        equations.flow(f"youth.{name}", amount, says, leaves=leaves, enters=enters)


def _spending(equations: Equations, pay: Expression) -> None:
    """Declare spending; it is compared with the start at today's entrants, as the budget was set for them."""
    less, more = parameter("joinedup.youth.work_out_of_court"), parameter("joinedup.youth.work_custody")
    begin = figure("first_time_entrants") / 12
    cautioned, back = (
        parameter("joinedup.youth.out_of_court_share"),
        parameter("joinedup.youth.return_share"),
    )
    ordered = begin * (1 - cautioned + cautioned * back)
    start = equations.at_start(
        "youth.justice_work_at_start",
        less * begin * cautioned * parameter("joinedup.youth.out_of_court_months")
        + ordered * parameter("joinedup.youth.justice_stay_months")
        + more
        * ordered
        * parameter("joinedup.youth.custody_share")
        * parameter("joinedup.youth.custody_months"),
        "Work of youth justice at the start, in court orders.",
    )
    work = equations.reckon(
        "youth.justice_work",
        less * equations.held(_CAUTIONED) + equations.held(_ORDERED) + more * equations.held(_CUSTODY),
        "Work of youth justice, in court orders.",
    )
    variable = parameter("joinedup.youth.justice_variable_share")
    equations.reckon(
        "spend.youth_justice",
        figure("budget", "youth_justice") / 12 * (1 - variable + variable * against(work, start)) * pay,
        "Youth justice. Pounds a month; part of it does not move with the number of young people.",
    )
