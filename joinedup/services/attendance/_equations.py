"""Children who miss school, are excluded or taught elsewhere, and the team that works with them."""

from __future__ import annotations

from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    Team,
    TeamRules,
    TeamStart,
    against,
    change,
    declare_team,
    exp,
    figure,
    greatest,
    last_month,
    lever,
    parameter,
    ratio,
    reckoned,
    total,
    within,
)
from joinedup.services.attendance._declared import CAPACITIES, LEVERS, MEASURES

_YEARS, _PRICE_YEARS = Clock("years"), Clock("price_years")
_PERSISTENT, _SEVERE, _USUAL = "attendance.persistent", "attendance.severe", "attendance.absent_as_usual"
_PROVISION, _HOME, _MISSING = "attendance.in_provision", "attendance.home_educated", "attendance.missing"
_TEAM = "attendance.team"
_RULES = TeamRules("joinedup.workforce", parameter("research.caseload.turnover_elasticity"))


def service() -> Service:
    """Return attendance, exclusion and children taught elsewhere in each patch."""
    equations = Equations("attendance")
    equations.at_start(
        "attendance.pupils_at_start",
        total([figure("people", str(age)) for age in range(5, 16)]),
        "Of school age at the start.",
    )
    equations.reckon("attendance.pupils", last_month("population.aged_5_15"), "Of school age.")
    equations.reckon(
        "attendance.pupils_against_start",
        ratio(reckoned("attendance.pupils"), reckoned("attendance.pupils_at_start")),
        "Of school age against the start.",
    )
    lost = _support(equations)
    _absence(equations, lost)
    _exclusions(equations)
    _provision(equations)
    _at_home(equations)
    _spending(equations)
    return Service(equations, LEVERS, MEASURES, spending=("attendance",), capacities=CAPACITIES)


def _support(equations: Equations) -> Expression:
    """Declare the team that works with pupils who miss school; returns pupils it no longer supports."""
    officers = equations.at_start(
        "attendance.officers",
        ratio(figure("budget", "attendance"), parameter("joinedup.attendance.cost_per_officer")),
        "Officers that today's budget pays for.",
    )
    usual = reckoned("attendance.pupils_at_start") * figure("persistent_absence_share")
    start = TeamStart.of_posts(officers, _RULES, slack=parameter("joinedup.attendance.officer_slack_share"))
    statutory = parameter("joinedup.attendance.statutory_work_share")
    team = declare_team(
        equations,
        _TEAM,
        "attendance officers",
        start,
        _RULES,
        posts=lever("attendance.support"),
        # What the law asks stays when posts go; of the rest they take on less.
        work=last_month("attendance.absent") * (statutory + (1 - statutory) * lever("attendance.support")),
        work_at_start=usual,
    )
    at_work = equations.at_start(
        "attendance.at_work_at_start", start.employed + start.agency, "Officers at work at the start."
    )
    return equations.reckon(
        "attendance.support_lost",
        (1 - _at_work(team, at_work)) * officers * parameter("joinedup.attendance.pupils_per_officer_year"),
        "Pupils no longer supported in a year; below 0 where more are.",
    )


def _at_work(team: Team, start: Expression) -> Expression:
    return against(team.employed + team.agency, start)


def _absence(equations: Equations, lost: Expression) -> None:
    """Declare pupils persistently and severely absent, and how many there would be with today's support."""
    start = reckoned("attendance.pupils_at_start") * figure("persistent_absence_share")
    severe = parameter("dfe.attendance.severe_of_absent_share")
    persistent = equations.stock(
        _PERSISTENT,
        start * (1 - severe),
        "Pupils missing a tenth of school or more, and under half.",
        "pupils",
    )
    severely = equations.stock(_SEVERE, start * severe, "Pupils missing half of school or more.", "pupils")
    usual = equations.stock(_USUAL, start, "Absent pupils if support stays as it is.", "pupils")
    equations.tally("attendance.absent", [_PERSISTENT, _SEVERE], "Pupils missing a tenth of school or more.")
    stays = parameter("joinedup.attendance.absent_months")
    growth = exp(parameter("joinedup.attendance.persistent_absence_growth") * _YEARS)
    begin = equations.reckon(
        "attendance.begin_as_usual",
        start / stays * reckoned("attendance.pupils_against_start") * growth,
        "Pupils who begin to miss school often, with today's support.",
    )
    more = lost * parameter("joinedup.attendance.effect_of_support") * growth / stays
    equations.flow(
        "attendance.begin",
        greatest(begin + more, 0),
        "Pupils who begin to miss school often.",
        enters=_PERSISTENT,
    )
    # Who is severely absent attends better step by step, so that all who return do so from the lesser kind.
    equations.flow(
        "attendance.attend_again", (persistent + severely) / stays, "Attend again.", leaves=_PERSISTENT
    )
    equations.flow("attendance.usual_begin", begin, "Begin, with today's support.", enters=_USUAL)
    equations.flow("attendance.usual_end", usual / stays, "Attend again, as today.", leaves=_USUAL)
    eases = parameter("joinedup.attendance.severe_months")
    worse = exp(parameter("joinedup.attendance.severe_growth") * _YEARS)
    equations.flow(
        "attendance.worsen",
        persistent * ratio(severe / eases, 1 - severe) * worse,
        "Absence that becomes severe.",
        leaves=_PERSISTENT,
        enters=_SEVERE,
    )
    equations.flow(
        "attendance.ease", severely / eases, "Severe absence that eases.", leaves=_SEVERE, enters=_PERSISTENT
    )


