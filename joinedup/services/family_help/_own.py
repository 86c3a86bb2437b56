"""Early help, counted in the council's list of episodes."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import Store, own_data

_SOURCE = "Early help list"
_PATCH = "coalesce(p.patch, h.patch)"
_HOMES = (
    "LEFT JOIN postcode_home p ON p.postcode = tidy(e.postcode) LEFT JOIN child_home h ON h.child = e.child"
)
_CASES = f"""
    SELECT day AS as_at, '' AS band, patch, count(*) AS value
    FROM (
        SELECT day, e.child, any_value({_PATCH}) AS patch
        FROM (SELECT unnest($days) AS day)
        JOIN early_help_episodes e ON e.started <= day AND (e.closed IS NULL OR e.closed > day) {_HOMES}
        GROUP BY ALL
    )
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
_STARTS = f"""
    SELECT day AS as_at, '' AS band, {_PATCH} AS patch, count(*) AS value
    FROM (SELECT unnest($days) AS day)
    JOIN early_help_episodes e ON e.started <= day AND e.started > day - INTERVAL 1 YEAR {_HOMES}
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return children with early help and episodes started as the council's own list has them."""
    with own_data(store, council) as own:
        reach = own.reach("early_help_episodes", "started", "closed")
        if reach is None:
            return []
        stocks, flows = reach.stock_days(), reach.flow_days()
        return [
            *own.figures("early_help_cases", own.counts(_CASES, {"days": stocks}), _SOURCE, days=stocks),
            *own.figures("early_help_starts", own.counts(_STARTS, {"days": flows}), _SOURCE, days=flows),
        ]
