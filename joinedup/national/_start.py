"""Make a council's folder from open tables alone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

from joinedup.declared import FigureValue
from joinedup.errors import InputRefused
from joinedup.folder import FILE_NAME, Patch
from joinedup.national._authorities import Authority
from joinedup.national._figures import CoverageRow, coverage, open_figures
from joinedup.national._open_data import OpenData
from joinedup.national._patches import district_names, patches_of
from joinedup.vocabulary import FIGURES, Directorate

FIGURES_FILE = Path("data/open_data/figures.csv")
COLUMNS = ("figure", "area", "band", "as_at", "value", "unit", "origin", "source", "note")
PLAN_STARTS = date(2026, 4, 1)
# What the districts own in a two-tier area. The first two are a spending line and a figure of ours; of the
# others the county has a part of its own (waste disposal, minerals, libraries), so they have other names.
DISTRICT_FUNCTIONS = (
    "homelessness",
    "families_in_temporary_accommodation",
    "local_planning",
    "waste_collection",
    "leisure",
    "council_tax_collection",
    "housing_benefit",
)
_OWNER_ONLY = 0o700


@dataclass(frozen=True)
class Started:
    """What `start_council` made.

    Args:
        folder: the council's folder.
        authority: the authority it was made for.
        patches: the patches it starts with.
        figures: every value written.
        coverage: the latest value of each figure, and whose number it is.
    """

    folder: Path
    authority: Authority
    patches: tuple[Patch, ...]
    figures: tuple[FigureValue, ...]
    coverage: tuple[CoverageRow, ...]


def start_council(folder: Path, authority: Authority, data: OpenData) -> Started:
    """Make a council's folder from open tables: `council.toml`, its figures and an empty `proposals`.

    Raises:
        InputRefused: the folder holds a council already.
        OpenDataRefused: a national table is missing.
    """
    if (folder / FILE_NAME).exists():
        raise InputRefused(f"{folder} holds a council already.", "Name a folder that does not exist yet.")
    # Everything is read before anything is written, so that a missing table leaves no half-made folder.
    figures = open_figures(data, authority)
    declared = tomli_w.dumps(council_toml(data, authority))
    patches = patches_of(data, authority)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(_OWNER_ONLY)
    (folder / "proposals").mkdir(exist_ok=True)
    write_figures(folder / FIGURES_FILE, figures)
    (folder / FILE_NAME).write_text(_OPENING.format(name=authority.name) + declared, encoding="utf-8")
    return Started(folder, authority, patches, tuple(figures), tuple(coverage(figures)))


def write_figures(path: Path, figures: list[FigureValue]) -> None:
    """Write figures as the file that `joinedup load` recognises."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in figures:
            unit = FIGURES[one.figure].unit
            value = f"{one.value:.6f}".rstrip("0").rstrip(".")
            writer.writerow(
                (one.figure, one.area, one.band, one.as_at, value, unit, one.origin, one.source, one.note)
            )


def council_toml(data: OpenData, authority: Authority) -> dict[str, Any]:
    """Return what `council.toml` says of an authority before anybody there has changed it."""
    patches = patches_of(data, authority)
    declared: dict[str, Any] = {
        "council": {
            "name": authority.name,
            "ons_code": authority.ons_code,
            "dfe_code": authority.dfe_code,
            "tier": authority.tier,
            "region": authority.region,
        },
        "plan": {"starts": PLAN_STARTS},
        "patch": [_patch(patch) for patch in patches],
        "planning_area": [
            {
                "code": f"{patch.id}-{phase}",
                "name": f"{patch.name} {phase}",
                "phase": phase,
                "patch": patch.id,
            }
            for patch in patches
            for phase in ("primary", "secondary")
        ],
        "directorate": [{"id": one.value, "name": one.says} for one in Directorate],
    }
    if authority.is_two_tier:
        names = district_names(data)
        declared["organisation"] = [
            {"id": code, "name": names[code], "functions": list(DISTRICT_FUNCTIONS)}
            for code in authority.district_codes
        ]
    return declared


_OPENING = """\
# {name}, started from open national tables. Everything here may be changed.
# Patches were drawn from districts or wards, and planning areas are notional, one a patch and phase:
# put the council's own in their place.

"""


def _patch(patch: Patch) -> dict[str, Any]:
    declared: dict[str, Any] = {"id": patch.id, "name": patch.name}
    if patch.districts:
        declared["districts"] = list(patch.districts)
    if patch.wards:
        declared["wards"] = list(patch.wards)
    return declared
