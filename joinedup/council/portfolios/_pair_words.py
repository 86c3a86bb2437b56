"""Why two proposals should not be taken together, in words for members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from joinedup.council._affected import in_a_sentence
from joinedup.council._plan import PLANNED_YEARS
from joinedup.council.portfolios._portfolio import PairInPot, PairLine, PairMoved
from joinedup.council.portfolios._series import FIVE_YEARS
from joinedup.declared import Measure
from joinedup.vocabulary import Pot, pounds

# Fewer than two people, homes or cases are nothing that anybody would see.
A_FEW = 2.0
# Much below full, taking room from the same place hinders nobody.
_NEARLY_FULL = 0.9


@dataclass(frozen=True)
class Against:
    """What speaks against taking two proposals together.

    Args:
        costs: the pots that are materially worse off, each over the time for which that holds.
        worse: main measures that are materially worse, and by how much they differ.
        moved: loads and measures that they move otherwise together, largest first.
        lines: budget lines that carry what they do together beyond apart, largest first.
        overlap: whether both together still save more than either in all of these pots.
    """

    costs: Sequence[PairInPot]
    worse: Sequence[tuple[Measure, float]]
    moved: Sequence[PairMoved]
    lines: Sequence[PairLine]
    overlap: bool

    @property
    def speaks(self) -> bool:
        """Whether anything material is worse together than apart."""
        return bool(self.costs or self.worse)

    @property
    def only_overlaps(self) -> bool:
        """Whether that is only because each does part of what the other does."""
        return bool(self.costs) and self.overlap and not self.worse and not self.crowded

    @property
    def crowded(self) -> PairMoved | None:
        """What both take most room from and is nearly full then; None where nothing is."""
        both = [
            one
            for one in self.moved
            if one.is_load and min(one.first, one.second) > 0 and one.without + one.together >= _NEARLY_FULL
        ]
        return max(both, key=lambda one: min(one.first, one.second), default=None)

    @property
    def hurt(self) -> PairMoved | None:
        """The measure that is worse by the largest share of itself; None where none is by more than a few."""
        counted = (one for one in self.moved if not one.is_load)
        return next((one for one in counted if one.is_worse and abs(one.beyond) >= A_FEW), None)


def why_not(against: Against, year: str, years: int) -> str:
    """Return what taking both costs more than apart, and why; "" where nothing speaks against it.

    Args:
        against: what speaks against it.
        year: the last planned year.
        years: length of the plan in years.
    """
    if not against.speaks:
        return ""
    return " ".join(_sentences(against, year, years))


def _sentences(against: Against, year: str, years: int) -> Iterator[str]:
    said = [_cost(one, years) for one in against.costs]
    said += [
        f"leave {_amount(beyond, measure.says)} in {year} than apart" for measure, beyond in against.worse
    ]
    because = ""
    if against.crowded:
        because = f", because both take room from {_room(against.crowded)}"
    elif against.only_overlaps:
        because = ", because each does part of what the other does"
    yield f"Together they {' and '.join(said)}{because}."
    yield from (_carried(one, against.lines) for one in against.costs if _carried(one, against.lines))
    if against.hurt and not against.worse and not against.only_overlaps:
        yield f"In {year} there are {_amount(against.hurt.beyond, against.hurt.says)} than apart."
    if against.crowded:
        yield f"When full: {against.crowded.when_full}"
    if against.only_overlaps:
        yield "Both may be taken, but the sum of what each saves alone should not be counted on."


def _cost(one: PairInPot, years: int) -> str:
    size = pounds(one.beyond.mean)
    what = f"save {size} less than apart" if one.together < 0 else f"cost {size} more than apart"
    over = planned(years) if one.when == FIVE_YEARS else f"over {years} years at present value"
    return f"{what} {over} ({Pot(one.pot).says})"


def planned(years: int) -> str:
    """Return the time that `five_years` adds up in a plan of so many years, which may have fewer."""
    return "over five years" if years >= PLANNED_YEARS else "over the whole plan"


def _amount(beyond: float, says: str) -> str:
    return f"{abs(beyond):,.0f} {'more' if beyond > 0 else 'fewer'} {in_a_sentence(says)}"


def _room(full: PairMoved) -> str:
    level = full.without + full.together
    return (
        f"{in_a_sentence(full.says)}: load rises by {100 * full.together:.1f} points together, "
        f"{100 * full.first:.1f} and {100 * full.second:.1f} alone, to {level:.0%} of what can be managed"
    )


def _carried(cost: PairInPot, lines: Sequence[PairLine]) -> str:
    """Return the line that most of a cost falls on; "" where no line carries half of it."""
    here = [line for line in lines if line.pot == cost.pot]
    if cost.when != FIVE_YEARS or not here or 2 * here[0].pounds < cost.beyond.mean:
        return ""
    return f"Most of it is in {in_a_sentence(here[0].says)}."
