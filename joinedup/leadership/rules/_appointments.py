"""Who is appointed, and to whom they report."""

from __future__ import annotations

from joinedup.leadership._records import Function, Portfolio, listed
from joinedup.leadership._structure import (
    CHILDRENS_FIELDS,
    DIRECTOR,
    HEAD_OF_PAID_SERVICE,
    LEAD_MEMBER,
    LEADER,
    Post,
    Structure,
)
from joinedup.leadership.rules._rule import AccountabilityRule, CannotRun, Force, Found, Verdict

ACT = "Children Act 2004, sections 18 and 19; guidance of 2012, paragraph 5"
PRESS = "sector press on the revised guidance"


def director_of(structure: Structure) -> Post:
    """Return the director's post, or stop the rule where there is not exactly one."""
    post = structure.director()
    if post is None:
        count = len(structure.with_role(DIRECTOR))
        raise CannotRun(
            f"{count or 'No'} posts carry the role {DIRECTOR!r} in posts.csv; this is checked once one does."
        )
    return post


def chief_of(structure: Structure) -> Post:
    """Return the chief executive's post, or stop the rule where there is not exactly one."""
    post = structure.chief()
    if post is None:
        raise CannotRun(
            f"posts.csv does not give the role {HEAD_OF_PAID_SERVICE!r} to exactly one post; this is checked "
            "once it does."
        )
    return post


def lead_portfolio_of(structure: Structure) -> Portfolio:
    """Return the lead member's portfolio, or stop the rule where there is not exactly one."""
    portfolio = structure.lead_portfolio()
    if portfolio is None:
        raise CannotRun(
            f"portfolios.csv does not designate exactly one portfolio as {LEAD_MEMBER!r}; this is checked "
            "once it does."
        )
    return portfolio


def portfolios_of_lead_member(structure: Structure) -> set[str]:
    """Return every portfolio held by the councillor who is lead member."""
    lead = lead_portfolio_of(structure).portfolio
    people = {one.member for one in structure.holders_of(lead)}
    return {lead} | {one.portfolio for one in structure.members if one.member in people and one.portfolio}


def _appointed(structure: Structure) -> Verdict:
    posts = structure.with_role(DIRECTOR)
    found = []
    if not posts:
        found.append(Found(DIRECTOR, f"No post carries the role {DIRECTOR}."))
    if len(posts) > 1:
        titles = " and ".join(one.title for one in posts)
        found.append(Found(DIRECTOR, f"More than one post carries the role {DIRECTOR}: {titles}."))
    found += [
        Found(one.title, f"Nobody holds the post of {one.title}, which carries the role {DIRECTOR}.")
        for one in posts
        if one.is_vacant
    ]
    leads = [one for one in structure.portfolios if LEAD_MEMBER in listed(one.designated_as)]
    if len(leads) != 1:
        many = "More than one portfolio is" if leads else "No portfolio is"
        found.append(Found(LEAD_MEMBER, f"{many} designated as {LEAD_MEMBER}."))
    elif not structure.holders_of(leads[0].portfolio):
        found.append(Found(leads[0].portfolio, "No councillor holds the lead member's portfolio."))
    return Verdict(
        "One post is the director's and one portfolio is the lead member's, both held.", tuple(found)
    )


def _first_tier(structure: Structure) -> Verdict:
    post = director_of(structure)
    line = structure.line(post.title).posts
    above = len(line) - 1
    says = f"{post.title} has {above} post{'' if above == 1 else 's'} above it."
    if above <= 1:
        return Verdict(says)
    return Verdict(
        says, (Found(post.title, f"{says} A first-tier officer has the chief executive alone above."),)
    )


def _one_officer(structure: Structure) -> Verdict:
    _need_functions(structure)
    directors = structure.with_role(DIRECTOR) or [director_of(structure)]
    # Where several carry the role, the one who answers for most is held against the rule.
    lacking = min((_without(structure, one) for one in directors), key=len)
    found = tuple(Found(one.title, _answered_elsewhere(structure, one)) for one in lacking)
    return Verdict("One officer answers for education and for children's social care.", found)


def _without(structure: Structure, director: Post) -> list[Function]:
    held = structure.held_with(director)
    return [
        one
        for one in structure.own_functions(*CHILDRENS_FIELDS)
        if not held & set(structure.line(one.post).posts)
    ]


