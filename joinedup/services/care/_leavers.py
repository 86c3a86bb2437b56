"""Those who have left care, and two groups whom the council answers for beside or within it."""

from __future__ import annotations

from joinedup.engine import (
    Equations,
    figure,
    last_month,
    parameter,
    ratio,
    reckoned,
    total,
)
from joinedup.vocabulary import CARE_PLACEMENTS

_LEAVERS, _OLDER = "care.care_leavers", "care.older_leavers"
_HOMELESS = "care.leavers_without_home"
_UNACCOMPANIED, _GUARDIANS = "care.unaccompanied", "care.special_guardianship"


def declare_leavers(equations: Equations) -> None:
    """Declare care leavers, their homes, special guardianship and unaccompanied children."""
    _care_leavers(equations)
    _homes(equations)
    _special_guardianship(equations)
    _unaccompanied(equations)


def _care_leavers(equations: Equations) -> None:
    start = figure("care_leavers")
    leavers = equations.stock(_LEAVERS, start, "Care leavers aged 17 to 21.", "young people")
    leave = equations.at_start(
        "care.leaver_share",
        1 / (12 * parameter("joinedup.care.care_leaver_stay_years")),
        "Share ageing out a month.",
    )
    grown = equations.at_start(
        "care.leave_as_adults_share",
        ratio(start * leave, figure("care_ends") / 12),
        "Share who leave care as adults.",
    )
    equations.flow(
        "care.become_leavers",
        reckoned("care.leavers") * grown,
        "Leave care at 16 or over.",
        enters=_LEAVERS,
    )
    aged = equations.flow("care.leavers_age_out", leavers * leave, "Turn 22.", leaves=_LEAVERS)
    asks, years = parameter("joinedup.care.older_leaver_share"), parameter("joinedup.care.older_leaver_years")
    older = equations.stock(
        _OLDER,
        start * leave * asks * years * 12,
        "Care leavers aged 22 to 24 who ask for support.",
        "young people",
    )
    equations.flow("care.leavers_ask_on", aged * asks, "Ask for support past 21.", enters=_OLDER)
    equations.flow("care.older_leavers_end", older / (years * 12), "Turn 25 or ask no more.", leaves=_OLDER)


def _homes(equations: Equations) -> None:
    rate = parameter("mhclg.homelessness.care_leaver_homeless_share") / 12
    months = parameter("joinedup.care.home_search_months")
    everyone = equations.held(_LEAVERS) + equations.held(_OLDER)
    older = (
        figure("care_leavers")
        * reckoned("care.leaver_share")
        * (parameter("joinedup.care.older_leaver_share") * parameter("joinedup.care.older_leaver_years") * 12)
    )
    held = equations.stock(
        _HOMELESS,
        (figure("care_leavers") + older) * rate * months,
        "Without a suitable home.",
        "young people",
    )
    homeless = equations.flow(
        "care.leavers_need_home", everyone * rate, "Care leavers who become homeless.", enters=_HOMELESS
    )
    equations.reckon(
        "care.leavers_need_home_beyond",
        homeless - (figure("care_leavers") + older) * rate,
        "Care leavers who become homeless in a month, beyond as many as at the start.",
    )
    equations.flow("care.leavers_find_home", held / months, "Find a suitable home.", leaves=_HOMELESS)


def _special_guardianship(equations: Equations) -> None:
    """Declare children with special guardians; they come from care and leave as they grow up."""
    everyone = total([figure("looked_after_by_placement", placement) for placement in CARE_PLACEMENTS])
    start = everyone * parameter("joinedup.care.special_guardianship_per_looked_after")
    share = parameter("joinedup.care.special_guardianship_share")
    held = equations.stock(_GUARDIANS, start, "Children with special guardians who draw an allowance.")
    usual = everyone * reckoned("care.leave_share")
    grown = equations.at_start(
        "care.guardianship_end_share",
        ratio(usual * share, start),
        "Share whose special guardianship ends in a month: as many as begin.",
    )
    equations.at_start("care.guardianship_at_start", start, "Children with special guardians at the start.")
    equations.flow(
        "care.to_guardianship",
        reckoned("care.leavers") * share,
        "Leave care to a special guardian.",
        enters=_GUARDIANS,
    )
    equations.flow("care.guardianship_ends", held * grown, "Grow up with a guardian.", leaves=_GUARDIANS)


def _unaccompanied(equations: Equations) -> None:
    """Declare unaccompanied children; they are counted in their placements as well."""
    years = parameter("joinedup.care.uasc_stay_years")
    arriving = figure("care_starts") / 12 * parameter("dfe.looked_after.start_share_uasc")
    held = equations.stock(_UNACCOMPANIED, arriving * years * 12, "Unaccompanied children looked after.")
    equations.flow(
        "care.unaccompanied_arrive",
        arriving * ratio(last_month("population.children"), figure("children_0_17")),
        "Unaccompanied children who come into care.",
        enters=_UNACCOMPANIED,
    )
    equations.flow(
        "care.unaccompanied_grow_up", held / (years * 12), "Turn 18 or are settled.", leaves=_UNACCOMPANIED
    )
