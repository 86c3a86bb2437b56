"""Better sets in sentences: what was found, what the officers' list gives up, and what conflicts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from joinedup.council.better_sets import (
    Answer,
    BetterSets,
    ConflictShown,
    GivingShown,
    SetShown,
    Tested,
    when_says,
)
from joinedup.reports._wording import (
    MINUS,
    SMALL_SUM,
    in_a_hundred,
    listed,
    number_word,
    percent,
    pot_phrase,
    pounds,
    quantity,
    upper_first,
)
from joinedup.vocabulary import Pot

# Points of the index closer than this are called the same.
_SAME_POINTS = 0.05
_EXACT = 1e-4
# Counts below this are shown with one place.
_ONE_PLACE = 10
# Sets that fit side by side on a page; the others are in the JSON.
LISTED = 8
AIMS = {
    "outcome": "best for residents",
    "saves": "saves most",
    "worst": "mildest in the worst futures",
}


@dataclass(frozen=True)
class Called:
    """A set with the name that it goes by on the page.

    Args:
        name: one letter, or `Officers' list`.
        role: what it is best at, or "".
        shown: the set.
    """

    name: str
    role: str
    shown: SetShown


def called(found: BetterSets, most: int = LISTED) -> list[Called]:
    """Return the sets to be listed, most saved first, each with a letter and what it is best at.

    Args:
        found: what was found.
        most: most sets to list; those with a role stay, the others are thinned evenly.
    """
    roles = _roles(found)
    ordered = {one.picks: one for one in found.front}
    ordered |= {shown.picks: shown for shown, _ in roles}
    sets = sorted(ordered.values(), key=lambda one: (-one.saves, [pick.id for pick in one.picks]))
    kept = {shown.picks for shown, _ in roles}
    others = [one for one in sets if one.picks not in kept]
    room = min(max(most - len(kept), 0), len(others))
    kept |= {others[place * len(others) // room].picks for place in range(room)}
    says = {shown.picks: [role for held, role in roles if held.picks == shown.picks] for shown, _ in roles}
    return [
        Called(_letter(place), "; ".join(says.get(one.picks, [])), one)
        for place, one in enumerate(one for one in sets if one.picks in kept)
    ]


def _letter(place: int) -> str:
    rest, last = divmod(place, 26)
    return (chr(64 + rest) if rest else "") + chr(65 + last)


def _roles(found: BetterSets) -> list[tuple[SetShown, str]]:
    roles = [(answer.shown, AIMS[aim]) for aim, answer in found.best.items() if answer.shown]
    if found.same_cash and found.same_cash.shown:
        roles.append((found.same_cash.shown, "no less money than the officers’ list, better for residents"))
    if found.same_outcome and found.same_outcome.shown:
        roles.append((found.same_outcome.shown, "no worse for residents than the officers’ list, saves more"))
    return roles


def points(value: float) -> str:
    """Return index points: `2.1 points better`, `0.4 points worse`, `no better or worse`."""
    if abs(value) < _SAME_POINTS:
        return "no better or worse"
    return f"{abs(value):.1f} points {'better' if value > 0 else 'worse'}"


def points_cell(value: float) -> str:
    """Return index points as a cell: `+2.1`, `−0.4`."""
    return "0.0" if abs(value) < _SAME_POINTS else f"{'+' if value > 0 else MINUS}{abs(value):.1f}"


def saving(amount: float) -> str:
    """Return a saving as a verb: `saves £9.6m`, `costs £1.2m`, `saves next to nothing`."""
    if abs(amount) < SMALL_SUM:
        return "saves next to nothing"
    return f"{'saves' if amount > 0 else 'costs'} {pounds(abs(amount))}"


def cash_says(found: BetterSets) -> str:
    """Return where and when cash is counted: `from the General Fund over five years`."""
    pot, when = found.targets.cash
    return f"from {pot_phrase(pot)} {when_says(when)}"


def lead(found: BetterSets) -> str:
    """Return the answer in one sentence."""
    chosen = found.chosen
    if chosen is None:
        if found.conflict is None:
            return "No set that was run keeps every limit."
        none = "No set of proposals keeps every limit:"
        if not found.conflict.is_proved:
            none = "No set of proposals was found that keeps every limit: by the pairwise picture,"
        if len(found.conflict.givings) == 1:
            return f"{none} one cannot be kept, whatever else is left out."
        n = number_word(len(found.conflict.givings))
        return f"{none} {n} limits and rules cannot all be kept."
    tested = len(chosen.tested)
    keeps = "keeps the limit" if tested == 1 else f"keeps all {number_word(tested)} limits"
    return (
        f"The {_best_at(found)} that was found {saving(chosen.saves)} {cash_says(found)} and leaves "
        f"residents {points(chosen.outcome)} off{f', and {keeps}' if tested else ''}."
    )


def _best_at(found: BetterSets) -> str:
    return "best set for residents" if found.targets.aim == "outcome" else "set that saves most"


def proposals_in(one: SetShown) -> str:
    """Return the proposals of a set as one list."""
    return listed([f"{_within(pick.title)}{_how(pick.size, pick.later)}" for pick in one.picks])


def _within(title: str) -> str:
    """Return a title as it stands within a sentence, its first letter small unless an abbreviation."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _how(size: float, later: int) -> str:
    parts = [f"at {percent(size)} of its size"] if size != 1.0 else []
    parts += [f"{later} months later"] if later else []
    return f" ({listed(parts)})" if parts else ""


