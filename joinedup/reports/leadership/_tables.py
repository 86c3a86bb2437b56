"""Tables of who answers for what, as every page and paper about leadership shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from joinedup.council import Figures
from joinedup.declared import FigureValue
from joinedup.leadership import (
    Comparison,
    Function,
    LineChange,
    Load,
    LoadChange,
    MeasureOwner,
    PatchArrangement,
    Post,
    PriorityView,
    Step,
    exact_pounds,
)
from joinedup.leadership.rules import Checked, Finding
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._past import as_shown
from joinedup.reports._wording import day, upper_first
from joinedup.vocabulary import FIGURES

NOT_HELD = "not held"


@dataclass(frozen=True)
class MeasureNow:
    """The latest value of a measure as it may be shown.

    Args:
        value: the number with its unit, `1 to 5` where it is a small count of people, or that none is held.
        as_at: its day or the end of its year, in words; "" where none is held.
        source: where it was read; "" where none is held.
    """

    value: str
    as_at: str = ""
    source: str = ""

    @property
    def is_held(self) -> bool:
        """Whether there is a value."""
        return bool(self.as_at)


Values = Mapping[tuple[str, str], MeasureNow]


def measure_values(
    measures: Sequence[MeasureOwner], figures: Figures | None
) -> dict[tuple[str, str], MeasureNow]:
    """Return the latest value of each measure, by its name and part.

    Only what was counted here is shown: a rate borrowed from England is no result of the council's.
    A measure of many parts that is asked for as a whole is the sum of its parts of the latest day.

    Args:
        measures: the measures.
        figures: what the council holds; None where nothing has been loaded.
    """
    return {(one.measure, one.part): _now(one, figures) for one in measures}


def _now(one: MeasureOwner, figures: Figures | None) -> MeasureNow:
    if figures is None or one.measure not in FIGURES:
        return MeasureNow(NOT_HELD)
    held = _latest(one.measure, one.part, figures)
    if held is None and not one.part:
        held = _whole(one.measure, figures)
    if held is None:
        return MeasureNow(NOT_HELD)
    unit = FIGURES[one.measure].unit
    value = f"{held.value:.1%}" if unit == "share" else as_shown(held)
    named = value if unit in ("share", "pounds") else f"{value} {unit}"
    return MeasureNow(named, day(held.as_at), held.source)


def _latest(measure: str, part: str, figures: Figures) -> FigureValue | None:
    counted = figures.history(measure, part)
    return counted[-1] if counted else None


def _whole(measure: str, figures: Figures) -> FigureValue | None:
    parts = [held for band in figures.bands(measure) if (held := _latest(measure, band, figures)) is not None]
    if not parts:
        return None
    latest = max(one.as_at for one in parts)
    now = [one for one in parts if one.as_at == latest]
    first = now[0]
    total = sum(one.value for one in now)
    return FigureValue(first.figure, first.area, "", latest, total, first.origin, first.source)


def findings_table(findings: Sequence[Finding], caption: str = "Findings") -> DataTable:
    """Return findings with how far their clause binds and what is asked."""
    return _words(
        caption,
        "What departs from law, guidance or practice; nothing is forbidden that the law does not forbid",
        "Finding",
        ("Standing", "What is asked", "Reasons recorded"),
        [
            (
                one.says,
                standing(one),
                one.todo,
                f"{one.reasons.reasons} ({day(one.reasons.recorded_on)})" if one.reasons else "none yet",
            )
            for one in findings
        ],
    )


def standing(finding: Finding) -> str:
    """Return how far the clause of a finding binds, and that it is recalled where nobody has checked it."""
    recalled = " Recalled: check the clause." if finding.rule.is_recalled else ""
    return f"{upper_first(finding.rule.force.says)}.{recalled}"


def checks_table(checked: Sequence[Checked]) -> DataTable:
    """Return every rule with its clause, standing, where it was read, and what came of it."""
    return _words(
        "Every rule, and what came of checking it",
        "A rule that could not be checked says why",
        "Clause",
        ("Standing", "Read in", "Outcome", "How it stands"),
        [
            (
                one.rule.clause,
                one.rule.force.says,
                one.rule.read_in,
                one.outcome.value,
                " ".join([one.says, *(finding.says for finding in one.findings)]).strip(),
            )
            for one in checked
        ],
    )


def functions_table(functions: Sequence[Function], caption: str) -> DataTable:
    """Return functions with their duty, law, owner and post."""
    return _words(
        caption,
        "Law as the council wrote it down",
        "Function",
        ("Duty", "Law", "Post", "Since"),
        [
            (one.title, one.duty, one.law or "none", one.post, day(one.held_from) if one.held_from else "")
            for one in functions
        ],
    )


def measures_table(measures: Sequence[MeasureOwner], values: Values, caption: str) -> DataTable:
    """Return measures with their latest value and who owns, funds and may change them."""
    return _words(
        caption,
        "The latest value held, with its day; counts of people from 1 to 5 are hidden",
        "Measure",
        ("Now", "As at", "Answers for it", "Holds the budget", "May change it", "Source"),
        [
            (
                one.title or one.measure,
                values[one.measure, one.part].value,
                values[one.measure, one.part].as_at,
                one.owner_post,
                one.budget_post,
                one.authority_post,
                values[one.measure, one.part].source,
            )
            for one in measures
        ],
    )


def priorities_table(priorities: Sequence[PriorityView]) -> DataTable:
    """Return priorities with their targets."""
    return _words(
        "Priorities",
        "",
        "Priority",
        ("Target", "By", "Services that contribute"),
        [
            (
                one.title,
                "; ".join(row.target for row in one.rows),
                "; ".join(day(row.by) for row in one.rows if row.by),
                ", ".join(service for service, _ in one.services) or "none yet",
            )
            for one in priorities
        ],
    )


def steps_table(steps: Sequence[Step], caption: str = "Steps of the roadmap") -> DataTable:
    """Return steps of a roadmap with their evidence and whether they are done."""
    return _words(
        caption,
        "",
        "Step",
        ("Contribution", "Evidence", "Due", "State"),
        [
            (
                one.contribution.step,
                f"{one.contribution.contributes} ({one.contribution.priority})",
                evidence(one),
                day(one.contribution.due) if one.contribution.due else "",
                state(one),
            )
            for one in steps
        ],
    )


def evidence(step: Step) -> str:
    """Return the evidence of a contribution with its grade."""
    grade = step.contribution.grade.replace("_", "-") or "not graded"
    return f"{step.contribution.evidence or 'none given'} ({grade})"


def state(step: Step) -> str:
    """Return whether a step is done, late or to come."""
    if step.contribution.done:
        return f"done {day(step.contribution.done)}"
    return "late" if step.is_late else "to come"


def posts_table(posts: Sequence[Post], caption: str) -> DataTable:
    """Return posts with who holds them."""
    return _words(
        caption,
        "",
        "Post",
        ("Held by", "Directorate", "Role in law"),
        [
            (one.title, " and ".join(one.people) or "vacant", one.directorate, "; ".join(one.roles))
            for one in posts
        ],
    )


def patches_table(patches: Sequence[PatchArrangement], names: Mapping[str, str]) -> DataTable:
    """Return patches with what their leads may decide alone."""
    return _words(
        "Patches",
        "",
        "Patch",
        ("Lead", "Priorities", "May decide alone"),
        [
            (
                names.get(one.patch, one.patch),
                one.lead_post,
                "all" if one.priorities == ("all",) else ", ".join(one.priorities),
                alone(one),
            )
            for one in patches
        ],
    )


def alone(arrangement: PatchArrangement, subjects: Mapping[str, str] | None = None) -> str:
    """Return what a patch lead may decide alone, in a sentence."""
    if arrangement.alone_up_to is None or not arrangement.subjects:
        return "nothing"
    names = [(subjects or {}).get(one, one.replace("_", " ")) for one in arrangement.subjects]
    return f"up to {exact_pounds(arrangement.alone_up_to)} a decision: {', '.join(names)}"


def loads_table(changes: Sequence[LoadChange]) -> DataTable:
    """Return what posts carry before and after."""
    return _words(
        "What posts carry",
        "Before and after; functions of posts below are counted apart",
        "Post",
        ("Reports", "Functions", "Functions below", "Measures", "Patches", "Roles in law"),
        [
            (
                f"{one.post}{_comes_or_goes(one)}",
                _both(one, lambda load: load.span),
                _both(one, lambda load: load.functions),
                _both(one, lambda load: load.functions_below),
                _both(one, lambda load: load.measures),
                _both(one, lambda load: load.patches),
                _both(one, lambda load: load.roles),
            )
            for one in changes
        ],
    )


def _comes_or_goes(one: LoadChange) -> str:
    return " (new)" if one.before is None else " (goes)" if one.after is None else ""


def _both(one: LoadChange, count: Callable[[Load], int]) -> str:
    before = count(one.before) if one.before else 0
    after = count(one.after) if one.after else 0
    return str(after) if before == after else f"{before} → {after}"


def lines_table(lines: Sequence[LineChange]) -> DataTable:
    """Return lines to the director that run otherwise than before."""
    return _words(
        "Lines from the front line",
        "From the post that answers, or that a team reports to, upwards",
        "Team or function",
        ("Before", "After", "What it means"),
        [(one.what, " → ".join(one.before), " → ".join(one.after), meaning(one)) for one in lines],
    )


def meaning(one: LineChange) -> str:
    """Return what the change of a line means."""
    if one.is_broken:
        return f"Broken: {one.broken_after}"
    if one.is_mended:
        return "Mended"
    return f"Still broken: {one.broken_after}" if one.broken_after else "Whole, by another way"


def layers_table(comparison: Comparison) -> DataTable:
    """Return layers, spans and broken lines before and after."""
    before, after = comparison.layers_before, comparison.layers_after
    return _words(
        "Layers and spans",
        "Posts between a front-line team of children's services and the director; reports of the widest post",
        "What",
        ("Before", "After"),
        [
            ("Most posts between a team and the director", _number(before.most), _number(after.most)),
            ("On average", _mean(before.mean), _mean(after.mean)),
            ("Teams with a line to the director", str(before.n_teams), str(after.n_teams)),
            ("Teams without one", str(before.n_broken), str(after.n_broken)),
            (
                "Widest span",
                f"{comparison.widest_before[1]} ({comparison.widest_before[0]})",
                f"{comparison.widest_after[1]} ({comparison.widest_after[0]})",
            ),
        ],
    )


def _number(value: int | None) -> str:
    return "none" if value is None else str(value)


def _mean(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"


def _words(
    caption: str, hint: str, first: str, columns: tuple[str, ...], rows: Sequence[Sequence[str]]
) -> DataTable:
    return DataTable(
        caption,
        hint,
        first,
        columns,
        tuple(Row(name, tuple(Cell(one) for one in cells)) for name, *cells in rows),
        is_text=True,
    )
