"""The front door, children in need and child protection plans, counted in the council's CIN censuses.

Each census speaks for its own year, because it holds only the children with a case open in that year.
"""

from __future__ import annotations

from datetime import date

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import OwnData, Store, own_data
from joinedup.vocabulary import SHORT_BREAKS

_SOURCE = "Children in need census"
_MARCH = "make_date(year_ending, 3, 31)"
_IN_YEAR = "BETWEEN make_date(year_ending - 1, 4, 1) AND make_date(year_ending, 3, 31)"

# The census has no address: a child is placed by the other returns, by its own number or its pupil number.
_HOMES = """
    CREATE TABLE cin_home AS
    SELECT c.child, any_value(coalesce(h.patch, p.patch)) AS patch
    FROM cin_children c LEFT JOIN child_home h ON h.child = c.child LEFT JOIN pupil_home p ON p.upn = c.upn
    GROUP BY c.child
"""
_REFERRED = f"""
    SELECT DISTINCT year_ending, child, referral_date FROM cin_details WHERE referral_date {_IN_YEAR}
"""  # noqa: S608
_REFERRALS = f"""
    SELECT {_MARCH} AS as_at, '' AS band, patch, count(*) AS value
    FROM ({_REFERRED}) LEFT JOIN cin_home USING (child)
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
# A census holds few of the cases closed the year before, so a year counts only after the census before it.
_RE_REFERRALS = f"""
    WITH referred AS ({_REFERRED}),
    followed AS (
        SELECT *, lag(referral_date) OVER (PARTITION BY child ORDER BY referral_date) AS earlier
        FROM (SELECT child, referral_date, min(year_ending) AS year_ending FROM referred GROUP BY ALL)
    )
    SELECT {_MARCH} AS as_at, patch,
           count(*) FILTER (WHERE earlier >= referral_date - INTERVAL 12 MONTH), count(*)
    FROM followed LEFT JOIN cin_home USING (child)
    WHERE year_ending - 1 IN (SELECT year_ending FROM cin_details)
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_ASSESSMENTS = f"""
    SELECT {_MARCH} AS as_at, '' AS band, patch, count(*) AS value
    FROM cin_assessments LEFT JOIN cin_home USING (child)
    WHERE authorised {_IN_YEAR}
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_PLANS_OPEN = f"started <= {_MARCH} AND (ended IS NULL OR ended > {_MARCH})"
_PLANS = f"""
    SELECT {_MARCH} AS as_at, '' AS band, patch, count(DISTINCT child) AS value
    FROM cin_protection_plans LEFT JOIN cin_home USING (child)
    WHERE {_PLANS_OPEN}
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_PLANS_IN_YEAR = """
    SELECT make_date(year_ending, 3, 31) AS as_at, '' AS band, patch, count(*) AS value
    FROM cin_protection_plans LEFT JOIN cin_home USING (child)
    WHERE {event} BETWEEN make_date(year_ending - 1, 4, 1) AND make_date(year_ending, 3, 31)
    GROUP BY ALL ORDER BY ALL
"""
_IN_NEED = f"""
    WITH open AS (
        SELECT DISTINCT year_ending, child FROM cin_details
        WHERE referral_date <= {_MARCH} AND (closure_date IS NULL OR closure_date > {_MARCH})
          AND NOT coalesce(referral_nfa, false)
    ),
    elsewhere AS (
        SELECT year_ending, child FROM cin_protection_plans WHERE {_PLANS_OPEN}
        UNION
        SELECT year_ending, child FROM ssda903_episodes
        WHERE {_PLANS_OPEN} AND coalesce(legal_status, '') NOT IN {SHORT_BREAKS}
    )
    SELECT {_MARCH} AS as_at, '' AS band, patch, count(*) AS value
    FROM open ANTI JOIN elsewhere USING (year_ending, child) LEFT JOIN cin_home USING (child)
    WHERE year_ending IN (SELECT year_ending FROM ssda903_episodes)
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_NOTE_IN_NEED = "open episodes less children with a plan and children looked after (SSDA903)"


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return referrals, assessments, children in need and plans as the council's own censuses have them."""
    with own_data(store, council) as own:
        if not own.holds("cin_children", "cin_details"):
            return []
        own.connection.execute(_HOMES)
        days = own.years("cin_details")
        values = own.figures("referrals", own.counts(_REFERRALS), _SOURCE, days=days)
        values += own.shares("re_referral_share", _RE_REFERRALS, _SOURCE)
        if own.holds("cin_assessments"):
            values += own.figures("assessments", own.counts(_ASSESSMENTS), _SOURCE, days=days)
        if own.holds("cin_protection_plans"):
            values += _plans(own, days)
        if own.holds("cin_protection_plans", "ssda903_episodes"):
            values += own.figures("children_in_need", own.counts(_IN_NEED), _SOURCE, _NOTE_IN_NEED)
    return values


def _plans(own: OwnData, days: list[date]) -> list[FigureValue]:
    values = own.figures("child_protection_plans", own.counts(_PLANS), _SOURCE, days=days)
    for figure, event in (("child_protection_starts", "started"), ("child_protection_ends", "ended")):
        values += own.figures(figure, own.counts(_PLANS_IN_YEAR.format(event=event)), _SOURCE, days=days)
    return values
