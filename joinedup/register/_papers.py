"""Papers about decisions, as they are kept: made from the record, edited by people, made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.errors import InputRefused, StoreRefused
from joinedup.register._paper_words import SectionWords, words_of_sections
from joinedup.register.models import Decision, DecisionPaper, PaperAct, PaperEdit, PaperMaking

MadeWords = Mapping[str, tuple[str, str]]


class SomebodyElseWrote(InputRefused):
    """Somebody changed a section while somebody else had it open."""


def keep_making(
    decision: Decision, kind: str, content: bytes, tests: Sequence[str], who: Account, called: str
) -> PaperMaking:
    """Keep a paper as it was made; what people wrote in it stays as it is.

    The same paper made again is not kept twice.

    Args:
        decision: what it is about.
        kind: what kind of paper it is.
        content: the paper, frozen.
        tests: digests of the frozen tests that it was made from.
        who: who asked for it.
        called: what people call the kind: `Officer report`.
    """
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        paper, is_new = DecisionPaper.objects.get_or_create(decision=decision, kind=kind)
        newest = paper.makings.first()
        if newest is not None and newest.digest == digest:
            return newest
        made = paper.makings.create(content=content, digest=digest, tests=list(tests), made_by=who)
        decision.tell(who, f"{called} made{'' if is_new else ' again'}")
        record(who, "paper made", decision.reference, kind=kind, digest=digest, tests=list(tests))
    return made


def content_of(making: PaperMaking) -> bytes:
    """Return a paper as it was made.

    Raises:
        StoreRefused: it is not what was kept.
    """
    content = bytes(making.content)
    if hashlib.sha256(content).hexdigest() != making.digest:
        raise StoreRefused(
            "A paper is not what it was when it was made.", "Look at the audit, and make it again."
        )
    return content


def standing_words(paper: DecisionPaper, made: MadeWords) -> list[SectionWords]:
    """Return how the words of each section of a paper stand.

    Args:
        paper: the paper.
        made: title and words of each section as the model makes it now.
    """
    return words_of_sections(made, paper.edits.all())


def last_edit(paper: DecisionPaper, section: str) -> int:
    """Return the number of the last thing done to a section, 0 where nothing was; a change names it."""
    return paper.edits.filter(section=section).order_by("-id").values_list("id", flat=True).first() or 0


def write(
    paper: DecisionPaper,
    one: SectionWords,
    words: str,
    who: Account,
    *,
    exempt: str = "",
    seen: int = 0,
    act: PaperAct = PaperAct.EDITED,
) -> PaperEdit:
    """Keep what somebody wrote in a section, or that they keep their words or take the model's.

    Args:
        paper: the paper.
        one: how the section stood when they looked.
        words: their words; as they stand where only kept, "" where the model's are taken.
        who: who they are.
        exempt: why the section may not be published.
        seen: number of the last thing done to the section that they have seen.
        act: what they do.

    Raises:
        SomebodyElseWrote: somebody did something to the section since.
    """
    with transaction.atomic():
        # Of two who write at once the second waits here, and is then told.
        DecisionPaper.objects.select_for_update().get(pk=paper.pk)
        if last_edit(paper, one.key) != seen:
            raise SomebodyElseWrote(
                f"Somebody else changed “{one.title}” after you opened it. Your words are below and were "
                "not saved.",
                "Look at what they wrote, then save yours again.",
            )
        made = paper.edits.create(
            section=one.key,
            title=one.title,
            act=act,
            words="" if act == PaperAct.TOOK else words,
            based_on=one.made,
            exempt=exempt,
            by=who,
        )
        record(
            who,
            f"paper section {act}",
            paper.decision.reference,
            kind=paper.kind,
            section=one.key,
            digest=hashlib.sha256(words.encode()).hexdigest(),
        )
    return made
