"""The lists of people who use a service that a council's returns hold, and which decisions touch them.

Each query gives one row a person: `who`, `child`, `upn`, `born`, `sex`, `ethnicity` and `postcode`, of which
all but the first may be empty. `$day` is the day on which they are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from joinedup.store import OwnData
from joinedup.vocabulary import EHC_PLANS_BEGAN, SHORT_BREAKS

_OPEN = "started <= $day AND (ended IS NULL OR ended > $day)"
_EARLY_HELP = """
    SELECT child AS who, child, any_value(upn) AS upn, any_value(born) AS born, any_value(sex) AS sex,
           NULL::VARCHAR AS ethnicity, any_value(postcode) AS postcode
    FROM early_help_episodes WHERE started <= $day AND (closed IS NULL OR closed > $day)
    GROUP BY child
"""
_BY_NUMBER = """
    SELECT DISTINCT child AS who, child, NULL::VARCHAR AS upn, NULL::DATE AS born, NULL::VARCHAR AS sex,
           NULL::VARCHAR AS ethnicity, NULL::VARCHAR AS postcode
    FROM ({children})
"""
_PLANNED = f"SELECT child FROM cin_protection_plans WHERE year_ending = year($day) AND {_OPEN}"  # noqa: S608
_LOOKED_AFTER = f"""
    SELECT child FROM ssda903_episodes
    WHERE year_ending = year($day) AND {_OPEN} AND coalesce(legal_status, '') NOT IN {SHORT_BREAKS}
"""  # noqa: S608
_IN_NEED = f"""
    SELECT child FROM cin_details
    WHERE year_ending = year($day) AND referral_date <= $day AND (closure_date IS NULL OR closure_date > $day)
      AND NOT coalesce(referral_nfa, false)
      AND child NOT IN ({_PLANNED}) AND child NOT IN ({_LOOKED_AFTER})
"""  # noqa: S608
_PLANS = """
    SELECT ehc_id AS who, NULL::VARCHAR AS child, upn, born, sex, NULL::VARCHAR AS ethnicity, postcode
    FROM ehc_plans WHERE issued <= $day AND (ceased IS NULL OR ceased > $day) {only}
"""
_EXCLUDED = """
    SELECT DISTINCT upn AS who, NULL::VARCHAR AS child, upn, NULL::DATE AS born, NULL::VARCHAR AS sex,
           NULL::VARCHAR AS ethnicity, NULL::VARCHAR AS postcode
    FROM exclusions
    WHERE started <= $day AND started > $day - INTERVAL 1 YEAR
"""


class Dated(StrEnum):
    """What tells the day on which a list is counted."""

    YEARLY_RETURN = "31 March of the last return"
    STOCK = "the last 31 March that the list tells of"
    FLOW = "the twelve months to the last day that the list tells of"


@dataclass(frozen=True)
class UserList:
    """People who use a service, as a return lists them.

    Args:
        key: short name.
        says: who they are.
        source: the return that lists them.
        tables: tables that must be there.
        measure: measure of the model that counts them; "" where none does.
        levers: beginnings of the names of the levers that change what they get.
        query: one row a person.
        dated: what tells the day.
        dates: columns of the first table that begin and end a stay; empty for a yearly return.
        oldest: oldest age at which the service is open to anybody.
        within: key of the list that holds all of them; "" where none does.
        told_by: the characteristic that everybody on the list has anyway; "" where none.
    """

    key: str
    says: str
    source: str
    tables: tuple[str, ...]
    measure: str
    levers: tuple[str, ...]
    query: str
    dated: Dated
    dates: tuple[str, str] = ("", "")
    oldest: int = 17
    within: str = ""
    told_by: str = ""


USER_LISTS = (
    UserList(
        "early_help",
        "Children helped early",
        "Early help list",
        ("early_help_episodes",),
        "family_help.cases",
        ("family_help.",),
        _EARLY_HELP,
        Dated.STOCK,
        ("started", "closed"),
    ),
    UserList(
        "in_need",
        "Children in need, without a plan and not looked after",
        "Children in need census and SSDA903 return",
        ("cin_details", "cin_protection_plans", "ssda903_episodes"),
        "children_in_need.in_need",
        ("children_in_need.", "social_work."),
        _BY_NUMBER.format(children=_IN_NEED),
        Dated.YEARLY_RETURN,
    ),
    UserList(
        "protection_plans",
        "Children with a child protection plan",
        "Children in need census",
        ("cin_protection_plans",),
        "children_in_need.plans",
        ("children_in_need.", "social_work."),
        _BY_NUMBER.format(children=_PLANNED),
        Dated.YEARLY_RETURN,
    ),
    UserList(
        "looked_after",
        "Looked-after children",
        "SSDA903 return",
        ("ssda903_episodes",),
        "care.looked_after",
        ("care.", "social_work.", "family_help.family_group_conferences"),
        _BY_NUMBER.format(children=_LOOKED_AFTER),
        Dated.YEARLY_RETURN,
    ),
    UserList(
        "ehc_plans",
        "Children and young people with an EHC plan",
        "EHC plans",
        ("ehc_plans",),
        "send.plans",
        ("send.",),
        _PLANS.format(only=""),
        Dated.STOCK,
        ("issued", "ceased"),
        oldest=25,
        told_by="Special educational need",
    ),
    UserList(
        "send_transport",
        "Pupils with SEND home-to-school transport",
        "EHC plans",
        ("ehc_plans",),
        "transport.send_riders",
        ("transport.send_", "transport.travel_training"),
        _PLANS.format(only="AND has_transport"),
        Dated.STOCK,
        ("issued", "ceased"),
        oldest=25,
        told_by="Special educational need",
        within="ehc_plans",
    ),
    UserList(
        "excluded",
        "Pupils suspended or excluded within a year",
        "Suspensions and exclusions",
        ("exclusions",),
        "",
        ("attendance.",),
        _EXCLUDED,
        Dated.FLOW,
        ("started", "started"),
        oldest=18,
    ),
)


def counted_on(own: OwnData, one: UserList) -> date | None:
    """Return the day on which a list is counted; None where it is not held or tells of no such day."""
    if not own.holds(*one.tables):
        return None
    if one.dated is Dated.YEARLY_RETURN:
        held = [set(own.years(table)) for table in one.tables]
        return max(set.intersection(*held), default=None)
    earliest = EHC_PLANS_BEGAN if one.tables[0] == "ehc_plans" else None
    reach = own.reach(one.tables[0], *one.dates, earliest)
    if reach is None:
        return None
    days = reach.stock_days() if one.dated is Dated.STOCK else reach.flow_days()
    return max(days, default=None)
