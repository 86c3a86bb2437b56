"""The answer in words, made from the numbers: one paragraph a pot, and nothing is ever added across pots.

Every sentence states what the run found and no more: which way, how much, the likely range and how sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.council import Headline, Ripple
from joinedup.council.proposals import Proposal
from joinedup.reports._pages import counted
from joinedup.reports._wording import (
    SMALL_SUM,
    a_year_better_or_worse,
    better_or_worse,
    between,
    chance,
    day,
    fraction,
    likely_off,
    listed,
    number_word,
    pence_in_the_pound,
    pot_phrase,
    pounds,
    upper_first,
)
from joinedup.reports.ripple._money import PotByYear, by_year, is_felt
from joinedup.vocabulary import Pot, financial_year_ending

# A claim further than this from what the model finds is spoken of as different.
_SAME_SHARE = 0.1
_EVEN = 0.5
# Less than this share of what is saved or spent is not spoken of as coming back.
_LEAST_BACK = 0.005


@dataclass(frozen=True)
class PotAnswer:
    """What the first screen says about one pot.

    Args:
        pot: the pot.
        headline: its numbers.
        answer: what happens, in one or two sentences.
        sure: how sure that is.
        turn: when a saving turns into a cost, or a cost into a saving; "" where neither does.
        in_all: the sum over the whole plan.
        claim: how the saving its owners claim compares; "" where none is claimed.
    """

    pot: str
    headline: Headline
    answer: str
    sure: str
    turn: str
    in_all: str
    claim: str


def subject(proposals: Sequence[Proposal]) -> str:
    """Return how the proposals are spoken of: `This proposal`, `These four proposals together`."""
    return (
        "This proposal" if len(proposals) == 1 else f"These {number_word(len(proposals))} proposals together"
    )


def answers(ripple: Ripple) -> list[PotAnswer]:
    """Return what is said of each pot that changes, first those that pay for what the proposals change."""
    felt = [one for one in ripple.headlines if is_felt(one) and one.pot != Pot.PARTNERS]
    return [_answer(ripple, one) for one in sorted(felt, key=lambda one: -abs(one.own_lines.mean))]


def nothing_changes(ripple: Ripple) -> str:
    """Return what is said where no pot changes by a sum worth speaking of."""
    who = subject(ripple.proposals)
    claimed = sum(saving.pounds_a_year for one in ripple.proposals for saving in one.savings)
    says = f"{who} would change no budget by a sum worth speaking of."
    moved = any(one.change.low_95 or one.change.high_95 for one in ripple.measures)
    says += "" if moved or ripple.money else " Nothing else in the plan changes either."
    if abs(claimed) >= SMALL_SUM:
        says += f" A saving of {pounds(claimed)} a year is claimed; the model does not find it."
    return says


def unmoved_pots(ripple: Ripple) -> str:
    """Return the pots that are touched without being better or worse off; "" where there are none."""
    quiet = [one.pot for one in ripple.headlines if not is_felt(one) and one.pot != Pot.PARTNERS]
    if not quiet:
        return ""
    balanced = [
        pot
        for pot in quiet
        if any(one.pot == pot and one.line.startswith("funding:") for one in ripple.money)
    ]
    says = []
    if balanced:
        says.append(
            f"In {listed([pot_phrase(pot) for pot in balanced])}, what is spent and what pays for it move "
            "by the same sum."
        )
    rest = [pot for pot in quiet if pot not in balanced]
    if rest:
        says.append(
            f"{upper_first(listed([pot_phrase(pot) for pot in rest]))} changes by too little to speak of."
        )
    return " ".join(says)


def limited_until(ripple: Ripple) -> date | None:
    """Return the day from which nothing that the proposals change holds any longer; None if some stays."""
    ends = [change.ends for one in ripple.proposals for change in one.changes]
    return None if not ends or None in ends else max(end for end in ends if end)


def _answer(ripple: Ripple, headline: Headline) -> PotAnswer:
    money = by_year(ripple, headline.pot)
    ends = limited_until(ripple)
    is_past = ends is not None and ends <= financial_year_ending(headline.year)
    return PotAnswer(
        headline.pot,
        headline,
        _over_the_plan(ripple, headline, ends) if is_past and ends else _each_year(ripple, headline, money),
        _sure(headline, is_past=is_past),
        "" if is_past else _turn(money, headline.year),
        "" if is_past else _in_all(headline, money),
        _claim(ripple, headline),
    )


def _over_the_plan(ripple: Ripple, headline: Headline, ends: date) -> str:
    """Return the answer for what is over before the year spoken of."""
    total = headline.total
    return (
        f"{subject(ripple.proposals)} would hold for a limited time, until {day(ends)}. Over the whole plan, "
        f"{pot_phrase(headline.pot)} would be about {better_or_worse(total.mean)} in all "
        f"({likely_off(total)})."
    )


def _each_year(ripple: Ripple, headline: Headline, money: PotByYear) -> str:
    who, pot, year = subject(ripple.proposals), pot_phrase(headline.pot), headline.year
    own, elsewhere = headline.own_lines.mean, headline.elsewhere.mean
    if abs(headline.net.mean) < SMALL_SUM and abs(own) < SMALL_SUM and abs(elsewhere) < SMALL_SUM:
        return f"{who} would leave {pot} as it is in {year}."
    if abs(own) < SMALL_SUM:
        return _only_elsewhere(who, pot, headline, money)
    does = "save" if own < 0 else "spend"
    more = "" if own < 0 else " more"
    first = (
        f"{who} would {does} about {pounds(abs(own))} a year{more} by {year} on the services {_they(ripple)}"
    )
    return f"{first}{_and_elsewhere(headline, money)} {_left(pot, headline)}"


def _they(ripple: Ripple) -> str:
    return "it changes" if len(ripple.proposals) == 1 else "they change"


def _only_elsewhere(who: str, pot: str, headline: Headline, money: PotByYear) -> str:
    """Return the answer where no budget line of the proposals' own is in this pot."""
    _, spending, income = money.in_year(headline.year)
    moves = []
    if abs(spending) >= SMALL_SUM:
        moves.append(f"other services would cost about {pounds(abs(spending))} a year {_more(spending)}")
    if abs(income) >= SMALL_SUM:
        moves.append(
            f"council tax and grants would bring in about {pounds(abs(income))} a year {_more(-income)}"
        )
    does = f": {' and '.join(moves)}" if len(moves) == 2 else ""
    return (
        f"{who} would leave {pot} about {a_year_better_or_worse(headline.net.mean)} by {headline.year} "
        f"({likely_off(headline.net)}){does}."
    )


