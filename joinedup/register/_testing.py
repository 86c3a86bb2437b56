"""Testing a decision: every option on the same futures, and what came of it frozen word for word."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.council import (
    MOST_DRAWS,
    Alternatives,
    Projection,
    Ripple,
    RunManifest,
    Settings,
    proposal_path,
    proposals_named,
    ready,
    try_alternatives,
)
from joinedup.errors import InputRefused, JoinedUpError
from joinedup.folder import Council
from joinedup.register._frozen import last_test, require_whole, sealed
from joinedup.register._parties import list_parties
from joinedup.register._proposing import missing_before_test, proposals_of, refresh_places, require_open
from joinedup.register._touches import KINDS, Touches, touched_by
from joinedup.register.models import Decision, Findings, FrozenTest, Option, OptionKind, Stage
from joinedup.store import frozen, keep_result, result_name, thawed

_HELD = 6


class Tell(Protocol):
    """Told what is being done and the share done."""

    def __call__(self, doing: str, share: float, /) -> None:
        """Tell."""


class InWords(Protocol):
    """Says what came of an option in a few sentences: of a ripple, or of the projection of doing nothing."""

    def __call__(self, result: Ripple | Projection, /) -> str:
        """Return the sentences."""


@dataclass(frozen=True)
class WrittenProposal:
    """A proposal as its file was when it was tested.

    Args:
        id: its identifier.
        text: what the file held.
        hash: hash of what it says, which comments in the file do not change.
    """

    id: str
    text: str
    hash: str


@dataclass(frozen=True)
class Tested:
    """One option as it was tested; this is what is frozen.

    Args:
        written: its proposals; none for doing nothing.
        ripple: what they do; None for doing nothing.
        nothing: the projection, for doing nothing alone.
    """

    written: tuple[WrittenProposal, ...]
    ripple: Ripple | None = None
    nothing: Projection | None = None

    @property
    def result(self) -> Ripple | Projection:
        """What was found."""
        found = self.ripple or self.nothing
        assert found is not None, "an option was tested without a result"
        return found

    @property
    def manifest(self) -> RunManifest:
        """The run it came from."""
        return self.result.manifest


def require_testable(decision: Decision) -> None:
    """Refuse a test of a decision that is closed, or lacks an alternative or doing nothing.

    Raises:
        InputRefused: it is or does.
    """
    require_open(decision)
    lacking = missing_before_test(decision)
    if lacking:
        raise InputRefused(
            f"{decision.reference} cannot be tested yet: it lacks {' and '.join(lacking)}.",
            "Add what is missing on its page.",
        )


def run_test(
    council: Council,
    decision: Decision,
    settings: Settings,
    tell: Tell | None = None,
    most_draws: int = MOST_DRAWS,
) -> dict[int, Tested]:
    """Try every option of a decision on the same futures; returns what was found, by number of the option.

    Args:
        council: the council.
        decision: the decision.
        settings: how the runs are made.
        tell: told how far it is.
        most_draws: the most futures to try where the first are too few.

    Raises:
        InputRefused: the decision cannot be tested yet.
        ProposalRefused: a proposal is missing or wrong.
    """
    require_testable(decision)
    options = list(decision.options.all())
    trying = [one for one in options if one.proposals]
    # Read before the run, so that what is frozen is what was run.
    texts = {one.pk: written_now(council, one.proposals) for one in trying}
    sets = [proposals_of(council, one) for one in trying]
    found: Alternatives = try_alternatives(ready(council), sets, settings, tell, most_draws)
    tested = {
        option.pk: tested_of(ripple, texts[option.pk])
        for option, ripple in zip(trying, found.ripples, strict=True)
    }
    nothing = {one.pk: Tested((), nothing=found.nothing) for one in options if one.kind == OptionKind.NOTHING}
    return tested | nothing


def tested_of(ripple: Ripple, texts: Mapping[str, str]) -> Tested:
    """Return an option as it was tested.

    Args:
        ripple: what was found.
        texts: the text of each proposal's file, by identifier.
    """
    return Tested(tuple(WrittenProposal(one.id, texts[one.id], one.hash) for one in ripple.proposals), ripple)


def written_now(council: Council, names: Sequence[str]) -> dict[str, str]:
    """Return the text of proposals' files, by identifier.

    Raises:
        ProposalRefused: one is missing.
    """
    return {name: proposal_path(council, name).read_text(encoding="utf-8") for name in names}


def keep_tests(
    council: Council,
    decision: Decision,
    who: Account | None,
    tested: Mapping[int, Tested],
    in_words: InWords,
    on: date,
) -> bool:
    """Freeze what was found of every option, and say who must be asked; earlier tests stay as they are.

    Returns:
        Whether anything was new: the same run a second time is not kept twice.

    Args:
        council: the council.
        decision: the decision.
        who: who asked for the test.
        tested: what was found, by number of the option.
        in_words: says it in a few sentences.
        on: the day.
    """
    options = {one.pk: one for one in decision.options.all()}
    if _is_held(options, tested):
        return False
    contents = {number: frozen(one) for number, one in tested.items()}
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        require_open(decision)
        for number, one in tested.items():
            _keep(council, options[number], who, one, contents[number], in_words)
        refresh_places(council, decision)
        _note_measures(decision)
        list_parties(council, decision, on)
        _move_on(decision)
        decision.tell(who, "Tested", f"{len(tested)} options on the same futures.")
        digests = [hashlib.sha256(content).hexdigest() for content in contents.values()]
        record(who, "tested a decision", decision.reference, digests=digests)
    for one in tested.values():
        if one.ripple:
            name = result_name("ripple", [written.id for written in one.written])
            keep_result(council.workings, name, one.ripple)
    return True


def _is_held(options: Mapping[int, Option], tested: Mapping[int, Tested]) -> bool:
    last = {number: last_test(option) for number, option in options.items()}
    return {number: one.run if one else "" for number, one in last.items()} == {
        number: one.manifest.run for number, one in tested.items()
    }


def _keep(
    council: Council,
    option: Option,
    who: Account | None,
    one: Tested,
    content: bytes,
    in_words: InWords,
) -> None:
    test = option.tests.create(
        digest=hashlib.sha256(content).hexdigest(), run=one.manifest.run, content=content, made_by=who
    )
    touches = touched_by(one.ripple, council) if one.ripple else Touches()
    affected = one.ripple.affected if one.ripple else ()
    findings = Findings(
        test=test,
        says=in_words(one.result),
        affected=[
            {name: getattr(each, name) for name in ("kind", "id", "name", "because", "probability")}
            for each in affected
        ],
        touches=touches.as_kept(),
        written={each.id: {"text": each.text, "hash": each.hash} for each in one.written},
        draws=one.manifest.draws,
    )
    findings.seal = sealed(findings)
    findings.save()
    if option.kind == OptionKind.NOTHING:
        option.says = findings.says
        option.save(update_fields=["says"])


def thawed_test(test: FrozenTest) -> Tested:
    """Return an option as it was tested, read from what was frozen.

    Raises:
        StoreRefused: it was changed since, or was written by another version.
    """
    require_whole(test)
    return _thawed(test.digest, bytes(test.content))


@lru_cache(maxsize=_HELD)
def _thawed(_digest: str, content: bytes) -> Tested:
    return thawed(content, Tested)


def changes_since(council: Council, findings: Findings) -> tuple[str, ...]:
    """Return how the proposals of an option differ from what was tested; nothing where they say the same.

    Each line begins with `+`, `-` or a space, as in a list of differences; a file that is gone or can no
    longer be read is told in words.
    """
    told: list[str] = []
    for name, held in findings.written.items():
        try:
            text = written_now(council, [name])[name]
            now = proposals_named(council, [name])[0].hash
        except JoinedUpError as refusal:
            told.append(f"{name}: {refusal.what}")
            continue
        if now != held["hash"]:
            told += _differences(name, held["text"], text)
    return tuple(told)


def _differences(name: str, before: str, now: str) -> list[str]:
    lines = difflib.unified_diff(
        before.splitlines(), now.splitlines(), f"{name} as tested", f"{name} now", lineterm="", n=1
    )
    return [line for line in lines if not line.startswith("@@")]


def touches_of(findings: Findings) -> Touches:
    """Return what an option touches, as it was found."""
    return Touches(**{kind: tuple(findings.touches.get(kind, ())) for kind in KINDS})


def proposed_test(decision: Decision) -> FrozenTest | None:
    """Return the last test of what is proposed; None where it was never tested."""
    option = decision.options.filter(kind=OptionKind.PROPOSED).first()
    return last_test(option) if option else None


def _note_measures(decision: Decision) -> None:
    test = proposed_test(decision)
    if test is not None:
        decision.measures = test.findings.touches["measures"]
        decision.save(update_fields=["measures", "changed_at"])


def _move_on(decision: Decision) -> None:
    """Bring the stage on: what was closed for answers on an older test is open for them again."""
    moves = {Stage.PROPOSED: Stage.TESTED, Stage.READY: Stage.COLLABORATING}
    if decision.stage in moves:
        decision.stage = moves[Stage(decision.stage)]
        decision.save(update_fields=["stage", "changed_at"])
