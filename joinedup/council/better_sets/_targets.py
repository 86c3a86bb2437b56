"""A targets file: what may be chosen, within which limits, and what is better; read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from joinedup.council._written import faults_of_form, not_finite, read_written, refuse_faults
from joinedup.council.better_sets._schema import TARGETS_SCHEMA
from joinedup.errors import InputRefused

_NEEDS_ITSELF = "a proposal cannot need itself"


@dataclass(frozen=True)
class Known:
    """What a targets file may name.

    Args:
        proposals: identifiers of the proposals that the council holds.
        measures: measures and loads by name, with the direction that is better, or "".
        years: financial years of the medium-term plan.
    """

    proposals: tuple[str, ...]
    measures: dict[str, str]
    years: tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """A bound on money: a pot, when, and at least how much it must save, a cost being negative.

    Args:
        pot: the pot.
        when: financial year, or one of the sums over years.
        saves: least saving in pounds.
        chance: least share of futures; None for on average.
    """

    pot: str
    when: str
    saves: float
    chance: float | None = None


@dataclass(frozen=True)
class Floor:
    """A bound on a measure or a load.

    Args:
        measure: its name.
        kind: `at_most`, `at_least` or `worse_by_at_most`.
        value: the bound; a share of the level without any proposal for the last.
        where: `council` or `each_patch`.
        years: financial years in which it holds.
        chance: least share of futures; None for on average.
    """

    measure: str
    kind: str
    value: float
    where: str
    years: tuple[str, ...]
    chance: float | None = None


@dataclass(frozen=True)
class WorseOff:
    """A bound on how much more a pot may spend on any one patch or directorate over five years."""

    who: str
    pot: str
    pounds: float


@dataclass(frozen=True)
class Outcome:
    """A measure that says whether residents are better off.

    Args:
        measure: its name.
        better: `lower` or `higher`.
        weight: its weight beside the others.
    """

    measure: str
    better: str
    weight: float


@dataclass(frozen=True)
class Targets:
    """A targets file that has been checked.

    Args:
        title: its title.
        officers: the officers' own list.
        choose_from: proposals that may be chosen.
        must: proposals that must be in.
        never: proposals that may not be in.
        not_together: groups of which at most one is taken.
        needs: pairs, the first of which needs the second.
        sizes: sizes by proposal.
        later_by: months by which it may begin later, by proposal.
        targets: bounds on money.
        floors: bounds on measures.
        worse_off: bounds on patches and directorates.
        worst: bounds on the worst twentieth of futures.
        most_starting: most proposals that may start in one financial year; None for any number.
        aim: `outcome` or `saves`: what the best set is best at.
        cash: pot and when of the cash that sets are compared by.
        outcomes: measures that sets are compared by.
        content: what was written.
    """

    title: str
    officers: tuple[str, ...]
    choose_from: tuple[str, ...]
    must: tuple[str, ...]
    never: tuple[str, ...]
    not_together: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[str, str], ...]
    sizes: dict[str, tuple[float, ...]]
    later_by: dict[str, tuple[int, ...]]
    targets: tuple[Sum, ...]
    floors: tuple[Floor, ...]
    worse_off: tuple[WorseOff, ...]
    worst: tuple[Sum, ...]
    most_starting: int | None
    aim: str
    cash: tuple[str, str]
    outcomes: tuple[Outcome, ...]
    content: dict[str, Any] = field(repr=False, hash=False, compare=False)

    @property
    def proposals(self) -> tuple[str, ...]:
        """Every proposal that is named or may be chosen, in order."""
        return tuple(sorted({*self.choose_from, *self.officers}))


@dataclass(frozen=True)
class TargetsDraft:
    """What somebody wrote: perhaps incomplete, perhaps wrong.

    Args:
        content: the file's content.
        file: name of the file, for messages.
    """

    content: Any
    file: str

    def checked(self, known: Known) -> Targets:
        """Return the targets, or say everything that is wrong with them at once.

        Raises:
            InputRefused: the file is incomplete or names something that is not known.
        """
        faults = list(faults_of_form(self.content, TARGETS_SCHEMA))
        refuse_faults(self.file, faults or list(_faults_of_content(self.content, known)), InputRefused)
        return _targets(self.content, known)


def read_targets(path: Path) -> TargetsDraft:
    """Read a targets file.

    Raises:
        InputRefused: the file is missing or is not YAML.
    """
    return TargetsDraft(read_written(path, InputRefused), path.name)


def _faults_of_content(content: dict[str, Any], known: Known) -> Iterator[str]:
    yield from not_finite(content)
    adjustables = content.get("adjustables", {})
    choices = adjustables.get("choose_from", "all")
    open_ = set(known.proposals) if choices == "all" else set(choices)
    if choices != "all":
        yield from _unknown("adjustables.choose_from", choices, known.proposals, "proposal")
    yield from _unknown("officers", content.get("officers", []), known.proposals, "proposal")
    for where, names in _named(adjustables):
        yield from _unknown(where, names, known.proposals, "proposal")
        shut = [name for name in names if name in known.proposals and name not in open_]
        yield from (f"{where}: {name} is not among the proposals in choose_from" for name in shut)
    both = sorted(set(adjustables.get("must", [])) & set(adjustables.get("never", [])))
    yield from (f"adjustables: {name} stands under must and under never" for name in both)
    for number, one in enumerate(adjustables.get("needs", []), start=1):
        if one["proposal"] in _list(one["needs"]):
            yield f"adjustables.needs.{number}: {_NEEDS_ITSELF}"
    constraints = content.get("constraints", {})
    for where, one in _moneyed(content):
        yield from _faults_of_when(where, one, known)
    for number, one in enumerate(constraints.get("floors", []), start=1):
        where = f"constraints.floors.{number}"
        yield from _unknown(where, [one["measure"]], known.measures, "measure")
        yield from _faults_of_floor(where, one, known)
    yield from _faults_of_outcomes(content["measurables"]["outcomes"], known)


def _named(adjustables: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name in ("must", "never", "sizes", "later_by"):
        yield f"adjustables.{name}", list(adjustables.get(name, []))
    for number, group in enumerate(adjustables.get("not_together", []), start=1):
        yield f"adjustables.not_together.{number}", list(group)
    for number, one in enumerate(adjustables.get("needs", []), start=1):
        yield f"adjustables.needs.{number}", [one["proposal"], *_list(one["needs"])]


def _moneyed(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, one in enumerate(content.get("constraints", {}).get("targets", []), start=1):
        yield f"constraints.targets.{number}", one
    if "cash" in content["measurables"]:
        yield "measurables.cash", content["measurables"]["cash"]


def _faults_of_when(where: str, one: dict[str, Any], known: Known) -> Iterator[str]:
    if "year" in one and "over" in one:
        yield f"{where}: state a year or `over`, not both"
    elif "year" not in one and "over" not in one:
        yield f"{where}: state a year, such as '{known.years[-1]}', or `over`"
    if "year" in one:
        yield from _unknown(f"{where}.year", [one["year"]], known.years, "year of the plan's first five")


def _faults_of_floor(where: str, one: dict[str, Any], known: Known) -> Iterator[str]:
    if "year" in one:
        yield from _unknown(f"{where}.year", [one["year"]], known.years, "year of the plan's first five")
    if one.get("where") == "each_patch" and one.get("year", known.years[-1]) != known.years[-1]:
        yield f"{where}: patches are compared in {known.years[-1]} only"
    if "worse_by_at_most" in one and not known.measures.get(one["measure"], "lower"):
        yield f"{where}: {one['measure']} has no better or worse; use at_most or at_least"


def _faults_of_outcomes(outcomes: list[dict[str, Any]], known: Known) -> Iterator[str]:
    names = [one["measure"] for one in outcomes]
    for number, one in enumerate(outcomes, start=1):
        where = f"measurables.outcomes.{number}"
        yield from _unknown(where, [one["measure"]], known.measures, "measure")
        if not one.get("better") and not known.measures.get(one["measure"], "lower"):
            yield f"{where}: say whether `better` is lower or higher for {one['measure']}"
        if one["measure"] in names[: number - 1]:
            yield f"{where}: {one['measure']} is named twice"


def _unknown(where: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[str]:
    held = sorted(known)
    for name in names:
        if name in held:
            continue
        close = get_close_matches(name, held, n=3, cutoff=0.5)
        meant = f"did you mean {' or '.join(close)}?" if close else _all_of(held, what)
        yield f"{where}: there is no {what} {name!r}; {meant}"


def _all_of(held: list[str], what: str) -> str:
    return f"there are {', '.join(held)}" if what != "measure" else "the reference lists them all"


def _list(written: str | list[str]) -> list[str]:
    return [written] if isinstance(written, str) else written


def _targets(content: dict[str, Any], known: Known) -> Targets:
    adjustables, constraints = content.get("adjustables", {}), content.get("constraints", {})
    measurables, choices = content["measurables"], adjustables.get("choose_from", "all")
    names: Callable[[Any], tuple[str, ...]] = lambda written: tuple(sorted(written))  # noqa: E731
    cash = measurables.get("cash", {"pot": "general_fund", "over": "five_years"})
    return Targets(
        title=content["title"],
        officers=names(content.get("officers", [])),
        choose_from=names(known.proposals if choices == "all" else choices),
        must=names(adjustables.get("must", [])),
        never=names(adjustables.get("never", [])),
        not_together=tuple(names(group) for group in adjustables.get("not_together", [])),
        needs=tuple(
            (one["proposal"], needed)
            for one in adjustables.get("needs", [])
            for needed in _list(one["needs"])
        ),
        sizes={name: tuple(sorted(held)) for name, held in adjustables.get("sizes", {}).items()},
        later_by={name: tuple(sorted(held)) for name, held in adjustables.get("later_by", {}).items()},
        targets=tuple(_sum(one) for one in constraints.get("targets", [])),
        floors=tuple(_floor(one, known) for one in constraints.get("floors", [])),
        worse_off=tuple(
            WorseOff(one["who"], one["pot"], float(one["by_at_most"]))
            for one in constraints.get("worse_off", [])
        ),
        worst=tuple(_sum({"over": "five_years"} | one) for one in constraints.get("worst_1_in_20", [])),
        most_starting=constraints.get("capacity_for_change", {}).get("most_starting_in_a_year"),
        aim={"outcomes": "outcome", "cash": "saves"}[measurables.get("aim", "outcomes")],
        cash=(cash["pot"], cash.get("year") or cash["over"]),
        outcomes=tuple(_outcome(one, known) for one in measurables["outcomes"]),
        content=content,
    )


def _sum(one: dict[str, Any]) -> Sum:
    saves = one["saves_at_least"] if "saves_at_least" in one else -one["costs_at_most"]
    return Sum(one["pot"], one.get("year") or one["over"], float(saves), one.get("chance"))


def _floor(one: dict[str, Any], known: Known) -> Floor:
    kind = next(kind for kind in ("at_most", "at_least", "worse_by_at_most") if kind in one)
    written, where = one[kind], one.get("where", "council")
    value = float(written.strip().rstrip("%")) / 100 if isinstance(written, str) else float(written)
    years = known.years[-1:] if where == "each_patch" else known.years
    return Floor(
        one["measure"], kind, value, where, (one["year"],) if "year" in one else years, one.get("chance")
    )


def _outcome(one: dict[str, Any], known: Known) -> Outcome:
    better = one.get("better") or known.measures[one["measure"]]
    return Outcome(one["measure"], better, float(one.get("weight", 1.0)))
