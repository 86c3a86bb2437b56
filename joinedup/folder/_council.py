"""`council.toml`: what a council is, read and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.errors import CouncilNotFound, InputRefused
from joinedup.vocabulary import Directorate

FILE_NAME = "council.toml"
_LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
COLOUR = "#12436d"
TIERS = ("unitary", "county", "metropolitan", "london")


@dataclass(frozen=True)
class Patch:
    """A part of the council's area with a lead of its own.

    Args:
        id: short identifier used in data and proposals.
        name: name as people say it.
        wards: ONS codes of the wards it is made of; empty where it is made of something else.
        lsoas: ONS codes of the lower super output areas it is made of.
        districts: ONS codes of the districts it is made of.
    """

    id: str
    name: str
    wards: tuple[str, ...] = ()
    lsoas: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanningArea:
    """A group of schools for which places are planned together.

    Args:
        code: the council's code for it.
        name: its name.
        phase: `primary` (Reception to year 6) or `secondary` (year 7 to 13).
        patch: identifier of the patch it lies in.
    """

    code: str
    name: str
    phase: str
    patch: str


@dataclass(frozen=True)
class Organisation:
    """Another organisation that owns functions in this area, such as a district council.

    Args:
        id: short identifier.
        name: its name.
        functions: spending lines and figures it owns, e.g. `homelessness`.
    """

    id: str
    name: str
    functions: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """When an effect on somebody else is large enough that they must be asked.

    Args:
        probability: least probability of such an effect.
        gbp_per_year: least size in pounds in any year.
        share: least size as a share of the measure.
    """

    probability: float = 0.5
    gbp_per_year: float = 250_000.0
    share: float = 0.01


@dataclass(frozen=True)
class Council:
    """A council as its folder describes it.

    Args:
        folder: where the folder is.
        name: the council's name.
        ons_code: its ONS code.
        dfe_code: its three-digit Department for Education code.
        tier: `unitary`, `county`, `metropolitan` or `london`.
        region: its region.
        plan_starts: first day of the plan, always 1 April.
        patches: its patches, in order.
        planning_areas: its school planning areas, in order.
        directorates: local names of the directorates, by identifier.
        organisations: other organisations that own functions here.
        material: what counts as a material effect.
        colour: the council's own colour, `#12436d`, behind white words.
    """

    folder: Path
    name: str
    ons_code: str
    dfe_code: str
    tier: str
    region: str
    plan_starts: date
    patches: tuple[Patch, ...]
    planning_areas: tuple[PlanningArea, ...] = ()
    directorates: dict[str, str] = field(default_factory=dict)
    organisations: tuple[Organisation, ...] = ()
    material: Material = field(default_factory=Material)
    colour: str = COLOUR

    @property
    def data(self) -> Path:
        """Where returns and extracts are put, exactly as exported."""
        return self.folder / "data"

    @property
    def proposals(self) -> Path:
        """Where proposals are kept, one file each."""
        return self.folder / "proposals"

    @property
    def targets(self) -> Path:
        """Where targets files are kept, from which better sets of proposals are found."""
        return self.folder / "targets"

    @property
    def local_parameters(self) -> Path:
        """Where local values that override the national ones are kept."""
        return self.folder / "parameters"

    @property
    def workings(self) -> Path:
        """The store and the runs; can be deleted and rebuilt."""
        return self.folder / ".joinedup"

    @property
    def reports(self) -> Path:
        """Where reports are written."""
        return self.folder / "reports"

    def directorate_name(self, directorate: str) -> str:
        """Return the local name of a directorate, or its usual name."""
        return self.directorates.get(directorate, Directorate(directorate).says)


def find_council(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds a `council.toml`.

    Raises:
        CouncilNotFound: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise CouncilNotFound(
        f"There is no {FILE_NAME} in {start} or any folder above it.",
        "Name the council's folder with --council, or make one with `joinedup new` or `joinedup start`.",
    )


def read_council(folder: Path) -> Council:
    """Read a council's folder.

    Raises:
        CouncilNotFound: the folder holds no `council.toml`.
        InputRefused: the file is not as it should be.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        raise CouncilNotFound(f"There is no {FILE_NAME} in {folder}.", "Make one with `joinedup new`.")
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        return _council(folder.resolve(), declared)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefused(
            f"{path} is not valid TOML: {error}.", "Correct the line and try again."
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputRefused(
            f"{path} is incomplete: {error}.", "See the user guide, `A council is a folder`."
        ) from error


def _council(folder: Path, declared: dict[str, Any]) -> Council:
    council, plan = declared["council"], declared.get("plan", {})
    if council["tier"] not in TIERS:
        raise ValueError(f"tier is one of {', '.join(TIERS)}")
    starts = plan.get("starts", date(2026, 4, 1))
    if (starts.month, starts.day) != (4, 1):
        raise ValueError("plan.starts is a 1 April")
    patches = tuple(_patch(row) for row in declared["patch"])
    areas = tuple(PlanningArea(**row) for row in declared.get("planning_area", []))
    _check_unique("patch", [patch.id for patch in patches])
    _check_unique("planning_area", [area.code for area in areas])
    for area in areas:
        if area.patch not in {patch.id for patch in patches}:
            raise ValueError(f"planning area {area.code} lies in patch {area.patch!r}, which is not declared")
    organisations = tuple(
        Organisation(row["id"], row["name"], tuple(row["functions"]))
        for row in declared.get("organisation", [])
    )
    return Council(
        folder=folder,
        name=council["name"],
        ons_code=council["ons_code"],
        dfe_code=str(council["dfe_code"]),
        tier=council["tier"],
        region=council["region"],
        plan_starts=starts,
        patches=patches,
        planning_areas=areas,
        directorates={row["id"]: row["name"] for row in declared.get("directorate", [])},
        organisations=organisations,
        material=Material(**declared.get("material", {})),
        colour=_colour(council.get("colour", COLOUR)),
    )


def _colour(written: str) -> str:
    """Return a colour that white words can be read on, or say that they cannot."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", written):
        raise ValueError(f"council.colour is six hexadecimal digits after #, such as {COLOUR}")
    if _contrast_with_white(written) < _LEAST_CONTRAST:
        raise ValueError(f"council.colour {written} is too light for white words to be read on it")
    return written.lower()


def _contrast_with_white(colour: str) -> float:
    """Return the contrast of white on a colour, 1 to 21. Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _patch(row: dict[str, Any]) -> Patch:
    return Patch(
        row["id"],
        row["name"],
        tuple(row.get("wards", ())),
        tuple(row.get("lsoas", ())),
        tuple(row.get("districts", ())),
    )


def _check_unique(what: str, ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"{what} {', '.join(twice)} is declared twice")
