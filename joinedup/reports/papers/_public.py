"""The summary for the public: short sentences, nothing exempt, and no small number of people.

The model's numbers of people are results and not counts of real people; they are hidden from 1 to 5 all the
same, since a reader cannot tell.
"""

from __future__ import annotations

from functools import partial

from joinedup.council import Headline, MeasureEffect
from joinedup.folder import Council
from joinedup.reports import suppression
from joinedup.reports._wording import (
    day,
    in_a_hundred,
    lower_first,
    number_word,
    pounds,
    quantity,
    upper_first,
)
from joinedup.reports.papers._facts import DecisionFacts, Tested
from joinedup.reports.papers._numbers import sourced
from joinedup.reports.papers._parts import Block, Bullets, Paragraph, Section
from joinedup.reports.papers._run_blocks import moves
from joinedup.reports.papers._run_facts import measure_facts, pot_facts, run_facts
from joinedup.reports.papers._wording import bullets, on_record, plain, quoted
from joinedup.reports.ripple import answers, is_moved, main_measures, year_spoken_of
from joinedup.vocabulary import Pot

_LISTED = 5
_PEOPLES_MONEY = {
    Pot.GENERAL_FUND: "the council’s main budget",
    Pot.DSG_HIGH_NEEDS: "the money for children with the highest needs in schools",
    Pot.DSG_SCHOOLS: "the money for schools",
    Pot.DSG_EARLY_YEARS: "the money for nursery places",
    Pot.DSG_CENTRAL: "the money for services to schools",
    Pot.PUBLIC_HEALTH: "the public health money",
    Pot.CAPITAL: "the money for buildings and roads",
    Pot.DEVELOPER: "the money that builders of homes pay",
}
_NOT_TESTED = "We have not worked out yet what this would do."


def public_sections(facts: DecisionFacts, council: Council) -> list[Section]:
    """Return the sections of a summary for the public.

    Args:
        facts: what is on record.
        council: the council.
    """
    tested = facts.proposed.tested if facts.proposed else None
    year = year_spoken_of(tested.ripple) if tested else ""
    people = f"What would change for people by {year}" if year else "What would change for people"
    return [
        Section("what", "What is proposed", tuple(_what(facts, council))),
        Section("who", "Who decides", tuple(_who(facts))),
        Section("people", people, tuple(_people(tested) if tested else [plain(_NOT_TESTED)])),
        Section("money", "What it costs or saves", tuple(_money(tested) if tested else [plain(_NOT_TESTED)])),
        Section("sure", "How sure we are", tuple(_sure(tested) if tested else [plain(_NOT_TESTED)])),
        Section("else", "What else we looked at", tuple(_else(facts))),
        Section("asked", "Who was asked", tuple(_asked(facts))),
        Section("next", "What happens next", tuple(_next(facts))),
    ]


def _what(facts: DecisionFacts, council: Council) -> list[Block]:
    made: list[Block] = [plain(f"{council.name} plans to decide on this: {facts.title}.")]
    if facts.summary:
        source = on_record(facts, "Its summary, as its owner wrote it")
        made.append(quoted(facts.summary, source))
    return [*made, plain(f"The {lower_first(facts.owner)} is in charge of the plan.")]


def _who(facts: DecisionFacts) -> list[Block]:
    if facts.record:
        record = facts.record
        source = on_record(facts, "The record of the decision")
        who, outcome = upper_first(record.decided_by), lower_first(record.outcome)
        said = f"{who} decided on {day(record.decided_on)}: {outcome}."
        return [quoted(said, source), quoted(record.reasons, source, "The reasons: ")]
    route = facts.route
    if route is None:
        return [plain("It is not settled yet who decides.")]
    on = f" on {day(route.planned_for)}" if route.planned_for else ""
    return [plain(f"{upper_first(route.who)} will decide{on}.")]


def _people(tested: Tested) -> list[Block]:
    year = year_spoken_of(tested.ripple)
    moved = [
        one.in_year(year)
        for one in main_measures(tested.ripple)
        if is_moved(one) and one.measure.unit not in ("pounds", "ratio", "share")
    ]
    lines = [_line(tested, one) for one in moved if round(abs(one.change.mean))][:_LISTED]
    if not lines:
        return [plain("We do not expect to see a change in how many people use or need services.")]
    return [Bullets(tuple(lines))]