def pick_cell(size: float, later: int) -> str:
    """Return how a proposal is in a set, as a cell: `yes`, `50%`, `yes, 12 months later`."""
    return f"{'yes' if size == 1.0 else percent(size)}{f', {later} months later' if later else ''}"


def officers_say(found: BetterSets) -> list[str]:
    """Return what the officers' list comes to and what it gives up."""
    ours = found.officers
    if ours is None:
        return []
    says = [
        f"The officers’ list {saving(ours.saves)} {cash_says(found)} and leaves residents "
        f"{points(ours.outcome)} off. {_breaks(ours)}"
    ]
    says += _gives_up(found, ours)
    return says


def _breaks(one: SetShown) -> str:
    broken = [test.says for test in one.tested if not test.is_kept]
    if not broken and not one.broken_rules:
        return "It keeps every limit and rule."
    parts = []
    if broken:
        parts.append(f"{number_word(len(broken))} of {number_word(len(one.tested))} limits")
    if one.broken_rules:
        parts.append(
            f"{number_word(len(one.broken_rules))} {'rule' if len(one.broken_rules) == 1 else 'rules'}"
        )
    return f"It breaks {listed(parts)}."


def _gives_up(found: BetterSets, ours: SetShown) -> list[str]:
    names = {one.shown.picks: one.name for one in called(found)}
    says = []
    if found.same_cash and (better := found.same_cash.shown):
        says.append(
            f"For no less money, set {names[better.picks]} leaves residents "
            f"{points(better.outcome - ours.outcome)} off than the officers’ list."
            if better.outcome - ours.outcome > _SAME_POINTS
            else "For no less money, no set was found that is better for residents than the officers’ list."
        )
    elif found.same_cash:
        says.append(f"{_none(found.same_cash)} keeps every limit and saves as much as the officers’ list.")
    if found.same_outcome and (richer := found.same_outcome.shown):
        more = richer.saves - ours.saves
        says.append(
            f"With residents no worse off than by the officers’ list, set {names[richer.picks]} saves "
            f"{pounds(more)} more."
            if more > SMALL_SUM
            else "With residents no worse off than by the officers’ list, no set was found that saves more."
        )
    elif found.same_outcome:
        none = _none(found.same_outcome)
        says.append(f"{none} keeps every limit and is as good for residents as the officers’ list.")
    return says


def _none(answer: Answer) -> str:
    """Return that there is no such set, or where not every set was run, that none was found."""
    return "No set" if answer.is_proved else "No set was found that"


def how_good(found: BetterSets, aim: str) -> str:
    """Return how far the best set by an aim may be from the best there is."""
    answer = found.best[aim]
    if answer.shown is None:
        return ""
    if answer.is_proved:
        run = "Every set that the rules allow was run"
        return f"{run}: on these futures none is better by more than anybody would notice."
    value = {"saves": answer.shown.saves, "outcome": answer.shown.outcome, "worst": answer.shown.worst}[aim]
    more = answer.bound - value
    if math.isnan(more):
        return "No better set was found. How much better one may be is not known."
    if aim == "outcome":
        could = f"at most {more:.1f} points better is possible" if more > _SAME_POINTS else "none is better"
    else:
        could = f"at most {pounds(more)} better is possible" if more > SMALL_SUM else "none is better"
    exact = "" if not answer.gap >= _EXACT else f" This bound is itself within {percent(answer.gap)}."
    return f"No better set was found; if the pairwise picture were exact, {could}.{exact}"


