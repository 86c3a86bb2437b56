"""The handover pack: what a person new to a post must know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.leadership import Handover, Holding
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import day
from joinedup.reports.leadership._tables import (
    Values,
    alone,
    findings_table,
    functions_table,
    measures_table,
    patches_table,
    posts_table,
    priorities_table,
    steps_table,
)
from joinedup.reports.papers import Block as _Block
from joinedup.reports.papers import Bullets, Paper, Paragraph, Section, TableBlock
from joinedup.returns.leadership import TOWARDS


@dataclass(frozen=True)
class OpenDecision:
    """A decision that waits for a post or that it owns: its title, how far it has come and where it is."""

    title: str
    stage: str
    address: str = ""


@dataclass(frozen=True)
class HandoverRest:
    """What a handover pack holds beside the files of leadership.

    Args:
        council: name of the council.
        on: the day of the pack.
        values: latest values of measures.
        decisions: decisions that the post owns and that are open; None where no register is kept.
        holders: who held the post before, latest first.
        patches: names of patches, by identifier.
        subjects: what each code of a subject means.
    """

    council: str
    on: date
    values: Values
    decisions: Sequence[OpenDecision] | None
    holders: Sequence[Holding] = ()
    patches: Mapping[str, str] | None = None
    subjects: Mapping[str, str] | None = None


def handover_paper(pack: Handover, rest: HandoverRest) -> Paper:
    """Return the handover pack of a post as a paper.

    Args:
        pack: what the files of leadership say of the post.
        rest: what comes from elsewhere.
    """
    sections = (
        ("post", "The post", _post(pack, rest)),
        ("findings", "What to know first", _findings(pack)),
        ("dates", "Dates to have in mind", _dates(pack)),
        ("functions", "What it answers for", _functions(pack)),
        ("measures", "Measures", _measures(pack, rest)),
        ("priorities", "Priorities and roadmap", _priorities(pack)),
        ("patches", "Patches", _patches(pack, rest)),
        ("decisions", "Decisions that are open", _decisions(rest)),
        ("with", "Whom it works with", _with(pack)),
    )
    return Paper(
        title=pack.post.title,
        kind="Handover pack",
        council=rest.council,
        reference="",
        day=rest.on,
        sections=tuple(Section(key, title, tuple(blocks)) for key, title, blocks in sections),
        rests_on="Made from the files of leadership, the council's own figures and the decision register.",
    )


def _says(text: str) -> Paragraph:
    return Paragraph.of(text)


def _post(pack: Handover, rest: HandoverRest) -> list[_Block]:
    line = pack.line.posts
    reports_to = f"It reports to {line[1]}." if len(line) > 1 else "It reports to nobody."
    way = f" The line upwards: {' → '.join(line)}." if len(line) > 2 else ""
    held = " and ".join(pack.post.people) or "nobody: the post is vacant"
    since = f" since {day(pack.post.since)}" if pack.post.since and pack.post.people else ""
    roles = f" Roles in law: {'; '.join(pack.post.roles)}." if pack.post.roles else ""
    load = pack.load
    blocks: list[_Block] = [
        _says(f"{pack.post.title} is held by {held}{since}. {reports_to}{way}{roles}"),
        _says(
            f"It has {load.span} direct reports, answers for {load.functions} functions itself and for "
            f"{load.functions_below} through posts below it, and owns {load.measures} measures."
        ),
    ]
    if pack.reports:
        blocks.append(TableBlock(posts_table(pack.reports, "Posts that report to it")))
    if pack.teams:
        teams = tuple(
            Paragraph.of(f"{one.team}{f', {one.staff} people' if one.staff else ''}") for one in pack.teams
        )
        blocks += [_says("Teams that report to it:"), Bullets(teams)]
    before = [one for one in rest.holders if one.held_to is not None and one.held_to < rest.on]
    if before:
        told = "; ".join(
            f"{one.person or 'vacant'} until {day(one.held_to)}" for one in before if one.held_to
        )
        blocks.append(_says(f"Before: {told}."))
    return blocks


def _findings(pack: Handover) -> list[_Block]:
    if not pack.findings:
        return [_says("No rule of accountability finds anything about this post or what it answers for.")]
    return [TableBlock(findings_table(pack.findings))]


def _dates(pack: Handover) -> list[_Block]:
    if not pack.dates:
        return [_says("No dates are set for this post.")]
    rows = tuple(
        Row(one.says, (Cell(day(one.day)), Cell("past" if one.is_late else "to come"))) for one in pack.dates
    )
    return [TableBlock(DataTable("What is due", "", "What", ("By", "State"), rows, is_text=True))]


def _functions(pack: Handover) -> list[_Block]:
    blocks: list[_Block] = []
    if pack.functions:
        blocks.append(TableBlock(functions_table(pack.functions, "Functions of the post itself")))
    if pack.functions_below:
        blocks.append(TableBlock(functions_table(pack.functions_below, "Functions of posts below it")))
    return blocks or [_says("No function is written down for this post or those below it.")]


def _measures(pack: Handover, rest: HandoverRest) -> list[_Block]:
    blocks: list[_Block] = []
    for measures, caption in (
        (pack.measures, "Measures it answers for"),
        (pack.funds, "Measures of others whose budget it holds"),
        (pack.authority_over, "Measures of others that it may change"),
    ):
        if measures:
            blocks.append(TableBlock(measures_table(measures, rest.values, caption)))
    return blocks or [_says("It owns no measure.")]


def _priorities(pack: Handover) -> list[_Block]:
    blocks: list[_Block] = []
    if pack.priorities:
        blocks.append(TableBlock(priorities_table(pack.priorities)))
    if pack.steps:
        blocks.append(TableBlock(steps_table(pack.steps)))
    return blocks or [_says("It owns no priority and no step of a roadmap.")]


def _patches(pack: Handover, rest: HandoverRest) -> list[_Block]:
    if not pack.patches:
        return [_says("It leads no patch.")]
    names = rest.patches or {}
    told = tuple(
        Paragraph.of(f"{names.get(one.patch, one.patch)}: may decide {alone(one, rest.subjects)}.")
        for one in pack.patches
    )
    return [TableBlock(patches_table(pack.patches, names)), Bullets(told)]


def _decisions(rest: HandoverRest) -> list[_Block]:
    if rest.decisions is None:
        return [_says("No decision register is kept here, so open decisions cannot be listed.")]
    if not rest.decisions:
        return [_says("No decision of this post is open.")]
    return [Bullets(tuple(Paragraph.of(f"{one.title} ({one.stage})") for one in rest.decisions))]


def _with(pack: Handover) -> list[_Block]:
    told = [f"{one.committee}, as {one.capacity.lower() or 'member'}" for one in pack.seats]
    told += [f"Towards {TOWARDS[one.towards]}: {one.means} ({one.written_in})" for one in pack.written]
    if not told:
        return [_says("Nothing is written down about committees or partners.")]
    return [Bullets(tuple(Paragraph.of(one) for one in told))]
