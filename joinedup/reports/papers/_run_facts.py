"""Every number of a frozen test that a paper may print, each with the place in the test that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from joinedup.council import Headline, MeasureEffect, Range
from joinedup.reports import suppression
from joinedup.reports._wording import (
    day,
    fair_chance,
    in_a_hundred,
    pence_in_the_pound,
    percent,
    pot_phrase,
    pounds,
    quantity,
    times,
)
from joinedup.reports.papers._facts import Tested
from joinedup.reports.papers._numbers import Fact, numbers_in
from joinedup.reports.papers._parts import Source
from joinedup.reports.ripple import how_exact, years_of

_ENDS = ("mean", "low_80", "high_80")


def source_of(tested: Tested, what: str, year: str = "", unit: str = "") -> Source:
    """Return the source of a number that a frozen test holds.

    Args:
        tested: the test.
        what: what is counted or measured.
        year: the year it speaks of.
        unit: its unit.
    """
    run = tested.ripple.manifest.run
    where = (
        f"Run {run[:12]} of the model on “{tested.title}”, {day(tested.on)}; "
        f"frozen test {tested.digest[:12] or 'not frozen yet'}"
    )
    return Source(what, where, year, unit, run, tested.digest)


def pot_facts(tested: Tested, pot: str) -> list[Fact]:
    """Return every number of one pot: what changes in the year spoken of and over the plan, and how sure."""
    found = next((one for one in tested.ripple.headlines if one.pot == pot), None)
    if not found:
        return []
    what = f"Change in {pot_phrase(pot)}: on the services changed, elsewhere and in all, and how sure that is"
    source = source_of(tested, what, f"{found.year} and the whole plan", "pounds at the prices of each year")
    return [*_headline(found, source), *_claims(tested, pot), *_certainty(tested, pot, source)]


def measure_facts(tested: Tested, effect: MeasureEffect) -> list[Fact]:
    """Return every number of one measure in one year: without the option, with it, and the change."""
    measure = effect.measure
    where = f" in patch {effect.patch}" if effect.patch else ""
    source = source_of(tested, f"{measure.says}{where}", effect.year, measure.unit)
    place = f"measures/{measure.name}/{effect.patch}/{effect.year}"
    parts = (("change", effect.change), ("without", effect.without), ("with_", effect.with_))
    found = [
        fact
        for name, one in parts
        for fact in _range(f"{place}/{name}", one, lambda value: quantity(value, measure.unit), source)
    ]
    # Where the public reads it, a small number of people is a range that hides it.
    hidden = suppression.shown(round(abs(effect.change.mean)))
    return [*found, *_facts(hidden, source, f"{place}/change/mean/hidden")]


def run_facts(tested: Tested) -> list[Fact]:
    """Return what a run says of itself: how often it was made, how exact it is and what it rests on."""
    ripple = tested.ripple
    source = source_of(tested, "How the run was made, how exact it is and what it rests on")
    facts = [
        *_facts(f"{ripple.manifest.draws:,}", source, "manifest/draws"),
        *_facts(str(len(years_of(ripple))), source, "manifest/years"),
        *_facts(f"{len(ripple.unverified):,}", source, "unverified"),
        *_facts(how_exact(ripple), source, "certainties/error"),
    ]
    if ripple.share_unverified is not None:
        facts += _facts(percent(ripple.share_unverified), source, "share_unverified")
    return facts


def people_facts(tested: Tested) -> list[Fact]:
    """Return the chances that others are affected or worse off."""
    source = source_of(tested, "Chance of being materially affected, or of being worse off")
    facts: list[Fact] = []
    for party in tested.ripple.affected:
        facts += _facts(in_a_hundred(party.probability), source, f"affected/{party.kind}/{party.id}")
    for one in tested.ripple.risks:
        place = f"risks/{one.directorate}/{one.pot}"
        facts += _facts(in_a_hundred(one.probability), source, f"{place}/probability")
        facts += _facts(pounds(one.pounds), source, f"{place}/pounds")
    return facts


def room_facts(tested: Tested) -> list[Fact]:
    """Return the room that each service has left, and its chances of being full."""
    facts: list[Fact] = []
    for one in tested.ripple.tipping:
        source = source_of(tested, f"Room left: {one.capacity.says.lower()}", one.year, "share that is free")
        place = f"tipping/{one.capacity.load}"
        for name, slack in (("slack_without", one.slack_without), ("slack_with", one.slack_with)):
            # Room is said as so many in 100, whichever side of full it is.
            facts += _facts(f"{round(abs(slack.mean) * 100)} in 100", source, f"{place}/{name}/mean")
        for name, chance in (
            ("p_full_with", one.p_full_with),
            ("p_full_without", one.p_full_without),
            ("p_tips", one.p_tips),
        ):
            facts += _facts(fair_chance(chance), source, f"{place}/{name}")
    return facts


def facts_of_run(tested: Tested) -> list[Fact]:
    """Return every number of a test that sentences may print: of pots, main measures, people and room."""
    facts = [fact for one in tested.ripple.headlines for fact in pot_facts(tested, one.pot)]
    facts += [
        fact
        for one in tested.ripple.measures
        if one.measure.is_main and not one.patch
        for fact in measure_facts(tested, one)
    ]
    return [*facts, *run_facts(tested), *people_facts(tested), *room_facts(tested)]


def _facts(printed: str, source: Source, place: str) -> list[Fact]:
    """Return the numbers of a phrase such as `more than 99 in 100` as facts."""
    return [Fact(number, source, place) for number in numbers_in(printed)]


def _headline(one: Headline, source: Source) -> Iterator[Fact]:
    place = f"headlines/{one.pot}"
    for name in ("own_lines", "elsewhere", "net", "total"):
        yield from _range(f"{place}/{name}", getattr(one, name), lambda value: pounds(abs(value)), source)
    for name in ("p_saves", "p_saves_in_all"):
        chance = getattr(one, name)
        yield from _facts(in_a_hundred(chance), source, f"{place}/{name}")
        yield from _facts(in_a_hundred(1 - chance), source, f"{place}/1-{name}")
    own, elsewhere = one.own_lines.mean, one.elsewhere
    if own:
        for end in _ENDS:
            back = abs(getattr(elsewhere, end) / own)
            yield from _facts(pence_in_the_pound(back), source, f"{place}/elsewhere/{end}/own_lines/mean")
    yield from _facts(pounds(abs(one.proposed)), source, f"{place}/proposed")
    yield from _facts(
        pounds(abs(one.own_lines.mean + one.proposed)), source, f"{place}/own_lines/mean+proposed"
    )
    yield from _facts(pounds(abs(one.net.mean + one.proposed)), source, f"{place}/net/mean+proposed")


def _claims(tested: Tested, pot: str) -> Iterator[Fact]:
    """Yield what owners say a pot will save, as they wrote it."""
    for proposal in tested.ripple.proposals:
        source = Source(
            f"Saving claimed by {proposal.owner}", f"The proposal “{proposal.title}”, as it was tested"
        )
        for number, saving in enumerate(proposal.savings):
            if saving.pot == pot:
                place = f"proposals/{proposal.id}/savings/{number}"
                yield from _facts(pounds(abs(saving.pounds_a_year)), source, place)


def _certainty(tested: Tested, pot: str, source: Source) -> Iterator[Fact]:
    one = next((one for one in tested.ripple.certainties if one.pot == pot), None)
    if not one:
        return
    place = f"certainties/{pot}"
    yield from _facts(pounds(abs(one.worst_mean)), source, f"{place}/worst_mean")
    if one.switching is not None and one.switching > 0:
        yield from _facts(times(one.switching), source, f"{place}/switching")
        yield from _facts(percent(one.switching), source, f"{place}/switching")
    for number, chance in enumerate(one.p_saved_by):
        yield from _facts(in_a_hundred(chance), source, f"{place}/p_saved_by/{number}")
    years = len(years_of(tested.ripple))
    yield from _facts(str(years), source, "manifest/years")


def _range(place: str, one: Range, shown: Callable[[float], str], source: Source) -> Iterator[Fact]:
    for end in _ENDS:
        value = getattr(one, end)
        yield from _facts(shown(abs(value)), source, f"{place}/{end}")
