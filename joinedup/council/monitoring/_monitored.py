"""Everything that is known of the year so far: spending against budget, and savings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.council._session import Ready
from joinedup.council.monitoring._delivery import (
    Delivery,
    DeliveryRecord,
    deliveries_tracked,
    delivery_record,
)
from joinedup.council.monitoring._outturn import Outturn, in_year
from joinedup.council.monitoring._tracker import Tracker, proposal_ids, read_tracker
from joinedup.errors import InputRefused
from joinedup.store import Store


@dataclass(frozen=True)
class Monitored:
    """What is known of the year so far.

    Args:
        outturn: spending against budget; None where no month has been loaded.
        no_months: what is missing then, and how to add it; "" otherwise.
        tracker: the savings tracker; None where none has been loaded.
        record: what the council has delivered of savings.
        shares: how much of each saving the plan takes, by reference.
    """

    outturn: Outturn | None
    no_months: str
    tracker: Tracker | None
    record: DeliveryRecord
    shares: Mapping[str, Delivery]


def monitored(asked: Ready, month: int | None = None) -> Monitored:
    """Return what is known; the savings tracker alone where no month has been loaded.

    Args:
        asked: the council.
        month: the month of the year as at whose end to look; the last closed where None.

    Raises:
        InputRefused: nothing of either has been loaded, or not that month.
    """
    refused = None
    try:
        found = in_year(asked, month)
    except InputRefused as error:
        found, refused = None, error
    store, ids = Store(asked.council.workings), proposal_ids(asked.council)
    tracker = read_tracker(store, asked.council, ids, found.as_at if found and month else None)
    if refused and (tracker is None or month is not None):
        raise refused
    shares = deliveries_tracked(asked, tracker, ids)
    missing = f"{refused.what}\n{refused.todo}" if refused else ""
    return Monitored(found, missing, tracker, delivery_record(asked, tracker), shares)