def _line(tested: Tested, effect: MeasureEffect) -> Paragraph:
    """Return one change in a short sentence, with a range; small numbers of people are hidden."""
    change, says = effect.change, lower_first(effect.measure.says)
    more = "more" if change.mean > 0 else "fewer"
    middle = round(abs(change.mean))
    if middle <= suppression.SMALL:
        hidden = suppression.shown(middle)
        return sourced(f"A few ({hidden}) {more} {says}.", measure_facts(tested, effect))
    ends = sorted((change.low_80, change.high_80), key=abs)
    facts = measure_facts(tested, effect)
    shown = partial(quantity, unit=effect.measure.unit)
    about = f"About {shown(middle)} {more} {says}."
    if change.low_80 < 0 < change.high_80 or round(abs(ends[0])) <= suppression.SMALL:
        return sourced(f"{about} It could be up to {shown(abs(ends[1]))} {more}.", facts)
    return sourced(f"{about} It is likely to be {shown(abs(ends[0]))} to {shown(abs(ends[1]))}.", facts)


def _money(tested: Tested) -> list[Block]:
    found = [one for one in answers(tested.ripple) if moves(one.headline)]
    if not found:
        return [plain("We expect no change in what the council spends that is worth speaking of.")]
    made: list[Block] = [
        sourced(_pot_says(one.headline), pot_facts(tested, one.pot)) for one in found if one.pot in _POTS
    ]
    if len(made) > 1:
        made.append(plain("These are separate pots: money in one cannot be used for another."))
    return made


_POTS = {pot.value for pot in _PEOPLES_MONEY}


def _pot_says(one: Headline) -> str:
    pot, net = _PEOPLES_MONEY[Pot(one.pot)], one.net
    if max(abs(net.low_80), abs(net.high_80)) < 1:
        return f"It would leave {pot} as it is by {one.year}."
    does = "save" if net.mean < 0 else "cost"
    near, far = sorted((abs(net.low_80), abs(net.high_80)))
    says = f"It would {does} {pot} about {pounds(abs(net.mean))} a year by {one.year}."
    if net.low_80 < 0 < net.high_80:
        return (
            f"{says} It could save as much as {pounds(-net.low_80)} or cost as much as {pounds(net.high_80)}."
        )
    return f"{says} It is likely to be {pounds(near)} to {pounds(far)}."


def _sure(tested: Tested) -> list[Block]:
    ripple = tested.ripple
    draws = ripple.manifest.draws
    first = sourced(
        f"Nobody can know what will happen. So we tried {draws:,} futures, with and without the plan.",
        run_facts(tested),
    )
    made: list[Block] = [first]
    for one in answers(ripple):
        if one.pot in _POTS and moves(one.headline):
            head = one.headline
            saves = head.p_saves >= 0.5
            chance = in_a_hundred(head.p_saves if saves else 1 - head.p_saves)
            pot = _PEOPLES_MONEY[Pot(one.pot)]
            says = f"In {head.year}, it {'saves' if saves else 'costs'} {pot} money in {chance} of them."
            made.append(sourced(says, pot_facts(tested, one.pot)))
    return made


def _else(facts: DecisionFacts) -> list[Block]:
    lines: list[Paragraph] = []
    for one in facts.options:
        if one.kind == "proposed":
            continue
        source = on_record(facts, f"The option “{one.title}”, as it was written")
        name = "Doing nothing" if one.kind == "nothing" else upper_first(one.title)
        because = f" We did not choose it: {one.rejected_because}" if one.rejected_because else ""
        lines.append(quoted(f"{name}.{because}", source))
    return [bullets(lines)] if lines else [plain("No other way has been looked at yet.")]


def _asked(facts: DecisionFacts) -> list[Block]:
    asked = len(facts.parties)
    made: list[Block] = []
    if asked:
        source = on_record(facts, "Those affected, and who has answered")
        whom = "service, place or partner" if asked == 1 else "services, places and partners"
        made.append(quoted(f"We asked {number_word(asked)} {whom} that it affects.", source))
        for answer in dict.fromkeys(one.answer for one in facts.parties):
            count = sum(one.answer == answer for one in facts.parties)
            said = lower_first(answer) if answer else "no answer yet"
            made.append(quoted(f"{upper_first(number_word(count))}: {said}.", source))
    made += [quoted(one.says, on_record(facts, one.who), f"{one.who}: ") for one in facts.consultations]
    return made or [plain("Nobody has been asked yet.")]


def _next(facts: DecisionFacts) -> list[Block]:
    lines = [
        quoted(
            f"{one.says}{f', by {day(one.on)}' if one.on else ''}.",
            on_record(facts, "Milestones"),
        )
        for one in facts.milestones
    ]
    days = [one.on for one in facts.reviews if one.on]
    if days:
        lines.append(plain(f"On {day(min(days))} we will check what came of it against what we said."))
    return [bullets(lines)] if lines else [plain("The next steps have not been set yet.")]
