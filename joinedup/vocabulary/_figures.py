"""Every figure the model starts from or is judged by.

The open national tables, the council's own returns and the services all speak of these figures by name, so
that a council's own figure can replace an open one without anybody else changing.
"""

from __future__ import annotations

from joinedup.declared import Figure, FigureKind
from joinedup.vocabulary._money import FUNDING_LINES, RESERVES, SPENDING_LINES

AGES = tuple(str(age) for age in range(26))
# Ages of children in the first of two counts, by the group they are reported under.
MIGRATION_BANDS = {"0_4": range(5), "5_10": range(5, 11), "11_14": range(11, 15)}
ADULT_BANDS = ("26_64", "65_plus")
YEAR_GROUPS = ("R", *(str(year) for year in range(1, 14)))
CARE_PLACEMENTS = ("kinship", "foster_own", "foster_agency", "residential", "supported", "other")
EHC_PLACEMENTS = ("mainstream", "special_state", "special_independent", "other")

_STOCK, _FLOW, _SHARE = FigureKind.STOCK, FigureKind.FLOW, FigureKind.SHARE
_PRICE, _PLAN = FigureKind.PRICE, FigureKind.PLAN

_PEOPLE = (
    Figure(
        "people", "People living in the area, by age.", "people", _STOCK, "population", (*AGES, *ADULT_BANDS)
    ),
    Figure("children_0_17", "Children and young people aged 0 to 17.", "children", _STOCK, "population"),
    Figure(
        "family_migration",
        "Children who come with their family in a year less those who leave, by age, as a share.",
        "share",
        _SHARE,
        "population",
        tuple(MIGRATION_BANDS),
    ),
    Figure("births", "Live births.", "births", _FLOW, "population"),
    Figure(
        "deprivation",
        "Mean score of its small areas on the Index of Multiple Deprivation 2025; higher is more deprived.",
        "IMD 2025 score",
        _STOCK,
        "population",
    ),
    Figure("dwellings", "Homes.", "homes", _STOCK, "housing"),
    Figure("completions", "Homes completed.", "homes", _FLOW, "housing"),
    Figure("planned_completions", "Homes expected to be completed.", "homes", _PLAN, "housing"),
    Figure(
        "families_in_temporary_accommodation",
        "Households with children in temporary accommodation.",
        "households",
        _STOCK,
        "housing",
    ),
)
_SOCIAL_CARE = (
    Figure(
        "early_help_cases", "Children with an open early help episode.", "children", _STOCK, "family_help"
    ),
    Figure("early_help_starts", "Early help episodes started.", "children", _FLOW, "family_help"),
    Figure("referrals", "Referrals to children's social care.", "referrals", _FLOW, "children_in_need"),
    Figure(
        "re_referral_share",
        "Share of referrals within 12 months of an earlier one.",
        "share",
        _SHARE,
        "children_in_need",
    ),
    Figure("assessments", "Assessments completed.", "assessments", _FLOW, "children_in_need"),
    Figure(
        "children_in_need",
        "Children in need without a child protection plan and not looked after.",
        "children",
        _STOCK,
        "children_in_need",
    ),
    Figure(
        "child_protection_plans",
        "Children with a child protection plan.",
        "children",
        _STOCK,
        "children_in_need",
    ),
    Figure("child_protection_starts", "Child protection plans started.", "plans", _FLOW, "children_in_need"),
    Figure("child_protection_ends", "Child protection plans ended.", "plans", _FLOW, "children_in_need"),
    Figure("looked_after_children", "Looked-after children.", "children", _STOCK, "care"),
    Figure(
        "looked_after_by_placement",
        "Looked-after children, by placement.",
        "children",
        _STOCK,
        "care",
        CARE_PLACEMENTS,
    ),
    Figure("care_starts", "Children starting to be looked after.", "children", _FLOW, "care"),
    Figure("care_ends", "Children ceasing to be looked after.", "children", _FLOW, "care"),
    Figure("care_starts_16_plus", "Of those starting, aged 16 and over.", "children", _FLOW, "care"),
    Figure("foster_places", "Approved foster places of the council's own carers.", "places", _STOCK, "care"),
    Figure("care_leavers", "Care leavers aged 17 to 21.", "young people", _STOCK, "care"),
    Figure("price_residential", "Residential care, per child per week.", "pounds per week", _PRICE, "care"),
    Figure("price_fostering", "Fostering, per child per week.", "pounds per week", _PRICE, "care"),
)
_WORKFORCE = (
    Figure("social_workers", "Social workers employed (full-time equivalent).", "posts", _STOCK, "workforce"),
    Figure("social_worker_vacancies", "Vacant social work posts.", "posts", _STOCK, "workforce"),
    Figure("social_workers_agency", "Agency social workers.", "posts", _STOCK, "workforce"),
    Figure("social_worker_leavers", "Employed social workers leaving.", "posts", _FLOW, "workforce"),
    Figure("social_worker_starters", "Social workers starting.", "posts", _FLOW, "workforce"),
    Figure("caseload", "Cases per social worker who holds cases.", "cases", _STOCK, "workforce"),
)
_SCHOOLS = (
    Figure(
        "pupils",
        "Pupils on roll in state mainstream schools, by year group.",
        "pupils",
        _STOCK,
        "places",
        YEAR_GROUPS,
    ),
    Figure(
        "places",
        "Places in state mainstream schools, by year group.",
        "places",
        _STOCK,
        "places",
        YEAR_GROUPS,
    ),
    Figure(
        "persistent_absence_share",
        "Share of pupils missing a tenth of sessions or more.",
        "share",
        _SHARE,
        "attendance",
    ),
    Figure("permanent_exclusions", "Permanent exclusions.", "pupils", _FLOW, "attendance"),
    Figure("suspensions", "Suspensions.", "suspensions", _FLOW, "attendance"),
    Figure("ehc_plans", "Children and young people with an EHC plan.", "plans", _STOCK, "send"),
    Figure("ehc_plans_by_placement", "EHC plans, by placement.", "plans", _STOCK, "send", EHC_PLACEMENTS),
    Figure("ehc_requests", "Requests for an EHC needs assessment.", "requests", _FLOW, "send"),
    Figure("ehc_new_plans", "New EHC plans.", "plans", _FLOW, "send"),
    Figure("ehc_ceased", "EHC plans ceased.", "plans", _FLOW, "send"),
    Figure("special_places", "Places in state special schools.", "places", _STOCK, "send"),
    Figure("send_transport_users", "Pupils with SEND home-to-school transport.", "pupils", _STOCK, "send"),
)
_YOUTH = (
    Figure("first_time_entrants", "First-time entrants to youth justice.", "young people", _FLOW, "youth"),
    Figure(
        "neet_share",
        "Share of 16 and 17 year olds not in education, employment or training.",
        "share",
        _SHARE,
        "youth",
    ),
)
_MONEY = (
    Figure("child_poverty_share", "Share of children in relative low income.", "share", _SHARE, "population"),
    Figure(
        "net_spend",
        "Net spending (after income other than government grants), by line.",
        "pounds",
        _FLOW,
        "money",
        tuple(line.code for line in SPENDING_LINES),
    ),
    Figure(
        "budget",
        "Adopted net budget, by line.",
        "pounds",
        _PLAN,
        "money",
        tuple(line.code for line in SPENDING_LINES),
    ),
    Figure("funding", "Funding, by line.", "pounds", _PLAN, "money", tuple(FUNDING_LINES)),
    Figure("reserves", "Reserves, by kind.", "pounds", _STOCK, "money", tuple(RESERVES)),
    Figure("council_tax_base", "Council tax base (band D equivalent homes).", "homes", _STOCK, "money"),
    Figure(
        "council_tax_band_d", "Council tax at band D, the council's own share.", "pounds", _PRICE, "money"
    ),
)

FIGURES: dict[str, Figure] = {
    figure.name: figure for figure in (*_PEOPLE, *_SOCIAL_CARE, *_WORKFORCE, *_SCHOOLS, *_YOUTH, *_MONEY)
}
