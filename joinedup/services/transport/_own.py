"""Pupils with SEND home-to-school transport, counted in the council's list of EHC plans."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.store import Store, own_data
from joinedup.vocabulary import EHC_PLANS_BEGAN

_SOURCE = "EHC plans"
_NOTE = "pupils with an EHC plan, transport as the list records it now"
_USERS = """
    SELECT day AS as_at, '' AS band, coalesce(p.patch, h.patch) AS patch, count(*) AS value
    FROM (SELECT unnest($days) AS day)
    JOIN ehc_plans e ON e.issued <= day AND (e.ceased IS NULL OR e.ceased > day)
    LEFT JOIN postcode_home p ON p.postcode = tidy(e.postcode) LEFT JOIN pupil_home h ON h.upn = e.upn
    WHERE e.has_transport
    GROUP BY ALL ORDER BY ALL
"""


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return pupils with SEND transport as the council's own list of plans has them."""
    with own_data(store, council) as own:
        reach = own.reach("ehc_plans", "issued", "ceased", EHC_PLANS_BEGAN)
        if reach is None:
            return []
        days = reach.stock_days()
        return own.figures(
            "send_transport_users", own.counts(_USERS, {"days": days}), _SOURCE, _NOTE, days=days
        )
