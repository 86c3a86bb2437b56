"""England's rates for what nobody has counted in this council: each rate times the people it applies to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from joinedup.council._series import Held
from joinedup.declared import FigureValue, Origin, Parameter
from joinedup.folder import Council

_PER_10K = 10_000
_PER_1000 = 1_000


@dataclass(frozen=True)
class _Rate:
    figure: str
    parameter: str
    of: str
    worked_out: Callable[[float, float], float]
    band: str = ""


def _times(rate: float, base: float) -> float:
    return rate * base


def _per_10k(rate: float, base: float) -> float:
    return rate / _PER_10K * base


_RATES = (
    _Rate("referrals", "dfe.children_in_need.referral_rate_per_10k", "children_0_17", _per_10k),
    _Rate("re_referral_share", "dfe.children_in_need.re_referral_share", "", _times),
    _Rate("child_protection_plans", "dfe.children_in_need.plan_rate_per_10k", "children_0_17", _per_10k),
    _Rate("looked_after_children", "dfe.looked_after.rate_per_10k", "children_0_17", _per_10k),
    _Rate("care_starts", "dfe.looked_after.start_rate_per_10k", "children_0_17", _per_10k),
    _Rate("early_help_cases", "joinedup.family_help.cases_rate_per_10k", "children_0_17", _per_10k),
    _Rate(
        "first_time_entrants", "moj.youth_justice.first_time_entrant_rate_per_10k", "children_0_17", _per_10k
    ),
    _Rate("assessments", "dfe.children_in_need.assessments_per_referral", "referrals", _times),
    _Rate("price_residential", "dfe.looked_after.price_residential", "", _times),
    _Rate("caseload", "dfe.workforce.caseload", "", _times),
    _Rate("persistent_absence_share", "joinedup.attendance.persistent_absence_share", "", _times),
    _Rate("neet_share", "dfe.participation.neet_share", "", _times),
)


def england_figures(council: Council, held: Held, parameters: dict[str, Parameter]) -> list[FigureValue]:
    """Return England's rate applied to the council's people, for each figure that has one.

    Args:
        council: the council.
        held: what the council already holds; gives the people that a rate applies to.
        parameters: national values.
    """
    on = council.plan_starts
    found = [_one(rate, council, held, parameters, on) for rate in _RATES if rate.parameter in parameters]
    found += _homeless(council, held, parameters, on)
    found += _transport(council, held, parameters, on)
    return [value for value in found if value is not None]


def _one(
    rate: _Rate, council: Council, held: Held, parameters: dict[str, Parameter], on: date
) -> FigureValue | None:
    base = held.latest(rate.of) if rate.of else None
    if rate.of and base is None:
        return None
    of = base.value if base else 1.0
    parameter = parameters[rate.parameter]
    value = rate.worked_out(parameter.at(on).value, of)
    return _value(council, rate.figure, rate.band, value, parameter, _dated(parameter, on))


def _homeless(
    council: Council, held: Held, parameters: dict[str, Parameter], on: date
) -> list[FigureValue | None]:
    homes = held.latest("dwellings")
    if homes is None:
        return [None]
    rate = parameters["joinedup.housing.family_entry_rate_per_1000_households"]
    stay = parameters["joinedup.housing.temporary_stay_months"]
    value = rate.at(on).value / _PER_1000 * homes.value * stay.at(on).value / 12
    name = "families_in_temporary_accommodation"
    return [_value(council, name, "", value, rate, _dated(rate, on))]


def _transport(
    council: Council, held: Held, parameters: dict[str, Parameter], on: date
) -> list[FigureValue | None]:
    shares = {
        band: parameters[f"joinedup.send.transport_share_{band}"]
        for band in ("mainstream", "special_state", "special_independent", "other")
    }
    plans = {band: held.latest("ehc_plans_by_placement", band) for band in shares}
    riders = sum(plan.value * shares[band].at(on).value for band, plan in plans.items() if plan)
    if not riders:
        return [None]
    parameter = shares["special_state"]
    return [_value(council, "send_transport_users", "", riders, parameter, _dated(parameter, on))]


def _dated(parameter: Parameter, on: date) -> date:
    return max([day for day in parameter.values if day <= on], default=min(parameter.values))


def _value(
    council: Council, figure: str, band: str, value: float, parameter: Parameter, as_at: date
) -> FigureValue:
    held = parameter.at(as_at)
    return FigureValue(
        figure,
        council.ons_code,
        band,
        as_at,
        value,
        Origin.ENGLAND,
        str(held.source) if held.source else f"{parameter.name}: {held.standing}",
        f"{parameter.says.rstrip('.')}: {held.value:g} {parameter.unit}",
    )
