"""How much of each proposal is likely to be delivered, from the savings tracker and the council's record."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import special

from joinedup.council._session import Ready
from joinedup.council.monitoring._tracker import (
    DELIVERED,
    IN_DELIVERY,
    UNDELIVERABLE,
    Saving,
    SavingSums,
    Tracker,
    added,
    read_tracker,
)
from joinedup.council.proposals import Proposal
from joinedup.parameters import find_parameter
from joinedup.store import Store
from joinedup.vocabulary import pounds

_RATE = "nao.savings.delivered_share"
_BETWEEN = "joinedup.savings.between_savings"
_FORECAST = "joinedup.savings.forecast_spread"
# One in ten is poorer than `low` and one in ten is better than `high`.
_LOW, _HIGH = 0.1, 0.9
# A parameter's range holds 95 per cent of a normal distribution.
_END_OF_95 = 0.975
_PENCE = 100
_NO_SAVING = "it claims no saving, so it is taken as it would be decided"


@dataclass(frozen=True)
class Delivery:
    """How much of a proposal is likely to be delivered, as shares of what it sets out to do.

    Args:
        proposal: identifier of the proposal.
        low: a poor outcome; one in ten is poorer.
        likely: what to expect.
        high: a good outcome; one in ten is better.
        because: where the shares come from, in words.
    """

    proposal: str
    low: float
    likely: float
    high: float
    because: str


@dataclass(frozen=True)
class DeliveryRecord:
    """What the council has delivered of its savings so far, drawn towards what is usual.

    Args:
        n: how many savings have come to an end, each for one year and pot.
        own: the mean share delivered of them; 0 where there is none.
        usual: the share that councils usually deliver.
        share: what to expect of savings to come.
        spread: how far a single saving is from that.
        low: a poor share of savings to come; one time in ten it is poorer.
        high: a good share; one time in ten it is better.
    """

    n: int
    own: float
    usual: float
    share: float
    spread: float
    low: float
    high: float

    def in_words(self) -> str:
        """Return where the share comes from."""
        usual = f"councils usually deliver {self.usual:.0%} of planned savings"
        if not self.n:
            return usual
        savings = "saving" if self.n == 1 else "savings"
        return f"this council delivered {self.own:.0%} of {self.n} {savings} that came to an end; {usual}"


def deliveries(asked: Ready, proposals: Iterable[Proposal]) -> dict[str, Delivery]:
    """Return how much of each proposal is likely to be delivered, by identifier.

    What has been delivered or given up is known. What is in delivery is its forecast, weighed with the
    council's own record. Every other saving follows that record, drawn towards what councils usually deliver.
    A proposal of which nobody claims or tracks a saving is taken as it would be decided: a record of savings
    says nothing about it.

    Args:
        asked: the council.
        proposals: the proposals.
    """
    held = list(proposals)
    wanted = [one.id for one in held]
    tracker = read_tracker(Store(asked.council.workings), asked.council, wanted)
    found = deliveries_tracked(asked, tracker, wanted)
    for one in held:
        is_tracked = bool(tracker and tracker.of(one.id))
        if not is_tracked and not any(saving.pounds_a_year > 0 for saving in one.savings):
            found[one.id] = Delivery(one.id, 1.0, 1.0, 1.0, _NO_SAVING)
    return found


def deliveries_tracked(
    asked: Ready, tracker: Tracker | None, references: Iterable[str]
) -> dict[str, Delivery]:
    """Return how much of each saving is likely to be delivered, by reference.

    Args:
        asked: the council.
        tracker: its savings tracker; None where there is none.
        references: identifiers of proposals, or references of the tracker.
    """
    record = delivery_record(asked, tracker)
    error = float(find_parameter(asked.parameters, _FORECAST).at(asked.council.plan_starts).value)
    return {one: _delivery(one, tracker.of(one) if tracker else [], record, error) for one in references}


def delivery_record(asked: Ready, tracker: Tracker | None) -> DeliveryRecord:
    """Return what the council has delivered of savings that came to an end, drawn towards what is usual.

    Each saving counts once, whatever its size, so that no money is added across pots. The usual share counts
    as so many savings as its range is sure of (Beta conjugate update).

    Args:
        asked: the council.
        tracker: its savings tracker.
    """
    on: date = asked.council.plan_starts
    usual = find_parameter(asked.parameters, _RATE).at(on)
    shares = np.array(
        [
            min(max(one.delivered / one.planned, 0.0), 1.0)
            for one in (tracker.savings if tracker else ())
            if one.is_final and one.planned > 0
        ]
    )
    share, low, high = float(usual.value), float(usual.low), float(usual.high)
    if not shares.size:
        between = float(find_parameter(asked.parameters, _BETWEEN).at(on).value)
        return DeliveryRecord(0, 0.0, share, share, between, low, high)
    unsure = ((high - low) / (2 * float(special.ndtri(_END_OF_95)))) ** 2
    counts = share * (1 - share) / unsure - 1
    whole = counts + shares.size
    middle = (counts * share + float(shares.sum())) / whole
    between = float(find_parameter(asked.parameters, _BETWEEN).at(on).value)
    squares = counts * between**2 + float(((shares - shares.mean()) ** 2).sum())
    spread = math.sqrt(squares / (whole - 1) + middle * (1 - middle) / (whole + 1))
    first, second = middle * whole, (1 - middle) * whole
    ends = (float(special.betaincinv(first, second, at)) for at in (_LOW, _HIGH))
    return DeliveryRecord(int(shares.size), float(shares.mean()), share, middle, spread, *ends)


def _delivery(proposal: str, savings: list[Saving], record: DeliveryRecord, error: float) -> Delivery:
    if not savings or not any(one.planned > 0 for one in savings):
        because = "the savings tracker holds nothing of it" if record.n else ""
        said = (
            f"{because}: {record.in_words()}"
            if because
            else "what councils usually deliver of planned savings"
        )
        return Delivery(proposal, record.low, record.share, record.high, said)
    statuses = {one.status for one in savings}
    status = statuses.pop() if len(statuses) == 1 else IN_DELIVERY
    if status == UNDELIVERABLE and not any(one.delivered for one in savings):
        return Delivery(proposal, 0.0, 0.0, 0.0, "the savings tracker calls it undeliverable")
    if status == DELIVERED and not all(one.is_delivered_given for one in savings):
        said = f"delivered in the savings tracker, which gives no sum: {record.in_words()}"
        return Delivery(proposal, record.low, record.share, record.high, said)
    if status in (DELIVERED, UNDELIVERABLE):
        share = _mean(savings, lambda sums: sums.delivered)
        return Delivery(proposal, share, share, share, f"{status}: {_sums(savings, 'delivered')}")
    if status == IN_DELIVERY:
        return _in_delivery(proposal, savings, record, error)
    said = f"{status} in the savings tracker: {record.in_words()}"
    return Delivery(proposal, record.low, record.share, record.high, said)


def _in_delivery(proposal: str, savings: list[Saving], record: DeliveryRecord, error: float) -> Delivery:
    """Weigh a forecast of delivery with the record, by how sure each is; what is banked is certain."""
    forecast = _mean(savings, lambda sums: sums.forecast)
    banked = _mean(savings, lambda sums: sums.delivered)
    unsure = error * (1 - min(max(banked / forecast, 0.0), 1.0)) if forecast > 0 else error
    if unsure == 0:
        middle, spread = forecast, 0.0
    else:
        trust = record.spread**2 / (record.spread**2 + unsure**2)
        middle = trust * forecast + (1 - trust) * record.share
        spread = math.sqrt(trust) * unsure
    reach = spread * float(special.ndtri(_HIGH))
    most = max(1.0, forecast)
    low, likely, high = (min(max(one, banked), most) for one in (middle - reach, middle, middle + reach))
    said = f"in delivery: {_sums(savings, 'forecast')}; weighed with the record: {record.in_words()}"
    return Delivery(proposal, low, likely, high, said)


def _by_pot(savings: list[Saving]) -> dict[str, SavingSums]:
    pots = {one.pot: [other for other in savings if other.pot == one.pot] for one in savings}
    return {pot: added(some) for pot, some in pots.items()}


def _mean(savings: list[Saving], of: Callable[[SavingSums], int]) -> float:
    """Return the share of what was planned, as the mean of the pots: their money is never added."""
    shares = [of(sums) / sums.planned for sums in _by_pot(savings).values() if sums.planned > 0]
    return sum(shares) / len(shares)


def _sums(savings: list[Saving], what: str) -> str:
    """Return what was delivered or is forecast, pot by pot, in words."""
    parts = _by_pot(savings)
    said = [
        f"{pounds((sums.delivered if what == 'delivered' else sums.forecast) / _PENCE)} of "
        f"{pounds(sums.planned / _PENCE)} {what}" + (f" in {pot}" if len(parts) > 1 else "")
        for pot, sums in parts.items()
    ]
    return ", ".join(said)
