"""What a paper about a decision is made from: everything that is on record, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from joinedup.council import Ripple


@dataclass(frozen=True)
class Tested:
    """What the model said of an option, as it was frozen.

    Args:
        title: title of the option.
        ripple: what it said.
        digest: digest of the frozen test.
        on: the day of the test.
    """

    title: str
    ripple: Ripple
    digest: str
    on: date


@dataclass(frozen=True)
class OptionFacts:
    """One way of deciding.

    Args:
        kind: `proposed`, `alternative` or `nothing`.
        title: its title.
        says: what it is, as its owner wrote it.
        tested: its newest frozen test; None where it was not tested.
        rejected_because: why it was rejected; "" where it was not, or not yet.
    """

    kind: str
    title: str
    says: str
    tested: Tested | None = None
    rejected_because: str = ""


@dataclass(frozen=True)
class Party:
    """Somebody who is affected, and what they answered.

    Args:
        name: who.
        because: why they are asked.
        answer: what they answered, in words: `Objects`; "" where they have not.
        reasons: why.
        answered_on: when; None where they have not.
        asked_on: when they were asked; None where that is not recorded.
        due: by when an answer was asked for; None where no day was set.
    """

    name: str
    because: str
    answer: str = ""
    reasons: str = ""
    answered_on: date | None = None
    asked_on: date | None = None
    due: date | None = None


@dataclass(frozen=True)
class Remark:
    """Something said on record by somebody, or the state of a consultation or an analysis.

    Args:
        who: who says it, or what it is about: `Section 151 officer`, `Public consultation`.
        says: the words.
        on: the day; None where there is none.
    """

    who: str
    says: str
    on: date | None = None


@dataclass(frozen=True)
class RouteFacts:
    """Who decides, and what that demands.

    Args:
        who: who decides.
        clause: paragraph of the constitution.
        why: why.
        is_key: whether it is a key decision.
        key_because: why it is one.
        notices: notices given, each with the day it was published.
        planned_for: the day it is planned for.
    """

    who: str
    clause: str
    why: str
    is_key: bool
    key_because: tuple[str, ...] = ()
    notices: tuple[Remark, ...] = ()
    planned_for: date | None = None


@dataclass(frozen=True)
class RecordFacts:
    """What was decided.

    Args:
        outcome: `Agreed`.
        option: title of the option taken; "" where none was.
        reasons: why.
        changes: what was changed in it.
        conditions: on which conditions.
        decided_on: when.
        decided_by: by whom.
        clause: paragraph of the constitution.
        is_key: whether it was a key decision.
        interests: interests declared, each with what was done about it.
        call_in_ends: last day on which it can be called in; None where it cannot.
        call_ins: call-ins and what came of them.
    """

    outcome: str
    option: str
    reasons: str
    changes: str
    conditions: str
    decided_on: date
    decided_by: str
    clause: str
    is_key: bool
    interests: tuple[Remark, ...] = ()
    call_in_ends: date | None = None
    call_ins: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class ExemptFacts:
    """Part of a decision that is kept from the public.

    Args:
        paragraph: paragraph of Schedule 12A that allows it.
        title: what it is about; public.
        public_interest: why keeping it is in the public interest.
        says: the matter itself.
        number: its number among all that the decision ever had; it keeps that when another is withdrawn, so
            that what people wrote in it stays with it.
    """

    paragraph: int
    title: str
    public_interest: str
    says: str
    number: int


@dataclass(frozen=True)
class DecisionFacts:
    """Everything on record of a decision that a paper may say.

    Args:
        reference: how people refer to it.
        title: its title.
        summary: what it is, as its owner wrote it.
        owner: the post that owns it.
        directorate: name of its directorate.
        options: what is proposed first, doing nothing last.
        parties: those affected, with their answers.
        route: who decides; None where that is not set.
        equality: the equality analysis, the newest last.
        consultations: public and workforce consultations.
        comments: of the section 151 officer and the monitoring officer.
        record: what was decided; None where nothing is yet.
        exempt: what is kept from the public.
        milestones: what is to be done by when.
        reviews: when it is reviewed, and what is compared.
    """

    reference: str
    title: str
    summary: str
    owner: str
    directorate: str
    options: tuple[OptionFacts, ...]
    parties: tuple[Party, ...] = ()
    route: RouteFacts | None = None
    equality: tuple[Remark, ...] = ()
    consultations: tuple[Remark, ...] = ()
    comments: tuple[Remark, ...] = ()
    record: RecordFacts | None = None
    exempt: tuple[ExemptFacts, ...] = ()
    milestones: tuple[Remark, ...] = ()
    reviews: tuple[Remark, ...] = ()

    @property
    def proposed(self) -> OptionFacts | None:
        """What is proposed."""
        return next((one for one in self.options if one.kind == "proposed"), None)

    @property
    def tests(self) -> tuple[Tested, ...]:
        """The newest test of each option that was tested."""
        return tuple(one.tested for one in self.options if one.tested)
