"""An explanation made by hand, so that what a report says can be held against numbers that are known."""

from __future__ import annotations

from dataclasses import replace

from made_results import FIFTH, FUND, made_manifest, made_range

from joinedup.council.causes import CausalPath, CausalPaths, CausalStep
from joinedup.council.explain import Condition, Explanation, FlipRegion, GroupIndex, SwitchingValue


def made_group(name: str, says: str, total: float, first: float, members: int = 2) -> GroupIndex:
    names = tuple(f"parameter/{name}.{number}" for number in range(members))
    ends = (max(first - 0.1, 0.0), first + 0.1)
    return GroupIndex(name, says, names, first, *ends, total, max(total - 0.1, 0.0), min(total + 0.1, 1.0))


def made_explanation(mean: float = -2.3e6) -> Explanation:
    """A saving that turns where early help does more than is known, and hangs most on one study."""
    condition = Condition("parameter/research.webb", "the effect of early help is 0.2 or more", 0.2, None)
    steps = (
        CausalStep("lever/family_help.capacity", "8% less: Family Help staff", -0.08, "share", FIFTH),
        CausalStep("spend.looked_after_placements", "£1.1m more on placements", 1.1e6, "pounds", FIFTH),
    )
    way = CausalPath(steps, 1.0)
    return Explanation(
        manifest=made_manifest(),
        pot=FUND,
        total=made_range(mean, 1e6),
        by_source=(
            made_group("research.webb", "Webb and others 2021", 0.6, 0.5),
            made_group("joinedup.care", "Judged values on care", 0.5, 0.3),
            made_group("chance", "Chance: which single people come, and when", 0.05, 0.0, 0),
        ),
        by_directorate=(made_group("children", "Children and families", 0.8, 0.7),),
        region=FlipRegion("saves", 0.12, True, (condition,), 0.4, 0.8, 1e5),
        switching=SwitchingValue(
            "research.webb",
            "The answer hangs most on this: the effect of early help (best estimate 0.1).",
            "elasticity",
            *(0.5, 0.1, 0.0, 0.3, 0.25, -3e6, 1e6),
        ),
        paths=(CausalPaths("spend.looked_after_placements", FUND, steps[-1], (way,)),),
    )


def nothing_to_explain() -> Explanation:
    """What is left of an explanation where no pot changes."""
    return replace(
        made_explanation(),
        pot="",
        total=None,
        by_source=(),
        by_directorate=(),
        region=None,
        switching=None,
        paths=(),
    )
