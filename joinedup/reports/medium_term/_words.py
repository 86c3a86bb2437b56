"""What is said of a medium-term plan: is it balanced, what presses, what savings bring, do reserves hold."""

from __future__ import annotations

from math import expm1, isfinite, log1p

from joinedup.council.medium_term import (
    ADVICE,
    CARRIED,
    MOST_FUTURES,
    MediumTermPlan,
    PotPlan,
    ReservePlan,
    Section,
    YearBalance,
)
from joinedup.reports._parts import KeyFigure
from joinedup.reports._wording import (
    MINUS,
    SMALL_SUM,
    day,
    in_a_hundred,
    likely_short,
    listed,
    lower_first,
    number_word,
    percent,
    pounds,
)
from joinedup.vocabulary import Pot

_PENCE = 100
_LARGEST = 4
# A difference of rates smaller than this is the rounding of a computer.
_HAIR = 1e-6
ROUTE = (
    "Exceptional financial support is a route that a council in difficulty may ask the government for. A "
    "report under section 114 is a judgement of the section 151 officer; no number on this page triggers it."
)


def balance_says(plan: MediumTermPlan) -> str:
    """Return whether the General Fund is balanced, year by year, in one or two sentences."""
    fund = plan.fund
    first, last = fund.gap_range[0], fund.gap_range[-1]
    return (
        f"{_who(plan)} the General Fund is {_short(fund, 0)} in {plan.years[0]} ({likely_short(first)}) and "
        f"{_short(fund, -1)} in {plan.years[-1]} ({likely_short(last)}), where nothing else is decided."
    )


def _who(plan: MediumTermPlan) -> str:
    n_proposals = len(plan.proposals)
    if not n_proposals:
        return "Without any proposal,"
    many = "proposal" if n_proposals == 1 else "proposals"
    return f"With {number_word(n_proposals)} {many}, as far as they are likely to be delivered,"


def _short(pot: PotPlan, year: int) -> str:
    gap = pot.gap[year] / _PENCE
    if abs(gap) < SMALL_SUM:
        return "in balance"
    return f"{pounds(abs(gap))} {'short' if gap > 0 else 'over'}"


def advice(plan: MediumTermPlan) -> str:
    """Return the sentence that the section 151 officer's advice is needed, with why; "" where it is not."""
    unbalanced = [one for one in plan.balances if not one.is_balanced]
    if not unbalanced:
        return ""
    return f"{ADVICE} {' '.join(_reasons(unbalanced, plan.years))}"


def _reasons(unbalanced: list[YearBalance], years: tuple[str, ...]) -> list[str]:
    gaps = [one for one in unbalanced if one.has_gap]
    below = [one for one in unbalanced if one.is_below_floor]
    overdrawn = [one for one in unbalanced if one.is_overdrawn]
    found = []
    if gaps:
        found.append(f"A gap is expected beyond the planned use of reserves {_years(gaps, years)}.")
    if below:
        one = below[0]
        found.append(
            f"The general reserve is expected to be below its floor on 31 March {_years(below, years)}: "
            f"{pounds(one.reserve / _PENCE)} against {pounds((one.floor or 0) / _PENCE)} in {one.year}."
        )
    if overdrawn:
        found.append(
            "The planned use of reserves would take more than earmarked reserves hold "
            f"{_years(overdrawn, years)}."
        )
    return found


def _years(balances: list[YearBalance], years: tuple[str, ...]) -> str:
    held = tuple(one.year for one in balances)
    if held == years:
        return "in every year"
    if len(held) > 1 and held == years[-len(held) :]:
        return f"in every year from {held[0]}"
    return f"in {listed(held)}"


def pressures_say(plan: MediumTermPlan) -> str:
    """Return the largest pressures of the last year, demand and prices together by line."""
    fund = plan.fund
    by_line: dict[str, list[int]] = {}
    names = {row.line: row.says for row in fund.of(Section.OPENING)}
    for row in fund.of(Section.DEMAND, Section.INFLATION):
        held = by_line.setdefault(row.line, [0, 0])
        held[row.section is Section.INFLATION] += row.pence[-1]
    largest = sorted(by_line.items(), key=lambda one: -sum(one[1]))[:_LARGEST]
    said = [
        f"{lower_first(names[line])} {pounds(sum(parts) / _PENCE)} ({pounds(parts[0] / _PENCE)} demand, "
        f"{pounds(parts[1] / _PENCE)} prices)"
        for line, parts in largest
        if sum(parts) > 0
    ]
    demand = fund.total(Section.DEMAND)[-1] / _PENCE
    prices = fund.total(Section.INFLATION)[-1] / _PENCE
    tax = sum(row.pence[-1] for row in fund.of(Section.FUNDING) if not row.name.endswith(":adopted")) / _PENCE
    return (
        f"By {plan.years[-1]} demand adds {pounds(demand)} a year and prices {pounds(prices)}; funding adds "
        f"{pounds(tax)}. The largest pressures: {'; '.join(said)}."
    )


