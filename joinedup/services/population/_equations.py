"""Population by cohort: births, moves with new homes, ageing each September.

A cohort is a school year: cohort 0 holds those born since the last 1 September, cohort n+1 those who were n
on the last 31 August. On 1 September every cohort moves up as a whole, so that a small or large year stays as
it is all the way from Reception to year 13 instead of being smeared over its neighbours.
"""

from __future__ import annotations

from joinedup.declared import Better, Measure, Over
from joinedup.engine import (
    Clock,
    Equations,
    Expression,
    Service,
    exp,
    figure,
    last_month,
    parameter,
    ratio,
    share_leaving,
    total,
)
from joinedup.vocabulary import MIGRATION_BANDS

COHORTS = 27
_LAST_CHILD, _OLDEST_SETTLED, _LAST_YOUNG = 18, 19, 25
_SEPTEMBER, _SINCE_SEPTEMBER, _YEARS = Clock("september"), Clock("since_september"), Clock("years")
# On 1 April seven months of the school year have gone: seven twelfths of a cohort have had a birthday.
GONE_BY_APRIL = 7 / 12
_NEW_HOME_SHARES = {
    "share_aged_0_4": range(5),
    "share_aged_5_10": range(5, 11),
    "share_aged_11_15": range(11, 16),
    "share_aged_16_17": range(16, 18),
    "share_aged_18_25": range(18, 26),
}


def cohort(number: int) -> str:
    """Return the name of the stock of one cohort."""
    return f"population.cohort_{number}"


def service() -> Service:
    """Return the population of each patch."""
    equations = Equations("population")
    cohorts = _cohorts(equations)
    _adults(equations)
    _births(equations, cohorts)
    _new_homes(equations)
    _birthdays(equations, cohorts)
    _groups(equations, cohorts)
    measures = (
        _measure(
            "population.children", "Children aged 0 to 17", "children", is_main=True, held="children_0_17"
        ),
        _measure("population.older", "People aged 65 and over", "people", held="people", band="65_plus"),
        Measure(
            "population.births", "Births", "births", "place", Over.YEAR_SUM, Better.NEITHER, figure="births"
        ),
    )
    return Service(equations, measures=measures)


def _measure(
    name: str, says: str, unit: str, *, is_main: bool = False, held: str = "", band: str = ""
) -> Measure:
    return Measure(
        name, says, unit, "place", Over.YEAR_END, Better.NEITHER, is_main=is_main, figure=held, band=band
    )


def _cohorts(equations: Equations) -> list[Expression]:
    def people(age: int) -> Expression:
        return figure("people", str(min(age, 25)))

    held = [equations.stock(cohort(0), people(0) * GONE_BY_APRIL, "Born since the last 1 September.")]
    for age in range(COHORTS - 1):
        starts = people(age) * (1 - GONE_BY_APRIL) + people(age + 1) * GONE_BY_APRIL
        held.append(equations.stock(cohort(age + 1), starts, f"Aged {age} on the last 31 August."))
    return held


def _adults(equations: Equations) -> None:
    equations.stock("population.adults", figure("people", "26_64"), "Adults aged 26 to 64.", "people")
    equations.stock("population.older", figure("people", "65_plus"), "People aged 65 and over.", "people")


def _births(equations: Equations, cohorts: list[Expression]) -> None:
    adults = total([*cohorts[19:], last_month("population.adults")])
    start = equations.at_start(
        "population.adults_at_start",
        total([figure("people", str(age)) for age in range(18, 26)]) + figure("people", "26_64"),
        "People aged 18 to 64 at the start.",
    )
    expected = (
        figure("births")
        / 12
        * ratio(adults, start)
        * exp(parameter("joinedup.population.births_trend") * _YEARS)
    )
    equations.flow("population.births", expected, "Live births.", enters=cohort(0), is_chance=True)


