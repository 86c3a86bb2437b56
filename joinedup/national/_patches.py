"""The patches a council starts with: a county's districts, or up to four groups of wards.

A council draws its own patches later; these only have to be sensible, balanced and the same each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from joinedup.folder import Patch
from joinedup.national._authorities import Authority
from joinedup.national._open_data import OpenData
from joinedup.national._people import ages_of_districts
from joinedup.national._publications import DISTRICTS, PEOPLE_2023
from joinedup.national._small_areas import SmallArea, small_areas

MOST_DISTRICTS = 8
MOST_GROUPS = 4
_SMALLEST_GROUP = 20
_CHILD_AGES = 18
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_FULL_CIRCLE = 360.0


@dataclass(frozen=True)
class _Group:
    """Districts taken together as one patch."""

    districts: tuple[str, ...]
    children: float
    middle: tuple[float, float]


def patches_of(data: OpenData, authority: Authority) -> tuple[Patch, ...]:
    """Return the patches an authority starts with."""
    return data.once(("patches", authority.dfe_code), lambda: _make(data, authority))


def areas_of(data: OpenData, authority: Authority, patch: Patch) -> tuple[SmallArea, ...]:
    """Return the small areas of a patch."""
    inside = set(patch.districts) | set(patch.wards)
    return tuple(area for area in small_areas(data, authority) if {area.district, area.ward} & inside)


def district_names(data: OpenData) -> dict[str, str]:
    """Return the name of every district by its code."""
    return data.once("district names", lambda: dict(data.table(DISTRICTS, ("LADCD", "LADNM")).rows()))


def _make(data: OpenData, authority: Authority) -> tuple[Patch, ...]:
    if authority.is_two_tier:
        return _patches_of_districts(data, authority)
    return _patches_of_wards(authority, small_areas(data, authority))


def _patches_of_districts(data: OpenData, authority: Authority) -> tuple[Patch, ...]:
    ages, areas = ages_of_districts(data, PEOPLE_2023), small_areas(data, authority)
    groups = [
        _Group(
            (code,), sum(ages[code][:_CHILD_AGES]), _middle([one for one in areas if one.district == code])
        )
        for code in authority.district_codes
    ]
    while len(groups) > MOST_DISTRICTS:
        smallest = min(groups, key=lambda group: (group.children, group.districts))
        others = [group for group in groups if group is not smallest]
        nearest = min(others, key=lambda group: _distance(group, smallest))
        groups = [group for group in others if group is not nearest] + [_together(smallest, nearest)]
    names = district_names(data)
    patches = [_patch_of_districts([names[code] for code in group.districts], group) for group in groups]
    return tuple(sorted(patches, key=lambda patch: patch.id))


def _patch_of_districts(names: list[str], group: _Group) -> Patch:
    *before, last = sorted(names)
    name = f"{', '.join(before)} and {last}" if before else last
    return Patch(re.sub(r"[^a-z]+", "-", name.casefold()).strip("-"), name, districts=group.districts)


def _together(one: _Group, other: _Group) -> _Group:
    total = one.children + other.children
    middle = (
        (one.middle[0] * one.children + other.middle[0] * other.children) / total,
        (one.middle[1] * one.children + other.middle[1] * other.children) / total,
    )
    return _Group(tuple(sorted(one.districts + other.districts)), total, middle)


def _distance(one: _Group, other: _Group) -> float:
    return float(np.hypot(one.middle[0] - other.middle[0], one.middle[1] - other.middle[1]))


def _middle(areas: list[SmallArea]) -> tuple[float, float]:
    """Return the middle of small areas, east then north, in degrees of latitude."""
    north = float(np.mean([area.latitude for area in areas]))
    east = float(np.mean([area.longitude for area in areas])) * float(np.cos(np.radians(north)))
    return east, north


def _patches_of_wards(authority: Authority, areas: tuple[SmallArea, ...]) -> tuple[Patch, ...]:
    by_ward: dict[str, list[SmallArea]] = {}
    for area in areas:
        by_ward.setdefault(area.ward, []).append(area)
    wards = sorted(by_ward)
    n_groups = min(MOST_GROUPS, max(1, len(areas) // _SMALLEST_GROUP), len(wards))
    if n_groups == 1:
        return (Patch("all", f"All of {authority.name}", wards=tuple(wards)),)
    middles = np.array([_middle(by_ward[ward]) for ward in wards])
    weights = np.array([float(len(by_ward[ward])) for ward in wards])
    groups = _split(np.arange(len(wards)), middles, weights, n_groups)
    names = _compass_names(np.average(middles, axis=0, weights=weights), middles, weights, groups)
    patches = [
        Patch(name, name.replace("-", " ").capitalize(), wards=tuple(wards[place] for place in group))
        for name, group in zip(names, groups, strict=True)
    ]
    return tuple(sorted(patches, key=lambda patch: _COMPASS.index(patch.id)))


def _split(group: np.ndarray, middles: np.ndarray, weights: np.ndarray, n_groups: int) -> list[np.ndarray]:
    """Cut a group of wards across its longer direction, so that each side has its share of small areas."""
    if n_groups == 1:
        return [np.sort(group)]
    first = n_groups // 2
    centred = middles[group] - np.average(middles[group], axis=0, weights=weights[group])
    _, directions = np.linalg.eigh(np.cov(centred.T, aweights=weights[group]))
    longer = directions[:, -1]
    # An eigenvector has no sign of its own; fixing one keeps the cut the same on every machine.
    along = centred @ (longer if longer[np.argmax(np.abs(longer))] > 0 else -longer)
    order = group[np.lexsort((group, np.round(along, 9)))]
    filled = np.cumsum(weights[order]) / weights[order].sum()
    cut = int(np.clip(np.searchsorted(filled, first / n_groups) + 1, first, len(order) - (n_groups - first)))
    return _split(order[:cut], middles, weights, first) + _split(
        order[cut:], middles, weights, n_groups - first
    )


def _compass_names(
    centre: np.ndarray, middles: np.ndarray, weights: np.ndarray, groups: list[np.ndarray]
) -> list[str]:
    """Return a different point of the compass for each group, as near as can be to where it lies."""
    points = np.arange(len(_COMPASS)) * _FULL_CIRCLE / len(_COMPASS)
    costs = []
    for group in groups:
        east, north = np.average(middles[group], axis=0, weights=weights[group]) - centre
        bearing = np.degrees(np.arctan2(east, north)) % _FULL_CIRCLE
        turn = np.abs(points - bearing)
        costs.append(np.minimum(turn, _FULL_CIRCLE - turn))
    _, chosen = linear_sum_assignment(np.array(costs))
    return [_COMPASS[point] for point in chosen]
