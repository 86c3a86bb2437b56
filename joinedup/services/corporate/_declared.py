"""What a decision can change in central services, what readers see of them, and what can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

LEVERS = (
    Lever(
        "corporate.central_posts",
        "Posts of central services: customer services, benefits, finance, people, technology and change.",
        "of today's posts",
        LeverKind.SHARE,
        "corporate",
        line="central_services",
    ),
    Lever(
        "corporate.buildings",
        "Buildings that the council works from; those given up are sold.",
        "of today's buildings",
        LeverKind.SHARE,
        "corporate",
        line="central_services",
    ),
    Lever(
        "corporate.maintenance",
        "Planned maintenance of buildings in use.",
        "of today's maintenance",
        LeverKind.SHARE,
        "corporate",
        line="central_services",
    ),
    Lever(
        "corporate.borrowing",
        "Money borrowed for capital beyond the plan's.",
        "pounds a year",
        LeverKind.AMOUNT,
        "resources",
        line="capital_financing",
    ),
    Lever(
        "corporate.project_borrowing",
        "Money borrowed for a project, such as homes or schools, beyond the plan's; none goes into offices.",
        "pounds a year",
        LeverKind.AMOUNT,
        "resources",
        line="capital_financing",
    ),
    Lever(
        "corporate.change_programmes",
        "Programmes of change begun beyond those that follow one another today.",
        "programmes",
        LeverKind.AMOUNT,
        "corporate",
        is_total=True,
    ),
)


def _measure(
    name: str, says: str, unit: str, over: Over, better: Better, directorate: str = "corporate"
) -> Measure:
    return Measure(name, says, unit, directorate, over, better)


MEASURES = (
    _measure("corporate.debt", "Debt", "pounds", Over.YEAR_END, Better.LOWER, "resources"),
    _measure("corporate.receipts", "Capital receipts held", "pounds", Over.YEAR_END, Better.NEITHER),
    _measure("corporate.buildings", "Buildings in use", "buildings", Over.YEAR_END, Better.NEITHER),
    _measure("corporate.backlog", "Overdue maintenance of buildings", "pounds", Over.YEAR_END, Better.LOWER),
    _measure(
        "corporate.contacts_waiting", "Residents' requests waiting", "requests", Over.YEAR_END, Better.LOWER
    ),
    Measure(
        "corporate.claims_waiting",
        "Claims waiting for a decision",
        "claims",
        "corporate",
        Over.YEAR_END,
        Better.LOWER,
        is_main=True,
    ),
    _measure(
        "corporate.staff.load",
        "Work of central staff against what is manageable (1 = full)",
        "ratio",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
    _measure(
        "corporate.change.load",
        "Programmes of change against what can run at once (1 = full)",
        "ratio",
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "corporate.staff.load",
        "Central staff",
        "corporate",
        "Requests and claims wait longer, households fall into arrears meanwhile, and more staff leave.",
    ),
    Capacity(
        "corporate.change.load",
        "The change team",
        "corporate",
        "Programmes of change take longer, so that more of them run at once.",
    ),
)
