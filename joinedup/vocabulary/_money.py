"""Directorates, pots and spending lines: whose money it is and what it may be spent on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pot(StrEnum):
    """Money that may not be mixed with other money; nothing is ever netted across pots."""

    GENERAL_FUND = "general_fund"
    DSG_SCHOOLS = "dsg_schools"
    DSG_HIGH_NEEDS = "dsg_high_needs"
    DSG_EARLY_YEARS = "dsg_early_years"
    DSG_CENTRAL = "dsg_central"
    PUBLIC_HEALTH = "public_health_grant"
    CAPITAL = "capital"
    DEVELOPER = "developer_contributions"
    PARTNERS = "partners"

    @property
    def says(self) -> str:
        """The pot's name as a finance officer would say it."""
        return {
            Pot.GENERAL_FUND: "General Fund",
            Pot.DSG_SCHOOLS: "Dedicated Schools Grant: schools block",
            Pot.DSG_HIGH_NEEDS: "Dedicated Schools Grant: high needs block",
            Pot.DSG_EARLY_YEARS: "Dedicated Schools Grant: early years block",
            Pot.DSG_CENTRAL: "Dedicated Schools Grant: central block",
            Pot.PUBLIC_HEALTH: "Public health grant",
            Pot.CAPITAL: "Capital",
            Pot.DEVELOPER: "Developer contributions",
            Pot.PARTNERS: "Partners: health and police (not the council's money)",
        }[self]


# The blocks of the Dedicated Schools Grant, which share one reserve.
GRANT_BLOCKS = (Pot.DSG_SCHOOLS, Pot.DSG_HIGH_NEEDS, Pot.DSG_EARLY_YEARS, Pot.DSG_CENTRAL)


class Directorate(StrEnum):
    """The directorates of a council, by the work they do; `council.toml` gives them local names."""

    CHILDREN = "children"
    EDUCATION = "education"
    ADULTS = "adults"
    PUBLIC_HEALTH = "public_health"
    HOUSING = "housing"
    GROWTH = "growth"
    PLACE = "place"
    COMMUNITIES = "communities"
    CORPORATE = "corporate"
    RESOURCES = "resources"
    PARTNERS = "partners"

    @property
    def says(self) -> str:
        """The usual name of the directorate."""
        return {
            Directorate.CHILDREN: "Children and families",
            Directorate.EDUCATION: "Education and SEND",
            Directorate.ADULTS: "Adult social care",
            Directorate.PUBLIC_HEALTH: "Public health",
            Directorate.HOUSING: "Housing and homelessness",
            Directorate.GROWTH: "Growth and planning",
            Directorate.PLACE: "Place: highways, transport and environment",
            Directorate.COMMUNITIES: "Communities: culture, leisure and skills",
            Directorate.CORPORATE: "Corporate: property, people and change",
            Directorate.RESOURCES: "Resources and finance",
            Directorate.PARTNERS: "Partners: health and police",
        }[self]


@dataclass(frozen=True)
class SpendingLine:
    """One line of the revenue or capital budget.

    Args:
        code: code used in figures and results.
        says: name as in a budget book.
        directorate: the directorate that answers for it.
        pot: the pot it is paid from.
        modelled: whether the model moves it with demand; otherwise it only rises with prices.
    """

    code: str
    says: str
    directorate: Directorate
    pot: Pot
    modelled: bool


def _line(code: str, says: str, directorate: Directorate, pot: Pot, *, modelled: bool) -> SpendingLine:
    return SpendingLine(code, says, directorate, pot, modelled)


_C, _E, _A = Directorate.CHILDREN, Directorate.EDUCATION, Directorate.ADULTS
_PH, _P, _R = Directorate.PUBLIC_HEALTH, Directorate.PLACE, Directorate.RESOURCES
_H, _G, _L = Directorate.HOUSING, Directorate.GROWTH, Directorate.COMMUNITIES
_CO, _W = Directorate.CORPORATE, Directorate.PARTNERS
_GF = Pot.GENERAL_FUND

