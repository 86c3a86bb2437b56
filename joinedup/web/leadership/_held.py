"""What the pages of leadership read: the council's files, read again when one of them changes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from joinedup.council import Figures, held_figures
from joinedup.folder import Council
from joinedup.leadership import (
    Delegations,
    Leadership,
    Post,
    Structure,
    new_file,
    read_delegations,
    read_leadership,
    slug_of,
    version_of,
)
from joinedup.register.assurance import agreed_assurances
from joinedup.reports.leadership import Values, measure_values
from joinedup.store import Store
from joinedup.web.shell import council

_FOLDER = "leadership"


def today() -> date:
    """Return today in the time of the council."""
    return timezone.localdate()


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, however little that is; None where it is only to be shown."""
    return request.POST if request.method == "POST" else None


def held() -> Leadership:
    """Return the council's files of leadership, with the tests of assurance agreed in the application.

    Raises:
        InputRefused: the files have faults; all are told.
    """
    here = council()
    return _read(here.folder, _stamp(here.folder)).with_assurances(agreed_assurances())


def version_of_table(table: str) -> str:
    """Return what tells whether the file of a table was changed since a form was shown."""
    return version_of(held().files.get(table) or new_file(council(), table))


def structure_now() -> Structure:
    """Return everything that holds today."""
    return held().on(today())


def post_named(structure: Structure, slug: str) -> Post:
    """Return the post with this name in its address.

    Raises:
        Http404: there is none today.
    """
    for title, post in structure.posts.items():
        if slug_of(title) == slug:
            return post
    raise Http404


def patch_names(here: Council) -> dict[str, str]:
    """Return the names of patches, by identifier."""
    return {one.id: one.name for one in here.patches}


def delegations_or_none(here: Council) -> Delegations | None:
    """Return the scheme of delegation; None where the council keeps none as data."""
    if not (here.folder / _FOLDER / "delegations.yaml").is_file():
        return None
    return read_delegations(here)


def values_now(here: Council, structure: Structure) -> Values:
    """Return the latest value of each measure; nothing is held before the first load."""
    return measure_values(structure.measures, _figures(here, Store(here.workings).manifest().load))


def directorate_id(here: Council, name: str) -> str:
    """Return the identifier of the directorate that the council calls by this name; "" where it is none."""
    return next((one for one, local in here.directorates.items() if local == name), "")


@lru_cache(maxsize=4)
def _read(folder: Path, _stamped: tuple[tuple[str, int, int], ...]) -> Leadership:
    return read_leadership(council())


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes whenever a file that the reader reads does; `council.toml` names its patches."""
    below = folder / _FOLDER
    files = sorted(below.iterdir()) if below.is_dir() else []
    found = []
    for path in (folder / "council.toml", *files):
        try:
            held = path.stat()
        except FileNotFoundError:
            continue
        if path.is_file() and not path.name.startswith("."):
            found.append((path.name, held.st_mtime_ns, held.st_size))
    return tuple(found)


@lru_cache(maxsize=4)
def _figures_of(folder: Path, _load: int) -> Figures | None:
    here = council()
    return held_figures(here, Store(here.workings))


def _figures(here: Council, load: int) -> Figures | None:
    return _figures_of(here.folder, load) if load else None


__all__ = [
    "delegations_or_none",
    "directorate_id",
    "held",
    "patch_names",
    "post_named",
    "sent",
    "structure_now",
    "today",
    "values_now",
    "version_of_table",
]
