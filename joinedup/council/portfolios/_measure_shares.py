"""Each proposal's part in what happens to people and services in the last planned year."""

from __future__ import annotations

import numpy as np

from joinedup.council._model import measures
from joinedup.council._ranges import ranges
from joinedup.council.portfolios._played import Played
from joinedup.council.portfolios._portfolio import MeasureShare, MeasureTotal
from joinedup.council.portfolios._sampled import Watched
from joinedup.council.portfolios._worth import Worth
from joinedup.declared import Measure

PEOPLE = "people and services"
# Shares of a measure need not be exact where all are below a tenth of what the council calls material, or
# below a tenth of one person, home or case.
_TENTH = 0.1


def main_measures() -> list[Measure]:
    """Return the measures of people and services that stand on a first page."""
    return [one for one in measures().values() if one.is_main and one.unit != "pounds"]


def watched_measures(worth: Worth) -> Watched:
    """Return main measures as a part of the answer whose errors are watched."""
    places = [worth.series.place(one.name, worth.series.planned[-1]) for one in main_measures()]
    sums = np.eye(len(worth.series.all))[:, places]
    level = np.abs(worth.without.mean(axis=0))[places]
    material = worth.plan.asked.council.material.share
    return Watched(PEOPLE, sums, np.maximum(_TENTH * material * level, _TENTH))


def measure_parts(worth: Worth, played: Played) -> tuple[list[MeasureShare], list[MeasureTotal]]:
    """Return every proposal's part in each main measure that any proposal moves, and what all do."""
    shares: list[MeasureShare] = []
    totals: list[MeasureTotal] = []
    for measure in main_measures():
        place = worth.series.place(measure.name, worth.series.planned[-1])
        if played.alone[:, place].any() or played.last_in[:, place].any():
            rows = _shares(measure, place, worth, played)
            shares += rows
            totals.append(_total(measure, place, worth, played, rows))
    return shares, totals


def _shares(measure: Measure, place: int, worth: Worth, played: Played) -> list[MeasureShare]:
    columns = (
        played.alone[:, place],
        played.last_in[:, place],
        played.fair.mean(PEOPLE)[:, place],
        played.fair.error(PEOPLE, [place]),
        played.owen.mean(PEOPLE)[:, place],
    )
    return [
        MeasureShare(proposal.id, measure, *(float(column[player]) for column in columns))
        for player, proposal in enumerate(worth.proposals)
    ]


def _total(
    measure: Measure, place: int, worth: Worth, played: Played, rows: list[MeasureShare]
) -> MeasureTotal:
    alone, together = sum(row.alone for row in rows), float(played.whole[place])
    return MeasureTotal(
        measure=measure,
        when=worth.series.planned[-1],
        without=float(worth.without[:, place].mean()),
        alone=alone,
        together=together,
        interaction=together - alone,
        fair_shares=sum(row.fair_share for row in rows),
        range=ranges(worth.change(worth.everything)[:, [place]])[0],
    )