def _answered_elsewhere(structure: Structure, one: Function) -> str:
    if not one.post:
        return f"No post answers for {one.title}."
    top = (structure.line(one.post).posts or (one.post,))[-1]
    return f"{one.post} answers for {one.title}, on a line to {top} that does not go through the director."


def _one_member(structure: Structure) -> Verdict:
    _need_functions(structure)
    mine = portfolios_of_lead_member(structure)
    lacking: dict[str, list[str]] = {}
    for one in structure.own_functions(*CHILDRENS_FIELDS):
        if one.portfolio not in mine:
            lacking.setdefault(one.portfolio or "no portfolio", []).append(one.title)
    found = tuple(
        Found(name, f"{_some(titles)} in the portfolio {name}, which the lead member does not hold.")
        for name, titles in sorted(lacking.items())
    )
    return Verdict("One elected member answers for education and for children's social care.", found)


def _some(titles: list[str]) -> str:
    shown = ", ".join(titles[:3])
    more = f" and {len(titles) - 3} more functions" if len(titles) > 3 else ""
    return f"{shown}{more} {'is' if len(titles) == 1 else 'are'}"


def _need_functions(structure: Structure) -> None:
    lacking = [one.replace("_", " ") for one in CHILDRENS_FIELDS if not structure.own_functions(one)]
    if lacking:
        raise CannotRun(f"functions.csv lists none of the council's functions of {' or '.join(lacking)}.")


def _reports_to_chief(structure: Structure) -> Verdict:
    post, chief = director_of(structure), chief_of(structure)
    if post.title == chief.title:
        return Verdict("The director's post is the chief executive's; see the rule on that.", is_in_use=False)
    if post.reports_to == chief.title:
        return Verdict(f"{post.title} reports to {chief.title}.")
    says = f"{post.title} reports to {post.reports_to or 'nobody'}."
    return Verdict(says, (Found(post.title, f"{says} The chief executive's post is {chief.title}."),))


def _answers_to_leader(structure: Structure) -> Verdict:
    lead = lead_portfolio_of(structure)
    says = f"The lead member answers to: {lead.answers_to}."
    return Verdict(says, () if lead.answers_to == LEADER else (Found(lead.portfolio, says),))


def _in_executive(structure: Structure) -> Verdict:
    lead = lead_portfolio_of(structure)
    if lead.in_executive is None and lead.runs_services is None:
        raise CannotRun(
            "portfolios.csv does not say whether the lead member is in the executive or runs services."
        )
    found = []
    if lead.in_executive is False:
        found.append(Found(lead.portfolio, "The lead member does not sit in the executive."))
    if lead.runs_services:
        found.append(Found(lead.portfolio, "The lead member is given day-to-day delivery to run."))
    return Verdict(
        "The lead member sits in the executive and does not run services day to day.", tuple(found)
    )


RULES = (
    AccountabilityRule(
        "appointed",
        "The council appoints a director of children's services and designates a lead member.",
        Force.LAW,
        ACT,
        False,
        ("posts", "members", "portfolios"),
        _appointed,
    ),
    AccountabilityRule(
        "first-tier",
        "The director of children's services is a first-tier officer.",
        Force.SHOULD,
        "guidance of 2012, paragraph 5",
        False,
        ("posts",),
        _first_tier,
    ),
    AccountabilityRule(
        "one-officer",
        "One officer answers for both education and children's social care.",
        Force.MUST,
        PRESS,
        False,
        ("posts", "functions"),
        _one_officer,
    ),
    AccountabilityRule(
        "one-member",
        "One elected member answers for both education and children's social care.",
        Force.MUST,
        PRESS,
        False,
        ("members", "portfolios", "functions"),
        _one_member,
    ),
    AccountabilityRule(
        "reports-to-chief-executive",
        "The director of children's services reports to the chief executive.",
        Force.SHOULD,
        "president of the directors' association, in sector press on the revised guidance",
        False,
        ("posts",),
        _reports_to_chief,
    ),
    AccountabilityRule(
        "lead-member-answers-to-leader",
        "The lead member answers to the leader of the council, not to the chief executive.",
        Force.SHOULD,
        "Local Government Association, quoting the guidance of 2013",
        False,
        ("portfolios",),
        _answers_to_leader,
    ),
    AccountabilityRule(
        "lead-member-in-executive",
        "The lead member is a member of the executive and not responsible for day-to-day delivery.",
        Force.SHOULD,
        "recalled",
        True,
        ("portfolios",),
        _in_executive,
    ),
)
