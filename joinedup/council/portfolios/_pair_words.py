"""Why two proposals should not be taken together, in words for members."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.council._affected import in_a_sentence
from joinedup.council.portfolios._portfolio import PairInPot, PairLine, PairMoved
from joinedup.council.portfolios._series import FIVE_YEARS
from joinedup.declared import Measure
from joinedup.vocabulary import Pot, pounds


def why_not(
    costs: Sequence[PairInPot],
    worse: Sequence[tuple[Measure, float]],
    lines: Sequence[PairLine],
    moved: Sequence[PairMoved],
    year: str,
    years: int,
) -> str:
    """Return what taking both costs more than apart, and why; "" where nothing speaks against it.

    Args:
        costs: the pots that are materially worse off, each over the time for which that holds.
        worse: main measures that are materially worse, and by how much they differ.
        lines: budget lines that carry what they do together beyond apart, largest first.
        moved: loads and measures that they move otherwise together, largest first.
        year: the last planned year.
        years: length of the plan in years.
    """
    said = [_cost(one, years) for one in costs]
    said += [f"leave {_amount(beyond, measure)} in {year} than apart" for measure, beyond in worse]
    if not said:
        return ""
    full = _shared_load(moved)
    because = _because(full) if full else ""
    sentences = [f"Together they {' and '.join(said)}{because}.", *(_carried(one, lines) for one in costs)]
    return " ".join([one for one in sentences if one] + ([f"When full: {full.when_full}"] if full else []))


def _cost(one: PairInPot, years: int) -> str:
    size = pounds(one.beyond.mean)
    what = f"save {size} less than apart" if one.together < 0 else f"cost {size} more than apart"
    over = "over five years" if one.when == FIVE_YEARS else f"over {years} years at present value"
    return f"{what} {over} ({Pot(one.pot).says})"


def _amount(beyond: float, measure: Measure) -> str:
    return f"{abs(beyond):,.0f} {'more' if beyond > 0 else 'fewer'} {in_a_sentence(measure.says)}"


def _shared_load(moved: Sequence[PairMoved]) -> PairMoved | None:
    """Return what both take most room from, where it gets fuller together than by the sum of each."""
    both = [one for one in moved if one.is_load and min(one.first, one.second) > 0 and one.beyond > 0]
    return max(both, key=lambda one: min(one.first, one.second), default=None)


def _because(full: PairMoved) -> str:
    level = full.without + full.together
    return (
        f", because both take room from {in_a_sentence(full.says)}: load rises by "
        f"{_points(full.together)} together, {_points(full.first)} and {_points(full.second)} alone, "
        f"to {level:.0%} of what can be managed"
    )


def _points(share: float) -> str:
    said = f"{100 * share:.1f}"
    return f"{said} point" if said == "1.0" else f"{said} points"


def _carried(cost: PairInPot, lines: Sequence[PairLine]) -> str:
    """Return the line that most of a cost falls on; "" where no line carries half of it."""
    here = [line for line in lines if line.pot == cost.pot]
    if cost.when != FIVE_YEARS or not here or 2 * here[0].pounds < cost.beyond.mean:
        return ""
    return f"Most of it falls on {in_a_sentence(here[0].says)}."
