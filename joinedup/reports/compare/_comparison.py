"""Alternatives side by side, pot by pot; and several proposals together against each of them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council import Headline, Range, Ripple
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
from joinedup.reports._wording import (
    SMALL_SUM,
    a_year_better_or_worse,
    better_or_worse,
    in_a_hundred,
    likely_off,
    number_word,
    percent,
    pot_phrase,
    pounds,
    pounds_change,
    quantity_change,
    upper_first,
)
from joinedup.reports.ripple import MovedMeasure, is_felt, is_moved, main_measures, year_spoken_of
from joinedup.vocabulary import Pot

# Together and one by one are called the same where they differ by less than this share.
_SAME_SHARE = 0.05
_NONE = "no change"


@dataclass(frozen=True)
class Tried:
    """Proposals that were tried together, by the name they have on a page.

    Args:
        label: what a reader knows them by.
        ripple: what they do.
    """

    label: str
    ripple: Ripple


@dataclass(frozen=True)
class Comparison:
    """Alternatives side by side.

    Args:
        says: what together does that one by one does not, a sentence a pot; empty where none was.
        alone: each alone, their sum and all together, a table a pot.
        pots: each alternative's headline, a table a pot.
        measures: the main measures that any alternative moves; None where none does.
    """

    says: tuple[str, ...]
    alone: tuple[DataTable, ...]
    pots: tuple[DataTable, ...]
    measures: DataTable | None


def compare(tried: Sequence[Tried], each: Sequence[Ripple] = ()) -> Comparison:
    """Set alternatives side by side.

    Args:
        tried: the alternatives.
        each: proposals tried alone; an alternative that is all of them together is held against their sum.
    """
    together = _together(tried, each)
    pots = [pot for pot in Pot if any(_headline(one.ripple, pot) for one in tried)]
    found = [(pot, _headline(together.ripple, pot)) for pot in pots] if together else []
    return Comparison(
        tuple(_says(pot, whole, each) for pot, whole in found if whole),
        tuple(_alone(pot, whole, each, together.label) for pot, whole in found if whole and together),
        tuple(_pot_table(pot, tried) for pot in pots),
        _measures(tried),
    )


def _together(tried: Sequence[Tried], each: Sequence[Ripple]) -> Tried | None:
    """Return the alternative that is all proposals tried alone, taken together."""
    alone = {proposal.id for ripple in each for proposal in ripple.proposals}
    return next((one for one in tried if alone and {own.id for own in one.ripple.proposals} == alone), None)


def _headline(ripple: Ripple, pot: str) -> Headline | None:
    return next((one for one in ripple.headlines if one.pot == pot and is_felt(one)), None)


def _net(ripple: Ripple, pot: str) -> float:
    headline = _headline(ripple, pot)
    return headline.net.mean if headline else 0.0


def _says(pot: str, whole: Headline, each: Sequence[Ripple]) -> str:
    """Return what taking proposals together does, beside the sum of each alone."""
    added = sum(_net(one, pot) for one in each)
    differs = whole.net.mean - added
    says = (
        f"Tried one by one and added up, the {number_word(len(each))} proposals leave {pot_phrase(pot)} "
        f"{a_year_better_or_worse(added)} in {whole.year}; taken together, "
        f"{a_year_better_or_worse(whole.net.mean)}."
    )
    if abs(differs) <= max(_SAME_SHARE * abs(added), SMALL_SUM):
        return f"{says} That is about the same: they hardly change what each other does."
    how = "lessen" if differs > 0 else "strengthen"
    return (
        f"{says} The difference of {pounds(abs(differs))} is what they do to each other: together they {how} "
        "what each saves."
    )


def _alone(pot: str, whole: Headline, each: Sequence[Ripple], label: str) -> DataTable:
    rows = [Row(ripple.proposals[0].title, _cells(_headline(ripple, pot))) for ripple in each]
    parts = [_headline(ripple, pot) for ripple in each]
    sums = [
        sum(one.own_lines.mean for one in parts if one),
        sum(one.elsewhere.mean for one in parts if one),
        sum(one.net.mean for one in parts if one),
        sum(one.total.mean for one in parts if one),
    ]
    added = Row("Each alone, added up", tuple(Cell(pounds_change(one)) for one in sums), is_total=True)
    return DataTable(
        f"{upper_first(Pot(pot).says)}: each alone, and together",
        f"Pounds in {whole.year} at its prices; a plus is more spent; 80 per cent ranges below each.",
        "Proposal",
        ("Services changed", "Elsewhere", "Balance", "Balance over the whole plan"),
        (*rows, added, Row(label, _cells(whole), is_total=True)),
    )


def _cells(headline: Headline | None) -> tuple[Cell, ...]:
    if headline is None:
        return (Cell(_NONE),) * 4
    ranges = (headline.own_lines, headline.elsewhere, headline.net, headline.total)
    return tuple(range_cell(one, pounds_change) for one in ranges)


def _pot_table(pot: str, tried: Sequence[Tried]) -> DataTable:
    year = next(found.year for one in tried if (found := _headline(one.ripple, pot)))
    return DataTable(
        f"{upper_first(Pot(pot).says)}: alternatives side by side",
        f"Pounds in {year} at its prices; 80 per cent ranges below each. Nothing is added across pots.",
        "Alternative",
        (
            "Claimed saving",
            "Services changed",
            "Elsewhere",
            f"Pot in {year}",
            "Over the whole plan",
            "Not verified",
        ),
        tuple(Row(one.label, _side(one.ripple, _headline(one.ripple, pot))) for one in tried),
    )


def _side(ripple: Ripple, headline: Headline | None) -> tuple[Cell, ...]:
    if headline is None:
        return (Cell(_NONE), *[Cell("")] * 5)
    unverified = "" if ripple.share_unverified is None else percent(ripple.share_unverified)
    claimed = pounds(headline.proposed) if headline.proposed else "none"
    own, elsewhere = headline.own_lines, headline.elsewhere
    return (
        Cell(claimed),
        range_cell(own, pounds_change),
        range_cell(elsewhere, pounds_change),
        _off(headline.net, headline.p_saves),
        _off(headline.total, headline.p_saves_in_all),
        Cell(unverified),
    )


def _off(one: Range, p_saves: float) -> Cell:
    chance = f"chance of being better off {in_a_hundred(p_saves)}"
    return Cell(better_or_worse(one.mean), f"{likely_off(one)}; {chance}")


def _measures(tried: Sequence[Tried]) -> DataTable | None:
    """Return the main measures that any alternative moves, those first that the first moves most."""
    held = [{one.measure.name: one for one in main_measures(alternative.ripple)} for alternative in tried]
    names = dict.fromkeys(name for one in held for name, moved in one.items() if is_moved(moved))
    if not names:
        return None
    year = year_spoken_of(tried[0].ripple)
    return DataTable(
        f"People and services, {year}: alternatives side by side",
        "Change against doing nothing, in each measure's own unit; 80 per cent ranges below each.",
        "Measure",
        tuple(one.label for one in tried),
        tuple(_measure_row(name, held, year) for name in names),
    )


def _measure_row(name: str, held: Sequence[dict[str, MovedMeasure]], year: str) -> Row:
    measure = held[0][name].measure
    changes = [one[name].in_year(year).change for one in held]
    return Row(
        f"{measure.says} ({measure.unit})",
        tuple(range_cell(one, lambda value: quantity_change(value, measure.unit)) for one in changes),
    )
