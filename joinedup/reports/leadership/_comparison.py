"""Two structures compared, as a paper: what a restructure would break, mend, load and leave to be assured."""

from __future__ import annotations

from datetime import date

from joinedup.leadership import AssuranceDue, Comparison, Draft
from joinedup.reports._pages import counted
from joinedup.reports._wording import day
from joinedup.reports.leadership._tables import findings_table, layers_table, lines_table, loads_table
from joinedup.reports.papers import Block, Bullets, Paper, Paragraph, Section, TableBlock


def comparison_paper(draft: Draft, comparison: Comparison, council: str, on: date) -> Paper:
    """Return what a draft structure would change as a paper.

    Args:
        draft: the draft.
        comparison: today's structure beside it.
        council: name of the council.
        on: today.
    """
    sections = (
        ("answer", "In short", _answer(draft, comparison)),
        ("findings", "Findings", _findings(comparison)),
        ("lines", "Lines of accountability", _lines(comparison)),
        ("loads", "Loads", _loads(comparison)),
        ("changes", "What the draft changes", _changes(draft)),
    )
    return Paper(
        title=draft.title,
        kind="A structure compared with today's",
        council=council,
        reference=draft.id,
        day=on,
        sections=tuple(Section(key, title, tuple(blocks)) for key, title, blocks in sections),
        rests_on="Made from the files of leadership. Guidance is to be regarded, not obeyed: a structure "
        "that departs from it is lawful where reasons and assurance are recorded.",
    )


def in_short(comparison: Comparison) -> tuple[str, ...]:
    """Return what a comparison comes to, in sentences."""
    broken = sum(one.is_broken for one in comparison.lines)
    mended = sum(one.is_mended for one in comparison.lines)
    gained, lost = len(comparison.gained), len(comparison.lost)
    told = [
        f"{counted(gained, 'finding')} more and {counted(lost, 'finding')} fewer than today."
        if gained or lost
        else "No finding more or fewer than today.",
        f"{counted(broken, 'line')} to the director would break and {mended} would be mended."
        if broken or mended
        else "No line to the director would break or be mended.",
    ]
    before, after = comparison.layers_before.most, comparison.layers_after.most
    if before != after:
        told.append(f"At most {after} posts would stand between a team and the director, not {before}.")
    told.append(_due(comparison.due))
    return tuple(told)


def _due(due: AssuranceDue) -> str:
    if due.last is None:
        return "A test of assurance is due: none has been held and agreed."
    if due.is_due:
        return "A test of assurance would be due."
    return "No test of assurance would be due for it."


def _answer(draft: Draft, comparison: Comparison) -> list[Block]:
    blocks: list[Block] = [Paragraph.of(draft.says)] if draft.says else []
    blocks.append(Paragraph.of(f"From {day(draft.starts)}, compared with today's structure on that day."))
    blocks.append(Bullets(tuple(Paragraph.of(one) for one in in_short(comparison))))
    return blocks


def _findings(comparison: Comparison) -> list[Block]:
    blocks: list[Block] = []
    for findings, caption in (
        (comparison.gained, "Findings that the draft would bring"),
        (comparison.lost, "Findings of today that it would end"),
        (comparison.kept, "Findings of today that it would leave"),
    ):
        if findings:
            blocks.append(TableBlock(findings_table(findings, caption)))
    return blocks or [Paragraph.of("Neither today's structure nor the draft has any finding.")]


def _lines(comparison: Comparison) -> list[Block]:
    blocks: list[Block] = [TableBlock(layers_table(comparison))]
    telling = [one for one in comparison.lines if one.broken_before or one.broken_after]
    whole = len(comparison.lines) - len(telling)
    if telling:
        blocks.append(TableBlock(lines_table(telling)))
    if whole:
        is_one = whole == 1
        blocks.append(
            Paragraph.of(
                f"{counted(whole, 'line')} {'runs' if is_one else 'run'} through other posts than today and "
                f"{'stays' if is_one else 'stay'} whole."
            )
        )
    if not comparison.lines:
        blocks.append(Paragraph.of("Every line runs as it does today."))
    return blocks


def _loads(comparison: Comparison) -> list[Block]:
    if not comparison.loads:
        return [Paragraph.of("Every post carries what it carries today.")]
    return [TableBlock(loads_table(comparison.loads))]


def _changes(draft: Draft) -> list[Block]:
    if not draft.changes:
        return [Paragraph.of("Nothing yet.")]
    return [Bullets(tuple(Paragraph.of(one.says()) for one in draft.changes), is_numbered=True)]
