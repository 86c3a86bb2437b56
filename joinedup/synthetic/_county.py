"""The making of Middleshire, from wards to files, in one reading."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.errors import JoinedUpError
from joinedup.synthetic import _truth
from joinedup.synthetic._boundaries import write_boundaries
from joinedup.synthetic._calendar import CENSUS_YEARS, END, day
from joinedup.synthetic._care_outcomes import Care
from joinedup.synthetic._careers import make_episodes
from joinedup.synthetic._faults import Fault, plant_faults, trajectory_with_faults
from joinedup.synthetic._finance import write_finance
from joinedup.synthetic._housing import make_trajectory, write_completions
from joinedup.synthetic._leadership import write_leadership
from joinedup.synthetic._need import make_referrals
from joinedup.synthetic._people import PEOPLE_AT_FULL_SIZE, People, make_people
from joinedup.synthetic._places import PATCHES, Places, make_places
from joinedup.synthetic._population_files import (
    write_births,
    write_deprivation,
    write_population,
    write_postcodes,
)
from joinedup.synthetic._proposals import write_proposals
from joinedup.synthetic._pupil_files import write_exclusions, write_plans, write_pupil_census
from joinedup.synthetic._records import record_clean, record_with_mistakes
from joinedup.synthetic._responsibilities import write_responsibilities
from joinedup.synthetic._school_files import make_rolls, write_absence, write_capacity, write_rolls
from joinedup.synthetic._schools import Schools, make_schools
from joinedup.synthetic._send import Plans, make_plans
from joinedup.synthetic._social_care_files import make_early_help, write_cin, write_early_help, write_ssda903
from joinedup.synthetic._spells import Spells, make_spells, with_unaccompanied
from joinedup.synthetic._ssda903 import make_care_events
from joinedup.synthetic._targets import write_targets
from joinedup.synthetic._workforce import WorkforceYear, make_workforce
from joinedup.synthetic.writers import Output, write_council_toml, write_csww, write_gias

SMALLEST, LARGEST = 0.02, 10.0
# Each return is put together by people of its own, who make mistakes of their own.
_SYSTEMS = ("looked after", "in need", "early help", "send")
_PATCH_NAMES = [patch for patch, *_ in PATCHES]


@dataclass(frozen=True)
class CountyMade:
    """What was made.

    Args:
        folder: the council's folder.
        counts: people, children, schools and so on, by what they are.
        files: rows written, by path below the folder.
        seconds: time taken by each part.
    """

    folder: Path
    counts: dict[str, int]
    files: dict[str, int]
    seconds: dict[str, float]


@dataclass
class _Making:
    """The seed, the clock and who is told: each part draws from a generator of its own."""

    seed: int
    progress: Callable[[str], None] | None
    seconds: dict[str, float] = field(default_factory=dict)

    def rng(self, part: int) -> Generator:
        """Return the generator of one part; adding a part changes no other."""
        return np.random.default_rng([self.seed, part])

    @contextmanager
    def part(self, says: str) -> Iterator[None]:
        """Time a part and say that it has begun."""
        if self.progress is not None:
            self.progress(says)
        began = time.perf_counter()
        yield
        self.seconds[says] = time.perf_counter() - began


@dataclass(frozen=True)
class _County:
    """Everybody and everything, before any file is written."""

    places: Places
    people: People
    spells: Spells
    plans: Plans
    schools: Schools
    episodes: pl.DataFrame
    referrals: pl.DataFrame
    early_help: pl.DataFrame
    workforce: list[WorkforceYear]


def make_county(
    folder: Path,
    scale: float = 1.0,
    seed: int = 1,
    progress: Callable[[str], None] | None = None,
    truth: Path | None = None,
) -> CountyMade:
    """Make the whole council folder of Middleshire.

    Args:
        folder: where to; made if absent, and files of the same name are replaced.
        scale: size beside the county's 870,000 people, from 0.02 to 10.
        seed: fixes everything; the same seed and versions write the same bytes.
        progress: told what is being made.
        truth: a separate folder for the truth behind the data, for tests.

    Raises:
        JoinedUpError: the scale is out of range.
    """
    if not SMALLEST <= scale <= LARGEST:
        raise JoinedUpError(f"The county's scale is from {SMALLEST:g} to {LARGEST:g}.", "Choose one between.")
    making = _Making(seed, progress)
    county = _imagine(making, scale)
    out = Output(folder)
    numbers = _numbers(len(county.people), making.rng(20))
    clean = record_clean(county.people, county.places, numbers)
    systems = {
        name: record_with_mistakes(clean, county.people, county.places, name, making.rng(part))
        for part, name in enumerate(_SYSTEMS, start=21)
    }
    held = {name: recorded.frame for name, recorded in systems.items()}
    with making.part("Writing social care"):
        _write_social_care(out, county, held, making)
    with making.part("Writing schools and SEND"):
        _write_schools(out, county, clean, held["send"], making)
    with making.part("Writing population, housing, finance and leadership"):
        faults = _write_the_rest(out, county, scale, making)
    with making.part("Planting faults"):
        faults += plant_faults(out, making.rng(50))
    for path in (*write_proposals(folder, scale), *write_targets(folder, scale)):
        out.rows[str(path.relative_to(folder))] = 1
    if truth is not None:
        mistakes = pl.concat(recorded.mistakes for recorded in systems.values())
        _write_truth(truth, county, clean, mistakes, faults)
    return CountyMade(folder, _counts(county, scale), dict(out.rows), making.seconds)


def _imagine(making: _Making, scale: float) -> _County:
    with making.part("Places and people"):
        places = make_places(round(PEOPLE_AT_FULL_SIZE * scale), scale, making.rng(1))
        born_here = make_people(places, scale, making.rng(2))
    with making.part("Care, schools and SEND"):
        spells = make_spells(born_here, scale, making.rng(3))
        people = with_unaccompanied(born_here, spells, making.rng(4))
        episodes = make_episodes(people, places, spells, making.rng(5))
        plans = make_plans(people, scale, making.rng(6))
        schools = make_schools(places, people, plans, scale, making.rng(7))
    with making.part("Referrals and early help"):
        needs = episodes.group_by("spell", maintain_order=True).agg(pl.col("need").first())
        referrals = make_referrals(people, spells, needs, making.rng(8))
        patch = places.wards["patch"].replace_strict(_PATCH_NAMES, list(range(4))).to_numpy()
        early_help = make_early_help(people, referrals, patch, making.rng(9))
        children = int((people.age_on(END) < 18).sum())
        workforce = make_workforce(children, making.rng(10))
    return _County(places, people, spells, plans, schools, episodes, referrals, early_help, workforce)


def _numbers(n: int, rng: Generator) -> pl.Series:
    """Give everybody the number that social care would give them."""
    return pl.Series("number", (400_000 + rng.permutation(n)).astype(str))


def _write_social_care(out: Output, county: _County, held: dict[str, pl.DataFrame], making: _Making) -> None:
    workers = [worker["SWENo"] for worker in county.workforce[-1].workers]
    events = make_care_events(county.people, county.spells, workers, making.rng(30))
    care = Care(county.people, county.places, county.spells, county.episodes, held["looked after"], events)
    write_ssda903(out, care, making.rng(31))
    write_cin(out, county.referrals, held["in need"])
    write_early_help(out, county.early_help, held["early help"])
    for year in county.workforce:
        write_csww(out, f"data/workforce/csww_{year.year}.xml", year)


def _write_schools(
    out: Output, county: _County, clean: pl.DataFrame, send: pl.DataFrame, making: _Making
) -> None:
    people, schools, plans = county.people, county.schools, county.plans
    rolls = make_rolls(people, schools)
    attended, _ = schools.attended(people, CENSUS_YEARS[-1])
    on_roll = np.bincount(attended[attended >= 0], minlength=len(schools.frame))
    write_gias(out, "data/schools", schools, county.places, on_roll, making.rng(32))
    write_rolls(out, rolls, schools)
    write_capacity(out, schools)
    write_pupil_census(out, people, schools, plans, clean, making.rng(33))
    write_absence(out, rolls, schools, making.rng(34))
    write_exclusions(out, people, schools, clean, making.rng(35))
    write_plans(out, people, schools, plans, send, making.rng(36))


def _write_the_rest(out: Output, county: _County, scale: float, making: _Making) -> list[Fault]:
    write_council_toml(out, county.places)
    write_births(out, county.people, county.places, making.rng(37))
    write_population(out, county.people, county.places, scale, making.rng(38))
    write_postcodes(out, county.places)
    write_deprivation(out, county.places, making.rng(43))
    write_boundaries(out, county.places)
    trajectory = make_trajectory(county.places, scale, making.rng(39))
    write_completions(out, county.places, scale, making.rng(40))
    write_finance(out, scale, making.rng(41))
    write_leadership(out, making.rng(42))
    write_responsibilities(out, scale)
    return trajectory_with_faults(out, "data/housing/housing_trajectory.xlsx", trajectory)


def _write_truth(
    truth: Path, county: _County, clean: pl.DataFrame, mistakes: pl.DataFrame, faults: list[Fault]
) -> None:
    people = county.people
    whole = clean.with_columns(
        pl.Series("family", people.family),
        county.places.wards["code"].gather(people.ward).alias("ward"),
        pl.Series("protected", people.protected),
    )
    _truth.write_truth(
        truth,
        {
            "people": whole,
            "carers": people.families.carers,
            "mistakes": mistakes,
            "care_episodes": county.episodes,
            "referrals": county.referrals,
            "early_help": county.early_help,
        },
        faults,
    )


def _counts(county: _County, scale: float) -> dict[str, int]:
    age = county.people.age_on(END)
    return {
        "people": round(PEOPLE_AT_FULL_SIZE * scale),
        "children aged 0 to 17": int((age < 18).sum()),
        "people aged 0 to 25": int((age < 26).sum()),
        "schools": len(county.schools.frame),
        "looked-after children": int(county.spells.on(END).sum()),
        "EHC plans": int(county.plans.open_on(day(2026, 1, 15)).sum()),
        "referrals in ten years": len(county.referrals),
    }
