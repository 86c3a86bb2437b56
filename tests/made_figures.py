"""A small council made up by hand: every figure the model starts from, without any file.

Its numbers are those of no real place. All ages hold as many children, and as many come into each service as
leave it, so that whatever moves in a projection was moved by the model.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from made_store import NORTH, SOUTH, made_council
from numpy.typing import NDArray

from joinedup.council import Figures, Ready, collect_figures, kernel, levers
from joinedup.council._inputs import Inputs, make_inputs
from joinedup.council._paths import Paths
from joinedup.council._places import planning_areas
from joinedup.council._runs import base_overlay, run_paths
from joinedup.council.causes import everything_kernel
from joinedup.council.proposals import Limits, Proposal, ProposalDraft, lay_proposals
from joinedup.declared import FigureValue, Origin, Parameter
from joinedup.engine import (
    CHANGE,
    FIGURE,
    Overlay,
    run_ensemble,
)
from joinedup.folder import Council
from joinedup.parameters import load_parameters
from joinedup.vocabulary import AGES, YEAR_GROUPS

STARTS = date(2026, 4, 1)
COUNTED = date(2026, 3, 31)
ADOPTED = date(2027, 3, 31)
_A_YEAR_GROUP = 2_400.0

COUNTS: dict[str, float] = {
    "births": _A_YEAR_GROUP,
    "children_0_17": 18 * _A_YEAR_GROUP,
    "dwellings": 86_000,
    "completions": 600,
    "families_in_temporary_accommodation": 150,
    "early_help_cases": 900,
    "referrals": 2_400,
    "re_referral_share": 0.21,
    "assessments": 2_244,
    "children_in_need": 900,
    "child_protection_plans": 190,
    "child_protection_starts": 260,
    "child_protection_ends": 260,
    "looked_after_children": 320,
    "care_starts": 130,
    "care_ends": 130,
    "foster_places": 180,
    "care_leavers": 140,
    "price_residential": 5_500,
    "caseload": 16,
    "social_workers": 120,
    "social_worker_vacancies": 24,
    "social_workers_agency": 20,
    "social_worker_leavers": 19,
    "persistent_absence_share": 0.2,
    "permanent_exclusions": 30,
    "neet_share": 0.03,
    "ehc_plans": 1_800,
    "ehc_requests": 320,
    "ehc_new_plans": 220,
    "ehc_ceased": 220,
    "special_places": 710,
    "send_transport_users": 650,
    "first_time_entrants": 60,
    "council_tax_base": 70_000,
    "council_tax_band_d": 1_600,
}
PARTS: dict[str, dict[str, float]] = {
    "people": dict.fromkeys(AGES, _A_YEAR_GROUP) | {"26_64": 100_000, "65_plus": 38_000},
    "looked_after_by_placement": {
        "kinship": 50,
        "foster_own": 110,
        "foster_agency": 70,
        "residential": 45,
        "supported": 30,
        "other": 15,
    },
    "ehc_plans_by_placement": {
        "mainstream": 800,
        "special_state": 700,
        "special_independent": 130,
        "other": 170,
    },
    "reserves": {"general": 15e6, "earmarked": 20e6, "dsg": -8e6},
}
BUDGET: dict[str, float] = {
    "family_help": 4.0e6,
    "social_work": 11.0e6,
    "looked_after_placements": 30.0e6,
    "care_leavers": 2.5e6,
    "youth_services": 1.2e6,
    "youth_justice": 0.9e6,
    "children_other": 5.0e6,
    "attendance": 0.7e6,
    "send_transport": 6.5e6,
    "mainstream_transport": 3.0e6,
    "education_other": 4.0e6,
    "high_needs": 36.0e6,
    "schools_block": 190.0e6,
    "early_years_block": 18.0e6,
    "central_block": 1.5e6,
    "learning_disability": 32.0e6,
    "older_people": 40.0e6,
    "adults_other": 12.0e6,
    "public_health": 13.0e6,
    "homelessness": 2.2e6,
    "highways_transport": 9.0e6,
    "environment": 19.0e6,
    "planning": 2.0e6,
    "culture_leisure": 5.0e6,
    "central_services": 16.0e6,
    "capital_financing": 12.0e6,
}
FUNDING: dict[str, float] = {
    "council_tax": 112.0e6,
    "business_rates": 40.0e6,
    "settlement": 66.0e6,
    "dsg_schools": 190.0e6,
    "dsg_high_needs": 35.0e6,
    "dsg_early_years": 18.0e6,
    "dsg_central": 1.5e6,
    "public_health_grant": 13.0e6,
}
SAME_EVERYWHERE = {
    "re_referral_share",
    "caseload",
    "persistent_absence_share",
    "neet_share",
    "price_residential",
}
RATIOS = {"workforce.load", "workforce.overload", "care.residential_scarcity"}
LOOKED_AFTER_BEFORE = {2021: 290.0, 2022: 300.0, 2023: 305.0, 2024: 312.0, 2025: 316.0}


def one_figure(
    figure: str,
    value: float,
    *,
    band: str = "",
    area: str = "E06000999",
    as_at: date = COUNTED,
    origin: Origin = Origin.PUBLISHED,
) -> FigureValue:
    """Return one made-up value."""
    return FigureValue(figure, area, band, as_at, value, origin, "made up")


def made_up_values() -> list[FigureValue]:
    """Return every figure of the made-up council."""
    values = [one_figure(name, value) for name, value in COUNTS.items()]
    values += [
        one_figure(name, value, band=band) for name, parts in PARTS.items() for band, value in parts.items()
    ]
    values += [one_figure("budget", value, band=line, as_at=ADOPTED) for line, value in BUDGET.items()]
    values += [one_figure("funding", value, band=line, as_at=ADOPTED) for line, value in FUNDING.items()]
    values += [
        one_figure("looked_after_children", value, as_at=date(year, 3, 31))
        for year, value in LOOKED_AFTER_BEFORE.items()
    ]
    values += [
        one_figure("children_0_17", share * COUNTS["children_0_17"], area=patch)
        for patch, share in ((NORTH, 0.6), (SOUTH, 0.4))
    ]
    for code, share in (("P1", 0.6), ("P2", 0.4)):
        for group in YEAR_GROUPS[:7]:
            values.append(one_figure("pupils", 2_200 * share, band=group, area=code))
            values.append(one_figure("places", 2_300 * share, band=group, area=code))
    return values


def certain(parameters: dict[str, Parameter], **values: float) -> dict[str, Parameter]:
    """Return parameters without ranges; those named, with `__` for a dot, take the value given."""
    fixed = {name.replace("__", "."): value for name, value in values.items()}
    unknown = set(fixed) - set(parameters)
    assert not unknown, f"there are no parameters {unknown}"
    return {name: _certain(parameter, fixed.get(name)) for name, parameter in parameters.items()}


def _certain(parameter: Parameter, value: float | None) -> Parameter:
    held = {
        day: replace(
            one,
            value=one.value if value is None else value,
            low=one.value if value is None else value,
            high=one.value if value is None else value,
        )
        for day, one in parameter.values.items()
    }
    return replace(parameter, values=held)


def still(parameters: dict[str, Parameter], **values: float) -> dict[str, Parameter]:
    """Return parameters without ranges and without growth in demand or prices."""
    growing = {
        name.replace(".", "__"): 0.0
        for name in parameters
        if any(
            word in name
            for word in ("growth", "inflation", "trend", "drift", "child_migration", "_rise", "money.cpi")
        )
    }
    growing.pop("research__youth_clubs__offending_rise")
    # England's share of plans that cease is the council's own here, so that as many come as go.
    plans = PARTS["ehc_plans_by_placement"]
    growing["dfe__send__cease_hazard"] = COUNTS["ehc_ceased"] / sum(plans.values())
    # Nobody moves here from another authority with a plan.
    growing["dfe__send__transfer_share"] = 0.0
    return certain(parameters, **(growing | values))


class MadeCouncil:
    """The made-up council, ready to be run with its figures or parameters changed."""

    def __init__(self, folder: Path) -> None:
        self.council: Council = made_council(folder)
        self.parameters = load_parameters()

    def figures(self, *others: FigureValue, **counts: float) -> Figures:
        """Return its figures; those named in `counts` take the value given, `others` are added."""
        values = [
            replace(value, value=counts[value.figure]) if value.figure in counts else value
            for value in made_up_values()
        ]
        return collect_figures(self.council.ons_code, [*values, *others])

    def ready(self, figures: Figures | None = None) -> Ready:
        """Return it as commands ask for it."""
        held = figures or self.figures()
        return Ready(self.council, held, self.parameters, planning_areas(self.council, held), load=1)

    def inputs(
        self,
        *,
        draws: int = 1,
        years: int = 5,
        seed: int = 1,
        figures: Figures | None = None,
        parameters: dict[str, Parameter] | None = None,
    ) -> Inputs:
        """Return the inputs of a run."""
        return make_inputs(
            self.council,
            figures or self.figures(),
            parameters or self.parameters,
            draws=draws,
            seed=seed,
            years=years,
        )

    def known(self, *, years: int = 5, figures: Figures | None = None, **values: float) -> Inputs:
        """Return inputs of one draw that know every figure exactly and let nothing grow."""
        inputs = self.inputs(years=years, figures=figures, parameters=still(self.parameters, **values))
        changes = [place for place, name in enumerate(inputs.names) if name.startswith(CHANGE)]
        inputs.values[:, :, changes] = 1.0
        for start in inputs.starting:
            figure = "budget" if start.figure == "net_spend" else start.figure
            place = inputs.names.index(f"{FIGURE}{figure}/{start.band}")
            whole = inputs.values[:, :, place].sum()
            if start.figure in SAME_EVERYWHERE:
                inputs.values[:, :, place] = start.value
            elif whole:
                inputs.values[:, :, place] *= start.value / whole
        return inputs

    def proposal(self, *changes: dict[str, Any], id: str = "one", years: int = 15) -> Proposal:
        """Return a proposal of these changes, checked as a file would be; each begins with the plan."""
        content = {
            "id": id,
            "title": "A proposal",
            "owner": "Head of service",
            "directorate": "children",
            "changes": [{"from": STARTS.isoformat()} | change for change in changes],
            "savings": [],
            "evidence": ["made up"],
        }
        return ProposalDraft(yaml.safe_load(yaml.safe_dump(content)), "one.yaml").checked(self.limits(years))

    def limits(self, years: int = 15) -> Limits:
        """Return what a proposal may name here."""
        return Limits(levers(), (NORTH, SOUTH), STARTS, date(STARTS.year + years, 4, 1))

    def overlay(self, inputs: Inputs, *proposals: Proposal) -> Overlay:
        """Return the plan with proposals laid on it."""
        return lay_proposals(
            base_overlay(inputs),
            proposals,
            levers=levers(),
            inputs=kernel().inputs,
            patches=inputs.patches,
            sizes=np.array([0.6, 0.4]),
            starts=STARTS,
        )

    def run(
        self,
        inputs: Inputs,
        *proposals: Proposal,
        seed: int = 1,
        threads: int = 1,
        with_chance: bool = False,
    ) -> Paths:
        """Run it with these proposals."""
        return run_paths(
            inputs,
            STARTS,
            seed=seed,
            overlay=self.overlay(inputs, *proposals),
            threads=threads,
            with_chance=with_chance,
        )


def expected(paths: Paths, name: str) -> NDArray[np.float64]:
    """Return the mean course of a quantity over all draws. Shape (year,)."""
    return np.asarray(paths.whole(name).mean(axis=0))


class Whole:
    """Everything that happened in a run of the made-up council.

    Args:
        made: the council.
        inputs: what it starts from.
        proposals: what is laid on it.
        with_chance: whether single people move by chance.
    """

    def __init__(
        self, made: MadeCouncil, inputs: Inputs, *proposals: Proposal, with_chance: bool = False
    ) -> None:
        model = everything_kernel()
        assert model.inputs == inputs.names
        overlay = made.overlay(inputs, *proposals)
        out = run_ensemble(model, inputs.values, overlay, seed=1, with_chance=with_chance)
        self._held = {one.name: out[:, :, place] for place, one in enumerate(model.recorded)}

    def by_patch(self, name: str) -> NDArray[np.float64]:
        """Return a quantity. Shape (draw, patch, year)."""
        return self._held[name]

    def of(self, name: str) -> NDArray[np.float64]:
        """Return a quantity of the whole council in the first draw, or a mean over patches of a ratio."""
        added = self._held[name][0].sum(axis=0)
        return np.asarray(added / 2 if name in RATIOS else added)