def _exclusions(equations: Equations) -> None:
    usual = equations.reckon(
        "attendance.excluded_as_usual",
        figure("permanent_exclusions")
        / 12
        * change("permanent_exclusions")
        * reckoned("attendance.pupils_against_start"),
        "Permanent exclusions expected at today's rate.",
    )
    absent = against(last_month("attendance.absent"), last_month(_USUAL))
    equations.flow(
        "attendance.excluded",
        usual * (1 + parameter("joinedup.attendance.absence_to_exclusion_elasticity") * (absent - 1)),
        "Permanent exclusions.",
        is_chance=True,
    )


def _provision(equations: Equations) -> None:
    """Declare alternative provision: those excluded and others placed come in while there is room."""
    stays = parameter("joinedup.attendance.ap_months")
    excluded = figure("permanent_exclusions") / 12
    placed = reckoned("attendance.pupils_at_start") * parameter("dfe.attendance.ap_share")
    starts = equations.at_start(
        "attendance.provision_at_start",
        greatest(placed, excluded * stays),
        "Pupils in alternative provision at the start.",
    )
    held = equations.stock(_PROVISION, starts, "Pupils in alternative provision.", "pupils")
    opened = equations.stock("attendance.provision_added", 0.0, "Places added by proposals.", "places")
    equations.flow(
        "attendance.provision_opened",
        lever("attendance.ap_places"),
        "Places in alternative provision opened.",
        enters="attendance.provision_added",
    )
    leaving = held / stays
    others = (starts / stays - excluded) * reckoned("attendance.pupils_against_start")
    want = equations.reckon(
        "attendance.need_provision",
        last_month("attendance.excluded") + others,
        "Pupils who need alternative provision this month.",
    )
    usable = starts / (1 - parameter("joinedup.attendance.ap_slack_share"))
    places = equations.reckon("attendance.provision_places", usable + opened, "Places there are.")
    equations.reckon(
        "attendance.ap_load", ratio(held, places), "Alternative provision: pupils against places."
    )
    had = within(want, greatest(places - held + leaving, 0))
    equations.flow("attendance.placed", had, "Come to alternative provision.", enters=_PROVISION)
    equations.flow("attendance.leave_provision", leaving, "Return to school or turn 16.", leaves=_PROVISION)
    equations.reckon(
        "attendance.turned_away", want - had, "Pupils for whom there was no alternative provision."
    )
    equations.reckon(
        "attendance.further_provision", held - starts, "Pupils in alternative provision beyond today's."
    )


def _at_home(equations: Equations) -> None:
    """Declare children educated at home and those missing education, some for want of provision."""
    pupils, grown = reckoned("attendance.pupils_at_start"), reckoned("attendance.pupils_against_start")
    starts = pupils * parameter("joinedup.attendance.home_educated_share")
    home = equations.stock(_HOME, starts, "Children educated at home.", "children")
    stays = parameter("joinedup.attendance.home_education_months")
    rising = exp(parameter("joinedup.attendance.home_education_growth") * _YEARS)
    equations.flow(
        "attendance.begin_at_home", starts / stays * grown * rising, "Begin education at home.", enters=_HOME
    )
    equations.flow("attendance.end_at_home", home / stays, "Return to school or turn 16.", leaves=_HOME)
    starts = pupils * parameter("joinedup.attendance.missing_share")
    missing = equations.stock(_MISSING, starts, "Children missing education.", "children")
    found = parameter("joinedup.attendance.missing_months")
    equations.flow(
        "attendance.begin_missing",
        starts / found * grown + reckoned("attendance.turned_away"),
        "Begin to miss education, for want of provision or otherwise.",
        enters=_MISSING,
    )
    equations.flow("attendance.found", missing / found, "Found a school, or turn 16.", leaves=_MISSING)


def _spending(equations: Equations) -> None:
    dearer = ratio(parameter("dfe.workforce.cost_agency"), parameter("dfe.workforce.cost_permanent"))
    employed = equations.held(f"{_TEAM}.new") + equations.held(f"{_TEAM}.experienced")
    stocks = equations.stocks
    start = (
        stocks[f"{_TEAM}.new"].starts
        + stocks[f"{_TEAM}.experienced"].starts
        + stocks[f"{_TEAM}.agency"].starts * dearer
    )
    equations.reckon(
        "spend.attendance",
        figure("budget", "attendance")
        / 12
        * against(employed + equations.held(f"{_TEAM}.agency") * dearer, start)
        * exp(parameter("joinedup.money.pay_inflation") * _PRICE_YEARS),
        "Attendance and inclusion support. Pounds a month.",
    )