def savings_say(plan: MediumTermPlan) -> str:
    """Return what proposals really bring to the General Fund in the last year; "" where there are none."""
    fund = plan.fund
    if not plan.proposals:
        return ""
    year = plan.years[-1]
    stated = -fund.total(Section.SAVINGS, Section.AVOIDED)[-1] / _PENCE
    lost = fund.total(Section.NOT_DELIVERED, Section.PART_STEPS)[-1] / _PENCE
    cost = fund.total(Section.INVESTMENTS, Section.ONE_OFF)[-1] / _PENCE
    found, back = fund.total(Section.FOUND)[-1] / _PENCE, fund.total(Section.ELSEWHERE)[-1] / _PENCE
    brought = -fund.proposals[-1] / _PENCE
    parts = [f"{pounds(lost)} is not expected to be delivered"] if lost > 0 else []
    parts += [f"{pounds(-lost)} more than that is expected to be delivered"] if lost < 0 else []
    parts += [f"{pounds(cost)} is spent on investments and one-off costs"] if cost else []
    if found:
        parts.append(f"the services' own lines show {pounds(abs(found))} {'less' if found > 0 else 'more'}")
    if back:
        parts.append(
            f"{pounds(abs(back))} {'comes back as cost' if back > 0 else 'more is saved'} in other services"
        )
    said = f"Owners state savings of {pounds(stated)} in {year}. {_sentence(parts)}"
    cashable, avoided = (-fund.total(one)[-1] / _PENCE for one in (Section.SAVINGS, Section.AVOIDED))
    kinds = (
        f" Of what they state, {pounds(cashable)} is cashable and {pounds(avoided)} is cost avoided."
        if avoided
        else ""
    )
    word = "brings" if brought >= 0 else "costs"
    return f"{said} What is left {word} the General Fund {pounds(abs(brought))} in that year.{kinds}"


