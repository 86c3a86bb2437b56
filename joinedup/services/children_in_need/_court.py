"""Enquiries, pre-proceedings and care proceedings: the steps of children who may come into care.

Children counted here are counted as in need, with a plan or looked after as well.
"""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    Expression,
    against,
    figure,
    greatest,
    last_month,
    parameter,
    ratio,
    reckoned,
)

_OWN = "joinedup.children_in_need"
_CONFERENCE, _FAMILY_HELP = "research.family_group_conference", "joinedup.family_help"
_ENQUIRIES, _PRE = "children_in_need.section_47", "children_in_need.pre_proceedings"
_PROCEEDINGS = "children_in_need.proceedings"
_SLOWER = reckoned("children_in_need.slower")


def declare_court(equations: Equations) -> None:
    """Declare enquiries, pre-proceedings and proceedings, and what conferences spare."""
    _enquiries(equations)
    _pre_proceedings(equations)
    _proceedings(equations)
    _conferences(equations)


def _enquiries(equations: Equations) -> None:
    rate = parameter("dfe.children_in_need.section_47_rate_per_10k") / 10_000
    usual = equations.at_start(
        "children_in_need.section_47_usual", figure("children_0_17") * rate / 12, "Enquiries a month."
    )
    months = parameter(f"{_OWN}.section_47_months")
    held = equations.stock(_ENQUIRIES, usual * months, "Section 47 enquiries under way.", "enquiries")
    equations.flow(
        "children_in_need.section_47_begun",
        usual * against(equations.held("children_in_need.in_need"), figure("children_in_need")),
        "Section 47 enquiries begun, as children in need.",
        enters=_ENQUIRIES,
    )
    equations.flow(
        "children_in_need.section_47_done", held / (months * _SLOWER), "Enquiries done.", leaves=_ENQUIRIES
    )


def _pre_proceedings(equations: Equations) -> None:
    """Declare pre-proceedings: as many as give the care starts that come through them."""
    usual = equations.at_start(
        "children_in_need.pre_usual",
        ratio(
            figure("care_starts") / 12 * parameter("joinedup.care.court_share"),
            parameter(f"{_CONFERENCE}.care_at_12_months_without"),
        ),
        "Children who begin pre-proceedings in a month.",
    )
    months = parameter(f"{_OWN}.pre_proceedings_months")
    held = equations.stock(_PRE, usual * months, "Children in pre-proceedings.")
    equations.flow(
        "children_in_need.pre_begun",
        usual * against(equations.held("children_in_need.plans"), figure("child_protection_plans")),
        "Children who begin pre-proceedings, as there are plans.",
        enters=_PRE,
    )
    ending = held / (months * _SLOWER)
    without = parameter(f"{_CONFERENCE}.care_proceedings_without")
    spared = parameter(f"{_CONFERENCE}.care_proceedings") * last_month("family_help.conferences_offered")
    equations.stock(_PROCEEDINGS, usual * without * _months(), "Children in care proceedings.")
    court = equations.flow(
        "children_in_need.to_court",
        ending * greatest(without + spared, 0),
        "Children whose care goes to court.",
        leaves=_PRE,
        enters=_PROCEEDINGS,
    )
    equations.flow(
        "children_in_need.pre_stepped_away",
        ending - court,
        "Children whose family changes enough before court.",
        leaves=_PRE,
    )
    equations.reckon(
        "children_in_need.to_court_beyond_today",
        court - usual * without,
        "Children a month who go to court, beyond those at the start.",
    )


def _months() -> Expression:
    return parameter(f"{_OWN}.proceedings_months")


def _proceedings(equations: Equations) -> None:
    equations.flow(
        "children_in_need.court_decides",
        equations.held(_PROCEEDINGS) / (_months() * _SLOWER),
        "Proceedings ended.",
        leaves=_PROCEEDINGS,
    )


def _conferences(equations: Equations) -> None:
    """Declare care entries that conferences spare within the year, as the trial found."""
    equations.reckon(
        "children_in_need.kept_by_conferences",
        reckoned("children_in_need.pre_begun")
        * last_month("family_help.conferences_offered")
        * -parameter(f"{_CONFERENCE}.care_at_12_months"),
        "Of the children offered a conference this month, those who will not come into care because of it.",
    )
    at_first = equations.delayed(
        "children_in_need.kept_at_first",
        "children_in_need.kept_by_conferences",
        f"parameter/{_FAMILY_HELP}.conference_effect_months",
        "Children who would have come into care this month, had there been no conference.",
    )
    # The trial counted children after 12 months; nobody has counted how many of those spared came in later.
    equations.reckon(
        "children_in_need.kept_for_a_time",
        at_first * parameter(f"{_FAMILY_HELP}.conference_later_share"),
        "Of the children kept from care this month, those who will come into care later after all.",
    )
    later = equations.delayed(
        "children_in_need.came_in_later",
        "children_in_need.kept_for_a_time",
        f"parameter/{_FAMILY_HELP}.conference_later_months",
        "Children kept from care for a time by a conference who come in this month.",
    )
    equations.reckon(
        "children_in_need.kept_from_care",
        at_first - later,
        "Children kept from care this month by conferences, less those kept for a time who come in.",
    )
