"""People who ask for care, the social workers who assess them, and carers who keep others from asking."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    QueueStart,
    Team,
    TeamRules,
    TeamStart,
    against,
    declare_team,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    serve_queue,
    share_leaving,
    start_queue,
    total,
)

_YEARS = Clock("years")
_WAITING, _CARERS, _UNMET = "adults.waiting_assessment", "adults.carers", "adults.unmet_older"
_WORKING_AGE = ("mental_health", "physical")
_ENTERS = {
    "reablement": "adults.reablement",
    "home_care": "adults.waiting_home_care",
    "residential": "adults.residential",
    "direct_payment": "adults.direct_payments",
    "mental_health": "adults.mental_health",
    "physical": "adults.physical",
}


@dataclass(frozen=True)
class Need:
    """How much need there is against the start; 1 is as at the start.

    Args:
        older: of people aged 65 and over.
        adult: of adults aged 26 to 64.
        requests: of both, as they ask.
        provided: of both, as budgets and providers have caught up with it.
    """

    older: Expression
    adult: Expression
    requests: Expression
    provided: Expression


@dataclass(frozen=True)
class FrontDoor:
    """Assessment as declared.

    Args:
        requests: people who ask in a month, at the start.
        queue: those who wait, at the start.
        provided: need as budgets and providers have caught up with it; 1 at the start.
        staff: adult social workers, at the start.
        team: the same, as they stand this month.
    """

    requests: Expression
    queue: QueueStart
    provided: Expression
    staff: TeamStart
    team: Team


def declare_need(equations: Equations) -> Need:
    """Declare carers supported, and need by age against the start."""
    per = parameter("joinedup.adults.carers_per_1000") / 1000
    start = equations.at_start("adults.carers_at_start", _adults() * per, "Carers supported at the start.")
    carers = equations.stock(_CARERS, start, "Carers supported.", "carers")
    growth = exp(parameter("joinedup.adults.working_age_need_growth") * _YEARS)
    adult = equations.reckon(
        "adults.adult_need",
        against(last_month("population.adults"), figure("people", "26_64")) * growth,
        "Need of adults aged 26 to 64 against the start.",
    )
    fewer = 1 - against(carers, start)
    strain = greatest(1 + parameter("joinedup.adults.carer_requests_elasticity") * fewer, 0)
    older = equations.reckon(
        "adults.older_need",
        against(last_month("population.older"), figure("people", "65_plus"))
        * exp(parameter("joinedup.adults.older_need_growth") * _YEARS)
        * strain,
        "Need of people aged 65 and over against the start; fewer carers supported raise it.",
    )
    share = parameter("joinedup.adults.requests_older_share")
    requests = equations.reckon(
        "adults.requests_against_start", share * older + (1 - share) * adult, "Requests against the start."
    )
    provided = equations.smoothed(
        "adults.need_provided_for",
        requests,
        1,
        parameter("joinedup.adults.provision_months"),
        "Need that budgets and providers have caught up with; 1 at the start.",
    )
    return Need(older, adult, requests, provided)


def declare_front_door(equations: Equations, need: Need) -> FrontDoor:
    """Declare requests, the queue for an assessment, adult social workers, and carers who come and go."""
    requests = equations.at_start(
        "adults.requests_at_start",
        _adults() / 1000 * parameter("joinedup.adults.requests_per_1000") / 12,
        "Requests for care in a month, at the start.",
    )
    slack = parameter("joinedup.adults.team_slack_share")
    queue = start_queue(
        equations,
        _WAITING,
        "People waiting for an assessment of their need for care.",
        arriving=requests,
        room=ratio(requests, 1 - slack),
        wait_months=parameter("joinedup.adults.assessment_months"),
    )
    equations.flow(
        "adults.requests",
        requests * need.requests,
        "People who ask for adult social care.",
        enters=_WAITING,
        is_chance=True,
    )
    staff = _staff(slack)
    team = _team(equations, need, staff)
    _carers(equations, need, team)
    return FrontDoor(requests, queue, need.provided, staff, team)


def _adults() -> Expression:
    return figure("people", "26_64") + figure("people", "65_plus")


def _staff(slack: Expression) -> TeamStart:
    budget = figure("budget", "older_people") + figure("budget", "adults_other")
    paid = budget * parameter("joinedup.adults.social_work_share")
    return TeamStart.of_posts(ratio(paid, parameter("dfe.workforce.cost_permanent")), _rules(), slack)


def _rules() -> TeamRules:
    return TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))


def _team(equations: Equations, need: Need, staff: TeamStart) -> Team:
    groups = [equations.declared(f"adults.{group}_at_start") for group in _WORKING_AGE]
    at_start = total([equations.declared("adults.learning_disability_at_start"), *groups, older_at_start()])
    held = last_month("adults.long_term_clients")
    share = parameter("joinedup.adults.assessment_time_share")
    return declare_team(
        equations,
        "adults.team",
        "adult social workers",
        staff,
        _rules(),
        posts=lever("adults.social_work_posts") * need.provided,
        work=share * need.requests + (1 - share) * against(held, at_start),
        work_at_start=1,
    )


def older_at_start() -> Expression:
    """Return older people with long-term care at the start."""
    return figure("people", "65_plus") / 1000 * parameter("joinedup.adults.older_clients_per_1000_65_plus")


def _carers(equations: Equations, need: Need, team: Team) -> None:
    leave = share_leaving(12 / parameter("joinedup.adults.carer_stay_months"))
    equations.flow(
        "adults.carers_begin",
        equations.declared("adults.carers_at_start")
        * leave
        * need.adult
        * lever("adults.prevention")
        / greatest(1 + team.overload, 1),
        "Carers who begin to be supported; fewer where social workers have too much to do.",
        enters=_CARERS,
    )
    equations.flow(
        "adults.carers_end", equations.held(_CARERS) * leave, "Carers no longer supported.", leaves=_CARERS
    )


def assess(
    equations: Equations,
    door: FrontDoor,
    need: Need,
    begin: dict[str, Expression],
    care_share: Expression,
) -> None:
    """Declare where people go from assessment, and those who give up waiting for it.

    Args:
        equations: the service's equations.
        door: assessment.
        need: need against the start.
        begin: people sent on in a month at the start, by what they are sent to.
        care_share: of those who give up, the share who needed long-term care in old age.
    """
    # The team shares its time by need, so that the room for new people follows their requests.
    room = ratio(door.requests * need.requests, door.team.load)
    patience = parameter("joinedup.adults.assessment_patience_months")
    queue = serve_queue(equations, _WAITING, door.queue, room=room, patience_months=patience)
    sent = []
    for to, at_start in begin.items():
        group = need.adult if to in _WORKING_AGE else need.older
        share = ratio(at_start, door.queue.served) * ratio(group, need.requests)
        sent.append(
            equations.flow(
                f"adults.assessed_{to}",
                queue.served * share,
                f"Sent on from assessment: {to.replace('_', ' ')}.",
                leaves=_WAITING,
                enters=_ENTERS[to],
            )
        )
    equations.flow(
        "adults.assessed_without_care",
        queue.served - total(sent),
        "Assessed, and given advice, equipment or nothing.",
        leaves=_WAITING,
    )
    equations.flow(
        "adults.gave_up_in_need",
        queue.gave_up * care_share,
        "Older people in need of care who give up waiting for an assessment.",
        leaves=_WAITING,
        enters=_UNMET,
    )
    equations.flow(
        "adults.gave_up_asking",
        queue.gave_up * (1 - care_share),
        "Others who give up waiting for an assessment.",
        leaves=_WAITING,
    )
