"""A council's figures shared out to its patches: people, homes, low income and deprivation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from joinedup.declared import FigureValue, Origin
from joinedup.folder import Patch
from joinedup.national._authorities import Authority
from joinedup.national._homes import homes_of_districts
from joinedup.national._marks import number
from joinedup.national._open_data import OpenData
from joinedup.national._patches import areas_of, patches_of
from joinedup.national._people import ADULT, ages_of_districts, in_bands
from joinedup.national._publications import DEPRIVATION, PEOPLE_2023, PEOPLE_WARDS
from joinedup.national._small_areas import small_areas
from joinedup.national._values import joined
from joinedup.vocabulary import ADULT_BANDS, AGES

# The index itself has no day; this is the year it stands for.
_INDEX_YEAR = 2025
_BY_AGE = (*AGES, *ADULT_BANDS)

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Split:
    """How a council's figure is shared out to its patches.

    Args:
        share: share of each patch, by band and patch identifier; they sum to 1.
        note: how they were found.
        is_published: whether the shares are published for the patches as they are.
    """

    share: Callable[[str, str], float]
    note: str
    is_published: bool = False


def patch_figures(data: OpenData, authority: Authority, council: list[FigureValue]) -> list[FigureValue]:
    """Return the figures of each patch, made from those of the council."""
    patches = patches_of(data, authority)
    weights = patch_weights(data, authority)
    by_age = _split_by_age(authority, patches, weights)
    children = Split(
        lambda band, patch: _share(weights, patch, AGES[:ADULT]), joined(by_age.note, "aged 0 to 17")
    )
    infants = Split(lambda band, patch: _share(weights, patch, AGES[:1]), joined(by_age.note, "aged 0"))
    splits = {
        "people": by_age,
        "children_0_17": replace(children, is_published=False),
        "births": infants,
        "dwellings": _split_of_homes(data, authority, patches, "dwellings"),
        "completions": _split_of_homes(data, authority, patches, "completions"),
        "planned_completions": _split_of_homes(data, authority, patches, "completions"),
    }
    values = [
        _shared(value, patch, splits[value.figure])
        for value in council
        if value.figure in splits
        for patch in patches
    ]
    return values + _low_income(data, authority, patches, council, weights)


def deprivation(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return the mean deprivation of the council's small areas and of each patch's."""
    everywhere = [(authority.ons_code, small_areas(data, authority))]
    parts = [(patch.id, areas_of(data, authority, patch)) for patch in patches_of(data, authority)]
    return [
        FigureValue(
            "deprivation",
            area,
            "",
            _index_day(),
            fmean(one.deprivation for one in within),
            Origin.PUBLISHED,
            DEPRIVATION.cite(_INDEX_YEAR),
            f"mean of {len(within)} small areas, each counted once",
        )
        for area, within in everywhere + parts
    ]


def patch_weights(data: OpenData, authority: Authority) -> Weights:
    """Return people by patch and age band, for sharing out; a county's are its districts' own."""
    return data.once(("patch weights", authority.dfe_code), lambda: _weights(data, authority))


def patch_share(data: OpenData, authority: Authority, patch: str, bands: tuple[str, ...]) -> float:
    """Return a patch's share of the authority's people in age bands."""
    return _share(patch_weights(data, authority), patch, bands)


def _weights(data: OpenData, authority: Authority) -> Weights:
    patches = patches_of(data, authority)
    if authority.is_two_tier:
        ages = ages_of_districts(data, PEOPLE_2023)
        return {
            patch.id: in_bands(
                tuple(sum(column) for column in zip(*(ages[one] for one in patch.districts), strict=True))
            )
            for patch in patches
        }
    return {patch.id: _ward_weights(data, authority, patch) for patch in patches}


