"""Which line of the model each line of a budget book, grant and reserve belongs to.

A line that is not known by name still belongs somewhere, so that totals stay whole: to the line that its pot
allows, or to its directorate's other spending.
"""

from __future__ import annotations

from joinedup.folder import Council
from joinedup.vocabulary import FUNDING_LINES, RESERVES, SPENDING_LINES, Directorate, Pot

_SPENDING = {(line.says.casefold(), line.pot): line.code for line in SPENDING_LINES}
_FUNDING = {says.casefold(): code for code, (says, _) in FUNDING_LINES.items()}
_POTS = {name.casefold(): pot for pot in Pot for name in (pot.says, pot.value)}
_SPENT_FROM = {
    Pot.DSG_SCHOOLS: "schools_block",
    Pot.DSG_HIGH_NEEDS: "high_needs",
    Pot.DSG_EARLY_YEARS: "early_years_block",
    Pot.DSG_CENTRAL: "central_block",
    Pot.PUBLIC_HEALTH: "public_health",
}
_PAID_INTO = {pot: code for code, (_, pot) in FUNDING_LINES.items()} | {Pot.GENERAL_FUND: "settlement"}
_OTHER = {
    Directorate.CHILDREN: "children_other",
    Directorate.EDUCATION: "education_other",
    Directorate.ADULTS: "adults_other",
    Directorate.HOUSING: "homelessness",
    Directorate.GROWTH: "planning",
    Directorate.PLACE: "environment",
    Directorate.COMMUNITIES: "culture_leisure",
    Directorate.CORPORATE: "central_services",
    Directorate.RESOURCES: "central_services",
}


def spending_code(council: Council, service: str, pot: str, directorate: str | None) -> str | None:
    """Return the spending line of a row of a budget; None where the model does not hold its pot."""
    held = pot_of(pot)
    if held is None:
        return None
    known = _SPENDING.get((service.strip().casefold(), held)) or _SPENT_FROM.get(held)
    if known or held is not Pot.GENERAL_FUND:
        return known
    names = {council.directorate_name(one).casefold(): code for one, code in _OTHER.items()}
    names |= {one.says.casefold(): code for one, code in _OTHER.items()}
    return names.get((directorate or "").strip().casefold(), "central_services")


def funding_code(grant: str, pot: str) -> str | None:
    """Return the funding line of a grant; None where it is in a pot that no funding line pays into."""
    held = pot_of(pot)
    return _FUNDING.get(grant.strip().casefold()) or (_PAID_INTO.get(held) if held else None)


def reserve_code(kind: str) -> str:
    """Return the kind of a reserve; whatever is neither general nor the schools grant is earmarked."""
    code = kind.strip().casefold().removesuffix(" reserve").removesuffix(" reserves")
    return code if code in RESERVES else "earmarked"


def pot_of(pot: str) -> Pot | None:
    """Return the pot of that name; None where there is none."""
    return _POTS.get(pot.strip().casefold())
