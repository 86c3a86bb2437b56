"""What happens within a period of care: placements, moves, legal statuses, and how it ends."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import polars as pl
from numpy.random import Generator

from joinedup.synthetic._calendar import END, NEVER, YEAR, as_dates
from joinedup.synthetic._people import People
from joinedup.synthetic._places import Places
from joinedup.synthetic._spells import Spells

KINSHIP, OWN, AGENCY, HOME, SUPPORTED, PARENTS, ADOPTION, OTHER = range(8)
KINDS = ("kinship", "foster_own", "foster_agency", "residential", "supported", "parents", "adoption", "other")
# Chances of each kind of placement at ages under 10, 10 to 15, 16 and over.
_KIND_CHANCES = (
    (0.20, 0.31, 0.29, 0.035, 0.0, 0.09, 0.0, 0.03),
    (0.12, 0.22, 0.25, 0.27, 0.0, 0.065, 0.0, 0.05),
    (0.055, 0.11, 0.13, 0.17, 0.80, 0.04, 0.0, 0.035),
)
_ALONE_CHANCES = (0.02, 0.14, 0.36, 0.05, 0.42, 0.0, 0.0, 0.01)
_CODES: dict[int, tuple[tuple[str, str, float], ...]] = {
    KINSHIP: (("U1", "PR1", 0.33), ("U2", "PR1", 0.04), ("U3", "PR1", 0.63)),
    OWN: (("U4", "PR1", 0.42), ("U5", "PR1", 0.04), ("U6", "PR1", 0.54)),
    AGENCY: (("U4", "PR4", 0.36), ("U5", "PR4", 0.02), ("U6", "PR4", 0.44), ("U4", "PR5", 0.09),
             ("U6", "PR5", 0.09)),
    HOME: (("K2", "PR4", 0.79), ("K2", "PR1", 0.14), ("K2", "PR5", 0.07)),
    SUPPORTED: (("H5", "PR4", 0.62), ("H5", "PR5", 0.14), ("P2", "PR1", 0.14), ("P2", "PR4", 0.10)),
    PARENTS: (("P1", "PR0", 1.0),),
    ADOPTION: (("A3", "PR1", 0.05), ("A4", "PR1", 0.07), ("A5", "PR1", 0.2), ("A6", "PR1", 0.68)),
    OTHER: (("S1", "PR4", 0.26), ("R1", "PR4", 0.1), ("R2", "PR3", 0.1), ("R3", "PR5", 0.2),
            ("R5", "PR3", 0.14), ("K1", "PR2", 0.1), ("Z1", "PR1", 0.1)),
}  # fmt: skip
_REASONS = (("CARPL", 0.36), ("CREQB", 0.08), ("CREQO", 0.06), ("LAREQ", 0.12), ("CHILD", 0.07),
            ("STAND", 0.03), ("ALLEG", 0.02), ("CLOSE", 0.02), ("APPRR", 0.01), ("OTHER", 0.23))  # fmt: skip
_NEEDS = (("N1", 0.65), ("N2", 0.03), ("N3", 0.03), ("N4", 0.08), ("N5", 0.15), ("N6", 0.015), ("N8", 0.045))
_MOVES_FIRST_YEAR, _MOVES_LATER = 0.85, 0.33
_HOMES_GROW = 1.045
_ADOPTED_SHARE = 0.32
_FAR_AWAY = tuple(
    f"QZ{number} {number % 9 + 1}{a}{b}"
    for number, (a, b) in enumerate(zip("ABDEFGHJLN" * 4, "PQRSTUWXYZ" * 4, strict=True), 1)
)


@dataclass(frozen=True)
class _Drawer:
    """Draws from one generator, in one order."""

    chance: Callable[[], float]

    def pick(self, table: tuple[tuple[str, float], ...]) -> str:
        return table[self.at([share for _, share in table])][0]

    def at(self, shares: list[float] | tuple[float, ...]) -> int:
        sums = list(accumulate(shares))
        return bisect(sums, self.chance() * sums[-1]) if len(sums) > 1 else 0

    def wait(self, mean_days: float) -> int:
        return 1 + int(-mean_days * np.log(1 - self.chance()))


@dataclass(frozen=True)
class _Placement:
    since: int
    kind: int
    code: str
    provider: str
    postcode: str
    urn: str


def make_episodes(people: People, places: Places, spells: Spells, rng: Generator) -> pl.DataFrame:
    """Break each period of care into episodes, each of one placement and one legal status.

    Returns:
        person, spell, started, reason_started, legal_status, need, kind, place, provider, ended,
        reason_ended, reason_moved, home (row of a postcode), placed (text of a postcode), urn.
    """
    draw = _Drawer(rng.random)
    pcds = places.postcodes["pcds"].to_list()
    homes = people.postcode_on(NEVER - 1)
    rows: list[tuple[object, ...]] = []
    for spell, (person, started, ended) in enumerate(
        zip(spells.person.tolist(), spells.started.tolist(), spells.ended.tolist(), strict=True)
    ):
        child = _Child(
            born=int(people.born[person]),
            started=started,
            ended=ended,
            alone=bool(spells.unaccompanied[spell]),
            short_break=bool(spells.short_break[spell]),
            home=pcds[homes[person]],
            pcds=pcds,
        )
        need = "N8" if child.alone else "N2" if child.short_break else draw.pick(_NEEDS)
        for episode in child.episodes(draw):
            rows.append((person, spell, need, *episode))
    return _frame(rows)


@dataclass(frozen=True)
class _Child:
    """One period of care of one child, and how to draw what happened in it."""

    born: int
    started: int
    ended: int
    alone: bool
    short_break: bool
    home: str
    pcds: list[str]

    def age(self, day: int) -> float:
        return (day - self.born) / YEAR

    def episodes(self, draw: _Drawer) -> list[tuple[object, ...]]:
        """Return the episodes: each begins where a placement or a legal status changes."""
        last = min(self.ended, END + 1)
        adopted = self._adopted(draw)
        placements = self._placements(draw, last, adopted)
        statuses = self._statuses(draw, last, adopted)
        placed, held = {one.since: one for one in placements}, dict(statuses)
        begins = sorted({*placed, *held})
        placement, status = placements[0], statuses[0][1]
        made: list[tuple[object, ...]] = []
        for number, begin in enumerate(begins):
            final = number == len(begins) - 1
            until = (self.ended if self.ended <= END else NEVER) if final else begins[number + 1]
            before = placement
            placement, status = placed.get(begin, placement), held.get(begin, status)
            why = self._why_started(begin, begin in placed, begin in held, before, placement)
            ends = "" if until == NEVER else self._why_ended(draw, status, adopted) if final else "X1"
            moves = not final and begins[number + 1] in placed
            made.append(
                (begin, why, status, placement.kind, placement.code, placement.provider, until, ends,
                 draw.pick(_REASONS) if moves else "", placement.postcode, placement.urn, self.home)
            )  # fmt: skip
        return made

    def _adopted(self, draw: _Drawer) -> bool:
        young, long = self.age(self.started) < 4, self.ended - self.started > YEAR
        return young and long and not self.short_break and draw.chance() < _ADOPTED_SHARE

    def _placements(self, draw: _Drawer, last: int, adopted: bool) -> list[_Placement]:
        placements = [self._placement(draw, self.started, None)]
        stop = self.ended - 270 if adopted else last
        day = self.started
        while not self.short_break:
            moves = _MOVES_FIRST_YEAR if day - self.started < YEAR else _MOVES_LATER
            wait = draw.wait(YEAR / moves)
            settled = placements[-1].kind in (KINSHIP, PARENTS) and draw.chance() < 0.5
            day += wait
            if day >= min(stop, last) - 7:
                break
            if not settled:
                placements.append(self._placement(draw, day, placements[-1]))
        if adopted and stop < last:
            placements.append(self._coded(draw, stop, ADOPTION, False))
        return placements

    def _placement(self, draw: _Drawer, day: int, before: _Placement | None) -> _Placement:
        if self.short_break:
            return self._coded(draw, day, HOME if draw.chance() < 0.5 else OWN, False)
        if before and before.code == "U6" and draw.chance() < 0.3:
            return _Placement(day, before.kind, "U4", before.provider, before.postcode, before.urn)
        age = self.age(day)
        chances = list(_KIND_CHANCES[0 if age < 10 else 1 if age < 16 else 2])
        if self.alone:
            chances = list(_ALONE_CHANCES)
            chances[SUPPORTED] *= age >= 16
        chances[HOME] *= _HOMES_GROW ** ((day - END) / YEAR)
        if before and before.kind in (HOME, SUPPORTED):
            chances[before.kind] *= 2.5
        kind = draw.at(chances)
        return self._coded(draw, day, kind, True)

    def _coded(self, draw: _Drawer, day: int, kind: int, may_be_far: bool) -> _Placement:
        choice = _CODES[kind][draw.at([share for *_, share in _CODES[kind]])]
        far = may_be_far and draw.chance() < (0.4 if kind in (AGENCY, HOME, OTHER) else 0.12)
        near = self.pcds[int(draw.chance() * len(self.pcds))]
        postcode = self.home if kind == PARENTS else near
        if far and kind != PARENTS:
            postcode = _FAR_AWAY[int(draw.chance() * len(_FAR_AWAY))]
        needs_urn = kind in (AGENCY, HOME, SUPPORTED) or choice[0] in ("K1", "S1")
        urn = f"SC{400_000 + int(draw.chance() * 9_000)}" if needs_urn else ""
        return _Placement(day, kind, choice[0], choice[1], postcode, urn)

    def _statuses(self, draw: _Drawer, last: int, adopted: bool) -> list[tuple[int, str]]:
        if self.short_break:
            return [(self.started, "V4")]
        teenager, u = self.age(self.started) >= 10, draw.chance()
        if self.alone or u < (0.55 if teenager else 0.24):
            statuses = [(self.started, "V2")]
        elif u > (0.96 if teenager else 0.93):
            statuses = [(self.started, "L2")]
        else:
            statuses = [(self.started, "C1")]
        at = self.started + (3 if statuses[0][1] == "L2" else 60) + int(draw.chance() * 5)
        if (statuses[0][1] == "L2" and at < last) or (
            statuses[0][1] == "V2" and not self.alone and at < last and draw.chance() < 0.45
        ):
            statuses.append((at, "C1"))
        if statuses[-1][1] == "C1":
            order = statuses[-1][0] + 150 + draw.wait(110)
            if order < (min(last, self.ended - 300) if adopted else last - 10):
                statuses.append((order, "C2"))
        freed = self.ended - 285
        if adopted and freed < last:
            statuses = [one for one in statuses if one[0] < freed - 5] + [(freed, "E1")]
        return statuses

    def _why_started(
        self, begin: int, moved: bool, changed: bool, before: _Placement, now: _Placement
    ) -> str:
        if begin == self.started:
            return "S"
        same_carer = moved and before.postcode == now.postcode and before.urn == now.urn
        if moved and changed:
            return "U" if same_carer else "B"
        return "L" if changed else "T" if same_carer else "P"

    def _why_ended(self, draw: _Drawer, status: str, adopted: bool) -> str:
        if adopted:
            return "E12" if draw.chance() < 0.7 else "E11"
        if self.short_break or self.age(self.ended) >= 17.97:
            return draw.pick((("E5", 0.4), ("E6", 0.12), ("E7", 0.1), ("E17", 0.25), ("E8", 0.13)))
        if self.age(self.ended) >= 16 and draw.chance() < 0.4:
            return draw.pick((("E5", 0.3), ("E9", 0.1), ("E3", 0.1), ("E8", 0.3), ("E14", 0.2)))
        home = (("E4A", 0.42), ("E4B", 0.12), ("E46", 0.16), ("E45", 0.06), ("E41", 0.09), ("E13", 0.06),
                ("E8", 0.07), ("E3", 0.02))  # fmt: skip
        return draw.pick(home if status != "C2" else (("E46", 0.4), ("E45", 0.2), ("E4A", 0.3), ("E8", 0.1)))


def _frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    names = ("person", "spell", "need", "started", "reason_started", "legal_status", "kind", "place",
             "provider", "ended", "reason_ended", "reason_moved", "placed", "urn", "home")  # fmt: skip
    frame = pl.DataFrame(rows, schema=list(names), orient="row", infer_schema_length=None)
    return frame.with_columns(
        as_dates(frame["started"].to_numpy(), "started"), as_dates(frame["ended"].to_numpy(), "ended")
    )
