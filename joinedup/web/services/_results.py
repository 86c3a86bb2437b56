"""The projection as it was last run, and pages built from it once for everybody."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from joinedup.council import Backcast, Projection, kept_backcast, kept_projection
from joinedup.folder import Council
from joinedup.store import Store
from joinedup.web.remembered import remembered

Built = TypeVar("Built")


@dataclass(frozen=True)
class Run:
    """The last projection with its backcast.

    Args:
        projection: the projection.
        backcast: how far off it would have been.
        older: that data have been loaded since, in words; "" where none have.
    """

    projection: Projection
    backcast: Backcast
    older: str


def last_run(council: Council) -> Run | None:
    """Return the projection that was run last; None where none was.

    Raises:
        StoreRefused: what was kept is damaged, or was written by another version.
    """
    projection = kept_projection(council)
    if projection is None:
        return None
    backcast = kept_backcast(council) or Backcast((), ())
    return Run(
        projection, backcast, _older(projection.manifest.load, Store(council.workings).manifest().load)
    )


def _older(used: int, now: int) -> str:
    if used == now:
        return ""
    if now < used:
        return (
            f"Load {used}, from which these numbers were worked out, has been taken back since. "
            "Project the council again."
        )
    return (
        f"Data have been loaded since these numbers were worked out: they come from load {used}, and "
        f"load {now} is in the store. Project the council again to use it."
    )


def built_once(council: Council, what: tuple[Hashable, ...], build: Callable[[], Built]) -> Built:
    """Return a page built from the last run, built anew only where the run, the data or the council changed.

    Args:
        council: the council.
        what: what tells the page from all others.
        build: builds it.
    """
    return remembered((str(council.folder), *what), _made_from(council), build)


def _made_from(council: Council) -> tuple[Path, ...]:
    results = council.workings / "results"
    return (
        results / "projection.json.gz",
        results / "backcast.json.gz",
        council.workings / "store" / "manifest.json",
        council.folder / "council.toml",
        council.local_parameters,
    )
