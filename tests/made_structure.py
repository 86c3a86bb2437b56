"""A small council's leadership, whole and good, from which tests take one thing away at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from joinedup.leadership import (
    DIRECTOR,
    HEAD_OF_PAID_SERVICE,
    LEAD_MEMBER,
    LEADER,
    Assurance,
    Contribution,
    Function,
    MeasureOwner,
    MemberRole,
    PatchArrangement,
    Portfolio,
    Post,
    Priority,
    Structure,
    Team,
    WrittenRole,
)

ON = date(2027, 4, 1)
BEGAN = date(2024, 4, 1)
AGREED = date(2026, 9, 1)
ELEMENTS = (
    "statutory_duties", "transparency", "partnership", "senior_management", "functions", "load", "children",
    "protection", "partnership_accountability",
)  # fmt: skip
ALL_TABLES = frozenset(
    {"posts", "members", "portfolios", "functions", "measure_owners", "patch_arrangements", "teams",
     "assurance", "written_roles", "priorities"}
)  # fmt: skip


def post(title: str, reports_to: str, person: str = "", *roles: str) -> Post:
    return Post(title, (person or f"Holder of {title}",), "", reports_to, roles, BEGAN)


def function(
    reference: str,
    field: str,
    held_by: str,
    portfolio: str = "Children",
    began: date = BEGAN,
    owner: str = "",
) -> Function:
    needs = {"education": ("education",), "children_social_care": ("safety", "social", "emotional")}
    return Function(
        began, None, reference, f"Function {reference}", "", "", "must", owner, field, "", held_by, portfolio,
        needs.get(field, ()),
    )  # fmt: skip


def assurance(agreed: date | None = AGREED, weighs: tuple[str, ...] = ()) -> Assurance:
    return Assurance(
        date(2026, 8, 1), "The structure", weighs, ELEMENTS, True, True, True, "Cabinet", agreed,
        date(2026, 8, 20), date(2026, 10, 1), date(2028, 9, 1),
    )  # fmt: skip


def good() -> Structure:
    """A council with one director and one lead member for both, everything written down and assured."""
    posts = [
        post("Chief", "", "C", HEAD_OF_PAID_SERVICE),
        post("Director", "Chief", "D", DIRECTOR),
        post("Director of Adults", "Chief"),
        post("Director of Place", "Chief"),
        post("Education", "Director"),
        post("Social Work", "Director"),
        post("Fostering", "Social Work"),
        post("North Lead", "Social Work"),
    ]
    towards = ("children", "families", "schools", "partners", "health_and_wellbeing_board", "family_courts")
    return Structure(
        on=ON,
        council="Testshire",
        posts={one.title: one for one in posts},
        members=(
            MemberRole(BEGAN, None, "L", LEADER, "Strategy", "Cabinet"),
            MemberRole(BEGAN, None, "M", "Cabinet Member", "Children", "Cabinet"),
        ),
        portfolios=(
            Portfolio(BEGAN, None, "Strategy", "", "Full Council", True, False),
            Portfolio(BEGAN, None, "Children", LEAD_MEMBER, LEADER, True, False),
        ),
        functions=(
            function("E", "education", "Education"),
            function("S", "children_social_care", "Social Work"),
            function("A", "adult_social_care", "Director of Adults", "Strategy"),
            function("P", "place", "Director of Place", "Strategy"),
        ),
        priorities=(Priority("P1", "Children safe", "Social Work", "referrals", "fewer", date(2028, 3, 31)),),
        measures=(MeasureOwner(BEGAN, None, "referrals", "", "Referrals", *(("Social Work",) * 3)),),
        contributions=(
            Contribution("P1", "Fostering", "", "Fostering", "Homes", "Own", "association", "One",
                         date(2027, 1, 1), None),
        ),
        patches=(PatchArrangement(BEGAN, None, "north", "North Lead", ("all",), 10_000.0, ("activities",)),),
        teams=(
            Team(BEGAN, None, "Team E", "E", "north", "Education", 5),
            Team(BEGAN, None, "Team S", "S", "north", "North Lead", 5),
        ),
        assurances=(assurance(),),
        written=tuple(
            WrittenRole("Director", one, "Meets them", "A plan", BEGAN)
            for one in (*towards, "safeguarding_partnership")
        ),
        held=ALL_TABLES,
    )  # fmt: skip


def with_post(structure: Structure, changed: Post) -> Structure:
    return replace(structure, posts={**structure.posts, changed.title: changed})


def with_functions(structure: Structure, *more: Function) -> Structure:
    named = {one.function for one in more}
    kept = tuple(one for one in structure.functions if one.function not in named)
    return replace(structure, functions=(*kept, *more))
