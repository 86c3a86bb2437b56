"""How sure the answer is, in words: chances by year, the worst, what would turn it, how exact it is."""

from __future__ import annotations

import math

from joinedup.council import DirectorateRisk, PotCertainty, Ripple
from joinedup.folder import Council
from joinedup.reports._parts import Cell, Chart, DataTable, Row
from joinedup.reports._wording import (
    SMALL_SUM,
    between,
    fair_chance,
    in_a_hundred,
    listed,
    percent,
    pot_phrase,
    pounds,
    times,
    upper_first,
)
from joinedup.reports.charts import chance_line
from joinedup.reports.ripple._money import by_year, years_of
from joinedup.vocabulary import Pot

_FIFTH = 5
_SURE, _EVEN = 0.99, 0.5
# A directorate that is less likely than this to be worse off is not named.
_LEAST_RISK = 0.05
# Nearer to 1 than this, how many times as large is not worth saying.
_SAME = 0.05


def certainty_of(ripple: Ripple, pot: str) -> PotCertainty | None:
    """Return how sure the answer is for a pot; None where nothing in it changes."""
    return next((one for one in ripple.certainties if one.pot == pot), None)


def by_when(ripple: Ripple, certainty: PotCertainty) -> str:
    """Return by when the pot is better off, counted from the start of the plan, with the chances."""
    pot, net = pot_phrase(certainty.pot), by_year(ripple, certainty.pot).net
    # A year before anything changes is neither better nor worse.
    first = next((place for place, one in enumerate(net) if one.low_95 or one.high_95), 0)
    years, chances = years_of(ripple)[first:], certainty.p_saved_by[first:]
    if all(one >= _SURE for one in chances):
        return f"It is almost certain that {pot} is better off from the first year on, all years added up."
    if all(one <= 1 - _SURE for one in chances):
        return f"It is almost certain that {pot} is better off by the end of no year, all years added up."
    places = sorted({0, min(_FIFTH - first, len(years)) - 1, len(years) - 1} - {-1})
    said = listed([f"{in_a_hundred(chances[place])} by the end of {years[place]}" for place in places])
    return f"The chance that {pot} is better off, all years until then added up, is {said}."


def worst(certainty: PotCertainty) -> str:
    """Return what the worst twentieth of cases comes to."""
    pot, amount = pot_phrase(certainty.pot), certainty.worst_mean
    if abs(amount) < SMALL_SUM:
        return f"Even in the worst 1 in 20 cases, {pot} is left about as it is over the plan."
    if amount > 0:
        return f"In the worst 1 in 20 cases it costs {pot} {pounds(amount)} over the plan, on average."
    return f"Even in the worst 1 in 20 cases it saves {pot} {pounds(-amount)} over the plan, on average."


def switching(certainty: PotCertainty) -> str:
    """Return how much larger or smaller what happens elsewhere would have to be to turn the answer.

    "" where nothing elsewhere works against what the proposals change themselves.
    """
    factor = certainty.switching
    if factor is None or factor <= 0 or abs(certainty.mean) < SMALL_SUM:
        return ""
    # The sum is what the proposals' own lines change plus what comes back, which is -1/factor of it.
    is_cut = (certainty.mean < 0) == (factor > 1)
    if abs(factor - 1) < _SAME:
        both = "what comes back and what is saved" if is_cut else "what it costs and what it saves elsewhere"
        return f"Over the whole plan, {both} are about the same: a small change in either turns the answer."
    if is_cut and factor > 1:
        larger = times(factor)
        return (
            f"Over the whole plan, what comes back would have to be {larger} as large before it loses money."
        )
    if is_cut:
        return (
            f"Over the whole plan it would save money only if what comes back were "
            f"{percent(factor)} of what is expected, or less."
        )
    if factor > 1:
        larger = times(factor)
        return (
            f"Over the whole plan, what it saves elsewhere would have to be {larger} as large to pay for it."
        )
    least = percent(factor)
    return f"Over the whole plan it pays for itself if at least {least} of what it saves elsewhere comes."


