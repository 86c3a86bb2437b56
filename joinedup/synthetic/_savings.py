"""What the county's medium-term plan says of its proposals: the claims of their files, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from joinedup.synthetic._proposals import sized_forms
from joinedup.vocabulary import APRIL, MONTHS_A_YEAR, Pot

# In the order of the plan: the savings, then the investments; each with the spending line it falls on.
_SAVINGS = {
    "family-help-trim": "family_help",
    "youth-trim": "youth_services",
    "attendance-trim": "attendance",
    "social-work-trim": "social_work",
    "support-workers": "social_work",
    "foster-homes": "looked_after_placements",
    "residential-prices": "looked_after_placements",
    "travel-training": "send_transport",
    "bus-passes": "mainstream_transport",
    "supported-living": "learning_disability",
    "reablement": "older_people",
    "shared-services": "central_services",
    "library-hours": "culture_leisure",
    "three-weekly-waste": "environment",
    "temporary-homes": "homelessness",
    "street-lighting": "highways_transport",
    "specialist-places": "high_needs",
    "transport-redesign": "send_transport",
}
_INVESTMENTS = {
    "family-group-conferences": "family_help",
    "garden-village": "planning",
}


@dataclass(frozen=True)
class Planned:
    """One saving or investment of the plan.

    Args:
        reference: identifier of its proposal.
        title: its title.
        line: code of the spending line it falls on.
        kind: `Saving` or `Investment`.
        pot: the pot.
        cashable: whether it reduces what is paid, rather than avoiding a rise.
        amounts: pounds in each year asked for: what a saving saves and what an investment costs.
    """

    reference: str
    title: str
    line: str
    kind: str
    pot: Pot
    cashable: bool
    amounts: tuple[float, ...]


def planned(scale: float, years: range) -> list[Planned]:
    """Return what the plan says of each proposal.

    Args:
        scale: size beside the county's 870,000 people.
        years: the years in which its financial years begin.
    """
    forms = {name: yaml.safe_load(text) for name, text in sized_forms(scale).items()}
    return [
        _planned(forms[f"{reference}.yaml"], kind, line, years)
        for kind, lines in (("Saving", _SAVINGS), ("Investment", _INVESTMENTS))
        for reference, line in lines.items()
    ]


def _planned(form: dict[str, Any], kind: str, line: str, years: range) -> Planned:
    sign = -1.0 if kind == "Investment" else 1.0
    claims = form["savings"]
    [pot], [says] = {one["pot"] for one in claims}, {one["kind"] for one in claims}
    amounts = tuple(
        round(sum(sign * one["pounds_a_year"] * _part_of_year(one["from"], year) for one in claims) + 0.0, 2)
        for year in years
    )
    return Planned(form["id"], form["title"], line, kind, Pot(pot), says == "cashable", amounts)


def _part_of_year(starts: date, year: int) -> float:
    """Return the share of a financial year in which a claim holds."""
    before = (starts.year - year) * MONTHS_A_YEAR + starts.month - APRIL
    return min(max(MONTHS_A_YEAR - before, 0), MONTHS_A_YEAR) / MONTHS_A_YEAR
