"""Sharing a council's number out over its patches, so that the parts add up to the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from joinedup.declared import FigureValue

_PER_CENT = 100

Known = Mapping[str, Mapping[str | None, float]]


def shared_out(whole: FigureValue, known: Known, patches: Sequence[str]) -> list[FigureValue]:
    """Return a council's number by patch; empty where nothing is known of any patch.

    What is known of no patch is shared out in proportion to what is; where nothing of a band is known, in
    proportion to all bands together.

    Args:
        whole: the council's number.
        known: for each band of that day, how many are known of each patch; None is no known patch.
        patches: identifiers of the patches.
    """
    of_band = _placed(known[whole.band], patches)
    weights = of_band if sum(of_band) > 0 else _of_all_bands(known, patches)
    if len(patches) == 1 or not whole.value:
        weights = [1.0] * len(patches)
    if sum(weights) <= 0:
        return []
    unplaced = whole.value - sum(of_band)
    note = _joined(whole.note, _how_shared(unplaced, whole.value) if len(patches) > 1 else "")
    return [
        replace(whole, area=patch, value=placed + unplaced * weight / sum(weights), note=note)
        for patch, placed, weight in zip(patches, of_band, weights, strict=True)
    ]


def _placed(counts: Mapping[str | None, float], patches: Sequence[str]) -> list[float]:
    return [counts.get(patch, 0.0) for patch in patches]


def _of_all_bands(known: Known, patches: Sequence[str]) -> list[float]:
    bands = [_placed(counts, patches) for counts in known.values()]
    return [sum(column) for column in zip(*bands, strict=True)]


def _how_shared(unplaced: float, whole: float) -> str:
    if not whole or unplaced <= 0:
        return ""
    share = f"{unplaced / whole:.0%}" if unplaced * _PER_CENT >= whole else "under 1%"
    return f"{share} lie in no known patch and are shared out in proportion to the others"


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