def _more(amount: float) -> str:
    return "more" if amount > 0 else "less"


def _and_elsewhere(headline: Headline, money: PotByYear) -> str:
    """Return what happens on other lines, with what comes back for each pound."""
    own, elsewhere = headline.own_lines.mean, headline.elsewhere
    _, _, income = money.in_year(headline.year)
    if abs(elsewhere.mean) < max(SMALL_SUM, _LEAST_BACK * abs(own)):
        return ", and change almost nothing elsewhere."
    if abs(income) >= SMALL_SUM and income * elsewhere.mean > 0 and abs(income) > abs(elsewhere.mean) / 2:
        does = "bring in less" if elsewhere.mean > 0 else "bring in more"
        return f", and {does} from council tax and grants: about {pounds(abs(elsewhere.mean))} a year."
    if own * elsewhere.mean > 0:
        does = "cost a further" if own > 0 else "save a further"
        return f", and {does} {pounds(abs(elsewhere.mean))} a year elsewhere ({_elsewhere_range(headline)})."
    does = "cost about" if own < 0 else "save about"
    return f", and {does} {pounds(abs(elsewhere.mean))} a year elsewhere: {_comes_back(headline)}."


def _elsewhere_range(headline: Headline) -> str:
    low, high = headline.elsewhere.low_80, headline.elsewhere.high_80
    if low < 0 < high:
        return f"likely between {_saved_or_spent(low)} and {_saved_or_spent(high)}"
    near, far = sorted((abs(low), abs(high)))
    return between(near, far, pounds)


def _saved_or_spent(amount: float) -> str:
    return f"{pounds(abs(amount))} {'saved' if amount < 0 else 'spent'}"


def _comes_back(headline: Headline) -> str:
    """Return what comes back for each pound, against the mean of what the services' own lines change by."""
    own, elsewhere = headline.own_lines.mean, headline.elsewhere
    ends = sorted((elsewhere.low_80 / -own, elsewhere.high_80 / -own))
    ratio = elsewhere.mean / -own
    what = "comes back as cost" if own < 0 else "comes back as saving"
    each = "saved" if own < 0 else "spent"
    if ends[0] < 0:
        range_ = f"likely between nothing and {pence_in_the_pound(ends[1])}"
    else:
        range_ = between(ends[0], ends[1], pence_in_the_pound)
    return f"for each £1 {each}, about {pence_in_the_pound(ratio)} {what} ({range_})"


def _left(pot: str, headline: Headline) -> str:
    net = headline.net
    if abs(net.mean) < SMALL_SUM:
        return f"That leaves {pot} neither better nor worse off ({likely_off(net)})."
    return f"That leaves {pot} about {a_year_better_or_worse(net.mean)} ({likely_off(net)})."


def _sure(headline: Headline, *, is_past: bool) -> str:
    pot = pot_phrase(headline.pot)
    in_all, way_in_all = _likelier(headline.p_saves_in_all)
    quiet = abs(headline.net.low_95) < SMALL_SUM and abs(headline.net.high_95) < SMALL_SUM
    if is_past or quiet:
        return f"It is {in_all} that {pot} is {way_in_all} off over the whole plan."
    now, way = _likelier(headline.p_saves)
    over = f"{in_all}{'' if way == way_in_all else f' that it is {way_in_all} off'} over the whole plan"
    return f"It is {now} that {pot} is {way} off in {headline.year}, and {over}."


