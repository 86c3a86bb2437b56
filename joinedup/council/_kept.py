"""The projection and its backcast as they were last run, kept for whoever looks at them later."""

from __future__ import annotations

from joinedup.council._backcast import Backcast
from joinedup.council._projection import Projection
from joinedup.folder import Council
from joinedup.store import keep_result, kept_result

_PROJECTION, _BACKCAST = "projection", "backcast"


def keep_projection(council: Council, projection: Projection, backcast: Backcast) -> None:
    """Keep a projection and its backcast, in place of those that were kept before.

    The projection is kept last: whoever finds a new one finds the backcast that belongs to it.
    """
    keep_result(council.workings, _BACKCAST, backcast)
    keep_result(council.workings, _PROJECTION, projection)


def kept_projection(council: Council) -> Projection | None:
    """Return the projection that was kept last; None where none was run.

    Raises:
        StoreRefused: it is damaged, or was written by another version.
    """
    return kept_result(council.workings, _PROJECTION, Projection)


def kept_backcast(council: Council) -> Backcast | None:
    """Return the backcast that was kept last; None where none was run.

    Raises:
        StoreRefused: it is damaged, or was written by another version.
    """
    return kept_result(council.workings, _BACKCAST, Backcast)
