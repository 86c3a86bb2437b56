"""The projection as it was last run, and the pages built from it once for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from django.http import QueryDict

from joinedup.council import (
    Area,
    AreaCounts,
    Backcast,
    Projection,
    RunManifest,
    area_counts,
    areas_of,
    kept_backcast,
    kept_projection,
)
from joinedup.folder import Council
from joinedup.reports.area_map import MapPage, map_page
from joinedup.reports.coverage import CoveragePage, coverage_page
from joinedup.reports.links import LinksPage, ShownLink, links_of, links_page
from joinedup.reports.projection import ProjectionPage, projection_page
from joinedup.reports.services import (
    PatchChoice,
    ServicePage,
    ServicesPage,
    named_services,
    service_page,
    services_page,
)
from joinedup.store import Store, remembered, result_path
from joinedup.web.kept_pages import page_of

_SERVICE_IN_PATCH = "../{service}/?patch={patch}"


@dataclass(frozen=True)
class Run:
    """The last projection with its backcast.

    Args:
        projection: the projection.
        backcast: how far off it would have been.
    """

    projection: Projection
    backcast: Backcast


def is_run(council: Council) -> bool:
    """Whether the council has been projected."""
    return result_path(council.workings, "projection").is_file()


def services_built(council: Council) -> ServicesPage:
    """Return the page of all services."""

    def build() -> ServicesPage:
        run = _last_run(council)
        return services_page(run.projection, run.backcast, council, ending="/")

    page = page_of(council, ServicesPage, "services", build, *_of_a_run(council))
    return replace(page, older=_older(council, page.manifest))


def service_built(council: Council, name: str, patch: str = "") -> ServicePage:
    """Return the page of one service, for the whole council or one patch."""

    def build() -> ServicePage:
        run, links = _last_run(council), _links(council)
        page = service_page(run.projection, run.backcast, council, links, name, patch=patch)
        return replace(page, choices=_choices(council, patch))

    kept_as = f"service-{name}-{patch}" if patch else f"service-{name}"
    page = page_of(council, ServicePage, kept_as, build, *_of_a_run(council), council.local_parameters)
    return replace(page, older=_older(council, page.manifest))


def projection_built(council: Council) -> ProjectionPage:
    """Return the page of the whole projection."""

    def build() -> ProjectionPage:
        run = _last_run(council)
        return projection_page(run.projection, run.backcast, council)

    return page_of(council, ProjectionPage, "projection", build, *_of_a_run(council))


def coverage_built(council: Council) -> CoveragePage:
    """Return the page of what the projection starts from."""
    return page_of(
        council,
        CoveragePage,
        "coverage",
        lambda: coverage_page(_last_run(council).projection, council),
        *_of_a_run(council),
    )


def links_built(council: Council) -> LinksPage:
    """Return the page of the links between services."""
    return page_of(
        council,
        LinksPage,
        "links",
        lambda: links_page(_links(council), council),
        council.local_parameters,
    )


def map_built(council: Council, chosen: str) -> MapPage:
    """Return the map of one measure, which must be one of those that can be shown."""

    def build() -> MapPage:
        areas, counts = areas_held(council)
        projection = kept_projection(council)
        return map_page(council, areas, counts, projection, chosen, _SERVICE_IN_PATCH)

    kept_as = f"map-{chosen.replace(':', '-')}" if chosen else "map"
    return page_of(council, MapPage, kept_as, build, *_of_a_run(council), _manifest(council))


def areas_held(council: Council) -> tuple[tuple[Area, ...], tuple[AreaCounts, ...]]:
    """Return the areas of the council and what is counted in each."""
    made_from = (_manifest(council), council.folder / "council.toml")
    return remembered(
        (str(council.folder), "areas"), made_from, lambda: (areas_of(council), area_counts(council))
    )


def build_pages(council: Council) -> None:
    """Build every page of a new projection, so that the first reader does not wait."""
    services_built(council)
    for name in named_services():
        service_built(council, name)
    projection_built(council)
    coverage_built(council)
    map_built(council, "")


def _last_run(council: Council) -> Run:
    projection = kept_projection(council)
    assert projection is not None, "whoever asks has looked whether there is a projection"
    backcast = kept_backcast(council) or Backcast((), ())
    return Run(projection, backcast)


def _older(council: Council, made: RunManifest) -> str:
    """Return that data have been loaded or taken back since, in words; nothing where none have."""
    used, now = made.load, Store(council.workings).manifest().load
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


def _links(council: Council) -> list[ShownLink]:
    return remembered((str(council.folder), "links"), (council.local_parameters,), lambda: links_of(council))


def _choices(council: Council, patch: str) -> tuple[PatchChoice, ...]:
    if len(council.patches) < 2:
        return ()
    places = [("", "Whole council"), *((one.id, one.name) for one in council.patches)]
    return tuple(PatchChoice(name, _address(id), id == patch) for id, name in places)


def _address(patch: str) -> str:
    query = QueryDict(mutable=True)
    query["patch"] = patch
    return f"?{query.urlencode()}" if patch else "?"


def _of_a_run(council: Council) -> tuple[Path, ...]:
    return tuple(result_path(council.workings, name) for name in ("projection", "backcast"))


def _manifest(council: Council) -> Path:
    return Store(council.workings).manifest_path