SPENDING_LINES: tuple[SpendingLine, ...] = (
    _line("family_help", "Family Help and early help", _C, _GF, modelled=True),
    _line("social_work", "Social work teams", _C, _GF, modelled=True),
    _line("looked_after_placements", "Placements for looked-after children", _C, _GF, modelled=True),
    _line("care_leavers", "Leaving care", _C, _GF, modelled=True),
    _line("youth_services", "Services for young people", _C, _GF, modelled=True),
    _line("youth_justice", "Youth justice", _C, _GF, modelled=True),
    _line("children_other", "Other children's services", _C, _GF, modelled=False),
    _line("attendance", "School attendance and inclusion support", _E, _GF, modelled=True),
    _line("send_transport", "SEND home-to-school transport", _E, _GF, modelled=True),
    _line("mainstream_transport", "Mainstream home-to-school transport", _E, _GF, modelled=True),
    _line("education_other", "Other education services", _E, _GF, modelled=True),
    _line("high_needs", "High needs placements and top-ups", _E, Pot.DSG_HIGH_NEEDS, modelled=True),
    _line("schools_block", "Schools' budget shares", _E, Pot.DSG_SCHOOLS, modelled=True),
    _line("early_years_block", "Early years entitlements", _E, Pot.DSG_EARLY_YEARS, modelled=True),
    _line("central_block", "Central schools services", _E, Pot.DSG_CENTRAL, modelled=False),
    _line("learning_disability", "Adults with a learning disability", _A, _GF, modelled=True),
    _line("older_people", "Older people", _A, _GF, modelled=True),
    _line("adults_other", "Other adult social care", _A, _GF, modelled=True),
    _line("public_health", "Public health", _PH, Pot.PUBLIC_HEALTH, modelled=True),
    _line("homelessness", "Homelessness and temporary accommodation", _H, _GF, modelled=True),
    _line("highways_transport", "Highways and transport", _P, _GF, modelled=False),
    _line("environment", "Environment and waste", _P, _GF, modelled=True),
    _line("planning", "Planning and development", _G, _GF, modelled=True),
    _line("culture_leisure", "Culture, libraries and leisure", _L, _GF, modelled=True),
    _line("central_services", "Central services", _CO, _GF, modelled=True),
    _line("capital_financing", "Capital financing", _R, _GF, modelled=True),
    _line("school_places_capital", "New school places", _E, Pot.CAPITAL, modelled=True),
    _line("health_partners", "Health services (NHS)", _W, Pot.PARTNERS, modelled=True),
    _line("police_partners", "Police and courts", _W, Pot.PARTNERS, modelled=True),
)

# What partners spend is in no budget of the council.
COUNCIL_LINES = tuple(line for line in SPENDING_LINES if line.pot is not Pot.PARTNERS)

FUNDING_LINES: dict[str, tuple[str, Pot]] = {
    "council_tax": ("Council tax", Pot.GENERAL_FUND),
    "business_rates": ("Retained business rates", Pot.GENERAL_FUND),
    "settlement": ("Settlement and other general grants", Pot.GENERAL_FUND),
    "dsg_schools": ("Schools block", Pot.DSG_SCHOOLS),
    "dsg_high_needs": ("High needs block", Pot.DSG_HIGH_NEEDS),
    "dsg_early_years": ("Early years block", Pot.DSG_EARLY_YEARS),
    "dsg_central": ("Central block", Pot.DSG_CENTRAL),
    "public_health_grant": ("Public health grant", Pot.PUBLIC_HEALTH),
}

RESERVES: dict[str, str] = {
    "general": "General reserve",
    "earmarked": "Earmarked reserves",
    "dsg": "Dedicated Schools Grant reserve (unusable; a deficit is negative)",
}


def spending_line(code: str) -> SpendingLine:
    """Return the spending line with this code; KeyError where there is none."""
    for line in SPENDING_LINES:
        if line.code == code:
            return line
    raise KeyError(code)
