"""The first decisions of the fictional county, made by the same functions as those that people make.

What Middleshire's people say here is made up, like the people. What the model says is what it said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from joinedup.access.models import Account
from joinedup.council import Projection, Ripple, Settings
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.register._collaborating import (
    close_answers,
    give_answer,
    may_answer,
    open_answers,
    standing,
)
from joinedup.register._consultations import begin_consultation
from joinedup.register._equality import CHARACTERISTICS, find, sign, spread_of, start_analysis
from joinedup.register._parties import add_party, default_due
from joinedup.register._proposing import add_alternative, proposals_of, take_up
from joinedup.register._testing import InWords, Tested, keep_tests, tested_of, written_now
from joinedup.register.models import Decision, Effect, OptionKind, Position

_CUTS = ("family-help-trim", "youth-trim", "attendance-trim", "social-work-trim")
_FOUND = {
    "age": (
        Effect.WORSE,
        "Shared routes can take longer, and children use them.",
        "No journey over 75 minutes.",
    ),
    "disability": (
        Effect.WORSE,
        "Nearly all who travel have an EHC plan.",
        "Each child's needs are reviewed before a route is shared, with an appeal.",
    ),
    "sex": (Effect.BOTH, "Two in three who travel are boys.", "Routes are planned by need alone."),
}
_NOT_HELD = "No return that the council loads holds it; families will be asked in the consultation."


def begin_demo_decisions(
    council: Council,
    ripples: Sequence[Ripple],
    nothing: Projection,
    accounts: Iterable[Account],
    in_words: InWords,
    now: datetime,
    settings: Settings | None = None,
) -> tuple[Decision, ...]:
    """Put three decisions forward: one half answered with an objection, one ready to decide, one just begun.

    Args:
        council: the fictional county.
        ripples: what the demonstration has tried: each of the four cuts, all of them together and
            `transport-redesign`, on the same futures.
        nothing: the projection on those futures.
        accounts: the demonstration's accounts.
        in_words: says in a few sentences what a ripple or the projection found.
        now: the moment, in the council's own time.
        settings: how whom the first falls on is worked out, which takes some seconds; left out where None.

    Raises:
        InputRefused: a ripple that is needed was not given, or nobody can answer for somebody.
    """
    county = _County(council, _by_names(ripples), nothing, tuple(accounts), in_words, now)
    return county.half_answered(settings), county.ready(), county.begun()


class _County:
    """The county and what has been tried in it."""

    def __init__(
        self,
        council: Council,
        ripples: Mapping[frozenset[str], Ripple],
        nothing: Projection,
        accounts: tuple[Account, ...],
        in_words: InWords,
        now: datetime,
    ) -> None:
        self._here, self._ripples, self._nothing = council, ripples, nothing
        self._accounts, self._in_words, self._now = accounts, in_words, now
        self._on = now.date()

    def half_answered(self, settings: Settings | None) -> Decision:
        """Put the trim of Family Help forward, test it, and let some of those who are asked answer."""
        owner = self._one_who("Executive Director of Children and Families")
        decision = self._tested(owner, "Reduce Family Help teams by 8 per cent", _CUTS[:1], _CUTS[1:2])
        told = "Schools refer many of the families who would wait."
        self._add(decision, owner, "directorate", "education", told)
        self._add(decision, owner, "directorate", "resources", "The saving is in the medium-term plan.")
        open_answers(decision, owner, default_due(self._here, self._on), self._now)
        says = "Fewer places in Family Help mean later referrals, and more children in need in two years."
        self._answer(decision, "education", Position.OBJECT, says)
        self._answer(decision, "resources", Position.SUPPORT, "The saving is found, after what comes back.")
        asks = "Keep the team in the north whole until the wait is below four weeks."
        self._answer(decision, "north", Position.MITIGATE, "The wait is longest here.", asks)
        begin_consultation(
            decision,
            owner,
            "public",
            {
                "what": "Should Family Help teams carry fewer families?",
                "whom": "Every family helped in the last year by letter, and everybody on the website.",
                "begins": self._on - timedelta(days=7),
                "ends": self._on + timedelta(days=35),
                "principles": {"formative": "Asked before the budget was drafted."},
            },
        )
        if settings is None:
            start_analysis(decision, owner)
        else:
            proposed = decision.options.get(kind=OptionKind.PROPOSED)
            start_analysis(
                decision, owner, *spread_of(self._here, proposals_of(self._here, proposed), settings)
            )
        find(decision, owner, "age", Effect.WORSE, "Most children who are helped are under 12.", "")
        return decision

    def ready(self) -> Decision:
        """Put the new home-to-school transport forward and bring it to where it can be decided."""
        owner = self._one_who("Director of Education and Inclusion")
        title = "Redesign SEND transport with shared routes"
        decision = self._tested(owner, title, ("transport-redesign",), _CUTS)
        open_answers(decision, owner, default_due(self._here, self._on), self._now)
        for one in standing(decision, self._on).asked:
            says = "The routes were gone through with us one by one."
            self._answer(decision, one.party.identifier, Position.SUPPORT, says)
        start_analysis(decision, owner)
        for key, _ in CHARACTERISTICS:
            effect, evidence, mitigation = _FOUND.get(key, (Effect.NOT_KNOWN, _NOT_HELD, ""))
            find(decision, owner, key, effect, evidence, mitigation)
        says = "Nobody loses transport to which they are entitled; each shared route is reviewed first."
        sign(decision, owner, "Director of Education and Inclusion", says)
        close_answers(decision, owner, "", self._now)
        return decision

    def begun(self) -> Decision:
        """Put more special school places forward, without an alternative yet."""
        owner = self._one_who("Head of SEND")
        says = self._in_words(self._nothing)
        return take_up(self._here, owner, "120 more special school places", ["specialist-places"], says)

    def _tested(
        self, owner: Account, title: str, names: Sequence[str], alternative: Sequence[str]
    ) -> Decision:
        decision = take_up(self._here, owner, title, names, self._in_words(self._nothing))
        several = "Four modest cuts taken together" if len(alternative) > 1 else ""
        add_alternative(self._here, decision, owner, alternative, several)
        tested = {}
        for option in decision.options.all():
            ripple = self._ripple(option.proposals) if option.proposals else None
            tested[option.pk] = (
                tested_of(ripple, written_now(self._here, option.proposals))
                if ripple
                else Tested((), nothing=self._nothing)
            )
        keep_tests(self._here, decision, owner, tested, self._in_words, self._on)
        return Decision.objects.get(pk=decision.pk)

    def _ripple(self, names: Sequence[str]) -> Ripple:
        held = self._ripples.get(frozenset(names))
        if held is None:
            raise InputRefused(f"The demonstration has not tried {' and '.join(names)}.", "Try them first.")
        return held

    def _add(self, decision: Decision, who: Account, kind: str, identifier: str, reason: str) -> None:
        if not decision.parties.filter(kind=kind, identifier=identifier).exists():
            name = self._here.directorate_name(identifier)
            add_party(decision, who, kind, identifier, name, reason, None)

    def _answer(
        self, decision: Decision, identifier: str, position: Position, reasons: str, asks: str = ""
    ) -> None:
        party = decision.parties.filter(identifier=identifier).first()
        if party is None:
            return
        # Whoever answers for this place alone comes before the chief executive, who may for any.
        able = [one for one in self._accounts if may_answer(one, party)]
        if not able:
            raise InputRefused(f"Nobody in the demonstration can answer for {party.name}.", "Add an account.")
        who = min(able, key=lambda one: any(held.post == "Chief Executive" for held in one.held()))
        give_answer(party, who, position, reasons, asks, self._on)

    def _one_who(self, post: str) -> Account:
        for account in self._accounts:
            if any(one.post == post for one in account.held()):
                return account
        raise InputRefused(f"Nobody in the demonstration is {post}.", "Make its accounts first.")


def _by_names(ripples: Iterable[Ripple]) -> dict[frozenset[str], Ripple]:
    return {frozenset(one.id for one in ripple.proposals): ripple for ripple in ripples}