def _ward_weights(data: OpenData, authority: Authority, patch: Patch) -> dict[str, float]:
    """Return people in a patch of wards: as counted in 2015 where a ward still stands, else by small area."""
    counted = data.once("wards", lambda: _read_wards(data))
    per_area = data.once(("per area", authority.dfe_code), lambda: _people_per_area(data, authority))
    areas = areas_of(data, authority, patch)
    total = dict.fromkeys(_BY_AGE, 0.0)
    for ward in patch.wards:
        n_areas = sum(1 for area in areas if area.ward == ward)
        for band in _BY_AGE:
            total[band] += counted[ward][band] if ward in counted else n_areas * per_area[band]
    return total


def _people_per_area(data: OpenData, authority: Authority) -> dict[str, float]:
    counted = data.once("wards", lambda: _read_wards(data))
    areas = [area for area in small_areas(data, authority) if area.ward in counted]
    if not areas:
        return dict.fromkeys(_BY_AGE, 1.0)
    wards = {area.ward for area in areas}
    return {band: sum(counted[ward][band] for ward in wards) / len(areas) for band in _BY_AGE}


def _read_wards(data: OpenData) -> dict[str, dict[str, float]]:
    ages = [str(age) for age in range(91)]
    rows = data.table(PEOPLE_WARDS).select("WardCode", *ages).rows()
    return {
        code: in_bands(tuple(number(cell) or 0.0 for cell in cells))
        for code, *cells in rows
        if code.startswith("E")
    }


def _split_by_age(authority: Authority, patches: tuple[Patch, ...], weights: Weights) -> Split:
    if authority.is_two_tier:
        return Split(lambda band, patch: _share(weights, patch, (band,)), "sum of districts", True)
    return Split(
        lambda band, patch: _share(weights, patch, (band,)),
        "shared by people of that age in wards unchanged since 2015, and by small areas in the others",
    )


def _share(weights: Weights, patch: str, bands: tuple[str, ...]) -> float:
    everywhere = sum(one[band] for one in weights.values() for band in bands)
    if not everywhere:
        return 1 / len(weights)
    return sum(weights[patch][band] for band in bands) / everywhere


def _split_of_homes(data: OpenData, authority: Authority, patches: tuple[Patch, ...], figure: str) -> Split:
    if authority.is_two_tier:
        by_district = homes_of_districts(data, figure)
        years = sorted({year for _, year in by_district})
        recent = years[-1:] if figure == "dwellings" else years[-5:]
        size = {
            patch.id: sum(by_district[one, year] for one in patch.districts for year in recent)
            for patch in patches
        }
        note = f"shared as its districts' in {recent[0]} to {recent[-1]}"
    else:
        size = {patch.id: float(len(areas_of(data, authority, patch))) for patch in patches}
        note = "shared by small areas, each of about 650 homes"
    total = sum(size.values())
    return Split(lambda band, patch: size[patch] / total if total else 1 / len(size), note)


def _shared(value: FigureValue, patch: Patch, split: Split) -> FigureValue:
    origin = value.origin
    if not split.is_published and value.origin is Origin.PUBLISHED:
        origin = Origin.APPORTIONED
    return replace(
        value,
        area=patch.id,
        value=value.value * split.share(value.band, patch.id),
        origin=origin,
        note=joined(value.note, split.note),
    )


def _low_income(
    data: OpenData,
    authority: Authority,
    patches: tuple[Patch, ...],
    council: list[FigureValue],
    weights: Weights,
) -> list[FigureValue]:
    """Share out children in low income as income deprivation lies, keeping the council's own number."""
    income = {
        patch.id: fmean(area.low_income for area in areas_of(data, authority, patch)) for patch in patches
    }
    children = {patch.id: _share(weights, patch.id, AGES[:ADULT]) for patch in patches}
    mean = sum(income[patch] * children[patch] for patch in income)
    note = "the council's share, spread as the income score of the Index of Multiple Deprivation 2025"
    return [
        replace(
            value,
            area=patch.id,
            value=min(value.value * income[patch.id] / mean, 1.0),
            origin=Origin.APPORTIONED,
            note=joined(value.note, note),
        )
        for value in council
        if value.figure == "child_poverty_share"
        for patch in patches
    ]


def _index_day() -> date:
    return date(_INDEX_YEAR, 3, 31)
