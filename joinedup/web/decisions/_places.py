"""Where something that has no record yet would lie, for the rules of who may act on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Directorates, patches and organisations that something lies in.

    Args:
        directorates: identifiers of the directorates.
        patches: identifiers of the patches.
        organisations: identifiers of other organisations.
    """

    directorates: Sequence[str]
    patches: Sequence[str]
    organisations: Sequence[str]
