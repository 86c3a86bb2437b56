"""What else the director and the lead member hold, and whether it was weighed before."""

from __future__ import annotations

from datetime import date

from joinedup.leadership._days import in_words
from joinedup.leadership._records import Function
from joinedup.leadership._structure import CHILDRENS_FIELDS, SEVERAL_AUTHORITIES, Structure
from joinedup.leadership.rules._appointments import PRESS, chief_of, director_of, portfolios_of_lead_member
from joinedup.leadership.rules._rule import AccountabilityRule, CannotRun, Force, Found, Verdict
from joinedup.returns.leadership import FIELDS, NEEDS

_ADULTS = "adult_social_care"


def _directors_functions(structure: Structure) -> list[Function]:
    """Return what the director answers for; what they would hold as chief executive has a rule of its own."""
    director = director_of(structure)
    chief = structure.chief()
    held = structure.posts_of_director() - ({chief.title} if chief else set()) | {director.title}
    return structure.functions_under(held)


def _assured(structure: Structure, what: str, before: date | None) -> bool:
    """Whether a test of assurance weighed something and was agreed, before it began where that is known."""
    return any(
        what in one.weighs and one.agreed_on is not None and (before is None or one.agreed_on <= before)
        for one in structure.assurances
    )


def _added(functions: list[Function]) -> dict[str, date | None]:
    """Return the fields added to children's services, each with the first day on record."""
    began: dict[str, date | None] = {}
    for one in functions:
        if one.field in CHILDRENS_FIELDS:
            continue
        known = [day for day in (began.get(one.field), one.held_from) if day is not None]
        began[one.field] = min(known, default=None)
    return began


def _added_responsibilities(structure: Structure) -> Verdict:
    director = director_of(structure).title
    holders = {director: _added(_directors_functions(structure))}
    if structure.lead_portfolio() is not None:
        mine = portfolios_of_lead_member(structure)
        holders["the lead member"] = _added(
            [one for one in structure.own_functions() if one.portfolio in mine]
        )
    found, assured = [], []
    for who, fields in holders.items():
        for field, began in sorted(fields.items()):
            if _assured(structure, field, began):
                assured.append(f"{FIELDS[field]} ({who})")
                continue
            found.append(Found(f"{who}: {FIELDS[field]}", _unassured(who, field, began)))
    is_in_use = any(holders.values())
    says = f"Weighed and assured before: {'; '.join(assured)}." if assured else "Nothing was added."
    return Verdict(says if is_in_use or not found else "", tuple(found), is_in_use)


def _unassured(who: str, field: str, began: date | None) -> str:
    since = f" from {in_words(began)}" if began else ""
    subject = who[:1].upper() + who[1:]
    return (
        f"{subject} also answers for {FIELDS[field]}{since}, and no test of assurance that weighed it was "
        "agreed before."
    )


def _not_chief(structure: Structure) -> Verdict:
    director, chief = director_of(structure), chief_of(structure)
    if director.title != chief.title and not set(director.people) & set(chief.people):
        return Verdict("The director of children's services is not the chief executive.")
    found = Found(
        director.title,
        "The director of children's services is the chief executive too. The guidance speaks against it, for "
        "an interim as well; Wokingham withdrew such a plan.",
    )
    return Verdict("One person is director of children's services and chief executive.", (found,))


def _several_authorities(structure: Structure) -> Verdict:
    held = structure.posts_of_director() | {director_of(structure).title}
    joint = [one for one in structure.joint if one.post in held]
    if not joint:
        return Verdict("The director serves this council alone.", is_in_use=False)
    found = []
    for one in joint:
        lacking = []
        if one.agreed_on is None or one.agreed_on > (one.held_from or structure.on):
            lacking.append("agreement")
        if not _assured(structure, SEVERAL_AUTHORITIES, one.held_from):
            lacking.append("assurance")
        if lacking:
            found.append(
                Found(
                    one.authority,
                    f"The director serves {one.authority} too, without {' and '.join(lacking)} before.",
                )
            )
    names = ", ".join(one.authority for one in joint)
    return Verdict(f"The director also serves {names}, after agreement and assurance.", tuple(found))


def _children_and_adults(structure: Structure) -> Verdict:
    adults = [one for one in _directors_functions(structure) if one.field == _ADULTS]
    if not adults:
        return Verdict("The director does not hold adult social care.", is_in_use=False)
    began = _added(adults)[_ADULTS]
    if _assured(structure, _ADULTS, began):
        return Verdict("The director holds children's services and adult social care, assured before.")
    who = director_of(structure).title
    return Verdict(
        "The director holds children's services and adult social care.",
        (
            Found(
                who, "One director may hold children's and adults' services where that is assured; it is not."
            ),
        ),
    )


def _integrated_brief(structure: Structure) -> Verdict:
    if not any(one.needs for one in structure.own_functions(*CHILDRENS_FIELDS)):
        raise CannotRun("functions.csv names the needs of children that no function serves.")
    director = director_of(structure)
    briefs = {director.title: _directors_functions(structure)}
    if structure.lead_portfolio() is not None:
        mine = portfolios_of_lead_member(structure)
        briefs["the lead member"] = [one for one in structure.own_functions() if one.portfolio in mine]
    found = []
    for who, functions in briefs.items():
        served = {need for one in functions for need in one.needs}
        lacking = [says for need, says in NEEDS.items() if need not in served]
        if lacking:
            found.append(Found(who, f"The brief of {who} holds no function for {' or '.join(lacking)}."))
    return Verdict(
        "Children's safety and their educational, social and emotional needs are in each brief.", tuple(found)
    )


RULES = (
    AccountabilityRule(
        "integrated-brief",
        "Director and lead member each hold an integrated brief, so that children's safety and their "
        "educational, social and emotional needs are central.",
        Force.SHOULD,
        PRESS,
        False,
        ("posts", "functions"),
        _integrated_brief,
    ),
    AccountabilityRule(
        "added-responsibilities",
        "Before other responsibilities are added to the director or lead member, the council weighs them and "
        "carries out a local test of assurance.",
        Force.MUST,
        PRESS,
        False,
        ("posts", "functions"),
        _added_responsibilities,
    ),
    AccountabilityRule(
        "not-chief-executive",
        "The director of children's services is not the chief executive, nor interim chief executive.",
        Force.MUST_NOT,
        PRESS,
        False,
        ("posts",),
        _not_chief,
    ),
    AccountabilityRule(
        "several-authorities",
        "One director may serve several councils, after agreement and assurance.",
        Force.MAY,
        f"{PRESS} (Hammersmith & Fulham, Westminster, Kensington & Chelsea)",
        False,
        ("posts",),
        _several_authorities,
    ),
    AccountabilityRule(
        "children-and-adults",
        "One director may hold children's and adults' services, where assured.",
        Force.MAY,
        f"{PRESS} (Stockport, Hillingdon)",
        False,
        ("posts", "functions"),
        _children_and_adults,
    ),
)
