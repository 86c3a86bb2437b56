"""What the pages of leadership read: the council's files, read again when one of them changes."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

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
from joinedup.web.figures import figures_now
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
    return read_leadership(council()).with_assurances(agreed_assurances())


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
    is_loaded = Store(here.workings).manifest().load
    return measure_values(structure.measures, figures_now(here) if is_loaded else None)


def directorate_id(here: Council, name: str) -> str:
    """Return the identifier of the directorate that the council calls by this name; "" where it is none."""
    return next((one for one, local in here.directorates.items() if local == name), "")