def _sentence(parts: list[str]) -> str:
    said = listed(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def reserves_say(plan: MediumTermPlan) -> str:
    """Return how reserves stand and how long they last, in words."""
    general, earmarked = plan.reserve("general"), plan.reserve("earmarked")
    if not general.is_held and not earmarked.is_held:
        return "Nobody holds the council's reserves here, so how long they last cannot be said."
    robust = plan.robustness
    begin = pounds((general.opening[0] + earmarked.opening[0]) / _PENCE)
    end = pounds((general.closing[-1] + earmarked.closing[-1]) / _PENCE)
    lasts = (
        "On the expected course they outlast the plan"
        if robust.lasts is None
        else f"On the expected course they are used up in {plan.years[robust.lasts]}"
    )
    badly = (
        "in the worst 1 in 20 futures they would outlast it too"
        if robust.lasts_badly is None
        else f"in the worst 1 in 20 futures they are used up in {plan.years[robust.lasts_badly]}"
    )
    chance = in_a_hundred(robust.p_used_up[-1])
    return (
        f"General and earmarked reserves stand at {begin} and would end the plan at {end} if they met "
        f"every gap. {lasts}; {badly}. The chance that they are used up by the "
        f"end of the plan is {chance}.{_general_alone(plan, general, earmarked)}"
    )


_BESIDE = ", and this year's outturn and savings below a whole post fall on the general reserve alone"


def _general_alone(plan: MediumTermPlan, general: ReservePlan, earmarked: ReservePlan) -> str:
    """Return that the general reserve is spent while earmarked ones are not; "" where it never is."""
    ends = zip(plan.years, general.closing, earmarked.closing, strict=True)
    found = next((one for one in ends if one[1] < 0 < one[2]), None)
    if not (general.is_held and earmarked.is_held) or found is None:
        return ""
    year, spent, left = found
    carried = any(move.name == CARRIED and min(move.pence) < 0 for move in general.movements)
    return (
        f" The general reserve alone would stand at {pounds(spent / _PENCE)} at the end of {year} while "
        f"earmarked reserves still hold {pounds(left / _PENCE)}: at most {percent(plan.earmarked_first)} of "
        f"a gap is taken from earmarked reserves{_BESIDE if carried else ''}. To move money from them to the "
        "general reserve is for the council to decide; none is moved here."
    )


def grant_says(plan: MediumTermPlan) -> str:
    """Return how the schools grant's deficit stands when the override ends."""
    held, ends = plan.reserve("dsg"), plan.override.ends
    if not held.is_held:
        return "Nobody holds the reserve of the Dedicated Schools Grant here."
    when = (
        f"the override that keeps it apart ends on {day(ends)}" if ends else "no end of the override is known"
    )
    at = plan.robustness.override_deficit
    stands = f"; it would stand at {pounds(at.mean)} then" if at else ""
    return (
        f"The Dedicated Schools Grant reserve is {pounds(held.opening[0] / _PENCE)} at the start and "
        f"{pounds(held.closing[-1] / _PENCE)} at the end of the plan; {when}{stands}. It cannot be used for "
        "anything else, and no other reserve is counted against it."
    )


def limit_says(plan: MediumTermPlan) -> str:
    """Return what the referendum limit does to the plan."""
    tax = plan.council_tax
    if tax is None:
        return "No council tax is collected in this plan."
    # A rise planned as a rate is compounded by the model: 4.99 per cent shows as 5.12.
    compounded = expm1(tax.limit)
    above = [year for year, rise in zip(plan.years, tax.rise, strict=True) if rise > compounded + _HAIR]
    largest = max(tax.rise)
    room = (
        f"The plan's own rise is above it in {listed(above)}: a referendum must be held."
        if above
        else "The plan stays within it."
    )
    if not above and largest > tax.limit + _HAIR:
        room = (
            f"The plan's rise is at it: the model compounds a planned {percent2(log1p(largest))}, which "
            f"shows as {percent2(largest)} and brings in so much more than the limit would."
        )
    less = next(one for one in plan.robustness.sensitivities if one.name == "council_tax:less")
    return (
        f"A rise above {percent2(tax.limit)} needs a referendum ({tax.limit_basis.rstrip('.')}). {room} The "
        "model takes no rise that a proposal asks for beyond it. One point less a year would widen the gap "
        f"of {plan.years[-1]} by {pounds(less.gap[-1])}."
    )


def percent2(share: float) -> str:
    """Return a share with two places: `4.99%`."""
    return f"{100 * share:.2f}%".replace("-", MINUS)


def how_exact(plan: MediumTermPlan) -> str:
    """Return how far the expected gap of the last year would move if other futures were tried."""
    error, n_futures = plan.fund.errors[-1], plan.manifest.draws
    if not isfinite(error):
        return f"With {n_futures} futures tried, how exact the expected gap is cannot be said."
    more = min(4 * n_futures, MOST_FUTURES)
    firmer = f"; --draws {more} would be firmer" if more > n_futures else ""
    return (
        f"{n_futures} futures were tried. Others would move the expected gap of {plan.years[-1]} by about "
        f"{pounds(error)} either way{firmer}."
    )


def other_pots_say(plan: MediumTermPlan) -> list[str]:
    """Return how each other pot with a gap stands, one sentence each."""
    found = []
    for pot in plan.pots:
        if pot.pot is Pot.GENERAL_FUND or not pot.gap_range or max(abs(one) for one in pot.gap) < 50_000:
            continue
        found.append(
            f"{pot.pot.says}: {_short(pot, 0)} in {plan.years[0]}, {_short(pot, -1)} in {plan.years[-1]} "
            f"({likely_short(pot.gap_range[-1])})."
        )
    return found


def key_figures(plan: MediumTermPlan) -> tuple[KeyFigure, ...]:
    """Return each year's gap of the General Fund, with its range and chance."""
    fund = plan.fund
    return tuple(
        KeyFigure(
            f"{year}: {'gap' if fund.gap[place] > 0 else 'over'}",
            pounds(abs(fund.gap[place]) / _PENCE),
            f"{likely_short(fund.gap_range[place])}; no gap left: {in_a_hundred(fund.p_balanced[place])}",
        )
        for place, year in enumerate(plan.years)
    )


def coverage_says(plan: MediumTermPlan) -> str:
    """Return how many opening figures are the council's own, published or held by nobody."""
    own = sum(one.origin.value == "own" and one.is_held for one in plan.coverage)
    published = sum(one.origin.value == "published" and one.is_held for one in plan.coverage)
    none = [one.says for one in plan.coverage if not one.is_held]
    rest = len(plan.coverage) - own - published - len(none)
    said = (
        f"Of {len(plan.coverage)} opening figures, {own} come from the council's own files, {published} from "
        f"its published outturn, and {rest} are estimated from a wider area or England's rate."
    )
    return f"{said} No figure is held for: {listed([lower_first(one) for one in none])}." if none else said
