"""A local test of assurance as a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from joinedup.leadership import ELEMENTS, Assessment, Element, is_assured, still_open
from joinedup.leadership.rules import Finding
from joinedup.reports._wording import day, listed
from joinedup.reports.leadership._tables import findings_table
from joinedup.reports.papers import Block, Bullets, Paper, Paragraph, Section, TableBlock
from joinedup.returns.leadership import FIELDS

_SEVERAL = {"several_authorities": "serving other authorities too"}
WEIGHED = {
    code: says for code, says in FIELDS.items() if code not in ("education", "children_social_care")
} | (_SEVERAL)


def assurance_paper(
    assessment: Assessment,
    council: str,
    on: date,
    facts: Mapping[str, Sequence[str]],
    findings: Sequence[Finding],
    digest: str = "",
    *,
    is_draft_gone: bool = False,
) -> Paper:
    """Return a test of assurance as a paper, whether it is agreed or still a draft.

    Args:
        assessment: the test.
        council: name of the council.
        on: today.
        facts: what the files of leadership say for each element, by its code.
        findings: findings about the structure tested.
        digest: what tells the agreed content from any other; "" for a draft.
        is_draft_gone: whether the draft structure it tested is there no longer, so that facts and findings
            are of today's structure.
    """
    sections = [
        Section("result", "Result", tuple(_result(assessment, digest, on))),
        Section("tested", "What was tested and how", tuple(_tested(assessment, is_draft_gone))),
        Section("findings", "What the rules find", tuple(_findings(findings))),
        *(
            Section(one.code, one.title, tuple(_element(one, assessment, facts.get(one.code, ()))))
            for one in ELEMENTS
        ),
        Section("peer", "Peer challenge", tuple(_peer(assessment))),
    ]
    return Paper(
        title=assessment.scope,
        kind="Local test of assurance" if assessment.agreed_on else "Local test of assurance: draft",
        council=council,
        reference="",
        day=on,
        sections=tuple(sections),
        rests_on="Elements marked recalled are from memory of the statutory guidance of April 2013; check "
        "the clause before relying on it.",
    )


def _result(assessment: Assessment, digest: str, on: date) -> list[Block]:
    if assessment.agreed_on:
        held = f" It was held on {day(assessment.held_on)}." if assessment.held_on else ""
        review = f" Next review: {day(assessment.next_review)}." if assessment.next_review else ""
        result = "Assured" if is_assured(assessment) else "Not assured"
        blocks: list[Block] = [
            Paragraph.of(
                f"{result}. Agreed by {assessment.agreed_by} on {day(assessment.agreed_on)}.{held}{review}"
            )
        ]
        if digest:
            blocks.append(
                Paragraph.of(
                    f"What was agreed is fixed by the digest {digest[:16]}. What the rules find and what the "
                    f"files say was read anew on {day(on)}."
                )
            )
        return blocks
    lacking = still_open(assessment)
    return [
        Paragraph.of("This test has not been agreed. Still open:" if lacking else "Ready to be agreed."),
        *([Bullets(tuple(Paragraph.of(one) for one in lacking))] if lacking else []),
    ]


def _tested(assessment: Assessment, is_draft_gone: bool) -> list[Block]:
    ways = [
        says
        for was, says in (
            (assessment.is_self_assessed, "a self-assessment"),
            (assessment.has_outside_director, "a director from another council"),
            (assessment.has_interviews, "documents and interviews"),
        )
        if was
    ]
    blocks: list[Block] = [
        Paragraph.of(
            f"{assessment.scope}. "
            + (
                f"The draft structure {assessment.structure!r}."
                if assessment.structure
                else "Today's structure."
            )
        )
    ]
    if is_draft_gone:
        gone = "The draft is not there as it was: what the files say is said of today's structure."
        blocks.append(Paragraph.of(gone))
    if assessment.weighs:
        names = listed([WEIGHED.get(one, one) for one in assessment.weighs])
        blocks.append(Paragraph.of(f"Added responsibilities weighed: {names}."))
    blocks.append(Paragraph.of(f"Used: {listed(ways)}." if ways else "How it was done is not written down."))
    return blocks


def _findings(findings: Sequence[Finding]) -> list[Block]:
    if not findings:
        return [Paragraph.of("No rule of accountability finds anything about the structure tested.")]
    return [TableBlock(findings_table(findings))]


def _element(element: Element, assessment: Assessment, facts: Sequence[str]) -> list[Block]:
    answer = assessment.answer(element.code)
    judged = answer.judgement.says if answer.judgement else "Not judged yet"
    blocks: list[Block] = [Paragraph.of(f"{judged}. Read in: {element.read_in}.")]
    if facts:
        blocks += [Paragraph.of("What the files say:"), Bullets(tuple(Paragraph.of(one) for one in facts))]
    for heading, words in (
        ("Evidence", answer.evidence),
        ("Found", answer.finding),
        ("Actions", answer.actions),
    ):
        if words.strip():
            blocks.append(Paragraph.of(f"{heading}: {words.strip()}"))
    return blocks


def _peer(assessment: Assessment) -> list[Block]:
    if not assessment.peer_challenge.strip():
        return [Paragraph.of("None yet.")]
    when = f" ({day(assessment.peer_challenge_on)})" if assessment.peer_challenge_on else ""
    return [Paragraph.of(f"{assessment.peer_challenge.strip()}{when}")]
