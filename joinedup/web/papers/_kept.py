"""A paper as it stands: as the model made it, with people's words in place of the model's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.register.models import Decision, DecisionPaper, PaperMaking
from joinedup.register.papers import SectionWords, content_of, standing_words
from joinedup.reports.papers import (
    EXEMPT_MARK,
    NumberCheck,
    Paper,
    PaperKind,
    Section,
    as_blocks,
    as_markdown,
    checked,
    exempt_key,
    facts_of_paper,
    is_exempt_key,
    without_exempt,
)
from joinedup.store import thawed
from joinedup.web.papers._record import tests_of

# Those who may see what is kept from the public: who decides, who publishes and who advises.
_WRITE = (Needs.PROPOSE, Needs.ADVISE, Needs.PUBLISH)


@dataclass(frozen=True)
class StandingPaper:
    """A paper as it stands.

    Args:
        record: what is kept of it.
        making: its newest making.
        made: as the model made it.
        words: how the words of each section stand.
        paper: with people's words in place of the model's.
    """

    record: DecisionPaper
    making: PaperMaking
    made: Paper
    words: tuple[SectionWords, ...]
    paper: Paper

    @property
    def kind(self) -> PaperKind:
        """What kind of paper it is."""
        return PaperKind(self.record.kind)

    @property
    def moved(self) -> list[SectionWords]:
        """Sections whose words people wrote and the model has changed since."""
        return [one for one in self.words if one.has_moved]

    @property
    def left_over(self) -> list[SectionWords]:
        """What people wrote in sections that the paper no longer has."""
        return [one for one in self.words if one.is_left_over]

    def section(self, key: str) -> tuple[SectionWords, Section] | None:
        """Return how the words of a section stand and the section as made; None where there is none."""
        words = next((one for one in self.words if one.key == key and not one.is_left_over), None)
        made = next((one for one in self.made.sections if one.key == key), None)
        return (words, made) if words and made else None

    def checked(self, seen: Paper) -> NumberCheck:
        """Return how its numbers stand against the frozen tests they come from, looked up again.

        Args:
            seen: the paper as the person who asks sees it: the check names numbers.
        """
        return checked(seen, tests_of(self.record.decision, self.making.tests))


def may_see_exempt(person: Account, decision: Decision) -> bool:
    """Return whether a person may see what is kept from the public."""
    return may_on(person, Needs.SEE_EXEMPT, decision)


def may_write(person: Account, decision: Decision) -> bool:
    """Return whether a person may make papers about a decision and write in them."""
    return any(may_on(person, one, decision) for one in _WRITE)


def standing_paper(decision: Decision, kind: PaperKind) -> StandingPaper | None:
    """Return a paper as it stands; None where it was never made.

    An exempt part that was withdrawn since it was made stands in it no longer.

    Raises:
        StoreRefused: it is not what was kept.
    """
    record = DecisionPaper.objects.filter(decision=decision, kind=kind.value).first()
    making = record.makings.select_related("made_by").first() if record else None
    if record is None or making is None:
        return None
    made = _without_withdrawn(thawed(content_of(making), Paper), decision)
    held = standing_words(record, {one.key: (one.title, as_markdown(one)) for one in made.sections})
    words = [_kept_back(one) for one in held]
    stands = {one.key: one for one in words}
    sections = tuple(_with_words(made, one, stands[one.key]) for one in made.sections)
    return StandingPaper(record, making, made, tuple(words), replace(made, sections=sections))


def seen_by(standing: StandingPaper, person: Account) -> Paper:
    """Return a paper as a person may see it: without exempt matter where they may not see that."""
    if may_see_exempt(person, standing.record.decision):
        return standing.paper
    return without_exempt(standing.paper)


def _without_withdrawn(paper: Paper, decision: Decision) -> Paper:
    parts = enumerate(decision.exempt_items.all(), start=1)
    gone = {exempt_key(number) for number, one in parts if one.withdrawn_at is not None}
    return replace(paper, sections=tuple(one for one in paper.sections if one.key not in gone))


def _kept_back(words: SectionWords) -> SectionWords:
    """Return words that people wrote in an exempt part as kept back, also where the paper lost that part."""
    if words.is_left_over and is_exempt_key(words.key):
        return replace(words, exempt=words.exempt or EXEMPT_MARK)
    return words


def _with_words(paper: Paper, section: Section, words: SectionWords) -> Section:
    exempt = section.exempt or words.exempt
    if not words.is_edited:
        return replace(section, exempt=exempt)
    blocks = as_blocks(words.words, section, facts_of_paper(paper, section))
    return replace(section, blocks=blocks, exempt=exempt)
