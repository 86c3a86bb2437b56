"""Every figure that the council's own returns give, service by service."""

from __future__ import annotations

from joinedup.declared import FigureValue
from joinedup.folder import Council
from joinedup.services import (
    attendance,
    care,
    children_in_need,
    family_help,
    housing,
    money,
    places,
    population,
    send,
    transport,
    workforce,
)
from joinedup.store import Store

_SERVICES = (
    population,
    housing,
    family_help,
    children_in_need,
    care,
    workforce,
    places,
    send,
    transport,
    attendance,
    money,
)


def own_figures(store: Store, council: Council) -> list[FigureValue]:
    """Return the council's own figures; none for what it has not loaded.

    Args:
        store: what the council has loaded.
        council: the council.
    """
    return [value for service in _SERVICES for value in service.own_figures(store, council)]
