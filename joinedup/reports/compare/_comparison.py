"""Alternatives side by side, pot by pot; and several proposals together against each of them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.council import Affected, Headline, PotCertainty, Range, Ripple, Tipping
from joinedup.reports._parts import Cell, DataTable, Row, range_cell
from joinedup.reports._wording import (
    SMALL_SUM,
    a_year_better_or_worse,
    better_or_worse,
    chance,
    fair_chance,
    in_a_hundred,
    likely_off,
    lower_first,
    number_word,
    percent,
    pot_phrase,
    pounds,
    pounds_change,
    quantity,
    quantity_change,
    upper_first,
)
from joinedup.reports.ripple import (
    MovedMeasure,
    certainty_of,
    has_moved_room,
    is_felt,
    is_moved,
    main_measures,
    room,
    year_spoken_of,
    years_of,
)
from joinedup.vocabulary import Pot

# Together and one by one are called the same where they differ by less than this share.
_SAME_SHARE = 0.05
_NONE = "no change"
NOTHING = "Do nothing"
_NOTHING_CELLS = (*[Cell("")] * 3, Cell(_NONE), Cell(_NONE), Cell(""))
_SOME_YEARS = (1, 3, 5, 10, 15)


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
        verdicts: the alternatives from best to worst over the whole plan, a sentence a pot.
        pots: each alternative's headline beside doing nothing, a table a pot.
        chances: how likely each is to leave the pot better off by the end of some years, a table a pot.
        measures: the main measures that any alternative moves; None where none does.
        room: what can be full and is moved by any alternative; None where nothing is.
        asked: who must be asked about each alternative; None where nobody must.
    """

    says: tuple[str, ...]
    alone: tuple[DataTable, ...]
    verdicts: tuple[str, ...]
    pots: tuple[DataTable, ...]
    chances: tuple[DataTable, ...]
    measures: DataTable | None
    room: DataTable | None
    asked: DataTable | None


def compare(tried: Sequence[Tried], each: Sequence[Ripple] = ()) -> Comparison:
    """Set alternatives side by side.

    Args:
        tried: the alternatives.
        each: proposals tried alone; an alternative that is all of them together is held against their sum.
    """
    together = _together(tried, each)
    pots = [pot for pot in Pot if any(headline_of(one.ripple, pot) for one in tried)]
    found = [(pot, headline_of(together.ripple, pot)) for pot in pots] if together else []
    return Comparison(
        tuple(_says(pot, whole, each) for pot, whole in found if whole),
        tuple(_alone(pot, whole, each, together.label) for pot, whole in found if whole and together),
        tuple(verdict(pot, tried) for pot in pots if pot is not Pot.PARTNERS and _differs(pot, tried)),
        tuple(_pot_table(pot, tried) for pot in pots),
        tuple(_chances(pot, tried) for pot in pots if pot is not Pot.PARTNERS),
        _measures(tried),
        room_side_by_side(tried),
        asked_side_by_side(tried),
    )


def _together(tried: Sequence[Tried], each: Sequence[Ripple]) -> Tried | None:
    """Return the alternative that is all proposals tried alone, taken together."""
    alone = {proposal.id for ripple in each for proposal in ripple.proposals}
    return next((one for one in tried if alone and {own.id for own in one.ripple.proposals} == alone), None)


def verdict(pot: str, tried: Sequence[Tried]) -> str:
    """Return the alternatives and doing nothing from best to worst for a pot, over the whole plan."""
    totals = [(one.label, found.total.mean) for one in tried if (found := headline_of(one.ripple, pot))]
    ordered = sorted([*totals, (NOTHING, 0.0)], key=lambda one: one[1])
    said = [
        lower_first(label) if label == NOTHING else f"{label} ({better_or_worse(total)})"
        for label, total in ordered
    ]
    return f"For {pot_phrase(pot)} over the whole plan, from best to worst: {'; '.join(said)}."


def _differs(pot: str, tried: Sequence[Tried]) -> bool:
    """Whether any alternative changes a pot over the plan by a sum worth speaking of, on average."""
    held = [headline_of(one.ripple, pot) for one in tried]
    return any(abs(one.total.mean) >= SMALL_SUM for one in held if one)


def headline_of(ripple: Ripple, pot: str) -> Headline | None:
    """Return what proposals do to a pot; None where they do nothing to it that is worth speaking of."""
    return next((one for one in ripple.headlines if one.pot == pot and is_felt(one)), None)


def _net(ripple: Ripple, pot: str) -> float:
    headline = headline_of(ripple, pot)
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
    if added < 0 or whole.net.mean < 0:
        how = "lessen what each saves" if differs > 0 else "strengthen what each saves"
    else:
        how = "add to what each costs" if differs > 0 else "lessen what each costs"
    return (
        f"{says} The difference of {pounds(abs(differs))} is what they do to each other: together they {how}."
    )


def _alone(pot: str, whole: Headline, each: Sequence[Ripple], label: str) -> DataTable:
    rows = [Row(ripple.proposals[0].title, _cells(headline_of(ripple, pot))) for ripple in each]
    parts = [headline_of(ripple, pot) for ripple in each]
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
    year = next(found.year for one in tried if (found := headline_of(one.ripple, pot)))
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
        (
            Row(NOTHING, _NOTHING_CELLS),
            *(Row(one.label, _side(one.ripple, headline_of(one.ripple, pot))) for one in tried),
        ),
    )