def _new_homes(equations: Equations) -> None:
    # People who come with homes built at the usual rate are already in the counts that the plan starts from.
    homes = last_month("housing.completions") - figure("completions") / 12
    stay_away = 1 - parameter("joinedup.housing.local_mover_share")
    people = equations.reckon(
        "population.moving_in",
        homes * parameter("joinedup.housing.people_per_dwelling") * stay_away,
        "People who move in with homes beyond the usual building rate, net of those who already lived here.",
    )
    left = []
    for share, ages in _NEW_HOME_SHARES.items():
        part = parameter(f"joinedup.housing.{share}")
        left.append(part)
        for age in ages:
            equations.flow(
                f"population.moving_in_{age}",
                people * part / len(ages),
                f"Move in, aged {age}.",
                enters=cohort(age + 1),
            )
    older = parameter("joinedup.housing.share_aged_65_plus")
    equations.flow(
        "population.moving_in_older", people * older, "Move in, 65 and over.", enters="population.older"
    )
    equations.flow(
        "population.moving_in_adults",
        people * (1 - total([*left, older])),
        "Move in, aged 26 to 64.",
        enters="population.adults",
    )


def _birthdays(equations: Equations, cohorts: list[Expression]) -> None:
    for number in range(COHORTS - 1):
        equations.flow(
            f"population.moves_up_{number}",
            cohorts[number] * _SEPTEMBER,
            "Move up on 1 September.",
            leaves=cohort(number),
            enters=cohort(number + 1),
        )
        if number > _OLDEST_SETTLED:
            _students(equations, number, cohorts)
        elif number:
            _families_moving(equations, number, cohorts)
    adults, older = equations.stocks["population.adults"].name, equations.stocks["population.older"].name
    equations.flow(
        "population.turn_26",
        cohorts[COHORTS - 1] * _SEPTEMBER,
        "Leave the youngest group.",
        leaves=cohort(COHORTS - 1),
        enters=adults,
    )
    rates = {
        "ageing_26_64_to_65": ("population.turn_65", adults, older),
        "mortality_26_64": ("population.deaths_adults", adults, ""),
        "mortality_65_plus": ("population.deaths_older", older, ""),
    }
    for name, (flow, leaves, enters) in rates.items():
        amount = last_month(leaves) * share_leaving(parameter(f"joinedup.population.{name}"))
        equations.flow(flow, amount, "Turn 65." if enters else "Die.", leaves=leaves, enters=enters)


def _families_moving(equations: Equations, number: int, cohorts: list[Expression]) -> None:
    """Declare families with children who come or go, net, besides those in homes beyond the usual rate."""
    equations.flow(
        f"population.families_moving_{number}",
        cohorts[number]
        * (_own_migration(number - 1) + parameter("joinedup.population.child_migration_rate"))
        / 12,
        "Children who come or go with their family, net.",
        enters=cohort(number),
    )


def _own_migration(age: int) -> Expression:
    """Return the share of children of an age who come or go in a year, as the council's own counts show."""
    # Half of the years between two counts have gone when a child of the first is on average seen to move.
    for band, ages in MIGRATION_BANDS.items():
        if age <= ages[-1] + 1:
            return figure("family_migration", band)
    return figure("family_migration", list(MIGRATION_BANDS)[-1])


def _students(equations: Equations, number: int, cohorts: list[Expression]) -> None:
    """Students and first jobs: the area keeps today's ratio between one age and the next from 19 on."""
    age = number - 1
    usual = ratio(figure("people", str(age + 1)), figure("people", str(age)))
    equations.flow(
        f"population.come_or_go_{number}",
        cohorts[number] * (usual - 1) * _SEPTEMBER,
        "Come or go, net, for study and work.",
        enters=cohort(number + 1),
    )


def _groups(equations: Equations, cohorts: list[Expression]) -> None:
    under_18 = total([*cohorts[:_LAST_CHILD], cohorts[_LAST_CHILD] * (1 - _SINCE_SEPTEMBER)])
    equations.reckon("population.children", under_18, "Children aged 0 to 17.")
    equations.reckon("population.aged_5_15", total(cohorts[5:16]), "Of school age, 5 to 15.")
    equations.reckon("population.aged_10_17", total(cohorts[10:18]), "Aged 10 to 17.")
    equations.reckon("population.aged_12_17", total(cohorts[12:18]), "Aged 12 to 17.")
    equations.reckon("population.aged_16_17", total(cohorts[16:18]), "Aged 16 and 17.")
    under_25 = total([*cohorts[:_LAST_YOUNG], cohorts[_LAST_YOUNG] * (1 - _SINCE_SEPTEMBER)])
    equations.reckon("population.aged_0_24", under_25, "Aged 0 to 24.")