def how_exact(ripple: Ripple) -> str:
    """Return how many times the model was run and how far the sum would move if it were run again."""
    draws = ripple.manifest.draws
    said = f"The plan was run {draws:,} times without and {draws:,} times with what is proposed"
    held = [one for one in ripple.certainties if one.error > 0 or one.mean]
    if not held:
        return f"{said}."
    largest = max(held, key=lambda one: abs(one.mean))
    if not math.isfinite(largest.error):
        return f"{said}, too few times to say how far the sum would move if it were run again."
    moves = f"the sum over the plan for {pot_phrase(largest.pot)} would move by about {_about(largest.error)}"
    exact = (
        ""
        if all(one.is_exact for one in held)
        else ", more than one would wish: more draws (--draws) would steady it"
    )
    return f"{said}. Run again with other chances, {moves}{exact}."


def _about(error: float) -> str:
    return pounds(float(f"{error:.1g}")) if error >= SMALL_SUM else "less than £500"


def risks(ripple: Ripple, council: Council) -> list[str]:
    """Return which directorates may be worse off by more than what is material, likeliest first."""
    found = sorted(ripple.risks, key=lambda one: (-one.probability, one.directorate, one.pot))
    likely = [one for one in found if one.probability >= _LEAST_RISK and one.pot != Pot.PARTNERS]
    return [
        f"{council.directorate_name(one.directorate)}: {in_a_hundred(one.probability)} ({Pot(one.pot).says})"
        for one in likely
    ]


def risks_in_a_line(ripple: Ripple, council: Council) -> str:
    """Return which directorates are likely to be worse off, in one sentence; "" where no money moves."""
    held = [one for one in ripple.risks if one.pot != Pot.PARTNERS]
    if not held:
        return ""
    sum_ = pounds(held[0].pounds)
    likely = [one for one in held if one.probability >= _EVEN]
    if not likely:
        nearest = max(held, key=lambda one: one.probability)
        rest = f"; the nearest is {_at_risk(nearest, council)}" if nearest.probability >= _LEAST_RISK else ""
        return (
            f"No directorate is likely to be worse off by more than {sum_} in one of the first five "
            f"years{rest}."
        )
    names = listed([_at_risk(one, council) for one in sorted(likely, key=lambda one: -one.probability)])
    return f"Likely to be worse off by more than {sum_} in one of the first five years: {names}."


def _at_risk(one: DirectorateRisk, council: Council) -> str:
    return f"{council.directorate_name(one.directorate)} ({in_a_hundred(one.probability)})"


def chances_chart(ripple: Ripple, certainty: PotCertainty) -> Chart:
    """Return the chance that a pot is better off by the end of each year, with its table."""
    years = years_of(ripple)
    pot = pot_phrase(certainty.pot)
    title = f"{upper_first(pot)}: chance of being better off by the end of each year"
    says = by_when(ripple, certainty)
    table = DataTable(
        title,
        "Added up from the start of the plan to the end of each year.",
        "Year",
        ("Chance",),
        tuple(
            Row(year, (Cell(fair_chance(one)),))
            for year, one in zip(years, certainty.p_saved_by, strict=True)
        ),
    )
    return Chart(title, says, chance_line(title, says, years, certainty.p_saved_by), table)


def of_partners(ripple: Ripple) -> str:
    """Return what the proposals do to partners' money, kept apart; "" where that is not worth speaking of."""
    found = next((one for one in ripple.headlines if one.pot == Pot.PARTNERS), None)
    if found is None or max(abs(found.net.low_95), abs(found.net.high_95)) < SMALL_SUM:
        return ""
    apart = "That is their money and not the council's; it is in no sum on this page."
    low, high = found.net.low_80, found.net.high_80
    if abs(found.net.mean) < SMALL_SUM or low < 0 < high:
        return (
            f"Partners such as health and police may spend between {pounds(abs(low))} less and "
            f"{pounds(abs(high))} more a year by {found.year}. {apart}"
        )
    near, far = sorted((abs(low), abs(high)))
    more = "more" if found.net.mean > 0 else "less"
    return (
        f"Partners such as health and police would spend about {pounds(abs(found.net.mean))} a year {more} "
        f"by {found.year} ({between(near, far, pounds)}). {apart}"
    )
