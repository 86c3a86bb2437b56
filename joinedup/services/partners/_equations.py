"""What the council's decisions cost partners: hospitals, police and courts. It is not the council's money.

Two studies of the same cuts disagree: one found more visits to accident and emergency, the other no effect on
emergency admissions. Both are kept. What comes from people who go without care is our judgement, and stands
apart from what studies found.
"""

from __future__ import annotations

from joinedup.declared import Better, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    against,
    exp,
    figure,
    greatest,
    last_month,
    parameter,
    ratio,
    reckoned,
    share_leaving,
)

_PRICE_YEARS = Clock("price_years")
_DAYS_A_YEAR = 365
_WAITING = "partners.beds_waiting"
# The study states its effect for a cut of so many pounds per person aged 65 and over; see its parameter.
_POUNDS_CUT = 391


def service() -> Service:
    """Return what the NHS, police and courts spend in each patch because of what the model holds."""
    equations = Equations("partners")
    _visits(equations)
    _admissions(equations)
    _waiting(equations)
    _children(equations)
    _health(equations)
    _police(equations)
    return Service(equations, measures=_MEASURES, spending=("health_partners", "police_partners"))


def _p(name: str) -> Expression:
    return parameter(f"joinedup.partners.{name}")


def _visits(equations: Equations) -> None:
    cut = last_month("adults.care_cut_per_person")
    older = last_month("population.older")
    weight = _p("weight_of_visits_study")
    pounds = _POUNDS_CUT * _p("prices_since_visits_study")
    from_cuts = equations.reckon(
        "partners.visits_from_cuts",
        parameter("research.adult_care_cuts.emergency_visits") * weight * cut / pounds * older / 12,
        "Visits to accident and emergency that follow from less care bought, as a study found. A month.",
    )
    from_unmet = equations.reckon(
        "partners.visits_from_unmet_need",
        last_month("adults.unmet_more") * _p("visits_per_unmet") / 12,
        "Visits to accident and emergency of older people who go without care. A month.",
    )
    equations.reckon(
        "partners.emergency_visits",
        greatest(older * _p("visits_per_person") / 12 + from_cuts + from_unmet, 0),
        "Visits to accident and emergency by people aged 65 and over.",
    )


def _admissions(equations: Equations) -> None:
    spending = ratio(figure("budget", "older_people"), figure("people", "65_plus"))
    cut = last_month("adults.care_cut_per_person")
    older = last_month("population.older")
    usual = older * _p("admissions_per_person") / 12
    from_cuts = equations.reckon(
        "partners.admissions_from_cuts",
        -usual * parameter("research.adult_care_cuts.emergency_admissions") * ratio(cut, spending),
        "Emergency admissions that follow from less care bought, as the other study has it. A month.",
    )
    from_unmet = equations.reckon(
        "partners.admissions_from_unmet_need",
        last_month("adults.unmet_more") * _p("admissions_per_unmet") / 12,
        "Emergency admissions of older people who go without care. A month.",
    )
    equations.reckon(
        "partners.emergency_admissions",
        greatest(usual + from_cuts + from_unmet, 0),
        "Emergency admissions of people aged 65 and over.",
    )


def _waiting(equations: Equations) -> None:
    start = equations.at_start(
        "partners.beds_waiting_at_start",
        figure("people", "65_plus") * _p("beds_waiting_per_1000") / 1000,
        "People waiting in hospital for care, at the start.",
    )
    waiting = equations.stock(
        _WAITING, start, "Older people ready to leave hospital who wait for care.", "people"
    )
    leave = share_leaving(_DAYS_A_YEAR / _p("bed_wait_days"))
    usual = figure("people", "65_plus") * _p("admissions_per_person") / 12
    equations.flow(
        "partners.ready_to_leave",
        start * leave * against(reckoned("partners.emergency_admissions"), usual),
        "Older people who become ready to leave hospital and need care.",
        enters=_WAITING,
    )
    # Who waits in hospital stands in the same queues as those at home.
    longer = greatest(last_month("adults.care_wait"), leave)
    equations.flow(
        "partners.discharged",
        waiting * leave / longer,
        "Older people who leave hospital for care.",
        leaves=_WAITING,
    )
    equations.reckon(
        "partners.days_waiting",
        waiting * _DAYS_A_YEAR / 12,
        "Days in hospital spent waiting for care, this month.",
    )


def _children(equations: Equations) -> None:
    equations.reckon(
        "partners.child_injuries",
        last_month("population.children") / 10000 * parameter("dhsc.hospital.child_injuries_per_10k") / 12,
        "Children admitted to hospital for an injury.",
    )


def _health(equations: Equations) -> None:
    bill = (
        reckoned("partners.emergency_visits") * _p("visit_cost")
        + reckoned("partners.emergency_admissions") * _p("admission_cost")
        + reckoned("partners.days_waiting") * _p("bed_day_cost")
        + reckoned("partners.child_injuries") * _p("child_injury_cost")
    )
    equations.reckon(
        "spend.health_partners",
        bill * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Hospitals: older people in an emergency or waiting to leave, and injured children. Pounds a month.",
    )


def _police(equations: Equations) -> None:
    offences = equations.reckon(
        "partners.youth_offences",
        last_month("youth.first_time_entrants") * _p("offences_per_entrant"),
        "Proven offences by young people.",
    )
    equations.reckon(
        "spend.police_partners",
        offences * _p("cost_per_offence") * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Police and courts: offences by young people. Pounds a month.",
    )


_MEASURES = (
    Measure(
        "partners.emergency_visits",
        "Visits to accident and emergency by older people",
        "visits",
        "partners",
        Over.YEAR_SUM,
        Better.LOWER,
        True,
    ),
    Measure(
        "partners.emergency_admissions",
        "Emergency admissions of older people",
        "admissions",
        "partners",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
    Measure(
        "partners.days_waiting",
        "Days in hospital spent waiting for care",
        "days",
        "partners",
        Over.YEAR_SUM,
        Better.LOWER,
        True,
    ),
    Measure(
        "partners.youth_offences",
        "Proven offences by young people",
        "offences",
        "partners",
        Over.YEAR_SUM,
        Better.LOWER,
    ),
)
