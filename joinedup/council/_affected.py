"""Who is affected by proposals, and so must be asked before they are decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.council._model import measures
from joinedup.council._money import Money
from joinedup.council._paths import Paths
from joinedup.council._session import Ready
from joinedup.council.proposals import Proposal
from joinedup.vocabulary import Directorate, Pot, spending_line


@dataclass(frozen=True)
class Affected:
    """Somebody who is materially affected and must be asked.

    Args:
        kind: `directorate`, `patch` or `organisation`.
        id: identifier.
        name: name.
        because: in words, what is likely to change for them.
        probability: how likely it is, from 0 to 1.
    """

    kind: str
    id: str
    name: str
    because: str
    probability: float


# What a directorate does, and what the one that holds all income does.
_COSTS = ("spends more from {}", "receives less into {}")
_SAVES = ("spends less from {}", "receives more into {}")
_OWN_MONEY = {1: "spend more of their own money", -1: "spend less of their own money"}


def who_is_affected(
    asked: Ready, money: Money, without: Paths, with_: Paths, proposals: list[Proposal]
) -> list[Affected]:
    """Return who is materially affected besides the proposals' own directorates.

    Args:
        asked: the council, which says what is material.
        money: change in money.
        without: the plan.
        with_: the plan with proposals.
        proposals: the proposals.
    """
    own = {proposal.directorate for proposal in proposals}
    found = [
        one
        for directorate in Directorate
        if directorate not in own and (one := _directorate(asked, directorate, money, without, with_))
    ]
    for place, patch in enumerate(asked.council.patches):
        because, probability = _measures_moved(asked, without, with_, "", place)
        if because:
            found.append(Affected("patch", patch.id, patch.name, because, probability))
    return found + _organisations(asked, money)


def _directorate(
    asked: Ready, directorate: Directorate, money: Money, without: Paths, with_: Paths
) -> Affected | None:
    material = asked.council.material
    reasons: list[tuple[float, str]] = []
    for pot in money.pots_touched():
        change = money.of(pot, directorate)
        for sign, words in ((1, _COSTS), (-1, _SAVES)):
            probability = float(((sign * change).max(axis=1) > material.gbp_per_year).mean())
            if probability >= material.probability:
                said = words[directorate is Directorate.RESOURCES].format(f"the {pot.says}")
                reasons.append((probability, said if pot is not Pot.PARTNERS else _OWN_MONEY[sign]))
    because, probability = _measures_moved(asked, without, with_, directorate, None)
    if because:
        reasons.append((probability, because))
    if not reasons:
        return None
    name = asked.council.directorate_name(directorate)
    because = "; ".join(dict.fromkeys(reason for _, reason in reasons))
    return Affected("directorate", directorate, name, because, max(chance for chance, _ in reasons))


def _measures_moved(
    asked: Ready, without: Paths, with_: Paths, directorate: str, patch: int | None
) -> tuple[str, float]:
    material, reasons, most = asked.council.material, [], 0.0
    for measure in measures().values():
        if not measure.is_main or (directorate and measure.directorate != directorate):
            continue
        if measure.unit == "pounds":
            # Money is judged by its sum, pot by pot.
            continue
        before = without.whole(measure.name) if patch is None else without.of(measure.name)[:, patch]
        after = with_.whole(measure.name) if patch is None else with_.of(measure.name)[:, patch]
        size = np.maximum(np.abs(before).mean(axis=0), 1.0)
        for sign, word in ((1, "more"), (-1, "fewer")):
            moved = (sign * (after - before) / size[None, :]).max(axis=1) > material.share
            probability = float(moved.mean())
            if probability >= material.probability:
                reasons.append(f"{word} {in_a_sentence(measure.says)}")
                most = max(most, probability)
    return "; ".join(reasons), most


def in_a_sentence(says: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation such as EHC keeps its capitals."""
    return says if says[:2].isupper() else says[0].lower() + says[1:]


def _organisations(asked: Ready, money: Money) -> list[Affected]:
    material, found = asked.council.material, []
    for organisation in asked.council.organisations:
        lines = [code for code in organisation.functions if code in money.lines]
        if not lines:
            continue
        change = np.sum([money.lines[code][2] for code in lines], axis=0)
        probability = float((np.abs(change).max(axis=1) > material.gbp_per_year).mean())
        if probability >= material.probability:
            because = "services it owns change: " + ", ".join(spending_line(code).says for code in lines)
            found.append(Affected("organisation", organisation.id, organisation.name, because, probability))
    return found