def how_missed(found: BetterSets) -> str:
    """Return how far the pairwise picture missed what was run."""
    if not found.misses:
        return ""
    cash = max(abs(one.saves_foreseen - one.saves) for one in found.misses)
    outcome = max(abs(one.outcome_foreseen - one.outcome) for one in found.misses)
    off_by = f"up to {outcome:.1f} points" if outcome >= _SAME_POINTS else "less than 0.1 points"
    sets = "1 set" if len(found.misses) == 1 else f"{len(found.misses)} sets"
    were = "was" if len(found.misses) == 1 else "were"
    return (
        f"On the {sets} that {were} run in full, the picture missed the money by up to {pounds(cash)} and "
        f"the outcome by {off_by}; every set shown here was run in full."
    )


def salami_says(found: BetterSets) -> str:
    """Return every department giving the same share, against the set chosen; "" where it was not run."""
    slices, chosen = found.salami, found.chosen
    if slices is None or chosen is None:
        return ""
    pot = pot_phrase(found.targets.cash[0])
    text = (
        f"If every department gave the same share instead, {percent(slices.share)} of each proposal that "
        f"claims a saving from {pot}, owners would claim the same {pounds(slices.claimed)} a year. That plan "
        f"{saving(slices.shown.saves)} where the set chosen {saving(chosen.saves)}, leaves residents "
        f"{points(slices.shown.outcome)} off where the set chosen leaves them {points(chosen.outcome)} off, "
        f"and in the worst 1 in 20 futures {saving(slices.shown.worst)} against {_sum(chosen.worst)}. "
        f"{_breaks(slices.shown)}"
    )
    if slices.left_out:
        names = listed([_within(one) for one in slices.left_out])
        text += f" Left out, because another proposal takes its place: {names}."
    return text


def _sum(amount: float) -> str:
    return pounds(amount) if amount >= 0 else f"a cost of {pounds(-amount)}"


def conflict_says(conflict: ConflictShown) -> list[str]:
    """Return what conflicts and by how much each would have to give way, a sentence each."""
    says = [f"{upper_first(one.says)}. {upper_first(_gives(one))}" for one in conflict.givings]
    if conflict.is_proved:
        says.append("Every set that may be chosen was run, so that this is certain.")
    elif conflict.is_tightened:
        says.append(
            "This holds once the limits are tightened by how much the pairwise picture missed the sets that "
            "were run; a set that keeps everything cannot be ruled out, but none was found."
        )
    else:
        says.append(
            "This holds if the pairwise picture is exact. The nearest sets below were run in full, and none "
            "of them keeps everything."
        )
    return says


def _gives(one: GivingShown) -> str:
    if one.by is None:
        if one.is_undecided:
            return "by how much it would have to give way could not be worked out in the time."
        return "however far it gave way, the other limits and rules could still not all be kept."
    if one.by <= 0:
        return "a set was run that keeps it and breaks another by a little."
    return f"with all the others kept, it would have to give way by {_way(one.by, one.unit)}."


def _way(by: float, unit: str) -> str:
    if unit == "pounds":
        return pounds(by)
    if unit == "chance":
        return f"{max(round(by * 100), 1)} in 100 futures"
    if unit == "proposals":
        return "1 proposal" if round(by) == 1 else f"{round(by)} proposals"
    return quantity(by, unit)


def bound_cell(one: Tested) -> str:
    """Return the bound of a limit."""
    return _number(one, one.bound)


def value_cell(one: Tested) -> str:
    """Return what a set comes to by a limit."""
    return _number(one, one.value)


def room_cell(one: Tested) -> str:
    """Return the room left to a limit, where, and how likely it holds: `£0.6m left; holds in 81 in 100`."""
    size = _number(one, abs(one.slack))
    parts = [f"{size} left" if one.is_kept else f"broken by {size}"]
    parts += [one.where] if one.where else []
    if one.p_holds is not None and one.unit != "chance":
        parts.append(f"chance it holds: {in_a_hundred(one.p_holds)}")
    return "; ".join(parts)


def _number(one: Tested, value: float) -> str:
    if one.unit == "chance":
        return f"{value * 100:.0f} in 100"
    if one.unit == "pounds":
        return pounds(value)
    if one.unit == "ratio":
        return f"{value:,.2f}".replace("-", MINUS)
    if abs(value) < _ONE_PLACE:
        return f"{round(value, 1) + 0.0:,.1f}".replace("-", MINUS)
    return quantity(value, one.unit)


def pot_name(pot: str) -> str:
    """Return a pot's name."""
    return Pot(pot).says
