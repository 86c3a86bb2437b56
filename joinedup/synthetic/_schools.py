"""Schools, their places, and which of them each person goes to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import NEVER, Days, Real, Whole, day, school_year_group
from joinedup.synthetic._names import SAINTS, STREETS, WARD_NAMES
from joinedup.synthetic._people import People
from joinedup.synthetic._places import Places
from joinedup.synthetic._send import INDEPENDENT, NON_MAINTAINED, SPECIAL, Plans

PRIMARY, SECONDARY, SPECIAL_SCHOOL, PUPIL_REFERRAL, PRIVATE, PRIVATE_SPECIAL, COLLEGE = range(7)
KINDS = ("Primary", "Secondary", "Special", "PRU", "Independent", "Independent special", "College")
AT_FULL_SIZE = {PRIMARY: 258, SECONDARY: 42, SPECIAL_SCHOOL: 16, PUPIL_REFERRAL: 4, PRIVATE: 10}
_FEWEST = {PRIMARY: 16, SECONDARY: 4, SPECIAL_SCHOOL: 2, PUPIL_REFERRAL: 1, PRIVATE: 1}
# England, 2024/25: 13.8% of primary and 12.5% of secondary places unfilled.
UNFILLED = {PRIMARY: 0.138, SECONDARY: 0.125}
_MEASURED_IN = 2024
_INDEPENDENT_SHARE = 0.06
_AT_HOME_SHARE = 0.012
_SIXTH_FORM_SHARE = 0.44
_AGES = {PRIMARY: (4, 11), SECONDARY: (11, 18), SPECIAL_SCHOOL: (4, 19), PUPIL_REFERRAL: (5, 16)}
NOWHERE = -1


@dataclass(frozen=True)
class Schools:
    """The schools and everybody's place among them.

    Args:
        frame: one row a school: urn, number, name, kind, area, patch, ward, pan, capacity, converted.
        primary: row of the primary school each person goes, will go or went to.
        secondary: row of the secondary school.
        special: row of a special school, or `NOWHERE`; special_from: day the place began.
        special_from: day a place in a special school began, or `NEVER`.
        sixth_form: whether the person stays on for years 12 and 13.
        elsewhere: whether the person is at an independent school or taught at home.
    """

    frame: pl.DataFrame
    primary: Whole
    secondary: Whole
    special: Whole
    special_from: Days
    sixth_form: np.ndarray
    elsewhere: np.ndarray

    def rows(self, kind: int) -> Whole:
        """Return the rows of the schools of one kind."""
        return np.flatnonzero(self.frame["kind"].to_numpy() == kind)

    def attended(self, people: People, academic_year: int) -> tuple[Whole, Whole]:
        """Return the school (row) and year group of each person in January of an academic year."""
        census = day(academic_year + 1, 1, 15)
        group = school_year_group(people.born, academic_year)
        school = np.where(group <= 6, self.primary, self.secondary)
        school = np.where(self.special_from <= census, self.special, school)
        at_school = (group >= 0) & (group <= 11) | (group >= 12) & (group <= 13) & self.sixth_form
        here = at_school & (people.arrived <= census) & ~self.elsewhere
        return np.where(here, school, NOWHERE), group


def make_schools(places: Places, people: People, plans: Plans, scale: float, rng: Generator) -> Schools:
    """Make the schools, give everybody theirs, and size them to the national share of unfilled places."""
    frame = _schools(places, scale, rng)
    kind = frame["kind"].to_numpy()
    n = len(people)
    home_area = places.wards["area"].to_numpy()[people.ward]
    area = np.where(rng.random(n) < 0.9, home_area, home_area // 4 * 4 + rng.integers(0, 4, n))
    patch = np.where(rng.random(n) < 0.95, home_area // 4, rng.integers(0, 4, n))
    special, special_from = _special_places(frame, people, plans, rng)
    schools = Schools(
        frame=frame,
        primary=_choose(frame, kind == PRIMARY, frame["area_row"].to_numpy(), area, rng),
        secondary=_choose(frame, kind == SECONDARY, frame["area_row"].to_numpy(), patch, rng),
        special=special,
        special_from=special_from,
        sixth_form=rng.random(n) < _SIXTH_FORM_SHARE,
        elsewhere=(rng.random(n) < _INDEPENDENT_SHARE + _AT_HOME_SHARE) & (special_from == NEVER),
    )
    return _sized(schools, people, rng)


def _schools(places: Places, scale: float, rng: Generator) -> pl.DataFrame:
    counts = {kind: max(_FEWEST[kind], round(scale * full)) for kind, full in AT_FULL_SIZE.items()}
    counts |= {PRIVATE_SPECIAL: max(1, round(6 * scale)), COLLEGE: max(1, round(2 * scale))}
    kind = np.repeat(np.array(list(counts)), np.array(list(counts.values())))
    within = np.concatenate([np.arange(count) for count in counts.values()])
    n = len(kind)
    area_row = np.where(kind == SECONDARY, within % 4, within % 16)
    patch_row = np.where(kind == PRIMARY, area_row // 4, within % 4)
    wards = len(places.wards)
    ward = np.where(
        kind == PRIMARY,
        area_row * (wards // 16) + within // 16 % (wards // 16),
        patch_row * (wards // 4) + within // 4 % (wards // 4),
    )
    weight = np.where(kind == PRIMARY, rng.choice([15, 30, 30, 45, 60, 60, 90], n), rng.uniform(120, 300, n))
    converted = np.where(
        ((rng.random(n) < 0.12) | (np.arange(n) == 0)) & np.isin(kind, (PRIMARY, SECONDARY)),
        np.array([day(2018 + int(year), 9, 1) for year in rng.integers(0, 6, n)]),
        NEVER,
    )
    codes = places.areas["code"].to_numpy()
    area = np.where(kind == PRIMARY, codes[area_row], np.where(kind == SECONDARY, codes[16 + within % 4], ""))
    return pl.DataFrame(
        {
            "urn": 990_001 + np.arange(n),
            "number": np.where(kind == SECONDARY, 4_000, 2_000) + np.arange(n) % 2_000,
            "name": [_name(int(k), int(i), int(w)) for k, i, w in zip(kind, within, ward, strict=True)],
            "kind": kind,
            "area": area,
            "area_row": area_row,
            "patch": places.wards["patch"].gather(patch_row * (wards // 4)),
            "ward": ward,
            "postcode": places.postcode_in(ward, rng),
            "weight": weight,
            "converted": converted,
            "was_urn": np.where(converted < NEVER, 970_001 + np.arange(n), 0),
        }
    )


def _name(kind: int, number: int, ward: int) -> str:
    place = WARD_NAMES[ward].replace("'s", "")
    ordinal = number // 16
    if kind == PRIMARY and ordinal % 3 == 1:
        return f"St {SAINTS[(number + ordinal) % len(SAINTS)]}'s Primary School, {place}"
    if kind == PRIMARY:
        return f"{place} {STREETS[(number + ordinal) % len(STREETS)]} Primary School"
    says = {
        SECONDARY: "Academy", SPECIAL_SCHOOL: "Special School", PUPIL_REFERRAL: "Pupil Referral Unit",
        PRIVATE: "Preparatory and Senior School", PRIVATE_SPECIAL: "House School", COLLEGE: "College",
    }[kind]  # fmt: skip
    return f"{place} {SAINTS[number % len(SAINTS)]} {says}"


def _choose(frame: pl.DataFrame, is_kind: np.ndarray, areas: Whole, area: Whole, rng: Generator) -> Whole:
    """Draw a school for each person among those of the area, larger schools more often."""
    chosen = np.full(len(area), NOWHERE)
    weights = frame["weight"].to_numpy()
    drawn = rng.random(len(area))
    for one in range(int(area.max()) + 1):
        rows = np.flatnonzero(is_kind & (areas == one))
        cumulative = np.cumsum(weights[rows]) / weights[rows].sum()
        here = np.flatnonzero(area == one)
        chosen[here] = rows[np.searchsorted(cumulative, drawn[here])]
    return chosen


def _special_places(frame: pl.DataFrame, people: People, plans: Plans, rng: Generator) -> tuple[Whole, Days]:
    """Give those whose plan names a special school a place in one, from the September after."""
    special = np.full(len(people), NOWHERE)
    since = np.full(len(people), NEVER, dtype=np.int32)
    kind = frame["kind"].to_numpy()
    for placements, school in (
        ((SPECIAL,), SPECIAL_SCHOOL),
        ((INDEPENDENT, NON_MAINTAINED), PRIVATE_SPECIAL),
    ):
        rows = np.flatnonzero(kind == school)
        named = np.isin(plans.school_placement, placements) & (plans.issued < NEVER)
        person = plans.person[named]
        special[person] = rng.choice(rows, len(person))
        since[person] = plans.issued[named] + 30
    return special, since


def _sized(schools: Schools, people: People, rng: Generator) -> Schools:
    """Set admission numbers and capacities from the rolls of the year the national share is for."""
    attended, group = schools.attended(people, _MEASURED_IN)
    kind = schools.frame["kind"].to_numpy()
    n = len(kind)
    # Sixth forms have places of their own; the admission number is for the years below.
    on_roll = np.bincount(attended[attended >= 0], minlength=n)
    below = np.bincount(attended[(attended >= 0) & (group <= 11)], minlength=n)
    groups = np.where(kind == PRIMARY, 7, 5)
    crowding = rng.lognormal(0.0, 0.09, n)
    pan = np.maximum(1.0, below / groups)
    sixth = np.round((on_roll - below) * 1.12)
    for one, share in UNFILLED.items():
        rows = kind == one
        larger = _larger(pan[rows] * crowding[rows], groups[rows], sixth[rows], on_roll[rows], share)
        pan[rows] = np.maximum(np.round(pan[rows] * crowding[rows] * larger), 1.0)
    capacity = np.where(np.isin(kind, (PRIMARY, SECONDARY)), pan * groups + sixth, np.round(on_roll * 0.97))
    frame = schools.frame.with_columns(
        pl.Series("pan", pan.astype(np.int64)),
        pl.Series("sixth_places", sixth.astype(np.int64)),
        pl.Series("capacity", np.maximum(capacity, 8).astype(np.int64)),
    )
    return Schools(
        frame, schools.primary, schools.secondary, schools.special, schools.special_from,
        schools.sixth_form, schools.elsewhere,
    )  # fmt: skip


def _larger(pan: Real, groups: Whole, sixth: Real, on_roll: Whole, share: float) -> float:
    """Return by how much to enlarge admission numbers so that this share of places is unfilled."""
    low, high = 0.5, 2.5
    for _ in range(40):
        middle = (low + high) / 2
        capacity = np.round(pan * middle) * groups + sixth
        unfilled = np.maximum(capacity - on_roll, 0).sum() / capacity.sum()
        low, high = (middle, high) if unfilled < share else (low, middle)
    return (low + high) / 2
