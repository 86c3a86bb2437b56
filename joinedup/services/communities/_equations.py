"""People who use leisure centres, libraries and adult learning, and who volunteer.

Evidence here is thin: nearly every number is a judgement with a wide range, and nothing here moves another
service, because no source at hand says by how much it does. What can be shown is who stops using what, who
is turned away and that income falls with members while part of the cost stays.
"""

from __future__ import annotations

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
    lever,
    parameter,
    ratio,
    share_leaving,
    total,
    within,
)
from joinedup.services.communities._declared import CAPACITIES, LEVERS, MEASURES

_PRICE_YEARS = Clock("price_years")
_MEMBERS = "communities.leisure_members"
# Each lever and the part of the gross cost that it moves.
_COSTS = {
    "communities.leisure": "leisure_cost_share",
    "communities.libraries": "library_cost_share",
    "communities.adult_learning": "learning_cost_share",
    "communities.community_grants": "grants_cost_share",
}


def service() -> Service:
    """Return culture, leisure and community life in each patch."""
    equations = Equations("communities")
    adults = figure("people", "26_64") + figure("people", "65_plus")
    young = total([figure("people", str(age)) for age in range(5, 16)])
    grown = equations.reckon(
        "communities.adults",
        against(last_month("population.adults") + last_month("population.older"), adults),
        "People aged 26 and over against the start.",
    )
    school = equations.reckon(
        "communities.school_aged",
        against(last_month("population.aged_5_15"), young),
        "People aged 5 to 15 against the start.",
    )
    _members(equations, adults, grown)
    _users(equations, _LIBRARY, adults, grown)
    _users(equations, _LEARNERS, adults, grown)
    _users(equations, _YOUNG, young, school)
    _users(equations, _VOLUNTEERS, adults, grown)
    _spending(equations)
    return Service(
        equations, levers=LEVERS, measures=MEASURES, spending=("culture_leisure",), capacities=CAPACITIES
    )


# Name of the stock, who they are, the rate and stay that they have, and the lever that they follow.
_Group = tuple[str, str, str, str, str]
_LIBRARY: _Group = (
    "library_users",
    "People who use a library",
    "library_user_rate",
    "library_stay_months",
    "communities.libraries",
)
_LEARNERS: _Group = (
    "learners",
    "Adults on community learning",
    "learner_rate",
    "course_months",
    "communities.adult_learning",
)
_YOUNG: _Group = (
    "young_active",
    "Young people in sport or culture",
    "young_active_rate",
    "young_stay_months",
    "communities.leisure",
)
_VOLUNTEERS: _Group = (
    "volunteers",
    "People who volunteer with groups that the council supports",
    "volunteer_rate",
    "volunteer_months",
    "communities.community_grants",
)


def _provided(name: str) -> Expression:
    """Return people who begin against the start, as more or less is provided."""
    return greatest(lever(name), 0) ** parameter("joinedup.communities.use_elasticity")


def _users(equations: Equations, group: _Group, people: Expression, grown: Expression) -> None:
    """Declare people who use something without a limit that matters, who come and go."""
    short, who, rate, stay, decided = group
    name = f"communities.{short}"
    start = equations.at_start(
        f"{name}_at_start", people * parameter(f"joinedup.communities.{rate}") / 1000, f"{who}, at the start."
    )
    leave = equations.at_start(
        f"{name}_leave_share",
        share_leaving(12 / parameter(f"joinedup.communities.{stay}")),
        f"{who} who stop in a month, as a share.",
    )
    held = equations.stock(name, start, f"{who}.", "people")
    equations.flow(
        f"{name}_begin",
        start * leave * grown * _provided(decided),
        f"{who}, who begin.",
        enters=name,
        is_chance=True,
    )
    equations.flow(f"{name}_stop", held * leave, f"{who}, who stop.", leaves=name)


def _members(equations: Equations, people: Expression, grown: Expression) -> None:
    """Declare members of leisure centres, who are turned away or leave when the centres are full."""
    start = equations.at_start(
        "communities.members_at_start",
        people * parameter("joinedup.communities.leisure_member_rate") / 1000,
        "Members at the start.",
    )
    leave = equations.at_start(
        "communities.member_leave_share",
        share_leaving(12 / parameter("joinedup.communities.member_stay_months")),
        "Members who leave in a month, as a share.",
    )
    held = equations.stock(_MEMBERS, start, "Members of leisure centres.", "people")
    room = equations.reckon(
        "communities.leisure_room",
        ratio(start, 1 - parameter("joinedup.communities.leisure_slack_share"))
        * greatest(lever("communities.leisure"), 0),
        "Members that leisure centres can hold.",
    )
    equations.flow(
        "communities.members_crowded_out",
        greatest(held - room, 0) / parameter("joinedup.communities.months_to_leave_when_full"),
        "Members who leave because centres hold more than they can.",
        leaves=_MEMBERS,
    )
    left = equations.flow(
        "communities.members_leave", held * leave, "Members who leave as usual.", leaves=_MEMBERS
    )
    want = equations.flow(
        "communities.members_ask",
        start * leave * grown * _provided("communities.leisure"),
        "People who want to become members.",
        is_chance=True,
    )
    joined = equations.flow(
        "communities.members_join",
        within(want, greatest(room - held + left, 0)),
        "People who become members.",
        enters=_MEMBERS,
    )
    equations.reckon(
        "communities.members_turned_away", want - joined, "People who want to become members and cannot."
    )
    equations.reckon(
        "communities.leisure_load", ratio(held, room), "Members against what centres can hold; 1 is full."
    )


def _spending(equations: Equations) -> None:
    fixed, income = (
        parameter("joinedup.communities.fixed_share"),
        parameter("joinedup.communities.income_share"),
    )
    parts = {name: parameter(f"joinedup.communities.{share}") for name, share in _COSTS.items()}
    provided = equations.reckon(
        "communities.provided_cost",
        total([part * lever(name) for name, part in parts.items()]),
        "What is provided, as its share of the gross cost at the start.",
    )
    kept = equations.smoothed(
        "communities.sites_kept",
        provided,
        total(list(parts.values())),
        12 * parameter("joinedup.communities.fixed_cost_years"),
        "Sites and contracts kept for what is provided, as a share of the gross cost at the start.",
    )
    cost = fixed * kept + (1 - fixed) * provided
    paid = income * against(equations.held(_MEMBERS), equations.declared("communities.members_at_start"))
    equations.reckon(
        "spend.culture_leisure",
        ratio(figure("budget", "culture_leisure") / 12, 1 - income)
        * (1 - total(list(parts.values())) + cost - paid)
        * exp(parameter("joinedup.money.cpi") * _PRICE_YEARS),
        "Culture, libraries and leisure, after what users pay, which follows members. Pounds a month.",
    )
