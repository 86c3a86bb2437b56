"""The numbers of a medium-term plan as JSON: pounds to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

from joinedup.council import Range
from joinedup.council.medium_term import PENCE_A_POUND, MediumTermPlan, PotPlan, Stated
from joinedup.reports._numbers import range_numbers, rounded


def as_json(plan: MediumTermPlan) -> dict[str, Any]:
    """Return a plan as what JSON can hold; money in pounds to the penny, a cost or a gap positive."""
    return {
        "run": plan.manifest.run,
        "manifest": asdict(plan.manifest),
        "years": list(plan.years),
        "discount": plan.discount,
        "pots": [_pot(one) for one in plan.pots],
        "steps": [{"name": one.name, "says": one.says, "pounds": _pounds(one.pence)} for one in plan.steps],
        "reserves": [
            {
                "kind": one.kind,
                "is_held": one.is_held,
                "opening": _pounds(one.opening),
                "movements": [
                    {"name": move.name, "says": move.says, "pounds": _pounds(move.pence)}
                    for move in one.movements
                ],
                "closing": _pounds(one.closing),
                "closing_range": [range_numbers(at) for at in one.closing_range],
                "basis": one.basis,
            }
            for one in plan.reserves
        ],
        "override_ends": plan.override.ends.isoformat() if plan.override.ends else None,
        "balances": [
            {
                "year": one.year,
                "is_balanced": one.is_balanced,
                "gap": one.gap / PENCE_A_POUND,
                "general_reserve": one.reserve / PENCE_A_POUND,
                "floor": None if one.floor is None else one.floor / PENCE_A_POUND,
                "earmarked_reserves": None if one.earmarked is None else one.earmarked / PENCE_A_POUND,
            }
            for one in plan.balances
        ],
        "council_tax": asdict(plan.council_tax) if plan.council_tax else None,
        "proposals": [_stated(plan, one) for one in plan.stated],
        "robustness": _robustness(plan),
        "coverage": [
            {
                "kind": one.kind,
                "code": one.code,
                "pounds": rounded(one.pounds) if one.is_held else None,
                "origin": one.origin.value,
                "comes_from": one.basis,
            }
            for one in plan.coverage
        ],
    }


def _pounds(pence: Sequence[int]) -> list[float]:
    return [one / PENCE_A_POUND for one in pence]


def _ranges(ranges: Sequence[Range]) -> list[dict[str, float]]:
    return [range_numbers(one) for one in ranges]


def _pot(pot: PotPlan) -> dict[str, Any]:
    has_gap = pot.has_funding
    return {
        "pot": pot.pot.value,
        "rows": [
            {
                "section": row.section.value,
                "name": row.name,
                "says": row.says,
                "line": row.line,
                "directorate": row.directorate,
                "pounds": _pounds(row.pence),
                "five_years": sum(row.pence) / PENCE_A_POUND,
                "present_value": row.present_value / PENCE_A_POUND,
                "basis": row.basis,
            }
            for row in pot.rows
        ],
        "spending": _pounds(pot.spending),
        "gap_before": _pounds(pot.gap_before) if has_gap else None,
        "proposals": _pounds(pot.proposals),
        "gap": _pounds(pot.gap) if has_gap else None,
        "gap_present_value": pot.gap_present_value / PENCE_A_POUND if has_gap else None,
        "gap_range": _ranges(pot.gap_range),
        "gap_before_range": _ranges(pot.gap_before_range),
        "chance_balanced": list(pot.p_balanced),
        "errors": [one if isfinite(one) else None for one in pot.errors],
    }


def _stated(plan: MediumTermPlan, one: Stated) -> dict[str, Any]:
    delivery = plan.deliveries[one.proposal.id]
    return {
        "proposal": one.proposal.id,
        "section": one.section.value,
        "pot": one.pot,
        "pounds_a_year": one.pounds_a_year,
        "expected_share": rounded(one.share),
        "low": delivery.low,
        "likely": delivery.likely,
        "high": delivery.high,
        "because": delivery.because,
        "stated": _pounds(one.pence),
        "not_delivered": _pounds(one.not_delivered),
        "below_a_whole": _pounds(one.part_steps),
    }


def _robustness(plan: MediumTermPlan) -> dict[str, Any]:
    robust = plan.robustness
    deficit = robust.override_deficit
    return {
        "sensitivities": [
            {"name": one.name, "says": one.says, "gap": [rounded(gap) for gap in one.gap]}
            for one in robust.sensitivities
        ],
        "overspent": [asdict(one) | {"share": rounded(one.share)} for one in robust.overspent],
        "capacities": [
            {
                "measure": one.capacity.load,
                "is_full_now": one.capacity.load in robust.full_now,
                "chance_full_without": one.p_full_without,
                "chance_full_with": one.p_full_with,
            }
            for one in robust.capacities
        ],
        "risks": [asdict(one) | {"is_covered": one.is_covered} for one in robust.risks],
        "chance_below_floor": list(robust.p_below_floor),
        "chance_used_up": list(robust.p_used_up),
        "years_reserves_last": robust.lasts,
        "years_reserves_last_badly": robust.lasts_badly,
        "schools_grant_when_override_ends": range_numbers(deficit) if deficit else None,
    }
