"""What a decision touches, and which other decisions touch the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from joinedup.council import MeasureEffect, Ripple, measures, services, services_of_quantities
from joinedup.council.proposals import Proposal
from joinedup.folder import Council

_FIRST_YEARS = 5
_ONE_PLACE = 1.0
_MONEY = "pounds"
KINDS = ("services", "measures", "patches", "areas")


@dataclass(frozen=True)
class Touches:
    """What an option changes itself or moves, by identifier.

    Args:
        services: services that it changes itself, and those whose measures it moves.
        measures: main measures that it moves by more than what the council calls material.
        patches: patches in which it changes or moves something.
        areas: school planning areas in which it moves the places that are short.
    """

    services: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    patches: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def as_kept(self) -> dict[str, list[str]]:
        """Return it as it is kept."""
        return {kind: list(getattr(self, kind)) for kind in KINDS}


@dataclass(frozen=True)
class Shared:
    """What two decisions both touch.

    Args:
        with_: number of the other decision.
        services: services.
        measures: measures.
        areas: school planning areas.
        patches: patches, where more than a patch is shared.
    """

    with_: int
    services: tuple[str, ...]
    measures: tuple[str, ...]
    areas: tuple[str, ...]
    patches: tuple[str, ...]


@cache
def service_of_levers() -> dict[str, str]:
    """Return the service that each lever changes, by the lever's name."""
    held = {lever.name: one.equations.service for one in services() for lever in one.levers}
    lines = {code: one.equations.service for one in services() for code in one.spending}
    return held | {f"budget.{code}": service for code, service in lines.items()}


def services_changed(proposals: Iterable[Proposal]) -> tuple[str, ...]:
    """Return the services that proposals change themselves."""
    named = {change.lever for one in proposals for change in one.changes}
    return tuple(sorted({service_of_levers()[lever] for lever in named if lever in service_of_levers()}))


def patches_changed(proposals: Iterable[Proposal], council: Council) -> tuple[str, ...]:
    """Return the patches in which proposals change something, in the council's order."""
    named = {patch for one in proposals for change in one.changes for patch in change.where}
    return tuple(patch.id for patch in council.patches if patch.id in named)


def touched_by(ripple: Ripple, council: Council) -> Touches:
    """Return what an option changes and moves.

    Money is left out: every decision moves it, and pots are compared elsewhere. A measure is moved where in
    one of the first five years its mean change is a larger share of its mean without the option than the
    council calls material.

    Args:
        ripple: what the option does.
        council: says what is material.
    """
    years = sorted({one.year for one in ripple.measures})[:_FIRST_YEARS]
    moved = {
        (one.measure.name, one.patch)
        for one in ripple.measures
        if one.measure.is_main
        and one.measure.unit != _MONEY
        and one.year in years
        and _is_moved(one, council.material.share)
    }
    names = {name for name, patch in moved if not patch}
    of_measures = {services_of_quantities()[one] for one in names if one in services_of_quantities()}
    in_patches = {patch for _, patch in moved if patch} | set(patches_changed(ripple.proposals, council))
    return Touches(
        tuple(sorted({*services_changed(ripple.proposals), *of_measures})),
        tuple(name for name in measures() if name in names),
        tuple(patch.id for patch in council.patches if patch.id in in_patches),
        tuple(
            one.area for one in ripple.places_short if abs(one.with_.mean - one.without.mean) >= _ONE_PLACE
        ),
    )


def _is_moved(effect: MeasureEffect, share: float) -> bool:
    return abs(effect.change.mean) > share * max(abs(effect.without.mean), 1.0)


def shared_with(own: Touches, others: Mapping[int, Touches]) -> list[Shared]:
    """Return the decisions that touch a service, measure or planning area that this one touches too.

    Two decisions in the same patch that share nothing else are not related: most things happen somewhere.

    Args:
        own: what this decision touches.
        others: what each other decision touches, by its number.
    """
    found = []
    for number, other in sorted(others.items()):
        both = {kind: _both(getattr(own, kind), getattr(other, kind)) for kind in KINDS}
        if both["services"] or both["measures"] or both["areas"]:
            found.append(Shared(number, both["services"], both["measures"], both["areas"], both["patches"]))
    return found


def _both(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    held = set(other)
    return tuple(name for name in one if name in held)
