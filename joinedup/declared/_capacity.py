"""A capacity: something that can be full, and what happens when it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Capacity:
    """Something that can be full.

    Args:
        load: name of the quantity that holds what is used against what is manageable; 1 is full.
        says: what it is, as a reader would say it, as `Social workers`.
        directorate: identifier of the directorate that answers for it.
        when_full: what happens when it is full, in words.
    """

    load: str
    says: str
    directorate: str
    when_full: str
