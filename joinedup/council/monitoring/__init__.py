"""What is happening this year: spending against budget, savings, and how much of each is to be expected."""

from joinedup.council.monitoring._delivery import (
    Delivery,
    DeliveryRecord,
    deliveries,
    deliveries_tracked,
    delivery_record,
)
from joinedup.council.monitoring._ledger import Aside
from joinedup.council.monitoring._monitored import Monitored, monitored
from joinedup.council.monitoring._outturn import LineOutturn, Outturn, PotOutturn, Sums, in_year, this_year
from joinedup.council.monitoring._past import BUDGET, STRAIGHT, WEIGHED, MethodScores, Tested, scores
from joinedup.council.monitoring._tracker import (
    DELIVERED,
    STATUSES,
    UNDELIVERABLE,
    Saving,
    SavingSums,
    Tracker,
    added,
    proposal_ids,
    read_tracker,
    summed,
)

__all__ = [
    "BUDGET",
    "DELIVERED",
    "STATUSES",
    "STRAIGHT",
    "UNDELIVERABLE",
    "WEIGHED",
    "Aside",
    "Delivery",
    "DeliveryRecord",
    "LineOutturn",
    "MethodScores",
    "Monitored",
    "Outturn",
    "PotOutturn",
    "Saving",
    "SavingSums",
    "Sums",
    "Tested",
    "Tracker",
    "added",
    "deliveries",
    "deliveries_tracked",
    "delivery_record",
    "in_year",
    "monitored",
    "proposal_ids",
    "read_tracker",
    "scores",
    "summed",
    "this_year",
]