def _chances(pot: str, tried: Sequence[Tried]) -> DataTable:
    years = years_of(tried[0].ripple)
    places = [number - 1 for number in _SOME_YEARS if number <= len(years)]
    rows = []
    for one in tried:
        held = certainty_of(one.ripple, pot)
        cells = [fair_chance(held.p_saved_by[place]) if held else _NONE for place in places]
        rows.append(Row(one.label, tuple(Cell(said) for said in cells)))
    return DataTable(
        f"{upper_first(Pot(pot).says)}: chance of being better off than by doing nothing",
        "All years from the start of the plan to the end of each added up.",
        "Alternative",
        tuple(f"By the end of {years[place]}" for place in places),
        tuple(rows),
    )


def _side(ripple: Ripple, headline: Headline | None) -> tuple[Cell, ...]:
    if headline is None:
        return _NOTHING_CELLS
    unverified = "" if ripple.share_unverified is None else percent(ripple.share_unverified)
    claimed = pounds(headline.proposed) if headline.proposed else "none"
    own, elsewhere = headline.own_lines, headline.elsewhere
    certainty = certainty_of(ripple, headline.pot)
    return (
        Cell(claimed),
        range_cell(own, pounds_change),
        range_cell(elsewhere, pounds_change),
        _off(headline.net, headline.p_saves),
        _off(headline.total, headline.p_saves_in_all, certainty),
        Cell(unverified),
    )


def _off(one: Range, p_saves: float, certainty: PotCertainty | None = None) -> Cell:
    said = [likely_off(one), f"chance of being better off {in_a_hundred(p_saves)}"]
    if certainty:
        said.append(f"in the worst 1 in 20 cases {better_or_worse(certainty.worst_mean)}")
    return Cell(better_or_worse(one.mean), "; ".join(said))


def _measures(tried: Sequence[Tried]) -> DataTable | None:
    """Return the main measures that any alternative moves, those first that the first moves most."""
    held = [{one.measure.name: one for one in main_measures(alternative.ripple)} for alternative in tried]
    names = dict.fromkeys(name for one in held for name, moved in one.items() if is_moved(moved))
    if not names:
        return None
    year = year_spoken_of(tried[0].ripple)
    return DataTable(
        f"People and services, {year}: alternatives side by side",
        "What is to be expected by doing nothing, and each alternative's change against that, in each "
        "measure's own unit; 80 per cent ranges below each.",
        "Measure",
        (NOTHING, *(f"{one.label}: change" for one in tried)),
        tuple(_measure_row(name, held, year) for name in names),
    )


def _measure_row(name: str, held: Sequence[dict[str, MovedMeasure]], year: str) -> Row:
    measure = held[0][name].measure
    changes = [one[name].in_year(year).change for one in held]
    nothing = range_cell(held[0][name].in_year(year).without, lambda value: quantity(value, measure.unit))
    return Row(
        f"{measure.says} ({measure.unit})",
        (nothing, *(range_cell(one, lambda value: quantity_change(value, measure.unit)) for one in changes)),
    )


def room_side_by_side(tried: Sequence[Tried]) -> DataTable | None:
    """Return the chance that each capacity is full, by doing nothing and with each alternative."""
    held = [{one.capacity.load: one for one in alternative.ripple.tipping} for alternative in tried]
    moved = dict.fromkeys(name for one in held for name, found in one.items() if has_moved_room(found))
    if not moved:
        return None
    return DataTable(
        "Room left: chance of being full somewhere in the first five years",
        "For each alternative, how much of that is because of it, and the mean room where there is least.",
        "What can be full",
        (NOTHING, *(one.label for one in tried)),
        tuple(_room_row([one.get(name) for one in held]) for name in moved),
        is_text=True,
    )


def _room_row(tips: Sequence[Tipping | None]) -> Row:
    known = next(one for one in tips if one)
    with_ = [
        Cell(fair_chance(one.p_full_with), _because_of(one)) if one else Cell("not in use") for one in tips
    ]
    return Row(known.capacity.says, (Cell(fair_chance(known.p_full_without)), *with_))


def _because_of(one: Tipping) -> str:
    return f"{fair_chance(one.p_tips)} because of it; {room(one.slack_with.mean)}"


def asked_side_by_side(tried: Sequence[Tried]) -> DataTable | None:
    """Return who must be asked about which alternative; None where nobody must."""
    held = [{(one.kind, one.id): one for one in alternative.ripple.affected} for alternative in tried]
    everybody = {key: one for found in held for key, one in found.items()}
    if not everybody:
        return None
    return DataTable(
        "Who else must be asked",
        "Whoever is likely to be affected by more than the council calls material.",
        "Who",
        tuple(one.label for one in tried),
        tuple(
            Row(
                f"{one.name} (patch)" if one.kind == "patch" else one.name,
                tuple(_because(found.get(key)) for found in held),
            )
            for key, one in everybody.items()
        ),
        is_text=True,
    )


def _because(one: Affected | None) -> Cell:
    return Cell(one.because, f"affected: {chance(one.probability)}") if one else Cell("not affected")
