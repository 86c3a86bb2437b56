"""What is happening this year: how much of each proposal is likely to be delivered."""

from joinedup.council.monitoring._delivery import Delivery, deliveries

__all__ = ["Delivery", "deliveries"]
