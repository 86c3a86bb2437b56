"""The council's own capacity for change: how many programmes can run at once.

A programme takes part of the change team for as long as it runs. Beyond what the team can carry, programmes
take longer, so that more of them run at once. What a programme would save is not delayed by this: a proposal
states its own dates.
"""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    LastMonthEverywhere,
    Team,
    TeamRules,
    TeamStart,
    declare_team,
    expression,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
)

_OWN = "joinedup.corporate."
_RUNNING, _AT_START = "corporate.programmes_running", "corporate.programmes_at_start"


def change_team(equations: Equations, start: TeamStart, rules: TeamRules) -> Team:
    """Declare the change team, the programmes that it runs and how long they take."""
    full = ratio(expression(start.employed) + start.agency, parameter(_OWN + "posts_per_programme"))
    running = equations.stock(_RUNNING, full * start.load, "Programmes of change running.", "programmes")
    at_start = equations.reckon(_AT_START, full * start.load, "Programmes of change running at the start.")
    # The team is one for the whole council, however its posts and programmes are shared between patches.
    team = declare_team(
        equations,
        "corporate.change",
        "people who run change",
        start,
        rules,
        posts=lever("corporate.central_posts"),
        work=LastMonthEverywhere(_RUNNING),
        work_at_start=LastMonthEverywhere(_AT_START),
        held_back=last_month("money.recruitment_freeze"),
    )
    months = parameter(_OWN + "programme_months")
    equations.flow(
        "corporate.programmes_begun",
        greatest(at_start / months + lever("corporate.change_programmes"), 0),
        "Programmes of change begun: as many as end at the start, and those proposed.",
        enters=_RUNNING,
    )
    equations.flow(
        "corporate.programmes_done",
        running / (months * greatest(1 + team.overload, 1 / months)),
        "Programmes of change done; slower while the team is overloaded.",
        leaves=_RUNNING,
    )
    return team