def _likelier(p_saves: float) -> tuple[str, str]:
    """Return the likelier of better and worse off, with its chance."""
    return (chance(p_saves), "better") if p_saves >= _EVEN else (chance(1 - p_saves), "worse")


def _in_all(headline: Headline, money: PotByYear) -> str:
    """Return the sum over the plan."""
    total = headline.total
    return (
        f"Over all {len(money.years)} years {pot_phrase(headline.pot)} would be about "
        f"{better_or_worse(total.mean)} ({likely_off(total)})."
        if max(abs(total.low_95), abs(total.high_95)) >= SMALL_SUM
        else ""
    )


def _turn(money: PotByYear, year: str) -> str:
    """Return when, on average, a yearly saving turns into a yearly cost for good, or the other way round."""
    means = [one.mean if abs(one.mean) >= SMALL_SUM else 0.0 for one in money.net]
    spoken = money.years.index(year)
    now, last = means[spoken], means[-1]
    if now * last < 0:
        first = max(place for place in range(len(means)) if means[place] * last <= 0) + 1
        turned = "more is spent than saved" if last > 0 else "more is saved than spent"
        return f"This turns: from {money.years[first]} on, {turned} each year."
    before = [place for place in range(spoken) if means[place] * now < 0]
    if now and before:
        earlier = "more is spent than saved" if now < 0 else "more is saved than spent"
        return f"Until {money.years[before[-1]]}, {earlier}."
    return ""


def _claim(ripple: Ripple, headline: Headline) -> str:
    """Return how what is claimed compares with what the model finds on the same lines."""
    if abs(headline.proposed) < SMALL_SUM:
        return ""
    owners = "Its owner says" if len(ripple.proposals) == 1 else "Their owners say"
    they = "it" if len(ripple.proposals) == 1 else "they"
    claimed = f"{owners} that {they} would {_written(ripple, headline)}"
    has_lines = any(
        one for one in (headline.own_lines.mean, headline.own_lines.low_95, headline.own_lines.high_95)
    )
    found = headline.own_lines if has_lines else headline.net
    where = "on the same budget lines" if has_lines else f"in {pot_phrase(headline.pot)}"
    gap = -found.mean - headline.proposed
    if abs(gap) <= _SAME_SHARE * abs(headline.proposed):
        return f"{claimed}; {where} the model finds about the same ({pounds(abs(found.mean))})."
    if abs(found.mean) < SMALL_SUM:
        return f"{claimed}; {where} the model finds no change."
    if found.mean * -headline.proposed < 0:
        return f"{claimed}; {where} the model finds the opposite: {they} would {_saves(found.mean)} a year."
    differs = f"{pounds(abs(gap))} {'more' if abs(found.mean) > abs(headline.proposed) else 'less'}"
    verb = "saving" if found.mean < 0 else "cost"
    sum_found = pounds(abs(found.mean))
    return f"{claimed}; {where} the model finds a {verb} of {sum_found}, which is {differs} than claimed."


def _written(ripple: Ripple, headline: Headline) -> str:
    """Return a claim as its owners wrote it, and what it is at the prices of the year spoken of."""
    ends = financial_year_ending(headline.year)
    written = sum(
        saving.pounds_a_year
        for one in ripple.proposals
        for saving in one.savings
        if saving.pot == headline.pot and saving.starts <= ends
    )
    says = f"{_saves(-written)} a year"
    if pounds(written) == pounds(headline.proposed):
        return says
    return f"{says} ({pounds(abs(headline.proposed))} at the prices of {headline.year})"


def _saves(change: float) -> str:
    return f"{'save' if change < 0 else 'cost'} {pounds(abs(change))}"


def rests_on(ripple: Ripple) -> str:
    """Return how much of the answer's uncertainty comes from values that nobody has verified."""
    if ripple.share_unverified is None or not ripple.headlines:
        return "The answer has no uncertainty to share out: nothing that is uncertain changes it."
    pot = pot_phrase(max(ripple.headlines, key=lambda one: abs(one.total.mean)).pot)
    return (
        f"{upper_first(fraction(ripple.share_unverified))} of the uncertainty about {pot} comes from "
        f"{counted(len(ripple.unverified), 'value')} that nobody has verified, recalled or judged "
        "and not found "
        "in a source."
    )


def answer_in_short(ripple: Ripple) -> str:
    """Return the answer of every pot in one paragraph, with how sure the first is."""
    found = answers(ripple)
    if not found:
        return nothing_changes(ripple)
    first = found[0]
    rest = [one.answer for one in found[1:]]
    return " ".join(says for says in (first.answer, first.turn, first.sure, *rest) if says)
