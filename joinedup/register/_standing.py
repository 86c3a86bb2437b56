"""Where the answers to a decision stand: who answered what, who is silent, what stands in the way of closing.

Pure: told what was asked and answered, and the day. Silence is never support.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from joinedup.register.models import Answer, Party, Position


@dataclass(frozen=True)
class PartyStanding:
    """One party and what it has answered.

    Args:
        party: the party.
        answers: its answers, newest first.
        due: the last day for it; None where it has not been asked yet.
        on: the day on which this is said.
        tested: the number of the test that the answers should be about; None where there is none.
    """

    party: Party
    answers: tuple[Answer, ...]
    due: date | None
    on: date
    tested: int | None = None

    @property
    def answer(self) -> Answer | None:
        """The answer that stands, which is the last."""
        return self.answers[0] if self.answers else None

    @property
    def is_left_out(self) -> bool:
        """Whether somebody took it off the list."""
        return bool(self.party.left_out_because)

    @property
    def is_silent(self) -> bool:
        """Whether it has been asked and has not answered."""
        return not self.is_left_out and self.due is not None and self.answer is None

    @property
    def days_left(self) -> int | None:
        """Days until the last day; below 0 once it has passed; None where nothing is due."""
        return (self.due - self.on).days if self.due and self.is_silent else None

    @property
    def is_overdue(self) -> bool:
        """Whether it is silent and the last day has passed."""
        return self.days_left is not None and self.days_left < 0

    @property
    def is_before_test(self) -> bool:
        """Whether it answered before the proposal was last tested."""
        return self.answer is not None and self.tested is not None and self.answer.test_id != self.tested


@dataclass(frozen=True)
class Standing:
    """Where all answers stand.

    Args:
        parties: everybody who must be asked, in the order of the list.
    """

    parties: tuple[PartyStanding, ...]

    @property
    def asked(self) -> tuple[PartyStanding, ...]:
        """Those who are on the list and have not been left out."""
        return tuple(one for one in self.parties if not one.is_left_out)

    @property
    def silent(self) -> tuple[PartyStanding, ...]:
        """Those who were asked and have not answered."""
        return tuple(one for one in self.asked if one.is_silent)

    @property
    def overdue(self) -> tuple[PartyStanding, ...]:
        """Those who are silent after their last day."""
        return tuple(one for one in self.asked if one.is_overdue)

    def those_who(self, position: Position) -> tuple[PartyStanding, ...]:
        """Return those whose answer that stands is this one."""
        return tuple(one for one in self.asked if one.answer and one.answer.position == position)

    @property
    def objections(self) -> tuple[PartyStanding, ...]:
        """Those who object."""
        return self.those_who(Position.OBJECT)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many gave each answer, and last how many are silent; together all who were asked."""
        given = [(position.label, len(self.those_who(position))) for position in Position]
        return (*given, ("No answer", len(self.asked) - sum(count for _, count in given)))

    @property
    def needs_reason(self) -> bool:
        """Whether closing must be explained: somebody is silent, or an objection stands."""
        return bool(self.silent or self.objections)


def standing_of(
    parties: Iterable[Party], answers: Iterable[Answer], on: date, tested: int | None = None
) -> Standing:
    """Return where the answers stand.

    Args:
        parties: everybody on the list.
        answers: every answer given, in any order.
        on: the day.
        tested: the number of the proposed option's last test.
    """
    of_party: dict[int, list[Answer]] = {}
    for answer in sorted(answers, key=lambda one: -one.pk):
        of_party.setdefault(answer.party_id, []).append(answer)
    return Standing(
        tuple(
            PartyStanding(one, tuple(of_party.get(one.pk, ())), one.due, on, tested)
            for one in sorted(parties, key=lambda one: one.pk)
        )
    )
